"""The head of the letter format (信函格式, GB/T 9704-2012 10.1): issuer's mark and the two pairs of red rules."""

from docgen.page_setup import sheet_of
from docgen.paragraphs import Paragraph
from docgen.parts.head import (
    BASE_LINE,
    Head,
    Masthead,
    Stroke,
    foot_rules,
    header_bottom,
    ink_in_line,
    rules,
    twips,
)
from docgen.parts.mark import mark_of, mark_size, spread, words
from docgen.standard import fonts, standard, styles


def letter_format(masthead: Masthead) -> Head:
    """Return the head; a joint letter bears the mark of its host alone."""
    page, look, agency = standard().page, standard().letterhead, masthead.agency
    mark, font = mark_of(agency), fonts()[styles()["mark"].font]
    size, width = mark_size(len(mark), look.mark_size.value, look.mark_smallest.value, page.type_width.points)
    upper = _upper_rules(look.mark_top.points + (font.ink_top + font.ink_bottom) * size)
    number_line_top = upper[1].y + upper[1].thickness / 2 + look.number_gap.points - ink_in_line()
    bottom = header_bottom(number_line_top, page.foot / 20)
    line_top = look.mark_top.points - (BASE_LINE * look.mark_line.value - font.ink_top) * size
    drawn = rules((*upper, *foot_rules()), look.rule_length.points, sheet_of(agency).rules_middle(agency))
    pitch = look.mark_line.value * size
    gap = spread(mark, size) if width == 100 else 0
    first = Paragraph(
        "mark",
        drawn + words(mark, size, width=width, gap=gap),
        before=twips(line_top - look.header_distance.points),
        pitch=twips(pitch),
    )
    rest = Paragraph("mark", pitch=twips(bottom - line_top - pitch))
    return Head(content=(first, rest), header_bottom=bottom, number_line_top=number_line_top)


def _upper_rules(mark_bottom: float) -> tuple[Stroke, Stroke]:
    """Return the rules under the mark, thick over thin."""
    look = standard().letterhead
    top, thick, thin = mark_bottom + look.rule_gap.points, look.rule_thick.points, look.rule_thin.points
    return Stroke(top + thick / 2, thick), Stroke(top + thick + look.rule_between.points + thin / 2, thin)
