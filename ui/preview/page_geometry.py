"""Where the pages lie in the view: one below the other or two side by side, as large as the clerk wants them."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF

GAP_MM = 6.0


class Zoom(NamedTuple):
    """How large pages are: fitted to the width or to the whole view, or in percent of the paper's own size."""

    fit: Literal["width", "page", "percent"] = "width"
    percent: int = 100


class Spread(NamedTuple):
    """Pages of one size in so many columns; scale is pixels a millimetre."""

    width: float
    height: float
    total: int
    columns: int
    scale: float

    def size(self) -> tuple[float, float]:
        """Return width and height of all pages with the gaps around them, in pixels."""
        rows = -(-self.total // self.columns)
        wide = self.columns * (self.width + GAP_MM) + GAP_MM
        return wide * self.scale, (rows * (self.height + GAP_MM) + GAP_MM) * self.scale

    def page(self, number: int) -> QRectF:
        """Return where a page lies, counted from 0."""
        row, column = divmod(number, self.columns)
        return QRectF(
            (GAP_MM + column * (self.width + GAP_MM)) * self.scale,
            (GAP_MM + row * (self.height + GAP_MM)) * self.scale,
            self.width * self.scale,
            self.height * self.scale,
        )

    def at(self, place: QPointF) -> tuple[int, float, float] | None:
        """Return the page at a place, and where on its paper that is in mm; None between the pages."""
        for number in range(self.total):
            area = self.page(number)
            if area.contains(place):
                return number, (place.x() - area.x()) / self.scale, (place.y() - area.y()) / self.scale
        return None


def fitting_scale(zoom: Zoom, spread: Spread, width: float, height: float, paper: float) -> float:
    """Return the pixels a millimetre for a view of so many pixels; paper is that of the paper's own size."""
    by_width = width / (spread.columns * (spread.width + GAP_MM) + GAP_MM)
    if zoom.fit == "width":
        return by_width
    if zoom.fit == "page":
        return min(by_width, height / (spread.height + 2 * GAP_MM))
    return paper * zoom.percent / 100
