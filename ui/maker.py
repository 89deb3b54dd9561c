"""Where 生成 writes: never over a file that is not this letter's own, as this session left it."""

from itertools import chain
from pathlib import Path

from desk.making import make_file, target_in
from letter.derived import safe_file_name
from letter.model import ReplyLetter

_MOST_NAMES = 1_000


class Maker:
    """Makes files of the letter in work and knows which of them are its own."""

    def __init__(self) -> None:
        """Begin with no file."""
        self.last: Path | None = None
        self._letter: ReplyLetter | None = None
        self._own: dict[Path, tuple[int, int]] = {}

    def forget(self) -> None:
        """Begin another letter: the files made so far belong to an earlier one."""
        self.last = self._letter = None
        self._own.clear()

    def is_made(self, letter: ReplyLetter) -> bool:
        """Tell whether the last file holds this letter as it stands."""
        return self.last is not None and letter == self._letter

    def make(self, letter: ReplyLetter, folder: Path) -> Path:
        """Write the letter into a folder under a name that takes nobody's place; raises CannotMake and SaveError."""
        return self.make_as(letter, self._free(target_in(folder, letter)))

    def make_as(self, letter: ReplyLetter, target: Path) -> Path:
        """Write the letter to exactly this file, which the clerk has chosen; raises CannotMake and SaveError."""
        made = make_file(letter, target)
        self._own[made] = _stamp(made)
        self.last, self._letter = made, letter
        return made

    def _free(self, wanted: Path) -> Path:
        names = chain([wanted], (wanted.with_name(_numbered(wanted.stem, at)) for at in range(2, _MOST_NAMES)))
        try:
            return next(name for name in names if not name.exists() or self._own.get(name) == _stamp(name))
        except (OSError, StopIteration):
            return wanted


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
