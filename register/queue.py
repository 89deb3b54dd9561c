"""A fair queue of the processes that want to write: first come, first served, and who dies leaves it at once.

A database in a file lets whoever asks at the right moment go first, so that among many one can wait for seconds. Here
each takes a numbered ticket, a file that it keeps locked, and waits until no lower ticket is held. The queue only keeps
order; that two never write at once is the database's own business.
"""

import contextlib
import os
import time
from collections.abc import Generator
from pathlib import Path

from letter.messages import message
from register.errors import StoreBusy, StoreUnwritable
from register.private_files import keep_private

_PATIENCE = 30.0
# The next in line looks often, those further back seldom: all of them together cost a fraction of a processor.
_SHORTEST_PAUSE = 0.0003
_PAUSE = 0.001
# Its name stays: older versions of the program may be waiting at the same time.
_LOCK = "door"
_DIGITS = 12
_ON_WINDOWS = os.name == "nt"
BUSY = message("登记簿正被另一个窗口或命令占用，请稍等片刻再试；没有登记任何东西。")
_NO_FOLDER = message("“{folder}”不允许写入或磁盘已满，登记簿没有改动，请检查权限和磁盘空间后再试。")


@contextlib.contextmanager
def turn(folder: Path, patience: float = _PATIENCE) -> Generator[None, None, None]:
    """Wait for one's turn in the queue of a folder, and hold it.

    Raises StoreBusy after so many seconds of patience and StoreUnwritable when no ticket can be written.
    """
    deadline = time.monotonic() + patience
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        keep_private(folder)
        ticket, handle = _take_ticket(folder, deadline)
    except OSError as error:
        raise StoreUnwritable(_NO_FOLDER.filled(folder=folder.parent)) from error
    try:
        _wait_for_those_ahead(folder, ticket, deadline)
        yield
    finally:
        _drop(folder / ticket, handle)


def _wait_for_those_ahead(folder: Path, ticket: str, deadline: float) -> None:
    # A left ticket may stay for good, where a scanner has it open: no lower number is given out while this turn waits.
    left: set[str] = set()
    while ahead := [name for name in _tickets_below(folder, ticket) if name not in left]:
        if time.monotonic() > deadline:
            raise StoreBusy(BUSY)
        if _gone(folder / ahead[-1]):
            left.add(ahead[-1])
        else:
            _wait(len(ahead), deadline)


def _take_ticket(folder: Path, deadline: float) -> tuple[str, int]:
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    keep_private(folder / _LOCK)
    try:
        while not _try_lock(lock):
            _wait(1, deadline)
        held = _tickets_below(folder, "~")
        ticket = f"{(int(held[-1]) if held else 0) + 1:0{_DIGITS}}"
        handle = os.open(folder / ticket, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        if not _try_lock(handle):
            raise OSError("a new ticket is locked")
        return ticket, handle
    finally:
        os.close(lock)


def _tickets_below(folder: Path, ticket: str) -> list[str]:
    return sorted(name for name in os.listdir(folder) if name.isdigit() and name < ticket)


def _gone(path: Path) -> bool:
    """Return whether the holder of a ticket has left or died; what it left behind is removed where that is possible."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:  # on Windows a file that is just being removed is refused
        return not path.exists()
    try:
        free = _try_lock(handle)
    finally:
        os.close(handle)  # an open file cannot be removed on Windows
    if free:
        with contextlib.suppress(OSError):
            path.unlink()
    return free


def _wait(ahead: int, deadline: float) -> None:
    if time.monotonic() > deadline:
        raise StoreBusy(BUSY)
    time.sleep(_PAUSE * ahead if ahead > 1 else _SHORTEST_PAUSE)


def _drop(path: Path, handle: int) -> None:
    if _ON_WINDOWS:  # an open file cannot be removed there
        os.close(handle)
        with contextlib.suppress(OSError):
            path.unlink()
        return
    with contextlib.suppress(OSError):
        path.unlink()
    os.close(handle)


if os.name == "nt":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
