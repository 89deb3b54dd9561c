"""Backups restored as a whole or not at all, once it has been shown what that would change."""

import contextlib
import datetime
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from letter.messages import message
from letter.model import DocumentNumber
from register.backups import back_up, put_aside, put_copy, staging
from register.carrying import carry_over
from register.database import Database
from register.errors import StoreDamaged, StoreUncertain, StoreUnwritable
from register.ledger import history, read_ledger
from register.letters import count_letters
from register.location import Address, database_at
from register.migrations import MIGRATIONS, Migration
from register.opening import open_store, refuse_newer
from register.salvage import Given, given_in, salvage
from register.store import Store, backup_folder, now, turn_at
from register.values import STATE_WORDS, Backup, Change, Entry, Ledger, RestorePreview

_NOT_RESTORED = message("没有恢复成功，登记簿没有改动，请检查“{folder}”的权限和磁盘空间后再试。")
_UNCERTAIN = message(
    "恢复时磁盘出错，可能已经恢复，也可能没有；请检查“{folder}”所在的磁盘，再打开登记簿核对，没有恢复的再恢复一次。"
)
_FRESH, _PRESENT = "copy", "present"


def preview_restore(
    address: Address, backup: Backup, *, clock: Callable[[], datetime.datetime] = now,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> RestorePreview:  # fmt: skip
    """Return what restoring a backup would change, changing nothing; raises RegisterError when it cannot be read."""
    database = database_at(address)
    with staging(database.path, _NOT_RESTORED) as folder, _told_as_a_whole(database.path):
        old = _opened(backup, folder / _FRESH, clock, migrations)
        present = _readable(folder, database, clock, migrations)
        then, before = _states(read_ledger(old)), len(history(old))
        letters = count_letters(old)
        with old.writing() as writing:
            carried = carry_over(writing, _given(present, database))
        if present is None:
            return RestorePreview(backup, False, (), 0, 0, carried)
        there = _states(read_ledger(present))
        changes = tuple(
            Change(number, there.get(number, ""), then.get(number, ""))
            for number in sorted({*there, *then}, key=lambda one: (one.code, one.year or 0, one.serial or 0))
            if there.get(number) != then.get(number)
        )
        lost = max(0, len(history(present)) - before)
        return RestorePreview(backup, True, changes, max(0, count_letters(present) - letters), lost, carried)


def restore(
    address: Address, backup: Backup, *, clock: Callable[[], datetime.datetime] = now,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> Store:  # fmt: skip
    """Put a backup in the register's place and return the store; the old or the new one is there, nothing between.

    The present file is kept as a backup, a damaged one is put beside the backups. What was given since stays given,
    as far as it can still be read: numbers, the keys of their requests, explanations and first numbers.
    Raises RegisterError, also for a register that a newer program has written.
    """
    database = database_at(address)
    path = database.path
    with turn_at(path), staging(path, _NOT_RESTORED) as folder:
        with _told_as_a_whole(path):
            fresh = _opened(backup, folder / _FRESH, clock, migrations)
        present = _readable(folder, database, clock, migrations)
        given = _given(present, database)
        if present:
            back_up(Store(database, clock, migrations), "restore")
        elif path.exists():
            put_aside(path, clock())
        with _told_as_a_whole(path), fresh.writing() as writing:
            carry_over(writing, given)
            writing.record("restore", backup.path.name)
        head = fresh.head()
        try:
            database.replace_by(fresh.path)
        except StoreUnwritable as error:
            if Store(database, clock, migrations).lacks(head):
                raise StoreUnwritable(_NOT_RESTORED.filled(folder=backup_folder(path))) from error
            raise StoreUncertain(_UNCERTAIN.filled(folder=path.parent)) from error
    return open_store(address, clock=clock, migrations=migrations)


@contextlib.contextmanager
def _told_as_a_whole(path: Path) -> Generator[None, None, None]:
    """Say of a copy that could not be written what that means for the register, which nobody has touched yet."""
    try:
        yield
    except StoreUnwritable as error:
        raise StoreUnwritable(_NOT_RESTORED.filled(folder=backup_folder(path))) from error


def _opened(
    backup: Backup, copied: Path, clock: Callable[[], datetime.datetime], migrations: Sequence[Migration]
) -> Store:
    put_copy(backup.path, copied)
    return open_store(copied, clock=clock, migrations=migrations)


def _readable(
    folder: Path, database: Database, clock: Callable[[], datetime.datetime], migrations: Sequence[Migration]
) -> Store | None:
    """Return the present register, or a copy of an older schema brought up; None when it is damaged or not there.

    Raises StoreTooNew for one that a newer program has written.
    """
    store, newest = Store(database, clock, migrations), migrations[-1].version
    try:
        version = store.version() if database.is_there() else 0
        refuse_newer(version, newest)
        if not version:
            return None
        store.check()
        if version == newest:
            return store
        database.copy_to(folder / _PRESENT)
        return open_store(folder / _PRESENT, clock=clock, migrations=migrations)
    except StoreDamaged:
        return None


def _given(present: Store | None, database: Database) -> Given:
    if present is None:
        return salvage(database)
    with present.reading() as connection:
        return given_in(connection)


def _states(ledger: Ledger) -> dict[DocumentNumber, str]:
    found: dict[DocumentNumber, list[Entry]] = {}
    for entry in ledger.entries:
        found.setdefault(entry.number, []).append(entry)
    return {number: "、".join(STATE_WORDS[entry.state].said for entry in entries) for number, entries in found.items()}
