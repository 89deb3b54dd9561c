"""Signature, date, contact and note (署名, 成文日期, 联系人, 附注; GB/T 9704-2012 7.3.5, 7.3.6)."""

from typing import NamedTuple

from docgen.docx import ooxml
from docgen.docx.parts.title import blank
from docgen.standard import standard
from docgen.widths import width_in_characters
from letter.derived import contact_lines, document_date_text, spoken
from letter.model import ReplyLetter, Seal
from letter.wording import wording


class Place(NamedTuple):
    """Where a line stands, in 字: its right indent when it is set from the right, else its left indent."""

    right: float | None = None
    left: float | None = None


def places(organ: str, date: str, seal: Seal) -> tuple[Place, Place]:
    """Return where organ and date stand by 7.3.5.1 (sealed: organ centred on the date) and 7.3.5.2 (without a seal).

    Without a seal the date is measured from the organ's first character, so it is set from the left.
    """
    rules, line = standard().signature, standard().grid.characters.value
    organ_width, date_width = width_in_characters(organ), width_in_characters(date)
    if seal == "sealed":
        centred = rules.date_right.value + (date_width - organ_width) / 2
        return Place(right=max(0.0, min(line - organ_width, centred))), Place(right=rules.date_right.value)
    if date_width <= organ_width:
        organ_left = line - rules.organ_right.value - organ_width
        return Place(right=rules.organ_right.value), Place(left=max(0.0, organ_left + rules.date_offset.value))
    date_right = rules.date_offset.value
    return Place(right=date_right + rules.organ_right.value + date_width - organ_width), Place(right=date_right)


def signature(letter: ReplyLetter) -> str:
    """Return contact (where it stands before the signature), organ and date."""
    blanks = standard().blank_lines
    organ, date = letter.agency.name, document_date_text(letter)
    sealed = letter.agency.seal == "sealed"
    above = blanks.above_sealed_signature if sealed else blanks.above_unsealed_signature
    organ_place, date_place = places(organ, date, letter.agency.seal)
    before = _contact(letter) if letter.agency.contact_position == "before_signature" else ""
    return (
        before + _placed("signature", organ, organ_place, before=blank(above.value)) + _placed("date", date, date_place)
    )


def note(letter: ReplyLetter) -> str:
    """Return the note, and the contact where it follows the date."""
    lines = [line for line in spoken(letter, "note").split("\n") if line]
    if letter.agency.contact_position == "after_date" and (contact := contact_lines(letter)):
        lines.append(wording().contact_separator.join(contact))
    return "".join(ooxml.paragraph("note", ooxml.run(line)) for line in lines)


def _contact(letter: ReplyLetter) -> str:
    first = blank(standard().blank_lines.above_contact.value)
    return "".join(
        ooxml.paragraph("contact", ooxml.run(line), before=0 if number else first)
        for number, line in enumerate(contact_lines(letter))
    )


def _placed(style: str, words: str, place: Place, before: int = 0) -> str:
    unit = standard().grid.character
    left, right = round((place.left or 0) * unit), round((place.right or 0) * unit)
    align = "left" if place.left is not None else ""
    return ooxml.paragraph(
        style, ooxml.run(words), before=before, indent=ooxml.indent(left=left, right=right), align=align
    )
