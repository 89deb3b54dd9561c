"""Registers for the tests: a fresh one with a clock that stands still."""

import datetime
from pathlib import Path

from letter.model import DocumentNumber
from register.opening import open_store
from register.store import Store

CODE, YEAR = "朝民函", 2023
NOON = datetime.datetime(2023, 3, 21, 12, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


class Clock:
    """A clock that a test sets."""

    def __init__(self, at: datetime.datetime = NOON) -> None:
        """Begin at noon."""
        self.at = at

    def __call__(self) -> datetime.datetime:
        """Return the time and let a second pass."""
        self.at += datetime.timedelta(seconds=1)
        return self.at


def register(folder: Path, clock: Clock | None = None) -> Store:
    """Open the register in a folder."""
    return open_store(folder / "register" / "register.db", clock=clock or Clock())


def number(serial: int, code: str = CODE, year: int = YEAR) -> DocumentNumber:
    """Return a number of the usual series."""
    return DocumentNumber(code, year, serial)
