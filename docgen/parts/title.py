"""Title (标题, GB/T 9704-2012 7.3.1)."""

from collections.abc import Sequence

from docgen.lengths import twips
from docgen.paragraphs import Paragraph, Text
from docgen.parts.head import Head
from docgen.standard import standard
from letter.effective_texts import EffectiveTexts
from letter.model import ReplyLetter


def title(letter: ReplyLetter, texts: EffectiveTexts, head: Head, lines: Sequence[str]) -> Paragraph:
    """Return the title in its lines, two blank lines above it.

    An outcome class above the title stands in the lower one of them.
    """
    above = 0
    if not (letter.agency.outcome_position == "title" and texts.outcome):
        above = twips(head.below_number) + blank(standard().blank_lines.above_title.value)
    return Paragraph("title", (Text("\n".join(lines), font="title"),), before=above, field="/title")


def blank(lines: float) -> int:
    """Return the height of blank lines of the grid in twips."""
    return round(lines * standard().grid.pitch.twips)
