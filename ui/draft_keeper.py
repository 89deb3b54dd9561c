"""Keeps the letter in work on disk within two seconds of a keystroke, and goes on trying when that fails."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desk.data_folder import DataFolder
from desk.draft import Draft, save_draft
from desk.saving import SaveError
from ui.language import told

DELAY_MS = 1_200
RETRY_MS = 5_000


class DraftKeeper(QObject):
    """Saves a draft a short while after the first change that is not saved yet, however fast the typing goes on."""

    failed = Signal(str)
    saved = Signal()

    def __init__(self, data: DataFolder, draft: Callable[[], Draft], parent: QObject) -> None:
        """Take where to save and whom to ask for the draft."""
        super().__init__(parent)
        self._data = data
        self._draft = draft
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save)

    @property
    def waiting(self) -> bool:
        """Tell whether there is something that is not saved yet."""
        return self._timer.isActive()

    def remaining_ms(self) -> int:
        """Return how long it is until the next saving, -1 when none is due."""
        return self._timer.remainingTime()

    def touch(self) -> None:
        """Note that something has changed."""
        if not self._timer.isActive():
            self._timer.start(DELAY_MS)

    def forget(self) -> None:
        """Give up what is not saved yet, because its letter is no longer in work."""
        self._timer.stop()

    def save(self) -> bool:
        """Save now, and tell whether that went well."""
        self._timer.stop()
        try:
            save_draft(self._data, self._draft())
        except SaveError as error:
            self._timer.start(RETRY_MS)
            self.failed.emit(told(error))
            return False
        self.saved.emit()
        return True

    def flush(self) -> bool:
        """Save what is not saved yet, and tell whether everything is safe."""
        return self.save() if self.waiting else True
