"""Locks on files: the system lets them go when their holder dies, and where it knows none nobody is kept waiting."""

import contextlib
import os
import time
from collections.abc import Generator
from pathlib import Path

_PATIENCE_S, _PAUSE_S = 2.0, 0.01

if os.name == "nt":
    import msvcrt

    def try_lock(handle: int) -> bool | None:
        """Lock an open file and return whether that went well; None where the disk knows no locks."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(handle: int) -> bool | None:
        """Lock an open file and return whether that went well; None where the disk knows no locks."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True


@contextlib.contextmanager
def turn_at(path: Path) -> Generator[None, None, None]:
    """Hold the lock of a file while the block runs, after everybody else who asks for it.

    Nobody is kept from working: where there can be no such file, or somebody holds it for too long, it is done without.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield
        return
    try:
        deadline = time.monotonic() + _PATIENCE_S
        while try_lock(handle) is False and time.monotonic() < deadline:
            time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(handle)
