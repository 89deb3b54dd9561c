"""Title (标题, GB/T 9704-2012 7.3.1) and addressee (主送机关, 7.3.2)."""

from docgen.docx import ooxml
from docgen.standard import standard
from docgen.title_lines import split_title
from letter.derived import spoken
from letter.model import ReplyLetter


def title(letter: ReplyLetter) -> str:
    """Return the title, its lines broken by sense, two blank lines above it."""
    lines = split_title(spoken(letter, "title"), standard().title.characters.value)
    return ooxml.paragraph("title", ooxml.run("\n".join(lines)), before=blank(standard().blank_lines.above_title.value))


def addressee(letter: ReplyLetter) -> str:
    """Return the addressee's line, one blank line above it."""
    words = spoken(letter, "salutation")
    return ooxml.paragraph("addressee", ooxml.run(words), before=blank(standard().blank_lines.above_addressee.value))


def blank(lines: float) -> int:
    """Return the height of blank lines of the grid in twips."""
    return round(lines * standard().grid.pitch.twips)
