"""Backups restored as a whole or not at all, once it has been shown what that would change."""

import datetime
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from letter.messages import message
from letter.model import DocumentNumber
from register.backups import STAMP, back_up, staging
from register.database import Database
from register.errors import StoreDamaged
from register.ledger import history, read_ledger
from register.letters import count_letters
from register.location import Address, database_at
from register.migrations import MIGRATIONS, Migration
from register.number_rows import change, need_row
from register.numbers import take_in
from register.opening import open_store
from register.salvage import salvage
from register.store import BACKUP_SUFFIX, Store, backup_folder, now, turn_at
from register.values import STATE_WORDS, Backup, Change, Entry, Ledger, RestorePreview

_DAMAGED = ".damaged"
_NOT_RESTORED = message("没有恢复成功，登记簿没有改动，请检查“{folder}”的权限和磁盘空间后再试。")
_ENDED = ("issued", "void", "taken")
_CARRIED = "恢复备份时补登：备份之后{state}，不再给出"


def preview_restore(
    address: Address, backup: Backup, *, clock: Callable[[], datetime.datetime] = now,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> RestorePreview:  # fmt: skip
    """Return what restoring a backup would change, changing nothing; raises RegisterError when it cannot be read."""
    database = database_at(address)
    with staging(database.path, _NOT_RESTORED) as folder:
        old = _opened_copy(folder, backup, clock, migrations)
        present = _readable(database, clock, migrations)
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
    address: Address, backup: Backup, *, clock: Callable[[], datetime.datetime] = now,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> Store:  # fmt: skip
    """Put a backup in the register's place and return the store; the old or the new one is there, nothing between.

    What can still be read of the present file is kept as a backup, and each number that was given since is entered as
    taken, so that it is not given again; a damaged file is put beside the backups, and of its numbers those are kept
    whose rows are sound. Raises RegisterError.
    """
    database = database_at(address)
    path = database.path
    with turn_at(path), staging(path, _NOT_RESTORED) as folder:
        fresh = _opened_copy(folder, backup, clock, migrations)
        present = _readable(database, clock, migrations)
        if present:
            back_up(present, "restore")
            _carry_over(fresh, read_ledger(present).entries)
        elif path.exists():
            _carry_over(fresh, salvage(database))
            aside = f"{path.stem}-{clock().strftime(STAMP)}{BACKUP_SUFFIX}{_DAMAGED}"
            shutil.copyfile(path, backup_folder(path) / aside)
            (backup_folder(path) / aside).chmod(0o600)
        with fresh.writing() as writing:
            writing.record("restore", backup.path.name)
        database.replace_by(fresh.path)
    return open_store(address, clock=clock, migrations=migrations)


def _opened_copy(
    folder: Path, backup: Backup, clock: Callable[[], datetime.datetime], migrations: Sequence[Migration]
) -> Store:
    copied = folder / "copy"
    database_at(backup.path).copy_to(copied)
    return open_store(copied, clock=clock, migrations=migrations)


def _readable(
    database: Database, clock: Callable[[], datetime.datetime], migrations: Sequence[Migration]
) -> Store | None:
    store = Store(database, clock, migrations)
    try:
        if not database.is_there() or store.version() != migrations[-1].version:
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
            reason = _CARRIED.format(state=STATE_WORDS[entry.state].said)
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
    return {number: "、".join(STATE_WORDS[entry.state].said for entry in entries) for number, entries in found.items()}
