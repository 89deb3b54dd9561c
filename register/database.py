"""What the register asks of a database, whichever it is; docs/register.md says what a further one has to bring.

Everything else in this package is written in SQLAlchemy's own words, and gets along with any database.
"""

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Table, TextClause

# The execution option by which a connection remembers the database that it is of.
OF_DATABASE = "of_database"


class Database(Protocol):
    """A database at its place: opened, checked, copied, with row numbers and an index of words in its own way."""

    @property
    def path(self) -> Path:
        """The file of the register; its backups and the queue of those who write lie beside it."""
        ...

    # Where it is.

    def check_place(self) -> None:
        """Raise PlaceRefused where a register would not be safe."""
        ...

    def is_there(self) -> bool:
        """Return whether there is anything to open, which need not be sound; raises RegisterError."""
        ...

    def prepare(self) -> None:
        """Make an empty database of the owner's alone where there is none; raises RegisterError."""
        ...

    def protect(self) -> None:
        """Keep a database that is known to be a register the owner's alone."""
        ...

    def copy_to(self, target: Path, ordinal: int = 0, *, lasting: bool = True) -> None:
        """Copy the whole database into a file; whoever writes meanwhile is waited for. Raises RegisterError.

        An ordinal above 0 is kept inside the copy. One that is not lasting is not forced onto the disk.
        """
        ...

    def ordinal_of(self, copy: Path) -> int:
        """Return the ordinal that is kept in a copy, 0 when there is none; raises OSError."""
        ...

    def replace_by(self, source: Path) -> None:
        """Put a copy in the place of all that is there, as a whole or not at all; raises RegisterError."""
        ...

    # How it is spoken to.

    def transaction(self, *, writing: bool, checking: bool = False) -> contextlib.AbstractContextManager[Connection]:
        """Return one transaction, kept only when its block ends without an error; it raises RegisterError.

        While a database is checked, whatever cannot be made sense of is damage.
        """
        ...

    def check(self, connection: Connection) -> None:
        """Raise StoreDamaged unless pages and relations are sound by the database's own account."""
        ...

    def digest(self, connection: Connection) -> str:
        """Return the digest of the definitions that are there: a changed byte there could switch off a trigger."""
        ...

    # How rows are numbered.

    def next_row(self, connection: Connection, table: Table) -> int:
        """Return the id of the next row of a table, without a gap to the one before."""
        ...

    # How words are found.

    def make_index(self, connection: Connection) -> None:
        """Make the empty index of words, if this database can."""
        ...

    def has_index(self, connection: Connection) -> bool:
        """Return whether the register has the index."""
        ...

    def add_to_index(self, connection: Connection, row: int, tokens: str) -> None:
        """Let a row of the list be found by tokens, which blanks keep apart."""
        ...

    def take_from_index(self, connection: Connection, row: int, tokens: str) -> None:
        """Let a row no longer be found by the tokens that it was added with."""
        ...

    def has_tokens(self, tokens: Iterable[str]) -> TextClause:
        """Return the condition that a row of the list has all of these tokens."""
        ...

    def rows_with(self, connection: Connection, token: str, most: int) -> list[int]:
        """Return at most so many rows of the list that have a token, the newest first."""
        ...

    def contains(self, column: ColumnElement[Any], words: str) -> ColumnElement[bool]:
        """Return the condition that a column contains words, each sign of which is taken literally."""
        ...


def database_of(connection: Connection) -> Database:
    """Return the database that a connection is of."""
    return connection.get_execution_options()[OF_DATABASE]
