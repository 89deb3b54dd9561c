"""What was given since a backup, carried over into it: what was ever given stays given, whatever is restored."""

from collections.abc import Iterable
from typing import Any

from letter.messages import message
from letter.model import DocumentNumber
from letter.numbers import number_text
from register.letters import void_letters
from register.listing import relist_number
from register.number_rows import carried_reason
from register.reasons import KEPT_BY, kept
from register.salvage import Given
from register.series import need_series
from register.store import Writing
from register.tables import GAPS, NUMBERS, SERIES, Row, insert, rows, update
from register.values import STATE_WORDS, Carried

_EXPLAINED, _STARTED = message("说明：{reason}"), message("起始号 {start}")
# What becomes of a number: by its state in the backup ("" where it is not there), then by its state now.
_BECOMES: dict[str, dict[str, str]] = {
    "": {"reserved": "taken", "issued": "taken", "taken": "taken", "released": "released", "void": "void"},
    "released": {"reserved": "taken", "issued": "taken", "taken": "taken", "void": "void"},
    "reserved": {"issued": "taken", "taken": "taken", "void": "void"},
    "taken": {"reserved": "taken", "void": "void"},
    "issued": {"void": "void"},
    "void": {},
}
_COPIED = ("serial", "occurrence", "date", "title", "addressee", "proposal")


def carry_over(writing: Writing, given: Given) -> tuple[Carried, ...]:
    """Enter in a restored register what it does not know of what was given, and return what that was.

    A number is as its holder now has it: its key is the present one, so that nobody else who asks again gets it.
    """
    carried: list[Carried] = []
    for row in sorted(given.series, key=lambda row: (row["code"], row["year"])):
        carried += _carry_series(writing, row)
    _free_keys(writing, given)
    places = {row["id"]: row for row in given.series}
    for row in sorted(given.numbers, key=lambda row: (row["series"], row["serial"], row["occurrence"])):
        carried += _carry_number(writing, places[row["series"]], row)
    for row in sorted(given.gaps, key=lambda row: (row["series"], row["serial"])):
        carried += _carry_gap(writing, places[row["series"]], row)
    return tuple(carried)


def _carry_series(writing: Writing, row: Row) -> list[Carried]:
    before = need_series(writing, row["code"], row["year"])
    if before["start"] == row["start"]:
        return []
    after = update(writing.connection, SERIES, before, start=row["start"])
    about = f"{row['code']}〔{row['year']}〕"
    writing.record("restore", about, before=before, after=after)
    return [Carried(about, _STARTED.filled(start=row["start"]))]


def _free_keys(writing: Writing, given: Given) -> None:
    """Take each key that now has another number from the number that it had at the time of the backup."""
    now = {row["request_key"]: place for row, place in _places(given.series, given.numbers) if row["request_key"]}
    present = rows(writing.connection, SERIES)
    keyed = rows(writing.connection, NUMBERS, NUMBERS.c.request_key.is_not(None))
    for row, place in _places(present, keyed):
        if now.get(row["request_key"], place) != place:
            update(writing.connection, NUMBERS, row, request_key=None)


def _places(series: Iterable[Row], numbers: Iterable[Row]) -> list[tuple[Row, tuple[object, ...]]]:
    names = {row["id"]: (row["code"], row["year"]) for row in series}
    return [(row, (*names[row["series"]], row["serial"], row["occurrence"])) for row in numbers]


def _carry_number(writing: Writing, place: Row, row: Row) -> list[Carried]:
    series = need_series(writing, place["code"], place["year"])
    number = DocumentNumber(place["code"], place["year"], row["serial"])
    at = (NUMBERS.c.series == series["id"], NUMBERS.c.serial == row["serial"])
    found = rows(writing.connection, NUMBERS, *at, NUMBERS.c.occurrence == row["occurrence"])
    before = found[0] if found else None
    state = _BECOMES[before["state"] if before else ""].get(row["state"], "")
    # What an earlier restore has entered keeps its reason: its holder may still be waiting for it.
    entered = (row["state"], row["origin"]) == ("taken", "restore")
    reason = row["reason"] if entered else carried_reason(row["state"])
    if before is None:
        values = {name: row[name] for name in _COPIED}
        told = {"state": state, "origin": "restore", "reason": reason, **writing.made}
        after = insert(
            writing.connection, NUMBERS, {**values, **told, "series": series["id"], "request_key": row["request_key"]}
        )
    elif before["state"] == "void" or not (state or before["request_key"] != row["request_key"]):
        return []
    else:
        changes: dict[str, Any] = {"state": state, "reason": reason, "origin": "restore"} if state else {}
        after = update(writing.connection, NUMBERS, before, **changes, request_key=row["request_key"])
    relist_number(writing.connection, after["id"])
    writing.record("restore", number_text(number), why=reason if state else kept(KEPT_BY), before=before, after=after)
    if state == "void" and before:
        void_letters(writing, after["id"], reason)
    return [Carried(number_text(number), STATE_WORDS[state].said if state else KEPT_BY)]


def _carry_gap(writing: Writing, place: Row, row: Row) -> list[Carried]:
    series = need_series(writing, place["code"], place["year"])
    found = rows(writing.connection, GAPS, GAPS.c.series == series["id"], GAPS.c.serial == row["serial"])
    if found and found[0]["reason"] == row["reason"]:
        return []
    if found:
        after = update(writing.connection, GAPS, found[0], reason=row["reason"], **writing.made)
    else:
        values = {"series": series["id"], "serial": row["serial"], "reason": row["reason"], **writing.made}
        after = insert(writing.connection, GAPS, values)
    about = number_text(DocumentNumber(place["code"], place["year"], row["serial"]))
    writing.record("restore", about, why=row["reason"], before=found[0] if found else None, after=after)
    return [Carried(about, _EXPLAINED.filled(reason=row["reason"]))]
