"""The ledger as Qt asks for it: frozen rows page by page, and the text of a cell made only when it is painted."""

import datetime
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from register.values import Row
from ui.core.i18n import _
from ui.register.columns import COLUMNS, Column
from ui.register.search_task import PAGE
from ui.register.tones import days_tone, state_tone, without_sign
from ui.widgets.label import tip_text
from ui.widgets.pill import Pill

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_PLACE = QModelIndex()
_COMING = "…"
# Which columns are shown as pills, and the role under which a cell gives its pill.
PILLS, PILL = ("state", "days"), Qt.ItemDataRole.UserRole + 1
_DATES = ("assigned", "due", "date")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LedgerModel(QAbstractTableModel):
    """Rows of the ledger under all columns of the table; a page that is looked at and not there yet is asked for."""

    page_wanted = Signal(int)

    def __init__(self, today: datetime.date) -> None:
        """Begin with no rows; today is what deadlines are counted from."""
        super().__init__()
        self.today = today
        self.total = 0
        self.pages: dict[int, Sequence[Row]] = {}

    def show_rows(self, rows: Sequence[Row], total: int) -> None:
        """Show the first page of rows, and that there are so many in all."""
        self.beginResetModel()
        self.pages, self.total = {0: rows}, total
        self.endResetModel()

    def take_page(self, number: int, rows: Sequence[Row]) -> None:
        """Show a further page."""
        self.pages[number] = rows
        first = number * PAGE
        last = min(first + len(rows), self.total) - 1
        if rows and last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def row(self, at: int) -> Row | None:
        """Return the row at a place; None where there is none, or where it has not come yet."""
        page = self.pages.get(at // PAGE)
        return page[at % PAGE] if page is not None and at >= 0 and at % PAGE < len(page) else None

    def rowCount(self, parent: _Index = _PLACE) -> int:
        """Return how many rows there are, come or not."""
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: _Index = _PLACE) -> int:
        """Return how many columns there are, hidden ones included."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """Return the words of a column."""
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return _(COLUMNS[section].words)
        if role == _Role.TextAlignmentRole and COLUMNS[section].name in _DATES:
            return _RIGHT
        return None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Return what a cell shows, how, and what a screen reader says of it."""
        row, column = self.row(index.row()), COLUMNS[index.column()]
        if row is None:
            return self._coming(index, role)
        if role == _Role.DisplayRole:
            return column.text(row, self.today)
        if role == _Role.ToolTipRole:
            return tip_text(column.tip(row) if column.tip else column.text(row, self.today))
        if role == _Role.AccessibleTextRole:
            return f"{_(column.words)} {column.text(row, self.today)}"
        if role == _Role.TextAlignmentRole and column.name in _DATES:
            return _RIGHT
        return self._pill(row, column) if role == PILL else None

    def _pill(self, row: Row, column: Column) -> Pill | None:
        if column.name not in PILLS:
            return None
        tone = state_tone(row.state) if column.name == "state" else days_tone(row, self.today)
        return Pill(without_sign(column.text(row, self.today)), tone)

    def _coming(self, index: _Index, role: int) -> str | None:
        if role != _Role.DisplayRole:
            return None
        self.page_wanted.emit(index.row() // PAGE)
        return _COMING
