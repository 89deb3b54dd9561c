"""Backups of the register: made as a whole or not at all, listed, thinned out."""

import contextlib
import datetime
import os
import shutil
import tempfile
from collections.abc import Generator, Sequence
from pathlib import Path

from sqlalchemy import select

from letter.messages import Message, message
from register.database import Database
from register.errors import RegisterError, StoreUnwritable
from register.location import Address, database_at
from register.private_files import keep_private, make_folders
from register.store import BACKUP_SUFFIX, Store, backup_folder
from register.tables import HISTORY
from register.values import Backup

EVERY = datetime.timedelta(minutes=30)
_RECENT, _DAYS, _WEEKS = 10, 7, 4
STAMP = "%Y%m%d-%H%M%S-%f"
_STAMP_LENGTH = len("20230321-080000-000000")
_STAGING = ".staging-"
_NOT_KEPT = message("备份没有做成，请检查“{folder}”的权限和磁盘空间；登记簿没有改动。")


def back_up(store: Store, why: str) -> Backup:
    """Copy the register into its backup folder and thin out the older copies; raises StoreUnwritable."""
    at = store.clock().astimezone()
    target = store.backups / f"{store.path.stem}-{at.strftime(STAMP)}-{why}{BACKUP_SUFFIX}"
    ordinal = 1 + max((backup.ordinal for backup in _beside(store.database)), default=0)
    with staging(store.path, _NOT_KEPT) as folder:
        fresh = folder / target.name
        store.database.copy_to(fresh, ordinal)
        made = Backup(target, at, why, fresh.stat().st_size, ordinal)
        fresh.replace(target)
        _sync(store.backups)
    found = _beside(store.database)
    for one in found:
        keep_private(one.path)
    staying = {backup.path for backup in (made, *kept(found))}
    for old in found:
        if old.path not in staying:
            with contextlib.suppress(OSError):
                old.path.unlink()
    return made


def back_up_if_due(store: Store, every: datetime.timedelta = EVERY, *, why: str = "use") -> Backup | None:
    """Back up unless the newest backup is younger than every, or nothing has changed since it; raises RegisterError."""
    if not _due(store, every):
        return None
    with store.turn():  # of many that start at once, one does it
        return back_up(store, why) if _due(store, every) else None


def _due(store: Store, every: datetime.timedelta) -> bool:
    newest = next(iter(_beside(store.database)), None)
    if newest is None:
        return True
    # A backup from the future was made while the clock was wrong; it must not stop those to come.
    if datetime.timedelta(0) <= store.clock() - newest.at < every:
        return False
    try:
        kept_then = _last_change(Store(database_at(newest.path), store.clock, store.migrations))
    except RegisterError:
        return True  # the newest backup is of no use
    return kept_then != _last_change(store)


def _last_change(store: Store) -> tuple[object, ...]:
    """Return what tells the last change: by the history and not by the clock, which may have been wrong."""
    with store.reading() as connection:
        query = select(HISTORY.c.id, HISTORY.c.checksum).order_by(HISTORY.c.id.desc()).limit(1)
        return tuple(connection.execute(query).first() or ())


def list_backups(address: Address) -> tuple[Backup, ...]:
    """Return the backups of the register at an address, the newest first; the register itself need not be readable."""
    return _beside(database_at(address))


def _beside(database: Database) -> tuple[Backup, ...]:
    path = database.path
    files = [file for file in backup_folder(path).glob(f"{path.stem}-*{BACKUP_SUFFIX}") if _stamp(file)]
    found = filter(None, (_backup(database, file) for file in files))
    return tuple(sorted(found, key=_order, reverse=True))


def _order(backup: Backup) -> tuple[int, datetime.datetime, str]:
    """Return in which order backups were made: by their ordinals, and by the clock those of older programs."""
    return (backup.ordinal, backup.at, backup.path.name)


def kept(found: Sequence[Backup]) -> set[Backup]:
    """Return which backups stay: the newest ten, the newest of each of seven days and of each of four weeks."""
    ordered = sorted(found, key=_order, reverse=True)
    days: dict[object, Backup] = {}
    weeks: dict[object, Backup] = {}
    for backup in ordered:
        days.setdefault(backup.at.date(), backup)
        weeks.setdefault(backup.at.isocalendar()[:2], backup)
    return {*ordered[:_RECENT], *list(days.values())[:_DAYS], *list(weeks.values())[:_WEEKS]}


@contextlib.contextmanager
def staging(path: Path, sentence: Message) -> Generator[Path, None, None]:
    """Make a folder of our own beside the backups, so that what is cut off leaves no half backup under a good name."""
    folder = backup_folder(path)
    try:
        make_folders(folder)
        keep_private(folder)
        _sweep(folder)
        with tempfile.TemporaryDirectory(prefix=_STAGING, dir=folder) as name:
            yield Path(name)
    except OSError as error:
        raise StoreUnwritable(sentence.filled(folder=folder)) from error


def _sweep(folder: Path) -> None:
    """Remove what was cut off more than a day ago."""
    for stale in folder.glob(f"{_STAGING}*"):
        try:
            age = datetime.datetime.now().timestamp() - stale.stat().st_mtime  # noqa: DTZ005  an age needs no zone
        except OSError:
            continue  # another process has just finished with it
        if age > datetime.timedelta(days=1).total_seconds():
            shutil.rmtree(stale, ignore_errors=True)


def _stamp(file: Path) -> str:
    stem = file.name.removesuffix(BACKUP_SUFFIX).rsplit("-", 4)
    stamp = "-".join(stem[1:4])
    return stamp if len(stem) == 5 and len(stamp) == _STAMP_LENGTH and stamp.replace("-", "").isdigit() else ""


def _backup(database: Database, file: Path) -> Backup | None:
    """Return what there is to say of a backup, None when another process has just thinned it out."""
    at = datetime.datetime.strptime(_stamp(file), STAMP).astimezone()
    try:
        return Backup(file, at, file.stem.rsplit("-", 1)[1], file.stat().st_size, database.ordinal_of(file))
    except OSError:
        return None


def _sync(folder: Path) -> None:
    """Make sure that the new name is on the disk too, where the system knows how."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
