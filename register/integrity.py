"""Whether a register still is what was written: pages, definitions, and the checksum of every row."""

from sqlalchemy import Connection

from letter.messages import message
from register.chain import check_chain
from register.database import database_of
from register.errors import StoreDamaged
from register.migrations import CHAINED, kept_digest, schema_version
from register.tables import DAMAGED, TABLES, verified


def check(connection: Connection) -> None:
    """Raise StoreDamaged unless pages, definitions and rows are what was written, and none is missing."""
    database = database_of(connection)
    database.check(connection)
    if kept_digest(connection) != database.digest(connection):
        raise StoreDamaged(DAMAGED.filled(where=message("表的定义")))
    for table in TABLES:
        if not connection.dialect.has_table(connection, table.name):
            continue  # an older schema, whose definitions are as they should be
        # All columns that are there, so that an older schema is checked as well before it is changed.
        for row in connection.exec_driver_sql(f"SELECT * FROM {table.name}").mappings():
            verified(table.name, dict(row))
    if schema_version(connection) >= CHAINED:
        check_chain(connection)
