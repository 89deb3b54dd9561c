"""Whether a file is open in Word, WPS or LibreOffice, on this machine or another, and by whom."""

import os
from pathlib import Path

ON_WINDOWS = os.name == "nt"
_LOCKED = (32, 33)
_LARGEST = 1_000
# A Chinese Windows writes names in its own letters.
_LETTERS = "gb18030"


def in_use(target: Path) -> bool:
    """Return whether somebody has a file open.

    On Windows the system knows; elsewhere the owner file does that each office program puts beside what it opens. A
    stale owner file says nothing on Windows, where the system is asked.
    """
    if not target.exists():
        return False
    return _is_locked(target) if ON_WINDOWS else _owner_file(target) is not None


def owner_of(target: Path) -> str:
    """Return the name of who has a file open, as the office program says it; nothing when it is not known."""
    owner = _owner_file(target)
    if owner is None:
        return ""
    try:
        with owner.open("rb") as file:
            data = file.read(_LARGEST)
    except OSError:
        return ""
    return _name_in_lock(data) if owner.name.startswith(".~lock.") else _name_in_owner_file(data)


def _owner_file(target: Path) -> Path | None:
    name = target.name
    # Word takes the place of the first two letters of a long name, of one of a shorter one, and of none of a short one.
    names = (f"~${name[2:]}", f"~${name[1:]}", f"~${name}", f".~{name}", f".~lock.{name}#")
    return next((found for other in names if (found := target.parent / other).exists()), None)


def _is_locked(target: Path) -> bool:
    # To open it would fail as well, but as a file without rights does: open gives no number of Windows' own.
    try:
        target.rename(target)
    except OSError as error:
        return getattr(error, "winerror", None) in _LOCKED
    return False


def _name_in_lock(data: bytes) -> str:
    """Return the user's name of LibreOffice's lock: fields with commas between them, the second one."""
    fields = data.decode("utf-8", errors="replace").split(",")
    return _plain(fields[0] or fields[1]) if len(fields) > 1 else ""


def _name_in_owner_file(data: bytes) -> str:
    """Return the user's name of Word's owner file: its length in bytes, then the name."""
    return _plain(data[1 : 1 + data[0]].decode(_LETTERS, errors="ignore")) if data else ""


def _plain(name: str) -> str:
    return "".join(character for character in name if character.isprintable()).strip()
