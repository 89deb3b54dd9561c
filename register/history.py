"""The history: one row for each change, who, when, what and why; the database refuses to change or delete one."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection

from register.chain import next_link
from register.tables import HISTORY, Row, insert, rows
from register.values import HistoryRow

# Words of letters stay out: the history is read and exported by more people than a letter is.
_KEPT_OUT = (
    "id", "checksum", "series", "title", "addressee", "subject", "proposers", "content", "at", "user", "machine",
    "request_key",
)  # fmt: skip


def record(
    connection: Connection, made: Mapping[str, Any], what: str, about: str, why: str, before: Row, after: Row
) -> None:
    """Add a row within the transaction of the change itself."""
    words = {"before": _as_json(before), "after": _as_json(after)}
    link = {"previous": next_link(connection)}
    insert(connection, HISTORY, {**made, "what": what, "about": about, "why": why, **words, **link})


def read_history(connection: Connection, about: str | None = None) -> tuple[HistoryRow, ...]:
    """Return the rows, the oldest first; all of them, or those about one number or letter."""
    found = rows(connection, HISTORY, *(() if about is None else (HISTORY.c.about == about,)))
    return tuple(msgspec.convert({key: row[key] for key in HistoryRow.__struct_fields__}, HistoryRow) for row in found)


def read_history_of(connection: Connection, key: str) -> tuple[HistoryRow, ...]:
    """Return the rows about the case or the letter of a key, the oldest first."""
    return tuple(row for row in read_history(connection) if f'"key":"{key}"' in row.after)


def _as_json(row: Row) -> str:
    kept = {key: value for key, value in row.items() if key not in _KEPT_OUT and value not in ("", None)}
    return msgspec.json.encode(kept).decode() if kept else ""
