"""Work that may take long, done beside the window: it stays usable, shows that it works, and can be given up."""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from services.cancellation import Stop
from ui.core.garbage import collector
from ui.core.i18n import N_, _, translate
from ui.widgets.message_bar import MessageBar

TOPIC = "work"
READING, WRITING = N_("正在读“{name}”……"), N_("正在写“{name}”……")
CANCEL = N_("取消")
CANCELLED = N_("已经取消，什么都没有改动。")
AGAIN = N_("再读一次")
# Work that is done by then has been done at once, as far as anybody can see.
PATIENCE_S = 0.3
# How often it is looked whether the work can still be given up.
_LOOK_MS = 50

_Value = TypeVar("_Value")


def show_busy(messages: MessageBar, words: str, cancel: Callable[[], None] | None) -> None:
    """Show that something is being done, with a button that gives it up as long as that is possible."""
    messages.say(TOPIC, words, _(CANCEL), cancel, calm=True, busy=True)


class Outcome(Generic[_Value]):
    """What came of some work; asking for it gives the value, or raises what went wrong."""

    def __init__(self, work: Callable[[], _Value]) -> None:
        """Do the work now."""
        self._error: Exception | None = None
        self._values: list[_Value] = []
        try:
            self._values.append(work())
        except Exception as error:  # noqa: BLE001  it is raised again where somebody waits for it
            self._error = error

    def value(self) -> _Value:
        """Return what the work returned, or raise what it raised."""
        if self._error:
            raise self._error
        return self._values[0]


class Task(QObject, Generic[_Value]):
    """Some work in a thread of its own; its end comes to the window's thread as a queued signal."""

    _ended = Signal()

    def __init__(
        self, work: Callable[[], _Value], then: "Callable[[Task[_Value], Outcome[_Value]], None]", owner: QObject
    ) -> None:
        """Begin the work; then takes its outcome in the window's thread, unless the owner is gone by that time."""
        super().__init__()
        self._work, self._then, self._owner = work, then, owner
        self._outcome: Outcome[_Value] | None = None
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # Whoever asked may be gone before the thread is; what it signals with must not.
        _running.add(self)
        collector.begin()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def outcome_within(self, seconds: float) -> Outcome[_Value] | None:
        """Wait for so long at most and return the outcome, which does not come as a signal then; None when not yet."""
        self._thread.join(seconds)
        if self._thread.is_alive():
            return None
        self._let_go()
        return self._outcome

    def _run(self) -> None:
        self._outcome = Outcome(self._work)
        self._ended.emit()

    def _deliver(self) -> None:
        if self in _running:
            # It has told its end and is about to stop; until then it holds this task, which is not to go with it.
            self._thread.join()
            self._let_go()
            if self._outcome and isValid(self._owner):
                self._then(self, self._outcome)

    def _let_go(self) -> None:
        _running.discard(self)
        if not _running:
            collector.end()


_running: set[Task[Any]] = set()


class Background(QObject):
    """Does one thing at a time; what comes of it is told in a message bar."""

    idle = Signal()

    def __init__(self, messages: MessageBar, parent: QObject) -> None:
        """Take the bar that shows that something is being done."""
        super().__init__(parent)
        self.messages = messages
        self._stop = Stop()
        self._task: Task[Any] | None = None
        self._words = ""
        self._again: Callable[[], None] | None = None
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """Return whether something is being done."""
        return self._task is not None

    def run(
        self, words: str, work: Callable[[Stop], _Value], then: Callable[[Callable[[], _Value]], None], *,
        again: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """Do some work and then take its outcome, at once when it is quick, later when not.

        The outcome is a function that returns the value or raises what went wrong; it is asked for in the window's
        own thread. While other work is being done nothing is begun: its words are still shown. Work that was given up
        can be done again, where it is said how.
        """
        if self.busy:
            return
        # That other work was given up is no news any more.
        self.messages.dismiss(TOPIC)
        stop = self._stop = Stop()

        def ended(task: Task[_Value], outcome: Outcome[_Value]) -> None:
            if task is self._task:
                self._end()
                try:
                    then(outcome.value)
                finally:
                    self.idle.emit()

        task = Task(lambda: work(stop), ended, self)
        outcome = task.outcome_within(PATIENCE_S)
        if outcome:
            then(outcome.value)
            return
        self._task, self._words, self._again = task, words, again
        show_busy(self.messages, words, None if stop.settled else self.cancel)
        if not stop.settled:
            self._looking.start()

    def cancel(self) -> None:
        """Give the work up, unless it cannot be taken back any more; then its end is waited for."""
        if self.busy and self._stop.ask():
            again = self._again
            self._end()
            self.messages.say(TOPIC, _(CANCELLED), _(AGAIN), again, calm=True)
            self.idle.emit()

    def _look(self) -> None:
        """Show how far the work is, and take the button away from which nothing would come any more."""
        if words := self._stop.words:
            self._words = translate(words)
            self.messages.reword(TOPIC, self._words)
        if self._stop.settled:
            self._looking.stop()
            show_busy(self.messages, self._words, None)

    def _end(self) -> None:
        self._looking.stop()
        self._task = None
        self.messages.dismiss(TOPIC)
