"""The list of attachments (附件说明, GB/T 9704-2012 7.3.4) and the attachments on pages of their own (7.3.7)."""

from docgen.docx import ooxml
from docgen.docx.parts.body import blocks
from docgen.docx.parts.title import blank
from docgen.standard import standard
from docgen.title_lines import split_title
from docgen.widths import latin_width
from letter.model import ReplyLetter
from letter.wording import wording

_INDENT = 2


def attachment_list(letter: ReplyLetter) -> str:
    """Return 附件：and the names, each following one aligned under the first; nothing without attachments."""
    if not letter.attachments:
        return ""
    unit, label = standard().grid.character, wording().attachment_label
    several = len(letter.attachments) > 1
    paragraphs: list[str] = []
    for number, attachment in enumerate(letter.attachments, 1):
        mark = f"{number}." if several else ""
        words = (label if number == 1 else "") + mark + attachment.title
        # A wrapped name goes on under its own first character: label and number stand to the left of it.
        mark_width = _mark_width(mark)
        name_left = (_INDENT + len(label)) * unit + mark_width
        hanging = (len(label) * unit if number == 1 else 0) + mark_width
        above = blank(standard().blank_lines.above_attachment_list.value) if number == 1 else 0
        indent = ooxml.indent(left=name_left, hanging=hanging)
        paragraphs.append(ooxml.paragraph("attachment_list", ooxml.run(words), before=above, indent=indent))
    return "".join(paragraphs)


def _mark_width(mark: str) -> int:
    """Return the width of a number and its point in twips."""
    grid = standard().grid
    return round(latin_width(mark) * grid.size.twips) + len(mark) * grid.spacing.twips


def attachments(letter: ReplyLetter) -> str:
    """Return each attachment: its mark on the first line of a new page, its title on the third, then its content."""
    several = len(letter.attachments) > 1
    width = standard().title.characters.value
    pages: list[str] = []
    for number, attachment in enumerate(letter.attachments, 1):
        mark = wording().attachment_heading.format(number=number if several else "")
        lines = "\n".join(split_title(attachment.title, width))
        pages.append(ooxml.paragraph("attachment_label", ooxml.run(mark, font="hei"), new_page=True))
        pages.append(ooxml.paragraph("attachment_title", ooxml.run(lines, font="title"), before=blank(1)))
        pages.append(ooxml.paragraph("body", pitch=blank(standard().blank_lines.below_attachment_title.value)))
        pages.append(blocks(attachment.answer))
    return "".join(pages)
