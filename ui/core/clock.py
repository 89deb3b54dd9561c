"""Today's date on the clerk's desk, the only place where the window reads the clock."""

from datetime import date, datetime


def today() -> date:
    """Return the local date."""
    return datetime.now().astimezone().date()
