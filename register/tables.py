"""The tables of the register as the newest schema has them; register/migrations.py makes them.

Times are ISO 8601 with the offset of the clock, dates ISO 8601, both as text, so that every database sorts them alike.
Each row carries the checksum of its other columns: a changed byte is found even where the database sees nothing wrong.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, ForeignKey, Integer, MetaData, Table, Text, UniqueConstraint, select

from letter.messages import message
from register.database import database_of
from register.errors import StoreDamaged

_CHECKSUM = "checksum"
DAMAGED = message("登记簿文件已损坏（{where}），为免给错号已停用，请在“备份”里恢复最近一份完好的备份。")
_ROW = message("{table} 表第 {row} 行")

_metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _made() -> tuple[Column[str], ...]:
    return (_text("at"), _text("user"), _text("machine"))


META = Table("meta", _metadata, Column("name", Text, primary_key=True), _text("value"), _text(_CHECKSUM))
SERIES = Table(
    "series", _metadata, _id(), _text("code"), Column("year", Integer, nullable=False),
    Column("start", Integer, nullable=False), *_made(), _text(_CHECKSUM), UniqueConstraint("code", "year"),
)  # fmt: skip
NUMBERS = Table(
    "numbers", _metadata, _id(),
    Column("series", Integer, ForeignKey("series.id"), nullable=False),
    Column("serial", Integer, nullable=False),
    # 1, or more for a number that was given twice outside the program.
    Column("occurrence", Integer, nullable=False),
    _text("state"), _text("origin"), Column("request_key", Text, unique=True),
    _text("date"), _text("title"), _text("addressee"), _text("proposal"), _text("reason"), *_made(),
    _text(_CHECKSUM), UniqueConstraint("series", "serial", "occurrence"),
)  # fmt: skip
LETTERS = Table(
    "letters", _metadata, _id(), _text("key"), Column("version", Integer, nullable=False),
    Column("number", Integer, ForeignKey("numbers.id")),
    _text("state"), _text("reason"), _text("content"), _text("file_path"), _text("file_sha256"),
    *_made(), _text("issued_at"), _text(_CHECKSUM), UniqueConstraint("key", "version"),
)  # fmt: skip
CASES = Table(
    "cases", _metadata, _id(), _text("key"), _text("kind"), _text("role"), _text("session"), _text("proposal"),
    _text("subject"), _text("proposers"), _text("assigned"), Column("months", Integer), _text("due_override"),
    _text("extended"), _text("due"), _text("state"), _text("letter_key"), *_made(), _text(_CHECKSUM),
)  # fmt: skip
# What a case says in words: listed as it stands, and found.
CASE_TEXTS = ("subject", "proposal", "proposers", "session")
# What the window lists, derived from cases, letters and numbers in the transaction that changes them.
LISTING = Table(
    "listing", _metadata, _id(), _text("case_key"), _text("letter_key"), Column("number", Integer), _text("code"),
    Column("year", Integer), Column("serial", Integer), Column("occurrence", Integer), _text("kind"), _text("role"),
    _text("session"), _text("proposal"), Column("proposal_order", Integer), _text("subject"), _text("title"),
    _text("proposers"), _text("state"), _text("letter_state"), _text("assigned"), _text("due"), _text("date"),
    _text("outcome"), _text("disclosure"), _text("path"), Column("version", Integer), _text("at"),
    Column("list_year", Integer), _text(_CHECKSUM),
)  # fmt: skip
# Words to search in: only an index, made anew when it is lost, and so without checksums.
WORDS = Table("listing_words", _metadata, _id(), _text("words"))
GAPS = Table(
    "gaps", _metadata, _id(), Column("series", Integer, ForeignKey("series.id"), nullable=False),
    Column("serial", Integer, nullable=False), _text("reason"), *_made(),
    _text(_CHECKSUM), UniqueConstraint("series", "serial"),
)  # fmt: skip
HISTORY = Table(
    "history", _metadata, _id(), *_made(), _text("what"), _text("about"), _text("why"), _text("before"),
    _text("after"), _text("previous"), _text(_CHECKSUM),
)  # fmt: skip
TABLES = (META, SERIES, NUMBERS, LETTERS, CASES, GAPS, HISTORY, LISTING)

Row = dict[str, Any]


def checksum(table: str, row: Mapping[str, Any]) -> str:
    """Return the checksum of a row: all that it says except the checksum itself.

    What is empty is left out, so that a later schema may add a column without touching the rows.
    """
    said = sorted((name, value) for name, value in row.items() if name != _CHECKSUM and value not in ("", None))
    # SQLAlchemy's names are a kind of str of their own.
    return hashlib.sha256(msgspec.json.encode([table, said], enc_hook=str.__str__)).hexdigest()[:32]


def verified(table: str, row: Row) -> Row:
    """Return a row as it was read; raises StoreDamaged when it is not what was written."""
    if checksum(table, row) != row[_CHECKSUM]:
        raise StoreDamaged(DAMAGED.filled(where=_ROW.filled(table=table, row=row.get("id", ""))))
    return row


def rows(connection: Connection, table: Table, *conditions: Any) -> list[Row]:
    """Return the rows of a table that meet the conditions, in the order of their keys.

    Raises StoreDamaged when one of them is not what was written.
    """
    query = select(table).where(*conditions).order_by(*table.primary_key.columns)
    return [verified(table.name, dict(found)) for found in connection.execute(query).mappings()]


def blank(table: Table) -> Row:
    """Return a row of which nothing is said: a text is empty, anything else is absent."""
    texts = {column.name for column in table.columns if isinstance(column.type, Text) and not column.nullable}
    return {column.name: "" if column.name in texts else None for column in table.columns}


def insert(connection: Connection, table: Table, values: Mapping[str, Any]) -> Row:
    """Add a row, with the next id when the table has ids and none is given, and return it whole."""
    row = blank(table) | dict(values)
    if "id" in row and row["id"] is None:
        row["id"] = database_of(connection).next_row(connection, table)
    row[_CHECKSUM] = checksum(table.name, row)
    connection.execute(table.insert().values(row))
    return row


def update(connection: Connection, table: Table, row: Row, **changes: Any) -> Row:
    """Change some columns of a row that was read before, and return it whole."""
    changed = row | changes
    changed[_CHECKSUM] = checksum(table.name, changed)
    key = next(iter(table.primary_key.columns))
    connection.execute(table.update().where(key == row[key.name]).values(changed))
    return changed
