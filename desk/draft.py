"""The letters in work (草稿), each kept as one JSON file in the data folder until it is finished or put away."""

import contextlib
import time
from pathlib import Path
from typing import NamedTuple

import msgspec

from desk.data_folder import DataFolder
from desk.json_files import BrokenFile, read_json, write_json
from letter.model import ReplyLetter


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """A letter in work, and what was typed into fields that the letter could not take, by field."""

    letter: ReplyLetter
    typed: dict[str, str] = {}


class KeptDraft(NamedTuple):
    """A draft and the file that keeps it, or will when it has been changed."""

    draft: Draft
    file: Path

    @classmethod
    def of(cls, draft: Draft, folder: DataFolder) -> "KeptDraft":
        """Return a draft with a file of its own, not made yet."""
        return cls(draft, new_draft_file(folder))


def new_draft_file(folder: DataFolder) -> Path:
    """Return a file for another draft, not made yet; later ones have later names."""
    return folder.drafts / f"{time.time_ns():020d}.json"


def save_draft(file: Path, draft: Draft) -> None:
    """Keep a letter in work; raises SaveError."""
    write_json(file, draft)


def load_drafts(folder: DataFolder) -> tuple[list[KeptDraft], list[str]]:
    """Return the letters in work, the first begun first, and a sentence for each file that cannot be read.

    Such a file then lies beside under another name.
    """
    kept: list[KeptDraft] = []
    sentences: list[str] = []
    for file in sorted(folder.drafts.glob("*.json")):
        try:
            draft = read_json(file, Draft)
        except BrokenFile as error:
            sentences.append(error.args[0])
        else:
            if draft:
                kept.append(KeptDraft(draft, file))
    return kept, sentences


def last_changed(drafts: list[KeptDraft]) -> int:
    """Return the place of the draft in a list whose file was written last, 0 where none is there."""

    def written(kept: KeptDraft) -> int:
        return kept.file.stat().st_mtime_ns if kept.file.exists() else 0

    return max(range(len(drafts)), key=lambda at: written(drafts[at]), default=0)


def drop_draft(file: Path) -> None:
    """Remove a draft, because its letter is finished, empty, or kept among the recent ones."""
    with contextlib.suppress(OSError):
        file.unlink()
