"""What was read whole and found sound, remembered beside the register: what only this program has changed since.

A register of 300,000 letters takes half a minute to read, and each command opens it; every row that is read at all is
verified then. So the register is read whole when anybody else may have written to it, and once a day. What is
remembered is of one file as it lies there, with a digest of its own: where it is missing or wrong, all is read.
"""

import contextlib
import hashlib
import os
import time
from collections.abc import Generator
from pathlib import Path

import msgspec

from register.private_files import keep_private

A_DAY = 24 * 3600
_FORMAT = 1
_LARGEST = 10_000


class Mark(msgspec.Struct, frozen=True):
    """What tells that a file is the same and that nobody has written to it; changed_ns cannot be set back by hand."""

    device: int
    inode: int
    size: int
    written_ns: int
    changed_ns: int


class Sound(msgspec.Struct, frozen=True):
    """A file that was read whole at a time, seconds since 1970, and was written to by this program only since then.

    chain is the end of the history's chain as it was left: the last row and the digest of all.
    """

    mark: Mark
    read_at: float
    chain: tuple[int, str]
    format: int = _FORMAT


_sound: dict[Path, Sound] = {}
_opened: set[Path] = set()


def memory_file(path: Path) -> Path:
    """Return where it is remembered that the register of a file is sound."""
    return path.with_name(f"{path.stem}-verified")


def known_sound(path: Path) -> Sound | None:
    """Return what is remembered of a file that is as it was left and was read whole within a day, None otherwise."""
    mark = _mark(path)
    for found in (_sound.get(path), _read(memory_file(path))):
        if found and found.mark == mark and 0 <= time.time() - found.read_at < A_DAY:
            return found
    return None


@contextlib.contextmanager
def finding_sound(path: Path) -> Generator[list[tuple[int, str]], None, None]:
    """Remember the file as sound if the block that reads it ends without an error and has left the chain's end."""
    before, read_at = _mark(path), time.time()
    ends: list[tuple[int, str]] = []
    yield ends
    after = _mark(path)
    # Its rights may have been put right meanwhile.
    if ends and before and after and before == msgspec.structs.replace(after, changed_ns=before.changed_ns):
        _remember(path, Sound(after, read_at, ends[-1]))


def still_sound(path: Path, before: Sound, chain: tuple[int, str]) -> None:
    """Remember a file as sound after a change of our own, which has led its chain to this end."""
    mark = _mark(path)
    if mark:
        _remember(path, Sound(mark, before.read_at, chain))


def note_opened(path: Path) -> None:
    """Remember that this process has had a register at this place."""
    _opened.add(path)


def was_opened(path: Path) -> bool:
    """Return whether this process has had a register at this place: one that is missing now has vanished."""
    return path in _opened


def _mark(path: Path) -> Mark | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return Mark(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _remember(path: Path, sound: Sound) -> None:
    _sound[path] = sound
    written = msgspec.json.encode(sound)
    # Written over itself: a half of it has no digest that fits, and then all is read.
    with contextlib.suppress(OSError):
        handle = _open(memory_file(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        with os.fdopen(handle, "wb") as file:
            file.write(_digest(written) + b"\n" + written + b"\n")
        keep_private(memory_file(path))


def _read(file: Path) -> Sound | None:
    try:
        with os.fdopen(_open(file, os.O_RDONLY), "rb") as opened:
            digest, _, written = opened.read(_LARGEST).rstrip(b"\n").partition(b"\n")
        found = msgspec.json.decode(written, type=Sound) if digest == _digest(written) else None
    except (OSError, msgspec.DecodeError):
        return None
    return found if found and found.format == _FORMAT else None


def _open(file: Path, flags: int) -> int:
    """Open a file of ours without waiting for anybody and without following where it may lead."""
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
        flags |= getattr(os, name, 0)
    return os.open(file, flags, 0o600)


def _digest(written: bytes) -> bytes:
    return hashlib.sha256(written).hexdigest().encode()
