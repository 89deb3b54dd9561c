"""Letters begun from the register: for a case, or anew from an earlier letter."""

import re
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from letter.cleaning import clean_line
from letter.derived import proposers_text
from letter.fields import FIELDS
from letter.model import FORMAT, Agency, DocumentNumber, Printing, Proposal, Proposers, ReplyLetter, Session
from letter.session import read_session
from letter.wording import kinds
from register.values import Case
from services.assignment_words import organization_words
from services.making import session_body

_TOTAL = re.compile(r"(?P<people>.*?)等\s*(?P<total>\d{1,4})\s*[名人位].*")
_SEPARATORS = re.compile(r"[、，,;；\s]+")
_MEETING = "次"
_LINE, _WORD = 200, 60
_BY_HAND = tuple(row.path for row in FIELDS if row.derived and "." not in row.path)
_LONGEST_NAME = 4


def letter_of_case(case: Case, agency: Agency) -> ReplyLetter:
    """Return a letter begun for a case: kind, role, session, proposal and proposers filled in as far as understood."""
    return ReplyLetter(
        format=FORMAT,
        kind=case.kind,
        role=case.role,
        agency=agency,
        session=_session(case, agency),
        proposals=(Proposal(clean_line(case.proposal)[:_WORD], clean_line(case.subject)[:_LINE]),),
        proposers=_proposers(case),
    )


def filled_from_case(letter: ReplyLetter, cases: Sequence[Case]) -> ReplyLetter | None:
    """Return a letter with the subjects and proposers of its cases where it has none; None where nothing is added."""
    subjects = {case.proposal: clean_line(case.subject)[:_LINE] for case in cases}
    rows = (replace(row, subject=row.subject or subjects.get(row.number, "")) for row in letter.proposals)
    filled = replace(letter, proposals=tuple(rows))
    if letter.proposers == Proposers():
        known = (_proposers(case) for case in cases if case.proposers)
        filled = replace(filled, proposers=next(known, Proposers()))
    return None if filled == letter else filled


def filled_from_letter(case: Case, letter: ReplyLetter) -> Case | None:
    """Return a case with the subject and proposers of a letter on it where it has none; None where nothing is added."""
    subject = next((row.subject for row in letter.proposals if row.number == case.proposal), "")
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
    text = clean_line(case.session)
    found = read_session(text)
    if found is None or found.meeting is None or not (found.full or text.endswith(_MEETING)):
        return Session(text[:_LINE])
    named = found.place or found.organ
    body = found.body(kinds()[case.kind].body_suffix) if named else session_body(agency, case.kind)
    return Session(body, found.term, found.meeting)


def _proposers(case: Case) -> Proposers:
    text, total = clean_line(case.proposers), None
    if counted := _TOTAL.fullmatch(text):
        text, total = counted["people"], int(counted["total"])
    title = kinds()[case.kind].person_title
    names = [name.removesuffix(title) or name for name in _SEPARATORS.split(text) if name]
    people = [name for name in names if _is_person(name)]
    others = [name for name in names if not _is_person(name)]
    return Proposers(tuple(people), tuple(name[:_LINE] for name in others), total if total and people else None)


def _is_person(name: str) -> bool:
    """Return whether a name is a person's: short, or with the dot of a longer name, and no organisation's."""
    return ("·" in name or len(name) <= _LONGEST_NAME) and not any(end in name for end in organization_words())
