"""The store of the register: transactions that read, and those that write, one after the other and recorded."""

import contextlib
import socket
from collections.abc import Callable, Generator, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect

from letter.messages import message
from register import integrity
from register.chain import Head, chain_end, check_growth, kept_head, seal
from register.database import Database
from register.errors import RegisterError, StoreUncertain, StoreUnwritable
from register.history import record
from register.migrations import CHAINED, Migration, migrate, schema_version
from register.queue import turn
from register.soundness import finding_sound, known_sound, still_sound
from register.system_user import system_user
from register.tables import Row
from register.values import Author

# A backup of this program, and one of an older program, which was a register itself.
PACKED, UNPACKED = ".pack", ".db"
_UNCERTAIN = message(
    "写登记簿时磁盘出错，这一次可能已经登记，也可能没有；请检查“{folder}”所在的磁盘，再打开登记簿核对，没有登记的再做一次。"
)


def now() -> datetime:
    """Return the time with the offset of this machine."""
    return datetime.now().astimezone()


def author() -> Author:
    """Return who is at work: the system's user and the machine."""
    return Author(system_user(), socket.gethostname())


class Store:
    """An open register: transactions to read and to write, and where its companions lie."""

    def __init__(self, database: Database, clock: Callable[[], datetime], migrations: Sequence[Migration]) -> None:
        """Take a database that open_store has prepared."""
        self.database = database
        self.clock = clock
        self.migrations = migrations
        self.author = author()

    @property
    def path(self) -> Path:
        """The file of the register."""
        return self.database.path

    @property
    def backups(self) -> Path:
        """The folder of the backups, beside the file."""
        return backup_folder(self.path)

    def reading(self) -> contextlib.AbstractContextManager[Connection]:
        """Return a transaction that sees one state of the register and changes nothing."""
        return self.database.transaction(writing=False)

    @contextlib.contextmanager
    def writing(self) -> Generator["Writing", None, None]:
        """Wait for our turn and run a transaction; all of it is on the disk when the block has ended, or none of it.

        Raises RegisterError when the register is busy, full, read-only or damaged, and StoreUncertain when the disk
        failed so late that the transaction is there nevertheless.
        """
        with self.turn():
            known, head, end = known_sound(self.path), None, None
            try:
                with self.database.transaction(writing=True) as connection:
                    yield Writing(connection, self.author, self.clock())
                    if self._chained:
                        head = seal(connection)
                        end = chain_end(connection)
                        if known:
                            check_growth(connection, known.chain)
            except StoreUnwritable as error:
                if head and not self.lacks(head):
                    raise StoreUncertain(_UNCERTAIN.filled(folder=self.path.parent)) from error
                raise
            if known and end:
                still_sound(self.path, known, end)

    def head(self) -> Head | None:
        """Return the head of the chain that was kept last, None where there is none."""
        with self.reading() as connection:
            return kept_head(connection)

    def lacks(self, head: Head | None) -> bool:
        """Return whether the register certainly lacks the transaction that ended with this head of the chain."""
        try:
            return self.head() != head
        except RegisterError:
            return False

    def turn(self) -> contextlib.AbstractContextManager[None]:
        """Return our turn in the queue of those who write."""
        return turn_at(self.path)

    @property
    def _chained(self) -> bool:
        return self.migrations[-1].version >= CHAINED

    def check(self) -> None:
        """Raise StoreDamaged unless every row is what was written."""
        with self.database.transaction(writing=False, checking=True) as connection:
            integrity.check(connection)

    def check_unless_known(self) -> None:
        """Check the register whole unless that was done within a day and only this program has written to it since.

        The end of the chain is compared in any case. Raises StoreDamaged.
        """
        known = known_sound(self.path)
        if known and known.chain == self._chain_end():
            return
        with finding_sound(self.path) as ends:
            self.check()
            self.database.protect()
            if self._chained:
                ends.append(self._chain_end())

    def _chain_end(self) -> tuple[int, str]:
        with self.database.transaction(writing=False, checking=True) as connection:
            return chain_end(connection)

    def version(self) -> int:
        """Return the version of the schema that the file has."""
        with self.database.transaction(writing=False, checking=True) as connection:
            return schema_version(connection)

    def table_names(self) -> list[str]:
        """Return the names of the tables that are in the file, none for an empty one."""
        with self.database.transaction(writing=False, checking=True) as connection:
            return inspect(connection).get_table_names()

    def migrate(self) -> None:
        """Lead the file to the newest schema, as a whole or not at all."""
        with self.database.transaction(writing=True) as connection:
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


def turn_at(path: Path) -> contextlib.AbstractContextManager[None]:
    """Return a turn in the queue of those who write to the register of a file."""
    return turn(path.with_name(f"{path.stem}-queue"))


def backup_folder(path: Path) -> Path:
    """Return the folder of the backups of a register's file."""
    return path.with_name(f"{path.stem}-backups")


def backup_files(path: Path) -> list[Path]:
    """Return the files of the backups of a register's file, packed or not, in no order."""
    folder = backup_folder(path)
    return [file for suffix in (PACKED, UNPACKED) for file in folder.glob(f"*{suffix}")]
