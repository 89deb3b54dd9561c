"""The register opened with care: made when missing, brought to the newest schema, checked before it is trusted."""

import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime

from letter.messages import message
from register.backups import back_up
from register.cases import match_once
from register.database import Database
from register.errors import RegisterError, StoreBusy, StoreDamaged, StoreTooNew, StoreUnwritable
from register.location import Address, database_at
from register.migrations import CHAINED, MIGRATIONS, Migration
from register.soundness import note_opened, was_opened
from register.store import Store, backup_files, now
from register.tables import DAMAGED, TABLES

_TABLES = {table.name for table in TABLES}
_VANISHED = message(
    "登记簿“{name}”不见了或成了空文件，但旁边有它的备份；为免从头给号已停用，请在“备份”里恢复最近一份。"
)
_GONE = message(
    "登记簿所在的文件夹“{folder}”在使用中不见了，为免从头给号已停用；请接好磁盘或把文件夹放回原处再试，没有登记任何东西。"
)
_NOT_OURS = message("“{path}”不是发文登记簿，没有改动它；请核对“--store”写的文件。")
_TOO_NEW = message("登记簿由更新的版本写成（第 {version} 版），请升级复函后再打开；登记簿没有改动。")


def open_store(
    address: Address, *, clock: Callable[[], datetime] = now, migrations: Sequence[Migration] = MIGRATIONS
) -> Store:
    """Open the register at an address: made when missing, brought to the newest schema after a backup, and checked.

    What was checked within a day is not checked again unless others have changed it.

    Raises RegisterError: a place that is not safe, a damaged or vanished file, a later version, a disk that refuses.
    """
    database = database_at(address)
    _prepare(database)
    store = Store(database, clock, migrations)
    newest = migrations[-1].version
    version = store.version()
    if not version:
        _refuse_foreign(store)
    if version < newest:
        version = _bring_up(store, newest)
    refuse_newer(version, newest)
    store.check_unless_known()
    database.protect()
    note_opened(store.path)
    if version >= CHAINED:
        # One that cannot be written now is matched when it can be.
        with contextlib.suppress(StoreBusy, StoreUnwritable):
            match_once(store)
    return store


def refuse_newer(version: int, newest: int) -> None:
    """Raise StoreTooNew for a register whose schema is newer than what this program knows."""
    if version > newest:
        raise StoreTooNew(_TOO_NEW.filled(version=version))


def _prepare(database: Database) -> None:
    database.check_place()
    if database.is_there():
        return
    if backup_files(database.path):
        raise StoreDamaged(_VANISHED.filled(name=database.path.name))
    if was_opened(database.path):
        raise StoreDamaged(_GONE.filled(folder=database.path.parent))
    database.prepare()


def _refuse_foreign(store: Store) -> None:
    """Raise for a file without a version that is not empty: a register that lost it is damaged, others are not ours."""
    there = set(store.table_names())
    if len(there.intersection(_TABLES)) > len(_TABLES) // 2:
        raise StoreDamaged(DAMAGED.filled(where=message("表的定义")))
    if there:
        raise RegisterError(_NOT_OURS.filled(path=store.path))


def _bring_up(store: Store, newest: int) -> int:
    with store.turn():
        version = store.version()
        if 0 < version < newest:
            store.check()
            back_up(store, "migration")
        if version < newest:
            store.migrate()
        return max(version, newest)
