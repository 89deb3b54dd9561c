"""Reading files with bounds: only regular ones, and only so much of them, whatever lies under their name."""

import os
import stat
from pathlib import Path


class NotAFile(Exception):
    """Something else than a file lies there, such as a folder, a pipe or a device."""


class TooLarge(NotAFile):
    """The file is larger than any of its kind."""


def read_regular(path: Path, largest: int) -> bytes:
    """Return what is in a file of so many bytes at most, without waiting for anybody.

    Raises NotAFile, TooLarge and OSError.
    """
    # Asked before it is opened: Windows would refuse a folder as it does a file without rights.
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotAFile(path.name)
    # And opened without waiting: a pipe may have taken its place.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotAFile(path.name)
        data = file.read(largest + 1)
    if len(data) > largest:
        raise TooLarge(path.name)
    return data
