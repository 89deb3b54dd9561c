"""The program's own small JSON files: read with care, a broken one put aside and never overwritten."""

import contextlib
import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from letter.messages import message
from services.os_errors import reason_of
from services.regular_files import NotAFile, read_regular
from services.saving import SaveError, save_bytes, sweep_temporaries

LARGEST = 50_000_000
# What msgspec says of bytes that are no such value.
UNREADABLE = (msgspec.DecodeError, ValueError, RecursionError)
# What passes: a scanner, a backup or a synchronising program holds the file, or a network disk does not answer.
_PASSING = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EAGAIN, errno.EIO, errno.ETIMEDOUT)
_PATIENCE_S, _PAUSE_S = 1.0, 0.05
_EARLIER = ".earlier"
_Value = TypeVar("_Value", bound=msgspec.Struct)


class BrokenFile(Exception):
    """A file of ours that cannot be read; str() is one Chinese sentence that says where the old one was put."""


class Unreadable(BrokenFile):
    """A file of ours that is there but does not let itself be read or put aside now: nothing may be written over it."""


def write_json(path: Path, value: msgspec.Struct, *, keep_earlier: bool = False) -> bytes:
    """Save a value as JSON, its folder made when missing, and return what was written; raises SaveError.

    What it takes the place of may be kept beside it, as the one earlier copy.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SaveError(message("建不了文件夹“{folder}”，请检查它的权限或磁盘空间。", folder=path.parent)) from error
    sweep_temporaries(path.parent)
    data = msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
    if keep_earlier:
        with contextlib.suppress(OSError, NotAFile, SaveError, *UNREADABLE):  # the new one matters more
            before = read_regular(path, LARGEST)
            if msgspec.json.decode(before, type=type(value)) != value:
                save_bytes(_earlier(path), before, private=True)
    save_bytes(path, data, private=True)
    return data


def read_earlier(path: Path, kind: type[_Value]) -> _Value | None:
    """Return the value in the earlier copy of a file, None where there is none that can be read."""
    with contextlib.suppress(OSError, NotAFile, *UNREADABLE):
        return msgspec.json.decode(read_regular(_earlier(path), LARGEST), type=kind)
    return None


def _earlier(path: Path) -> Path:
    return path.with_name(path.name + _EARLIER)


def read_json(
    path: Path, kind: type[_Value], unusable: Callable[[_Value], bool] = lambda _value: False
) -> _Value | None:
    """Return the value in a file, None when there is no such file.

    Raises BrokenFile when it is unreadable, or says what is unusable; the file is then renamed, so that nothing in it
    is lost.
    """
    data = read_private(path)
    return None if data is None else decode_json(path, data, kind, unusable)


def read_private(path: Path) -> bytes | None:
    """Return what is in a file of ours, None when there is no such file.

    Raises BrokenFile as read_json does, and Unreadable when a second has not helped.
    """
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            return read_regular(path, LARGEST)
        except NotAFile:
            raise _aside(path) from None
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not path.is_symlink():
                return None
            if error.errno not in _PASSING or time.monotonic() > deadline:
                sentence = message("“{name}”读不出来（{reason}），请检查它的权限。", name=path, reason=reason_of(error))
                # Where a folder should be lies something else: no file of ours is there to be spared.
                kind = BrokenFile if isinstance(error, NotADirectoryError) else Unreadable
                raise kind(sentence) from error
        time.sleep(_PAUSE_S)


def decode_json(path: Path, data: bytes, kind: type[_Value], unusable: Callable[[_Value], bool]) -> _Value:
    """Return the value that a file holds; raises BrokenFile as read_json does."""
    try:
        value = msgspec.json.decode(data, type=kind)
    except UNREADABLE as error:
        raise _aside(path) from error
    if unusable(value):
        raise _aside(path)
    return value


def _aside(path: Path) -> BrokenFile:
    aside = put_aside(path)
    if aside == path:
        return Unreadable(message("“{name}”已损坏，又不能改名保存，没有改动它；请把它交给技术人员。", name=path))
    return BrokenFile(
        message("“{name}”已损坏，原文件保存为“{aside}”，请把它交给技术人员。", name=path.name, aside=aside)
    )


def put_aside(path: Path) -> Path:
    """Rename a file to a free name beside it and return the new name; the old name when that is impossible."""
    for number in range(1, 1000):
        aside = path.with_name(f"{path.stem}-{number}{path.suffix}.bak")
        if not os.path.lexists(aside):
            try:
                return path.rename(aside)
            except OSError:
                return path
    return path


def files_in(folder: Path) -> list[Path]:
    """Return the JSON files in a folder, none where it cannot be looked into."""
    try:
        return list(folder.glob("*.json"))
    except OSError:
        return []
