"""Which files this process has read whole and found sound; one that nobody else has changed need not be read again.

A window that issues letters all day opens the register for each; every row is verified whenever it is read anyway.
"""

import contextlib
from collections.abc import Generator
from pathlib import Path
from typing import NamedTuple


class _Mark(NamedTuple):
    """What tells that a file is the same and that nobody has written to it."""

    device: int
    inode: int
    size: int
    written_ns: int


_sound: dict[Path, _Mark] = {}
_opened: set[Path] = set()


def _mark(path: Path) -> _Mark | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return _Mark(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def known_sound(path: Path) -> bool:
    """Return whether this process has found the file sound and nobody else has changed it since."""
    mark = _mark(path)
    return mark is not None and _sound.get(path) == mark


@contextlib.contextmanager
def finding_sound(path: Path) -> Generator[None, None, None]:
    """Remember the file as sound as it is now, if the block that reads it ends without an error."""
    mark = _mark(path)
    yield
    if mark:
        _sound[path] = mark


@contextlib.contextmanager
def staying_sound(path: Path) -> Generator[None, None, None]:
    """Let a file that is known as sound be so after a change of our own, which the block makes."""
    known = known_sound(path)
    yield
    mark = _mark(path)
    if known and mark:
        _sound[path] = mark


def note_opened(path: Path) -> None:
    """Remember that this process has had a register at this place."""
    _opened.add(path)


def was_opened(path: Path) -> bool:
    """Return whether this process has had a register at this place: one that is missing now has vanished."""
    return path in _opened
