"""Whether a folder lies on a disk of this machine."""

from __future__ import annotations

import os
import sys

REMOTE_DRIVE = 4
MOUNTS = "/proc/mounts"
REMOTE_TYPES = (
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs2",
    "fuse.sshfs",
    "glusterfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
)


def is_remote(folder: str) -> bool:
    """Tell whether a folder lies on another machine's disk."""
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(folder)[0]
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == REMOTE_DRIVE
    try:
        with open(MOUNTS, encoding="utf-8", errors="surrogateescape") as file:
            mounts = [line.split()[1:3] for line in file]
    except OSError:
        return False
    real = os.path.realpath(folder)
    kinds = {_unescaped(point): kind for point, kind in mounts}
    while real not in kinds and os.path.dirname(real) != real:
        real = os.path.dirname(real)
    return kinds.get(real) in REMOTE_TYPES


def _unescaped(point: str) -> str:
    """Read a place as Linux lists it, where blanks are octal numbers."""
    for mark, letter in (("\\040", " "), ("\\011", "\t"), ("\\134", "\\")):
        point = point.replace(mark, letter)
    return point
