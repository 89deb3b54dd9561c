"""The lines between head and title: copy number, secrecy, urgency, document number, 签发人 and outcome class.

Letter format: under the upper red rules, on the left and on the right (GB/T 9704-2012 10.1). Document format: the first
three at the head of the type area, the number in the middle or, with 签发人 beside it, on the left (7.2.1 to 7.2.6).
"""

from typing import Literal

from docgen.page_setup import sheet_of
from docgen.paragraphs import Content, Frame, Indent, Paragraph, Tab, Text
from docgen.parts.head import twips
from docgen.parts.letterhead import head_of, signatory_rows
from docgen.standard import standard
from docgen.styles import BODY_STYLE, EMPHASIS_STYLE, KAI_STYLE
from docgen.widths import width_in_characters
from letter.derived import disclosure_position, disclosure_text, document_number_text, outcome_text
from letter.model import ReplyLetter
from letter.wording import wording

_GAP = "　　"
_NAME_GAP = "　"
_OUTCOME, _SIGNATORY = "/outcome_class", "/signatory"


def corner(letter: ReplyLetter) -> list[Paragraph]:
    """Return the framed line in the upper right corner, nothing when the agency puts nothing there."""
    agency = letter.agency
    words = outcome_text(letter) if agency.outcome_position == "upper_right" else ""
    runs: Content = (Text(words, font="hei", field=_OUTCOME),) if words else ()
    if agency.show_signatory and agency.signatory_position == "upper_right" and letter.signatory:
        runs += (*((Text(_GAP),) if runs else ()), *_named_signatory([letter.signatory]))
    return [_framed("outcome", runs, letter, standard().letterhead.outcome_top.points)] if runs else []


def top_left(letter: ReplyLetter) -> list[Paragraph]:
    """Return copy number, secrecy and urgency at the head of the type area, which the document format wants."""
    if letter.agency.letterhead != "document_format":
        return []
    # In the standard's order from the first line on; an element that is missing leaves no gap.
    top, pitch = standard().page.top.points, standard().grid.pitch.points
    return [
        _framed("number_line", (piece,), letter, top + line * pitch)
        for line, piece in enumerate(_left_elements(letter))
    ]


def number_lines(letter: ReplyLetter) -> list[Paragraph]:
    """Return the document number's line, and the lines that share its place."""
    head = head_of(letter)
    before = twips(head.number_line_top - head.header_bottom)
    if letter.agency.letterhead == "document_format":
        return _document_format(letter, before)
    return [*_letter_format(letter, before), *_disclosure(letter)]


def outcome_line(letter: ReplyLetter) -> list[Paragraph]:
    """Return the outcome class on the right just above the title, nothing when it stands elsewhere."""
    words = outcome_text(letter) if letter.agency.outcome_position == "title" else ""
    if not words:
        return []
    above = twips(head_of(letter).below_number + standard().grid.pitch.points)
    return [Paragraph("outcome", (Text(words, font="hei"),), before=above, field=_OUTCOME)]


def _disclosure(letter: ReplyLetter) -> list[Paragraph]:
    """Return the disclosure mark on a line under the number, nothing when it stands elsewhere."""
    words = disclosure_text(letter) if disclosure_position(letter.agency) == "number_line" else ""
    return [Paragraph("number_line", (Text(words),), align=_side(letter), field="/disclosure")] if words else []


def _side(letter: ReplyLetter) -> Literal["left", "center", "right"]:
    """Return to which side the number is set."""
    place = letter.agency.paper.number_place if letter.agency.letterhead == "preprinted" else "right"
    return "center" if place == "centre" else place


def _framed(style: str, content: Content, letter: ReplyLetter, top: float) -> Paragraph:
    sheet = sheet_of(letter.agency)
    frame = Frame(
        x=sheet.page.left.twips,
        y=twips(top + sheet.down),
        width=sheet.page.type_width.twips,
        height=standard().grid.pitch.twips,
    )
    return Paragraph(style, content, frame=frame)


def _left_elements(letter: ReplyLetter) -> list[Text]:
    header, black = letter.header, EMPHASIS_STYLE
    left = [Text(header.copy_number.zfill(6), field="/header/copy_number")] if header.copy_number else []
    return left + [
        Text(words, black.identifier, font=black.font, field=field)
        for words, field in ((header.secrecy, "/header/secrecy"), (header.urgency, "/header/urgency"))
        if words
    ]


def _number(letter: ReplyLetter) -> Content:
    beside = outcome_text(letter) if letter.agency.outcome_position == "number_line" else ""
    number = Text(document_number_text(letter), field="/document_number")
    black = EMPHASIS_STYLE
    return (Text(beside + _GAP, black.identifier, font=black.font, field=_OUTCOME), number) if beside else (number,)


def _letter_format(letter: ReplyLetter, before: int) -> list[Paragraph]:
    left: list[Content] = [(piece,) for piece in _left_elements(letter)]
    number = _number(letter)
    if signatory_rows(letter):
        left.append(_named_signatory([letter.signatory]))
    side = _side(letter)
    if side != "right" or not left:
        first = Paragraph("number_line", number, before=before, align=side)
        following = left
    else:
        tab = standard().page.type_width.twips
        runs = (*left[0], Text("\t"), *number)
        first = Paragraph("number_line", runs, before=before, tabs=(Tab("right", tab),))
        following = left[1:]
    return [first, *(Paragraph("number_line", content) for content in following)]


def _document_format(letter: ReplyLetter, before: int) -> list[Paragraph]:
    rows = signatory_rows(letter)
    number = _number(letter)
    if not rows:
        return [Paragraph("number_line", number, before=before, align="center")]
    unit, line = standard().grid.character, standard().grid.characters.value
    label = wording().signatory.format(signatory="")
    widest = max(width_in_characters(_NAME_GAP.join(row)) for row in rows)
    edge = standard().document_format.number_indent.value
    names_left = round((line - edge - widest) * unit)
    label_left = names_left - len(label) * unit
    lines: list[Paragraph] = []
    for place, row in enumerate(rows):
        first, last = place == 0, place == len(rows) - 1
        named = _named_signatory(row) if first else (_names(row),)
        lines.append(
            Paragraph(
                "number_line",
                (*(number if last else ()), Text("\t"), *named),
                before=before if first else 0,
                tabs=(Tab("left", label_left if first else names_left),),
                indent=Indent(left=round(edge * unit)),
            )
        )
    return lines


def _named_signatory(names: list[str]) -> Content:
    label = wording().signatory.format(signatory="")
    return Text(label, BODY_STYLE.identifier, field=_SIGNATORY), _names(names)


def _names(names: list[str]) -> Text:
    return Text(_NAME_GAP.join(names), KAI_STYLE.identifier, font=KAI_STYLE.font, field=_SIGNATORY)
