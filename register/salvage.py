"""What a register's file says of numbers that were given: read row by row, so that a damaged file says what it can."""

import contextlib
from collections.abc import Generator, Iterable, Mapping

import msgspec
from sqlalchemy import Connection, Table

from register.database import Database
from register.errors import RegisterError, StoreDamaged
from register.tables import GAPS, NUMBERS, SERIES, Row, rows, verified

_TABLES = (SERIES, NUMBERS, GAPS)


class Given(msgspec.Struct, frozen=True):
    """The rows of series, numbers and explained gaps that are beyond doubt; those of no known series are left out."""

    series: tuple[Row, ...] = ()
    numbers: tuple[Row, ...] = ()
    gaps: tuple[Row, ...] = ()


def given_in(connection: Connection) -> Given:
    """Return what was given by a register that is sound; raises StoreDamaged."""
    return _given({table.name: rows(connection, table) for table in _TABLES})


def salvage(database: Database) -> Given:
    """Return the rows of a database that are as they were written; none when nothing can be read."""
    found: dict[str, list[Row]] = {table.name: [] for table in _TABLES}
    # Whatever goes wrong from here on only means that there is no more to be had.
    with (
        contextlib.suppress(RegisterError),
        database.transaction(writing=False, checking=True) as connection,
    ):
        for table in _TABLES:
            for row in _read(connection, table):
                with contextlib.suppress(StoreDamaged):
                    found[table.name].append(verified(table.name, row))
    return _given(found)


def _given(found: Mapping[str, Iterable[Row]]) -> Given:
    series = tuple(found["series"])
    known = {row["id"] for row in series}
    numbers, gaps = (tuple(row for row in found[name] if row["series"] in known) for name in ("numbers", "gaps"))
    return Given(series, numbers, gaps)


def _read(connection: Connection, table: Table) -> Generator[Row, None, None]:
    for row in connection.exec_driver_sql(f"SELECT * FROM {table.name}").mappings():
        yield dict(row)
