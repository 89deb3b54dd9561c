"""The ledger (发文登记簿) as it is read: entries, gaps, doubles, voids, history, and doubts about dates."""

import datetime
from collections import Counter
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, func, select

from letter.messages import message
from letter.model import DocumentNumber
from letter.numbers import number_text
from register.chain import kept_head
from register.history import read_history
from register.series import find_series
from register.store import Store
from register.tables import GAPS, HISTORY, NUMBERS, SERIES, Row, rows
from register.values import OF_LETTER, Details, Entry, Gap, HistoryRow, Ledger

_OTHER_YEAR = message("成文日期是 {date}，字号却是 {year} 年的，请核对年份。")
_FUTURE = message("成文日期 {date} 晚于今天（{today}），请核对日期和电脑的时钟。")
_OLD_YEAR = message("现在是 {today}，取的却是 {year} 年的号，请核对年份和电脑的时钟。")
_BEFORE = message("成文日期 {date} 早于最近一封（{number}，{newest}），请核对日期。")
_CLOCK = message("电脑的时钟（{today}）早于登记簿最近一次登记的时间（{newest}），请先把时钟校准。")
_LONG_AGO = message("电脑的时钟（{today}）比登记簿最近一次登记（{newest}）晚一年以上，请核对时钟。")
_LONG, _DAY = datetime.timedelta(days=366), len("2023-03-21")


def read_ledger(store: Store, code: str | None = None, year: int | None = None) -> Ledger:
    """Return the entries in the order of their numbers, with gaps, doubles and voids; of all series or of some."""
    with store.reading() as connection:
        series = [
            row for row in rows(connection, SERIES) if code in (None, row["code"]) and year in (None, row["year"])
        ]
        series.sort(key=lambda row: (row["code"], row["year"]))
        entries: list[Entry] = []
        gaps: list[Gap] = []
        for one in series:
            found = rows(connection, NUMBERS, NUMBERS.c.series == one["id"])
            found.sort(key=lambda row: (row["serial"], row["occurrence"]))
            entries += (entry_of(one, row) for row in found)
            gaps += _gaps(connection, one, found)
        head = kept_head(connection)
    counts = Counter(entry.number for entry in entries)
    doubles = tuple(number for number, count in counts.items() if count > 1)
    voids = tuple(entry for entry in entries if entry.state == "void")
    chain = f"{head.last[HISTORY.name]} {head.digest}" if head else ""
    return Ledger(tuple(entries), tuple(gaps), doubles, voids, chain)


def history(store: Store, about: DocumentNumber | None = None) -> tuple[HistoryRow, ...]:
    """Return the history, the oldest row first; all of it, or that of one number."""
    with store.reading() as connection:
        return read_history(connection, number_text(about) if about else None)


def date_doubts(
    store: Store, code: str, year: int, date: datetime.date | None = None, today: datetime.date | None = None
) -> tuple[str, ...]:
    """Return what a clerk should look at before a number of this year is given to a letter of this date.

    The date, or without one the year, is held against the clock and against the newest entry of the series, the clock
    against the newest entry of all series.
    """
    today = today or store.clock().date()
    doubts: list[str] = []
    if date and date.year != year:
        doubts.append(_OTHER_YEAR.filled(date=date, year=year))
    if date and date > today:
        doubts.append(_FUTURE.filled(date=date, today=today))
    elif year != today.year:
        doubts.append(_OLD_YEAR.filled(today=today, year=year))
    with store.reading() as connection:
        series = find_series(connection, code, year)
        found = rows(connection, NUMBERS, NUMBERS.c.series == series["id"]) if series else []
        drawn = str(connection.execute(select(func.max(NUMBERS.c.at))).scalar() or "")[:_DAY]
    if drawn > today.isoformat():
        doubts.append(_CLOCK.filled(today=today, newest=drawn))
    elif drawn and today - datetime.date.fromisoformat(drawn) > _LONG:
        doubts.append(_LONG_AGO.filled(today=today, newest=drawn))
    dated = [row for row in found if row["date"] and row["state"] in ("issued", "taken")]
    if date and dated:
        newest = max(dated, key=lambda row: (row["date"], row["serial"]))
        if date.isoformat() < newest["date"]:
            number = number_text(DocumentNumber(code, year, newest["serial"]))
            doubts.append(_BEFORE.filled(date=date, number=number, newest=newest["date"]))
    return tuple(doubts)


def entry_of(series: Row, row: Row) -> Entry:
    """Return a number's row and its series as an entry."""
    date = datetime.date.fromisoformat(row["date"]) if row["date"] else None
    fields = {
        "number": DocumentNumber(series["code"], series["year"], row["serial"]),
        "details": Details(date, row["title"], row["addressee"], row["proposal"]),
    } | {name: row[name] for name in ("state", "origin", "occurrence", "reason", "at", "user", "machine")}
    return msgspec.convert(fields, Entry)


def _gaps(connection: Connection, series: Row, found: Sequence[Row]) -> list[Gap]:
    """Return the numbers that are missing; one that is known from an earlier letter alone says nothing of others."""
    states = {row["serial"]: row["state"] for row in found if row["occurrence"] == 1}
    used = [
        row["serial"] for row in found
        if row["occurrence"] == 1 and row["state"] != "released" and row["origin"] != OF_LETTER
    ]  # fmt: skip
    reasons = {row["serial"]: row["reason"] for row in rows(connection, GAPS, GAPS.c.series == series["id"])}
    return [
        Gap(DocumentNumber(series["code"], series["year"], serial), reasons.get(serial, ""), serial in states)
        for serial in range(min([series["start"], *used]), max(used, default=0))
        if states.get(serial, "released") == "released"
    ]
