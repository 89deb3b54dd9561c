"""What pages and panels share that Escape leaves as their button of leaving does."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtCore import Signal
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object


class EscapeCloses(_Widget):
    """Goes before the Qt class of a page or panel, which says that it is left by its signal of that name."""

    if TYPE_CHECKING:
        left: Signal

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
