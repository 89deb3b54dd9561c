"""The report of a year as bars: each with its words before it and its number behind it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.core.i18n import _
from ui.core.theme import EDGE, GAP, WIDE_GAP

Bar = tuple[str, int]
_LINE, _BAR_PART = 1.7, 0.72
_WIDTH, _LEAST_BAR = 720, 160
_SCALE = 2


class Chart(QWidget):
    """Paints bars; what they say is said to screen readers in words."""

    def __init__(self, name: str) -> None:
        """Begin without bars."""
        super().__init__()
        self._title = ""
        self._bars: Sequence[Bar] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, title: str, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._title, self._bars = title, bars
        self.setAccessibleDescription(_("；").join(f"{words} {count}" for words, count in bars))
        self.setFixedHeight(self._height())
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Ask for enough width for the words, a bar and its number."""
        return QSize(self._labels() + _LEAST_BAR + self._numbers() + 2 * EDGE, self._height())

    def save(self, file: Path) -> bool:
        """Save the picture as PNG, in the colours of the window; return whether that went well."""
        width = max(_WIDTH, self.minimumSizeHint().width())
        image = QImage(QSize(width, self._height()) * _SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SCALE)
        image.fill(self.palette().color(QPalette.ColorRole.Base))
        painter = QPainter(image)
        painter.setFont(self.font())
        self._paint(painter, width)
        painter.end()
        return image.save(str(file), "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]  the stub says bytes

    def paintEvent(self, _event: object) -> None:
        """Paint the ground and the bars."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        self._paint(painter, self.width())
        painter.end()

    def _paint(self, painter: QPainter, width: int) -> None:
        colour = self.palette().color
        line, left, right = self._line(), self._labels(), self._numbers()
        most = max((count for _words, count in self._bars), default=0) or 1
        available = max(1, width - 2 * EDGE - left - right - 2 * WIDE_GAP)
        painter.setPen(colour(QPalette.ColorRole.Text))
        upright = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(EDGE, GAP, width - 2 * EDGE, line), upright, self._title)
        for number, (words, count) in enumerate(self._bars, 1):
            top = GAP + number * line
            painter.setPen(colour(QPalette.ColorRole.Text))
            painter.drawText(QRectF(EDGE, top, left, line), upright | Qt.AlignmentFlag.AlignRight, words)
            start, long = EDGE + left + WIDE_GAP, available * count / most
            bar = QRectF(start, top + line * (1 - _BAR_PART) / 2, long, line * _BAR_PART)
            painter.fillRect(bar, colour(QPalette.ColorRole.Highlight))
            painter.drawText(QRectF(start + long + GAP, top, right, line), upright, str(count))

    def _line(self) -> float:
        return self.fontMetrics().height() * _LINE

    def _labels(self) -> int:
        return max((self.fontMetrics().horizontalAdvance(words) for words, _count in self._bars), default=0)

    def _numbers(self) -> int:
        return max((self.fontMetrics().horizontalAdvance(f"{count} ") for _words, count in self._bars), default=0)

    def _height(self) -> int:
        return round(self._line() * (len(self._bars) + 1)) + 2 * GAP


def clipboard_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Put a table on the clipboard as text that spreadsheets take apart."""
    QApplication.clipboard().setText("\n".join("\t".join(cells) for cells in (heads, *rows)))
