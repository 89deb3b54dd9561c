"""What only SQLite needs: how a file is opened, what its errors mean, whether it still is what was written.

The rollback journal's head is wiped and synced at each commit, after all else was synced (PERSIST, EXTRA);
docs/register.md says why not WAL.
"""

import contextlib
import os
import sqlite3
from collections.abc import Generator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from letter.messages import Message, message
from register.errors import RegisterError, StoreBusy, StoreDamaged, StoreUnwritable
from register.migrations import kept_digest, schema_digest
from register.tables import DAMAGED, TABLES, verified

_WRITING = "writing"
_WAIT = 10.0
_PRAGMAS = (
    "PRAGMA journal_mode=PERSIST",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA journal_size_limit=1048576",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA cell_size_check=ON",
    "PRAGMA trusted_schema=OFF",
)
_PRIMARY = 0xFF
_BUSY = message("登记簿正被另一个窗口或命令占用，请稍等片刻再试；没有登记任何东西。")
_FULL = message("“{folder}”所在的磁盘已满，没有登记任何东西，请清理磁盘后再试。")
_READ_ONLY = message("登记簿“{name}”是只读的，没有登记任何东西，请检查文件和文件夹的权限后再试。")
_FAILS = message("登记簿“{name}”读写失败，没有登记任何东西，请检查“{folder}”所在的磁盘和权限后再试。")
_SENTENCES: dict[int, tuple[type[RegisterError], Message]] = {
    sqlite3.SQLITE_BUSY: (StoreBusy, _BUSY),
    sqlite3.SQLITE_LOCKED: (StoreBusy, _BUSY),
    sqlite3.SQLITE_FULL: (StoreUnwritable, _FULL),
    sqlite3.SQLITE_READONLY: (StoreUnwritable, _READ_ONLY),
    sqlite3.SQLITE_PERM: (StoreUnwritable, _READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (StoreUnwritable, _FAILS),
    sqlite3.SQLITE_IOERR: (StoreUnwritable, _FAILS),
    sqlite3.SQLITE_NOMEM: (StoreUnwritable, _FAILS),
    sqlite3.SQLITE_PROTOCOL: (StoreUnwritable, _FAILS),
    sqlite3.SQLITE_CORRUPT: (StoreDamaged, DAMAGED),
    sqlite3.SQLITE_NOTADB: (StoreDamaged, DAMAGED),
    sqlite3.SQLITE_FORMAT: (StoreDamaged, DAMAGED),
}


def make_engine(path: Path) -> Engine:
    """Return an engine on a file that opens it anew for each transaction.

    So no handle stays behind that would keep on writing to a file which a restore has replaced.
    """

    def connect() -> sqlite3.Connection:
        # By URI without the right to create: a file that has vanished must be noticed, not replaced by an empty one.
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_WAIT, isolation_level=None,
            check_same_thread=False,
        )  # fmt: skip

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    def on_connect(connection: Any, _: object) -> None:
        for pragma in _PRAGMAS:
            connection.execute(pragma).close()

    def on_begin(connection: Connection) -> None:
        mode = "IMMEDIATE" if connection.get_execution_options().get(_WRITING) else "DEFERRED"
        connection.exec_driver_sql(f"BEGIN {mode}")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


@contextlib.contextmanager
def transaction(
    engine: Engine, path: Path, *, writing: bool, checking: bool = False
) -> Generator[Connection, None, None]:
    """Run one transaction, kept only when the block ends without an error; raises RegisterError."""
    with (
        translated(path, checking=checking),
        engine.connect().execution_options(**{_WRITING: writing}) as connection,
        connection.begin(),
    ):
        yield connection


@contextlib.contextmanager
def translated(path: Path, *, checking: bool = False) -> Generator[None, None, None]:
    """Say SQLite's errors as sentences; while a file is checked, whatever SQLite cannot make sense of is damage."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        sentence = _as_sentence(error.orig if isinstance(error, DBAPIError) else error, path, checking)
        if sentence is None:
            raise
        raise sentence from error
    except UnicodeDecodeError as error:
        raise StoreDamaged(DAMAGED.filled(where=message("文字"))) from error


def _as_sentence(error: BaseException | None, path: Path, checking: bool) -> RegisterError | None:
    """Return what an error of SQLite means, None for one that only a mistake of the program can cause."""
    code = int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)) & _PRIMARY
    if code not in _SENTENCES and not checking:
        return None
    kind, sentence = _SENTENCES.get(code, (StoreDamaged, DAMAGED))
    if kind is StoreUnwritable and code != sqlite3.SQLITE_FULL and not os.access(path, os.W_OK):
        sentence = _READ_ONLY
    return kind(sentence.filled(name=path.name, folder=path.parent, where=f"SQLite {code}"))


def check(connection: Connection) -> None:
    """Raise StoreDamaged unless the pages, the definitions and every row are what was written."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(1)")]
    if found != ["ok"]:
        raise StoreDamaged(DAMAGED.filled(where=message("数据页")))
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreDamaged(DAMAGED.filled(where=message("表间关系")))
    if kept_digest(connection) != schema_digest(connection):
        raise StoreDamaged(DAMAGED.filled(where=message("表的定义")))
    for table in TABLES:
        if not connection.dialect.has_table(connection, table.name):
            continue  # an older schema, whose definitions are as they should be
        # All columns that the file has, so that an older schema is checked as well before it is changed.
        for row in connection.exec_driver_sql(f"SELECT * FROM {table.name}").mappings():
            verified(table.name, dict(row))


def make_file(path: Path) -> None:
    """Make an empty file of the owner's alone; SQLite gives its journal the same rights."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def copy(source: Path, target: Path) -> None:
    """Copy a database by SQLite's own backup into another file, as one transaction of the target.

    Raises RegisterError; whoever writes to the source meanwhile is waited for.
    """
    with translated(source), contextlib.closing(_plain(source)) as old:
        make_file(target)
        with contextlib.closing(_plain(target)) as new:
            old.backup(new)


def _plain(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path.absolute().as_uri() + "?mode=rw", uri=True, timeout=_WAIT, isolation_level=None)
    try:
        for pragma in _PRAGMAS[:2]:
            connection.execute(pragma).close()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
