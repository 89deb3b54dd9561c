"""Seeking beside the window: typing never waits, rows come by pages, what comes of an older search is dropped."""

import threading
from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from desk.registry import Found, Query, RegisterError, Row
from ui.language import told
from ui.work import Outcome

PAUSE_MS = 150
PAGE = 200
_LOOK_MS = 15


class Answer(NamedTuple):
    """What a search found: its first page, how many rows there are, and how many of them are overdue."""

    rows: tuple[Row, ...]
    total: int
    overdue: int


class Finder(QObject):
    """Runs the last of the searches that are asked for, once the clerk has paused, and fetches further pages."""

    found = Signal(object)
    page_found = Signal(int, object)
    refused = Signal(str)

    def __init__(self, search: Callable[[Query], Found], parent: QObject) -> None:
        """Take what searches; it is called in a thread of its own."""
        super().__init__(parent)
        self._search = search
        self._count = 0
        self._query = Query()
        self._pages: list[int] = []
        self._running = 0
        self._outcomes: list[tuple[int, int, Outcome[Answer]]] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._begin)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._see)

    @property
    def busy(self) -> bool:
        """Tell whether a search is still to come or to end."""
        return self._pause.isActive() or self._running > 0

    def ask(self, query: Query, *, at_once: bool = False) -> None:
        """Search after a pause, in place of every search that was asked for before."""
        self._count += 1
        self._query = replace(query, offset=0, limit=PAGE)
        self._pages.clear()
        self._pause.start(0 if at_once else PAUSE_MS)

    def want(self, page: int) -> None:
        """Fetch a further page of what was found last."""
        if page not in self._pages and not self._pause.isActive():
            self._pages.append(page)
            if len(self._pages) == 1:
                self._fetch(page)

    def _begin(self) -> None:
        query = self._query
        overdue = replace(query, deadline="overdue", limit=1)

        def work() -> Answer:
            found = self._search(query)
            late = found.total if query.deadline == "overdue" else self._search(overdue).total
            return Answer(found.rows, found.total, late if query.deadline != "within" else 0)

        self._run(0, work)

    def _fetch(self, page: int) -> None:
        query = replace(self._query, offset=page * PAGE)

        def work() -> Answer:
            found = self._search(query)
            return Answer(found.rows, found.total, 0)

        self._run(page, work)

    def _run(self, page: int, work: Callable[[], Answer]) -> None:
        count = self._count
        self._running += 1
        threading.Thread(target=lambda: self._outcomes.append((count, page, Outcome(work))), daemon=True).start()
        self._look.start()

    def _see(self) -> None:
        while self._outcomes:
            count, page, outcome = self._outcomes.pop(0)
            self._running -= 1
            if count == self._count:
                self._tell(page, outcome)
        if not self._running:
            self._look.stop()

    def _tell(self, page: int, outcome: Outcome[Answer]) -> None:
        try:
            answer = outcome.value()
        except RegisterError as error:
            self.refused.emit(told(error))
            return
        if page:
            self._pages = [other for other in self._pages if other != page]
            self.page_found.emit(page, answer.rows)
            if self._pages:
                self._fetch(self._pages[0])
        else:
            self.found.emit(answer)
