"""The rows of the ledger in view: columns chosen in the menu of the head, sorted by a click or by keys."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView

from register.values import Row
from ui.core.i18n import N_, _
from ui.core.theme import colour_frame, scaled
from ui.register.cells import PillCells
from ui.register.columns import COLUMNS, SORTED
from ui.register.model import PILLS, LedgerModel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

NAME = N_("登记簿的各行：回车打开，菜单键看能做什么")
_ROW_HEIGHT, _LEAST_ROWS, _CELL_EDGE, _PILL_EDGE = 1.9, 2, 14, 30
_LEAST_SUBJECT = 10
_SUBJECT = next(number for number, column in enumerate(COLUMNS) if column.name == "subject")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SORTS = {True: Qt.SortOrder.DescendingOrder, False: Qt.SortOrder.AscendingOrder}


def plain_table(name: str) -> QTableView:
    """Return an empty table for reading, one row of which is chosen at a time."""
    view = QTableView()
    _dress_table(view, name)
    return view


def _dress_table(view: QTableView, name: str) -> None:
    """Give a table the looks and keys that all tables here share."""
    view.setAccessibleName(name)
    view.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setAlternatingRowColors(True)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    # All rows alike: nothing is measured row by row.
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(round(view.fontMetrics().height() * _ROW_HEIGHT))
    view.setMinimumHeight(view.verticalHeader().defaultSectionSize() * _LEAST_ROWS)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for part in (view, view.horizontalHeader(), view.verticalHeader()):
        part.setProperty("letter_text", True)
    colour_frame(view)


class LedgerTable(QTableView):
    """Shows the rows of a model; which row is meant, and what is wanted of it, goes out."""

    opened = Signal()
    menu_wanted = Signal(QPoint)
    sort_wanted = Signal(str)
    columns_chosen = Signal(object)
    turned = Signal()

    def __init__(self, model: LedgerModel) -> None:
        """Show a model."""
        super().__init__()
        self._model = model
        _dress_table(self, _(NAME))
        self.setModel(model)
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.sectionClicked.connect(self._sort)
        head.customContextMenuRequested.connect(lambda place: self.columns_menu().popup(head.mapToGlobal(place)))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_wanted)
        self.doubleClicked.connect(self.opened)
        for number, column in enumerate(COLUMNS):
            if column.name in PILLS:
                self.setItemDelegateForColumn(number, PillCells(self))
        character = self.fontMetrics().horizontalAdvance("国")
        for number, column in enumerate(COLUMNS):
            words = max(map(self.fontMetrics().horizontalAdvance, column.widest()), default=0)
            wanted = max(column.width * character, words, self._head_width(column.words))
            self.setColumnWidth(number, wanted + scaled(_PILL_EDGE if column.name in PILLS else _CELL_EDGE))
        model.dataChanged.connect(lambda _first, _last: self.turned.emit())
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self.turned.emit())

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Give the subject what the other columns leave, and never less than is good to read."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least = self.fontMetrics().horizontalAdvance("国") * _LEAST_SUBJECT
        others = sum(self.columnWidth(number) for number in range(len(COLUMNS)) if number != _SUBJECT)
        self.setColumnWidth(_SUBJECT, max(least, self.viewport().width() - others))

    def row(self) -> Row | None:
        """Return the row that is meant."""
        return self._model.row(self.currentIndex().row())

    def show_rows(self, rows: Sequence[Row], total: int) -> None:
        """Show what was found; the row that was meant stays so where it is on the first page, else the first is."""
        before = self.row()
        self._model.show_rows(rows, total)
        at = next((at for at, row in enumerate(rows) if before and row.id == before.id), 0)
        if rows:
            self.setCurrentIndex(self._model.index(at, self._first_column()))
        self.turned.emit()

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns only."""
        for number, column in enumerate(COLUMNS):
            self.setColumnHidden(number, column.name not in names)
        self._fit()

    def shown_columns(self) -> tuple[str, ...]:
        """Return the names of the columns that are shown."""
        return tuple(column.name for number, column in enumerate(COLUMNS) if not self.isColumnHidden(number))

    def show_order(self, order: str, *, descending: bool) -> None:
        """Show in the head by which column the rows are sorted."""
        at = next((at for at, column in enumerate(COLUMNS) if column.order == order and column in SORTED), -1)
        self.horizontalHeader().setSortIndicator(at, _SORTS[descending])

    def columns_menu(self) -> QMenu:
        """Return a menu in which columns are chosen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self.shown_columns()
        for column in COLUMNS:
            action = menu.addAction(_(column.words))
            action.setCheckable(True)
            action.setChecked(column.name in shown)
            action.setData(column.name)
        menu.triggered.connect(lambda action: self._choose(action.data(), shown=action.isChecked()))
        return menu

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Open by Enter, ask for the menu by its key; Escape is the page's."""
        if event.key() in _ENTER:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _sort(self, number: int) -> None:
        order = COLUMNS[number].order
        if order:
            self.sort_wanted.emit(order)

    def _choose(self, name: str, *, shown: bool) -> None:
        names = [*self.shown_columns(), name] if shown else [one for one in self.shown_columns() if one != name]
        if names:
            self.show_columns(names)
            self.columns_chosen.emit(self.shown_columns())

    def _head_width(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(_(words)) + scaled(_CELL_EDGE)

    def _first_column(self) -> int:
        return next((number for number in range(len(COLUMNS)) if not self.isColumnHidden(number)), 0)
