"""The letters made lately (最近的信), each kept as its JSON in the data folder, so that it can be opened again."""

import contextlib
from pathlib import Path
from typing import NamedTuple

from desk.data_folder import DataFolder
from desk.saving import SaveError, save_bytes
from letter.codec import LetterError, read_letter, write_letter
from letter.model import ReplyLetter

MOST = 20
_NUMBER_WIDTH = 6


class RecentLetter(NamedTuple):
    """A letter made lately, and the file that keeps it."""

    file: Path
    letter: ReplyLetter


def recent_letters(folder: DataFolder) -> list[RecentLetter]:
    """Return the letters made lately, the last one first; a file that cannot be read is left out."""
    found: list[RecentLetter] = []
    for file in _files(folder):
        with contextlib.suppress(OSError, LetterError):
            found.append(RecentLetter(file, read_letter(file.read_bytes())))
    return found


def keep_recent(folder: DataFolder, letter: ReplyLetter) -> None:
    """Keep a letter that was made, in place of an earlier version of it; the oldest go. Raises SaveError."""
    before = recent_letters(folder)
    numbers = [int(file.stem) for file in _files(folder)]
    try:
        folder.recent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SaveError(f"建不了文件夹“{folder.recent}”，请检查它的权限或磁盘空间。") from error
    target = folder.recent / f"{max(numbers, default=0) + 1:0{_NUMBER_WIDTH}}.json"
    save_bytes(target, write_letter(letter), private=True)
    outdated = [known.file for known in before if _case(known.letter) == _case(letter)]
    for file in {*outdated, *_files(folder)[MOST:]}:
        with contextlib.suppress(OSError):
            file.unlink()


def _files(folder: DataFolder) -> list[Path]:
    """Return the files of recent letters, the last one first."""
    named = [file for file in folder.recent.glob("*.json") if file.stem.isdecimal()]
    return sorted(named, key=lambda file: int(file.stem), reverse=True)


def _case(letter: ReplyLetter) -> object:
    """Return what two versions of one letter have in common."""
    numbers = tuple(proposal.number for proposal in letter.proposals)
    return letter.kind, letter.role, letter.agency.name, letter.session, numbers


def drop_recent(folder: DataFolder) -> list[ReplyLetter]:
    """Forget the letters made lately and return those that could be read, the last one last."""
    letters = [recent.letter for recent in reversed(recent_letters(folder))]
    for file in _files(folder):
        with contextlib.suppress(OSError):
            file.unlink()
    return letters
