"""Backups by SQLite's own backup: made, thinned out, compared with the register, restored as a whole or not at all."""

import contextlib
import datetime
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from letter.messages import Message, message
from letter.model import DocumentNumber
from register import sqlite
from register.errors import StoreDamaged, StoreUnwritable
from register.ledger import history, read_ledger
from register.letters import count_letters
from register.migrations import MIGRATIONS, Migration
from register.numbers import STATES, change, need_row, take_in
from register.queue import turn
from register.salvage import salvage
from register.store import BACKUP_SUFFIX, Store, backup_folder, now, open_store
from register.values import Backup, Change, Entry, Ledger, RestorePreview

EVERY = datetime.timedelta(minutes=30)
_RECENT, _DAYS, _WEEKS = 10, 7, 4
_STAMP = "%Y%m%d-%H%M%S-%f"
_STAMP_LENGTH = len("20230321-080000-000000")
_STAGING = ".staging-"
_DAMAGED = ".damaged"
_NOT_KEPT = message("备份没有做成，请检查“{folder}”的权限和磁盘空间；登记簿没有改动。")
_NOT_RESTORED = message("没有恢复成功，登记簿没有改动，请检查“{folder}”的权限和磁盘空间后再试。")
_ENDED = ("issued", "void", "taken")
_CARRIED = "恢复备份时补登：备份之后{state}，不再给出"


def back_up(store: Store, why: str) -> Backup:
    """Copy the register into its backup folder and thin out the older copies; raises StoreUnwritable."""
    at = store.clock().astimezone()
    target = store.backups / f"{store.path.stem}-{at.strftime(_STAMP)}-{why}{BACKUP_SUFFIX}"
    with _staging(store.path, _NOT_KEPT) as folder:
        fresh = folder / target.name
        sqlite.copy(store.path, fresh)
        fresh.replace(target)
    found = list_backups(store.path)
    for old in set(found) - kept(found):
        with contextlib.suppress(OSError):
            old.path.unlink()
    return _backup(target)


def back_up_if_due(store: Store, every: datetime.timedelta = EVERY, *, why: str = "use") -> Backup | None:
    """Back up unless the newest backup is younger than every, or nothing has changed since it; raises RegisterError."""
    if not _due(store, every):
        return None
    with store.turn():  # of many that start at once, one does it
        return back_up(store, why) if _due(store, every) else None


def _due(store: Store, every: datetime.timedelta) -> bool:
    at = store.clock()
    # A backup from the future was made while the clock was wrong; it must not stop those to come.
    newest = next((backup for backup in list_backups(store.path) if backup.at <= at), None)
    if newest is None:
        return True
    changed = store.path.stat().st_mtime > newest.path.stat().st_mtime
    return changed and at - newest.at >= every


def list_backups(path: Path) -> tuple[Backup, ...]:
    """Return the backups of the register in a file, the newest first; the file itself need not be readable."""
    found = [_backup(file) for file in backup_folder(path).glob(f"{path.stem}-*{BACKUP_SUFFIX}") if _stamp(file)]
    return tuple(sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def kept(found: Sequence[Backup]) -> set[Backup]:
    """Return which backups stay: the newest ten, the newest of each of seven days and of each of four weeks."""
    ordered = sorted(found, key=lambda backup: backup.at, reverse=True)
    days: dict[object, Backup] = {}
    weeks: dict[object, Backup] = {}
    for backup in ordered:
        days.setdefault(backup.at.date(), backup)
        weeks.setdefault(backup.at.isocalendar()[:2], backup)
    return {*ordered[:_RECENT], *list(days.values())[:_DAYS], *list(weeks.values())[:_WEEKS]}


def preview_restore(
    path: Path, backup: Backup, *, clock: Callable[[], datetime.datetime] = now,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> RestorePreview:  # fmt: skip
    """Return what restoring a backup would change, changing nothing; raises RegisterError when it cannot be read."""
    with _staging(path, _NOT_RESTORED) as folder:
        old = _opened_copy(folder, backup, clock, migrations)
        present = _readable(path, clock, migrations)
        then = _states(read_ledger(old))
        if present is None:
            return RestorePreview(backup, False, (), 0, 0)
        there = _states(read_ledger(present))
        changes = tuple(
            Change(number, there.get(number, ""), then.get(number, ""))
            for number in sorted({*there, *then}, key=lambda one: (one.code, one.year or 0, one.serial or 0))
            if there.get(number) != then.get(number)
        )
        lost = max(0, len(history(present)) - len(history(old)))
        return RestorePreview(backup, True, changes, max(0, count_letters(present) - count_letters(old)), lost)


def restore(
    path: Path, backup: Backup, *, clock: Callable[[], datetime.datetime] = now,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> Store:  # fmt: skip
    """Put a backup in the register's place and return the store; the old or the new one is there, nothing between.

    What can still be read of the present file is kept as a backup, and each number that was given since is entered as
    taken, so that it is not given again; a damaged file is put beside the backups, and of its numbers those are kept
    whose rows are sound. Raises RegisterError.
    """
    with turn(path.with_name(f"{path.stem}-queue")), _staging(path, _NOT_RESTORED) as folder:
        fresh = _opened_copy(folder, backup, clock, migrations)
        present = _readable(path, clock, migrations)
        if present:
            back_up(present, "restore")
            _carry_over(fresh, read_ledger(present).entries)
        elif path.exists():
            _carry_over(fresh, salvage(path))
            aside = f"{path.stem}-{clock().strftime(_STAMP)}{BACKUP_SUFFIX}{_DAMAGED}"
            shutil.copyfile(path, backup_folder(path) / aside)
            (backup_folder(path) / aside).chmod(0o600)
        with fresh.writing() as writing:
            writing.record("restore", backup.path.name)
        _put(fresh.path, path)
    return open_store(path, clock=clock, migrations=migrations)


def _opened_copy(
    folder: Path, backup: Backup, clock: Callable[[], datetime.datetime], migrations: Sequence[Migration]
) -> Store:
    copied = folder / "copy"
    sqlite.copy(backup.path, copied)
    return open_store(copied, clock=clock, migrations=migrations)


def _readable(path: Path, clock: Callable[[], datetime.datetime], migrations: Sequence[Migration]) -> Store | None:
    store = Store(path, clock, migrations)
    try:
        if not path.exists() or path.stat().st_size == 0 or store.version() != migrations[-1].version:
            return None
        store.check()
    except StoreDamaged:
        return None
    return store


def _carry_over(fresh: Store, present: Sequence[Entry]) -> None:
    """Enter in the restored register what it does not know of the numbers that were given or ended since."""
    then = {(entry.number, entry.occurrence): entry for entry in read_ledger(fresh).entries}
    with fresh.writing() as writing:
        for entry in present:
            old = then.get((entry.number, entry.occurrence))
            known = old.state if old else "released"
            if entry.state in ("released", known) or (known in _ENDED and entry.state != "void"):
                continue
            reason = _CARRIED.format(state=STATES[entry.state])
            state = "void" if entry.state == "void" else "taken"
            if known != "released" and entry.occurrence == 1:
                row = need_row(writing.connection, entry.number)
                change(writing, row, entry.number, "restore", reason, state=state, reason=reason, origin="restore")
            elif known == "released":
                double = entry.occurrence > 1
                take_in(writing, entry.number, reason, entry.details, origin="restore", double=double, state=state)


def _states(ledger: Ledger) -> dict[DocumentNumber, str]:
    found: dict[DocumentNumber, list[Entry]] = {}
    for entry in ledger.entries:
        found.setdefault(entry.number, []).append(entry)
    return {number: "、".join(STATES[entry.state] for entry in entries) for number, entries in found.items()}


def _put(fresh: Path, path: Path) -> None:
    try:
        # Through SQLite, so that a window which has the register open sees the whole change or none of it.
        sqlite.copy(fresh, path)
    except StoreDamaged:
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        fresh.replace(path)


@contextlib.contextmanager
def _staging(path: Path, sentence: Message) -> Generator[Path, None, None]:
    """Make a folder of our own beside the backups, so that what is cut off leaves no half backup under a good name."""
    folder = backup_folder(path)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix":
            folder.chmod(0o700)
        _sweep(folder)
        with tempfile.TemporaryDirectory(prefix=_STAGING, dir=folder) as name:
            yield Path(name)
    except OSError as error:
        raise StoreUnwritable(sentence.filled(folder=folder)) from error


def _sweep(folder: Path) -> None:
    """Remove what was cut off more than a day ago."""
    for stale in folder.glob(f"{_STAGING}*"):
        age = datetime.datetime.now().timestamp() - stale.stat().st_mtime  # noqa: DTZ005  an age needs no zone
        if age > datetime.timedelta(days=1).total_seconds():
            shutil.rmtree(stale, ignore_errors=True)


def _stamp(file: Path) -> str:
    stem = file.name.removesuffix(BACKUP_SUFFIX).rsplit("-", 4)
    stamp = "-".join(stem[1:4])
    return stamp if len(stem) == 5 and len(stamp) == _STAMP_LENGTH and stamp.replace("-", "").isdigit() else ""


def _backup(file: Path) -> Backup:
    at = datetime.datetime.strptime(_stamp(file), _STAMP).astimezone()
    return Backup(file, at, file.stem.rsplit("-", 1)[1], file.stat().st_size)
