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
    """One page in the order of reading; number is its place in the letter, from 1."""

    number: int
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]


class Pages(NamedTuple):
    """All pages of a letter on paper of one size; title is the letter's, without breaks."""

    width: float
    height: float
    title: str
    pages: tuple[Page, ...]


class Bookmark(NamedTuple):
    """A heading's words and where it stands: level from 1, page from 1, y in mm from the top of the paper."""

    level: int
    text: str
    page: int
    y: float
