"""The rows of numbers: found, allowed to change or not, changed and recorded."""

import datetime

from sqlalchemy import ColumnElement, Connection, func, select

from letter.messages import message
from letter.model import DocumentNumber
from letter.numbers import SERIAL_LIMIT, number_text, read_number
from register.errors import NumberRefused
from register.listing import relist_number
from register.reasons import CARRIED, kept
from register.series import find_series
from register.store import Writing
from register.tables import NUMBERS, SERIES, Row, rows, update
from register.values import STATE_WORDS, Details

_INCOMPLETE = message("发文字号不完整，请写全机关代字、年份和序号。")
_NO_NUMBER = message("“{text}”不是发文字号，请写成“朝民函〔2023〕32号”这样的形式。")
_UNKNOWN = message("登记簿里没有{number}，请核对字号；要用它请先保留或登记为已用。")
_NOT_RESERVED = message("{number}{state}，不能{action}；{advice}。")
_BAD_SERIAL = message("序号“{serial}”不对，请写 1 至 {limit} 的数。")


def carried_reason(state: str) -> str:
    """Return why a number is taken or void that was in a state when an earlier backup was restored."""
    return kept(CARRIED.filled(state=STATE_WORDS[state].said))


def change(writing: Writing, row: Row, number: DocumentNumber, what: str, why: str, **changes: object) -> Row:
    """Change the row of a number and record it; what the row says of who reserved it and when stays."""
    after = update(writing.connection, NUMBERS, row, **changes)
    relist_number(writing.connection, after["id"])
    writing.record(what, number_text(number), why=why, before=row, after=after)
    return after


def need_row(connection: Connection, number: DocumentNumber) -> Row:
    """Return the row of a number; raises NumberRefused when there is none."""
    code, year, serial = parts(number)
    series = find_series(connection, code, year)
    row = row_of(connection, series["id"], serial) if series else None
    if row is None:
        raise NumberRefused(_UNKNOWN.filled(number=number_text(number)))
    return row


def allow(row: Row, number: DocumentNumber, states: tuple[str, ...], action: str, advice: str) -> None:
    """Raise NumberRefused unless the number is in one of the states."""
    if row["state"] not in states:
        raise NumberRefused(
            _NOT_RESERVED.filled(
                number=number_text(number), state=STATE_WORDS[row["state"]].said, action=action, advice=advice
            )
        )


def need_number(text: str) -> DocumentNumber:
    """Return the document number that a text is; raises NumberRefused."""
    number = read_number(text)
    if number is None:
        raise NumberRefused(_NO_NUMBER.filled(text=text))
    return number


def parts(number: DocumentNumber) -> tuple[str, int, int]:
    """Return code, year and serial of a whole number; raises NumberRefused when one of them is missing."""
    if not number.code or number.year is None or number.serial is None:
        raise NumberRefused(_INCOMPLETE)
    return number.code, number.year, in_range(number.serial)


def in_range(serial: int) -> int:
    """Return a serial that a number can have; raises NumberRefused for any other."""
    if not 1 <= serial <= SERIAL_LIMIT:
        raise NumberRefused(_BAD_SERIAL.filled(serial=serial, limit=SERIAL_LIMIT))
    return serial


def highest(connection: Connection, series: int, start: int) -> int:
    """Return the highest number that is or was in use, the one before the start when there is none."""
    query = select(func.max(NUMBERS.c.serial)).where(NUMBERS.c.series == series, NUMBERS.c.state != "released")
    return max(connection.execute(query).scalar() or 0, start - 1)


def row_of(connection: Connection, series: int, serial: int) -> Row | None:
    """Return the row of a serial, the first one where it was given twice; None when there is none."""
    found = rows(connection, NUMBERS, at_serial(series, serial), NUMBERS.c.occurrence == 1)
    return found[0] if found else None


def number_at(connection: Connection, place: int | None) -> DocumentNumber | None:
    """Return the number of the row with an id, None for None."""
    if place is None:
        return None
    (row,) = rows(connection, NUMBERS, NUMBERS.c.id == place)
    (series,) = rows(connection, SERIES, SERIES.c.id == row["series"])
    return DocumentNumber(series["code"], series["year"], row["serial"])


def at_serial(series: int, serial: int) -> ColumnElement[bool]:
    """Return the condition that a row has this serial, however often it was given."""
    return (NUMBERS.c.series == series) & (NUMBERS.c.serial == serial)


def columns_of(details: Details | None) -> Row:
    """Return what a row says of the letter, nothing where nothing is known."""
    if details is None:
        return {}
    day: datetime.date | None = details.date
    return {
        "date": day.isoformat() if day else "", "title": details.title, "addressee": details.addressee,
        "proposal": details.proposal,
    }  # fmt: skip
