"""The way from the window to its register: nothing of it is imported before the window has been painted."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from shiboken6 import isValid

from letter.model import ReplyLetter
from services.data_folder import DataFolder
from services.draft import Draft
from ui.core.host import Host
from ui.core.i18n import N_, _
from ui.widgets.background import Background

if TYPE_CHECKING:
    from register.values import Row
    from services.registry import Registry
    from ui.letter.known_case import KnownCase
    from ui.letter.page import LetterPage
    from ui.letter.past_answers import PastAnswers
    from ui.letter.workspace import Workspace
    from ui.register.backup_timer import BackupTimer
    from ui.register.page import RegisterPage


SECOND_TOPIC = "second"
SECOND = N_(
    "登记簿和它的备份在同一块磁盘上，磁盘坏了就都没有了。可以选 U 盘或单位共享盘上的一个文件夹，每份备份另存一份。"
)
CHOOSE, NONE_WANTED = N_("选择文件夹…"), N_("不用了")
# The views that the menu goes to at once.
VIEW_NAMES = ("report", "gaps", "import", "backups")


class RegisterController:
    """Opens the page of the register, and keeps what stays open when the page is left."""

    def __init__(self, host: "Host[Workspace, Background]", data: DataFolder) -> None:
        """Take the window, and the folder with its register."""
        self._host, self._data = host, data
        self._registry: Registry | None = None
        self._page: RegisterPage | None = None
        self._timer: BackupTimer | None = None

    @property
    def page(self) -> "RegisterPage | None":
        """The page while it is open."""
        if self._page and (not isValid(self._page) or self._host.pages.indexOf(self._page) < 0):
            self._page = None
        return self._page

    @property
    def manual(self) -> str:
        """The page of the manual that goes with the register, nothing while the clerk is elsewhere."""
        return "register" if self.page else ""

    def registry(self) -> "Registry":
        """Return the register, opened or not."""
        if self._registry is None:
            from services.registry import Registry  # late, as is all of it: the letter is painted first

            self._registry = Registry(self._data)
        return self._registry

    def use(self, registry: "Registry") -> None:
        """Take another register from now on."""
        self._registry = registry

    def open(self, view: str = "") -> None:
        """Show the page of the register, or one of its views; what it shows is read beside the window."""
        if self.page is None:
            self._open()
        if view and self.page:
            self.page.show_view(view)

    def _open(self) -> None:
        from ui.register.page import RegisterPage

        host = self._host
        in_work = [kept.draft.letter for kept in host.letters.kept()]
        page = self._page = RegisterPage(self.registry(), host.settings, host.work, in_work)
        page.left.connect(host.leave)
        page.letter_wanted.connect(self._show_letter)
        page.correction_wanted.connect(self.correct)
        page.stepped.connect(host.enable_actions)
        host.show_page(page)
        page.begin()
        self._ask_for_second_place()

    def _ask_for_second_place(self) -> None:
        """Ask once, as soon as there are backups, for a folder on another disk."""
        settings, messages = self._host.settings.value, self._host.work.messages
        if settings.second_asked or settings.second_backups or not any(self._data.register_backups.glob("*")):
            return

        def keep(folder: str) -> None:
            messages.dismiss(SECOND_TOPIC)
            self._host.keep_settings(replace(self._host.settings.value, second_backups=folder, second_asked=True))
            if folder and self._timer:
                self._timer.back_up()

        def choose() -> None:
            from ui.widgets.file_dialog import ask_for_folder  # late, as is the page

            chosen = ask_for_folder(self._host.pages, _(CHOOSE), self._data.path)
            if chosen:
                keep(str(chosen))

        messages.say(SECOND_TOPIC, _(SECOND), _(CHOOSE), choose, calm=True, more=[(_(NONE_WANTED), lambda: keep(""))])

    def keep_backups(self) -> None:
        """Back the register up from now on, if there is one, and look for earlier answers; all beside the window."""
        if self._timer is None:
            from ui.register.backup_timer import BackupTimer

            host = self._host
            self._timer = BackupTimer(
                self.registry(), host.work.messages, host.pages, lambda: host.settings.value.second_backups
            )
            self._host.letters.page_changed.connect(self._look)
            self._look()

    def past_answers(self, page: "LetterPage") -> "PastAnswers":
        """Return the earlier answers, bound to the letter of a page."""
        from ui.letter.past_answers import PastAnswers

        return page.findChild(PastAnswers) or PastAnswers(self.registry(), page)

    def known_case(self, page: "LetterPage") -> "KnownCase":
        """Return what tells of a page's letter what the register knows of it."""
        from ui.letter.known_case import KnownCase

        return page.findChild(KnownCase) or KnownCase(self.registry(), page)

    def open_past_answers(self) -> None:
        """Show what earlier letters say on the subject of the letter that is shown."""
        page = self._host.letters.current()
        if page:
            self.past_answers(page).open(page.form.answer_in_work())
            page.form.reveal_focus()

    def _show_letter(self, draft: Draft) -> None:
        """Show the letter in work that answers the same papers, or this one where there is none."""
        at = self._host.letters.place_of(draft.letter)
        if at is not None:
            self._host.letters.go_to(at)
            self._host.leave()
            return
        self._host.show_letter(draft)
        page = self._host.letters.current()
        if page and page.keeper.flush():
            from services.recent import take_same

            take_same(self._data, draft)
        if page:
            page.begin_at_gap()

    def answer(self, row: "Row") -> None:
        """Open the letter that answers a case, or a new one filled from it, as its row in the register does."""
        from ui.register.row_actions import READING_LETTER
        from ui.register.tasks import RegisterTasks

        registry, settings = self.registry(), self._host.settings.value
        RegisterTasks(registry, self._host.work, self._host.pages).do(
            READING_LETTER, lambda: registry.reply_to(row.case_key, settings), self._show_letter
        )

    def _look(self) -> None:
        page = self._host.letters.current()
        if page:
            self.past_answers(page).look()
            self.known_case(page).look()

    def correct(self, letter: ReplyLetter, reason: str) -> None:
        """Open an issued letter to be corrected; the reason that was given is not asked for again."""
        self._host.show_letter(Draft(letter))
        page = self._host.letters.current()
        if page:
            page.correction_reason = reason
            page.issued.note(letter)
