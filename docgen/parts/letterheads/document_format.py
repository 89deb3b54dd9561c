"""The document format (文件格式, GB/T 9704-2012 7.2): mark with 文件, number, one red rule.

Joint organs stand one above the other, host first, 文件 beside them in the middle of their height (7.2.4).
"""

from typing import NamedTuple

from docgen.lengths import points, twips
from docgen.paragraphs import Block, Indent, Paragraph, PinnedLine, SideBySide, Tab, Text
from docgen.parts.head import Head, LetterheadParts, Masthead, Stroke, header_bottom, rules
from docgen.parts.mark import mark_of, mark_size, spread, words
from docgen.parts.number_words import (
    NAME_GAP,
    named_signatory,
    number,
    signatory_label,
    signatory_names,
    signatory_rows,
)
from docgen.parts.title_text import title_lines
from docgen.standard import fonts, standard, styles
from docgen.styles import BASE_LINE
from docgen.widths import width_in_characters
from letter.effective_texts import EffectiveTexts
from letter.model import ReplyLetter
from letter.wording import wording

# A stack of names stands a little more open than a single one.
_STACK_LINE = 1.25
_LEAST_STACK = 40.0
_ADDRESSEE_AND_TEXT = 3
# A spread name is a hair narrower than its column, or rounding would break it.
_EASE = 2.0


class _Mark(NamedTuple):
    """A mark ready to be set: names, 文件 or nothing, size in points, width in percent, line in points."""

    names: tuple[str, ...]
    document: str
    size: float
    width: int
    pitch: float


def _masthead(letter: ReplyLetter, texts: EffectiveTexts) -> Masthead:
    """Return what the head depends on; joint organs leave as much height as title and 签发人 do not take."""
    agency, rows = letter.agency, max(1, len(signatory_rows(letter)))
    if agency.joint_mark == "host" or not letter.joint_issuers:
        return Masthead(agency, signatory_rows=rows)
    return Masthead(agency, texts.issuers[1:], rows, len(title_lines(letter, texts.title)))


def _head(masthead: Masthead) -> Head:
    """Return the head; the number stands on the last row of 签发人."""
    page, look, grid = standard().page, standard().document_format, standard().grid
    mark, font = _mark(masthead), fonts()[styles()["mark"].font]
    line_top = look.mark_top.points - (BASE_LINE * mark.pitch - font.ink_top * mark.size)
    mark_height = mark.pitch * len(mark.names)
    mark_bottom = line_top + mark_height - ((1 - BASE_LINE) * mark.pitch - font.ink_bottom * mark.size)
    number_top = mark_bottom + look.above_number.value * grid.pitch.points
    last_top = number_top + (masthead.signatory_rows - 1) * grid.pitch.points
    ink_bottom = last_top + BASE_LINE * grid.pitch.points + look.number_ink.value * grid.size.points
    rule = Stroke(ink_bottom + look.rule_gap.points + look.rule_thick.points / 2, look.rule_thick.points)
    bottom = header_bottom(number_top, points(page.foot))
    drawn = rules([rule], look.rule_length.points, page.middle)
    above = twips(line_top - standard().letterhead.header_distance.points)
    rest = Paragraph("mark", pitch=twips(bottom - line_top - mark_height))
    return Head(
        content=(*_set(mark, drawn, above), rest),
        header_bottom=bottom,
        number_line_top=number_top,
        below_number=rule.y + rule.thickness / 2 - last_top - grid.pitch.points,
    )


def _mark(masthead: Masthead) -> _Mark:
    look, agency = standard().document_format, masthead.agency
    document = wording().document_word if agency.mark_with_document else ""
    joint = masthead.joint
    names = (mark_of(agency), *joint)
    line = _STACK_LINE if joint else standard().letterhead.mark_line.value
    beside = len(document) + (look.document_gap.value if joint and document else 0)
    highest = _joint_height(masthead) / len(names) / line if joint else look.mark_size.value
    size, width = mark_size(
        max(map(len, names)) + beside,
        min(look.mark_size.value, highest),
        min(look.mark_smallest.value, highest),
        standard().page.type_width.points,
    )
    return _Mark(names, document, size, width, line * size)


def _joint_height(masthead: Masthead) -> float:
    """Return how high a stack of names may be in points, so that the first page shows text (7.2.4)."""
    look, blanks, grid = standard().document_format, standard().blank_lines, standard().grid
    lines = look.above_number.value + masthead.signatory_rows + blanks.above_title.value + blanks.above_addressee.value
    below = (lines + _ADDRESSEE_AND_TEXT) * grid.pitch.points + look.rule_gap.points
    title = masthead.title_lines * (styles()["title"].pitch or grid.pitch.value)
    available = points(standard().page.foot) - look.mark_top.points - below - title
    return max(_LEAST_STACK, min(look.joint_height.points, available))


def _set(mark: _Mark, drawn: tuple[PinnedLine, ...], above: int) -> tuple[Block, ...]:
    if len(mark.names) == 1:
        text = mark.names[0] + mark.document
        gap = spread(text, mark.size) if mark.width == 100 else 0
        runs = drawn + words(text, mark.size, width=mark.width, gap=gap)
        return (Paragraph("mark", runs, before=above, pitch=twips(mark.pitch)),)
    longest, pitch = max(map(len, mark.names)), twips(mark.pitch)
    # Shorter names are spread to the width of the longest one.
    gaps = [(longest - len(name)) * mark.size / max(len(name) - 1, 1) for name in mark.names]
    rows = [
        Paragraph("mark", words(name, mark.size, width=mark.width, gap=gap), pitch=pitch)
        for name, gap in zip(mark.names, gaps, strict=True)
    ]
    scale = mark.width / 100 * mark.size
    columns = [twips(longest * scale + _EASE)]
    if mark.document:
        gap = standard().document_format.document_gap.value
        columns.append(twips((len(mark.document) + gap) * scale))
    document = Paragraph("mark", words(mark.document, mark.size, width=mark.width), pitch=pitch, align="right")
    cells = [rows, [document]][: len(columns)]
    # The table's own first line would otherwise begin at the header's top.
    first = Paragraph("mark", drawn, pitch=above)
    return first, SideBySide(cells, columns, pitch * len(rows))


def _number_lines(letter: ReplyLetter, texts: EffectiveTexts, before: int) -> list[Paragraph]:
    """Return the number in the middle, or on the left of the last row of 签发人 (7.2.5, 7.2.6)."""
    rows = signatory_rows(letter)
    if not rows:
        return [Paragraph("number_line", number(letter, texts), before=before, align="center")]
    unit, line = standard().grid.character, standard().grid.characters.value
    widest = max(width_in_characters(NAME_GAP.join(row)) for row in rows)
    edge = standard().document_format.number_indent.value
    names_left = round((line - edge - widest) * unit)
    label_left = names_left - len(signatory_label()) * unit
    lines: list[Paragraph] = []
    for place, row in enumerate(rows):
        first, last = place == 0, place == len(rows) - 1
        named = named_signatory(row) if first else (signatory_names(row),)
        lines.append(
            Paragraph(
                "number_line",
                (*(number(letter, texts) if last else ()), Text("\t"), *named),
                before=before if first else 0,
                tabs=(Tab("left", label_left if first else names_left),),
                indent=Indent(left=round(edge * unit)),
            )
        )
    return lines


PARTS = LetterheadParts(masthead=_masthead, head=_head, number_lines=_number_lines)
