"""Questions asked while one types: only the last is answered, beside the window and once the clerk has paused."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from ui.widgets.background import Outcome, Task

_Value = TypeVar("_Value")


class LatestOnly(QObject, Generic[_Value]):
    """Runs the last of the questions in a thread of its own; what comes of an older one is dropped."""

    def __init__(self, then: Callable[[Callable[[], _Value]], None], parent: QObject) -> None:
        """Take what is done with an outcome: a function that returns the value or raises what went wrong."""
        super().__init__(parent)
        self._then = then
        self._question: Callable[[], _Value] | None = None
        self._running: Task[_Value] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._begin)

    @property
    def busy(self) -> bool:
        """Return whether an answer is still to come."""
        return self._pause.isActive() or self._running is not None

    def ask(self, question: Callable[[], _Value], pause_ms: int) -> None:
        """Ask after a pause, in place of every question before."""
        self._question, self._running = question, None
        self._pause.start(pause_ms)

    def drop(self) -> None:
        """Want no answer any more."""
        self._question = self._running = None
        self._pause.stop()

    def _begin(self) -> None:
        question, self._question = self._question, None
        if question:
            self._running = Task(question, self._take, self)

    def _take(self, task: Task[_Value], outcome: Outcome[_Value]) -> None:
        if task is self._running:
            self._running = None
            self._then(outcome.value)
