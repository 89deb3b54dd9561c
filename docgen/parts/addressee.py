"""The addressee (主送机关, GB/T 9704-2012 7.3.2): below the title, or in the imprint when there are too many."""

from collections.abc import Sequence

from docgen.lengths import points
from docgen.page_setup import page_setup_of
from docgen.paragraphs import Paragraph, Text
from docgen.parts.head import Head
from docgen.parts.title import blank
from docgen.standard import standard, styles
from docgen.widths import count_lines
from letter.model import ReplyLetter

_SHORT = 2


def addressee(salutation: str, moves: bool) -> Paragraph:
    """Return the addressee's line, one blank line above it; only the blank line when it moves to the imprint."""
    if moves:
        return Paragraph("addressee")
    above = blank(standard().blank_lines.above_addressee.value)
    return Paragraph("addressee", (Text(salutation),), before=above, field="/salutation")


def addressee_moves(letter: ReplyLetter, words: str, head: Head, title_lines: Sequence[str]) -> bool:
    """Return whether the addressees are so many that the first page would show no text (7.3.2).

    They are counted in 字, as the imprint is: whether they move must be known before anything is laid out.
    """
    grid, blanks = standard().grid, standard().blank_lines
    if len(words) < grid.characters.value * _SHORT:
        return False
    title = len(title_lines) * (styles()["title"].pitch or grid.pitch.value)
    lines = 1 + blanks.above_title.value + blanks.above_addressee.value + count_lines(words, grid.characters.value)
    used = head.number_line_top + head.below_number + title + (lines + 1) * grid.pitch.points
    return used > points(page_setup_of(letter.agency).page.foot)
