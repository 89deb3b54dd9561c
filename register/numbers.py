"""Numbers (发文字号): proposed, reserved, issued, released, voided, taken; each in one transaction with its history.

A number is never deleted and never given twice in silence. What may become of it:

    reserved -> issued | released | void      released -> reserved | taken      taken -> released | void
    issued -> void                            void: for good
"""

import datetime

from sqlalchemy import Connection, func, select

from letter.messages import message
from letter.model import DocumentNumber
from letter.numbers import number_text
from register.errors import NumberRefused
from register.ledger import date_doubts
from register.letters import NO_REASON_TO_VOID, void_letters
from register.listing import relist_number
from register.number_rows import (
    allow,
    at_serial,
    carried_reason,
    change,
    columns_of,
    highest,
    in_range,
    need_row,
    parts,
    row_of,
)
from register.series import find_series, need_series
from register.store import Store, Writing
from register.tables import GAPS, NUMBERS, SERIES, Row, insert, rows, update
from register.values import STATE_WORDS, Details, NextNumber

_NO_REASON_FOR_DOUBLE = message("登记重号要写明理由，请写明理由。")
_NO_REASON_FOR_GAP = message("说明缺号要写明原因，请写明理由。")
_NO_GAP = message("{number}{state}，不是缺号，不用说明。")
_NOT_REACHED = message("还没有用到{number}，不是缺号，不用说明。")
_ONE = message("{first} 号")
_SEVERAL = message("{first} 至 {last} 号")
_KEY_ELSEWHERE = message("这个请求标识已经在别的系列里取过号，请换一个请求标识。")
_KEY_VOID = message("这个请求得到的{number}已经作废，请用新的请求标识另取一个号。")
_IN_USE = message(
    "{number}{state}，不能再给一次；登记错了或就是这一封的，请先退回再用；确实重号的，请登记为重号并写明理由。"
)
_SKIPPED = message("跳过了 {words}，会成为缺号，请核对；确实不用的，请说明原因。")


def propose(store: Store, code: str, year: int, date: datetime.date | None = None) -> NextNumber:
    """Return the next number without taking it: the lowest released one, else the one after the highest.

    Its doubts are those about the year, or about the letter's date when it is given.
    """
    with store.reading() as connection:
        series = find_series(connection, code, year)
        serial = _next_serial(connection, series["id"], series["start"]) if series else 1
        released = series is not None and row_of(connection, series["id"], serial) is not None
    return NextNumber(DocumentNumber(code, year, serial), released, date_doubts(store, code, year, date))


def consider(store: Store, number: DocumentNumber) -> NextNumber:
    """Return what it would mean to take a chosen number, without taking it: released before, or leaving others out.

    Raises NumberRefused when it is not free.
    """
    code, year, serial = parts(number)
    with store.reading() as connection:
        series = find_series(connection, code, year)
        released = series is not None and _free_row(connection, series, number) is not None
        return NextNumber(number, released, _skipped(connection, series, serial))


def reserve(
    store: Store, code: str, year: int, *, key: str, serial: int | None = None, details: Details | None = None
) -> NextNumber:
    """Take the next number, or a chosen free one; asked again with the same key it returns the same number.

    A chosen number that leaves others out is given with a doubt that says so. Raises NumberRefused when it is not free
    or the key has been used for something else.
    """
    with store.writing() as writing:
        connection = writing.connection
        known = rows(connection, NUMBERS, NUMBERS.c.request_key == key)
        series = need_series(writing, code, year)
        if known and known[0]["state"] != "released":
            _reserve_anew(writing, known[0], series)
            return NextNumber(_answer_again(known[0], series), released_before=False)
        chosen = _next_serial(connection, series["id"], series["start"]) if serial is None else in_range(serial)
        skipped = _skipped(connection, series, chosen)
        number = DocumentNumber(code, year, chosen)
        before = _free_row(connection, series, number)
        values = {"state": "reserved", "origin": "program", "reason": "", **writing.made, **columns_of(details)}
        if known and (before is None or known[0]["id"] != before["id"]):
            update(connection, NUMBERS, known[0], request_key=None)
        if before:
            after = update(connection, NUMBERS, before, **values, request_key=key)
        else:
            place = {"series": series["id"], "serial": chosen, "occurrence": 1, "request_key": key}
            after = insert(connection, NUMBERS, {**place, **values})
        relist_number(connection, after["id"])
        writing.record("reserve", number_text(number), before=before, after=after)
        return NextNumber(number, before is not None, skipped)


def reserved_for(store: Store, key: str) -> DocumentNumber | None:
    """Return the number that is reserved under a request key and not issued, released or void; None without one.

    One that a restore has entered as taken still waits for its holder.
    """
    with store.reading() as connection:
        known = rows(connection, NUMBERS, NUMBERS.c.request_key == key)
        if not known or not (known[0]["state"] == "reserved" or _waits(known[0])):
            return None
        (series,) = rows(connection, SERIES, SERIES.c.id == known[0]["series"])
        return DocumentNumber(series["code"], series["year"], known[0]["serial"])


def reserved_keys(store: Store, code: str, year: int, details: Details) -> tuple[str, ...]:
    """Return the keys under which numbers of a series are reserved for a letter of these details, whatever its date."""
    with store.reading() as connection:
        series = find_series(connection, code, year)
        if series is None or not details.title:
            return ()
        said = [NUMBERS.c[name] == getattr(details, name) for name in ("title", "addressee", "proposal")]
        found = rows(connection, NUMBERS, NUMBERS.c.series == series["id"], *said)
        held = [row for row in found if (row["state"], row["origin"]) == ("reserved", "program") or _waits(row)]
        return tuple(row["request_key"] for row in held if row["request_key"])


def release(store: Store, number: DocumentNumber, reason: str = "") -> None:
    """Give back a number with which nothing was issued, or which was entered as taken by mistake; it is proposed again.

    Raises NumberRefused for an issued or void number.
    """
    with store.writing() as writing:
        row = need_row(writing.connection, number)
        if row["state"] == "released":
            return
        allow(row, number, ("reserved", "taken"), message("退回"), message("发出的信只能作废，作废的号不再用"))
        change(writing, row, number, "release", reason, state="released", reason=reason)


def void(store: Store, number: DocumentNumber, reason: str) -> None:
    """Make a number void for good (作废), with its reason; raises NumberRefused."""
    if not reason.strip():
        raise NumberRefused(NO_REASON_TO_VOID)
    with store.writing() as writing:
        row = need_row(writing.connection, number)
        allow(row, number, ("reserved", "issued", "taken"), message("作废"), message("作废一次即可，退回的号不必作废"))
        change(writing, row, number, "void", reason, state="void", reason=reason)
        void_letters(writing, row["id"], reason)


def take(
    store: Store, number: DocumentNumber, reason: str = "", *, details: Details | None = None, double: bool = False
) -> None:
    """Enter a number given by the office or used outside the program; double enters one that is there already.

    Raises NumberRefused when the number is known and double is not asked for, or is asked for without a reason.
    """
    if double and not reason.strip():
        raise NumberRefused(_NO_REASON_FOR_DOUBLE)
    with store.writing() as writing:
        take_in(writing, number, reason, details or Details(), origin="office", double=double)


def take_in(
    writing: Writing, number: DocumentNumber, reason: str, details: Details, *, origin: str, double: bool = False,
    state: str = "taken",
) -> None:  # fmt: skip
    """Enter a number within a transaction, as take does."""
    code, year, serial = parts(number)
    series = need_series(writing, code, year)
    before = row_of(writing.connection, series["id"], serial)
    values = {"state": state, "origin": origin, "reason": reason, **writing.made, **columns_of(details)}
    if before and before["state"] == "released":
        after = update(writing.connection, NUMBERS, before, **values, request_key=None)
    elif before and not double:
        raise NumberRefused(_IN_USE.filled(number=number_text(number), state=STATE_WORDS[before["state"]].said))
    else:
        occurrence = 1 + len(rows(writing.connection, NUMBERS, at_serial(series["id"], serial))) if before else 1
        place = {"series": series["id"], "serial": serial, "occurrence": occurrence}
        after = insert(writing.connection, NUMBERS, {**place, **values})
    relist_number(writing.connection, after["id"])
    writing.record("take", number_text(number), why=reason, before=before, after=after)


def explain_gap(store: Store, number: DocumentNumber, reason: str) -> None:
    """Note why a number is missing; a released one is then no longer proposed. Raises NumberRefused."""
    if not reason.strip():
        raise NumberRefused(_NO_REASON_FOR_GAP)
    code, year, serial = parts(number)
    with store.writing() as writing:
        series = need_series(writing, code, year)
        row = row_of(writing.connection, series["id"], serial)
        if row and row["state"] != "released":
            raise NumberRefused(_NO_GAP.filled(number=number_text(number), state=STATE_WORDS[row["state"]].said))
        if not 0 < serial <= highest(writing.connection, series["id"], series["start"]):
            raise NumberRefused(_NOT_REACHED.filled(number=number_text(number)))
        found = rows(writing.connection, GAPS, GAPS.c.series == series["id"], GAPS.c.serial == serial)
        if found:
            after = update(writing.connection, GAPS, found[0], reason=reason, **writing.made)
        else:
            after = insert(
                writing.connection, GAPS, {"series": series["id"], "serial": serial, "reason": reason, **writing.made}
            )
        writing.record("explain", number_text(number), why=reason, before=found[0] if found else None, after=after)


def _free_row(connection: Connection, series: Row, number: DocumentNumber) -> Row | None:
    """Return the row of a number that was released, None when it never had one; raises NumberRefused for any other."""
    found = row_of(connection, series["id"], number.serial or 0)
    if found and found["state"] != "released":
        raise NumberRefused(_IN_USE.filled(number=number_text(number), state=STATE_WORDS[found["state"]].said))
    return found


def _skipped(connection: Connection, series: Row | None, serial: int) -> tuple[str, ...]:
    used = highest(connection, series["id"], series["start"]) if series else 0
    first, last = used + 1, serial - 1
    if first > last:
        return ()
    words = _ONE.filled(first=first) if first == last else _SEVERAL.filled(first=first, last=last)
    return (_SKIPPED.filled(words=words),)


def _next_serial(connection: Connection, series: int, start: int) -> int:
    top = highest(connection, series, start)
    explained = select(GAPS.c.serial).where(GAPS.c.series == series)
    query = select(func.min(NUMBERS.c.serial)).where(
        NUMBERS.c.series == series, NUMBERS.c.state == "released", NUMBERS.c.serial <= top,
        NUMBERS.c.serial.not_in(explained),
    )  # fmt: skip
    return connection.execute(query).scalar() or top + 1


def _reserve_anew(writing: Writing, row: Row, series: Row) -> None:
    """Reserve a number for its holder again that a restore has entered as taken, lest anybody else should get it."""
    if _waits(row) and row["series"] == series["id"]:
        number = DocumentNumber(series["code"], series["year"], row["serial"])
        change(writing, row, number, "reserve", "", state="reserved", origin="program", reason="")


def _waits(row: Row) -> bool:
    """Return whether a number was reserved when a restore entered it as taken."""
    return (row["state"], row["origin"], row["reason"]) == ("taken", "restore", carried_reason("reserved"))


def _answer_again(row: Row, series: Row) -> DocumentNumber:
    number = DocumentNumber(series["code"], series["year"], row["serial"])
    if row["series"] != series["id"]:
        raise NumberRefused(_KEY_ELSEWHERE)
    if row["state"] == "void":
        raise NumberRefused(_KEY_VOID.filled(number=number_text(number)))
    return number
