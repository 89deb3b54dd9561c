"""The letter format (信函格式, GB/T 9704-2012 10.1): issuer's mark, two pairs of red rules, number at their right."""

from docgen.lengths import points, twips
from docgen.page_setup import page_setup_of
from docgen.paragraphs import Align, Content, Paragraph, Tab, Text
from docgen.parts.head import (
    Head,
    LetterheadParts,
    Masthead,
    Stroke,
    foot_rules,
    header_bottom,
    ink_in_line,
    rules,
    shared_masthead,
)
from docgen.parts.mark import mark_of, mark_size, spread, words
from docgen.parts.number_words import left_elements, named_signatory, number, signatory_rows
from docgen.standard import fonts, standard, styles
from docgen.styles import BASE_LINE
from letter.derived import disclosure_position
from letter.effective_texts import EffectiveTexts
from letter.model import ReplyLetter


def _head(masthead: Masthead) -> Head:
    """Return the head; a joint letter bears the mark of its host alone."""
    page, look, agency = standard().page, standard().letterhead, masthead.agency
    mark, font = mark_of(agency), fonts()[styles()["mark"].font]
    size, width = mark_size(len(mark), look.mark_size.value, look.mark_smallest.value, page.type_width.points)
    upper = _upper_rules(look.mark_top.points + (font.ink_top + font.ink_bottom) * size)
    number_line_top = upper[1].y + upper[1].thickness / 2 + look.number_gap.points - ink_in_line()
    bottom = header_bottom(number_line_top, points(page.foot))
    line_top = look.mark_top.points - (BASE_LINE * look.mark_line.value - font.ink_top) * size
    drawn = rules((*upper, *foot_rules()), look.rule_length.points, page_setup_of(agency).rules_middle(agency))
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


def number_lines(letter: ReplyLetter, texts: EffectiveTexts, before: int, side: Align = "right") -> list[Paragraph]:
    """Return the number on a side, on the left of it the first of what stands there, the others below."""
    left: list[Content] = [(words,) for words in left_elements(letter)]
    if signatory_rows(letter):
        left.append(named_signatory([letter.signatory]))
    if side != "right" or not left:
        first = Paragraph("number_line", number(letter, texts), before=before, align=side)
        following = left
    else:
        tab = standard().page.type_width.twips
        runs = (*left[0], Text("\t"), *number(letter, texts))
        first = Paragraph("number_line", runs, before=before, tabs=(Tab("right", tab),))
        following = left[1:]
    return [first, *(Paragraph("number_line", content) for content in following), *_disclosure(letter, texts, side)]


def _disclosure(letter: ReplyLetter, texts: EffectiveTexts, side: Align) -> list[Paragraph]:
    """Return the disclosure mark on a line under the number, nothing when it stands elsewhere."""
    words = texts.disclosure if disclosure_position(letter.agency) == "number_line" else ""
    return [Paragraph("number_line", (Text(words),), align=side, field="/disclosure")] if words else []


PARTS = LetterheadParts(masthead=shared_masthead, head=_head, number_lines=number_lines)
