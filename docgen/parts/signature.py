"""Signature, date, contact and note (署名, 成文日期, 联系人, 附注; GB/T 9704-2012 7.3.5, 7.3.6)."""

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from docgen.paragraphs import Indent, Paragraph, Tab, Text
from docgen.parts import joint_signature
from docgen.parts.title import blank
from docgen.standard import standard, styles
from docgen.widths import packed, width_in_characters
from letter.effective_texts import EffectiveTexts
from letter.model import ReplyLetter, Seal
from letter.wording import wording

_DATE = "/document_date"
_BEYOND = 2


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
        organ_right = unsealed_organ_right(organ_width, date_width)
        organ_left = line - organ_right - organ_width
        return Place(right=organ_right), Place(left=max(0.0, organ_left + rules.date_offset.value))
    date_right = rules.date_offset.value
    return Place(right=date_right + rules.organ_right.value + date_width - organ_width), Place(right=date_right)


def unsealed_organ_right(organ: float, date: float) -> float:
    """Return the right indent of an organ that is not shorter than its date (7.3.5.2), all in 字.

    An organ that is hardly longer goes further left: the date under it would reach the edge of the type area, and
    beyond it where a program spaces its digits.
    """
    rules = standard().signature
    return max(rules.organ_right.value, rules.date_offset.value + rules.date_least_right.value + date - organ)


def signature(letter: ReplyLetter, texts: EffectiveTexts) -> list[Paragraph]:
    """Return contact (where it stands before the signature), organs and date."""
    before = _contact(texts) if letter.agency.contact_position == "before_signature" else []
    if letter.agency.seal == "signature_stamp":
        return before + _stamps(letter, texts)
    if letter.agency.seal == "sealed" and letter.joint_issuers:
        return before + _seals(letter, texts)
    return before + _names(letter, texts)


def note(letter: ReplyLetter, texts: EffectiveTexts) -> list[Paragraph]:
    """Return the note, the contact where it follows the date, and 签发人 where it stands at the foot."""
    agency = letter.agency
    separator = wording().contact_separator
    lines = [(row, "/note") for line in texts.note.split("\n") if line for row in _packed(line.split(separator))]
    if agency.contact_position == "after_date" and texts.contact:
        lines += [(line, "/contact") for line in _packed(texts.contact)]
    if agency.show_signatory and agency.signatory_position == "foot" and letter.signatory:
        lines.append((wording().signatory.format(signatory=letter.signatory), "/signatory"))
    # Attachments begin a page of their own; the imprint follows them, not the note.
    last = len(lines) if letter.attachments else 0
    return [
        Paragraph("note", (Text(line),), keep_next=False if number == last else None, field=field)
        for number, (line, field) in enumerate(lines, 1)
    ]


def _packed(parts: Sequence[str]) -> list[str]:
    """Return parts of the note on as few lines as hold them."""
    room = standard().grid.characters.value - styles()["note"].first_line
    return packed(parts, wording().contact_separator, room)


def _names(letter: ReplyLetter, texts: EffectiveTexts) -> list[Paragraph]:
    """Return one organ by itself, or several without seals one below the other, and the date (7.3.5.1, 7.3.5.2)."""
    blanks, names = standard().blank_lines, texts.issuers
    above = blanks.above_sealed_signature if letter.agency.seal == "sealed" else blanks.above_unsealed_signature
    date = texts.document_date
    longest = max(names, key=width_in_characters)
    organ_place, date_place = places(longest, date, letter.agency.seal)
    if len(names) > 1:
        left = standard().grid.characters.value - (organ_place.right or 0) - width_in_characters(longest)
        organ_place = Place(left=max(0.0, left))
    rows = [
        _placed("signature", name, organ_place, _organ_field(number), before=0 if number else blank(above.value))
        for number, name in enumerate(names)
    ]
    return [*rows, _placed("date", date, date_place, _DATE)]


def _seals(letter: ReplyLetter, texts: EffectiveTexts) -> list[Paragraph]:
    """Return several organs with room for their seals, and the date under the last one (7.3.5.1)."""
    grid, rules = standard().grid, standard().signature
    date = texts.document_date
    centre = grid.characters.value - rules.date_right.value - width_in_characters(date) / 2
    apart = rules.seal.twips + rules.seal_gap.twips - blank(1)
    numbers = count()
    rows = [
        Paragraph(
            "signature",
            tuple(Text("\t" + seal.name, field=_organ_field(next(numbers))) for seal in row),
            before=apart if number else blank(standard().blank_lines.above_sealed_signature.value),
            tabs=tuple(Tab("center", round(seal.centre * grid.character)) for seal in row),
            align="left",
        )
        for number, row in enumerate(joint_signature.arrange(texts.issuers, centre))
    ]
    return [*rows, _placed("date", date, Place(right=rules.date_right.value), _DATE)]


def _stamps(letter: ReplyLetter, texts: EffectiveTexts) -> list[Paragraph]:
    """Return the offices of who signs, each beside the room for a stamp, and the date (7.3.5.3)."""
    rules, blanks = standard().signature, standard().blank_lines
    titles = (letter.agency.signer_title, *(issuer.signer_title for issuer in letter.joint_issuers))
    beside = (rules.stamp_lines.value - 1) / 2
    right = rules.stamp_right.value + rules.stamp_width.value + rules.title_gap.value
    first = blank(blanks.above_stamp.value + beside)
    rows = [
        _placed(
            "signature",
            words,
            Place(right=right),
            f"/joint_issuers/{number - 1}/signer_title" if number else "/agency/signer_title",
            before=blank(2 * beside + 0.5) if number else first,
        )
        for number, words in enumerate(titles)
    ]
    above_date = blank(beside + blanks.above_stamped_date.value)
    return [
        *rows,
        _placed("date", texts.document_date, Place(right=rules.stamp_right.value), _DATE, before=above_date),
    ]


def _contact(texts: EffectiveTexts) -> list[Paragraph]:
    first = blank(standard().blank_lines.above_contact.value)
    return [
        Paragraph("contact", (Text(line),), before=0 if number else first, field="/contact")
        for number, line in enumerate(texts.contact)
    ]


def _organ_field(number: int) -> str:
    return f"/joint_issuers/{number - 1}/name" if number else "/agency/name"


def _placed(style: str, words: str, place: Place, field: str, before: int = 0) -> Paragraph:
    unit = standard().grid.character
    # What is set from the left may reach beyond the right: a date is never broken, however a program spaces its digits.
    right = -_BEYOND if place.left is not None else place.right or 0
    left, right = round((place.left or 0) * unit), round(right * unit)
    align = "left" if place.left is not None else ""
    return Paragraph(style, (Text(words),), before=before, indent=Indent(left, right), align=align, field=field)
