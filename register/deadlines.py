"""When a case is due (截止日期): the assigned date and so many months, unless a notice sets a date (spec 3.3)."""

import calendar
import datetime
from functools import cache

import msgspec

from register.values import Case
from resources import read

MOST_MONTHS = 24
_MONTHS = 12


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The months a role has, those with an extension (延期), and how well that is verified (as spec.md tags it)."""

    months: int
    extended: int
    strength: str


@cache
def limits() -> dict[str, Limit]:
    """Return the limit of each role."""
    return msgspec.json.decode(read("deadlines.json"), type=dict[str, Limit])


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months later, the month's last where there is no such day.

    Raises ValueError or OverflowError beyond the calendar's end.
    """
    years, month = divmod(day.month - 1 + months, _MONTHS)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return datetime.date(day.year + years, month + 1, min(day.day, last))


def due_of(case: Case) -> datetime.date | None:
    """Return when a case is due: the date that was set, else so many months from the assigned date."""
    if case.due_override or case.assigned is None:
        return case.due_override
    limit = limits()[case.role]
    months = case.months or (limit.extended if case.extended else limit.months)
    return months_later(case.assigned, months)
