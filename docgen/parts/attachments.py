"""The list of attachments (附件说明, GB/T 9704-2012 7.3.4) and the attachments on pages of their own (7.3.7)."""

from docgen.paragraphs import Block, Indent, Paragraph, Text
from docgen.parts.body import blocks
from docgen.parts.table import apart
from docgen.parts.title import blank
from docgen.standard import standard
from docgen.title_lines import split_title
from docgen.widths import latin_width
from letter.model import ReplyLetter
from letter.wording import wording

_INDENT = 2


def attachment_list(letter: ReplyLetter) -> list[Paragraph]:
    """Return 附件：and the names, each following one aligned under the first; nothing without attachments."""
    if not letter.attachments:
        return []
    unit, label = standard().grid.character, wording().attachment_label
    several = len(letter.attachments) > 1
    paragraphs: list[Paragraph] = []
    for number, attachment in enumerate(letter.attachments, 1):
        mark = f"{number}." if several else ""
        words = (label if number == 1 else "") + mark + attachment.title
        # A wrapped name goes on under its own first character: label and number stand to the left of it.
        mark_width = _mark_width(mark)
        name_left = (_INDENT + len(label)) * unit + mark_width
        hanging = (len(label) * unit if number == 1 else 0) + mark_width
        above = blank(standard().blank_lines.above_attachment_list.value) if number == 1 else 0
        paragraphs.append(
            Paragraph(
                "attachment_list",
                (Text(words),),
                before=above,
                indent=Indent(left=name_left, hanging=hanging),
                field=f"/attachments/{number - 1}/title",
            )
        )
    return paragraphs


def _mark_width(mark: str) -> int:
    """Return the width of a number and its point in twips."""
    grid = standard().grid
    return round(latin_width(mark) * grid.size.twips) + len(mark) * grid.spacing.twips


def attachments(letter: ReplyLetter) -> list[Block]:
    """Return each attachment: its mark on the first line of a new page, its title on the third, then its content."""
    several = len(letter.attachments) > 1
    width = standard().title.characters.value
    pages: list[Block] = []
    for number, attachment in enumerate(letter.attachments, 1):
        mark = wording().attachment_heading.format(number=number if several else "")
        lines = "\n".join(split_title(attachment.title, width))
        field = f"/attachments/{number - 1}"
        pages.append(Paragraph("attachment_label", (Text(mark, font="hei"),), new_page=True))
        title = (Text(lines, font="title"),)
        pages.append(Paragraph("attachment_title", title, before=blank(1), field=f"{field}/title"))
        pages.append(Paragraph("body", pitch=blank(standard().blank_lines.below_attachment_title.value)))
        pages += apart(list(blocks(attachment.answer, f"{field}/answer")))
    return pages
