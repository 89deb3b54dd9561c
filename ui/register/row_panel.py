"""The panel at the side of the rows: what the row that is meant is, and what can be done with it."""

import datetime
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from register.values import Row
from ui.core.i18n import N_, _
from ui.core.theme import EDGE, GAP, WIDE_GAP, mark, scaled
from ui.register.columns import days_words, kind_words, number_words, row_state
from ui.register.row_actions import ROW_ACTIONS, RowAction
from ui.register.tones import days_tone, state_tone, without_sign
from ui.widgets.button import push_button
from ui.widgets.label import PlainLabel, heading_label, plain_label
from ui.widgets.page import scroll_area

NOTHING = N_("选一行，看能做什么。")
DUE, ASSIGNED = N_("{date} 前答复"), N_("{date} 交办")
BETWEEN = " · "
_WIDTH, _COLUMNS, _UNBOUNDED = 268, 2, 16_777_215
# What a row is opened for first, where it goes with the row.
_FIRST = ("answer", "open")


class RowPanel(QFrame):
    """Tells of one row; only what goes with it is offered."""

    def __init__(self, want: Callable[[str], None]) -> None:
        """Take what is to be done with the name of an action."""
        super().__init__()
        mark(self, "surface", "card")
        self.buttons: dict[str, QPushButton] = {
            act.name: push_button(_(act.words), lambda name=act.name: want(name), tip=_(act.tip)) for act in ROW_ACTIONS
        }
        self._title, self._detail, self._dates = heading_label(""), plain_label(), plain_label()
        self._state, self._days = PlainLabel(), PlainLabel()
        self._grid = QGridLayout()
        self._assemble()

    def show_row(self, row: Row | None, today: datetime.date, allowed: Callable[[RowAction], bool]) -> None:
        """Show a row, and the buttons of what can be done with it."""
        self._title.setText((row.subject or row.title or number_words(row)) if row else _(NOTHING))
        name = f"{kind_words(row.kind)} {row.proposal}".strip() if row else ""
        about = (name, row.proposers, number_words(row)) if row else ()
        self._say(self._detail, BETWEEN.join(part for part in about if part))
        dates = ((ASSIGNED, row.assigned), (DUE, row.due)) if row else ()
        self._say(self._dates, BETWEEN.join(_(words).format(date=day.isoformat()) for words, day in dates if day))
        days = without_sign(days_words(row, today)) if row else ""
        self._say(self._state, row_state(row) if row else "", state_tone(row.state) if row else "pill")
        self._say(self._days, days, days_tone(row, today) if row else "pill")
        offered = [act.name for act in ROW_ACTIONS if allowed(act)]
        first = next((name for name in _FIRST if name in offered), "")
        rest = [name for name in offered if name != first]
        for act, button in self.buttons.items():
            button.setEnabled(act in offered)
            button.setVisible(act in offered)
            mark(button, "kind", "primary" if act == first else "usual")
            self._grid.removeWidget(button)
        self._place([first] if first else [], rest)
        for one, other in zip([first, *rest] if first else rest, rest if first else rest[1:], strict=False):
            QWidget.setTabOrder(self.buttons[one], self.buttons[other])

    def _place(self, alone: Sequence[str], others: Sequence[str]) -> None:
        """Put buttons in rows of two; what has too many words for that has a row of its own."""
        room = (self._wanted_width() - self._around() - (_COLUMNS - 1) * GAP) // _COLUMNS
        line = column = 0
        for act in (*alone, *others):
            whole = act in alone or self.buttons[act].sizeHint().width() > room
            if whole and column:
                line, column = line + 1, 0
            self._grid.addWidget(self.buttons[act], line, column, 1, _COLUMNS if whole else 1)
            line, column = (line, column + 1) if not whole and column + 1 < _COLUMNS else (line + 1, 0)

    def _say(self, label: PlainLabel, words: str, tone: str = "secondary") -> None:
        mark(label, "tone", tone)
        label.setText(words)
        label.setVisible(bool(words))

    def _assemble(self) -> None:
        self._title.setWordWrap(True)
        for label in (self._title, self._detail):
            label.setProperty("letter_text", True)
        pills = QHBoxLayout()
        pills.setSpacing(GAP)
        for pill in (self._state, self._days):
            # From the beginning: a label that is a pill only later gets no room around its words.
            mark(pill, "tone", "pill")
            pills.addWidget(pill)
        pills.addStretch()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(EDGE, WIDE_GAP, EDGE, WIDE_GAP)
        column.setSpacing(GAP)
        column.addWidget(self._title)
        column.addWidget(self._detail)
        column.addLayout(pills)
        column.addWidget(self._dates)
        column.addSpacing(GAP)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        for button in self.buttons.values():
            button.setParent(inner)
            button.hide()
        column.addLayout(self._grid)
        column.addStretch()
        area = scroll_area(inner)
        # The card shows through.
        for part in (area.viewport(), inner):
            part.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(area)
        self._area = area
        self.setFixedWidth(self._wanted_width())

    def lie(self, *, beneath: bool) -> None:
        """Lie beneath the rows, as wide as they are, or stand at their side."""
        self.setMinimumWidth(0 if beneath else self._wanted_width())
        self.setMaximumWidth(_UNBOUNDED if beneath else self._wanted_width())

    def _wanted_width(self) -> int:
        """Return the width at which the longest button is whole, with a bar to scroll beside it."""
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        return max(scaled(_WIDTH), widest + self._around())

    def _around(self) -> int:
        return 2 * EDGE + self._area.verticalScrollBar().sizeHint().width() + 2
