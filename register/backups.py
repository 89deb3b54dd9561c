"""Backups of the register: packed, made as a whole or not at all, listed, thinned out, and kept within a bound."""

import contextlib
import datetime
import os
import shutil
import tempfile
from collections.abc import Generator, Sequence
from pathlib import Path

from sqlalchemy import select

from letter.messages import Message, message
from register.chain import kept_head
from register.database import Database
from register.errors import RegisterError, StoreDamaged, StoreUnwritable
from register.location import Address, database_at
from register.packing import Known, PackDamaged, known_chunks, pack, read_head, unpack, verify
from register.private_files import keep_private, make_folders
from register.store import PACKED, UNPACKED, Store, backup_files, backup_folder
from register.tables import HISTORY
from register.values import Backup, BackupSpace

EVERY = datetime.timedelta(minutes=30)
_RECENT, _DAYS, _WEEKS = 10, 7, 4
# Two whole copies of 300,000 letters and what has changed between them for months, on a disk of an office computer.
MOST_BYTES = 4_000_000_000
# So many backups rest on one whole copy at most, and after so many it is read again: one damaged file never is all.
_REST_ON_ONE, _READ_AGAIN = 200, 20
# A smaller register is packed whole each time, so that its backups do not depend on each other.
_SMALL = 4_000_000
# Where more than this part of the register has changed, a whole copy takes hardly more.
_LARGEST_PART = 0.25
STAMP = "%Y%m%d-%H%M%S-%f"
_STAMP_LENGTH = len("20230321-080000-000000")
_MARK_DIGITS = 8
_STAGING, _COPY = ".staging-", "copied"
DAMAGED_SUFFIX, _DAMAGED_KEPT = ".damaged", 2
_NOT_KEPT = message("备份没有做成，请检查“{folder}”的权限和磁盘空间；登记簿没有改动。")
_GONE = message("备份“{name}”已经清掉了，请在“备份”里另选一份；登记簿没有改动。")
_SPOILT = message("备份“{name}”已损坏或不全，请在“备份”里另选一份；登记簿没有改动。")


def back_up(store: Store, why: str) -> Backup:
    """Pack the register into its backup folder, verified, and thin out the older copies; raises RegisterError."""
    made = _made(store, why)
    found = _beside(store.database)
    for one in found:
        keep_private(one.path)
    staying = {backup.path for backup in held(found, made, MOST_BYTES)}
    for old in found:
        if old.path not in staying:
            with contextlib.suppress(OSError):
                old.path.unlink()
    return made


def _made(store: Store, why: str) -> Backup:
    at = store.clock().astimezone()
    target = store.backups / f"{store.path.stem}-{at.strftime(STAMP)}-{why}{PACKED}"
    with staging(store.path, _NOT_KEPT) as folder:
        found = _beside(store.database)
        ordinal = 1 + max((backup.ordinal for backup in found), default=0)
        copy, fresh = folder / _COPY, folder / target.name
        store.database.copy_to(copy, ordinal, lasting=False)
        change, chain = _told(Store(database_at(copy), store.clock, store.migrations))
        known = _known(found, ordinal) if copy.stat().st_size >= _SMALL else None
        base = pack(copy, fresh, ordinal, change, chain, known, _LARGEST_PART).base
        if base and not target.with_name(base).exists():  # thinned out meanwhile by another process
            fresh.unlink()
            base = pack(copy, fresh, ordinal, change, chain, None, _LARGEST_PART).base
        made = Backup(target, at, why, fresh.stat().st_size, ordinal, base)
        fresh.replace(target)
        _sync(store.backups)
    return made


def _known(found: Sequence[Backup], ordinal: int) -> Known | None:
    """Return the whole copy that the next backup may rest on, None where there is none that is recent and sound."""
    whole = next((one for one in found if one.path.suffix == PACKED and one.ordinal and not one.base), None)
    if whole is None or ordinal - whole.ordinal >= _REST_ON_ONE:
        return None
    try:
        if not ordinal % _READ_AGAIN:
            verify(whole.path)
        return known_chunks(whole.path)
    except (OSError, PackDamaged):
        return None


def back_up_if_due(store: Store, every: datetime.timedelta = EVERY, *, why: str = "use") -> Backup | None:
    """Back up unless the newest backup is younger than every, or nothing has changed since it; raises RegisterError.

    A register that has not been read whole for a day is read first.
    """
    store.check_unless_known()
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
        if newest.path.suffix == PACKED:
            kept_then = read_head(newest.path).change
        else:
            kept_then = _last_change(Store(database_at(newest.path), store.clock, store.migrations))
    except (RegisterError, PackDamaged, OSError):
        return True  # the newest backup is of no use
    return kept_then != _last_change(store)


def _told(copy: Store) -> tuple[tuple[int, str] | None, str]:
    """Return what tells the last change in a copy, and the head of its chain."""
    change = _last_change(copy)
    with copy.reading() as connection:
        head = kept_head(connection)
    return change, head.digest if head else ""


def _last_change(store: Store) -> tuple[int, str] | None:
    """Return what tells the last change: by the history and not by the clock, which may have been wrong."""
    with store.reading() as connection:
        query = select(HISTORY.c.id, HISTORY.c.checksum).order_by(HISTORY.c.id.desc()).limit(1)
        found = connection.execute(query).first()
        return (int(found[0]), str(found[1])) if found else None


def birth_mark(store: Store) -> str:
    """Return what tells a register from every other one, its restored copies included: of its first entry.

    Nothing for a register in which nothing has been entered yet.
    """
    with store.reading() as connection:
        first = connection.execute(select(HISTORY.c.checksum).where(HISTORY.c.id == 1)).scalar()
    return str(first)[:_MARK_DIGITS] if first else ""


def looks_like_backup(file: Path) -> bool:
    """Return whether a file has the name of a backup, packed or not, and is a file."""
    return file.suffix in (PACKED, UNPACKED) and bool(_stamp(file)) and file.is_file()


def list_backups(address: Address) -> tuple[Backup, ...]:
    """Return the backups of the register at an address, the newest first; the register itself need not be readable."""
    return _beside(database_at(address))


def backup_space(address: Address) -> BackupSpace:
    """Return how many bytes the backups of the register at an address take, and how many they may."""
    return BackupSpace(sum(backup.size for backup in list_backups(address)), MOST_BYTES)


def put_copy(backup: Path, target: Path) -> None:
    """Write the copy of the register that is in a backup into a new file; raises RegisterError and OSError."""
    try:
        if backup.suffix == PACKED:
            unpack(backup, target)
        else:  # of an older program
            database_at(backup).copy_to(target)
    except (PackDamaged, FileNotFoundError, RegisterError) as error:
        # Another process may have thinned it out since it was listed.
        if not backup.exists():
            raise RegisterError(_GONE.filled(name=backup.name)) from error
        if isinstance(error, RegisterError):
            raise
        raise StoreDamaged(_SPOILT.filled(name=backup.name)) from error


def put_aside(path: Path, at: datetime.datetime) -> None:
    """Keep a damaged register beside its backups, the last few of them; raises OSError."""
    folder = backup_folder(path)
    aside = folder / f"{path.stem}-{at.strftime(STAMP)}{path.suffix}{DAMAGED_SUFFIX}"
    shutil.copyfile(path, aside)
    aside.chmod(0o600)
    before = sorted(folder.glob(f"*{DAMAGED_SUFFIX}"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for old in before[_DAMAGED_KEPT:]:
        old.unlink(missing_ok=True)


def _beside(database: Database) -> tuple[Backup, ...]:
    path = database.path
    files = [file for file in backup_files(path) if file.name.startswith(f"{path.stem}-") and _stamp(file)]
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


def held(found: Sequence[Backup], made: Backup, most: int) -> set[Backup]:
    """Return which backups stay within the bound, with those that they rest on; the oldest go first.

    The newest and the one that was just made always stay.
    """
    by_name = {backup.path.name: backup for backup in found}
    wanted = sorted({made, *kept(found)}, key=_order)
    while True:
        staying = {*wanted, *(by_name[one.base] for one in wanted if one.base in by_name)}
        going = next((one for one in wanted[:-1] if one != made), None)
        if going is None or sum(one.size for one in staying) <= most:
            return staying
        wanted.remove(going)


@contextlib.contextmanager
def staging(path: Path, sentence: Message) -> Generator[Path, None, None]:
    """Make a folder of our own beside the backups, so that what is cut off leaves no half backup under a good name."""
    folder = backup_folder(path)
    try:
        make_folders(folder)
        keep_private(folder)
        _sweep(folder)
        place = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
        try:
            yield place
        finally:
            # On Windows a scanner may still hold what lies in it: that is swept later, and says nothing of what was
            # done. (TemporaryDirectory tries a folder that is held again without end.)
            shutil.rmtree(place, ignore_errors=True)
    except (OSError, PackDamaged) as error:
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
    stem = file.stem.rsplit("-", 4)
    stamp = "-".join(stem[1:4])
    return stamp if len(stem) == 5 and len(stamp) == _STAMP_LENGTH and stamp.replace("-", "").isdigit() else ""


def _backup(database: Database, file: Path) -> Backup | None:
    """Return what there is to say of a backup, None when another process has just thinned it out."""
    at = datetime.datetime.strptime(_stamp(file), STAMP).astimezone()
    why = file.stem.rsplit("-", 1)[1]
    try:
        size = file.stat().st_size
        if file.suffix != PACKED:
            return Backup(file, at, why, size, database.ordinal_of(file))
        with contextlib.suppress(PackDamaged):
            head = read_head(file)
            return Backup(file, at, why, size, head.ordinal, head.base)
        return Backup(file, at, why, size)
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
