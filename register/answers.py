"""The letters that went out on given papers, found by what kind of papers and by which numbers."""

from collections.abc import Collection

from sqlalchemy import Connection, or_, select

from letter.codec import LetterError, read_letter
from letter.model import DocumentNumber, ReplyLetter, Session
from register.listing import SEPARATOR
from register.number_rows import number_at
from register.store import Store
from register.tables import LETTERS, LISTING, NUMBERS, rows
from register.values import IssuedAnswer

# For more numbers the whole list is read once, which is quicker than to ask for each.
_MOST_ASKED_FOR = 20


def issued_answers(connection: Connection, kind: str, numbers: Collection[str]) -> list[IssuedAnswer]:
    """Return the letters that went out on papers of a kind with any of these numbers, the first that did first."""
    wanted = set(numbers) - {""}
    if not wanted:
        return []
    found = [answer for key in _naming(connection, kind, wanted) if (answer := _answer(connection, key))]
    meant = [
        answer for answer in found
        if answer.letter.kind == kind and wanted & {proposal.number for proposal in answer.letter.proposals}
    ]  # fmt: skip
    return sorted(meant, key=_first_out)


def answers_to_same(store: Store, letter: ReplyLetter) -> tuple[IssuedAnswer, ...]:
    """Return the letters that went out on one of a letter's papers, from the same agency and in the same role."""
    with store.reading() as connection:
        found = issued_answers(connection, letter.kind, {proposal.number for proposal in letter.proposals})
    own = (letter.role, letter.agency.name, _session(letter.session))
    return tuple(
        answer for answer in found
        if (answer.letter.role, answer.letter.agency.name, _session(answer.letter.session)) == own
    )  # fmt: skip


def _session(session: Session) -> tuple[object, ...]:
    """Return what two ways to write the same session have in common; its body is written in many ways."""
    return (session.term, session.meeting, session.period) if session.term else (session,)


def _naming(connection: Connection, kind: str, wanted: Collection[str]) -> list[str]:
    """Return the keys of the letters that may name one of these numbers, each once."""
    # A row that has a case shows the case's number only; its letter's others stand beside the document number, and
    # those that a correction has added in its own words.
    texts = (LISTING.c.proposal, NUMBERS.c.proposal)
    query = select(LISTING.c.letter_key, *texts).outerjoin(NUMBERS, NUMBERS.c.id == LISTING.c.number)
    query = query.where(LISTING.c.letter_state == "issued", LISTING.c.kind == kind)
    corrected = select(LETTERS.c.key).where(LETTERS.c.version > 1)
    if len(wanted) <= _MOST_ASKED_FOR:
        query = query.where(or_(*(text.contains(number, autoescape=True) for text in texts for number in wanted)))
        corrected = corrected.where(or_(*(LETTERS.c.content.contains(number, autoescape=True) for number in wanted)))
    named = [(str(key), {number for text in said if text for number in text.split(SEPARATOR)})
             for key, *said in connection.execute(query)]  # fmt: skip
    keys = [key for key, said in named if not said.isdisjoint(wanted)]
    return list(dict.fromkeys([*keys, *(str(key) for key in connection.execute(corrected).scalars())]))


def _answer(connection: Connection, key: str) -> IssuedAnswer | None:
    """Return the newest version of the letter of a key; None where it is void or cannot be read."""
    row = max(rows(connection, LETTERS, LETTERS.c.key == key), key=lambda found: int(found["version"]))
    if row["state"] != "issued" or not row["content"]:
        return None
    try:
        letter = read_letter(row["content"].encode())
    except LetterError:
        return None
    return IssuedAnswer(key, number_at(connection, row["number"]), letter, row["file_path"], row["issued_at"])


def _first_out(answer: IssuedAnswer) -> tuple[object, ...]:
    number = answer.number or DocumentNumber()
    return answer.issued_at, number.year or 0, number.serial or 0
