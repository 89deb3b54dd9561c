"""The imprint (版记, GB/T 9704-2012 7.4, 10.1) at the foot of the last page: framed rows and, in full, their rules.

Each row is a framed paragraph pinned to the page that its anchor is on; the anchor is the last paragraph of all, held
to the text before it, so that rows and text cannot part.
"""

from typing import NamedTuple

from docgen.docx import ooxml
from docgen.refusal import NotOffered
from docgen.standard import standard
from docgen.widths import count_lines
from letter import derived
from letter.chinese import chinese_date
from letter.model import ReplyLetter
from letter.wording import wording

_BLACK = "000000"
# The red rules of the letterhead have the first drawing numbers.
_FIRST_DRAWING = 11


class Row(NamedTuple):
    """One row: content, hanging indent and tab in twips, height in rows, and whether a thin rule is above it."""

    content: str
    lines: int = 1
    hanging: int = 0
    right_tab: int = 0
    align: str = ""
    ruled: bool = False


def imprint(letter: ReplyLetter) -> str:
    """Return the framed rows and the last paragraph, to which they and their rules are anchored; raises NotOffered."""
    rows = _rows(letter)
    if not rows:
        return ooxml.paragraph("tail")
    page, look = standard().page, standard().imprint
    lines = sum(row.lines for row in rows)
    if lines > look.most_lines.value:
        raise NotOffered(
            "copy_to", f"抄送太多，版记要占 {lines} 行，最多 {look.most_lines.value:g} 行，请精简或另附名单。"
        )
    row_height, indent = look.row.twips, round(look.indent.value * look.size.twips)
    y = page.foot - row_height * lines
    framed: list[str] = []
    heights = [y]
    for row in rows:
        frame = ooxml.page_frame(
            x=page.left.twips,
            y=y - look.rise.twips,
            width=page.type_width.twips,
            height=row_height * row.lines,
        )
        sides = ooxml.indent(left=indent + row.hanging, right=indent, hanging=row.hanging)
        framed.append(
            ooxml.paragraph(
                "imprint",
                row.content,
                frame=frame,
                right_tab=row.right_tab,
                pitch=row_height,
                indent=sides,
                align=row.align,
            )
        )
        y += row_height * row.lines
        heights.append(y)
    rules = _rules(rows, heights) if letter.agency.imprint == "full" else ""
    return "".join(framed) + ooxml.paragraph("tail", rules)


def _rows(letter: ReplyLetter) -> list[Row]:
    words, look, page = wording(), standard().imprint, standard().page
    full = letter.agency.imprint == "full"
    right = page.type_width.twips - round(look.indent.value * look.size.twips)
    rows = [
        _names(label, names)
        for label, names in (
            (words.report_to_label, letter.report_to),
            (words.copy_to_label, derived.copies_to(letter)),
        )
        if names
    ]
    if full:
        office = letter.printing.office or derived.printing_office(letter)
        day = letter.printing.date or letter.document_date
        date = chinese_date(day) if day else derived.document_date_text(letter)
        printed = ooxml.run(f"{office}\t{words.printed_on.format(date=date)}")
        rows.append(Row(printed, right_tab=right, ruled=bool(rows)))
    if letter.agency.show_copies:
        number = letter.printing.copies or derived.copies(letter)
        rows.append(Row(ooxml.run(words.copies.format(copies=number)), align="right", ruled=False))
    return rows


def _names(label: str, names: tuple[str, ...]) -> Row:
    look = standard().imprint
    hanging = len(label) * look.size.twips
    text = wording().list_separator.join(names) + "。"
    room = (standard().page.type_width.twips - hanging) / look.size.twips - 2 * look.indent.value
    return Row(ooxml.run(label + text), lines=count_lines(text, room), hanging=hanging)


def _rules(rows: list[Row], heights: list[int]) -> str:
    """Return thick rules above the first and below the last row, a thin one above each ruled row (7.4.1)."""
    look, page = standard().imprint, standard().page
    heavy, light = look.thick.points, look.thin.points
    drawn = [(heights[0], heavy)]
    drawn += [(y, light) for row, y in zip(rows, heights, strict=False) if row.ruled]
    drawn.append((heights[-1], heavy))
    return "".join(
        ooxml.page_line(number, x=page.left.emu, y=y / 20, length=page.type_width.emu, points=thickness, color=_BLACK)
        for number, (y, thickness) in enumerate(drawn, _FIRST_DRAWING)
    )
