"""In which tone the register shows a state, and the days that are left."""

import datetime

from register.values import Row

# So few days are left that it is to be noticed.
URGENT_DAYS = 5
STATE_TONES = {
    "open": "pill", "in_work": "soft", "replied": "green", "returned": "pill", "reserved": "soft", "issued": "green",
    "taken": "pill", "void": "red",
}  # fmt: skip


def days_tone(row: Row, today: datetime.date) -> str:
    """Return the tone of the days that a row has left: overdue ones are red, few are amber."""
    days = row.days_left(today)
    if days is None or days > URGENT_DAYS:
        return "pill"
    return "red" if days < 0 else "amber"


def state_tone(state: str) -> str:
    """Return the tone of a state."""
    return STATE_TONES.get(state, "pill")


def without_sign(words: str) -> str:
    """Return words without the sign before them, which their tone says as well."""
    return words.lstrip("！! ")
