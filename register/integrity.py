"""Whether a register still is what was written: pages, definitions, and the checksum of every row."""

from sqlalchemy import Connection

from letter.messages import message
from register.database import database_of
from register.errors import StoreDamaged
from register.migrations import kept_digest
from register.tables import DAMAGED, TABLES, verified


def check(connection: Connection) -> None:
    """Raise StoreDamaged unless the pages, the definitions and every row are what was written."""
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
