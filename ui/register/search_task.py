"""Seeking beside the window: typing never waits, rows come by pages, what comes of an older search is dropped."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from register.values import Found, Query, Row
from services.registry import RegisterError
from ui.core.i18n import translate
from ui.widgets.latest_only import LatestOnly

PAUSE_MS = 150
PAGE = 200


class FirstRows(NamedTuple):
    """What a search found: its first page, how many rows there are, and how many of them are overdue."""

    rows: tuple[Row, ...]
    total: int
    overdue: int


class RowSearch(QObject):
    """Runs the last of the searches that are asked for, once the clerk has paused, and fetches further pages."""

    found = Signal(object)
    page_found = Signal(int, object)
    refused = Signal(str)

    def __init__(self, search: Callable[[Query], Found], parent: QObject) -> None:
        """Take what searches; it is called in a thread of its own."""
        super().__init__(parent)
        self._search = search
        self._query = Query()
        self._pages: list[int] = []
        self._first = LatestOnly[FirstRows](self._take_first, self)
        self._further = LatestOnly[tuple[Row, ...]](self._take_page, self)

    @property
    def busy(self) -> bool:
        """Return whether a search is still to come or to end."""
        return self._first.busy or self._further.busy

    def ask(self, query: Query, *, at_once: bool = False) -> None:
        """Search after a pause, in place of every search that was asked for before."""
        self._query = query = replace(query, offset=0, limit=PAGE)
        self._pages.clear()
        self._further.drop()
        overdue = replace(query, deadline="overdue", limit=1)

        def work() -> FirstRows:
            found = self._search(query)
            late = found.total if query.deadline == "overdue" else self._search(overdue).total
            return FirstRows(found.rows, found.total, late if query.deadline != "within" else 0)

        self._first.ask(work, 0 if at_once else PAUSE_MS)

    def want(self, page: int) -> None:
        """Fetch a further page of what was found last."""
        if page not in self._pages and not self._first.busy:
            self._pages.append(page)
            if len(self._pages) == 1:
                self._fetch(page)

    def _fetch(self, page: int) -> None:
        query = replace(self._query, offset=page * PAGE)
        self._further.ask(lambda: self._search(query).rows, 0)

    def _take_first(self, outcome: Callable[[], FirstRows]) -> None:
        try:
            self.found.emit(outcome())
        except RegisterError as error:
            self.refused.emit(translate(error))

    def _take_page(self, outcome: Callable[[], tuple[Row, ...]]) -> None:
        page = self._pages[0]
        try:
            rows = outcome()
        except RegisterError as error:
            # What is looked at again is asked for again.
            self._pages.clear()
            self.refused.emit(translate(error))
            return
        self._pages.pop(0)
        self.page_found.emit(page, rows)
        if self._pages:
            self._fetch(self._pages[0])
