"""In which tone the register shows a state, and the days that are left."""

import datetime

from register.values import Row
from ui.widgets.pill import tone_of_days

STATE_TONES = {
    "open": "pill", "in_work": "soft", "replied": "green", "returned": "pill", "reserved": "soft", "issued": "green",
    "taken": "pill", "void": "red",
}  # fmt: skip


def days_tone(row: Row, today: datetime.date) -> str:
    """Return the tone of the days that a row has left, of a row that is not due too."""
    days = row.days_left(today)
    return "pill" if days is None else tone_of_days(days)


def state_tone(state: str) -> str:
    """Return the tone of a state."""
    return STATE_TONES.get(state, "pill")


def without_sign(words: str) -> str:
    """Return words without the sign before them, which their tone says as well."""
    return words.lstrip("！! ")
