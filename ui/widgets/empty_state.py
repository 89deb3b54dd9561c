"""What stands where there is nothing yet: an icon, one sentence, one button that leads on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.core.icons import icon
from ui.core.theme import GAP, mark, scaled
from ui.widgets.button import push_button
from ui.widgets.label import plain_label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SIZE, _EDGE = 32, 16


class IconView(QWidget):
    """Shows an icon as it is in the look of the moment; the words beside it say what it means."""

    def __init__(self, name: str, pixels: int) -> None:
        """Take the name of the icon and its size at 100 %."""
        super().__init__()
        self._icon = icon(name)
        self.setFixedSize(scaled(pixels), scaled(pixels))

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Paint the icon."""
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class EmptyState(QWidget):
    """An icon, a sentence, and a button where something can be done about it."""

    def __init__(
        self, icon_name: str, sentence: str, words: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Show them in the middle."""
        super().__init__()
        self._sentence = plain_label(sentence)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        mark(self._sentence, "tone", "secondary")
        self.button = push_button(words, action) if words else None
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(_EDGE), scaled(_EDGE), scaled(_EDGE), scaled(_EDGE))
        column.setSpacing(GAP)
        column.addStretch()
        column.addWidget(IconView(icon_name, _SIZE), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._sentence)
        if self.button:
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def say(self, sentence: str) -> None:
        """Show another sentence."""
        self._sentence.setText(sentence)

    def sentence(self) -> str:
        """Return the sentence."""
        return self._sentence.text()
