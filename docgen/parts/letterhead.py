"""The head (版头) of a letter by its letterhead: the table of the letterheads, each a module of parts/letterheads."""

from functools import lru_cache

from docgen.parts.head import Head, LetterheadParts, Masthead
from docgen.parts.letterheads import document_format, letter_format, preprinted
from letter.effective_texts import EffectiveTexts
from letter.letterheads import Letterhead
from letter.model import Agency, ReplyLetter

_PARTS: dict[Letterhead, LetterheadParts] = {
    "letter_format": letter_format.PARTS,
    "document_format": document_format.PARTS,
    "preprinted": preprinted.PARTS,
}


def letterhead_of(agency: Agency) -> LetterheadParts:
    """Return how the letterhead of an agency is set."""
    return _PARTS[agency.letterhead]


def masthead_of(letter: ReplyLetter, texts: EffectiveTexts) -> Masthead:
    """Return what the head of a letter depends on, so that letters of one agency share theirs."""
    return letterhead_of(letter.agency).masthead(letter, texts)


@lru_cache(maxsize=16)
def measure(masthead: Masthead) -> Head:
    """Return the head and the heights of what follows it."""
    return letterhead_of(masthead.agency).head(masthead)
