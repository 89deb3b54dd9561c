"""Line icons of one family (resources/icons), in the colours of the look and sharp at every scale of the screen."""

from functools import cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap

import resources
from ui.core.theme import tokens

_OWN_SIZE = b'width="24" height="24"'
PROGRAM = "fuhan"


def icon(name: str) -> QIcon:
    """Return an icon by the name of its file, which follows the look, its button's state and the screen."""
    return QIcon(_LineIcon(name))


@cache
def program_icon() -> QIcon:
    """Return the icon of the program, which the system shows beside its windows."""
    return QIcon(str(resources.path(f"icons/{PROGRAM}.svg")))


class _LineIcon(QIconEngine):
    """Draws a file of lines in the colour that goes with the state of its button."""

    def __init__(self, name: str) -> None:
        """Take the name of the file."""
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon into a rectangle."""
        scale = painter.device().devicePixelRatioF()
        painter.drawImage(rect, _image(self._name, round(rect.width() * scale), _colour(mode, state)))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon in a size in pixels of the screen."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Return another of the same, which Qt asks for when an icon is copied."""
        return _LineIcon(self._name)


def _colour(mode: QIcon.Mode, state: QIcon.State) -> str:
    if mode == QIcon.Mode.Disabled:
        return tokens().disabled
    return tokens().accent if state == QIcon.State.On else tokens().text


@cache
def _image(name: str, pixels: int, colour: str) -> QImage:
    lines = resources.read(f"icons/{name}.svg")
    wanted = lines.replace(_OWN_SIZE, b'width="%d" height="%d"' % (pixels, pixels), 1)
    return QImage.fromData(wanted.replace(b"currentColor", colour.encode()), "SVG")  # pyright: ignore[reportArgumentType]  the stub says bytes
