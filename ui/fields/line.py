"""A field of one line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit

from letter.cleaning import clean_line, clean_text
from letter.messages import counted
from ui.core.i18n import translate
from ui.core.keys import leave_to_form
from ui.core.local_files import LeavesFilesToWindow
from ui.core.theme import scaled
from ui.fields.content import Content, HasContent
from ui.fields.readers import Reader

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

LONGEST = 10_000
# What frame and padding take beside the words, in pixels at 100 %.
_AROUND = 22
TOO_MUCH = counted("粘贴的内容超过 {count} 字，多出的部分没有放进来。")


class LineField(LeavesFilesToWindow, HasContent, QLineEdit):  # pyright: ignore[reportIncompatibleMethodOverride]  Qt's
    """A line edit that takes any text and tells what value it stands for."""

    edited = Signal(str)
    left = Signal()
    clicked = Signal()

    def __init__(self, key: str, name: str, reader: Reader) -> None:
        """Make the field for the letter's path key, with a name for screen readers."""
        super().__init__()
        self.content = Content(key, reader)
        self.setAccessibleName(name)
        self.setMaxLength(LONGEST)
        self.textEdited.connect(self._take)
        self.editingFinished.connect(self._settle)
        self.inputRejected.connect(self._refuse)

    def load(self, value: Any, typed: Mapping[str, str]) -> None:
        """Show the letter's value, or what was typed when it stands for none; keep the text if it means the same."""
        if self.content.load(value, typed) and self.text() != self.content.text:
            self._show()

    def minimumSizeHint(self) -> QSize:
        """Ask for the room that the words shown in the empty field need."""
        least = super().minimumSizeHint()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(max(least.width(), words + scaled(_AROUND)), least.height())

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Leave undo and redo to the form."""
        if not leave_to_form(event):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: "QMouseEvent") -> None:
        """Tell of a click."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def focusOutEvent(self, event: "QFocusEvent") -> None:
        """Say what is wrong, once the clerk has left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.speak()
            self.left.emit()

    def _take(self, text: str) -> None:
        if "\n" in text and self.content.reader.between:
            text = text.replace("\n", self.content.reader.between[0])
        if "\n" in text or "\t" in text or clean_text(text) != text:
            place = len(text) - self.cursorPosition()
            self.setText(clean_line(text))
            self.setCursorPosition(max(0, len(self.text()) - place))
        self.content.take(self.text())
        self.edited.emit(self.content.key)

    def _settle(self) -> None:
        self.content.leave()
        if not self.content.problem and self.text() != self.content.text:
            self._show()

    def _show(self) -> None:
        self.setText(self.content.text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def _refuse(self) -> None:
        if len(self.text()) >= LONGEST:
            self.content.notice = translate(TOO_MUCH.filled(count=LONGEST))
            self.edited.emit(self.content.key)
