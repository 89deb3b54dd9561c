"""Readers of who filed a paper, its session and its number: what is read otherwise than typed is told beside the field.

The clerk's words stay in the field; where they say what other fields hold (等3名, 第二次会议), these take it.
"""

from typing import TYPE_CHECKING, Any

from letter.cleaning import clean_line
from letter.derived import name_session
from letter.headings import BLANKS
from letter.messages import counted
from letter.model import LINE_LIMIT, WORD_LIMIT, ReplyLetter, Session
from letter.proposal_numbers import read_proposal_number
from letter.proposers import read_proposers
from letter.session import session_named
from letter.wording import kinds
from services.making import session_body
from ui.core.i18n import N_, _, translate
from ui.fields.readers import NAME_ENDS, NAME_MARKS, Reader, read_items, shorter

if TYPE_CHECKING:
    from register.values import Case

AND_MORE = counted("{names}，等 {count} 名")
CONVENED = N_("{names}，召集人 {convener}")


def _read_people(text: str) -> tuple[str, ...]:
    return read_items(read_proposers(text).people)


def _said_of_others(text: str) -> dict[str, Any]:
    read = read_proposers(text)
    said = {
        "proposers.total": read.total,
        "proposers.organizations": read.organizations,
        "proposers.convener": read.convener,
    }
    return {path: value for path, value in said.items() if value}


def _tell_proposers(text: str) -> str:
    """Return who a text is read as, nothing where that is no more than its names with other marks between them."""
    read, typed = read_proposers(text), _parted(text)
    names = (*read.organizations, *read.people)
    if names == typed and not read.total and not read.convener:
        return ""
    words = "、".join(names)
    if read.convener:
        words = _(CONVENED).format(names=words, convener=read.convener)
    return translate(AND_MORE.filled(names=words, count=read.total)) if read.total else words


def _parted(text: str) -> tuple[str, ...]:
    parts = NAME_ENDS.split(clean_line(text.replace("\n", "、")))
    return tuple(name for part in parts if (name := part.strip(BLANKS)))


def _read_number(text: str) -> str:
    return shorter(read_proposal_number(text), WORD_LIMIT)


def _tell_number(text: str) -> str:
    number = read_proposal_number(text)
    return "" if number == clean_line(text) else number


def body_reader(letter: ReplyLetter) -> Reader:
    """Return a reader of the body at whose session papers are filed; the full name of a session says that as well."""
    suffix, own = kinds()[letter.kind].body_suffix, session_body(letter.agency, letter.kind)

    def named(text: str) -> Session | None:
        return session_named(text, suffix, own)

    def read(text: str) -> str:
        found = named(text)
        return shorter(found.body if found else clean_line(text), LINE_LIMIT)

    def pass_on(text: str) -> dict[str, Any]:
        found = named(text)
        if found is None:
            return {}
        return {"session.term": found.term, "session.meeting": found.meeting, "session.period": found.period}

    def tell(text: str) -> str:
        found = named(text)
        return name_session(letter.kind, found) if found else ""

    return Reader(read, str, tell=tell, pass_on=pass_on)


def session_reader(case: "Case") -> Reader:
    """Return a reader of the session of a case, which keeps it as it was typed."""

    def tell(text: str) -> str:
        kind = kinds().get(case.kind)
        found = session_named(text, kind.body_suffix, "") if kind else None
        words = name_session(case.kind, found) if found else ""
        return "" if words == clean_line(text) else words

    return Reader(lambda text: shorter(clean_line(text), LINE_LIMIT), str, tell=tell)


PEOPLE = Reader(_read_people, "、".join, (), NAME_MARKS, tell=_tell_proposers, pass_on=_said_of_others)
PROPOSERS = Reader(lambda text: shorter(clean_line(text), LINE_LIMIT), str, tell=_tell_proposers)
NUMBER = Reader(_read_number, str, tell=_tell_number)
