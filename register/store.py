"""The store of the register: one SQLite file, opened with care, written in turn, checked before it is trusted."""

import contextlib
import getpass
import os
import platform
from collections.abc import Callable, Generator, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from letter.messages import message
from register import sqlite
from register.errors import StoreDamaged, StoreTooNew, StoreUnwritable
from register.history import record
from register.migrations import MIGRATIONS, Migration, migrate, schema_version
from register.queue import turn
from register.soundness import finding_sound, known_sound, staying_sound
from register.storage_check import refuse_unsafe
from register.tables import Row
from register.values import Author

_VANISHED = message(
    "登记簿“{name}”不见了或成了空文件，但旁边有它的备份；为免从头给号已停用，请在“备份”里恢复最近一份。"
)
_NO_FOLDER = message("建不了登记簿的文件夹“{folder}”，请检查它的权限和磁盘空间后再试。")
_TOO_NEW = message("登记簿由更新的版本写成（第 {version} 版），请升级复函后再打开；登记簿没有改动。")
BACKUP_SUFFIX = ".db"


def now() -> datetime:
    """Return the time with the offset of this machine."""
    return datetime.now().astimezone()


def author() -> Author:
    """Return who is at work: the system's user and the machine."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = f"uid {os.getuid()}" if hasattr(os, "getuid") else "?"
    return Author(user, platform.node())


class Store:
    """An open register: transactions to read and to write, and where its companions lie."""

    def __init__(self, path: Path, clock: Callable[[], datetime], migrations: Sequence[Migration]) -> None:
        """Take a file that open_store has prepared."""
        self.path = path
        self.clock = clock
        self.migrations = migrations
        self.author = author()
        self._engine: Engine = sqlite.make_engine(path)

    @property
    def backups(self) -> Path:
        """The folder of the backups, beside the file."""
        return backup_folder(self.path)

    def reading(self) -> contextlib.AbstractContextManager[Connection]:
        """Return a transaction that sees one state of the register and changes nothing."""
        return sqlite.transaction(self._engine, self.path, writing=False)

    @contextlib.contextmanager
    def writing(self) -> Generator["Writing", None, None]:
        """Wait for our turn and run a transaction; all of it is on the disk when the block has ended, or none of it.

        Raises RegisterError when the register is busy, full, read-only or damaged.
        """
        transaction = sqlite.transaction(self._engine, self.path, writing=True)
        with self.turn(), staying_sound(self.path), transaction as connection:
            yield Writing(connection, self.author, self.clock())

    def turn(self) -> contextlib.AbstractContextManager[None]:
        """Return our turn in the queue of those who write."""
        return turn(self.path.with_name(f"{self.path.stem}-queue"))

    def check(self) -> None:
        """Raise StoreDamaged unless every row is what was written."""
        with sqlite.transaction(self._engine, self.path, writing=False, checking=True) as connection:
            sqlite.check(connection)

    def version(self) -> int:
        """Return the version of the schema that the file has."""
        with sqlite.transaction(self._engine, self.path, writing=False, checking=True) as connection:
            return schema_version(connection)

    def migrate(self) -> None:
        """Lead the file to the newest schema, as a whole or not at all."""
        with sqlite.transaction(self._engine, self.path, writing=True) as connection:
            migrate(connection, self.migrations)


class Writing:
    """A transaction that writes: its connection, who writes and when; each change is recorded."""

    def __init__(self, connection: Connection, author: Author, at: datetime) -> None:
        """Begin with nothing changed."""
        self.connection = connection
        self.at = at.isoformat(timespec="seconds")
        self.made = {"at": self.at, "user": author.user, "machine": author.machine}

    def record(
        self, what: str, about: str, *, why: str = "", before: Row | None = None, after: Row | None = None
    ) -> None:
        """Add a row to the history; before and after must not hold the text of a letter."""
        record(self.connection, self.made, what, about, why, before or {}, after or {})


def backup_folder(path: Path) -> Path:
    """Return the folder of the backups of a register's file."""
    return path.with_name(f"{path.stem}-backups")


def open_store(
    path: Path, *, clock: Callable[[], datetime] = now, migrations: Sequence[Migration] = MIGRATIONS
) -> Store:
    """Open the register in a file, made when there is none, brought to the newest schema after a backup, and checked.

    What this process has checked is not checked again unless others have changed it.

    Raises RegisterError: a place that is not safe, a damaged or vanished file, a later version, a disk that refuses.
    """
    refuse_unsafe(path.parent)
    _prepare_file(path)
    store = Store(path, clock, migrations)
    newest = migrations[-1].version
    version = store.version()
    if version < newest:
        version = _bring_up(store, newest)
    if version > newest:
        raise StoreTooNew(_TOO_NEW.filled(version=version))
    if not known_sound(path):
        with finding_sound(path):
            store.check()
    return store


def _prepare_file(path: Path) -> None:
    try:
        empty = path.stat().st_size == 0
    except FileNotFoundError:
        empty = True
    except OSError as error:
        raise StoreUnwritable(_NO_FOLDER.filled(folder=path.parent)) from error
    if empty and any(backup_folder(path).glob(f"*{BACKUP_SUFFIX}")):
        raise StoreDamaged(_VANISHED.filled(name=path.name))
    try:
        if empty:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            sqlite.make_file(path)
        elif os.name == "posix" and path.stat().st_mode & 0o077:
            with contextlib.suppress(PermissionError):  # somebody else's file
                path.chmod(0o600)
    except OSError as error:
        raise StoreUnwritable(_NO_FOLDER.filled(folder=path.parent)) from error


def _bring_up(store: Store, newest: int) -> int:
    from register.backups import back_up  # late: it needs the store

    with store.turn():
        version = store.version()
        if 0 < version < newest:
            store.check()
            back_up(store, "migration")
        if version < newest:
            store.migrate()
        return max(version, newest)
