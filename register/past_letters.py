"""Letters of earlier years as their files tell them, entered beside those that the program issued itself.

What such a letter says of its number tells nothing of the numbers below it: it makes no gaps (register/ledger.py), and
a series that has no other numbers is still a new one (register/series.py).
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Connection, func, select

from letter.codec import LetterError, read_letter, write_letter
from letter.derived import whole_number
from letter.field_diff import contradictions
from letter.fields import name_of
from letter.messages import Message, listed, message
from letter.model import DocumentNumber, ReplyLetter
from letter.numbers import number_text
from register.cases import settle
from register.errors import NumberRefused
from register.listing import of_content, relist_letter
from register.number_rows import at_serial, columns_of, parts
from register.reasons import FROM_LETTER, kept
from register.series import find_series, need_series
from register.store import Store, Writing
from register.tables import LETTERS, LISTING, NUMBERS, Row, insert, rows, update
from register.values import OF_LETTER, PastLetter

_SAME_FILE = message("登记簿里已经有这份文件")
_SAME_LETTER = message("登记簿里已经有这封信")
_OTHER_VERSION = message("登记簿里已经有这封信，但{fields}不同，没有导入，请打开两份核对")
_HAS_LETTER = message("登记簿里{number}已经有信了")
_RESERVED = message("登记簿里{number}留给了别的信，请核对字号")
_VOID = message("登记簿里{number}已作废，请核对字号")
_OF_STATE = {"issued": _HAS_LETTER, "reserved": _RESERVED, "void": _VOID}
_LOOK = ("date", "kind", "title")
# What every time in the register has after its seconds: the offset of the clock.
_OFFSET = len("2023-03-21T00:00:00")


def whole_number_of(letter: ReplyLetter) -> DocumentNumber | None:
    """Return the number of a letter, None where a part of it is missing."""
    number = whole_number(letter)
    return number if number.code and number.year and number.serial else None


def is_same(one: ReplyLetter, other: ReplyLetter) -> bool:
    """Return whether two letters of one title and date are the same: on the same papers, or with the same answer."""
    return one.answer == other.answer or bool(one.proposals and one.proposals == other.proposals)


def known_past_letters(store: Store, letters: Sequence[PastLetter]) -> list[Message | None]:
    """Return for each letter why it cannot be entered, None where it can."""
    with store.reading() as connection:
        known = _Known(connection)
        return [known.why_not(one) for one in letters]


def enter_past_letters(
    store: Store, letters: Sequence[PastLetter], each: Callable[[int], None], last: Callable[[], None]
) -> list[Message | None]:
    """Enter letters in one transaction and return for each why it was refused, None where it is in.

    each is called with the number of those that are done before the next one, last before all of them are kept:
    whatever either raises leaves the register as it was.
    """
    refused: list[Message | None] = []
    with store.writing() as writing:
        known = _Known(writing.connection)
        for done, one in enumerate(letters):
            each(done)
            try:
                _enter(writing, one, known)
            except NumberRefused as error:
                refused.append(error.args[0])
            else:
                refused.append(None)
        last()
    return refused


def _enter(writing: Writing, past: PastLetter, known: "_Known") -> None:
    """Enter a letter, its number as issued; raises NumberRefused where the register has it or its number already."""
    connection, letter = writing.connection, past.letter
    if why := known.why_not(past):
        raise NumberRefused(why)
    number = whole_number_of(letter)
    before, after = _take_number(writing, number, past) if number else (None, None)
    key = number_text(number) if number else past.sha256
    newest = connection.execute(select(func.max(LETTERS.c.version)).where(LETTERS.c.key == key)).scalar() or 0
    values = {
        "key": key, "version": newest + 1, "number": after["id"] if after else None, "state": "issued",
        "content": write_letter(letter).decode(), "file_path": past.path, "file_sha256": past.sha256,
        "issued_at": _issued_at(letter, writing.at), **writing.made,
    }  # fmt: skip
    written = insert(connection, LETTERS, values)
    why, told = _from(past), {"key": key, "file_path": past.path, "file_sha256": past.sha256}
    writing.record(
        "past_letter", number_text(number) if number else Path(past.path).name, why=why, before=before,
        after=(after or {}) | told,
    )  # fmt: skip
    settle(writing, written["key"], letter, number, why)
    relist_letter(connection, key)
    known.add(past, key)


def _take_number(writing: Writing, number: DocumentNumber, past: PastLetter) -> tuple[Row | None, Row]:
    """Return the row of a number before and after it became this letter's; what the ledger said of it stays."""
    code, year, serial = parts(number)
    series = need_series(writing, code, year)
    there = rows(writing.connection, NUMBERS, at_serial(series["id"], serial))
    before = there[0] if there else None
    said = columns_of(past.details)
    if before and before["state"] == "taken":
        kept = {name: before[name] or value for name, value in said.items()}
        return before, update(writing.connection, NUMBERS, before, state="issued", **kept)
    values = {"state": "issued", "origin": OF_LETTER, "reason": _from(past), **said, **writing.made}
    if before and before["state"] == "released":
        return before, update(writing.connection, NUMBERS, before, request_key=None, **values)
    # A void number never changes: the letter to which it really belongs stands beside it.
    place = {"series": series["id"], "serial": serial, "occurrence": 1 + len(there)}
    return None, insert(writing.connection, NUMBERS, {**place, **values})


class _Known:
    """The letters that went out, by file and by look: read once, for each question would go through all of them."""

    def __init__(self, connection: Connection) -> None:
        """Read them."""
        self._connection = connection
        issued = select(LETTERS.c.file_sha256).where(LETTERS.c.state == "issued")
        self._files = set(connection.execute(issued).scalars())
        self._keys: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        listed = select(*(LISTING.c[name] for name in (*_LOOK, "letter_key"))).where(LISTING.c.letter_state == "issued")
        for *look, key in connection.execute(listed):
            self._keys[tuple(look)].add(key)

    def add(self, past: PastLetter, key: str) -> None:
        """Note a letter that has been entered."""
        self._files.add(past.sha256)
        self._keys[_look(past.letter)].add(key)

    def why_not(self, past: PastLetter) -> Message | None:
        """Return why a letter cannot be entered, None where it can."""
        if past.sha256 in self._files:
            return _SAME_FILE
        if number := whole_number_of(past.letter):
            try:
                code, year, serial = parts(number)
                series = find_series(self._connection, code, year)
            except NumberRefused as error:
                return error.args[0]
            there = rows(self._connection, NUMBERS, at_serial(series["id"], serial)) if series else []
            # One that was entered from a letter by mistake, and is void, is the letter's to which it really belongs.
            if not all((row["state"], row["origin"]) == ("void", OF_LETTER) for row in there):
                states = {row["state"] for row in there}
                why = next((words for state, words in _OF_STATE.items() if state in states), None)
                if why:
                    return why.filled(number=number_text(number))
        there = self._same(past.letter)
        if there is None:
            return None
        fields = contradictions(there, past.letter)
        return _OTHER_VERSION.filled(fields=listed(map(name_of, fields))) if fields else _SAME_LETTER

    def _same(self, letter: ReplyLetter) -> ReplyLetter | None:
        """Return a letter of the register that is the same, the one that contradicts it least first."""
        found: list[ReplyLetter] = []
        for key in sorted(self._keys.get(_look(letter), ())):
            newest = max(rows(self._connection, LETTERS, LETTERS.c.key == key), key=lambda row: int(row["version"]))
            try:
                there = read_letter(newest["content"].encode()) if newest["content"] else None
            except LetterError:
                continue
            if there and is_same(there, letter):
                found.append(there)
        return min(found, key=lambda there: len(contradictions(there, letter)), default=None)


def _look(letter: ReplyLetter) -> tuple[str, ...]:
    """Return what two letters that are the same have in common."""
    said = of_content(letter)
    return tuple(said[name] for name in _LOOK)


def _issued_at(letter: ReplyLetter, now: str) -> str:
    """Return when a letter went out as far as it says so, by which the newest of several is told."""
    year = letter.document_number.year
    day = letter.document_date.isoformat() if letter.document_date else f"{year}-01-01" if year else ""
    return f"{day}T00:00:00{now[_OFFSET:]}" if day else ""


def _from(past: PastLetter) -> str:
    return kept(FROM_LETTER.filled(name=Path(past.path).name))
