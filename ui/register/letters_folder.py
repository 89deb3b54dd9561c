"""A folder of earlier replies in 导入: read file by file, each letter looked through or left out, entered, reported."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedLayout, QTableView, QWidget

from services.settings import Settings
from ui.core.i18n import N_, _, without_mnemonic
from ui.core.last_folder import last_folder
from ui.register.tasks import TOPIC, RegisterTasks
from ui.register.text_model import TextModel
from ui.widgets.background import WRITING
from ui.widgets.button import push_button
from ui.widgets.file_dialog import ask_for_folder, ask_to_save
from ui.widgets.made_message import tell_made
from ui.widgets.open_file import open_file_in_background

if TYPE_CHECKING:
    from services.incoming import Incoming
    from services.past_letters import PastFile
    from services.recognising import Recognised

LETTERS = N_("以前的复函…(&L)")
LETTERS_TIP = N_("选一个文件夹：里面的 txt、网页、docx、doc、wps 复函都读出来，看过再导入")
LOOK = N_("看一看…(&V)")
LOOK_TIP = N_("这封信认出了什么，对照原文看，认错的改过来；自己写的 docx 用 Word 打开（回车、双击这一行也可以）")
LEAVE, TAKE_BACK = N_("不导入这封(&X)"), N_("要导入这封(&X)")
LEAVE_TIP = N_("这封信不导入，或者又要导入（在这一行按 Delete 也可以）")
REPORT, REPORT_NAME = N_("报告存为表格…(&B)"), N_("导入复函的报告")
REPORT_FILES = N_("Excel 表格 (*.xlsx)")
SAVED = N_("已写成“{name}”。")
LOOKING, CHECKING = N_("正在看“{name}”里有哪些文件……"), N_("正在核对……")
WORKING = N_("正在导入……")
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Pane(Protocol):
    """What shows the files of a folder."""

    table: QTableView
    model: TextModel
    pages: QStackedLayout
    incoming: "Incoming | None"

    def note_step(self) -> None:
        """Tell that another page is shown within it, or that something was done there that can be undone."""

    def window(self) -> QWidget:
        """Return the window around it."""
        ...

    def show_incoming(self, name: str, incoming: "Incoming") -> None:
        """Show what would be entered."""

    def show_report(self, report: "Incoming") -> None:
        """Show what became of each file."""

    def refuse(self, sentence: str) -> None:
        """Say why nothing is shown."""


class LettersFolder(QObject):
    """Reads a folder, and does what is done with its letters before they are entered."""

    def __init__(self, pane: Pane, acting: RegisterTasks, settings: Settings) -> None:
        """Take what shows the files, the register and what is remembered of the office."""
        super().__init__(acting)
        self._pane, self._acting, self._settings = pane, acting, settings
        self._name = ""
        self.choose_button = push_button(_(LETTERS), self.choose, tip=_(LETTERS_TIP))
        self._look = push_button(_(LOOK), self.look_through, tip=_(LOOK_TIP))
        self._leave = push_button(_(LEAVE), self.leave_out, tip=_(LEAVE_TIP))
        self.report_button = push_button(_(REPORT), self.save_report)
        self.buttons: tuple[QPushButton, ...] = (self._look, self._leave, self.report_button)
        for button in self.buttons:
            button.hide()
        table = pane.table
        table.selectionModel().currentRowChanged.connect(lambda _new, _old: self.enable())
        table.doubleClicked.connect(lambda _index: self.look_through())
        for keys, act in ((_KEYS, self.look_through), ((Qt.Key.Key_Delete,), self.leave_out)):
            self._bind(table, keys, act)

    def choose(self) -> None:
        """Ask for a folder and read its files; until all are read it can be given up."""
        folder = ask_for_folder(self._pane.window(), without_mnemonic(_(LETTERS)), last_folder())
        if folder:
            self._acting.do_until_settled(
                _(LOOKING).format(name=folder.name),
                lambda stop: self._acting.registry.read_letters(folder, self._settings, stop),
                lambda incoming: self._pane.show_incoming(folder.name, incoming), self._pane.refuse, again=True,
            )  # fmt: skip

    def show(self, name: str, incoming: "Incoming") -> None:
        """Offer what can be done with what is shown."""
        self._name = name
        for button in (self._look, self._leave):
            button.setVisible(incoming.of_letters and not incoming.done)
        self.report_button.setVisible(incoming.of_letters)
        self.enable()

    def enable(self) -> None:
        """Offer what goes with the row that is meant."""
        file = self._file()
        self._look.setEnabled(file is not None)
        self._leave.setEnabled(file is not None)
        self._leave.setText(_(TAKE_BACK) if file and file.left_out else _(LEAVE))

    def look_through(self) -> None:
        """Show what was recognised in the letter of the row that is meant, beside its source; open a docx of ours."""
        file = self._file()
        if file is None or file.letter is None or self._pane.pages.count() > 1:
            return
        if file.found is None:
            open_file_in_background(Path(file.letter.path), self._acting.work)
            return
        from ui.review.page import ReviewPage  # late: many a folder needs no look

        page = ReviewPage(file.name, file.found, self._settings.agency, file.remarks)
        page.left.connect(lambda: self._leave_review(page, file.name))
        page.taken.connect(lambda found: self._reviewed(page, file.name, found))
        self._pane.pages.addWidget(page)
        page.stepped.connect(self._pane.note_step)
        self._pane.pages.setCurrentWidget(page)
        page.begin()
        self._pane.note_step()

    def leave_out(self) -> None:
        """Leave the letter of the row that is meant out, or take it after all."""
        file, incoming, registry = self._file(), self._pane.incoming, self._acting.registry
        if file and incoming:
            self._check(
                file.name, lambda: registry.left_out(incoming, file.name, self._settings, out=not file.left_out)
            )

    def enter(self, incoming: "Incoming") -> None:
        """Enter the letters; until all are in it can be given up."""
        registry = self._acting.registry
        self._acting.do_until_settled(
            WORKING, lambda stop: registry.enter_letters(incoming, stop), self._pane.show_report
        )  # fmt: skip

    def save_report(self) -> None:
        """Save what became of each file as a table."""
        target = ask_to_save(self._pane.window(), _(REPORT_NAME), f"{_(REPORT_NAME)}.xlsx", _(REPORT_FILES), ".xlsx")
        if not target:
            return
        heads, rows = self._pane.model.heads(), self._pane.model.rows
        self._acting.do(
            _(WRITING).format(name=target.name),
            lambda: self._acting.registry.export_table(target, _(REPORT_NAME), heads, rows),
            lambda made: tell_made(self._acting.work, TOPIC, _(SAVED).format(name=made.name), made), changes=True,
        )  # fmt: skip

    def _bind(self, table: QTableView, keys: tuple[Qt.Key, ...], act: Callable[[], None]) -> None:
        for key in keys:
            shortcut = QShortcut(QKeySequence(key), table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _file(self) -> "PastFile | None":
        """Return the file of the row that is meant, where it has a letter that is not entered yet."""
        index, incoming = self._pane.table.currentIndex(), self._pane.incoming
        if not index.isValid() or not incoming or not incoming.of_letters or incoming.done:
            return None
        name = self._pane.model.rows[index.row()][0]
        return next((file for file in incoming.sheet if file.name == name and file.letter), None)

    def _reviewed(self, page: QWidget, name: str, found: "Recognised") -> None:
        incoming, registry = self._pane.incoming, self._acting.registry
        self._leave_review(page, name)
        if incoming:
            self._check(name, lambda: registry.looked_through(incoming, name, found, self._settings))

    def _check(self, name: str, check: "Callable[[], Incoming]") -> None:
        """Show the folder as it is after a change, which is held against the register and the other files anew."""

        def show(incoming: "Incoming") -> None:
            self._pane.show_incoming(self._name, incoming)
            self._go_to(name)

        self._acting.do(CHECKING, check, show)

    def _leave_review(self, page: QWidget, name: str) -> None:
        self._pane.pages.removeWidget(page)
        page.hide()
        page.deleteLater()
        self._pane.note_step()
        self._go_to(name)

    def _go_to(self, name: str) -> None:
        names = [row[0] for row in self._pane.model.rows]
        if name in names:
            self._pane.table.selectRow(names.index(name))
        self._pane.table.setFocus(Qt.FocusReason.OtherFocusReason)
