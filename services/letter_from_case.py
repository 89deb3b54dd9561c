"""Letters begun from the register: for a case, or anew from an earlier letter."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from letter.cleaning import clean_line
from letter.derived import proposers_text
from letter.fields import FIELDS
from letter.model import (
    FORMAT,
    LINE_LIMIT,
    LINES_LIMIT,
    WORD_LIMIT,
    Agency,
    DocumentNumber,
    Printing,
    Proposal,
    Proposers,
    ReplyLetter,
    Session,
)
from letter.proposal_numbers import read_proposal_number
from letter.proposers import read_proposers
from letter.session import session_named
from letter.wording import kinds
from register.values import Case
from services.making import session_body

_BY_HAND = tuple(row.path for row in FIELDS if row.derived and "." not in row.path)


def letter_of_case(case: Case, agency: Agency) -> ReplyLetter:
    """Return a letter begun for a case: kind, role, session, proposal and proposers filled in as far as understood."""
    return ReplyLetter(
        format=FORMAT,
        kind=case.kind,
        role=case.role,
        agency=agency,
        session=_session(case, agency),
        proposals=(Proposal(read_proposal_number(case.proposal)[:WORD_LIMIT], clean_line(case.subject)[:LINE_LIMIT]),),
        proposers=_proposers(case),
    )


def filled_from_case(letter: ReplyLetter, cases: Sequence[Case]) -> ReplyLetter | None:
    """Return a letter with the subjects and proposers of its cases where it has none; None where nothing is added."""
    subjects = {read_proposal_number(case.proposal): clean_line(case.subject)[:LINE_LIMIT] for case in cases}
    rows = (replace(row, subject=row.subject or subjects.get(row.number, "")) for row in letter.proposals)
    filled = replace(letter, proposals=tuple(rows))
    if letter.proposers == Proposers():
        known = (_proposers(case) for case in cases if case.proposers)
        filled = replace(filled, proposers=next(known, Proposers()))
    return None if filled == letter else filled


def filled_from_letter(case: Case, letter: ReplyLetter) -> Case | None:
    """Return a case with the subject and proposers of a letter on it where it has none; None where nothing is added."""
    numbers = (case.proposal, read_proposal_number(case.proposal))
    subject = next((row.subject for row in letter.proposals if row.number in numbers), "")
    filled = replace(case, subject=case.subject or subject, proposers=case.proposers or proposers_text(letter))
    return None if filled == case else filled


def copy_as_new(letter: ReplyLetter) -> ReplyLetter:
    """Return a letter to write anew from an earlier one: number, dates, case, proposers and words by hand left out.

    What was written by hand names the earlier case, so that it must not go out under another.
    """
    cleared: dict[str, Any] = dict.fromkeys(_BY_HAND)
    return replace(
        letter,
        session=Session(letter.session.body),
        document_number=DocumentNumber(letter.document_number.code),
        document_date=None,
        header=replace(letter.header, copy_number=""),
        proposals=(),
        proposers=Proposers(),
        outcome_class="",
        printing=Printing(office=letter.printing.office),
        **cleared,
    )


def _session(case: Case, agency: Agency) -> Session:
    """Return the session of a case; one that names no body (12届2次) is that of the agency's own place."""
    own = session_body(agency, case.kind)
    found = session_named(case.session, kinds()[case.kind].body_suffix, own)
    return found or Session(clean_line(case.session)[:LINE_LIMIT])


def _proposers(case: Case) -> Proposers:
    read = read_proposers(case.proposers)
    return replace(
        read,
        people=tuple(name[:LINE_LIMIT] for name in read.people[:LINES_LIMIT]),
        organizations=tuple(name[:LINE_LIMIT] for name in read.organizations[:LINES_LIMIT]),
        convener=read.convener[:WORD_LIMIT],
    )
