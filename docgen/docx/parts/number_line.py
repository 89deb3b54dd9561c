"""The lines between head and title: copy number, secrecy, urgency, document number, 签发人 and outcome class.

Letter format: under the upper red rules, on the left and on the right (GB/T 9704-2012 10.1). Document format: the first
three at the head of the type area, the number in the middle or, with 签发人 beside it, on the left (7.2.1 to 7.2.6).
"""

from docgen.docx import ooxml
from docgen.docx.parts.head import twips
from docgen.docx.parts.letterhead import head_of, signatory_rows
from docgen.docx.styles import BODY_STYLE, EMPHASIS_STYLE, KAI_STYLE
from docgen.sheet import sheet_of
from docgen.standard import standard
from docgen.widths import width_in_characters
from letter.derived import disclosure_position, disclosure_text, document_number_text, outcome_text
from letter.model import ReplyLetter
from letter.wording import wording

_GAP = "　　"
_NAME_GAP = "　"


def corner(letter: ReplyLetter) -> str:
    """Return the framed line in the upper right corner, nothing when the agency puts nothing there."""
    agency = letter.agency
    words = outcome_text(letter) if agency.outcome_position == "upper_right" else ""
    runs = ooxml.run(words, font="hei") if words else ""
    if agency.show_signatory and agency.signatory_position == "upper_right" and letter.signatory:
        runs += (ooxml.run(_GAP) if runs else "") + _named_signatory([letter.signatory])
    return _framed("outcome", runs, letter, standard().letterhead.outcome_top.points) if runs else ""


def top_left(letter: ReplyLetter) -> str:
    """Return copy number, secrecy and urgency at the head of the type area, which the document format wants."""
    if letter.agency.letterhead != "document_format":
        return ""
    # In the standard's order from the first line on; an element that is missing leaves no gap.
    top, pitch = standard().page.top.points, standard().grid.pitch.points
    return "".join(
        _framed("number_line", runs, letter, top + line * pitch) for line, runs in enumerate(_left_elements(letter))
    )


def number_lines(letter: ReplyLetter) -> str:
    """Return the document number's line, and the lines that share its place."""
    head = head_of(letter)
    before = twips(head.number_line_top - head.header_bottom)
    if letter.agency.letterhead == "document_format":
        return _document_format(letter, before)
    return _letter_format(letter, before) + _disclosure(letter)


def outcome_line(letter: ReplyLetter) -> str:
    """Return the outcome class on the right just above the title, nothing when it stands elsewhere."""
    words = outcome_text(letter) if letter.agency.outcome_position == "title" else ""
    if not words:
        return ""
    above = twips(head_of(letter).below_number + standard().grid.pitch.points)
    return ooxml.paragraph("outcome", ooxml.run(words, font="hei"), before=above)


def _disclosure(letter: ReplyLetter) -> str:
    """Return the disclosure mark on a line under the number, nothing when it stands elsewhere."""
    words = disclosure_text(letter) if disclosure_position(letter.agency) == "number_line" else ""
    return ooxml.paragraph("number_line", ooxml.run(words), align=_side(letter)) if words else ""


def _side(letter: ReplyLetter) -> str:
    """Return to which side the number is set."""
    place = letter.agency.paper.number_place if letter.agency.letterhead == "preprinted" else "right"
    return "center" if place == "centre" else place


def _framed(style: str, runs: str, letter: ReplyLetter, top: float) -> str:
    sheet = sheet_of(letter.agency)
    frame = ooxml.page_frame(
        x=sheet.page.left.twips,
        y=twips(top + sheet.down),
        width=sheet.page.type_width.twips,
        height=standard().grid.pitch.twips,
    )
    return ooxml.paragraph(style, runs, frame=frame)


def _left_elements(letter: ReplyLetter) -> list[str]:
    header, black = letter.header, EMPHASIS_STYLE[0]
    left = [ooxml.run(header.copy_number.zfill(6))] if header.copy_number else []
    return left + [ooxml.run(words, black, font="hei") for words in (header.secrecy, header.urgency) if words]


def _number(letter: ReplyLetter) -> str:
    beside = outcome_text(letter) if letter.agency.outcome_position == "number_line" else ""
    mark = ooxml.run(beside + _GAP, EMPHASIS_STYLE[0], font="hei") if beside else ""
    return mark + ooxml.run(document_number_text(letter))


def _letter_format(letter: ReplyLetter, before: int) -> str:
    left, number = _left_elements(letter), _number(letter)
    if signatory_rows(letter):
        left.append(_named_signatory([letter.signatory]))
    side = _side(letter)
    if side != "right" or not left:
        first = ooxml.paragraph("number_line", number, before=before, align=side)
        following = left
    else:
        tab = standard().page.type_width.twips
        runs = left[0] + ooxml.run("\t") + number
        first = ooxml.paragraph("number_line", runs, before=before, tabs=[("right", tab)])
        following = left[1:]
    return first + "".join(ooxml.paragraph("number_line", content) for content in following)


def _document_format(letter: ReplyLetter, before: int) -> str:
    rows = signatory_rows(letter)
    number = _number(letter)
    if not rows:
        return ooxml.paragraph("number_line", number, before=before, align="center")
    unit, line = standard().grid.character, standard().grid.characters.value
    label = wording().signatory.format(signatory="")
    widest = max(width_in_characters(_NAME_GAP.join(row)) for row in rows)
    edge = standard().document_format.number_indent.value
    names_left = round((line - edge - widest) * unit)
    label_left = names_left - len(label) * unit
    lines: list[str] = []
    for place, row in enumerate(rows):
        first, last = place == 0, place == len(rows) - 1
        runs = number if last else ""
        runs += ooxml.run("\t") + (
            _named_signatory(row) if first else ooxml.run(_NAME_GAP.join(row), KAI_STYLE[0], font="kai")
        )
        lines.append(
            ooxml.paragraph(
                "number_line",
                runs,
                before=before if first else 0,
                tabs=[("left", label_left if first else names_left)],
                indent=ooxml.indent(left=round(edge * unit)),
            )
        )
    return "".join(lines)


def _named_signatory(names: list[str]) -> str:
    label = wording().signatory.format(signatory="")
    return ooxml.run(label, BODY_STYLE[0]) + ooxml.run(_NAME_GAP.join(names), KAI_STYLE[0], font="kai")
