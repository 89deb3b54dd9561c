"""Keeps the letter in work on disk within two seconds of a keystroke, and goes on trying when that fails."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from services.draft import ChangedElsewhere, Draft, KeptDraft, drop_draft, save_draft
from services.json_files import BrokenFile
from services.saving import SaveError
from ui.core.i18n import translate

DELAY_MS = 1_200
RETRY_MS = 5_000
# What is added to the name of a draft of which another window has written its own.
_OWN = "0"


class Autosave(QObject):
    """Saves a draft a short while after the first change that is not saved yet, however fast the typing goes on."""

    failed = Signal(str)
    touched = Signal()
    saved = Signal()
    changed_elsewhere = Signal(object)

    def __init__(self, file: Path, mark: str, draft: Callable[[], Draft], parent: QObject) -> None:
        """Take where to save, the mark of what lies there, and whom to ask for the draft."""
        super().__init__(parent)
        self._file, self._mark = file, mark
        self._theirs: KeptDraft | None = None
        self._draft = draft
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save)

    @property
    def waiting(self) -> bool:
        """Return whether there is something that is not saved yet."""
        return self._timer.isActive()

    def touch(self) -> None:
        """Note that something has changed."""
        if not self._timer.isActive():
            self._timer.start(DELAY_MS)
            self.touched.emit()

    def kept(self) -> KeptDraft:
        """Return the draft as it stands, with its file."""
        return KeptDraft(self._draft(), self._file, self._mark)

    def drop(self) -> None:
        """Give the draft up, because its letter is no longer in work or kept elsewhere."""
        self._timer.stop()
        drop_draft(self._file)

    def turn_to(self, file: Path) -> None:
        """Keep another letter from now on; the draft of the one before is given up."""
        self.drop()
        self._file, self._mark, self._theirs = file, "", None

    def settle_on_theirs(self) -> None:
        """Go on with the file that another window has written; our own one is no longer needed."""
        if self._theirs:
            self.drop()
            self._file, self._mark, self._theirs = self._theirs.file, self._theirs.mark, None

    def save(self) -> bool:
        """Save now, and return whether that went well."""
        self._timer.stop()
        try:
            self._mark = save_draft(self._file, self._draft(), self._mark)
        except ChangedElsewhere as change:
            # Both are kept at once; what is to become of them the clerk decides in peace.
            self._theirs = change.kept
            self._file, self._mark = self._file.with_name(f"{self._file.stem}{_OWN}.json"), ""
            self.changed_elsewhere.emit(change.kept.draft)
            return self.save()
        except BrokenFile as error:
            self._timer.start(RETRY_MS)
            self.failed.emit(translate(error))
            return False
        except SaveError as error:
            self._timer.start(RETRY_MS)
            self.failed.emit(translate(error))
            return False
        self.saved.emit()
        return True

    def flush(self) -> bool:
        """Save what is not saved yet, and return whether everything is safe."""
        return self.save() if self.waiting else True
