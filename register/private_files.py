"""Files and folders of the owner's alone, whatever the system gives to new ones."""

import contextlib
import os
from pathlib import Path

_OWNERS, _OTHERS = 0o700, 0o077


def make_folders(folder: Path) -> None:
    """Make a folder, and those above it that are missing, the owner's alone; those that are there stay as they are.

    Raises OSError.
    """
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=_OWNERS, exist_ok=True)


def keep_private(path: Path) -> None:
    """Take from others what they may do with a file or folder of ours, as far as it is there and the owner's."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # somebody else's, or gone
        mode = path.stat().st_mode
        if not path.is_symlink() and mode & _OTHERS:
            path.chmod(mode & _OWNERS)  # nothing is added: what is read-only stays so
