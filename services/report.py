"""Faults of the program itself: a sentence for the clerk, the place in the code for the log, no text of a letter."""

import contextlib
import os

from letter.messages import Message, message
from services.data_folder import DataFolder

_LARGEST_LOG = 1_000_000
_APART = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def report_fault(error: BaseException, data: DataFolder) -> Message:
    """Log where an unexpected error happened and return the sentence that a clerk sees.

    The log names types, files and lines only: an error's own message could hold what somebody typed.
    """
    import traceback  # late: hardly ever needed

    frames = traceback.extract_tb(error.__traceback__)
    places = "".join(f"  {frame.filename}:{frame.lineno} {frame.name}\n" for frame in frames)
    write_log(f"{type(error).__name__}\n{places}", data)
    return message(
        "程序出了意外（{kind}），信的内容没有丢失，请把“{log}”交给技术人员。", kind=type(error).__name__, log=data.log
    )


def write_log(words: str, data: DataFolder) -> None:
    """Add an entry with the time to the log in the data folder; a log that cannot be written is no further fault."""
    from datetime import datetime

    with contextlib.suppress(OSError):
        data.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if data.log.exists() and data.log.stat().st_size > _LARGEST_LOG:
            data.log.unlink()
        # A pipe under that name would let the program wait for ever.
        handle = os.open(data.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _APART, 0o600)
        with open(handle, "a", encoding="utf-8") as log:
            log.write(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {words.rstrip()}\n")
        data.log.chmod(0o600)
