"""Backups of the register while the window is used: once after the start, then every half hour, beside the window."""

import threading

from PySide6.QtCore import QObject, QTimer

from services.registry import RegisterError, Registry
from ui.core.i18n import translate
from ui.widgets.background import Outcome
from ui.widgets.message_bar import MessageBar

TOPIC = "backup"
EVERY_MS = 30 * 60 * 1000
# The clerk has begun to type by then; importing the database would be felt sooner.
FIRST_MS = 3_000
_LOOK_MS = 200


class BackupTimer(QObject):
    """Asks for a backup whenever one may be due; a failure is one sentence that goes when a backup succeeds."""

    def __init__(self, registry: Registry, messages: MessageBar, parent: QObject) -> None:
        """Begin to count."""
        super().__init__(parent)
        self._registry, self._messages = registry, messages
        self._outcomes: list[Outcome[None]] = []
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.back_up)
        self._timer.start()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._see)
        QTimer.singleShot(FIRST_MS, self, self.back_up)

    @property
    def busy(self) -> bool:
        """Return whether a backup is being made."""
        return self._thread is not None

    def back_up(self) -> None:
        """Make a backup when one is due, beside the window."""
        if self._thread or not self._registry.path.exists():
            return
        work = self._registry.back_up_if_due
        self._thread = threading.Thread(target=lambda: self._outcomes.append(Outcome(work)), daemon=True)
        self._thread.start()
        self._look.start()

    def _see(self) -> None:
        if not self._outcomes:
            return
        outcome, self._thread = self._outcomes.pop(), None
        self._look.stop()
        try:
            outcome.value()
        except RegisterError as error:
            self._messages.say(TOPIC, translate(error))
        else:
            self._messages.dismiss(TOPIC)
