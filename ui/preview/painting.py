"""Pages painted as they were laid out, on the screen and by the printer: nothing is laid out here."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QGlyphRun, QPainter, QPen, QRawFont

from docgen.pages.values import Line, Page, Pages, Rule, Span

# By the wanted font's name and a character the family that draws it, empty where no font has it.
Families = Callable[[str, str], str]

MM_PER_POINT = 25.4 / 72
_MISSING = "□"
_QUARTER = 90
_LEAST_PEN = 0.6
_KEPT = 4096


class PagePainter:
    """Paints pages with the fonts of this machine."""

    def __init__(self, families: Families) -> None:
        """Take what tells which family draws a character."""
        self._families = families
        # The same span at the same scale is painted again with each keystroke, until the text of its line changes.
        self._runs = lru_cache(maxsize=_KEPT)(self._make_runs)

    def paint(self, painter: QPainter, pages: Pages, page: Page, scale: float) -> None:
        """Paint one of the pages, its upper left corner at the painter's origin, so many units of it a millimetre.

        It is painted as it is read: on a landscape one the page number stands on its side.
        """
        for rule in page.rules:
            _paint_rule(painter, rule, scale)
        self._paint_lines(painter, page.lines, scale)
        if page.upright:
            painter.save()
            painter.translate(pages.height * scale, 0)
            painter.rotate(_QUARTER)
            self._paint_lines(painter, page.upright, scale)
            painter.restore()

    def paint_bound(self, painter: QPainter, pages: Pages, page: Page, scale: float) -> None:
        """Paint one of the pages as it is bound, a landscape one with its upper edge at the left of the paper."""
        painter.save()
        if page.landscape:
            painter.translate(0, pages.height * scale)
            painter.rotate(-_QUARTER)
        self.paint(painter, pages, page, scale)
        painter.restore()

    def _paint_lines(self, painter: QPainter, lines: Iterable[Line], scale: float) -> None:
        for line in lines:
            for span in line.spans:
                self._paint_span(painter, span, line.baseline * scale, scale)

    def _paint_span(self, painter: QPainter, span: Span, baseline: float, scale: float) -> None:
        painter.setPen(QColor(f"#{span.color}"))
        wide = span.width / 100
        for run, family, start, end in self._runs(span, scale):
            if run is None:
                size = span.size * MM_PER_POINT * scale
                text, xs = span.text[start:end], span.xs[start:end]
                _paint_characters(painter, text, xs, baseline, scale, family, size)
            elif wide == 1:
                painter.drawGlyphRun(QPointF(0, baseline), run)
            else:
                painter.save()
                painter.translate(0, baseline)
                painter.scale(wide, 1)
                painter.drawGlyphRun(QPointF(0, 0), run)
                painter.restore()

    def _make_runs(self, span: Span, scale: float) -> list[tuple[QGlyphRun | None, str, int, int]]:
        """Return the glyphs of each part of a span, none where Qt lacks some of them, with its family and its ends."""
        made: list[tuple[QGlyphRun | None, str, int, int]] = []
        size, wide = span.size * MM_PER_POINT * scale, span.width / 100
        for family, start, end in self._parts(span):
            font = _raw_font(family, size)
            glyphs = font.glyphIndexesForString(span.text[start:end]) if family else []
            if len(glyphs) != end - start or 0 in glyphs:
                made.append((None, family, start, end))
                continue
            run = QGlyphRun()
            run.setRawFont(font)
            run.setGlyphIndexes(glyphs)
            run.setPositions([QPointF(x * scale / wide, 0) for x in span.xs[start:end]])
            made.append((run, family, start, end))
        return made

    def _parts(self, span: Span) -> Iterator[tuple[str, int, int]]:
        """Yield the parts of a span with one family each, and where they begin and end."""
        place = 0
        for family, group in groupby(span.text, key=lambda character: self._families(span.font, character)):
            length = sum(1 for _ in group)
            yield family, place, place + length
            place += length


def _paint_characters(
    painter: QPainter, text: str, xs: tuple[float, ...], baseline: float, scale: float, family: str, size: float
) -> None:
    """Paint characters one by one: those whose font Qt finds otherwise than we do, and as boxes those without one."""
    font = QFont(family)
    font.setPixelSize(max(1, round(size)))
    painter.setFont(font)
    for character, x in zip(text, xs, strict=True):
        if not character.isspace():
            painter.drawText(QPointF(x * scale, baseline), character if family else _MISSING)


def _paint_rule(painter: QPainter, rule: Rule, scale: float) -> None:
    thick = max(_LEAST_PEN, rule.thickness * MM_PER_POINT * scale)
    pen = QPen(QColor(f"#{rule.color}"), thick)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    x, y, length = rule.x * scale, rule.y * scale, rule.length * scale
    painter.drawLine(QLineF(x, y, x, y + length) if rule.upright else QLineF(x, y, x + length, y))


@lru_cache(maxsize=256)
def _raw_font(family: str, size: float) -> QRawFont:
    """Return a font of a size in pixels, no whole number of them: a line is as wide as its paper at any scale."""
    font = QFont(family)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    raw = QRawFont.fromFont(font)
    raw.setPixelSize(size)
    return raw
