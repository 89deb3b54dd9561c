"""A column of the start page: its heading with a count, its entries in a list, and what is said while it is empty."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
)

from ui.core.i18n import N_, _
from ui.core.theme import mark, scaled, tokens
from ui.start.entries import Entry
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import PlainLabel, heading_label
from ui.widgets.pill import paint_pill, pill_width

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

KEYS = N_("{title}：上下键选，回车打开，Tab 到下一栏")
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_PLACE = QModelIndex()
_ENTRY = Qt.ItemDataRole.UserRole
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_EDGE, _GAP, _LINES, _RING, _SMALLER = 12, 8, 3, 2, 0.9


class _Entries(QAbstractListModel):
    """The entries as Qt asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: _Index = _PLACE) -> int:
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Return the words of an entry, what a screen reader says of it, or the entry itself."""
        entry = self.entries[index.row()]
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return entry.spoken
        return entry if role == _ENTRY else None


class _EntryPainter(QStyledItemDelegate):
    """Paints an entry in two lines with its pill at the right."""

    def __init__(self, view: "EntryList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: "QStyleOptionViewItem", _index: _Index) -> QSize:
        """Return the height of two lines with some room around them."""
        return QSize(1, row_height(self._view.font()))

    def paint(self, painter: QPainter, option: "QStyleOptionViewItem", index: _Index) -> None:
        """Paint one entry."""
        entry, place = index.data(_ENTRY), QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        colours, view = tokens(), self._view
        if index == view.currentIndex() and view.hasFocus():
            painter.fillRect(place, QColor(colours.soft))
            painter.setPen(QPen(QColor(colours.accent), scaled(_RING)))
            painter.drawRect(place.adjusted(1, 1, -1, -1))
        elif view.hovered == index.row():
            painter.fillRect(place, QColor(colours.hover))
        if index.row():
            painter.setPen(QColor(colours.line))
            painter.drawLine(place.topLeft(), place.topRight())
        edge, small = scaled(_EDGE), smaller(view.font())
        width = pill_width(entry.pill, small)
        room = place.adjusted(edge, 0, -edge, 0)
        paint_pill(painter, entry.pill, room.adjusted(room.width() - width, 0, 0, 0), small)
        words = room.adjusted(0, scaled(_GAP), -width - scaled(_GAP), -scaled(_GAP))
        for font, colour, text, side in (
            (view.font(), colours.text, entry.title, Qt.AlignmentFlag.AlignTop),
            (small, colours.secondary, entry.detail, Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, side | Qt.AlignmentFlag.AlignLeft, shown)


class EntryList(QListView):
    """The entries of a column: arrow keys move, a click, Enter and the space bar open; what is typed goes on."""

    opened = Signal(object)
    typed = Signal(str)

    def __init__(self, name: str) -> None:
        """Begin without entries."""
        super().__init__()
        self.hovered = -1
        self._entries = _Entries()
        self.setModel(self._entries)
        self.setItemDelegate(_EntryPainter(self))
        self.setAccessibleName(name)
        self.setProperty("letter_text", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        mark(self, "kind", "plain")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))
        self.clicked.connect(self._open)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries, the first of them chosen."""
        at = max(self.currentIndex().row(), 0)
        self._entries.show(entries)
        self.setCurrentIndex(self._entries.index(min(at, len(entries) - 1), 0))
        self.updateGeometry()

    def entries(self) -> Sequence[Entry]:
        """Return the entries."""
        return self._entries.entries

    def sizeHint(self) -> QSize:
        """Return room for all entries."""
        return QSize(1, row_height(self.font()) * len(self._entries.entries))

    def minimumSizeHint(self) -> QSize:
        """Return room for one entry."""
        return QSize(1, row_height(self.font()))

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Open an entry; leave what is typed to the page, where it begins a letter."""
        if event.key() in _OPENING:
            self._open(self.currentIndex())
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: "QInputMethodEvent") -> None:
        """Pass on what an input method gives."""
        if event.commitString().strip():
            self.typed.emit(event.commitString())

    def focusInEvent(self, event: "QFocusEvent") -> None:
        """Show which entry is meant."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: "QFocusEvent") -> None:
        """Show that no entry is meant."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _hover(self, row: int) -> None:
        self.hovered = row
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(_ENTRY).value)


class StartColumn(QFrame):
    """One column as a card."""

    def __init__(self, title: str, icon_name: str, sentence: str, words: str, action: Callable[[], object]) -> None:
        """Take the heading, and what stands there while there are no entries."""
        super().__init__()
        mark(self, "surface", "card")
        self.list = EntryList(_(KEYS).format(title=title))
        self.empty = EmptyState(icon_name, sentence, words, action)
        self._count = PlainLabel()
        mark(self._count, "tone", "secondary")
        head = QHBoxLayout()
        head.setContentsMargins(scaled(_EDGE), scaled(_EDGE), scaled(_EDGE), scaled(_EDGE))
        head.setSpacing(scaled(_GAP))
        head.addWidget(heading_label(title))
        head.addWidget(self._count)
        head.addStretch()
        line = QFrame()
        mark(line, "surface", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, scaled(_LINES))
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line)
        column.addWidget(self.list)
        column.addWidget(self.empty)
        self.show_entries(())

    def show_entries(self, entries: Sequence[Entry], total: int = 0) -> None:
        """Show entries, and how many there are where not all are listed; without any say so."""
        self.list.show_entries(entries)
        self._count.setText(str(max(total, len(entries)) or ""))
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        self.list.setVisible(bool(entries))
        self.empty.setVisible(not entries)
        if inside:
            self.begin()

    def begin(self) -> None:
        """Set the focus on the entries, or on the button that stands in their place."""
        if self.list.entries():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.empty.button:
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)


def smaller(font: QFont) -> QFont:
    """Return the font of the second line of an entry, and of pills."""
    second = QFont(font)
    second.setPointSizeF(font.pointSizeF() * _SMALLER)
    return second


def row_height(font: QFont) -> int:
    """Return how high an entry is."""
    return QFontMetrics(font).height() + QFontMetrics(smaller(font)).height() + 2 * scaled(_GAP) + scaled(_LINES)
