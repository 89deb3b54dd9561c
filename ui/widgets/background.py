"""Work that may take long, done beside the window: it stays usable, shows that it works, and can be given up."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from services.cancellation import Stop
from ui.core.i18n import N_, _
from ui.widgets.message_bar import MessageBar

TOPIC = "work"
READING, WRITING = N_("正在读“{name}”……"), N_("正在写“{name}”……")
CANCEL = N_("取消")
CANCELLED = N_("已经取消，文件没有改动。")
# Work that is done by then has been done at once, as far as anybody can see.
PATIENCE_S = 0.3
LOOK_MS = 50

_Value = TypeVar("_Value")


def show_busy(messages: MessageBar, words: str, cancel: Callable[[], None]) -> None:
    """Show that something is being done, with a button that gives it up."""
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


class Background(QObject):
    """Does one thing at a time; what comes of it is told in a message bar."""

    def __init__(self, messages: MessageBar, parent: QObject) -> None:
        """Take the bar that shows that something is being done."""
        super().__init__(parent)
        self.messages = messages
        self._stop = Stop()
        self._look: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._see)

    @property
    def busy(self) -> bool:
        """Tell whether something is being done."""
        return self._look is not None

    def run(self, words: str, work: Callable[[Stop], _Value], then: Callable[[Callable[[], _Value]], None]) -> None:
        """Do some work and then take its outcome, at once when it is quick, later when not.

        The outcome is a function that returns the value or raises what went wrong; it is asked for in the window's
        own thread. While other work is being done nothing is begun: its words are still shown.
        """
        if self.busy:
            return
        stop = self._stop = Stop()
        outcomes: list[Outcome[_Value]] = []
        thread = threading.Thread(target=lambda: outcomes.append(Outcome(lambda: work(stop))), daemon=True)
        thread.start()
        thread.join(PATIENCE_S)
        if not thread.is_alive():
            then(outcomes[0].value)
            return

        def look() -> None:
            if not thread.is_alive():
                self._end()
                then(outcomes[0].value)

        self._look = look
        self._timer.start()
        show_busy(self.messages, words, self.cancel)

    def cancel(self) -> None:
        """Give the work up, unless it cannot be taken back any more; then its end is waited for."""
        if self.busy and self._stop.ask():
            self._end()
            self.messages.say(TOPIC, _(CANCELLED), calm=True)

    def _see(self) -> None:
        if self._look:
            self._look()

    def _end(self) -> None:
        self._look = None
        self._timer.stop()
        self.messages.dismiss(TOPIC)
