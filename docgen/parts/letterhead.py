"""The head (版头) of a letter by its letterhead: letter format, document format or pre-printed paper."""

from functools import lru_cache

from docgen.parts.document_format import document_format
from docgen.parts.head import Head, Masthead
from docgen.parts.letter_format import letter_format
from docgen.parts.preprinted import preprinted
from docgen.parts.title_text import title_lines
from letter.derived import issuers
from letter.model import ReplyLetter

_HEADS = {"letter_format": letter_format, "document_format": document_format, "preprinted": preprinted}
SIGNATORIES_IN_ROW = 2


def masthead_of(letter: ReplyLetter) -> Masthead:
    """Return what the head of a letter depends on, so that letters of one agency share theirs."""
    agency = letter.agency
    if agency.letterhead != "document_format":
        return Masthead(agency)
    rows = max(1, len(signatory_rows(letter)))
    if agency.joint_mark == "host" or not letter.joint_issuers:
        return Masthead(agency, signatory_rows=rows)
    return Masthead(agency, issuers(letter)[1:], rows, len(title_lines(letter)))


def signatory_rows(letter: ReplyLetter) -> list[list[str]]:
    """Return the names of 签发人 that stand beside the number, two in a row (7.2.6)."""
    agency = letter.agency
    if not (agency.show_signatory and agency.signatory_position == "number_line" and letter.signatory):
        return []
    names = [name for name in letter.signatory.split("、") if name]
    return [names[start : start + SIGNATORIES_IN_ROW] for start in range(0, len(names), SIGNATORIES_IN_ROW)]


@lru_cache(maxsize=16)
def measure(masthead: Masthead) -> Head:
    """Return the head and the heights of what follows it."""
    return _HEADS[masthead.agency.letterhead](masthead)


def head_of(letter: ReplyLetter) -> Head:
    """Return the head of a letter."""
    return measure(masthead_of(letter))
