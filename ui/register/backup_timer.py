"""Backups of the register while the window is used: once after the start, then every half hour, beside the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from services.registry import RegisterError, Registry
from ui.core.i18n import translate
from ui.widgets.background import Outcome, Task
from ui.widgets.message_bar import MessageBar

TOPIC = "backup"
EVERY_MS = 30 * 60 * 1000
# The clerk has begun to type by then; importing the database would be felt sooner.
FIRST_MS = 3_000


class BackupTimer(QObject):
    """Asks for a backup whenever one may be due; a failure is one sentence that goes when a backup succeeds."""

    def __init__(
        self, registry: Registry, messages: MessageBar, parent: QObject, second: Callable[[], str] = lambda: ""
    ) -> None:  # fmt: skip
        """Begin to count; second tells to which folder the backups are copied as well, if to any."""
        super().__init__(parent)
        self._registry, self._messages, self._second = registry, messages, second
        self._task: Task[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.back_up)
        self._timer.start()
        QTimer.singleShot(FIRST_MS, self, self.back_up)

    @property
    def busy(self) -> bool:
        """Return whether a backup is being made."""
        return self._task is not None

    def back_up(self) -> None:
        """Make a backup when one is due, beside the window."""
        if self._task is None and self._registry.path.exists():
            second = self._second()

            def work() -> None:
                self._registry.back_up_if_due()
                self._registry.copy_backups(second)

            self._task = Task(work, self._take, self)

    def _take(self, _task: Task[None], outcome: Outcome[None]) -> None:
        self._task = None
        try:
            outcome.value()
        except RegisterError as error:
            self._messages.say(TOPIC, translate(error))
        else:
            self._messages.dismiss(TOPIC)
