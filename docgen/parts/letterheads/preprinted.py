"""Paper with a printed head (套印): nothing is drawn but what the paper lacks, and the text begins below the head."""

from docgen.lengths import POINTS_PER_MM, points, twips
from docgen.page_setup import page_setup_of
from docgen.paragraphs import Align, Paragraph, PinnedLine
from docgen.parts.head import (
    Head,
    LetterheadParts,
    Masthead,
    foot_rules,
    header_bottom,
    ink_in_line,
    rules,
    shared_masthead,
)
from docgen.parts.letterheads import letter_format
from docgen.standard import standard
from letter.effective_texts import EffectiveTexts
from letter.model import Agency, NumberPlace, ReplyLetter

_SIDES: dict[NumberPlace, Align] = {"left": "left", "centre": "center", "right": "right"}


def _head(masthead: Masthead) -> Head:
    """Return the head: the number stands below the printed one as in the letter format, or where the profile says."""
    agency, look = masthead.agency, standard().letterhead
    setup = page_setup_of(agency)
    page = setup.page
    number_line_top = max(page.top.points, number_ink_top(agency) + setup.down - ink_in_line())
    bottom = max(page.top.points, header_bottom(number_line_top, points(page.foot)))
    drawn: tuple[PinnedLine, ...] = ()
    if not agency.paper.foot_rules:
        drawn = rules(foot_rules(setup.down), look.rule_length.points, setup.rules_middle(agency))
    content = Paragraph("mark", drawn, pitch=twips(bottom - setup.header_distance))
    return Head(content=(content,), header_bottom=bottom, number_line_top=number_line_top)


def number_ink_top(agency: Agency) -> float:
    """Return where the number's characters begin, in points from the paper's top, before anything is moved."""
    paper = agency.paper
    if paper.number_top is not None:
        return paper.number_top * POINTS_PER_MM
    return paper.head_end * POINTS_PER_MM + standard().letterhead.number_gap.points


def _number_lines(letter: ReplyLetter, texts: EffectiveTexts, before: int) -> list[Paragraph]:
    """Return the lines of the letter format, with the number where the paper has its place."""
    return letter_format.number_lines(letter, texts, before, _SIDES[letter.agency.paper.number_place])


PARTS = LetterheadParts(masthead=shared_masthead, head=_head, number_lines=_number_lines)
