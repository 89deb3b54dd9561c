"""Where a register may lie: on a disk of this machine, and in no folder that a sync client copies about.

Locks of files do not hold over a network, and a sync client copies a database in the middle of a change.
"""

import os
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec

from letter.messages import message
from register.errors import PlaceRefused
from resources import read

_REMOTE_DRIVE = 4
_UNC = ("\\\\", "//")
_MOUNTS = Path("/proc/mounts")
_NETWORK = message("登记簿不能放在网络文件夹“{folder}”（{kind}）：几台电脑同时写会丢号、重号，请放在本机磁盘上。")
_SYNCED = message(
    "登记簿不能放在网盘同步文件夹“{folder}”（{kind}）：同步会把写到一半的登记簿换掉，请放在本机的普通文件夹里。"
)


class _Places(msgspec.Struct, frozen=True):
    network_types: frozenset[str]
    shared_types: frozenset[str]
    sync_folders: tuple[str, ...]
    sync_markers: tuple[str, ...]


@cache
def _places() -> _Places:
    return msgspec.json.decode(read("places.json"), type=_Places)


def refuse_unsafe(folder: Path, mounts: str | None = None, drive_type: Callable[[str], int] | None = None) -> None:
    """Raise PlaceRefused, with the reason, when a register in this folder would not be safe.

    mounts is what Linux says is mounted where, drive_type what Windows says of a drive; both are asked when absent.
    """
    real = folder.resolve()
    if kind := _synced_by(real):
        raise PlaceRefused(_SYNCED.filled(folder=real, kind=kind))
    if kind := "UNC" if str(folder).startswith(_UNC) else _network_kind(real, mounts, drive_type):
        raise PlaceRefused(_NETWORK.filled(folder=real, kind=kind))


def _synced_by(folder: Path) -> str:
    for part in folder.parts:
        for name in _places().sync_folders:
            # OneDrive - 朝阳市民政局 is one of them, OneDriveless is not.
            if re.match(rf"{re.escape(name)}(?![a-z])", part, re.IGNORECASE):
                return name
    for place in (folder, *folder.parents):
        for marker in _places().sync_markers:
            if (place / marker).exists():
                return marker
    return ""


def _network_kind(folder: Path, mounts: str | None, drive_type: Callable[[str], int] | None) -> str:
    path = str(folder)
    if path.startswith(_UNC):
        return "UNC"
    if sys.platform == "win32" or drive_type:
        ask = drive_type or _windows_drive_type
        drive = os.path.splitdrive(path)[0] or path[:2]
        return drive if ask(drive + "\\") == _REMOTE_DRIVE else ""
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return ""
    return _mounted_kind(folder, mounts)


def _mounted_kind(folder: Path, mounts: str) -> str:
    """Return the type of the network file system that a folder is on, "" when it is on a disk of this machine."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[1]))
        # Of two mounts on one point the later one is seen.
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    shared = kind in _places().shared_types and best > 1  # a sandbox may have its root on such a type
    return kind if kind in _places().network_types or shared else ""


def _windows_drive_type(root: str) -> int:
    import ctypes

    windows = getattr(ctypes, "windll")  # noqa: B009  it is there on Windows only
    return int(windows.kernel32.GetDriveTypeW(root))
