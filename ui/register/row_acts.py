"""Doing what is wanted of a row or of the ledger: letters are opened, files shown, numbers changed with a reason."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from letter.model import ReplyLetter
from register.values import LetterVersion, Row
from services.draft import Draft
from ui.core.i18n import N_, _, translate
from ui.register.case_acts import CaseActs
from ui.register.columns import number_words
from ui.register.forms import (
    NO_NUMBER,
    NO_REASON,
    REASON_ROWS,
    TAKE_ROWS,
    Reason,
    Taken,
)
from ui.register.panel import FormPanel
from ui.register.row_table import missing_file
from ui.register.tasks import Acting
from ui.widgets.background import WRITING
from ui.widgets.open_file import open_file_in_background

if TYPE_CHECKING:
    from services.settings import Settings
    from ui.register.ledger_view import LedgerPane

READING_LETTER, CHANGING = N_("正在读登记簿里的信……"), N_("正在写登记簿……")
NO_LETTER = N_("登记簿里只有{number}的字号，没有信的内容，打不开；有文件的可以打开文件。")
CORRECT_TITLE, CORRECT = N_("更正 {number}"), N_("打开来更正(&K)")
CORRECT_NOTE = N_("这封信已经发出，不能再改。要更正请写明理由，改好后另存为新的版本；只想再写一封，请用“照此另写”。")
VOID_TITLE, VOID = N_("作废 {number}"), N_("作废(&K)")
VOID_NOTE = N_("作废的号永远不再用，登记簿里一直看得到，不能撤回。")
RELEASE_TITLE, RELEASE = N_("退回 {number}"), N_("退回(&K)")
TAKE_TITLE, TAKE = N_("登记已用的号"), N_("登记(&K)")
VOIDED, RELEASED, TAKEN = N_("{number} 已作废。"), N_("{number} 已退回。"), N_("{number} 已登记为占用。")
EXPORTED = N_("登记簿已写进“{name}”，在“{folder}”。")
FILE_NAME, FILES = N_("发文登记簿.xlsx"), N_("Excel 表格 (*.xlsx)")


class RowActs(QObject):
    """Does the acts of the ledger's view."""

    letter_wanted = Signal(object)
    correction_wanted = Signal(object, str)

    def __init__(self, pane: "LedgerPane", acting: Acting, settings: "Settings") -> None:
        """Take the view, the register and what is remembered of the office."""
        super().__init__(pane)
        self._pane, self._acting, self._settings = pane, acting, settings
        self._cases = CaseActs(pane, acting, settings, self._do)
        self._slots: dict[str, Callable[[], None]] = {
            "open": lambda: self._on_row(self.reopen),
            "copy": lambda: self._on_row(self.copy),
            "answer": lambda: self._on_row(self.answer),
            "file": lambda: self._on_row(self.open_file),
            "folder": lambda: self._on_row(self.open_folder),
            "trail": lambda: self._on_row(self.show_trail),
            "void": lambda: self._on_row(self.void),
            "release": lambda: self._on_row(self.release),
            "take": self.take,
            "amend": lambda: self._on_row(self._cases.amend),
            "case": self._cases.new,
            "export": self.export,
            "print": self.print,
            "columns": self.choose_columns,
        }

    def act(self, name: str) -> None:
        """Do an act by its name."""
        self._slots[name]()

    def reopen(self, row: Row) -> None:
        """Open a row: a draft as it stands, an issued letter for a correction with its reason, a case as a reply."""
        if row.letter_key:
            self._with_letter(row, lambda found, letter: self._open_version(row, found, letter))
        else:
            self.answer(row)

    def copy(self, row: Row) -> None:
        """Open another letter with the words of this one, without its number, date and case."""
        registry = self._acting.registry
        self._with_letter(row, lambda _found, letter: self._show(registry.copy_as_new(letter)))

    def answer(self, row: Row) -> None:
        """Open a new letter filled from a case."""
        registry, settings = self._acting.registry, self._settings
        self._acting.do(READING_LETTER, lambda: registry.reply_to(row.case_key, settings), self._show)

    def open_file(self, row: Row) -> None:
        """Open the file of a row in Word or WPS, or say that it is gone."""
        self._open(row, folder=False)

    def open_folder(self, row: Row) -> None:
        """Open the folder of the file of a row, or say that it is gone."""
        self._open(row, folder=True)

    def show_trail(self, row: Row) -> None:
        """Show what was done with a row's number and case, by whom, when and why."""
        from ui.register.history_panel import READING, Trail  # late: seldom looked at

        name = number_words(row) or row.proposal
        self._acting.do(
            READING, lambda: self._acting.registry.trail(row), lambda found: self._pane.open_panel(Trail(name, found))
        )

    def void(self, row: Row) -> None:
        """Ask why a number becomes void."""
        panel = FormPanel(
            _(VOID_TITLE).format(number=number_words(row)), REASON_ROWS, Reason(), VOID, _(VOID_NOTE)
        )  # fmt: skip
        work = self._acting.registry.void
        number = number_words(row)
        self._change(panel, number, VOIDED, lambda value: work(number, value.reason), needs_reason=True)

    def release(self, row: Row) -> None:
        """Ask why a number is given back; it may stay unsaid."""
        panel = FormPanel(_(RELEASE_TITLE).format(number=number_words(row)), REASON_ROWS, Reason(), RELEASE)
        work = self._acting.registry.release
        number = number_words(row)
        self._change(panel, number, RELEASED, lambda value: work(number, value.reason))

    def take(self, number: str = "") -> None:
        """Ask which number has been used already."""
        panel = FormPanel(_(TAKE_TITLE), TAKE_ROWS, Taken(number), TAKE)

        def finish(value: Taken) -> None:
            if not value.number:
                panel.say(_(NO_NUMBER), "number")
            elif value.double and not value.reason:
                panel.say(_(NO_REASON), "reason")
            else:
                self._do(
                    panel, lambda: self._acting.registry.take(value.number, value.reason, double=value.double),
                    _(TAKEN).format(number=value.number),
                )  # fmt: skip

        panel.done.connect(finish)
        self._pane.open_panel(panel)

    def export(self) -> None:
        """Write the ledger as xlsx where the clerk wants it."""
        from PySide6.QtWidgets import QFileDialog  # late: hardly ever needed

        chosen, _filter = QFileDialog.getSaveFileName(self._pane.window(), _("导出"), _(FILE_NAME), _(FILES))
        if chosen:
            target = Path(chosen) if Path(chosen).suffix else Path(chosen + ".xlsx")
            self._acting.do(
                _(WRITING).format(name=target.name), lambda: self._acting.registry.export(target), self._exported
            )

    def print(self) -> None:
        """Print the ledger, gaps and doubles in it."""
        from ui.register.printing import print_lines  # late: hardly ever needed

        self._acting.do(
            READING_LETTER, self._acting.registry.lines, lambda lines: print_lines(lines, self._pane.window())
        )

    def choose_columns(self) -> None:
        """Open the menu of the columns."""
        button = self._pane.buttons["columns"]
        self._pane.table.columns_menu().popup(button.mapToGlobal(button.rect().topLeft()))

    def _on_row(self, act: Callable[[Row], None]) -> None:
        row = self._pane.row()
        if row:
            act(row)

    def _with_letter(self, row: Row, then: Callable[[LetterVersion, ReplyLetter], None]) -> None:
        def take(found: LetterVersion | None) -> None:
            if found and found.letter:
                then(found, found.letter)
            else:
                self._acting.tell(_(NO_LETTER).format(number=number_words(row) or row.proposal))

        self._acting.do(READING_LETTER, lambda: self._acting.registry.letter_of(row), take)

    def _open_version(self, row: Row, found: LetterVersion, letter: ReplyLetter) -> None:
        if found.state in ("issued", "void"):
            self._ask_correction(row, letter)
        else:
            self._show(letter)

    def _show(self, letter: ReplyLetter) -> None:
        self.letter_wanted.emit(Draft(letter))

    def _ask_correction(self, row: Row, letter: ReplyLetter) -> None:
        panel = FormPanel(
            _(CORRECT_TITLE).format(number=number_words(row)), REASON_ROWS, Reason(), CORRECT, _(CORRECT_NOTE)
        )  # fmt: skip

        def finish(value: Reason) -> None:
            if value.reason:
                self.correction_wanted.emit(letter, value.reason)
            else:
                panel.say(_(NO_REASON), "reason")

        panel.done.connect(finish)
        self._pane.open_panel(panel)

    def _open(self, row: Row, *, folder: bool) -> None:
        missing = missing_file(row, folder=folder)
        path = Path(row.path).parent if folder else Path(row.path)
        if missing:
            self._acting.tell(_(missing).format(path=path))
        elif folder:
            open_folder(path, self._acting)
        else:
            open_file_in_background(path, self._acting.work)

    def _change(
        self, panel: FormPanel, number: str, said: str, work: Callable[[Reason], None], *, needs_reason: bool = False
    ) -> None:  # fmt: skip
        def finish(value: Reason) -> None:
            if needs_reason and not value.reason:
                panel.say(_(NO_REASON), "reason")
            else:
                self._do(panel, lambda: work(value), _(said).format(number=number))

        panel.done.connect(finish)
        self._pane.open_panel(panel)

    def _do(self, panel: FormPanel, work: Callable[[], object], said: str) -> None:
        def then(_value: object) -> None:
            self._pane.close_panel()
            self._pane.load(lambda: self._acting.tell(said, calm=True))

        self._acting.do(CHANGING, work, then, panel.say)

    def _exported(self, target: Path) -> None:
        self._acting.tell(_(EXPORTED).format(name=target.name, folder=target.parent), calm=True)


def open_folder(folder: Path, acting: Acting) -> None:
    """Open a folder with what this machine shows folders with, or say where it is."""
    from services.opening import CannotOpen, open_shown_folder  # late: the letter is painted first

    try:
        open_shown_folder(folder)
    except CannotOpen as error:
        acting.tell(translate(error))
