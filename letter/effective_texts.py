"""The words of a whole letter, each worked out once: what was written by hand, else what follows from other fields."""

from typing import NamedTuple

from letter import derived
from letter.model import ReplyLetter


class EffectiveTexts(NamedTuple):
    """The words of a letter as they are printed, apart from what is printed as it was typed.

    title has its line breaks, issuers begin with the host. What a letter does not print for want of it is empty.
    """

    title: str
    salutation: str
    opening: str
    closing: str
    note: str
    document_number: str
    document_date: str
    outcome: str
    disclosure: str
    issuers: tuple[str, ...]
    contact: tuple[str, ...]
    copy_to: tuple[str, ...]
    printing_office: str
    copies: int


def effective_texts(letter: ReplyLetter) -> EffectiveTexts:
    """Return the words of a letter."""
    pronoun = derived.effective_text(letter, "pronoun")
    return EffectiveTexts(
        title=derived.effective_text(letter, "title"),
        salutation=derived.effective_text(letter, "salutation"),
        opening=derived.opening(letter, pronoun) if letter.opening is None else letter.opening,
        closing=derived.closing(letter, pronoun) if letter.closing is None else letter.closing,
        note=derived.effective_text(letter, "note"),
        document_number=derived.document_number_text(letter),
        document_date=derived.document_date_text(letter),
        outcome=derived.outcome_text(letter),
        disclosure=derived.disclosure_text(letter),
        issuers=derived.issuers(letter),
        contact=tuple(derived.contact_lines(letter)),
        copy_to=derived.copies_to(letter),
        printing_office=letter.printing.office or derived.printing_office(letter),
        copies=letter.printing.copies or derived.copies(letter),
    )
