"""Today's date on this machine, the only place outside the register that reads the clock for it."""

from datetime import date, datetime


def today() -> date:
    """Return the local date."""
    return datetime.now().astimezone().date()
