"""Labels: plain sentences that wrap, headings, and words in a colour of their own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget


def plain_label(words: str = "") -> QLabel:
    """Return a label whose words are shown as they are, in as many lines as they need."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def heading_label(words: str) -> QLabel:
    """Return a heading in bold letters."""
    label = QLabel(words)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def colour_words(widget: QWidget, colour: str, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> None:
    """Show the words of a label, or of a button with its role, in a colour."""
    palette = widget.palette()
    if palette.color(role) != QColor(colour):
        palette.setColor(role, colour)
        widget.setPalette(palette)


def shortened(words: str, most: int) -> str:
    """Return words in so many characters at most, the last of them a mark where some are left out."""
    return words if len(words) <= most else f"{words[: most - 1]}…"
