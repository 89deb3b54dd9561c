"""What all texts and lists of the window share that show in their frame whether they have the focus."""

from typing import TYPE_CHECKING

from ui.core.theme import colour_frame

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QFrame as _Frame
else:
    _Frame = object


class FocusFrame(_Frame):
    """Goes before the Qt class of a widget with a frame; calm ones look like the window."""

    calm = False

    def focusInEvent(self, event: "QFocusEvent") -> None:
        """Show the focus in the frame."""
        super().focusInEvent(event)
        self.apply_theme()

    def focusOutEvent(self, event: "QFocusEvent") -> None:
        """Show in the frame that the focus has gone."""
        super().focusOutEvent(event)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take the colours that go with the palette and the focus."""
        colour_frame(self, calm=self.calm)
