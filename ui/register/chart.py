"""The figures of a year as a picture: four cards, and one bar in which each part of the cases has its colour."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.core.i18n import _
from ui.core.theme import EDGE, GAP, WIDE_GAP, scaled, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_WIDTH, _SCALE = 720, 2
_LINE, _BAR, _RADIUS, _LARGE, _LEAST_CARD = 1.7, 20, 8, 1.7, 96


class Figure(NamedTuple):
    """A number in large letters: its words, the number as text, and the name of its colour."""

    words: str
    text: str
    colour: str = "text"


class Part(NamedTuple):
    """A part of the bar: its words, how many, and the name of its colour."""

    words: str
    cases: int
    colour: str


class Chart(QWidget):
    """Paints figures and a bar; what they say is said to screen readers in words."""

    def __init__(self, name: str) -> None:
        """Begin without figures."""
        super().__init__()
        self._title = ""
        self._figures: Sequence[Figure] = ()
        self._parts: Sequence[Part] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, title: str, figures: Sequence[Figure], parts: Sequence[Part]) -> None:
        """Show other figures, and the parts that make up the bar."""
        self._title, self._figures, self._parts = title, figures, parts
        said = [f"{each.words} {each.text}" for each in figures]
        said += [f"{part.words} {part.cases}" for part in parts]
        self.setAccessibleDescription(_("；").join(said))
        self.setFixedHeight(self._height(self.width()))
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Ask for enough width for the figures."""
        return QSize(self._least_width(), self._height(self._least_width()))

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Take the height that the words beneath the bar need in this width."""
        super().resizeEvent(event)
        if self.height() != self._height(self.width()):
            self.setFixedHeight(self._height(self.width()))

    def save(self, file: Path) -> bool:
        """Save the picture as PNG, in the colours of the window; return whether that went well."""
        width = max(_WIDTH, self._least_width())
        image = QImage(QSize(width, self._height(width) + 2 * EDGE) * _SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SCALE)
        image.fill(QColor(tokens().window))
        painter = QPainter(image)
        painter.translate(0, EDGE)
        self._paint(painter, width, EDGE)
        painter.end()
        return image.save(str(file), "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]  the stub says bytes

    def paintEvent(self, _event: object) -> None:
        """Paint the figures and the bar."""
        painter = QPainter(self)
        self._paint(painter, self.width(), 0)
        painter.end()

    def _paint(self, painter: QPainter, width: int, edge: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        painter.setPen(QColor(tokens().text))
        room = QRectF(edge, 0, width - 2 * edge, self._line())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._title)
        self._paint_cards(painter, room.translated(0, self._line() + GAP))
        top = self._line() + GAP + self._card_height() + WIDE_GAP
        self._paint_bar(painter, QRectF(edge, top, room.width(), scaled(_BAR)))
        for place, part in self._legend(room.width()):
            line = place + QPointF(edge, top + scaled(_BAR) + GAP)
            side = self.fontMetrics().height() * 0.7
            square = QRectF(line.x(), line.y() + (self._line() - side) / 2, side, side)
            painter.fillRect(square, QColor(getattr(tokens(), part.colour)))
            painter.setPen(QColor(tokens().text))
            words = QRectF(line.x() + side + GAP, line.y(), self._wide(part), self._line())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, _words(part))

    def _paint_cards(self, painter: QPainter, room: QRectF) -> None:
        count = max(len(self._figures), 1)
        width = (room.width() - (count - 1) * WIDE_GAP) / count
        for at, figure in enumerate(self._figures):
            place = QRectF(room.left() + at * (width + WIDE_GAP), room.top(), width, self._card_height())
            painter.setPen(QColor(tokens().line))
            painter.setBrush(QColor(tokens().card))
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), scaled(_RADIUS), scaled(_RADIUS))
            inner = place.adjusted(EDGE, WIDE_GAP, -EDGE, -WIDE_GAP)
            painter.setFont(self._large())
            painter.setPen(QColor(getattr(tokens(), figure.colour)))
            painter.drawText(inner, Qt.AlignmentFlag.AlignTop, figure.text)
            painter.setFont(self.font())
            painter.setPen(QColor(tokens().secondary))
            painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, figure.words)

    def _paint_bar(self, painter: QPainter, room: QRectF) -> None:
        whole = sum(part.cases for part in self._parts)
        painter.fillRect(room, QColor(tokens().line))
        start = room.left()
        for part in self._parts:
            wide = room.width() * part.cases / whole if whole else 0
            painter.fillRect(QRectF(start, room.top(), wide, room.height()), QColor(getattr(tokens(), part.colour)))
            start += wide

    def _legend(self, width: float) -> Iterator[tuple[QPointF, Part]]:
        """Yield the place of each part's words beneath the bar, in as many lines as they need."""
        left, line = 0.0, 0
        for part in self._parts:
            if left and left + self._wide(part) > width:
                left, line = 0.0, line + 1
            yield QPointF(left, line * self._line()), part
            left += self._wide(part) + WIDE_GAP

    def _wide(self, part: Part) -> float:
        return QFontMetricsF(self.font()).horizontalAdvance(_words(part)) + self.fontMetrics().height() + GAP

    def _large(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _LARGE)
        return font

    def _line(self) -> float:
        return self.fontMetrics().height() * _LINE

    def _card_height(self) -> float:
        return QFontMetricsF(self._large()).height() + self.fontMetrics().height() + 2 * WIDE_GAP

    def _least_width(self) -> int:
        metrics, large = self.fontMetrics(), QFontMetricsF(self._large())
        widest = max(
            (max(metrics.horizontalAdvance(each.words), large.horizontalAdvance(each.text)) for each in self._figures),
            default=scaled(_LEAST_CARD),
        )
        cards = len(self._figures) * (widest + 2 * EDGE + WIDE_GAP)
        return round(max(cards, *(self._wide(part) for part in self._parts), scaled(_LEAST_CARD)))

    def _height(self, width: int) -> int:
        lines = max((place.y() for place, _part in self._legend(width)), default=0) + self._line()
        return round(self._line() + GAP + self._card_height() + WIDE_GAP + scaled(_BAR) + GAP + lines)


def _words(part: Part) -> str:
    return f"{part.words} {part.cases}"


def clipboard_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Put a table on the clipboard as text that spreadsheets take apart."""
    QApplication.clipboard().setText("\n".join("\t".join(cells) for cells in (heads, *rows)))
