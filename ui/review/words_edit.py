"""The line in which the clerk types a field of a recognised letter."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from ui.core.local_files import LeavesFilesToWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class WordsEdit(LeavesFilesToWindow, QLineEdit):
    """A line that Enter takes and Escape leaves, neither of which goes on to the page."""

    entered = Signal()
    given_up = Signal()

    def __init__(self, name: str) -> None:
        """Take what the field is called."""
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("letter_text", True)
        self._began = ""

    def begin(self, words: str) -> None:
        """Show words to be typed over, with the focus on them."""
        self._began = words
        self.setText(words)
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_changed(self) -> bool:
        """Return whether other words stand here than those that it began with."""
        return self.text() != self._began

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Take the words by Enter, leave them by Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
