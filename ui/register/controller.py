"""The way from the window to its register: nothing of it is imported before the window has been painted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from letter.model import ReplyLetter
from services.data_folder import DataFolder
from services.draft import Draft
from services.settings import LedgerView

if TYPE_CHECKING:
    from services.registry import Registry
    from ui.letter.page import LetterPage
    from ui.letter.past_answers import PastAnswers
    from ui.register.backup_timer import BackupTimer
    from ui.register.page import RegisterPage
    from ui.shell.main_window import MainWindow


class RegisterController:
    """Opens the page of the register, and keeps what stays open when the page is left."""

    def __init__(
        self, window: "MainWindow", data: DataFolder, pages: QStackedWidget, show_page: Callable[[QWidget], None],
        leave: Callable[[], None],
    ) -> None:  # fmt: skip
        """Take the window's pages, how it shows one of them, and how it goes back to the letters."""
        self._window, self._data, self._pages, self._show_page, self._leave = window, data, pages, show_page, leave
        self._registry: Registry | None = None
        self._page: RegisterPage | None = None
        self._timer: BackupTimer | None = None

    @property
    def page(self) -> "RegisterPage | None":
        """The page while it is open."""
        if self._page and (not isValid(self._page) or self._pages.indexOf(self._page) < 0):
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

    def open(self) -> None:
        """Show the page of the register; what it shows is read beside the window."""
        if self.page:
            return
        from ui.register.page import RegisterPage

        window = self._window
        in_work = [kept.draft.letter for kept in window.letters.kept()]
        page = self._page = RegisterPage(self.registry(), window.settings, window.work, in_work)
        page.left.connect(self._leave)
        page.letter_wanted.connect(self._show_letter)
        page.correction_wanted.connect(self.correct)
        page.settings_changed.connect(self._keep_view)
        self._show_page(page)
        page.begin()

    def keep_backups(self) -> None:
        """Back the register up from now on, if there is one, and look for earlier answers; all beside the window."""
        if self._timer is None:
            from ui.register.backup_timer import BackupTimer

            self._timer = BackupTimer(self.registry(), self._window.messages, self._window)
            self._window.letters.page_changed.connect(self._look)
            self._look()

    def past_answers(self, page: "LetterPage") -> "PastAnswers":
        """Return the earlier answers, bound to the letter of a page."""
        from ui.letter.past_answers import PastAnswers

        return page.findChild(PastAnswers) or PastAnswers(self.registry(), page)

    def open_past_answers(self) -> None:
        """Show what earlier letters say on the subject of the letter that is shown."""
        page = self._window.letter_page
        if page:
            self.past_answers(page).open(page.form.answer_in_work())
            page.form.reveal_focus()

    def _show_letter(self, draft: Draft) -> None:
        """Show the letter in work that answers the same papers, or this one where there is none."""
        at = self._window.letters.place_of(draft.letter)
        if at is None:
            self._window.show_letter(draft)
        else:
            self._window.letters.go_to(at)
            self._leave()

    def _look(self) -> None:
        page = self._window.letter_page
        if page:
            self.past_answers(page).look()

    def correct(self, letter: ReplyLetter, reason: str) -> None:
        """Open an issued letter to be corrected; the reason that was given is not asked for again."""
        self._window.show_letter(Draft(letter))
        page = self._window.letter_page
        if page:
            page.correction_reason = reason

    def _keep_view(self, view: LedgerView) -> None:
        self._window.keep_settings(replace(self._window.settings, ledger=view))
