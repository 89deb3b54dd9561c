"""The imprint (版记, GB/T 9704-2012 7.4, 10.1) at the foot of the last page: framed rows and, in full, their rules.

Each row is a framed paragraph pinned to the page that its anchor is on; the anchor is the last paragraph of all, held
to the text before it, so that rows and text cannot part.
"""

from typing import NamedTuple

from docgen.errors import NotOffered
from docgen.lengths import TWIPS_PER_HALF_POINT, points
from docgen.page_setup import page_setup_of
from docgen.paragraphs import Align, Content, Frame, Indent, Paragraph, PinnedLine, Tab, Text
from docgen.standard import Page, fonts, standard, styles
from docgen.styles import BASE_LINE
from docgen.widths import count_lines, packed
from letter.chinese import chinese_date
from letter.derived import disclosure_position
from letter.effective_texts import EffectiveTexts
from letter.messages import counted
from letter.model import ReplyLetter
from letter.organs import joined
from letter.wording import wording

_BLACK = "000000"
# The red rules of the letterhead have the first drawing numbers.
_FIRST_DRAWING = 11


class Row(NamedTuple):
    """One row: content and its field, hanging indent in twips, tabs, lines of text, whether a thin rule is above it."""

    content: Content
    field: str
    lines: int = 1
    hanging: int = 0
    tabs: tuple[Tab, ...] = ()
    align: Align = ""
    ruled: bool = False


def imprint(letter: ReplyLetter, texts: EffectiveTexts, addressed: bool) -> list[Paragraph]:
    """Return the framed rows and the last paragraph, to which they and their rules are anchored; raises NotOffered.

    addressed is whether the addressees stand here.
    """
    rows = _rows(letter, texts, addressed)
    if not rows:
        return [Paragraph("tail")]
    page = page_setup_of(letter.agency).page
    line = _line(sum(row.lines for row in rows))
    heights = [page.foot - line * sum(row.lines for row in rows[number:]) for number in range(len(rows) + 1)]
    framed = [_framed(row, y, line, page) for row, y in zip(rows, heights, strict=False)]
    rules = _rules(rows, heights, page) if letter.agency.imprint == "full" else ()
    return [*framed, Paragraph("tail", rules)]


def _line(lines: int) -> int:
    """Return the height of a line in twips: that of the grid, closer when there are many; raises NotOffered."""
    look = standard().imprint
    if lines <= look.most_lines.value:
        return look.row.twips
    if lines <= look.most_tight_lines.value:
        return look.tight_row.twips
    most = look.most_tight_lines.value
    sentence = counted(
        "主送、抄送太多，版记要占 {count} 行，最多 {most} 行，请精简或另附名单。", count=lines, most=f"{most:g}"
    )
    raise NotOffered("copy_to", sentence)


def _framed(row: Row, y: int, line: int, page: Page) -> Paragraph:
    look, font = standard().imprint, fonts()[styles()["imprint"].font]
    indent = round(look.indent.value * look.size.twips)
    # Set exactly, characters lie below the middle of their line. They are raised, in Word's half points: a lifted frame
    # would want the room of the text's last line.
    rise = (BASE_LINE - 0.5) * line - (font.ink_top - font.ink_bottom) / 2 * look.size.twips
    raised = TWIPS_PER_HALF_POINT * round(rise / TWIPS_PER_HALF_POINT)
    return Paragraph(
        "imprint",
        tuple(piece._replace(raised=raised) if isinstance(piece, Text) else piece for piece in row.content),
        frame=Frame(x=page.left.twips, y=y, width=page.type_width.twips, height=line * row.lines),
        tabs=row.tabs,
        pitch=line,
        indent=Indent(left=indent + row.hanging, right=indent, hanging=row.hanging),
        align=row.align,
        field=row.field,
    )


def _rows(letter: ReplyLetter, texts: EffectiveTexts, addressed: bool) -> list[Row]:
    words, look, page, agency = wording(), standard().imprint, standard().page, letter.agency
    by_system = agency.copy_separators == "by_system"
    addressees = texts.salutation.removesuffix("：") if addressed else ""
    rows = [
        _names(label, names, field)
        for label, names, field in (
            (words.addressee_label, addressees, "/salutation"),
            (words.report_to_label, joined(letter.report_to, by_system), "/report_to"),
            (words.copy_to_label, joined(texts.copy_to, by_system), "/copy_to"),
        )
        if names
    ]
    if disclosure_position(agency) == "imprint" and texts.disclosure:
        rows.insert(0, Row((Text(texts.disclosure),), "/disclosure"))
    if agency.contact_position == "imprint" and texts.contact:
        lines = packed(texts.contact, words.contact_separator, _room(0))
        count = sum(count_lines(line, _room(0)) for line in lines)
        rows.append(Row((Text("\n".join(lines)),), "/contact", lines=count, ruled=bool(rows)))
    if agency.imprint == "full":
        date = chinese_date(letter.printing.date) if letter.printing.date else texts.document_date
        right = page.type_width.twips - round(look.indent.value * look.size.twips)
        printed = (Text(f"{texts.printing_office}\t{words.printed_on.format(date=date)}"),)
        rows.append(Row(printed, "/printing", tabs=(Tab("right", right),), ruled=bool(rows)))
    if agency.show_copies:
        rows.append(Row((Text(words.copies.format(copies=texts.copies)),), "/printing/copies", align="right"))
    return rows


def _names(label: str, names: str, field: str) -> Row:
    look = standard().imprint
    hanging = len(label) * look.size.twips
    text = names + wording().list_end
    return Row((Text(label + text),), field, lines=count_lines(text, _room(hanging)), hanging=hanging)


def _room(hanging: int) -> float:
    """Return how many characters a row holds beside its indents."""
    look = standard().imprint
    return (standard().page.type_width.twips - hanging) / look.size.twips - 2 * look.indent.value


def _rules(rows: list[Row], heights: list[int], page: Page) -> tuple[PinnedLine, ...]:
    """Return thick rules above the first and below the last row, a thin one above each ruled row (7.4.1)."""
    look = standard().imprint
    heavy, light = look.thick.points, look.thin.points
    drawn = [(heights[0], heavy)]
    drawn += [(y, light) for row, y in zip(rows, heights, strict=False) if row.ruled]
    drawn.append((heights[-1], heavy))
    return tuple(
        PinnedLine(number, x=page.left.emu, y=points(y), length=page.type_width.emu, points=thickness, color=_BLACK)
        for number, (y, thickness) in enumerate(drawn, _FIRST_DRAWING)
    )
