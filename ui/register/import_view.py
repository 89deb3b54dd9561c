"""导入: a 交办清单, an earlier ledger or a folder of replies is shown as it was read; only then is it taken in."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from letter.messages import counted
from services.settings import Settings
from ui.core.i18n import N_, _, translate, without_mnemonic
from ui.core.last_folder import last_folder
from ui.core.theme import EDGE, GAP
from ui.fields.choice import ChoiceField
from ui.register.forms import NO_START, START_ROWS, Start
from ui.register.incoming_words import LINE, LONGEST_HEAD, WHAT, heads_of, lines_of, sentences_of
from ui.register.panel import FormPanel
from ui.register.row_actions import CHANGING
from ui.register.table import plain_table
from ui.register.tasks import TOPIC, RegisterTasks
from ui.register.text_model import TextModel
from ui.widgets.background import READING, WRITING
from ui.widgets.button import push_button
from ui.widgets.file_dialog import ask_for_folder, ask_to_open, ask_to_save
from ui.widgets.label import plain_label, shortened
from ui.widgets.made_message import tell_made

if TYPE_CHECKING:
    from services.incoming import Incoming
    from services.recognising import Recognised

INTRODUCTION = N_(
    "表格（xlsx、xls、ods、et）里要有一行列名，上面可以有标题。先看认出了什么、哪些行不导入，再按“导入”；导入之前什么都没有改动。"
)
CASES, OLD, LETTERS = N_("交办清单…(&I)"), N_("以前的登记表…(&S)"), N_("以前的复函…(&L)")
LETTERS_TIP = N_("选一个文件夹：里面的 txt、网页、docx、doc、wps 复函都读出来，看过再导入")
REPORT, REPORT_NAME = N_("报告存为表格…(&B)"), N_("导入复函的报告")
REPORT_FILES = N_("Excel 表格 (*.xlsx)")
LOOK = N_("看一看…(&V)")
LOOK_TIP = N_("这封信认出了什么，对照原文看，认错的改过来（双击这一行也可以）")
SAVED = N_("已写成“{name}”。")
START, BEGIN = N_("起始号…(&N)"), N_("就从这里开始(&K)")
START_TITLE = N_("接着纸质登记簿：从哪个号开始")
START_NOTE = N_("之前的号不算缺号；发过的信可以用“以前的登记表”导入。")
STARTED = N_("已记下。下一个号是{number}。")
TAKE_IN = N_("导入(&K)")
FILES = N_("Excel、WPS 表格 (*.xlsx *.xls *.et *.ods *.xlsm)")
SHEET, ALL_SHEETS = N_("工作表"), N_("全部工作表")
TAKEN = counted("已导入 {count} 行。")
LETTERS_TAKEN = counted("已导入 {count} 封信，不导入的文件列在前面，写明了为什么。")
SOME_REFUSED = counted("已导入 {count} 行，另有 {refused} 行没有导入：{reason}")
NAME = N_("读出来的各行")
WORKING, LOOKING = N_("正在导入……"), N_("正在看“{name}”里有哪些文件……")
_SHOWN_REASONS = 1
# The widest that a column of words may be at first, in characters.
_WIDEST = 22


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
        self._folder = ""
        self._model = TextModel((LINE, WHAT))
        self.table = plain_table(_(NAME))
        self.table.setModel(self._model)
        self.table.horizontalHeader().setStretchLastSection(True)
        registry = acting.registry
        self._cases = push_button(
            _(CASES), lambda: self._choose(lambda file, sheet: registry.read_cases(file, kind, own, sheet))
        )
        self._old = push_button(
            _(OLD), lambda: self._choose(lambda file, sheet: registry.read_old(file, self._code, sheet))
        )
        self._letters = push_button(_(LETTERS), self.choose_letters, tip=_(LETTERS_TIP))
        self._take = push_button(_(TAKE_IN), self.take_in)
        self._take.setEnabled(False)
        self._look = push_button(_(LOOK), self.look_through, tip=_(LOOK_TIP))
        self._report = push_button(_(REPORT), self.save_report)
        for button in (self._look, self._report):
            button.hide()
        self._start = push_button(_(START), self.ask_start)
        self.panel: FormPanel | None = None
        self._introduction, self._said = plain_label(_(INTRODUCTION)), plain_label()
        self.sheets = ChoiceField("sheet", _(SHEET), [("", _(ALL_SHEETS))], whole=False)
        self.sheets.edited.connect(self._take_sheet)
        self.sheets.hide()
        line = QHBoxLayout()
        line.setSpacing(GAP)
        for button in (self._cases, self._old, self._letters, self._take, self._look, self._report, self._start):
            line.addWidget(button)
        line.addWidget(self.sheets)
        line.addStretch()
        self._list = QWidget()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._list)
        column = self._column = QVBoxLayout(self._list)
        column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        column.setSpacing(GAP)
        column.addWidget(self._introduction)
        column.addLayout(line)
        column.addWidget(self._said)
        column.addWidget(self.table, 1)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._enable_look())
        self.table.doubleClicked.connect(lambda _index: self.look_through())
        enter = QShortcut(QKeySequence(Qt.Key.Key_Return), self.table)
        enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(self.look_through)

    def begin(self) -> None:
        """Set the focus on the first button."""
        self._cases.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        """Show what was read before; there is nothing to read anew."""

    def current_page(self) -> QWidget:
        """Return the page of a letter that is looked through, or what was read."""
        return self._pages.currentWidget()

    def introduction(self) -> str:
        """Return what is said before a table is chosen."""
        return self._introduction.text()

    def said(self) -> str:
        """Return what is said of the table that was read."""
        return self._said.text()

    def show_incoming(self, name: str, incoming: "Incoming") -> None:
        """Show what a table or a folder says and what of it would be taken in."""
        self.incoming, self._folder = incoming, name
        self._offer_sheets(incoming.sheets)
        self._said.setText("\n".join(sentences_of(name, incoming)))
        self._show_rows(incoming)
        self._take.setEnabled(bool(incoming.rows))
        if not self.sheets.hasFocus():
            (self._take if incoming.rows else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_letters(self) -> None:
        """Ask for a folder of earlier replies and read its files; until all are read it can be given up."""
        folder = ask_for_folder(self.window(), without_mnemonic(_(LETTERS)), last_folder())
        if folder:
            self._read_again = None
            self._acting.do_until_settled(
                _(LOOKING).format(name=folder.name),
                lambda stop: self._acting.registry.read_letters(folder, self._settings, stop),
                lambda incoming: self.show_incoming(folder.name, incoming), self._refuse, again=True,
            )  # fmt: skip

    def look_through(self) -> None:
        """Show what was recognised in the letter of the row that is meant, beside its source."""
        found = self._recognised()
        if found is None or self._pages.count() > 1:
            return
        from ui.review.page import ReviewPage  # late: many a folder needs no look

        name, row = self._name_of_row(), self.table.currentIndex().row()
        page = ReviewPage(name, found)
        page.left.connect(lambda: self._leave_review(page, row))
        page.taken.connect(lambda corrected: self._reviewed(page, row, name, corrected))
        self._pages.addWidget(page)
        page.stepped.connect(self.stepped)
        self._pages.setCurrentWidget(page)
        page.begin()
        self.stepped.emit()

    def _reviewed(self, page: QWidget, row: int, name: str, found: "Recognised") -> None:
        if self.incoming:
            self.show_incoming(self._folder, self._acting.registry.looked_through(self.incoming, name, found))
        self._leave_review(page, row)

    def _leave_review(self, page: QWidget, row: int) -> None:
        self._pages.removeWidget(page)
        page.hide()
        page.deleteLater()
        self.stepped.emit()
        self.table.selectRow(min(row, self._model.rowCount() - 1))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_of_row(self) -> str:
        index = self.table.currentIndex()
        return self._model.rows[index.row()][0] if index.isValid() else ""

    def _recognised(self) -> "Recognised | None":
        """Return what was recognised in the file of the row that is meant, while it can still be corrected."""
        if not self.incoming or not self.incoming.of_letters:
            return None
        name = self._name_of_row()
        return next((file.found for file in self.incoming.sheet if file.name == name and file.letter), None)

    def _enable_look(self) -> None:
        self._look.setEnabled(self._recognised() is not None)

    def save_report(self) -> None:
        """Save what became of each file as a table."""
        target = ask_to_save(self.window(), _(REPORT_NAME), f"{_(REPORT_NAME)}.xlsx", _(REPORT_FILES), ".xlsx")
        if not target:
            return
        heads, rows = self._model.heads(), self._model.rows
        self._acting.do(
            _(WRITING).format(name=target.name),
            lambda: self._acting.registry.export_table(target, _(REPORT_NAME), heads, rows),
            lambda made: tell_made(self._acting.work, TOPIC, _(SAVED).format(name=made.name), made), changes=True,
        )  # fmt: skip

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
            self._acting.do_until_settled(
                WORKING, lambda stop: registry.enter_letters(incoming, stop), self._letters_entered
            )  # fmt: skip
        elif incoming:
            self._acting.do(WORKING, lambda: registry.take_in(incoming), self._done, changes=True)

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

    def _show_rows(self, incoming: "Incoming") -> None:
        self._model.show_rows(lines_of(incoming), heads_of(incoming))
        widest = _WIDEST * self.fontMetrics().horizontalAdvance("国")
        for column in range(self._model.columnCount()):
            self.table.resizeColumnToContents(column)
            if incoming.of_letters:
                self.table.setColumnWidth(column, min(widest, self.table.columnWidth(column)))
        self._report.setVisible(incoming.of_letters)
        self._look.setVisible(incoming.of_letters and not incoming.done)
        self._enable_look()

    def _offer_sheets(self, names: Sequence[str]) -> None:
        """Let one of several sheets be chosen, or all of them."""
        self.sheets.offer([("", _(ALL_SHEETS)), *((name, shortened(name, LONGEST_HEAD)) for name in names)])
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
        self._look.hide()
        self._report.hide()
        self.sheets.hide()

    def _done(self, outcome: tuple[int, Sequence[str]]) -> None:
        count, refused = outcome
        self._clear()
        reason = " ".join(map(translate, refused[:_SHOWN_REASONS]))
        sentence = SOME_REFUSED if refused else TAKEN
        self._said.setText(translate(sentence.filled(count=count, refused=len(refused), reason=reason)))
        self._cases.setFocus(Qt.FocusReason.OtherFocusReason)
        self.taken.emit()

    def _letters_entered(self, report: "Incoming") -> None:
        self._clear()
        self._said.setText(translate(LETTERS_TAKEN.filled(count=len(report.rows))))
        self._show_rows(report)
        self._report.setFocus(Qt.FocusReason.OtherFocusReason)
        self.taken.emit()
