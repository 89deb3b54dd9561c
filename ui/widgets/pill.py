"""Pills: a few words on a rounded ground whose colour tells their tone; painted in lists and tables."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from ui.core.theme import scaled, tokens

# The ground and the letters of each tone, as the style sheet has them for labels.
TONES = {
    "pill": ("hover", "text"),
    "soft": ("soft", "accent"),
    "amber": ("amber_ground", "amber"),
    "red": ("red_ground", "red"),
    "green": ("green_ground", "green"),
}
# So few days are left that it is to be noticed.
URGENT_DAYS = 5
_EDGE, _HEIGHT, _RADIUS = 8, 5, 9


class Pill(NamedTuple):
    """Words and their tone; no words are no pill."""

    words: str = ""
    tone: str = "pill"


def tone_of_days(left: int) -> str:
    """Return the tone of so many days that are left: overdue ones are red, few are amber."""
    return "red" if left < 0 else "amber" if left <= URGENT_DAYS else "pill"


def pill_width(pill: Pill, font: QFont) -> int:
    """Return how wide a pill is in letters of a font, nothing without words."""
    return QFontMetrics(font).horizontalAdvance(pill.words) + 2 * scaled(_EDGE) if pill.words else 0


def paint_pill(painter: QPainter, pill: Pill, place: QRect, font: QFont) -> None:
    """Paint a pill into the middle of a place, at its left side and as wide as its words, or as there is room."""
    if not pill.words:
        return
    ground, letters = (QColor(getattr(tokens(), name)) for name in TONES[pill.tone])
    metrics = QFontMetrics(font)
    height = metrics.height() + scaled(_HEIGHT)
    width = min(pill_width(pill, font), place.width())
    box = QRectF(place.left(), place.center().y() - height / 2 + 1, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # Where the ground is that of the window, as in high contrast, a line shows the pill.
    painter.setPen(letters if ground == QColor(tokens().card) else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, scaled(_RADIUS), scaled(_RADIUS))
    painter.setPen(letters)
    painter.setFont(font)
    words = metrics.elidedText(pill.words, Qt.TextElideMode.ElideRight, width - scaled(_EDGE))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
