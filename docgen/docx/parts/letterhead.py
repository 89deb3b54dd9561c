"""The head of the letter format (信函格式, GB/T 9704-2012 10.1): issuer's mark and the two pairs of red rules.

All of it lies in the first page's header, where nothing that is done to the text can move or delete it; the header is
as tall as the mark, so that the text begins below it.
"""

from math import ceil
from typing import NamedTuple

from docgen.docx import ooxml
from docgen.standard import EMU_PER_POINT, Font, Letterhead, fonts, standard, styles
from letter.model import Agency

# Word, WPS and LibreOffice put the base line of an exactly set line at four fifths of its height.
BASE_LINE = 0.8


def mark_of(agency: Agency) -> str:
    """Return the issuer's mark (发文机关标志): the organ's full or usual name, without 文件."""
    return agency.mark or agency.name


def mark_size(mark: str, head: Letterhead, width: float) -> tuple[float, int]:
    """Return the size of the mark in points and its width in percent, so that a long name fits the type area.

    Below the smallest size a name is made narrower instead, as printed letterheads do.
    """
    fitting = int(width / len(mark) * 2) / 2
    size = max(head.mark_smallest.value, min(head.mark_size.value, fitting))
    return size, min(100, int(fitting / size * 100))


def _letter_gap(mark: str, size: float, head: Letterhead) -> int:
    """Return the space between the letters of a short name, in twips."""
    room = head.mark_spread.points - len(mark) * size
    gap = min(room / max(len(mark) - 1, 1), head.mark_gap_limit.value * size)
    return max(0, round(gap * 20))


class Stroke(NamedTuple):
    """One red rule: the height of its middle and its thickness in points."""

    y: float
    thickness: float


def _rules(head: Letterhead, font: Font, size: float) -> tuple[Stroke, ...]:
    """Return the four rules from the top: thick over thin under the mark, thin over thick at the foot."""
    thick, thin, between = head.rule_thick.points, head.rule_thin.points, head.rule_between.points
    top = head.mark_top.points + (font.ink_top + font.ink_bottom) * size + head.rule_gap.points
    foot = standard().page.height.points - head.rule_foot.points
    return (
        Stroke(top + thick / 2, thick),
        Stroke(top + thick + between + thin / 2, thin),
        Stroke(foot - thick - between - thin / 2, thin),
        Stroke(foot - thick / 2, thick),
    )


class Head(NamedTuple):
    """Where things stand in the head of one agency: sizes and heights in points from the paper's top."""

    size: float
    width: int
    mark_line_top: float
    rules: tuple[Stroke, ...]
    header_bottom: float
    number_line_top: float


def measure_head(agency: Agency) -> Head:
    """Return the heights of an agency's head.

    The header ends a whole number of lines above the foot of the type area: LibreOffice centres the lines of the first
    page in what the header leaves, and so finds nothing to centre. The rest is space above the first line of the text.
    """
    page, grid, head = standard().page, standard().grid, standard().letterhead
    font, body_font = fonts()[styles()["mark"].font], fonts()["body"]
    size, width = mark_size(mark_of(agency), head, page.type_width.points)
    rules = _rules(head, font, size)
    ink_in_line = BASE_LINE * grid.pitch.points - body_font.ink_top * grid.size.points
    number_line_top = rules[1].y + rules[1].thickness / 2 + head.number_gap.points - ink_in_line
    foot = page.foot / 20
    lines = ceil((foot - number_line_top) / grid.pitch.points)
    return Head(
        size=size,
        width=width,
        mark_line_top=head.mark_top.points - (BASE_LINE * head.mark_line.value - font.ink_top) * size,
        rules=rules,
        header_bottom=foot - lines * grid.pitch.points,
        number_line_top=number_line_top,
    )


def header_part(agency: Agency) -> str:
    """Return the header of the first page."""
    page, look = standard().page, standard().letterhead
    head, mark = measure_head(agency), mark_of(agency)
    middle = page.width.points / 2
    if agency.rules_centred_on == "type_area":
        middle = page.left.points + page.type_width.points / 2
    x = round((middle - look.rule_length.points / 2) * EMU_PER_POINT)
    lines = "".join(
        ooxml.page_line(
            number,
            x=x,
            y=stroke.y,
            length=look.rule_length.emu,
            points=stroke.thickness,
            color=styles()["mark"].color,
        )
        for number, stroke in enumerate(head.rules, 1)
    )
    pitch = look.mark_line.value * head.size
    before = head.mark_line_top - look.header_distance.points
    first = ooxml.paragraph("mark", lines + _words(mark, head), before=round(before * 20), pitch=round(pitch * 20))
    rest = head.header_bottom - head.mark_line_top - pitch
    return ooxml.story("hdr", first + ooxml.paragraph("mark", pitch=round(rest * 20)))


def _words(mark: str, head: Head) -> str:
    """Return the mark; no space stands behind its last letter, which would pull it off centre."""
    gap = _letter_gap(mark, head.size, standard().letterhead)
    if not gap:
        return ooxml.run(mark, size=head.size, width=head.width)
    return ooxml.run(mark[:-1], spacing=gap, size=head.size) + ooxml.run(mark[-1], size=head.size)
