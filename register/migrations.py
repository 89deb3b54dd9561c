"""The schema versions of the register: statements that lead from one to the next; never changed, only added.

A migration runs in one transaction: after a fault the old schema is there or the new one, nothing between.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from register.chain import seal
from register.database import database_of
from register.listing import build_listing
from register.tables import META, insert, rows, update

_VERSION, _DIGEST = "schema_version", "schema_digest"
_MADE = "at TEXT NOT NULL, user TEXT NOT NULL, machine TEXT NOT NULL, checksum TEXT NOT NULL"


class Migration(NamedTuple):
    """One step of the schema: its version, for each kind of database its statements, and what fills what they made."""

    version: int
    statements: dict[str, tuple[str, ...]]
    fill: Callable[[Connection], object] | None = None


def _refuse(name: str, event: str, table: str, sentence: str, when: str = "1") -> str:
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"


_FIRST = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL, checksum TEXT NOT NULL)",
    "CREATE TABLE series (id INTEGER PRIMARY KEY, code TEXT NOT NULL, year INTEGER NOT NULL, start INTEGER NOT NULL, "
    f"{_MADE}, UNIQUE (code, year))",
    "CREATE TABLE numbers (id INTEGER PRIMARY KEY, series INTEGER NOT NULL REFERENCES series (id), "
    "serial INTEGER NOT NULL CHECK (serial > 0), occurrence INTEGER NOT NULL CHECK (occurrence > 0), "
    "state TEXT NOT NULL CHECK (state IN ('reserved', 'issued', 'released', 'void', 'taken')), origin TEXT NOT NULL, "
    "request_key TEXT UNIQUE, date TEXT NOT NULL, title TEXT NOT NULL, addressee TEXT NOT NULL, "
    f"proposal TEXT NOT NULL, reason TEXT NOT NULL, {_MADE}, UNIQUE (series, serial, occurrence))",
    "CREATE TABLE letters (id INTEGER PRIMARY KEY, key TEXT NOT NULL, version INTEGER NOT NULL, "
    "number INTEGER REFERENCES numbers (id), state TEXT NOT NULL "
    "CHECK (state IN ('draft', 'in_review', 'issued', 'void')), reason TEXT NOT NULL, content TEXT NOT NULL, "
    "file_path TEXT NOT NULL, file_sha256 TEXT NOT NULL, issued_at TEXT NOT NULL, "
    f"{_MADE}, UNIQUE (key, version))",
    "CREATE INDEX letters_number ON letters (number)",
    "CREATE TABLE cases (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, proposal TEXT NOT NULL, subject TEXT NOT NULL, "
    "assigned TEXT NOT NULL, due TEXT NOT NULL, due_override TEXT NOT NULL, state TEXT NOT NULL, "
    f"letter_key TEXT NOT NULL, {_MADE})",
    "CREATE TABLE gaps (id INTEGER PRIMARY KEY, series INTEGER NOT NULL REFERENCES series (id), "
    f"serial INTEGER NOT NULL, reason TEXT NOT NULL, {_MADE}, UNIQUE (series, serial))",
    "CREATE TABLE history (id INTEGER PRIMARY KEY, what TEXT NOT NULL, about TEXT NOT NULL, why TEXT NOT NULL, "
    f"before TEXT NOT NULL, after TEXT NOT NULL, {_MADE})",
    # Without a second index a page of rows could drop out of a damaged file unseen.
    "CREATE INDEX history_about ON history (about)",
    _refuse("history_update", "UPDATE", "history", "history is append-only"),
    _refuse("history_delete", "DELETE", "history", "history is append-only"),
    # INSERT OR REPLACE would delete without asking the trigger above.
    _refuse("history_insert", "INSERT", "history", "history is append-only",
            "EXISTS (SELECT 1 FROM history WHERE id = NEW.id)"),
    _refuse("numbers_delete", "DELETE", "numbers", "a number is never deleted"),
    _refuse("numbers_update", "UPDATE", "numbers", "a number given never changes",
            "NEW.id <> OLD.id OR NEW.series <> OLD.series OR NEW.serial <> OLD.serial "
            "OR NEW.occurrence <> OLD.occurrence OR OLD.state = 'void' "
            "OR (OLD.state = 'issued' AND NEW.state NOT IN ('void')) "
            "OR (OLD.state = 'issued' AND NEW.date <> OLD.date)"),
    _refuse("letters_delete", "DELETE", "letters", "an issued letter is never deleted",
            "OLD.state IN ('issued', 'void')"),
    _refuse("letters_update", "UPDATE", "letters", "an issued letter never changes",
            "OLD.state = 'void' OR (OLD.state = 'issued' AND (NEW.state <> 'void' OR NEW.content <> OLD.content "
            "OR NEW.key <> OLD.key OR NEW.version <> OLD.version OR NEW.number IS NOT OLD.number "
            "OR NEW.file_path <> OLD.file_path OR NEW.file_sha256 <> OLD.file_sha256))"),
)  # fmt: skip

# No program of the first version wrote cases.
_SECOND = (
    "DROP TABLE cases",
    "CREATE TABLE cases (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, role TEXT NOT NULL "
    "CHECK (role IN ('lead', 'co', 'separate')), session TEXT NOT NULL, proposal TEXT NOT NULL, "
    "subject TEXT NOT NULL, proposers TEXT NOT NULL, assigned TEXT NOT NULL, months INTEGER, "
    "due_override TEXT NOT NULL, extended TEXT NOT NULL, due TEXT NOT NULL, state TEXT NOT NULL "
    f"CHECK (state IN ('open', 'in_work', 'replied', 'returned')), letter_key TEXT NOT NULL, {_MADE})",
    "CREATE INDEX cases_letter ON cases (letter_key)",
    "CREATE INDEX cases_proposal ON cases (kind, proposal)",
    _refuse("cases_delete", "DELETE", "cases", "a case is never deleted"),
    "CREATE TABLE listing (id INTEGER PRIMARY KEY, case_key TEXT NOT NULL, letter_key TEXT NOT NULL, number INTEGER, "
    "code TEXT NOT NULL, year INTEGER, serial INTEGER, occurrence INTEGER, kind TEXT NOT NULL, role TEXT NOT NULL, "
    "session TEXT NOT NULL, proposal TEXT NOT NULL, proposal_order INTEGER, subject TEXT NOT NULL, "
    "title TEXT NOT NULL, proposers TEXT NOT NULL, state TEXT NOT NULL, letter_state TEXT NOT NULL, "
    "assigned TEXT NOT NULL, due TEXT NOT NULL, date TEXT NOT NULL, outcome TEXT NOT NULL, disclosure TEXT NOT NULL, "
    "path TEXT NOT NULL, version INTEGER, at TEXT NOT NULL, list_year INTEGER, checksum TEXT NOT NULL)",
    "CREATE INDEX listing_case ON listing (case_key)",
    "CREATE INDEX listing_letter ON listing (letter_key)",
    "CREATE INDEX listing_number ON listing (number)",
    "CREATE TABLE listing_words (id INTEGER PRIMARY KEY, words TEXT NOT NULL)",
)  # fmt: skip

# Rows written before hold no link: the first one after them holds the digest of them all.
_THIRD = ("ALTER TABLE history ADD COLUMN previous TEXT NOT NULL DEFAULT ''",)
CHAINED = 3

MIGRATIONS = (
    Migration(1, {"sqlite": _FIRST}),
    Migration(2, {"sqlite": _SECOND}, build_listing),
    Migration(CHAINED, {"sqlite": _THIRD}, seal),
)


def schema_version(connection: Connection) -> int:
    """Return the version of the schema that is there, 0 for an empty database."""
    there = connection.dialect.has_table(connection, META.name)
    found = rows(connection, META, META.c.name == _VERSION) if there else []
    return int(found[0]["value"]) if found else 0


def migrate(connection: Connection, migrations: Sequence[Migration]) -> None:
    """Lead the schema to the newest version, within the transaction of the connection."""
    present = schema_version(connection)
    new = [migration for migration in migrations if migration.version > present]
    for migration in new:
        for statement in migration.statements[connection.dialect.name]:
            connection.exec_driver_sql(statement)
    # What fills them knows the newest schema only.
    for migration in new:
        if migration.fill:
            migration.fill(connection)
        _keep(connection, _VERSION, str(migration.version))
    _keep(connection, _DIGEST, database_of(connection).digest(connection))


def kept_digest(connection: Connection) -> str:
    """Return the digest that the last migration left."""
    found = rows(connection, META, META.c.name == _DIGEST)
    return found[0]["value"] if found else ""


def _keep(connection: Connection, name: str, value: str) -> None:
    found = rows(connection, META, META.c.name == name)
    if found:
        update(connection, META, found[0], value=value)
    else:
        insert(connection, META, {"name": name, "value": value})
