"""Pages as values: lines of text and rules at their places on the paper; whoever paints them decides nothing any more.

Places are millimetres from the upper left corner of the paper, sizes and thicknesses points.
"""

from typing import NamedTuple


class Span(NamedTuple):
    """Words of one look on one line.

    xs holds the left edge of each character (code point) of text, right where the last one ends; font is the wanted
    font's name, width its percentage. field is a JSON pointer into the letter, start the place in that field's words.
    """

    text: str
    xs: tuple[float, ...]
    right: float
    font: str
    size: float
    width: int = 100
    color: str = "000000"
    field: str = ""


class Line(NamedTuple):
    """One line: its spans from left to right, its base line, and the band from top to bottom that it takes.

    style is the paragraph's named style; begins says whether the paragraph begins here.
    """

    spans: tuple[Span, ...]
    baseline: float
    top: float
    bottom: float
    style: str
    begins: bool

    @property
    def text(self) -> str:
        """The line's words."""
        return "".join(span.text for span in self.spans)


class Rule(NamedTuple):
    """A straight line from its left or upper end; y is its middle, or its upper end when it is upright."""

    x: float
    y: float
    length: float
    thickness: float
    color: str
    upright: bool = False


class Page(NamedTuple):
    """One page in the order of reading; number is its place in the letter, from 1.

    A landscape one is as wide as the paper is high: lines and rules are as it is read, upright are the lines that
    stand as on the other pages when its upper edge lies on the left, with places on the paper in that position.
    """

    number: int
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    landscape: bool = False
    upright: tuple[Line, ...] = ()

    @property
    def every_line(self) -> tuple[Line, ...]:
        """All lines, whichever way they stand."""
        return (*self.lines, *self.upright) if self.upright else self.lines


class Pages(NamedTuple):
    """All pages of a letter on paper of one size, its width the shorter side; title is the letter's, without breaks."""

    width: float
    height: float
    title: str
    pages: tuple[Page, ...]

    def size(self, page: Page) -> tuple[float, float]:
        """Return width and height of a page as it is read."""
        return (self.height, self.width) if page.landscape else (self.width, self.height)


class Bookmark(NamedTuple):
    """A heading's words and where it stands: level from 1, page from 1, y in mm from the top of the paper."""

    level: int
    text: str
    page: int
    y: float
