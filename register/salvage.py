"""What can still be read of a damaged register: each number whose own row is as it was written."""

import contextlib
from collections.abc import Generator

from sqlalchemy import Connection, Table

from register.database import Database
from register.errors import RegisterError, StoreDamaged
from register.ledger import entry_of
from register.tables import NUMBERS, SERIES, Row, verified
from register.values import Entry


def salvage(database: Database) -> tuple[Entry, ...]:
    """Return the entries of a damaged database that are beyond doubt; none when nothing can be read."""
    found: list[Entry] = []
    # Whatever goes wrong from here on only means that there is no more to be had.
    with (
        contextlib.suppress(RegisterError),
        database.transaction(writing=False, checking=True) as connection,
    ):
        series = {row["id"]: row for row in _sound(connection, SERIES)}
        found += (
            entry_of(series[row["series"]], row) for row in _sound(connection, NUMBERS) if row["series"] in series
        )
    return tuple(found)


def _sound(connection: Connection, table: Table) -> Generator[Row, None, None]:
    for row in connection.exec_driver_sql(f"SELECT * FROM {table.name}").mappings():
        with contextlib.suppress(StoreDamaged):
            yield verified(table.name, dict(row))
