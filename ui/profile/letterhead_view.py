"""A small letterhead that follows what is typed: the name in red over its line, the document number beneath."""

from functools import cache
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QFrame

import resources
from letter.derived import document_number_text
from letter.model import Agency, DocumentNumber, ReplyLetter
from services.clock import today
from ui.core.fonts import text_font
from ui.core.i18n import N_, _
from ui.core.theme import scaled, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

NAME = N_("版头的样子")
# The paper is white and its ink black in every look.
_PAPER, _INK = "#ffffff", "#000000"
_HEIGHT, _EDGE, _NUMBER_POINTS, _MOST_POINTS = 132, 36, 12.0, 28.0
_THICK, _THIN, _BETWEEN, _SPREAD, _RADIUS = 3, 1, 2, 0.35, 6


class LetterheadView(QFrame):
    """Shows how a letter of the office begins."""

    def __init__(self, kind: str) -> None:
        """Take the kind of letters that the office writes."""
        super().__init__()
        self._kind = kind
        self._mark = self._number = ""
        self.setFixedHeight(scaled(_HEIGHT))
        self.setProperty("letter_text", True)
        self.setAccessibleName(_(NAME))

    def show_agency(self, agency: Agency) -> None:
        """Show the letterhead of an office."""
        number = DocumentNumber(agency.code, today().year)
        letter = ReplyLetter(format=1, kind=self._kind, agency=agency, document_number=number)
        self._mark = (agency.mark or agency.name).replace("\n", "")
        self._number = document_number_text(letter) if agency.name else ""
        self.update()

    def words(self) -> tuple[str, str]:
        """Return the name and the number that are shown."""
        return self._mark, self._number

    def sizeHint(self) -> QSize:
        """Ask for room for a name of some length."""
        return QSize(scaled(_HEIGHT) * 3, scaled(_HEIGHT))

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Paint paper, name, lines and number."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens().line))
        painter.setBrush(QColor(_PAPER))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), scaled(_RADIUS), scaled(_RADIUS))
        edge = scaled(_EDGE)
        room = self.rect().adjusted(edge, edge // 2, -edge, -edge // 2)
        red = QColor(f"#{_red()}")
        font = _fitting(self._mark, room.width())
        name = QRect(room.left(), room.top(), room.width(), round(room.height() * 0.5))
        painter.setPen(red)
        painter.setFont(font)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, self._mark)
        line = name.bottom() + edge // 3
        for thickness, down in ((_THICK, 0), (_THIN, _THICK + _BETWEEN)):
            painter.setPen(QPen(red, scaled(thickness)))
            painter.drawLine(room.left(), line + scaled(down), room.right(), line + scaled(down))
        painter.setPen(QColor(_INK))
        painter.setFont(text_font("body", _NUMBER_POINTS))
        below = QRect(room.left(), line + scaled(_EDGE) // 3, room.width(), room.bottom() - line)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._number)
        painter.end()


def _fitting(words: str, width: int) -> QFont:
    """Return the font of the name, spread where it is short and small enough to stand in one line."""
    font = text_font("title", _MOST_POINTS)
    font.setBold(True)
    needed = max(QFontMetrics(font).horizontalAdvance(words), 1)
    if needed * (1 + _SPREAD) <= width:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * (1 + _SPREAD))
    elif needed > width:
        font.setPointSizeF(font.pointSizeF() * width / needed)
    return font


@cache
def _red() -> str:
    """Return the colour of the mark on paper."""
    return msgspec.json.decode(resources.read("standard/styles.json"))["mark"]["color"]
