"""The list behind the window: a light row for each case, letter and bare number, kept by whatever changes one of them.

A row is derived, never edited: relist_…() makes the rows of one case, letter or number anew within the transaction.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from letter.codec import LetterError, read_letter
from letter.derived import effective_text, proposers_text, session_text
from letter.model import Block, ReplyLetter
from register.database import database_of
from register.grams import put_words, words_of
from register.tables import (
    CASE_TEXTS,
    CASES,
    LETTERS,
    LISTING,
    NUMBERS,
    SERIES,
    Row,
    blank,
    checksum,
    insert,
    rows,
    update,
)

SEPARATOR = "、"
_SHOWN_STATES = ("reserved", "issued", "void", "taken")


def relist_number(connection: Connection, number: int) -> None:
    """Make the rows of a number anew: those of its letters, or its own when it has none."""
    query = select(LETTERS.c.key).where(LETTERS.c.number == number).distinct().order_by(LETTERS.c.key)
    keys = [str(key) for key in connection.execute(query).scalars()]
    for key in keys:
        relist_letter(connection, key)
    if not keys:
        found = rows(connection, NUMBERS, NUMBERS.c.id == number)
        kept = [(_of_number(connection, row), _number_words(row)) for row in found if row["state"] in _SHOWN_STATES]
        _put(connection, [(LISTING.c.number == number) & (LISTING.c.letter_key == "")], kept)


def relist_letter(connection: Connection, key: str) -> None:
    """Make the rows of a letter anew: one for each of its cases, or one of its own."""
    versions = rows(connection, LETTERS, LETTERS.c.key == key)
    newest = max(versions, key=lambda row: int(row["version"]), default=None)
    cases = rows(connection, CASES, CASES.c.letter_key == key)
    if newest is None:
        return
    letter, words = _of_letter(connection, newest)
    at = [LISTING.c.letter_key == key, *(LISTING.c.case_key == case["key"] for case in cases)]
    if newest["number"] is not None:
        at.append((LISTING.c.number == newest["number"]) & (LISTING.c.letter_key == ""))
    kept = [
        (letter | _of_case(case, letter), [case["subject"] or words[0], *_case_words(case), *words]) for case in cases
    ]
    _put(connection, at, kept or [(letter, words)])


def relist_case(connection: Connection, case: Row, *, before: Row | None = None) -> None:
    """Make the rows of a case anew, with its letter when it has one; before is the case as it was."""
    if before and before["letter_key"] and before["letter_key"] != case["letter_key"]:
        _put(connection, [LISTING.c.case_key == case["key"]], [])
        relist_letter(connection, before["letter_key"])
    if case["letter_key"]:
        relist_letter(connection, case["letter_key"])
    else:
        _put(connection, [LISTING.c.case_key == case["key"]], [(_of_case(case, {}), _case_words(case))])


def build_listing(connection: Connection) -> None:
    """Make the whole list out of what the register holds; for a register that has none yet."""
    database_of(connection).make_index(connection)
    for number in connection.execute(select(NUMBERS.c.id).order_by(NUMBERS.c.id)).scalars().all():
        relist_number(connection, number)
    keys = select(LETTERS.c.key).where(LETTERS.c.number.is_(None)).distinct().order_by(LETTERS.c.key)
    for key in connection.execute(keys).scalars().all():
        relist_letter(connection, key)
    for case in rows(connection, CASES):
        relist_case(connection, case)


def _put(connection: Connection, at: Sequence[Any], kept: Sequence[tuple[Row, Sequence[str]]]) -> None:
    """Put rows in the place of those that meet any condition, which keep their ids as far as they go."""
    # One question for each: with OR between them the whole list is read.
    there = list({row["id"]: row for one in at for row in rows(connection, LISTING, one)}.values())
    for place, (values, words) in enumerate(kept):
        row = blank(LISTING) | values
        if place >= len(there):
            changed = insert(connection, LISTING, row)
        else:
            row["id"] = there[place]["id"]
            same = checksum(LISTING.name, row) == there[place]["checksum"]
            changed = row if same else update(connection, LISTING, row)
        put_words(connection, changed["id"], words_of(words))
    for row in there[len(kept) :]:
        put_words(connection, row["id"], "")
        connection.execute(LISTING.delete().where(LISTING.c.id == row["id"]))


def _of_number(connection: Connection, row: Row) -> Row:
    (series,) = rows(connection, SERIES, SERIES.c.id == row["series"])
    said = {name: row[name] for name in ("serial", "occurrence", "title", "proposal", "state", "date", "at")}
    place = {"number": row["id"], "code": series["code"], "year": series["year"], "list_year": series["year"]}
    return said | place | {"proposal_order": _order(row["proposal"])}


def _number_words(row: Row) -> list[str]:
    return [row["title"], row["addressee"], row["proposal"]]


def _of_letter(connection: Connection, row: Row) -> tuple[Row, list[str]]:
    said: Row = {}
    words: list[str] = [""]
    number: list[Row] = rows(connection, NUMBERS, NUMBERS.c.id == row["number"]) if row["number"] is not None else []
    if number:
        said = _of_number(connection, number[0])
        words = [*_number_words(number[0]), f"{said['code']}({said['year']}){said['serial']}号"]
    letter = _read(row["content"])
    if letter:
        # The register's number is the one that counts, whatever the letter says.
        year = {"list_year": said["list_year"]} if said else {}
        said |= {name: value for name, value in of_content(letter).items() if value} | year
        words = [*letter_words(letter), *words]
    state = {"state": row["state"], "letter_state": row["state"], "letter_key": row["key"], "version": row["version"]}
    return said | state | {"path": row["file_path"], "at": row["issued_at"] or row["at"]}, words


def _read(content: str) -> ReplyLetter | None:
    if not content:
        return None
    try:
        return read_letter(content.encode())
    except LetterError:
        # A kind that has been taken away, or a field of a later version: the number's own words remain.
        return None


def of_content(letter: ReplyLetter) -> Row:
    """Return what a letter says of its row in the list."""
    numbers = SEPARATOR.join(proposal.number for proposal in letter.proposals if proposal.number)
    day = letter.document_date
    return {
        "kind": letter.kind, "role": letter.role, "session": session_text(letter), "proposal": numbers,
        "proposal_order": _order(numbers), "subject": _subject(letter), "disclosure": letter.disclosure,
        "title": effective_text(letter, "title").replace("\n", ""), "proposers": proposers_text(letter),
        "date": day.isoformat() if day else "", "outcome": letter.outcome_class,
        "list_year": letter.document_number.year or (day.year if day else None),
    }  # fmt: skip


def _subject(letter: ReplyLetter) -> str:
    return SEPARATOR.join(dict.fromkeys(proposal.subject for proposal in letter.proposals if proposal.subject))


def letter_words(letter: ReplyLetter) -> list[str]:
    """Return what a letter can be found by, its subject first."""
    answers = [letter.answer, *(attachment.answer for attachment in letter.attachments)]
    return [
        _subject(letter), *(effective_text(letter, field) for field in ("title", "salutation")), session_text(letter),
        proposers_text(letter),
        *(proposal.number for proposal in letter.proposals), letter.lead_unit, letter.signatory, letter.contact.name,
        *(attachment.title for attachment in letter.attachments),
        *(line for answer in answers for line in lines(answer)),
    ]  # fmt: skip


def lines(answer: Sequence[Block]) -> list[str]:
    """Return the text of an answer, a line for each paragraph, heading and row of a table."""
    found: list[str] = []
    for block in answer:
        found += [" ".join(cells) for cells in block.table] or [block.heading + block.text]
    return found


def _of_case(case: Row, letter: Row) -> Row:
    """Return what a case says of its row; where it says nothing, its letter's words stay."""
    said = {name: case[name] for name in ("kind", "role", *CASE_TEXTS)}
    said = {name: value for name, value in said.items() if value} | {"proposal_order": _order(case["proposal"])}
    year = letter.get("list_year") or int(case["assigned"][:4] or 0) or int(case["at"][:4])
    own = {name: case[name] for name in ("state", "assigned", "due")}
    return said | own | {"case_key": case["key"], "list_year": year, "at": letter.get("at") or case["at"]}


def _case_words(case: Row) -> list[str]:
    return [case[name] for name in CASE_TEXTS]


def _order(proposal: str) -> int:
    digits: Any = "".join(character for character in proposal.split(SEPARATOR)[0] if character in "0123456789")
    return int(digits[:15] or 0)
