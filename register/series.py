"""Series of numbers: one for each agency code and year, with the number from which it starts."""

from sqlalchemy import Connection, select

from letter.messages import message
from letter.model import DocumentNumber
from letter.numbers import CODE_LIMIT, SERIAL_LIMIT, number_text, read_number
from register.errors import NumberRefused
from register.store import Store, Writing
from register.tables import NUMBERS, SERIES, Row, insert, rows, update
from register.values import OF_LETTER

FIRST_YEAR, LAST_YEAR = 1949, 2999
_BAD_CODE = message("机关代字“{code}”不对，请写成“朝民函”这样的字，不带括号、空格和数字。")
_BAD_YEAR = message("年份“{year}”不对，请写四位数的年份。")
_BAD_START = message("起始号“{start}”不对，请写 1 至 {limit} 的数。")


def find_series(connection: Connection, code: str, year: int) -> Row | None:
    """Return the row of a series, None while no number was given in it; raises NumberRefused for a bad code or year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NumberRefused(_BAD_YEAR.filled(year=year))
    if len(code) > CODE_LIMIT or read_number(number_text(DocumentNumber(code, 2000, 1))) != DocumentNumber(
        code, 2000, 1
    ):
        raise NumberRefused(_BAD_CODE.filled(code=code))
    found = rows(connection, SERIES, SERIES.c.code == code, SERIES.c.year == year)
    return found[0] if found else None


def need_series(writing: Writing, code: str, year: int) -> Row:
    """Return the row of a series, made when there is none."""
    found = find_series(writing.connection, code, year)
    return found or insert(writing.connection, SERIES, {"code": code, "year": year, "start": 1, **writing.made})


def is_new(store: Store, code: str) -> bool:
    """Return whether the register knows no number of a code, of any year, and was not told where it goes on.

    The numbers of earlier letters do not tell it: others may have been given after them.
    """
    with store.reading() as connection:
        series = rows(connection, SERIES, SERIES.c.code == code)
        if any(row["start"] > 1 for row in series):
            return False
        given = select(NUMBERS.c.id).where(NUMBERS.c.series.in_([row["id"] for row in series]))
        return connection.execute(given.where(NUMBERS.c.origin != OF_LETTER).limit(1)).first() is None


def set_start(store: Store, code: str, year: int, start: int, reason: str) -> None:
    """Let a series start at a number, for a paper ledger that is taken over; raises NumberRefused."""
    if not 1 <= start <= SERIAL_LIMIT:
        raise NumberRefused(_BAD_START.filled(start=start, limit=SERIAL_LIMIT))
    with store.writing() as writing:
        before = need_series(writing, code, year)
        after = update(writing.connection, SERIES, before, start=start)
        writing.record("start", f"{code}〔{year}〕", why=reason, before=before, after=after)
