"""Files of this machine that are dragged or pasted; those dragged onto a field are left to the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object


def has_files(data: QMimeData) -> bool:
    """Return whether files of this machine are dragged or pasted, not text."""
    return bool(local_files(data))


def local_files(data: QMimeData) -> list[Path]:
    """Return the files of this machine that are dragged or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


class LeavesFilesToWindow(_Widget):
    """Goes before the Qt class of a field into which text can be dragged."""

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Take text that is dragged here, and leave files to the window."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)
