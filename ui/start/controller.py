"""The way to the start page: what its columns show, and what is done with an entry."""

import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from letter.messages import joined
from letter.model import DocumentNumber, ReplyLetter
from services.clock import today
from services.data_folder import DataFolder
from services.recent import RecentLetter, has_recent, recent_and_problems
from ui.core.host import Host
from ui.core.i18n import translate
from ui.widgets.background import Background

if TYPE_CHECKING:
    from register.values import Row
    from ui.letter.workspace import Workspace
    from ui.register.controller import RegisterController
    from ui.start.page import StartPage

BROKEN_TOPIC = "broken_files"


class _Cases(NamedTuple):
    """What the register has for the page: the first of the cases that wait, how many there are, what went out."""

    rows: "tuple[Row, ...]" = ()
    total: int = 0
    issued: frozenset[DocumentNumber] = frozenset()


class StartController:
    """Shows the start page while no letter is wanted."""

    def __init__(
        self, host: "Host[Workspace, Background]", data: DataFolder, register: "RegisterController",
        reopen: Callable[[RecentLetter], None], choose_file: Callable[[], None],
    ) -> None:  # fmt: skip
        """Take the window, the data folder, the register, and what opens a letter of late or a file."""
        self._host, self._data, self._register = host, data, register
        self._reopen, self._choose_file = reopen, choose_file
        self._page: StartPage | None = None

    @property
    def page(self) -> "StartPage | None":
        """The page while it is shown, or lies under another one."""
        if self._page and (not isValid(self._page) or self._host.pages.indexOf(self._page) < 0):
            self._page = None
        return self._page

    def has_something(self) -> bool:
        """Return whether there is anything to show: a letter in work or of late, or a register."""
        return bool(self._host.letters.kept()) or self._data.register.exists() or has_recent(self._data)

    def open(self) -> None:
        """Show the page; what the register has is read beside the window."""
        from ui.start.page import StartPage  # late: most starts go to a letter

        host, agency = self._host, self._host.settings.value.agency
        page = self._page = StartPage(agency.name if agency else "")
        page.case_wanted.connect(self._register.answer)
        page.draft_wanted.connect(host.letters.begin_at)
        page.recent_wanted.connect(self._reopen)
        page.letter_wanted.connect(self._begin_letter)
        page.register_wanted.connect(self._register.open)
        page.file_wanted.connect(self._choose_file)
        host.show_page(page)
        recent = self._read_recent()
        self._show_letters(recent, frozenset())
        page.begin()
        self._read(recent)

    def _read_recent(self) -> list[RecentLetter]:
        """Return the letters of late, and say which of their files cannot be read."""
        recent, broken = recent_and_problems(self._data)
        if broken:
            self._host.work.messages.say(BROKEN_TOPIC, translate(joined(broken)))
        return recent

    def _show_letters(self, recent: Sequence[RecentLetter], issued: frozenset[DocumentNumber]) -> None:
        from ui.start.entries import draft_entry, recent_entry

        page = self.page
        if page is None:
            return
        in_work = self._host.letters.in_work()
        shown = [each.kept.draft.letter for each in in_work]
        page.show_letters(
            [draft_entry(each.kept, each.at, issued, made=each.made, today=today()) for each in in_work],
            [recent_entry(each, issued) for each in recent if each.letter not in shown],
        )

    def _read(self, recent: Sequence[RecentLetter]) -> None:
        from ui.widgets.latest_only import LatestOnly

        page = self.page
        if page is None:
            return
        if self._register.registry().exists:
            letters = [kept.draft.letter for kept in self._host.letters.kept()]
            cases = LatestOnly[_Cases](lambda outcome: self._show_cases(recent, outcome), page)
            cases.ask(lambda: self._cases(letters), 0)
        else:
            page.show_cases((), 0)

    def _cases(self, letters: Sequence[ReplyLetter]) -> _Cases:
        """Read the register, in a thread of its own, once it is noted there which cases these letters answer."""
        from register.values import UNSETTLED, Query
        from services.registry import RegisterError

        registry, day = self._register.registry(), today()
        # A register that cannot be written is read all the same.
        with contextlib.suppress(RegisterError):
            registry.begin_cases(letters)
        waiting = registry.search(Query(states=UNSETTLED, order="due", today=day))
        out = registry.search(Query(states=("issued", "replied"), order="at", descending=True, today=day))
        return _Cases(waiting.rows, waiting.total, frozenset(row.number for row in out.rows if row.number))

    def _show_cases(self, recent: Sequence[RecentLetter], outcome: Callable[[], _Cases]) -> None:
        from services.registry import RegisterError
        from ui.start.entries import case_entry

        page = self.page
        if page is None:
            return
        try:
            cases = outcome()
        except RegisterError as error:
            page.refuse_cases(translate(error))
            return
        page.show_cases([case_entry(row, today()) for row in cases.rows], cases.total)
        self._show_letters(recent, cases.issued)

    def _begin_letter(self, typed: str) -> None:
        """Begin a new letter with what was typed here, which goes into its first field."""
        self._host.letters.add()
        field = QApplication.focusWidget()
        if typed and field:
            event = QInputMethodEvent("", [])
            event.setCommitString(typed)
            QApplication.sendEvent(field, event)
