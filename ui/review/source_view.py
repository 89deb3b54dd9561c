"""The text of somebody's letter, what was recognised in it marked by field, and the field's name beside it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ui.core.fonts import text_font
from ui.core.i18n import N_, _
from ui.core.theme import GAP, field_ground, follow_look, mark, scaled
from ui.widgets.label import set_tip

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
        mark(self, "calm", "no")
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
        for one in self._marks:
            form = QTextCharFormat()
            form.setBackground(QColor(field_ground(one.ground)))
            selection, place = QTextEdit.ExtraSelection(), self._cursor(one.start, one.end)
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
        for place, names, ground in self._names_beside():
            painter.fillRect(place, QColor(field_ground(ground)))
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            painter.drawText(place.adjusted(GAP // 2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._cut(names))

    def names_cut_at(self, height: int) -> str:
        """Return the names at a height of the margin in full where there is no room for all of them, or nothing."""
        found = (names for place, names, _ground in self._names_beside() if place.top() <= height <= place.bottom())
        return next((names for names in found if self._cut(names) != names), "")

    def _names_beside(self) -> Iterator[tuple[QRect, str, int]]:
        """Yield where the names of the fields of a line stand beside it, the names, and the ground of the first."""
        height, width = self._margin.fontMetrics().height(), self._margin.width() - GAP
        for top, marks in groupby(sorted(self._marks), self._top_of):
            if top > self.height():
                return
            named = {one.name: one.ground for one in marks}
            yield QRect(0, top, width, height), _AND.join(named), next(iter(named.values()))

    def _cut(self, names: str) -> str:
        room = self._margin.width() - 2 * GAP
        return self._margin.fontMetrics().elidedText(names, Qt.TextElideMode.ElideRight, room)

    def _top_of(self, one: Mark) -> int:
        return int(self.cursorRect(self._cursor(one.start, one.start)).top())

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

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            set_tip(self, self._view.names_cut_at(event.y()))
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        self._view.paint_names(painter)
        painter.end()
