"""The text of somebody's letter, what was recognised in it marked by field, and the field's name beside it."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ui.core.fonts import text_font
from ui.core.i18n import N_, _
from ui.core.theme import GAP, field_ground, follow_look, scaled

SOURCE = N_("原文")
# How wide the names beside the text are, in pixels at 100 %.
_MARGIN = 104
_AND = "·"
# What is beyond it counts twice for Qt.
_BASIC = "\uffff"


class Mark(NamedTuple):
    """Where a field stands in the text, what it is called and which of the grounds it has."""

    start: int
    end: int
    name: str
    ground: int


class SourceView(QPlainTextEdit):
    """Shows a text that is only selected in, by mouse or keys."""

    def __init__(self, text: str) -> None:
        """Show a text."""
        super().__init__()
        self._text = text
        self._marks: Sequence[Mark] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(_(SOURCE))
        self.setProperty("letter_text", True)
        self.setFont(text_font())
        self.setPlainText(text)
        self._margin = _Margin(self)
        self.setViewportMargins(scaled(_MARGIN), 0, 0, 0)
        self.updateRequest.connect(self._follow)
        follow_look(self)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark the fields."""
        self._marks = marks
        self.apply_theme()

    def apply_theme(self) -> None:
        """Mark the fields in the colours of the look."""
        selections: list[QTextEdit.ExtraSelection] = []
        for mark in self._marks:
            form = QTextCharFormat()
            form.setBackground(QColor(field_ground(mark.ground)))
            selection, place = QTextEdit.ExtraSelection(), self._cursor(mark.start, mark.end)
            selection.cursor, selection.format = place, form  # pyright: ignore[reportAttributeAccessIssue]
            selections.append(selection)
        self.setExtraSelections(selections)
        self._margin.update()

    def chosen(self) -> tuple[str, int, int]:
        """Return what is selected, and where it begins and ends in the text."""
        cursor = self.textCursor()
        start, end = (self._place(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        return self._text[start:end], start, end

    def go_to(self, start: int, end: int) -> None:
        """Select a part of the text and bring it into view."""
        self.setTextCursor(self._cursor(start, end))
        self.centerCursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the names beside the text."""
        super().resizeEvent(event)
        inner = self.contentsRect()
        self._margin.setGeometry(QRect(inner.left(), inner.top(), scaled(_MARGIN), inner.height()))

    def paint_names(self, painter: QPainter) -> None:
        """Paint the names of the fields that begin in a line beside it."""
        painter.setFont(self._margin.font())
        height, width = painter.fontMetrics().height(), self._margin.width() - GAP
        for top, marks in groupby(sorted(self._marks), self._top_of):
            if top > self.height():
                return
            named = {mark.name: mark.ground for mark in marks}
            place = QRect(0, top, width, height)
            painter.fillRect(place, QColor(field_ground(next(iter(named.values())))))
            words = painter.fontMetrics().elidedText(_AND.join(named), Qt.TextElideMode.ElideRight, width - GAP)
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            painter.drawText(place.adjusted(GAP // 2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)

    def _top_of(self, mark: Mark) -> int:
        return int(self.cursorRect(self._cursor(mark.start, mark.start)).top())

    def _follow(self, _rect: QRect, _moved: int) -> None:
        self._margin.update()

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units(start))
        cursor.setPosition(self._units(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _units(self, place: int) -> int:
        return place + sum(character > _BASIC for character in self._text[:place])

    def _place(self, units: int) -> int:
        place = units
        while place and self._units(place) > units:
            place -= 1
        return place


class _Margin(QWidget):
    """The names of the fields beside the text; the rows at the right say the same to a screen reader."""

    def __init__(self, view: SourceView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self) -> QSize:
        return QSize(scaled(_MARGIN), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        self._view.paint_names(painter)
        painter.end()
