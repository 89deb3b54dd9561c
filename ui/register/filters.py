"""What narrows the ledger down: a field that searches as one types, and lists of years, kinds, states, deadlines."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from letter.wording import kinds
from register.values import Order, Query
from services.clock import today
from ui.core.i18n import N_, _
from ui.core.theme import EDGE, GAP
from ui.fields.choice import ChoiceField, Choices
from ui.register.columns import SORTED, STATES
from ui.widgets.label import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

SEARCH, SEARCH_HINT = N_("查找"), N_("字号、案号、案由、提出者")
YEAR, KIND, STATE, DEADLINE, SORT = N_("年份"), N_("类别"), N_("状态"), N_("期限"), N_("排序")
ALL_YEARS, ALL_KINDS, ALL_STATES, ALL_DEADLINES = N_("各年"), N_("各类"), N_("各种状态"), N_("不论期限")
DEADLINES = {"overdue": N_("已超期"), "7": N_("一周内到期"), "31": N_("一月内到期")}
UP, DOWN = N_("{column} ↑"), N_("{column} ↓")
_LEAST_WIDTH = 12
_BACK = "-"


class SearchField(QLineEdit):
    """The field of the words; Escape empties it before it leaves the page, the down arrow goes to the rows."""

    down = Signal()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Take the keys that a search needs."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        else:
            super().keyPressEvent(event)


class Filters(QWidget):
    """One line above the rows; what is sought and in which order goes out."""

    changed = Signal()
    sorted = Signal()

    def __init__(self) -> None:
        """Make the field and the lists."""
        super().__init__()
        self.search = SearchField()
        self.search.setAccessibleName(_(SEARCH))
        self.search.setPlaceholderText(_(SEARCH_HINT))
        self.search.setClearButtonEnabled(True)
        hint = self.fontMetrics().horizontalAdvance(_(SEARCH_HINT))
        self.search.setMinimumWidth(max(self.fontMetrics().horizontalAdvance("国") * _LEAST_WIDTH, hint + 3 * EDGE))
        self.year = ChoiceField("year", _(YEAR), [("", _(ALL_YEARS))])
        self.kind = ChoiceField(
            "kind", _(KIND), [("", _(ALL_KINDS)), *((name, _(kind.name)) for name, kind in kinds().items())]
        )
        self.state = ChoiceField("state", _(STATE), _offered(ALL_STATES, STATES))
        self.deadline = ChoiceField("deadline", _(DEADLINE), _offered(ALL_DEADLINES, DEADLINES))
        self.order = ChoiceField("order", _(SORT), _orders())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.search, 1)
        for part in self.lists:
            row.addWidget(part)
        row.addWidget(PlainLabel(_(SORT)))
        row.addWidget(self.order)
        self.search.textChanged.connect(self.changed)
        for part in self.lists:
            part.edited.connect(self.changed)
        self.order.edited.connect(self.sorted)

    @property
    def lists(self) -> tuple[ChoiceField, ...]:
        """The lists that narrow the rows down."""
        return (self.year, self.kind, self.state, self.deadline)

    def release(self) -> None:
        """Narrow nothing down any more."""
        for part in self.lists:
            part.load("", {})
        self.search.clear()
        self.changed.emit()

    def offer_years(self, years: Sequence[int]) -> None:
        """Offer the years that there are."""
        self.year.offer([("", _(ALL_YEARS)), *((str(year), str(year)) for year in years)])

    def query(self) -> Query:
        """Return what is sought now, and in which order."""
        year, state, deadline = self.year.value(), self.state.value(), self.deadline.value()
        order, descending = self.chosen_order()
        query = Query(
            text=self.search.text(), year=int(year) if year else None, kind=self.kind.value(), today=today(),
            order=order, descending=descending,
        )  # fmt: skip
        if state:
            query = replace(query, states=(state,))
        if deadline == "overdue":
            return replace(query, deadline="overdue")
        return replace(query, deadline="within", days=int(deadline)) if deadline else query

    def set_order(self, order: str, *, descending: bool) -> None:
        """Show in which order the rows are."""
        self.order.load(f"{_BACK if descending else ''}{order}", {})

    def chosen_order(self) -> tuple[Order, bool]:
        """Return the order that was chosen, and whether it is from its end."""
        value = str(self.order.value())
        name = value.removeprefix(_BACK)
        for column in SORTED:
            if column.order is not None and column.order == name:
                return column.order, value.startswith(_BACK)
        return "due", False


def _offered(everything: str, words: dict[str, str]) -> Choices:
    return [("", _(everything)), *((value, _(text)) for value, text in words.items())]


def _orders() -> Choices:
    return [
        (f"{sign}{column.order}", _(words).format(column=_(column.words)))
        for column in SORTED
        for sign, words in (("", UP), (_BACK, DOWN))
    ]
