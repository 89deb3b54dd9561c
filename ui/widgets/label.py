"""Labels and tips whose words are shown as they are: whatever stands in a file is never taken for markup."""

from typing import Literal
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtGui import Qt as RichText
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from ui.core.theme import colours, follow_look

# A field of the theme's Colours.
Shade = Literal["problem", "mark", "muted", "good"]

# How much larger the heading of a page is than other words: 20 pixels of 14.
TITLE_FACTOR = 20 / 14


class PlainLabel(QLabel):
    """A label in one line, whose words are shown as they are."""

    def __init__(self, words: str = "") -> None:
        """Show words."""
        super().__init__()
        # Before there are words: Qt would read them as markup, and open the files that it names.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)


def plain_label(words: str = "") -> PlainLabel:
    """Return a label whose words are shown as they are, in as many lines as they need."""
    label = PlainLabel(words)
    label.setWordWrap(True)
    return label


def heading_label(words: str) -> PlainLabel:
    """Return a heading in bold letters."""
    label = PlainLabel(words)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def title_label(words: str) -> PlainLabel:
    """Return the heading of a page."""
    label = heading_label(words)
    label.setWordWrap(True)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * TITLE_FACTOR)
    label.setFont(font)
    return label


def tip_text(words: str) -> str:
    """Return words as a tip shows them as they are: Qt has no plain tips, and guesses what is markup."""
    return RichText.convertFromPlainText(words) if "<" in words or "&" in words else words


def set_tip(widget: QWidget, words: str) -> None:
    """Let a widget show words as they are while the mouse rests on it."""
    widget.setToolTip(tip_text(words))


class _ColouredWords:
    """The widgets whose words stand in a colour of their own; weakly held, for they go when their pages do."""

    def __init__(self) -> None:
        self._shades: WeakKeyDictionary[QWidget, tuple[Shade, QPalette.ColorRole]] = WeakKeyDictionary()

    def colour(self, widget: QWidget, shade: Shade, role: QPalette.ColorRole) -> None:
        self._shades[widget] = shade, role
        colour = QColor(getattr(colours(QApplication.palette()), shade))
        palette = widget.palette()
        if palette.color(role) != colour:
            palette.setColor(role, colour)
            widget.setPalette(palette)

    def apply_theme(self) -> None:
        for widget, (shade, role) in list(self._shades.items()):
            if isValid(widget):
                self.colour(widget, shade, role)


_coloured = _ColouredWords()
follow_look(_coloured)


def colour_words(widget: QWidget, shade: Shade, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> None:
    """Show the words of a label, or of a button with its role, in one of the colours of marks, in every look."""
    _coloured.colour(widget, shade, role)


def shortened(words: str, most: int) -> str:
    """Return words in so many characters at most, the last of them a mark where some are left out."""
    return words if len(words) <= most else f"{words[: most - 1]}…"
