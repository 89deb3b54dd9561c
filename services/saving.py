"""Safe saving: a file is replaced as a whole or not at all, and a failure is one sentence to act on."""

import contextlib
import errno
import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from letter.messages import Message, message
from services.cancellation import Stop, Stopped
from services.file_locks import try_lock
from services.open_elsewhere import in_use, owner_of
from services.os_errors import reason_of

_RETRIES = 10
_PAUSE = 0.1
_BUSY_ON_WINDOWS = (5, 32, 33)
_TEMPORARY = ".fuhan-"
# Kept open and locked by whoever writes it; one that nobody holds was left by a program that was killed.
_HELD = f"{_TEMPORARY}held-"
_STALE_AFTER = 24 * 3600


class SaveError(Exception):
    """A file could not be saved; str() is one Chinese sentence that says what to do."""


_SENTENCES = {
    errno.ENOSPC: message("“{folder}”所在的磁盘已满，请清理磁盘或换一个文件夹后再保存。"),
    errno.EDQUOT: message("“{folder}”的存储配额已用完，请清理文件或换一个文件夹后再保存。"),
    errno.EROFS: message("“{folder}”是只读的，请换一个文件夹后再保存。"),
    errno.EACCES: message("“{folder}”不允许写入，请换一个文件夹后再保存。"),
    errno.EPERM: message("“{folder}”不允许写入，请换一个文件夹后再保存。"),
    errno.ENOENT: message("找不到文件夹“{folder}”，请换一个文件夹后再保存。"),
    errno.ENOTDIR: message("“{folder}”不是文件夹，请换一个文件夹后再保存。"),
    errno.EISDIR: message("“{name}”已是一个文件夹的名字，请换一个文件名。"),
    errno.ENAMETOOLONG: message("文件名“{name}”太长，请改短后再保存。"),
    errno.EINVAL: message("文件名“{name}”里有系统不允许的字符，请改名后再保存。"),
}
_IN_USE = message("“{name}”正被 Word 或 WPS 打开，请关闭它后再保存；原文件没有改动。")
_IN_USE_BY = message("“{name}”正被“{owner}”打开，请那边关闭后再保存；原文件没有改动。")
_READ_ONLY_FILE = message("“{name}”是只读文件，请去掉只读属性或换一个文件名；原文件没有改动。")
_OTHER = message("“{name}”没有保存成功（{reason}），请换一个文件夹或文件名再试；原文件没有改动。")


def save_bytes(target: Path, data: bytes, *, private: bool = False, stop: Stop | None = None) -> Path:
    """Write data to target as a whole and return target; the old file stays until the new one is safe on disk.

    Raises SaveError, and Stopped when stop was asked to before the old file gave way. A private file is its owner's
    alone; another one is as readable as the system makes new files.
    """
    return save_all([(target, data)], private=private, stop=stop)[0]


def save_all(files: Sequence[tuple[Path, bytes]], *, private: bool = False, stop: Stop | None = None) -> list[Path]:
    """Write files as save_bytes does, all of them or none, and return their paths.

    No old one gives way before all new ones are safe on disk; where one does not give way, those before it come back.
    """
    with contextlib.ExitStack() as held:
        return _save_all(files, 0o600 if private else 0o666, stop, held)


def _save_all(
    files: Sequence[tuple[Path, bytes]], mode: int, stop: Stop | None, held: contextlib.ExitStack
) -> list[Path]:
    ready: list[tuple[Path, Path]] = []
    given_way: list[tuple[Path, Path | None]] = []
    target = files[0][0]
    try:
        for target, data in files:
            _check(target)
            ready.append((_write_beside(target, data, mode, held), target))
        if stop:
            stop.settle()
        for temporary, target in ready:
            # After the last one nothing can go wrong any more.
            old = _copy_of_old(target) if len(given_way) < len(ready) - 1 else None
            _replace(temporary, target)
            given_way.append((target, old))
    except (OSError, ValueError, SaveError, Stopped) as error:
        for temporary, _ in ready:
            _remove(temporary)
        _bring_back(given_way)
        if isinstance(error, OSError | ValueError):
            raise SaveError(_sentence(error, target)) from error
        raise
    for _target, old in given_way:
        if old:
            _remove(old)
    return [target for target, _ in files]


def _copy_of_old(target: Path) -> Path | None:
    """Return a second name of a file, or a copy where a disk knows no second names; None where there is no file."""
    if not target.exists():
        return None
    aside = target.with_name(f"{_TEMPORARY}{os.getpid()}-{time.time_ns()}")
    try:
        os.link(target, aside)
    except OSError:
        shutil.copy2(target, aside)
    return aside


def _bring_back(given_way: Sequence[tuple[Path, Path | None]]) -> None:
    """Put the old files in their places again, and remove new ones where there was none."""
    for target, old in reversed(given_way):
        if old is None:
            _remove(target)
        else:
            with contextlib.suppress(OSError):
                _replace(old, target)


def _check(target: Path) -> None:
    if in_use(target):
        owner = owner_of(target)
        raise SaveError((_IN_USE_BY if owner else _IN_USE).filled(name=target.name, owner=owner))
    if target.is_file() and not os.access(target, os.W_OK):
        raise SaveError(_READ_ONLY_FILE.filled(name=target.name))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "folder", str(target))


def sweep_temporaries(folder: Path) -> None:
    """Remove what a save that was cut off left behind in a folder: at once where that is certain, else after a day."""
    with contextlib.suppress(OSError):
        for stale in folder.glob(f"{_TEMPORARY}*"):
            with contextlib.suppress(OSError):
                if time.time() - stale.stat().st_mtime > _STALE_AFTER:
                    stale.unlink()
                elif stale.name.startswith(_HELD):
                    _remove_unless_held(stale)


def _remove(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()


def _write_beside(target: Path, data: bytes, mode: int, held: contextlib.ExitStack) -> Path:
    temporary, handle = _new_temporary(target, mode, held)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
    except BaseException:
        _remove(temporary)
        raise
    return temporary


if os.name == "posix":

    def _new_temporary(target: Path, mode: int, held: contextlib.ExitStack) -> tuple[Path, int]:
        """Make a temporary file that is locked until all that is held is let go."""
        while True:
            temporary = target.with_name(f"{_HELD}{os.getpid()}-{time.time_ns()}")
            handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
            if try_lock(handle) is not False and temporary.exists():
                held.callback(os.close, os.dup(handle))
                return temporary, handle
            os.close(handle)  # swept by somebody else just before it was locked

    def _remove_unless_held(temporary: Path) -> None:
        handle = os.open(temporary, os.O_RDWR | os.O_NOFOLLOW)
        try:
            if try_lock(handle):
                temporary.unlink()
        finally:
            os.close(handle)

else:  # an open file cannot be renamed there: a day has to pass

    def _new_temporary(target: Path, mode: int, held: contextlib.ExitStack) -> tuple[Path, int]:
        temporary = target.with_name(f"{_TEMPORARY}{os.getpid()}-{time.time_ns()}")
        return temporary, os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)

    def _remove_unless_held(temporary: Path) -> None:
        pass


def _replace(temporary: Path, target: Path) -> None:
    for attempt in range(_RETRIES):
        try:
            temporary.replace(target)
        except OSError as error:
            # A virus scanner or the search index may hold a new file for a moment on Windows.
            if getattr(error, "winerror", None) not in _BUSY_ON_WINDOWS or attempt == _RETRIES - 1:
                raise
            time.sleep(_PAUSE)
        else:
            _sync_folder(target.parent)
            return


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _sentence(error: OSError | ValueError, target: Path) -> Message:
    names: dict[str, object] = {"folder": target.parent, "name": target.name}
    if isinstance(error, ValueError):
        return _SENTENCES[errno.EINVAL].filled(**names)
    if getattr(error, "winerror", None) in _BUSY_ON_WINDOWS and target.exists():
        return _IN_USE.filled(**names)
    form = _SENTENCES.get(error.errno or 0)
    return form.filled(**names) if form else _OTHER.filled(**names, reason=reason_of(error))
