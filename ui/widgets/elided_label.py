"""A label of one line that gives way: its text is shortened to the room there is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.widgets.label import PlainLabel, set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class ElidedLabel(PlainLabel):
    """A line that is shortened when there is no room; its tip has all of it."""

    def __init__(self, mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle) -> None:
        """Begin empty; mode tells where the line is shortened."""
        super().__init__()
        self._mode = mode
        self._whole = ""
        self.setMinimumWidth(1)  # a line that is too long gives way

    def say(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        set_tip(self, text)
        self.setAccessibleName(text)
        self._fit()

    def whole(self) -> str:
        """Return the text before it was shortened."""
        return self._whole

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Shorten the text to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, self._mode, self.width()))
