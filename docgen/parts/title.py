"""Title (标题, GB/T 9704-2012 7.3.1)."""

from docgen.paragraphs import Paragraph, Text
from docgen.parts.head import twips
from docgen.parts.letterhead import head_of
from docgen.parts.title_text import title_lines
from docgen.standard import standard
from letter.derived import outcome_text
from letter.model import ReplyLetter


def title(letter: ReplyLetter) -> Paragraph:
    """Return the title, its lines broken by sense, two blank lines above it.

    An outcome class above the title stands in the lower one of them.
    """
    above = 0
    if not (letter.agency.outcome_position == "title" and outcome_text(letter)):
        above = twips(head_of(letter).below_number) + blank(standard().blank_lines.above_title.value)
    return Paragraph("title", (Text("\n".join(title_lines(letter)), font="title"),), before=above, field="/title")


def blank(lines: float) -> int:
    """Return the height of blank lines of the grid in twips."""
    return round(lines * standard().grid.pitch.twips)
