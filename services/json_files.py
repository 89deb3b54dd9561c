"""The program's own small JSON files: read with care, a broken one put aside and never overwritten."""

from pathlib import Path
from typing import TypeVar

import msgspec

from letter.messages import message
from services.os_errors import reason_of
from services.saving import SaveError, save_bytes

_Value = TypeVar("_Value", bound=msgspec.Struct)


class BrokenFile(Exception):
    """A file of ours that cannot be read; str() is one Chinese sentence that says where the old one was put."""


def write_json(path: Path, value: msgspec.Struct) -> bytes:
    """Save a value as JSON, its folder made when missing, and return what was written; raises SaveError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SaveError(message("建不了文件夹“{folder}”，请检查它的权限或磁盘空间。", folder=path.parent)) from error
    data = msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
    save_bytes(path, data, private=True)
    return data


def read_json(path: Path, kind: type[_Value]) -> _Value | None:
    """Return the value in a file, None when there is no such file.

    Raises BrokenFile when it is unreadable; the file is then renamed, so that nothing in it is lost.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        sentence = message("“{name}”读不出来（{reason}），请检查它的权限。", name=path, reason=reason_of(error))
        raise BrokenFile(sentence) from error
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        aside = put_aside(path)
        sentence = message("“{name}”已损坏，原文件保存为“{aside}”，请把它交给技术人员。", name=path.name, aside=aside)
        raise BrokenFile(sentence) from error


def put_aside(path: Path) -> Path:
    """Rename a file to a free name beside it and return the new name; the old name when that is impossible."""
    for number in range(1, 1000):
        aside = path.with_name(f"{path.stem}-{number}{path.suffix}.bak")
        if not aside.exists():
            try:
                return path.rename(aside)
            except OSError:
                return path
    return path
