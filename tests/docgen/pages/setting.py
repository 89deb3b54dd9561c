"""Lines and pages set without any font of the machine, so that the tests are the same everywhere."""

from collections.abc import Iterator

from docgen.fonts.book import FontBook
from docgen.lengths import POINTS_PER_MM
from docgen.pages.layout import lay_out
from docgen.pages.lines import Extent, SetLine, set_lines
from docgen.pages.typesetting import Edges, Typesetting
from docgen.pages.values import Line, Page, Pages
from docgen.paragraphs import Paragraph, Text
from docgen.standard import line_breaks, standard
from letter.model import ReplyLetter
from tests.docgen.machines import Machine

BOOK = FontBook(Machine())
PAGE = standard().page
EXTENT = Extent(PAGE.left.points, PAGE.left.points + PAGE.type_width.points)
LEFT, RIGHT, FOOT = (place / POINTS_PER_MM for place in (*EXTENT, PAGE.foot / 20))
PITCH = standard().grid.pitch.points / POINTS_PER_MM
WORD = Typesetting(Edges(frozenset(line_breaks().no_start), frozenset(line_breaks().no_end)))
# A style without an indent, so that all lines are alike.
PLAIN = "addressee"
# What stands outside the flow of the text.
APART = ("imprint", "page_number", "mark", "outcome")


def set_text(text: str, typesetting: Typesetting = WORD, style: str = PLAIN) -> tuple[SetLine, ...]:
    """Return the lines of a paragraph in the type area."""
    return set_lines(Paragraph(style, (Text(text),)), EXTENT, BOOK, typesetting)


def words_of(line: SetLine) -> str:
    """Return a line's words."""
    return "".join(span.text for span in line.spans)


def lines_of(text: str, typesetting: Typesetting = WORD, style: str = PLAIN) -> list[str]:
    """Return the words of each line of a paragraph in the type area."""
    return [words_of(line) for line in set_text(text, typesetting, style)]


def xs_of(line: SetLine) -> list[float]:
    """Return the left edge of each character of a line, in mm."""
    return [x for span in line.spans for x in span.xs]


def pages_of(letter: ReplyLetter) -> Pages:
    """Return the pages of a letter."""
    return lay_out(letter, BOOK)


def flowing(page: Page) -> list[Line]:
    """Return the lines of a page's text."""
    return [line for line in page.lines if line.style not in APART]


def with_words(pages: Pages, words: str) -> Iterator[tuple[Page, Line]]:
    """Yield each line that has some words, with its page."""
    for page in pages.pages:
        for line in page.lines:
            if words in line.text:
                yield page, line


def page_with(pages: Pages, words: str) -> int:
    """Return the number of the first page that has a line with some words."""
    return next(page.number for page, _ in with_words(pages, words))
