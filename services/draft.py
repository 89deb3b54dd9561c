"""The letters in work (草稿), each kept as one JSON file in the data folder until it is finished or put away."""

import contextlib
import hashlib
import time
from pathlib import Path
from typing import NamedTuple

import msgspec

from letter.model import ReplyLetter
from letter.wording import kinds
from services.data_folder import DataFolder
from services.json_files import BrokenFile, decode_json, files_in, read_private, write_json


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """A letter in work, and what was typed into fields that the letter could not take, by field."""

    letter: ReplyLetter
    typed: dict[str, str] = {}


class KeptDraft(NamedTuple):
    """A draft and the file that keeps it, or will when it has been changed.

    mark tells what lay in the file when it was read or written last; nothing did where it is empty.
    """

    draft: Draft
    file: Path
    mark: str = ""

    @classmethod
    def of(cls, draft: Draft, folder: DataFolder) -> "KeptDraft":
        """Return a draft with a file of its own, not made yet."""
        return cls(draft, new_draft_file(folder))


def new_draft_file(folder: DataFolder) -> Path:
    """Return a file for another draft, not made yet; later ones have later names."""
    return folder.drafts / f"{time.time_ns():020d}.json"


class ChangedElsewhere(Exception):
    """Another window has kept the same draft in the meantime; kept is what lies there now."""

    def __init__(self, kept: KeptDraft) -> None:
        """Take what lies there."""
        super().__init__(kept.file.name)
        self.kept = kept


def save_draft(file: Path, draft: Draft, mark: str | None = None) -> str:
    """Keep a letter in work and return the mark of what lies there now; raises SaveError.

    With the mark of what lay there before, raises ChangedElsewhere where something else does now.
    """
    if mark is not None:
        lying = _read(file)
        if lying and lying.mark != mark and lying.draft != draft:
            raise ChangedElsewhere(lying)
    return _mark(write_json(file, draft))


def load_drafts(folder: DataFolder) -> tuple[list[KeptDraft], list[str]]:
    """Return the letters in work, the first begun first, and a sentence for each file that cannot be read.

    Such a file then lies beside under another name.
    """
    kept: list[KeptDraft] = []
    sentences: list[str] = []
    for file in sorted(files_in(folder.drafts)):
        try:
            found = _read(file)
        except BrokenFile as error:
            sentences.append(error.args[0])
        else:
            kept += [found] if found else []
    return kept, sentences


def _read(file: Path) -> KeptDraft | None:
    """Return the draft in a file with the mark of what was read; raises BrokenFile."""
    data = read_private(file)
    return None if data is None else KeptDraft(decode_json(file, data, Draft, of_unknown_kind), file, _mark(data))


def of_unknown_kind(draft: Draft) -> bool:
    """Return whether a letter is of a kind that this program does not know; no window can show it."""
    return draft.letter.kind not in kinds()


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def last_changed(drafts: list[KeptDraft]) -> int:
    """Return the place of the draft in a list whose file was written last, 0 where none is there."""
    return max(range(len(drafts)), key=lambda at: written_at(drafts[at]), default=0)


def written_at(kept: KeptDraft) -> int:
    """Return when the file of a draft was written, 0 where it is not there."""
    try:
        return kept.file.stat().st_mtime_ns
    except OSError:
        return 0


def drop_draft(file: Path) -> None:
    """Remove a draft, because its letter is finished, empty, or kept among the recent ones."""
    with contextlib.suppress(OSError):
        file.unlink()
