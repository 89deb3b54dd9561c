"""What 生成 has made of the letter in work in this session."""

from pathlib import Path

from desk.making import make_file, target_in
from desk.naming import OwnFiles
from letter.model import ReplyLetter


class Maker:
    """Makes files of the letter in work and knows which was the last."""

    def __init__(self) -> None:
        """Begin with no file."""
        self.last: Path | None = None
        self._letter: ReplyLetter | None = None
        self._own = OwnFiles()

    def forget(self) -> None:
        """Begin another letter."""
        self.last = self._letter = None
        self._own.forget()

    def is_made(self, letter: ReplyLetter) -> bool:
        """Tell whether the last file holds this letter as it stands."""
        return self.last is not None and letter == self._letter

    def make(self, letter: ReplyLetter, folder: Path) -> Path:
        """Write the letter into a folder under a name that takes nobody's place; raises CannotMake and SaveError."""
        return self.make_as(letter, self._own.free_name(target_in(folder, letter)))

    def make_as(self, letter: ReplyLetter, target: Path) -> Path:
        """Write the letter to exactly this file, which the clerk has chosen; raises CannotMake and SaveError."""
        made = make_file(letter, target)
        self._own.remember(made)
        self.last, self._letter = made, letter
        return made
