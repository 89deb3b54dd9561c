"""SQLite as the register's database: how a file is opened, what its errors mean, its row numbers, its index of words.

The rollback journal's head is wiped and synced at each commit, after all else was synced (PERSIST, EXTRA);
docs/register.md says why not WAL. The index of words is FTS5's; where SQLite was built without it, words are scanned.
"""

import contextlib
import hashlib
import os
import sqlite3
import stat
import sys
from collections.abc import Generator, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    TextClause,
    create_engine,
    event,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from letter.messages import Message, message
from register.database import OF_DATABASE
from register.errors import RegisterError, StoreBusy, StoreDamaged, StoreUnwritable
from register.private_files import keep_private, make_folders
from register.queue import BUSY
from register.storage_check import refuse_unsafe
from register.tables import DAMAGED

_WRITING = "writing"
_INDEX = "listing_grams"
_MAKE_INDEX = (
    f"CREATE VIRTUAL TABLE {_INDEX} USING fts5(grams, content='', columnsize=0, detail=none, tokenize='ascii')"
)
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
# https://www.sqlite.org/fileformat.html: the head of a file, and where in it the user's own number stands.
_MAGIC, _HEAD, _USER_VERSION = b"SQLite format 3\0", 100, 60
_descriptors: dict[tuple[int, int], int] = {}
_FORMATS, _WAL = slice(18, 20), b"\2\2"
_NO_FILE = message("“{path}”不是登记簿的文件，不能当发文登记簿；没有改动它，请核对“--store”写的文件。")
_FULL = message("“{folder}”所在的磁盘已满，没有登记任何东西，请清理磁盘后再试。")
_READ_ONLY = message("登记簿“{name}”是只读的，没有登记任何东西，请检查文件和文件夹的权限后再试。")
_FAILS = message("登记簿“{name}”读写失败，没有登记任何东西，请检查“{folder}”所在的磁盘和权限后再试。")
_NO_FOLDER = message("建不了登记簿的文件夹“{folder}”，请检查它的权限和磁盘空间后再试。")
_SENTENCES: dict[int, tuple[type[RegisterError], Message]] = {
    sqlite3.SQLITE_BUSY: (StoreBusy, BUSY),
    sqlite3.SQLITE_LOCKED: (StoreBusy, BUSY),
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


class SqliteDatabase:
    """A register in a file of SQLite."""

    def __init__(self, path: Path) -> None:
        """Take the file, which need not exist."""
        self.path = path

    def check_place(self) -> None:
        """Raise PlaceRefused where a register would not be safe."""
        refuse_unsafe(self.path.parent)

    def is_there(self) -> bool:
        """Return whether there is anything to open, which need not be sound; raises RegisterError."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise StoreUnwritable(_NO_FOLDER.filled(folder=self.path.parent)) from error
        # A queue would wait for whoever writes into it: what is no file is not opened at all.
        formats = _formats(self.path, found) if stat.S_ISREG(found.st_mode) else _WAL
        if formats == _WAL:
            raise RegisterError(_NO_FILE.filled(path=self.path))
        # SQLite writes both alike; where they differ, opening the file would make a log beside it.
        if len(set(formats)) > 1:
            raise StoreDamaged(DAMAGED.filled(where=message("数据页")))
        return found.st_size > 0

    def prepare(self) -> None:
        """Make an empty file of the owner's alone where there is none; raises RegisterError."""
        try:
            make_folders(self.path.parent)
            _make_file(self.path)
        except OSError as error:
            raise StoreUnwritable(_NO_FOLDER.filled(folder=self.path.parent)) from error

    def protect(self) -> None:
        """Keep the file and what SQLite has put beside it the owner's alone."""
        for path in (self.path, self.path.with_name(f"{self.path.name}-journal")):
            keep_private(path)

    def copy_to(self, target: Path, ordinal: int = 0, *, lasting: bool = True) -> None:
        """Copy the register by SQLite's own backup into another file, as one transaction of that file.

        An ordinal above 0 is kept in the copy's head. One that is not lasting is not forced onto the disk. Raises
        RegisterError; whoever writes to the register meanwhile is waited for.
        """
        with _translated(self.path), contextlib.closing(_plain(self.path)) as old:
            _make_file(target)
            with contextlib.closing(_plain(target)) as new:
                if not lasting:
                    new.execute("PRAGMA synchronous=OFF").close()
                old.backup(new)
                if ordinal:
                    new.execute(f"PRAGMA user_version = {ordinal:d}").close()

    def ordinal_of(self, copy: Path) -> int:
        """Return the ordinal in the head of a copy, 0 when there is none; raises OSError."""
        with copy.open("rb") as file:
            head = file.read(_HEAD)
        at = slice(_USER_VERSION, _USER_VERSION + 4)
        return int.from_bytes(head[at], "big") if len(head) == _HEAD and head.startswith(_MAGIC) else 0

    def replace_by(self, source: Path) -> None:
        """Put a copy in the place of the file, as a whole or not at all; raises RegisterError."""
        try:
            # Through SQLite, so that a window which has the register open sees the whole change or none of it.
            SqliteDatabase(source).copy_to(self.path)
        except StoreDamaged:
            self.path.with_name(f"{self.path.name}-journal").unlink(missing_ok=True)
            source.replace(self.path)

    @contextlib.contextmanager
    def transaction(self, *, writing: bool, checking: bool = False) -> Generator[Connection, None, None]:
        """Run one transaction, kept only when the block ends without an error; raises RegisterError."""
        with (
            _translated(self.path, checking=checking),
            self._engine.connect().execution_options(**{_WRITING: writing, OF_DATABASE: self}) as connection,
            connection.begin(),
        ):
            yield connection

    def check(self, connection: Connection) -> None:
        """Raise StoreDamaged unless pages and relations are sound by SQLite's own account."""
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(1)")]
        if found != ["ok"]:
            raise StoreDamaged(DAMAGED.filled(where=message("数据页")))
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise StoreDamaged(DAMAGED.filled(where=message("表间关系")))

    def digest(self, connection: Connection) -> str:
        """Return the digest of the definitions in the file: a changed byte there could switch off a trigger."""
        found = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
        return hashlib.sha256(repr([tuple(row) for row in found]).encode()).hexdigest()

    def next_row(self, connection: Connection, table: Table) -> int:
        """Return the id after the highest: only one transaction writes at a time, so that nobody else gets the same."""
        return (connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1

    def make_index(self, connection: Connection) -> None:
        """Make the empty index of words, if this SQLite can."""
        able = connection.exec_driver_sql("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").first()
        if able:
            connection.exec_driver_sql(_MAKE_INDEX)
        connection.info[_INDEX] = bool(able)

    def has_index(self, connection: Connection) -> bool:
        """Return whether the register has the index."""
        if _INDEX not in connection.info:
            connection.info[_INDEX] = connection.dialect.has_table(connection, _INDEX)
        return bool(connection.info[_INDEX])

    def add_to_index(self, connection: Connection, row: int, tokens: str) -> None:
        """Let a row of the list be found by tokens, which blanks keep apart."""
        connection.exec_driver_sql(f"INSERT INTO {_INDEX} (rowid, grams) VALUES (?, ?)", (row, tokens))

    def take_from_index(self, connection: Connection, row: int, tokens: str) -> None:
        """Let a row no longer be found by the tokens that it was added with."""
        delete = f"INSERT INTO {_INDEX} ({_INDEX}, rowid, grams) VALUES ('delete', ?, ?)"
        connection.exec_driver_sql(delete, (row, tokens))

    def has_tokens(self, tokens: Iterable[str]) -> TextClause:
        """Return the condition that a row of the list has all of these tokens."""
        match = " AND ".join(f'"{token}"' for token in sorted(tokens))
        found = f"SELECT rowid FROM {_INDEX} WHERE {_INDEX} MATCH :grams"
        return text(f"listing.id IN ({found})").bindparams(grams=match)

    def rows_with(self, connection: Connection, token: str, most: int) -> list[int]:
        """Return at most so many rows of the list that have a token, the newest first."""
        query = f"SELECT rowid FROM {_INDEX} WHERE {_INDEX} MATCH ? ORDER BY rowid DESC LIMIT ?"
        return [int(row[0]) for row in connection.exec_driver_sql(query, (f'"{token}"', most))]

    def contains(self, column: ColumnElement[Any], words: str) -> ColumnElement[bool]:
        """Return the condition that a column contains words, each sign of which is taken literally."""
        return func.instr(column, literal(words)) > 0

    @cached_property
    def _engine(self) -> Engine:
        """The engine, which opens the file anew for each transaction.

        So no handle stays behind that would keep on writing to a file which a restore has replaced.
        """

        def connect() -> sqlite3.Connection:
            # Without the right to create: a file that has vanished must be noticed, not replaced by an empty one.
            return _connect(self.path, check_same_thread=False)

        def on_connect(connection: Any, _: object) -> None:
            for pragma in _PRAGMAS:
                connection.execute(pragma).close()

        def on_begin(connection: Connection) -> None:
            mode = "IMMEDIATE" if connection.get_execution_options().get(_WRITING) else "DEFERRED"
            connection.exec_driver_sql(f"BEGIN {mode}")

        engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
        event.listen(engine, "connect", on_connect)
        event.listen(engine, "begin", on_begin)
        return engine


def _formats(path: Path, found: os.stat_result) -> bytes:
    """Return the two bytes that say how a file is written and read, none for what is no database."""
    with contextlib.suppress(OSError):
        head = _head(path, found)
        return head[_FORMATS] if head.startswith(_MAGIC) else b""
    return b""


def _head(path: Path, found: os.stat_result) -> bytes:
    if sys.platform == "win32":
        with path.open("rb") as file:
            return file.read(_HEAD)
    # POSIX gives up all locks of a process on a file when any of its descriptors is closed: this one stays open.
    file = found.st_dev, found.st_ino
    if file not in _descriptors:
        _descriptors[file] = os.open(path, os.O_RDONLY)
    return os.pread(_descriptors[file], _HEAD, 0)


def _connect(path: Path, *, check_same_thread: bool = True) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_WAIT, isolation_level=None,
        check_same_thread=check_same_thread,
    )  # fmt: skip


def _plain(path: Path) -> sqlite3.Connection:
    connection = _connect(path)
    try:
        for pragma in _PRAGMAS[:2]:
            connection.execute(pragma).close()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _make_file(path: Path) -> None:
    """Make an empty file of the owner's alone; SQLite gives its journal the same rights."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


@contextlib.contextmanager
def _translated(path: Path, *, checking: bool = False) -> Generator[None, None, None]:
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
    known = getattr(error, "sqlite_errorcode", None)
    # A value that Python cannot hand over says nothing of the file; text that it cannot decode does, and has no code.
    if known is None and isinstance(error, sqlite3.InterfaceError | sqlite3.ProgrammingError):
        return None
    code = int(sqlite3.SQLITE_CORRUPT if known is None else known) & _PRIMARY
    if code not in _SENTENCES and not checking:
        return None
    kind, sentence = _SENTENCES.get(code, (StoreDamaged, DAMAGED))
    if kind is StoreUnwritable and code != sqlite3.SQLITE_FULL and not os.access(path, os.W_OK):
        sentence = _READ_ONLY
    return kind(sentence.filled(name=path.name, folder=path.parent, where=f"SQLite {code}"))
