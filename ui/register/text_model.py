"""Rows of plain texts under a head, as Qt asks for them: for every small table of the page."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.core.i18n import _
from ui.widgets.label import tip_text

_Role = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex
_PLACE = QModelIndex()


class TextModel(QAbstractTableModel):
    """A table of texts; its heads are messages of the catalogue."""

    def __init__(self, heads: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> None:
        """Show rows under these heads."""
        super().__init__()
        self._heads, self.rows = heads, rows

    def show_rows(self, rows: Sequence[Sequence[str]], heads: Sequence[str] | None = None) -> None:
        """Show other rows, under other heads when they are given."""
        self.beginResetModel()
        self.rows = rows
        self._heads = self._heads if heads is None else heads
        self.endResetModel()

    def heads(self) -> tuple[str, ...]:
        """Return the heads as they are shown."""
        return tuple(map(_, self._heads))

    def rowCount(self, parent: _Index = _PLACE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _PLACE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """Return the words of a column."""
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return _(self._heads[section])
        return None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Return a text, and for a screen reader what it is the text of."""
        text = self.rows[index.row()][index.column()]
        if role == _Role.DisplayRole:
            return text
        if role == _Role.ToolTipRole:
            return tip_text(text)
        return f"{_(self._heads[index.column()])} {text}" if role == _Role.AccessibleTextRole else None
