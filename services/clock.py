"""Today's date on this machine, the only place outside the register that asks the clock for it, and doubts of it."""

import contextlib
from datetime import date, datetime
from pathlib import Path

from letter.messages import message

# The day on which this version of the program was finished: no clock that is right shows an earlier one.
RELEASED = date(2026, 11, 1)
_NANO = 1e9
_BEFORE_RELEASE = message("电脑的时钟（{today}）早于这一版程序的日期（{released}），请先把时钟校准。")
_BEFORE_DRAFT = message("电脑的时钟（{today}）早于这封信动笔或存下的日期（{written}），请先把时钟校准。")


def now() -> datetime:
    """Return the local time."""
    return datetime.now().astimezone()


def today() -> date:
    """Return the local date."""
    return now().date()


def clock_doubts(day: date, draft: Path | None = None) -> tuple[str, ...]:
    """Return why a clock that shows this day is doubtful: the program, or the draft in a file, is from a later one."""
    doubts = [_BEFORE_RELEASE.filled(today=day, released=RELEASED)] if day < RELEASED else []
    written = max(_days_of(draft), default=day) if draft else day
    if written > day:
        doubts.append(_BEFORE_DRAFT.filled(today=day, written=written))
    return tuple(doubts)


def _days_of(draft: Path) -> list[date]:
    """Return the days on which a draft was begun, which its name tells, and was kept last."""
    times = [int(draft.stem) / _NANO] if draft.stem.isdecimal() else []
    with contextlib.suppress(OSError):
        times.append(draft.stat().st_mtime)
    with contextlib.suppress(ValueError, OverflowError, OSError):  # a name that is no time
        return [datetime.fromtimestamp(time).astimezone().date() for time in times]
    return []
