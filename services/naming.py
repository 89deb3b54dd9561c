"""Where a letter's docx goes: under a name that takes the place of no file but the letter's own."""

from itertools import chain
from pathlib import Path

from letter.derived import safe_file_name

_MOST_NAMES = 1_000


class OwnFiles:
    """The files that the letter in work was written to, as this session left them."""

    def __init__(self) -> None:
        """Begin with no file."""
        self._stamps: dict[Path, tuple[int, int]] = {}

    def remember(self, file: Path) -> None:
        """Note that the letter was written to this file just now."""
        self._stamps[file] = _stamp(file)

    def give_up(self, file: Path) -> None:
        """Note that a file is not to be written over any more."""
        self._stamps.pop(file, None)

    def forget(self) -> None:
        """Begin another letter: the files written so far belong to an earlier one."""
        self._stamps.clear()

    def free_name(self, wanted: Path) -> Path:
        """Return the wanted file, or 甲（2）.docx and so on beside it, the first that is free or the letter's own.

        A file that somebody has changed since is no longer the letter's own.
        """
        names = chain([wanted], (wanted.with_name(_numbered(wanted.stem, at)) for at in range(2, _MOST_NAMES)))
        try:
            return next(name for name in names if not name.exists() or self._stamps.get(name) == _stamp(name))
        except (OSError, StopIteration):
            return wanted  # writing there says what is wrong


def _numbered(stem: str, number: int) -> str:
    """Return 甲（2）.docx for 甲, shortened where the name would become longer than is allowed."""
    name = f"{stem}（{number}）.docx"
    while safe_file_name(name) != name and len(stem) > 1:
        stem = stem[:-1]
        name = f"{stem}（{number}）.docx"
    return name


def _stamp(file: Path) -> tuple[int, int]:
    state = file.stat()
    return state.st_mtime_ns, state.st_size
