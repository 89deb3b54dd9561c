"""导入: a 交办清单, an earlier ledger or a folder of replies is shown as it was read; only then is it taken in."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from letter.messages import counted
from services.settings import Settings
from ui.core.host import unsaved
from ui.core.i18n import N_, _, translate
from ui.core.theme import EDGE, GAP
from ui.fields.choice import ChoiceField
from ui.register.forms import NO_START, START_ROWS, Start
from ui.register.incoming_words import LINE, LONGEST_HEAD, WHAT, heads_of, lines_of, sentences_of
from ui.register.letters_folder import WORKING, LettersFolder
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
    from services.incoming import Incoming

INTRODUCTION = N_(
    "表格（xlsx、xls、ods、et）里要有一行列名，上面可以有标题；以前的复函选一个文件夹。先看认出了什么、哪些不导入，再按“导入”；导入之前什么都没有改动。"
)
CASES, OLD = N_("交办清单…(&I)"), N_("以前的登记表…(&S)")
START, BEGIN = N_("起始号…(&N)"), N_("就从这里开始(&K)")
START_TITLE = N_("接着纸质登记簿：从哪个号开始")
START_NOTE = N_("之前的号不算缺号；发过的信可以用“以前的登记表”导入。")
STARTED = N_("已记下。下一个号是{number}。")
TAKE_IN = N_("导入(&K)")
FILES = N_("Excel、WPS 表格 (*.xlsx *.xls *.et *.ods *.xlsm)")
SHEET, ALL_SHEETS = N_("工作表"), N_("全部工作表")
TAKEN = counted("已导入 {count} 行。")
SOME_REFUSED = counted("已导入 {count} 行，另有 {refused} 行没有导入：{reason}")
NAME = N_("读出来的各行")
UNSAVED = N_("读出来的还没有导入。")
NOT_TAKEN_IN = N_("读出来的还没有导入，离开就没有了；再按一次“返回”就离开。")
_SHOWN_REASONS = 1
# The widest that a column of words may be at first, in characters.
_WIDEST, _WIDEST_REASON = 18, 34


class ImportPane(QWidget):
    """Takes tables in, in two steps."""

    taken = Signal()
    stepped = Signal()

    def __init__(self, acting: RegisterTasks, settings: Settings) -> None:
        """Show nothing yet; settings tell the office, and the usual kind for tables that do not say."""
        super().__init__()
        self._acting, self._settings = acting, settings
        agency, kind = settings.agency, settings.kind
        self._code, own = (agency.code, agency.name) if agency else ("", "")
        self._read_again: Callable[[str], None] | None = None
        self.incoming: Incoming | None = None
        self.model = TextModel((LINE, WHAT))
        self.table = plain_table(_(NAME))
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        registry = acting.registry
        self._cases = push_button(
            _(CASES), lambda: self._choose(lambda file, sheet: registry.read_cases(file, kind, own, sheet))
        )
        self._old = push_button(
            _(OLD), lambda: self._choose(lambda file, sheet: registry.read_old(file, self._code, sheet))
        )
        self._list = QWidget()
        self.pages = QStackedLayout(self)
        self.pages.addWidget(self._list)
        self.letters = LettersFolder(self, acting, settings)
        self._take = push_button(_(TAKE_IN), self.take_in)
        self._take.setEnabled(False)
        self._start = push_button(_(START), self.ask_start)
        self.panel: FormPanel | None = None
        self._introduction, self._said, self._why = plain_label(_(INTRODUCTION)), plain_label(), plain_label()
        self.sheets = ChoiceField("sheet", _(SHEET), [("", _(ALL_SHEETS))], whole=False)
        self.sheets.edited.connect(self._take_sheet)
        self.sheets.hide()
        line = QHBoxLayout()
        line.setSpacing(GAP)
        for button in (
            self._cases,
            self._old,
            self.letters.choose_button,
            self._take,
            *self.letters.buttons,
            self._start,
        ):
            line.addWidget(button)
        line.addWidget(self.sheets)
        line.addStretch()
        column = self._column = QVBoxLayout(self._list)
        column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        column.setSpacing(GAP)
        column.addWidget(self._introduction)
        column.addLayout(line)
        column.addWidget(self._said)
        column.addWidget(self.table, 1)
        column.addWidget(self._why)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._say_why())

    def begin(self) -> None:
        """Set the focus on the first button."""
        self._cases.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        """Show what was read before; there is nothing to read anew."""

    def may_leave(self) -> bool:
        """Return whether nothing would be lost; what is being done is given up, and what was read is told of once."""
        if self._acting.work.busy:
            self._acting.work.cancel()
            return False
        return not self._is_held() or self._acting.warn(_(NOT_TAKEN_IN))

    def unsaved(self) -> str:
        """Return that what was read is not taken in yet, or what would be lost with the panel."""
        return _(UNSAVED) if self._is_held() else unsaved(self.panel)

    def _is_held(self) -> bool:
        return self.incoming is not None and not self.incoming.done

    def note_step(self) -> None:
        """Tell that another page is shown, or that something was done there that can be undone."""
        self.stepped.emit()

    def current_page(self) -> QWidget:
        """Return the page of a letter that is looked through, or what was read."""
        return self.pages.currentWidget()

    def introduction(self) -> str:
        """Return what is said before a table is chosen."""
        return self._introduction.text()

    def said(self) -> str:
        """Return what is said of the table that was read."""
        return self._said.text()

    def show_incoming(self, name: str, incoming: "Incoming") -> None:
        """Show what a table or a folder says and what of it would be taken in."""
        self.incoming = incoming
        self._offer_sheets(incoming.sheets)
        self._said.setText("\n".join(sentences_of(name, incoming)))
        self._show_rows(name, incoming)
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
        incoming, registry = self.incoming, self._acting.registry
        if incoming and incoming.of_letters:
            self.letters.enter(incoming)
        elif incoming:
            self._acting.do(WORKING, lambda: registry.take_in(incoming), self._done, changes=True)

    def _choose(self, read: "Callable[[Path, str], Incoming]") -> None:
        file = ask_to_open(self.window(), _("导入"), _(FILES))
        if not file:
            return

        def read_sheet(sheet: str) -> None:
            self._acting.do(
                _(READING).format(name=file.name), lambda: read(file, sheet),
                lambda incoming: self.show_incoming(file.name, incoming), self.refuse,
            )  # fmt: skip

        self._read_again = read_sheet
        self.sheets.load("", {})
        read_sheet("")

    def _show_rows(self, name: str, incoming: "Incoming") -> None:
        self.model.show_rows(lines_of(incoming), heads_of(incoming))
        character = self.fontMetrics().horizontalAdvance("国")
        for column in range(self.model.columnCount()):
            self.table.resizeColumnToContents(column)
            if incoming.of_letters:
                widest = _WIDEST_REASON if column == 1 else _WIDEST
                self.table.setColumnWidth(column, min(widest * character, self.table.columnWidth(column)))
        self.letters.show(name, incoming)
        self._say_why()

    def _say_why(self) -> None:
        """Say in full what the row that is meant says of its file, which its column may have no room for."""
        index = self.table.currentIndex()
        self._why.setText(self.model.rows[index.row()][1] if index.isValid() and self.model.rows else "")
        self._why.setVisible(bool(self._why.text()) and bool(self.incoming and self.incoming.of_letters))

    def _offer_sheets(self, names: Sequence[str]) -> None:
        """Let one of several sheets be chosen, or all of them."""
        self.sheets.offer([("", _(ALL_SHEETS)), *((name, shortened(name, LONGEST_HEAD)) for name in names)])
        self.sheets.setVisible(len(names) > 1)

    def _take_sheet(self, _key: str) -> None:
        if self._read_again:
            self._read_again(self.sheets.value())

    def refuse(self, sentence: str) -> None:
        """Say why nothing is shown."""
        self._clear()
        self._said.setText(f"！{sentence}")

    def _clear(self) -> None:
        self.incoming = None
        self.model.show_rows((), (LINE, WHAT))
        self._take.setEnabled(False)
        self._why.hide()
        for button in self.letters.buttons:
            button.hide()
        self.sheets.hide()

    def _done(self, outcome: tuple[int, Sequence[str]]) -> None:
        count, refused = outcome
        self._clear()
        reason = " ".join(map(translate, refused[:_SHOWN_REASONS]))
        sentence = SOME_REFUSED if refused else TAKEN
        self._said.setText(translate(sentence.filled(count=count, refused=len(refused), reason=reason)))
        self._cases.setFocus(Qt.FocusReason.OtherFocusReason)
        self.taken.emit()

    def show_report(self, report: "Incoming") -> None:
        """Show what became of each file of a folder."""
        self._clear()
        self._said.setText("\n".join(sentences_of("", report)))
        self._show_rows("", report)
        self.letters.report_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.taken.emit()
