"""What became of the letter in work in this session: the files that 生成 has made of it, how it went out."""

from pathlib import Path

from letter.model import ReplyLetter
from services.cancellation import Stop
from services.draft import Draft
from services.making import make_file, target_in
from services.naming import OwnFiles


class MadeFiles:
    """Makes files of the letter in work, knows which was the last, and the letter as it was issued, if it was."""

    def __init__(self) -> None:
        """Begin with no file."""
        self.last: Path | None = None
        self.issued: Draft | None = None
        self._letter: ReplyLetter | None = None
        self._own = OwnFiles()

    def is_made(self, letter: ReplyLetter) -> bool:
        """Return whether the last file holds this letter as it stands."""
        return self.last is not None and letter == self._letter

    def write(self, letter: ReplyLetter, folder: Path, target: Path | None, stop: Stop) -> Path:
        """Write the letter to exactly the file that the clerk has chosen, or into a folder under a free name.

        That name takes nobody's place. Raises CannotMake, SaveError and Stopped. Nothing is noted yet: this may run
        beside the window.
        """
        return make_file(letter, target or self.free_name(target_in(folder, letter)), stop)

    def free_name(self, wanted: Path) -> Path:
        """Return a place for the letter's file that takes nobody else's."""
        return self._own.free_name(wanted)

    def note(self, letter: ReplyLetter, made: Path, *, issued: bool = False) -> None:
        """Note that a letter has become a file; one that was issued is never written over, not even by its letter."""
        if issued:
            self._own.give_up(made)
        else:
            self._own.remember(made)
        self.last, self._letter = made, letter
