"""导入: a 交办清单 or an earlier ledger is read and shown first, columns and refused rows; only then is it taken in."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from letter.messages import counted
from ui.core.i18n import N_, _, translate
from ui.core.theme import EDGE, GAP
from ui.fields.choice import ChoiceField
from ui.register.forms import NO_START, START_ROWS, Start
from ui.register.panel import FormPanel
from ui.register.row_actions import CHANGING
from ui.register.table import plain_table
from ui.register.tasks import RegisterTasks
from ui.register.text_model import TextModel
from ui.widgets.background import READING
from ui.widgets.button import push_button
from ui.widgets.file_dialog import ask_to_open
from ui.widgets.label import plain_label, shortened

if TYPE_CHECKING:
    from letter.model import Agency
    from services.incoming import Incoming, IncomingRow

INTRODUCTION = N_(
    "表格（xlsx、xls、ods、et）里要有一行列名，上面可以有标题。先看认出了什么、哪些行不导入，再按“导入”；导入之前什么都没有改动。"
)
CASES, OLD = N_("交办清单…(&I)"), N_("以前的登记表…(&S)")
START, BEGIN = N_("起始号…(&N)"), N_("就从这里开始(&K)")
START_TITLE = N_("接着纸质登记簿：从哪个号开始")
START_NOTE = N_("之前的号不算缺号；发过的信可以用“以前的登记表”导入。")
STARTED = N_("已记下。下一个号是{number}。")
TAKE_IN = N_("导入(&K)")
FILES = N_("Excel、WPS 表格 (*.xlsx *.xls *.et *.ods *.xlsm)")
SHEET, ALL_SHEETS = N_("工作表"), N_("全部工作表")
COLUMNS = N_("认出的列：{columns}。")
IGNORED = N_("不导入的列：{columns}。")
PAIR = N_("“{head}”是{meaning}")
COUNTS = counted("“{name}”：可以导入 {count} 行，不导入 {refused} 行。")
LOOK_AT = counted("其中 {count} 行要看一看，列在前面。")
REFUSED = N_("！不导入：{reason}")
TO_LOOK_AT = N_("▲导入：{remarks}")
TAKEN = counted("已导入 {count} 行。")
SOME_REFUSED = counted("已导入 {count} 行，另有 {refused} 行没有导入：{reason}")
LINE, WHAT = N_("行"), N_("导入与否")
TO_TAKE = N_("导入")
NAME = N_("读出来的各行")
WORKING = N_("正在导入……")
MEANINGS = {
    "number": N_("发文字号"), "serial": N_("序号"), "code": N_("机关代字"), "year": N_("年份"), "date": N_("日期"),
    "title": N_("标题"), "addressee": N_("主送"), "proposal": N_("案号"), "reason": N_("说明"), "state": N_("状态"),
    "subject": N_("案由"), "kind": N_("类别"), "role": N_("身份"), "proposers": N_("提出者"),
    "assigned": N_("交办日期"), "due": N_("截止日期"), "session": N_("届次"), "note": N_("说明"),
    "lead_units": N_("主办单位"), "co_units": N_("会办单位"), "separate_units": N_("分办单位"), "units": N_("承办单位"),
    "months": N_("时限月数"),
}  # fmt: skip
_SHOWN_REASONS = 1
_LONGEST_HEAD = 20


class ImportPane(QWidget):
    """Takes tables in, in two steps."""

    taken = Signal()

    def __init__(self, acting: RegisterTasks, agency: "Agency | None", kind: str) -> None:
        """Show nothing yet; the agency is the office and kind the usual one, for tables that do not say."""
        super().__init__()
        self._acting, self._kind = acting, kind
        self._code, own = (agency.code, agency.name) if agency else ("", "")
        self._read_again: Callable[[str], None] | None = None
        self.incoming: Incoming | None = None
        self._model = TextModel((LINE, WHAT))
        self.table = plain_table(_(NAME))
        self.table.setModel(self._model)
        self.table.horizontalHeader().setStretchLastSection(True)
        registry = acting.registry
        self._cases = push_button(
            _(CASES), lambda: self._choose(lambda file, sheet: registry.read_cases(file, self._kind, own, sheet))
        )
        self._old = push_button(
            _(OLD), lambda: self._choose(lambda file, sheet: registry.read_old(file, self._code, sheet))
        )
        self._take = push_button(_(TAKE_IN), self.take_in)
        self._take.setEnabled(False)
        self._start = push_button(_(START), self.ask_start)
        self.panel: FormPanel | None = None
        self._introduction, self._said = plain_label(_(INTRODUCTION)), plain_label()
        self.sheets = ChoiceField("sheet", _(SHEET), [("", _(ALL_SHEETS))], whole=False)
        self.sheets.edited.connect(self._take_sheet)
        self.sheets.hide()
        line = QHBoxLayout()
        line.setSpacing(GAP)
        for button in (self._cases, self._old, self._take, self._start):
            line.addWidget(button)
        line.addWidget(self.sheets)
        line.addStretch()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        column.setSpacing(GAP)
        column.addWidget(self._introduction)
        column.addLayout(line)
        column.addWidget(self._said)
        column.addWidget(self.table, 1)

    def begin(self) -> None:
        """Set the focus on the first button."""
        self._cases.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        """Show what was read before; there is nothing to read anew."""

    def introduction(self) -> str:
        """Return what is said before a table is chosen."""
        return self._introduction.text()

    def said(self) -> str:
        """Return what is said of the table that was read."""
        return self._said.text()

    def show_incoming(self, name: str, incoming: "Incoming") -> None:
        """Show what a table says and what of it would be taken in."""
        self.incoming = incoming
        pairs = _("；").join(
            _(PAIR).format(head=head, meaning=_(MEANINGS.get(field, field))) for field, head in incoming.columns.items()
        )
        counts = translate(COUNTS.filled(name=name, count=len(incoming.rows), refused=len(incoming.refused)))
        to_look_at = sum(bool(row.remarks) for row in incoming.rows)
        if to_look_at:
            counts += translate(LOOK_AT.filled(count=to_look_at))
        sentences = [counts, *map(translate, incoming.unread), _(COLUMNS).format(columns=pairs)]
        self._offer_sheets(incoming.sheets)
        if incoming.ignored:
            heads = _("、").join(f"“{shortened(head, _LONGEST_HEAD)}”" for head in incoming.ignored)
            sentences.append(_(IGNORED).format(columns=heads))
        self._said.setText("\n".join(sentences))
        self._model.show_rows(_lines(incoming), (LINE, WHAT, *(MEANINGS.get(name, name) for name in incoming.fields)))
        for column in range(self._model.columnCount()):
            self.table.resizeColumnToContents(column)
        self._take.setEnabled(bool(incoming.rows))
        if not self.sheets.hasFocus():
            (self._take if incoming.rows else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_start(self) -> None:
        """Ask with which number a series begins that a paper ledger has led so far."""
        self._close_panel()
        begun = Start(self._code, self._acting.registry.today().year)
        panel = self.panel = FormPanel(_(START_TITLE), START_ROWS, begun, BEGIN, _(START_NOTE))

        def finish(value: Start) -> None:
            code, year, serial = value.code, value.year, value.serial
            if not code or year is None or serial is None:
                panel.say(_(NO_START))
                return
            self._acting.do(
                CHANGING, lambda: self._acting.registry.set_start(code, year, serial, value.reason), self._started,
                panel.say, changes=True,
            )  # fmt: skip

        panel.done.connect(finish)
        panel.left.connect(self._close_panel)
        self._column.addWidget(panel)
        panel.begin("serial" if self._code else "code")

    def _started(self, number: str) -> None:
        self._close_panel()
        self._said.setText(_(STARTED).format(number=number))

    def _close_panel(self) -> None:
        panel, self.panel = self.panel, None
        if panel:
            self._column.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
            self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_in(self) -> None:
        """Take in what is shown."""
        incoming = self.incoming
        if incoming:
            self._acting.do(WORKING, lambda: self._acting.registry.take_in(incoming), self._done, changes=True)

    def _choose(self, read: "Callable[[Path, str], Incoming]") -> None:
        file = ask_to_open(self.window(), _("导入"), _(FILES))
        if not file:
            return

        def read_sheet(sheet: str) -> None:
            self._acting.do(
                _(READING).format(name=file.name), lambda: read(file, sheet),
                lambda incoming: self.show_incoming(file.name, incoming), self._refuse,
            )  # fmt: skip

        self._read_again = read_sheet
        self.sheets.load("", {})
        read_sheet("")

    def _offer_sheets(self, names: Sequence[str]) -> None:
        """Let one of several sheets be chosen, or all of them."""
        self.sheets.offer([("", _(ALL_SHEETS)), *((name, shortened(name, _LONGEST_HEAD)) for name in names)])
        self.sheets.setVisible(len(names) > 1)

    def _take_sheet(self, _key: str) -> None:
        if self._read_again:
            self._read_again(self.sheets.value())

    def _refuse(self, sentence: str) -> None:
        self._clear()
        self._said.setText(f"！{sentence}")

    def _clear(self) -> None:
        self.incoming = None
        self._model.show_rows((), (LINE, WHAT))
        self._take.setEnabled(False)
        self.sheets.hide()

    def _done(self, outcome: tuple[int, Sequence[str]]) -> None:
        count, refused = outcome
        self._clear()
        reason = " ".join(map(translate, refused[:_SHOWN_REASONS]))
        sentence = SOME_REFUSED if refused else TAKEN
        self._said.setText(translate(sentence.filled(count=count, refused=len(refused), reason=reason)))
        self._cases.setFocus(Qt.FocusReason.OtherFocusReason)
        self.taken.emit()


def _lines(incoming: "Incoming") -> list[tuple[str, ...]]:
    """Return what stands in the table: first the refused rows and those that want to be looked at."""
    blank = ("",) * len(incoming.fields)
    refused = [(line, _(REFUSED).format(reason=translate(reason)), *blank) for line, reason in incoming.refused]
    rows = sorted(incoming.rows, key=lambda row: not row.remarks)
    return [*refused, *((row.line, _words(row), *map(translate, row.texts)) for row in rows)]


def _words(row: "IncomingRow") -> str:
    remarks = _("；").join(map(translate, row.remarks))
    return _(TO_LOOK_AT).format(remarks=remarks) if remarks else _(TO_TAKE)
