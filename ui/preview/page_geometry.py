"""Where the pages lie in the view: one below the other or two side by side, as large as the clerk wants them."""

from functools import lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF

GAP_MM = 6.0


class Zoom(NamedTuple):
    """How large pages are: fitted to the width or to the whole view, or in percent of the paper's own size."""

    fit: Literal["width", "page", "percent"] = "width"
    percent: int = 100


class Spread(NamedTuple):
    """Pages in so many columns; scale is pixels a millimetre.

    Landscape ones, counted from 0, are shown as wide as the others, and so smaller: nothing needs to be scrolled aside.
    """

    width: float
    height: float
    total: int
    columns: int
    scale: float
    landscape: frozenset[int] = frozenset()

    def size(self) -> tuple[float, float]:
        """Return width and height of all pages with the gaps around them, in pixels."""
        wide = self.columns * (self.width + GAP_MM) + GAP_MM
        return wide * self.scale, self._tops()[-1] * self.scale

    def page(self, number: int) -> QRectF:
        """Return where a page lies, counted from 0."""
        row, column = divmod(number, self.columns)
        return QRectF(
            (GAP_MM + column * (self.width + GAP_MM)) * self.scale,
            self._tops()[row] * self.scale,
            self.width * self.scale,
            (self._low if number in self.landscape else self.height) * self.scale,
        )

    def scale_of(self, number: int) -> float:
        """Return how many pixels of a page a millimetre of it takes."""
        return self.scale * (self.width / self.height if number in self.landscape else 1)

    def at(self, place: QPointF) -> tuple[int, float, float] | None:
        """Return the page at a place, and where on its paper that is in mm; None between the pages."""
        for number in range(self.total):
            area, scale = self.page(number), self.scale_of(number)
            if area.contains(place):
                return number, (place.x() - area.x()) / scale, (place.y() - area.y()) / scale
        return None

    @property
    def _low(self) -> float:
        return self.width * self.width / self.height

    def _tops(self) -> tuple[float, ...]:
        """Return where each row of pages begins, and where one below the last would, in millimetres."""
        return _tops(self.total, self.columns, self.height, self._low, self.landscape)


@lru_cache(maxsize=16)
def _tops(total: int, columns: int, high: float, low: float, landscape: frozenset[int]) -> tuple[float, ...]:
    rows = (range(first, min(first + columns, total)) for first in range(0, total, columns))
    heights = (low if landscape.issuperset(row) else high for row in rows)
    return tuple(accumulate((height + GAP_MM for height in heights), initial=GAP_MM))


def fitting_scale(zoom: Zoom, spread: Spread, width: float, height: float, paper: float) -> float:
    """Return the pixels a millimetre for a view of so many pixels; paper is that of the paper's own size."""
    by_width = width / (spread.columns * (spread.width + GAP_MM) + GAP_MM)
    if zoom.fit == "width":
        return by_width
    if zoom.fit == "page":
        return min(by_width, height / (spread.height + 2 * GAP_MM))
    return paper * zoom.percent / 100
