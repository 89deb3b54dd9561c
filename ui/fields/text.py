"""A field of one or a few lines that grows with its text; it may show derived words until they are typed over."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from letter.cleaning import clean_line, clean_text
from letter.messages import counted
from ui.core.i18n import translate
from ui.core.keys import is_line_move, leave_to_form
from ui.core.local_files import LeavesFilesToWindow
from ui.core.theme import colour_frame, colour_quiet
from ui.fields.content import DERIVED_ONLY, Content, HasContent
from ui.fields.line import LONGEST
from ui.fields.readers import Reader

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

TOO_MUCH = counted("粘贴的内容超过 {count} 字，没有放进来。")
MOST_LINES = 6
_MARGIN = 3
_BREAKS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextField(LeavesFilesToWindow, HasContent, QTextEdit):  # pyright: ignore[reportIncompatibleMethodOverride]  Qt's
    """A small plain text edit; calm while its words are derived."""

    edited = Signal(str)
    left = Signal()
    clicked = Signal()

    def __init__(
        self, key: str, name: str, reader: Reader, *, unset: Any = DERIVED_ONLY, keeps_empty: bool = False,
        one_line: bool = False,
    ) -> None:  # fmt: skip
        """Make the field for the letter's path key; unset is the value that means derived words."""
        super().__init__()
        self.content = Content(key, reader, unset=unset, keeps_empty=keeps_empty)
        self._one_line = one_line
        self._showing = False
        # How lines stand where the field is part of the sheet.
        self._paper: QTextBlockFormat | None = None
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_MARGIN)
        self.textChanged.connect(self._take)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._colour()

    def stand_on_paper(self, pitch: int, indent: int = 0, *, centred: bool = False) -> None:
        """Become part of the sheet: no frame, as high as its text, lines a pitch apart, each paragraph indented."""
        self._paper = QTextBlockFormat()
        self._paper.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._paper.setTextIndent(indent)
        if centred:
            self._paper.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self._form_lines()
        self._colour()

    def load(self, value: Any, typed: Mapping[str, str]) -> None:
        """Show the letter's value, or what was typed when it stands for none."""
        if self.content.load(value, typed):
            self._show()

    def follow(self, derived: str) -> None:
        """Show these derived words, unless others were written by hand."""
        if derived != self.content.derived:
            self.content.derived = derived
            if not self.content.overridden:
                self._show()

    def restore(self) -> None:
        """Return to the derived words."""
        if self.content.overridden:
            self.content.restore()
            self._show()
            self.edited.emit(self.content.key)

    def overridden(self) -> bool:
        """Return whether derived words were typed over."""
        return self.content.overridden

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Type, but no line break where there is only one line; leave undo and redo to the form."""
        if self._one_line and event.key() in _BREAKS:
            event.ignore()
        elif self.content.reader.between == "\n" and is_line_move(event):
            self.move_line(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif not leave_to_form(event):
            super().keyPressEvent(event)

    def move_line(self, step: int) -> None:
        """Move the line with the cursor one place up or down; the cursor goes with it."""
        cursor = self.textCursor()
        lines, at, column = self.toPlainText().split("\n"), cursor.blockNumber(), cursor.positionInBlock()
        to = at + step
        if not 0 <= to < len(lines):
            return
        lines[at], lines[to] = lines[to], lines[at]
        self.setPlainText("\n".join(lines))
        self._form_lines()
        cursor = self.textCursor()
        cursor.setPosition(self.document().findBlockByNumber(to).position() + column)
        self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802, Qt's name
        """Paste as plain, cleaned text, or refuse what is far too long."""
        text = source.text()
        if len(text) > LONGEST:
            self.content.notice = translate(TOO_MUCH.filled(count=LONGEST))
            self.edited.emit(self.content.key)
            return
        self.insertPlainText(clean_line(text) if self._one_line else clean_text(text).replace("\t", " "))

    def mouseReleaseEvent(self, event: "QMouseEvent") -> None:
        """Tell of a click."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def focusOutEvent(self, event: "QFocusEvent") -> None:
        """Show what the text was read as, once the clerk has left it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            was = self.content.value
            self.content.settle()
            self._show()
            if was != self.content.value:
                self.edited.emit(self.content.key)
            self.speak()
            self.left.emit()

    def _colour(self) -> None:
        """Look like a field or like the sheet, and calm or grey while the words are derived."""
        derived = self.content.derives and not self.content.overridden
        if self._paper:
            colour_quiet(self, derived=derived)
        else:
            colour_frame(self, calm=derived)

    def sizeHint(self) -> QSize:
        """Ask for the height of the text, up to a few lines."""
        return QSize(super().sizeHint().width(), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Ask for the height of the text, up to a few lines."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, self._wanted_height())

    def _wanted_height(self) -> int:
        height = int(self.document().size().height())
        if not self._paper:
            height = min(height, self.fontMetrics().lineSpacing() * MOST_LINES)
        return height + 2 * self.frameWidth() + 2

    def _fit(self) -> None:
        height = self._wanted_height()
        if self.height() != height:
            self.setFixedHeight(height)
        long = self.document().size().height() > height
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    def _show(self) -> None:
        text = self.content.text
        if self.toPlainText() != text:
            self._showing = True
            self.setPlainText(text)
            self._form_lines()
            self._showing = False
        self._colour()

    def _form_lines(self) -> None:
        if self._paper:
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.setBlockFormat(self._paper)

    def _take(self) -> None:
        text = self.toPlainText()
        if self._showing or text == self.content.text:
            return
        self.content.take(text)
        self._colour()
        self.edited.emit(self.content.key)
