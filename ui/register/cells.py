"""How cells of the ledger are painted: the state and the days that are left as pills."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from ui.core.theme import scaled, tokens
from ui.register.model import PILL
from ui.widgets.pill import Pill, paint_pill, pill_width

_EDGE = 6


class PillCells(QStyledItemDelegate):
    """Paints the words of a cell as a pill in the tone that its model gives."""

    def __init__(self, view: QAbstractItemView) -> None:
        """Paint in a view."""
        super().__init__(view)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:  # fmt: skip
        """Paint the ground of the row, and the pill on it."""
        view, place = self.parent(), QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        if isinstance(view, QAbstractItemView):
            if view.selectionModel().isSelected(index):
                painter.fillRect(place, QColor(tokens().soft))
            pill = index.data(PILL)
            if isinstance(pill, Pill):
                paint_pill(painter, pill, place.adjusted(scaled(_EDGE), 0, -scaled(_EDGE), 0), view.font())

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return room for the pill."""
        pill, hint = index.data(PILL), super().sizeHint(option, index)
        view = self.parent()
        if isinstance(pill, Pill) and isinstance(view, QAbstractItemView):
            hint.setWidth(pill_width(pill, view.font()) + 2 * scaled(_EDGE))
        return hint
