"""Letters in the register: what went out never changes; a correction is a further version, with its reason."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, func, select

from letter.codec import read_letter, write_letter
from letter.messages import message
from letter.model import DocumentNumber, ReplyLetter
from letter.numbers import number_text
from register.cases import settle, unsettle
from register.errors import NumberRefused
from register.history import read_history_of
from register.listing import SEPARATOR, relist_letter
from register.number_rows import allow, need_row, number_at
from register.store import Store, Writing
from register.tables import LETTERS, NUMBERS, Row, insert, rows, update
from register.values import Details, HistoryRow, LetterVersion

_OTHER_FILE = message("{number}已经发出了另一份文件，发出的信不能改；要更正请另存新的版本并写明理由。")
_NOT_ISSUED = message("{number}还没有发出过信，不用更正；请先发文。")
NO_REASON_TO_VOID = message("作废要写明理由，请写明理由。")
_NO_REASON = message("更正要写明理由，请写明理由。")


def issue(
    store: Store, number: DocumentNumber, path: str, sha256: str, *, key: str = "", letter: ReplyLetter | None = None,
    details: Details | None = None, why: str = "",
) -> None:  # fmt: skip
    """Turn a reserved number into an issued one, with the file that was saved; the same file again is no change.

    why is the reason of a letter that answers what was answered before.

    Raises NumberRefused when the number is not reserved or another file went out under it.
    """
    with store.writing() as writing:
        row = need_row(writing.connection, number)
        if row["state"] == "issued" and sha256 in {found["file_sha256"] for found in _of_number(writing, row["id"])}:
            return
        if row["state"] == "issued":
            raise NumberRefused(_OTHER_FILE.filled(number=number_text(number)))
        allow(row, number, ("reserved",), message("发文"), message("请先保留它，或另取一个号"))
        after = update(writing.connection, NUMBERS, row, state="issued", **_said(row, details, letter))
        writing.record("issue", number_text(number), why=why, before=row, after=after | {"file_sha256": sha256})
        values = _issued(writing, row, path, sha256, letter)
        place = {"key": key or number_text(number), "version": 1}
        written = insert(writing.connection, LETTERS, {**place, **values})
        if letter:
            settle(writing, written["key"], letter, number, why)
        relist_letter(writing.connection, written["key"])


def correct(
    store: Store, number: DocumentNumber, path: str, sha256: str, reason: str, *, letter: ReplyLetter | None = None
) -> int:
    """Keep a corrected version of an issued letter, with its reason, beside the one that went out; return its version.

    Raises NumberRefused.
    """
    if not reason.strip():
        raise NumberRefused(_NO_REASON)
    with store.writing() as writing:
        row = need_row(writing.connection, number)
        versions = _of_number(writing, row["id"])
        if row["state"] != "issued" or not versions:
            raise NumberRefused(_NOT_ISSUED.filled(number=number_text(number)))
        last = versions[-1]
        values = _issued(writing, row, path, sha256, letter) | {"reason": reason}
        place = {"key": last["key"], "version": last["version"] + 1}
        after = insert(writing.connection, LETTERS, {**place, **values})
        if letter:
            settle(writing, last["key"], letter, number)
        relist_letter(writing.connection, last["key"])
        writing.record("correct", number_text(number), why=reason, before=last, after=after)
        return int(after["version"])


def versions_of(store: Store, number: DocumentNumber) -> tuple[LetterVersion, ...]:
    """Return all versions of the letter that was issued under a number, the first one first."""
    with store.reading() as connection:
        row = need_row(connection, number)
        return tuple(_value(connection, found) for found in rows(connection, LETTERS, LETTERS.c.number == row["id"]))


def newest_version(store: Store, key: str) -> LetterVersion | None:
    """Return the newest version of the letter of a key, None when there is none."""
    with store.reading() as connection:
        found = _newest(connection, key)
        return _value(connection, found) if found else None


def letter_history(store: Store, key: str) -> tuple[HistoryRow, ...]:
    """Return the history of a letter that has no number, the oldest row first."""
    with store.reading() as connection:
        return read_history_of(connection, key)


def count_letters(store: Store) -> int:
    """Return how many letters there are, without reading one."""
    with store.reading() as connection:
        return connection.execute(select(func.count(LETTERS.c.key.distinct()))).scalar() or 0


def void_letter(store: Store, key: str, reason: str) -> None:
    """Make a letter without a number void, with its reason; raises NumberRefused."""
    if not reason.strip():
        raise NumberRefused(NO_REASON_TO_VOID)
    with store.writing() as writing:
        found = [row for row in rows(writing.connection, LETTERS, LETTERS.c.key == key) if row["number"] is None]
        if found:
            last = found[-1]
            name = Path(last["file_path"]).name
            writing.record("void", name, why=reason, before=last, after={"key": key, "state": "void"})
            _void(writing, found, reason)


def void_letters(writing: Writing, number: int, why: str) -> None:
    """Make the versions of a number that becomes void void as well; their cases are in work again."""
    _void(writing, _of_number(writing, number), why)


def _void(writing: Writing, found: Sequence[Row], why: str) -> None:
    for row in found:
        if row["state"] != "void":
            update(writing.connection, LETTERS, row, state="void")
    for key in sorted({row["key"] for row in found}):
        unsettle(writing, key, why)
        relist_letter(writing.connection, key)


def _issued(writing: Writing, number: Row, path: str, sha256: str, letter: ReplyLetter | None) -> Row:
    return {
        "number": number["id"], "state": "issued", "issued_at": writing.at, "file_path": path, "file_sha256": sha256,
        **({"content": write_letter(letter).decode()} if letter else {}), **writing.made,
    }  # fmt: skip


def _of_number(writing: Writing, number: int) -> list[Row]:
    return rows(writing.connection, LETTERS, LETTERS.c.number == number)


def _newest(connection: Connection, key: str) -> Row | None:
    found = rows(connection, LETTERS, LETTERS.c.key == key)
    return max(found, key=lambda row: int(row["version"])) if found else None


def _said(row: Row, details: Details | None, letter: ReplyLetter | None) -> Row:
    """Return what the ledger says of the letter; what was said at the reservation stays unless there is more."""
    day = (details.date if details else None) or (letter.document_date if letter else None)
    said = {"date": day.isoformat() if day else "", "proposal": _papers(letter) if letter else ""}
    if details:
        said |= {"title": details.title, "addressee": details.addressee, "proposal": details.proposal}
    return {name: value or row[name] for name, value in said.items()}


def _papers(letter: ReplyLetter) -> str:
    return SEPARATOR.join(proposal.number for proposal in letter.proposals if proposal.number)


def _value(connection: Connection, row: Row) -> LetterVersion:
    content = read_letter(row["content"].encode()) if row["content"] else None
    return LetterVersion(
        row["key"], row["version"], number_at(connection, row["number"]), row["state"], row["reason"], content,
        row["file_path"], row["file_sha256"], row["at"], row["issued_at"], row["user"],
    )  # fmt: skip
