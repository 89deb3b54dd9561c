"""The first view of the page: the rows, what narrows them down, what is done with them, and a panel beneath."""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from letter.messages import counted
from register.values import Row
from services.clock import today
from services.settings import LedgerView as View
from ui.core.host import unsaved
from ui.core.i18n import N_, _, translate
from ui.core.theme import EDGE, GAP, mark, scaled
from ui.register.columns import chosen_columns
from ui.register.filters import Filters
from ui.register.model import LedgerModel
from ui.register.row_actions import LEDGER_ACTIONS, ROW_ACTIONS, RowAction
from ui.register.row_panel import RowPanel
from ui.register.search_task import FirstRows, RowSearch
from ui.register.table import LedgerTable
from ui.register.tasks import RegisterTasks
from ui.widgets.button import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import plain_label
from ui.widgets.page import card

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.register.history_panel import Trail
    from ui.register.panel import FormPanel

OPENING = N_("正在打开登记簿……")
COUNT, COUNT_OVERDUE = counted("{count} 行"), counted("{count} 行；！其中超期 {overdue} 件")
EMPTY = N_("登记簿还是空的：发文、登记新案件，或在“导入”里导入以前的登记表。")
SHOW_ALL, FIRST_CASE = N_("全部显示"), N_("登记第一件案件")
NOTHING_FOUND = N_("没有找到，请改一改查找的字，或把各项筛选放宽。")

# In windows narrower than this the panel of the row lies beneath the rows, in pixels at 100 %.
_NARROW = 1_000


class LedgerPane(QWidget):
    """Shows the ledger; acts are announced by name and done elsewhere."""

    act_wanted = Signal(str)
    view_changed = Signal(object)

    def __init__(self, acting: RegisterTasks, view: View) -> None:
        """Show nothing yet, in the columns and the order that are remembered."""
        super().__init__()
        self._acting = acting
        self._loaded = False
        self._then: Callable[[], None] | None = None
        self._search = RowSearch(acting.registry.search, self)
        self.filters = Filters()
        self.filters.set_order(view.sort, descending=view.descending)
        self.model = LedgerModel(today())
        self.table = LedgerTable(self.model)
        self.table.show_columns(chosen_columns(view.columns))
        self.panel: FormPanel | Trail | None = None
        self.side = RowPanel(self._want)
        self.buttons = {act.name: self._button(act) for act in LEDGER_ACTIONS}
        self._rows = QStackedWidget()
        self._nothing_found = EmptyState("find", _(NOTHING_FOUND), _(SHOW_ALL), self._release_filters)
        self._nothing_yet = EmptyState("register", _(EMPTY), _(FIRST_CASE), lambda: self._want("case"))
        self._places: dict[EmptyState, QWidget] = {
            empty: card(empty) for empty in (self._nothing_found, self._nothing_yet)
        }
        self._status = plain_label()
        self._assemble()
        self._show_order()
        self._connect()
        self._enable()

    @property
    def busy(self) -> bool:
        """Return whether a search is still to come or to end."""
        return self._search.busy or not self._loaded

    def row(self) -> Row | None:
        """Return the row that is meant."""
        return self.table.row()

    def show_columns_menu(self) -> None:
        """Open the menu of the columns at its button."""
        button = self.buttons["columns"]
        self.table.columns_menu().popup(button.mapToGlobal(button.rect().topLeft()))

    def begin(self) -> None:
        """Set the focus on the field that searches."""
        self.filters.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self, then: Callable[[], None] | None = None) -> None:
        """Read the ledger anew, beside the window."""

        def take(years: tuple[int, ...]) -> None:
            self._loaded = True
            self.filters.offer_years(years)
            self._then = then
            self._seek(at_once=True)

        self._acting.do(OPENING, self._acting.registry.years, take, patient=True)

    def open_panel(self, panel: "FormPanel | Trail") -> None:
        """Show a panel beneath the rows in place of another one."""
        self.close_panel(focus=False)
        self._acting.say_nothing()
        self.panel = panel
        panel.left.connect(self.close_panel)
        self._column.addWidget(panel)
        # One thing at a time, and a small screen has no room for both.
        self.side.hide()
        panel.begin()

    def unsaved(self) -> str:
        """Return what would be lost with the panel."""
        return unsaved(self.panel)

    def close_panel(self, *, focus: bool = True) -> None:
        """Take the panel away."""
        panel, self.panel = self.panel, None
        if panel:
            self._column.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
            self.side.show()
            if focus:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Let the panel of the row lie beneath the rows where both have no room beside one another."""
        super().resizeEvent(event)
        beneath = self.width() < scaled(_NARROW)
        self._body.setDirection(QBoxLayout.Direction.TopToBottom if beneath else QBoxLayout.Direction.LeftToRight)
        self.side.lie(beneath=beneath)

    def sort_by(self, order: str) -> None:
        """Sort by a column, from the other end when it is sorted by it already."""
        before, descending = self.filters.chosen_order()
        self.filters.set_order(order, descending=before == order and not descending)
        self._sorted()

    def status(self) -> str:
        """Return what is said of the rows."""
        return self._status.text()

    def _connect(self) -> None:
        self.filters.changed.connect(self._seek)
        self._search.found.connect(self._show)
        self._search.page_found.connect(self.model.take_page)
        self._search.refused.connect(self._acting.tell)
        # While a cell is painted nothing may begin that paints again.
        self.model.page_wanted.connect(self._search.want, Qt.ConnectionType.QueuedConnection)
        self.filters.sorted.connect(self._sorted)
        self.filters.search.down.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.table.sort_wanted.connect(self.sort_by)
        self.table.columns_chosen.connect(lambda _names: self._remember())
        self.table.opened.connect(lambda: self._want("open"))
        self.table.menu_wanted.connect(lambda place: self.menu().popup(self.table.mapToGlobal(place)))
        self.table.turned.connect(self._enable)

    def menu(self) -> QMenu:
        """Return the menu of what can be done with the row that is meant."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in ROW_ACTIONS:
            action = menu.addAction(_(act.words))
            action.setEnabled(self._allowed(act))
            action.triggered.connect(lambda _checked=False, name=act.name: self._want(name))
        return menu

    def _seek(self, *, at_once: bool = False) -> None:
        if self._loaded:
            self._search.ask(self.filters.query(), at_once=at_once)

    def _show(self, answer: FirstRows) -> None:
        self.table.show_rows(answer.rows, answer.total)
        if answer.total:
            form = COUNT_OVERDUE if answer.overdue else COUNT
            sentence = translate(form.filled(count=answer.total, overdue=answer.overdue))
        else:
            sentence = _(NOTHING_FOUND if self._filtered() else EMPTY)
        self._show_rows_or(None if answer.total else self._nothing_found if self._filtered() else self._nothing_yet)
        self._status.setText(sentence)
        then, self._then = self._then, None
        if then:
            then()

    def _show_rows_or(self, empty: EmptyState | None) -> None:
        """Show the rows, or what is said in their place."""
        away = self.table.hasFocus() and empty is not None
        self._rows.setCurrentWidget(self._places[empty] if empty else self.table)
        self.side.setVisible(empty is None and self.panel is None)
        if away:
            self.begin()

    def _filtered(self) -> bool:
        return bool(self.filters.search.text() or any(part.value() for part in self.filters.lists))

    def _sorted(self) -> None:
        self._show_order()
        self._remember()
        self._seek(at_once=True)

    def _show_order(self) -> None:
        order, descending = self.filters.chosen_order()
        self.table.show_order(order, descending=descending)

    def _remember(self) -> None:
        order, descending = self.filters.chosen_order()
        self.view_changed.emit(View(self.table.shown_columns(), order, descending))

    def _allowed(self, act: RowAction) -> bool:
        row = self.row()
        return act.needs is None or (row is not None and act.needs(row))

    def _enable(self) -> None:
        self.side.show_row(self.row(), self.model.today, self._allowed)

    def _want(self, name: str) -> None:
        act = next(act for act in (*ROW_ACTIONS, *LEDGER_ACTIONS) if act.name == name)
        if self._allowed(act):
            self.act_wanted.emit(name)

    def _button(self, act: RowAction) -> QPushButton:
        return push_button(_(act.words), lambda: self._want(act.name), tip=_(act.tip))

    def _release_filters(self) -> None:
        """Show all rows again."""
        self.filters.release()
        self.begin()

    def _assemble(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        self._column.setSpacing(GAP)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self._status, 1)
        for act in reversed(LEDGER_ACTIONS):
            line.addWidget(self.buttons[act.name])
        mark(self._status, "tone", "secondary")
        mark(self.buttons[LEDGER_ACTIONS[0].name], "kind", "primary")
        self._rows.addWidget(self.table)
        for place in self._places.values():
            self._rows.addWidget(place)
        self._body = body = QHBoxLayout()
        body.setSpacing(GAP)
        body.addWidget(self._rows, 1)
        body.addWidget(self.side)
        self._column.addWidget(self.filters)
        self._column.addLayout(line)
        self._column.addLayout(body, 1)
        chain: list[QWidget] = [self.table, *self.side.buttons.values()]
        chain += [self.buttons[act.name] for act in LEDGER_ACTIONS]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)
