"""Questions asked while one types: only the last is answered, beside the window and once the clerk has paused."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from ui.widgets.background import Outcome

_LOOK_MS = 15

_Value = TypeVar("_Value")


class LatestOnly(QObject, Generic[_Value]):
    """Runs the last of the questions in a thread of its own; what comes of an older one is dropped."""

    def __init__(self, then: Callable[[Callable[[], _Value]], None], parent: QObject) -> None:
        """Take what is done with an outcome: a function that returns the value or raises what went wrong."""
        super().__init__(parent)
        self._then = then
        self._question: Callable[[], _Value] | None = None
        self._running: list[Outcome[_Value]] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._begin)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._see)

    @property
    def busy(self) -> bool:
        """Tell whether an answer is still to come."""
        return self._pause.isActive() or self._running is not None

    def ask(self, question: Callable[[], _Value], pause_ms: int) -> None:
        """Ask after a pause, in place of every question before."""
        self._question, self._running = question, None
        self._pause.start(pause_ms)

    def drop(self) -> None:
        """Want no answer any more."""
        self._question = self._running = None
        self._pause.stop()
        self._look.stop()

    def _begin(self) -> None:
        question, self._question = self._question, None
        if question is None:
            return
        outcomes: list[Outcome[_Value]] = []
        self._running = outcomes
        threading.Thread(target=lambda: outcomes.append(Outcome(question)), daemon=True).start()
        self._look.start()

    def _see(self) -> None:
        if self._running is None:
            self._look.stop()
        elif self._running:
            outcome, self._running = self._running[0], None
            self._look.stop()
            self._then(outcome.value)
