"""What can be done with a row of the ledger and with the ledger: the table for buttons and menu, and the doing."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from letter.model import ReplyLetter
from register.values import LetterVersion, Row
from services.draft import Draft
from ui.core.i18n import N_, _, translate
from ui.core.settings_store import SettingsStore
from ui.register.case_actions import CaseActions
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
from ui.register.tasks import TOPIC, RegisterTasks, RowsView
from ui.widgets.background import WRITING
from ui.widgets.file_dialog import ask_to_save
from ui.widgets.label import shortened
from ui.widgets.made_message import tell_made
from ui.widgets.open_file import open_file_in_background
from ui.widgets.printers import NO_PRINTER, has_printer

READING_LETTER, CHANGING = N_("正在读登记簿里的信……"), N_("正在写登记簿……")
_LONGEST_NAME = 24
COPIED = N_("这封信没有登记字号，不能更正；已照它另写一封，字号、日期和案件空着。")
NO_LETTER = N_("登记簿里只有{number}的字号，没有信的内容，打不开；有文件的可以打开文件。")
CORRECT_TITLE, CORRECT = N_("更正 {number}"), N_("打开来更正(&K)")
CORRECT_NOTE = N_("这封信已经发出，不能再改。要更正请写明理由，改好后另存为新的版本；只想再写一封，请用“照此另写”。")
VOID_TITLE, VOID = N_("作废 {number}"), N_("作废(&K)")
VOID_NOTE = N_("作废的号永远不再用，登记簿里一直看得到，不能撤回。")
VOID_LETTER_NOTE = N_("作废的信登记簿里一直看得到；导错了的，作废以后可以重新导入。")
RELEASE_TITLE, RELEASE = N_("退回 {number}"), N_("退回(&K)")
TAKE_TITLE, TAKE = N_("登记已用的号"), N_("登记(&K)")
VOIDED, RELEASED, TAKEN = N_("{number} 已作废。"), N_("{number} 已退回。"), N_("{number} 已登记为占用。")
EXPORTED = N_("登记簿已写进“{name}”，在“{folder}”。")
NO_FILE = N_("找不到“{path}”，它可能被移走或改名了。")
NO_FOLDER = N_("找不到文件夹“{path}”，它可能被移走或改名了。")
FILE_NAME, FILES = N_("发文登记簿.xlsx"), N_("Excel 表格 (*.xlsx)")


class RowAction(NamedTuple):
    """One action: its name, words and tip, and with which rows it goes; needs is None where it goes without a row."""

    name: str
    words: str
    tip: str
    needs: Callable[[Row], bool] | None = None


def _has_letter(row: Row) -> bool:
    return bool(row.letter_key)


def _has_case(row: Row) -> bool:
    return bool(row.case_key)


def _has_trail(row: Row) -> bool:
    return bool(row.case_key) or bool(row.letter_key) or row.number is not None


def _may_open(row: Row) -> bool:
    return bool(row.letter_key or row.case_key)


def _wants_answer(row: Row) -> bool:
    return bool(row.case_key) and row.state in ("open", "in_work")


def _has_file(row: Row) -> bool:
    return bool(row.path)


def _may_be_void(row: Row) -> bool:
    return (row.number is not None or bool(row.letter_key)) and row.state != "void"


def _may_go_back(row: Row) -> bool:
    return row.number is not None and row.state in ("reserved", "taken", "in_work")


ROW_ACTIONS = (
    RowAction("open", N_("打开(&O)"), N_("打开这封信（回车）；已发的要先写更正的理由"), _may_open),
    RowAction("copy", N_("照此另写(&C)"), N_("照这封另写一封，字号、日期和案件空着"), _has_letter),
    RowAction("answer", N_("写答复(&A)"), N_("写这件案件的答复；写过还没有发的，打开那封"), _wants_answer),
    RowAction("amend", N_("改案件…(&G)"), N_("改截止日期、延期、退办，或补填案件的内容"), _has_case),
    RowAction("file", N_("打开文件(&W)"), N_("用 Word 或 WPS 打开发出的文件"), _has_file),
    RowAction("folder", N_("打开所在文件夹(&J)"), N_("打开文件所在的文件夹"), _has_file),
    RowAction("trail", N_("经过…(&M)"), N_("这个号、这件案件什么时候由谁做过什么，为什么"), _has_trail),
    RowAction("void", N_("作废…(&Z)"), N_("这个号不再用，要写明理由"), _may_be_void),
    RowAction("release", N_("退回…(&R)"), N_("没有用到的号退回，以后再给"), _may_go_back),
)
LEDGER_ACTIONS = (
    RowAction("case", N_("新案件…(&N)"), N_("登记一件交办的案件，答复以后再写")),
    RowAction("take", N_("登记已用的号…(&U)"), N_("办公室给的号、别处用掉的号")),
    RowAction("export", N_("导出…(&X)"), N_("写成可以打印的 Excel 表格")),
    RowAction("print", N_("打印…(&P)"), N_("打印整个登记簿")),
    RowAction("columns", N_("选列(&L)"), N_("选择显示哪些列；也可在表头上按右键")),
)


class RowActions(QObject):
    """Does the acts of the ledger's view."""

    letter_wanted = Signal(object)
    correction_wanted = Signal(object, str)

    def __init__(self, pane: RowsView, acting: RegisterTasks, settings: SettingsStore) -> None:
        """Take the view, the register and what is remembered of the office."""
        super().__init__(acting)
        self._pane, self._acting, self._settings = pane, acting, settings
        self._cases = CaseActions(pane, acting, settings, self._do)
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
            "columns": pane.show_columns_menu,
        }

    def act(self, name: str) -> None:
        """Do an act by its name."""
        self._slots[name]()

    def reopen(self, row: Row) -> None:
        """Open a row: a draft as it stands, an issued letter for a correction with its reason, a case as a reply.

        A letter of earlier years that has no number cannot be corrected: another one is begun with its words.
        """
        if row.letter_key and row.number is None:
            self.copy(row, _(COPIED))
        elif row.letter_key:
            self._with_letter(row, lambda found, letter: self._open_version(row, found, letter))
        else:
            self.answer(row)

    def copy(self, row: Row, said: str = "") -> None:
        """Open another letter with the words of this one, without its number, date and case."""
        registry = self._acting.registry

        def show(letter: ReplyLetter) -> None:
            self._show(registry.copy_as_new(letter))
            if said:
                self._acting.tell(said, calm=True)

        self._with_letter(row, lambda _found, letter: show(letter))

    def answer(self, row: Row) -> None:
        """Open the letter that answers a case, or a new one filled from it."""
        registry, settings = self._acting.registry, self._settings.value
        self._acting.do(
            READING_LETTER, lambda: registry.reply_to(row.case_key, settings), self.letter_wanted.emit
        )  # fmt: skip

    def open_file(self, row: Row) -> None:
        """Open the file of a row in Word or WPS, or say that it is gone."""
        self._open(row, folder=False)

    def open_folder(self, row: Row) -> None:
        """Open the folder of the file of a row, or say that it is gone."""
        self._open(row, folder=True)

    def show_trail(self, row: Row) -> None:
        """Show what was done with a row's number and case, by whom, when and why."""
        from ui.register.history_panel import READING, Trail  # late: seldom looked at

        name = _name(row)
        self._acting.do(
            READING, lambda: self._acting.registry.trail(row), lambda found: self._pane.open_panel(Trail(name, found))
        )

    def void(self, row: Row) -> None:
        """Ask why a number becomes void."""
        name, work = _name(row), self._acting.registry.void
        note = VOID_NOTE if row.number else VOID_LETTER_NOTE
        panel = FormPanel(_(VOID_TITLE).format(number=name), REASON_ROWS, Reason(), VOID, _(note))
        self._change(panel, name, VOIDED, lambda value: work(row, value.reason), needs_reason=True)

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
        target = ask_to_save(self._pane.window(), _("导出"), _(FILE_NAME), _(FILES), ".xlsx")
        if target:
            self._acting.do(
                _(WRITING).format(name=target.name), lambda: self._acting.registry.export(target), self._exported,
                changes=True,
            )  # fmt: skip

    def print(self) -> None:
        """Print the ledger, gaps and doubles in it."""
        if not has_printer():
            self._acting.tell(_(NO_PRINTER))
            return
        from ui.register.printing import print_lines  # late: hardly ever needed

        self._acting.do(
            READING_LETTER, self._acting.registry.lines, lambda lines: print_lines(lines, self._pane.window())
        )

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

        self._acting.do(CHANGING, work, then, panel.say, changes=True)

    def _exported(self, target: Path) -> None:
        tell_made(self._acting.work, TOPIC, _(EXPORTED).format(name=target.name, folder=target.parent), target)


def _name(row: Row) -> str:
    """Return what a row is called in a sentence: by its number, else by its letter or case."""
    return number_words(row) or shortened(row.title, _LONGEST_NAME) or row.proposal


def open_folder(folder: Path, acting: RegisterTasks) -> None:
    """Open a folder with what this machine shows folders with, or say where it is."""
    from services.opening import CannotOpen, open_shown_folder  # late: the letter is painted first

    try:
        open_shown_folder(folder)
    except CannotOpen as error:
        acting.tell(translate(error))


def missing_file(row: Row, *, folder: bool) -> str:
    """Return the sentence to say when the file of a row, or its folder, is not there; nothing when it is."""
    path = Path(row.path).parent if folder else Path(row.path)
    there = path.is_dir() if folder else path.is_file()
    return "" if there else (NO_FOLDER if folder else NO_FILE)
