"""The lines between head and title: copy number, secrecy, urgency, document number, 签发人 and outcome class.

Where they stand is the letterhead's: under the upper red rules, on the left and on the right (GB/T 9704-2012 10.1), or
the first three at the head of the type area, the number in the middle or, with 签发人 beside it, on the left (7.2.1 to
7.2.6).
"""

from docgen.lengths import twips
from docgen.page_setup import page_setup_of
from docgen.paragraphs import Content, Frame, Paragraph, Text
from docgen.parts.head import Head
from docgen.parts.letterhead import letterhead_of
from docgen.parts.number_words import GAP, OUTCOME, left_elements, named_signatory
from docgen.standard import standard
from letter.effective_texts import EffectiveTexts
from letter.model import ReplyLetter


def corner(letter: ReplyLetter, texts: EffectiveTexts) -> list[Paragraph]:
    """Return the framed line in the upper right corner, nothing when the agency puts nothing there."""
    agency = letter.agency
    words = texts.outcome if agency.outcome_position == "upper_right" else ""
    runs: Content = (Text(words, font="hei", field=OUTCOME),) if words else ()
    if agency.show_signatory and agency.signatory_position == "upper_right" and letter.signatory:
        runs += (*((Text(GAP),) if runs else ()), *named_signatory([letter.signatory]))
    return [_framed("outcome", runs, letter, standard().letterhead.outcome_top.points)] if runs else []


def top_left(letter: ReplyLetter) -> list[Paragraph]:
    """Return copy number, secrecy and urgency at the head of the type area, where the letterhead wants them there."""
    if not letter.agency.head.elements_on_top:
        return []
    # In the standard's order from the first line on; an element that is missing leaves no gap.
    top, pitch = standard().page.top.points, standard().grid.pitch.points
    return [
        _framed("number_line", (words,), letter, top + line * pitch) for line, words in enumerate(left_elements(letter))
    ]


def number_lines(letter: ReplyLetter, texts: EffectiveTexts, head: Head) -> list[Paragraph]:
    """Return the document number's line, and the lines that share its place."""
    before = twips(head.number_line_top - head.header_bottom)
    return letterhead_of(letter.agency).number_lines(letter, texts, before)


def outcome_line(letter: ReplyLetter, texts: EffectiveTexts, head: Head) -> list[Paragraph]:
    """Return the outcome class on the right just above the title, nothing when it stands elsewhere."""
    words = texts.outcome if letter.agency.outcome_position == "title" else ""
    if not words:
        return []
    above = twips(head.below_number + standard().grid.pitch.points)
    return [Paragraph("outcome", (Text(words, font="hei"),), before=above, field=OUTCOME)]


def _framed(style: str, content: Content, letter: ReplyLetter, top: float) -> Paragraph:
    setup = page_setup_of(letter.agency)
    frame = Frame(
        x=setup.page.left.twips,
        y=twips(top + setup.down),
        width=setup.page.type_width.twips,
        height=standard().grid.pitch.twips,
    )
    return Paragraph(style, content, frame=frame)
