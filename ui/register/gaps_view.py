"""缺号 · 重号 · 作废: what an inspector asks about, each with its reason; a gap is explained or entered as used."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from letter.messages import counted
from services.registry import GapRow
from ui.core.host import unsaved
from ui.core.i18n import N_, _, translate
from ui.core.theme import EDGE, GAP
from ui.register.forms import NO_REASON, REASON_ROWS, Reason
from ui.register.panel import FormPanel
from ui.register.row_actions import CHANGING
from ui.register.table import plain_table
from ui.register.tasks import RegisterTasks
from ui.register.text_model import TextModel
from ui.widgets.button import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import plain_label
from ui.widgets.page import card

if TYPE_CHECKING:
    from collections.abc import Sequence

READING = N_("正在查缺号……")
HEADS = (N_("发文字号"), N_("是什么"), N_("说明"))
KINDS = {"gap": N_("缺号"), "double": N_("重号"), "void": N_("作废")}
UNEXPLAINED, RELEASED = N_("！未说明"), N_("！未说明（保留后退回，还会再给）")
NAME = N_("缺号、重号和作废的号")
EXPLAIN, TAKE = N_("说明缺号…(&M)"), N_("登记已用的号…(&U)")
EXPLAIN_TITLE, KEEP = N_("说明缺号 {number}"), N_("记下(&K)")
COUNT = counted("缺号 {count} 个，其中未说明 {open} 个；重号 {doubles} 个；作废 {voids} 个。")
NONE = N_("没有缺号，没有重号，没有作废的号。")
_WIDTHS = (14, 6, 40)


class GapsPane(QWidget):
    """Lists the numbers that want an explanation."""

    take_wanted = Signal(str)

    def __init__(self, acting: RegisterTasks) -> None:
        """Show nothing yet."""
        super().__init__()
        self._acting = acting
        self._gaps: Sequence[GapRow] = ()
        self.panel: FormPanel | None = None
        self._model = TextModel(HEADS)
        self.table = plain_table(_(NAME))
        self.table.setModel(self._model)
        self.table.horizontalHeader().setStretchLastSection(True)
        character = self.fontMetrics().horizontalAdvance("国")
        for number, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(number, width * character)
        self._explain = push_button(_(EXPLAIN), self.explain)
        self._take = push_button(_(TAKE), lambda: self.take_wanted.emit(self._number()))
        self._status = plain_label()
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self._explain)
        line.addWidget(self._take)
        line.addWidget(self._status, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        self._column.setSpacing(GAP)
        self._nothing = EmptyState("done", _(NONE), _(TAKE), lambda: self.take_wanted.emit(""))
        self._empty = card(self._nothing)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self._empty)
        self._column.addWidget(self._rows, 1)
        self._column.addLayout(line)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._enable())
        self.table.doubleClicked.connect(lambda _index: self.explain())

    @property
    def rows(self) -> "Sequence[GapRow]":
        """What is listed."""
        return self._gaps

    def begin(self) -> None:
        """Set the focus on the list, or on the button in its place."""
        place = self._nothing.button if self._nothing.button and self._nothing.isVisible() else self.table
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        """Read the list anew, beside the window."""
        self._acting.do(READING, self._acting.registry.gaps, self._show, patient=True)

    def explain(self) -> None:
        """Ask why a number is missing."""
        row = self._row()
        if row is None or row.what != "gap":
            return
        self.close_panel()
        self._acting.say_nothing()
        panel = self.panel = FormPanel(
            _(EXPLAIN_TITLE).format(number=row.number), REASON_ROWS, Reason(row.reason), KEEP
        )  # fmt: skip

        def done(_value: None) -> None:
            self.close_panel()
            self.begin()
            self.load()

        def finish(value: Reason) -> None:
            if value.reason:
                self._acting.do(
                    CHANGING, lambda: self._acting.registry.explain(row.number, value.reason), done, panel.say,
                    changes=True,
                )  # fmt: skip
            else:
                panel.say(_(NO_REASON), "reason")

        panel.done.connect(finish)
        panel.left.connect(self._leave_panel)
        self._column.addWidget(panel)
        panel.begin()

    def unsaved(self) -> str:
        """Return what would be lost with the panel."""
        return unsaved(self.panel)

    def close_panel(self) -> None:
        """Take the panel away."""
        panel, self.panel = self.panel, None
        if panel:
            self._column.removeWidget(panel)
            panel.hide()
            panel.deleteLater()

    def _leave_panel(self) -> None:
        self.close_panel()
        self.begin()

    def _row(self) -> GapRow | None:
        at = self.table.currentIndex().row()
        return self._gaps[at] if 0 <= at < len(self._gaps) else None

    def _number(self) -> str:
        row = self._row()
        return row.number if row and row.what == "gap" else ""

    def _show(self, gaps: "Sequence[GapRow]") -> None:
        self._gaps = gaps
        self._model.show_rows([(row.number, _(KINDS[row.what]), _words(row)) for row in gaps])
        if gaps:
            self.table.selectRow(0)
        counts = {what: sum(row.what == what for row in gaps) for what in KINDS}
        unsaid = sum(row.what == "gap" and not row.reason for row in gaps)
        sentence = COUNT.filled(count=counts["gap"], open=unsaid, doubles=counts["double"], voids=counts["void"])
        on_list = self.table.hasFocus()
        self._rows.setCurrentWidget(self.table if gaps else self._empty)
        for part in (self._explain, self._take, self._status):
            part.setVisible(bool(gaps))
        if on_list:
            self.begin()
        self._status.setText(translate(sentence) if gaps else _(NONE))
        self._enable()

    def _enable(self) -> None:
        row = self._row()
        self._explain.setEnabled(row is not None and row.what == "gap")


def _words(row: GapRow) -> str:
    return translate(row.reason) or (_(RELEASED) if row.released else _(UNEXPLAINED) if row.what == "gap" else "")
