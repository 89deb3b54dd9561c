"""A second place for the register's backups, on another disk: each is copied there, and they can be fetched from there.

Each register has a folder of its own in that place, so that two computers may choose the same one.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from letter.messages import message
from register.errors import RegisterError
from register.values import Backup

_FOLDER = "复函登记簿备份-{mark}"
_COPYING = ".fuhan-copying-"
_NOT_COPIED = message(
    "备份没有另存到“{folder}”，请看那里的磁盘接好没有、能不能写，或在“设置”里另选；登记簿自己的备份照常。"
)
_NOT_FETCHED = message("没有取回备份，请检查“{folder}”能不能读、磁盘空间够不够；登记簿没有改动。")
_NOTHING_THERE = message("“{folder}”里没有登记簿的备份，请另选一个文件夹；登记簿没有改动。")


def copy_backups(backups: Sequence[Backup], mark: str, folder: Path) -> None:
    """Copy the backups of a register that a place lacks, and remove copies of those that are gone.

    mark tells this register from every other one. Raises RegisterError; the register's own backups are untouched.
    """
    place = folder / _FOLDER.format(mark=mark)
    try:
        # Not its parents: the folder of a disk that is not there must not be made on another one.
        place.mkdir(exist_ok=True)
        there = {file.name for file in _backups_in(place)}
        for backup in backups:
            if backup.path.name not in there:
                _copy(backup.path, place)
        for name in there - {backup.path.name for backup in backups}:
            (place / name).unlink(missing_ok=True)
    except OSError as error:
        raise RegisterError(_NOT_COPIED.filled(folder=folder)) from error


def fetch_backups(folder: Path, into: Path) -> int:
    """Copy the backups that lie in a folder, or in one below it, beside a register; return how many there are.

    Raises RegisterError, also where there is none. They are verified when one is looked at or restored.
    """
    try:
        found = [*_backups_in(folder), *(file for below in sorted(folder.glob("*/")) for file in _backups_in(below))]
        if not found:
            raise RegisterError(_NOTHING_THERE.filled(folder=folder))
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        for file in found:
            if not (into / file.name).exists():
                _copy(file, into)
    except OSError as error:
        raise RegisterError(_NOT_FETCHED.filled(folder=folder)) from error
    return len(found)


def _backups_in(folder: Path) -> Iterator[Path]:
    from register.api import looks_like_backup  # late: it brings the database with it

    return (file for file in sorted(folder.iterdir()) if looks_like_backup(file)) if folder.is_dir() else iter(())


def _copy(file: Path, into: Path) -> None:
    """Copy a file as a whole or not at all; one that another process has just thinned out is left out."""
    fresh = into / f"{_COPYING}{os.getpid()}-{file.name}"
    try:
        with contextlib.suppress(FileNotFoundError), file.open("rb") as source, fresh.open("wb") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
        if fresh.exists():
            fresh.replace(into / file.name)
    finally:
        fresh.unlink(missing_ok=True)
