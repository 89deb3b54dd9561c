"""The letter in work (草稿), kept as one JSON file in the data folder."""

import contextlib
from pathlib import Path

import msgspec

from desk.data_folder import DataFolder
from desk.json_files import put_aside, read_json, write_json
from letter.model import ReplyLetter


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """A letter in work, and what was typed into fields that the letter could not take, by field."""

    letter: ReplyLetter
    typed: dict[str, str] = {}


def save_draft(folder: DataFolder, draft: Draft) -> None:
    """Keep the letter in work; raises SaveError."""
    write_json(folder.draft, draft)


def load_draft(folder: DataFolder) -> Draft | None:
    """Return the letter in work, if there is one; raises BrokenFile, the file then lies beside under another name."""
    return read_json(folder.draft, Draft)


def set_draft_aside(folder: DataFolder) -> Path | None:
    """Keep the draft under another name, because another letter is begun, and return where; None without a draft."""
    return put_aside(folder.draft) if folder.draft.exists() else None


def drop_draft(folder: DataFolder) -> None:
    """Remove the draft, because its letter is finished or empty."""
    with contextlib.suppress(OSError):
        folder.draft.unlink()
