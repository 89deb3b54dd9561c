"""Files that behave as on Windows: one that anybody has open is not removed, one held by another is not opened."""

import errno
import os
import time
from pathlib import Path
from threading import Lock

import pytest

_IN_USE = 32


class OpenFiles:
    """The files that the program has open by os.open, which unlink refuses as Windows does (error 32)."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        """Stand in for os.open, os.close and Path.unlink until the patch is undone."""
        self._guard = Lock()
        self._open: dict[int, str] = {}
        self._closed = False
        self._opened_by, self._closed_by, self._unlinked_by = os.open, os.close, Path.unlink
        patch.setattr(os, "open", self._opens)
        patch.setattr(os, "close", self._closes)
        patch.setattr(Path, "unlink", lambda path, missing_ok=False: self._unlinks(path, missing_ok))

    def end(self) -> None:
        """End whoever goes on trying to remove a file, so that no thread outlives its test."""
        self._closed = True

    def _opens(self, path: os.PathLike[str] | str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        with self._guard:
            handle = self._opened_by(path, flags, mode, dir_fd=dir_fd)
            self._open[handle] = os.fspath(path)
        return handle

    def _closes(self, handle: int) -> None:
        with self._guard:
            self._open.pop(handle, None)
            self._closed_by(handle)

    def _unlinks(self, path: Path, missing_ok: bool) -> None:
        if self._closed:
            raise SystemExit
        with self._guard:
            if os.fspath(path) in self._open.values():
                error = PermissionError(13, "in use", os.fspath(path))
                error.winerror = _IN_USE  # pyright: ignore[reportAttributeAccessIssue]
                raise error
            self._unlinked_by(path, missing_ok)


class HeldFile:
    """A file that another program holds for so many seconds, or until it is let go: open gives errno 13."""

    def __init__(self, patch: pytest.MonkeyPatch, path: Path, seconds: float = float("inf")) -> None:
        """Stand in for os.open until the patch is undone."""
        self._path, self._until, self._opened_by = path, time.monotonic() + seconds, os.open
        patch.setattr(os, "open", self._opens)

    def let_go(self) -> None:
        """Let everybody open it again."""
        self._until = 0.0

    def _opens(self, path: os.PathLike[str] | str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if os.fspath(path) == os.fspath(self._path) and time.monotonic() < self._until:
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
        return self._opened_by(path, flags, mode, dir_fd=dir_fd)
