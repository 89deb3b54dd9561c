"""The letter of a page as it went out: typing in it leads to 更正, and no file is made of it unregistered."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from letter.cases import case_of
from letter.derived import whole_number
from letter.model import DocumentNumber, ReplyLetter
from letter.numbers import number_text
from services.draft import Draft
from ui.core.i18n import N_, _
from ui.form.form import Form
from ui.letter.made_files import MadeFiles
from ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from register.values import LetterVersion

TOPIC = "issued"
TYPED = N_("{number}已经发文，发出的那份没有动。改好后请登记更正；不想改了，请撤销改动。")
CORRECT = N_("登记更正…(&O)")
# Typing is not held up by looking at every key.
PAUSE_MS = 200


class AlreadyIssued(Exception):
    """What was issued under the number of a letter stands in the way of making a file of it."""

    def __init__(self, version: "LetterVersion", *, unchanged: bool) -> None:
        """Take what was issued, and whether the letter is the same as that."""
        super().__init__(version.path)
        self.version, self.unchanged = version, unchanged


def check_unregistered(letter: ReplyLetter, issued: "LetterVersion", target: Path | None) -> None:
    """Raise AlreadyIssued unless a file of this letter would be a copy of what went out: wanted elsewhere, or lost."""
    unchanged = issued.letter == replace(letter, document_number=whole_number(letter))
    if not unchanged or (target is None and Path(issued.path).is_file()):
        raise AlreadyIssued(issued, unchanged=unchanged)


class IssuedLetter(QObject):
    """Knows the letter of a form as it went out, if it did, and says so as soon as the clerk types in it."""

    noted = Signal()

    def __init__(
        self, form: Form, messages: MessageBar, correct: Callable[[], None], files: Callable[[], MadeFiles]
    ) -> None:
        """Take the form, where to say it, what registers a correction, and what became of the letter."""
        super().__init__(form)
        self._form, self._messages, self._correct, self._files = form, messages, correct, files
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        form.touched.connect(self._touch)
        # What is undone is changed and not touched.
        form.changed.connect(self._touch)

    @property
    def _noted(self) -> Draft | None:
        return self._files().issued

    @property
    def number(self) -> DocumentNumber | None:
        """The number under which the letter went out, None where it did not."""
        return self._noted.letter.document_number if self._noted else None

    def note(self, letter: ReplyLetter) -> None:
        """Note that a letter went out like this, be it that of the form or what has been changed there since."""
        shown = self._form.draft()
        self._files().issued = Draft(letter, shown.typed if shown.letter == letter else {})
        self._look()
        self.noted.emit()

    def note_found(self, issued: "LetterVersion") -> None:
        """Note what the register has under the letter's number, where that is this letter and no other."""
        found = issued.letter
        if found and self.number is None and case_of(found) == case_of(self._form.letter()):
            self.note(found)

    def hold_back(self) -> None:
        """Say nothing for now: what registers a correction says it."""
        self._messages.dismiss(TOPIC)

    def is_unchanged(self, letter: ReplyLetter) -> bool:
        """Return whether a letter went out as it stands."""
        return self._noted is not None and self._noted.letter == letter

    def _touch(self) -> None:
        if self._noted and not self._pause.isActive():
            self._pause.start()

    def _look(self) -> None:
        if self._noted is None or self._form.draft() == self._noted:
            self._messages.dismiss(TOPIC)
        elif not self._messages.sentence(TOPIC):
            sentence = _(TYPED).format(number=number_text(self._noted.letter.document_number))
            self._messages.say(TOPIC, sentence, _(CORRECT), self._correct, calm=True)
