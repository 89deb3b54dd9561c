"""The chain of the history: each row holds the digest of all before it, and its head says how much there has to be.

A row that was deleted, put in or written anew breaks it; docs/register.md says what it cannot tell.
"""

import hashlib
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, Table, func, select

from letter.messages import Message, message
from register.errors import StoreDamaged
from register.tables import CASES, DAMAGED, HISTORY, LETTERS, META, NUMBERS, SERIES, insert, rows, update

_HEAD = "chain"
# Rows of these are never deleted, and their ids have no holes.
_COUNTED = (SERIES, NUMBERS, LETTERS, CASES, HISTORY)
_DIGITS = 32
_BROKEN = message("历史少了行、多了行或被改写")
_MISSING = message("{table} 表少了行")


class Head(msgspec.Struct, frozen=True):
    """The last row of each table, by its name, how many were missing before there was a chain, and the digest."""

    last: dict[str, int]
    missing: dict[str, int]
    digest: str


def next_link(connection: Connection) -> str:
    """Return what the next row of the history has to hold: the digest of all rows before it."""
    columns = (HISTORY.c.previous, HISTORY.c.checksum)
    last = connection.execute(select(*columns).order_by(HISTORY.c.id.desc()).limit(1)).first()
    if last is None or last[0]:
        return linked(last[0], last[1]) if last else linked()
    # Written by a program that knew no chain; one row later this is behind us.
    return _folded(connection.execute(select(HISTORY.c.checksum).order_by(HISTORY.c.id)).scalars())


def seal(connection: Connection) -> Head:
    """Keep the head of the chain as it is now, and return it; the last thing that a transaction does."""
    found = rows(connection, META, META.c.name == _HEAD)
    last = {table.name: _last(connection, table) for table in _COUNTED}
    if not found:
        missing = {table.name: last[table.name] - _count(connection, table) for table in _COUNTED}
        head = Head(last, missing, next_link(connection))
        insert(connection, META, {"name": _HEAD, "value": _written(head)})
        return head
    head = Head(last, _read(found[0]["value"]).missing, next_link(connection))
    value = _written(head)
    if found[0]["value"] != value:
        update(connection, META, found[0], value=value)
    return head


def kept_head(connection: Connection) -> Head | None:
    """Return the head that was kept last, None where there is none."""
    found = rows(connection, META, META.c.name == _HEAD)
    return _read(found[0]["value"]) if found else None


def chain_end(connection: Connection) -> tuple[int, str]:
    """Return the last row of the history and the digest of all, as the head has them; raises StoreDamaged.

    Only the head and the last row are read: what is before them was read before.
    """
    head = kept_head(connection)
    if head is None or next_link(connection) != head.digest or _last(connection, HISTORY) != head.last[HISTORY.name]:
        raise _damage(_BROKEN)
    return head.last[HISTORY.name], head.digest


def check_growth(connection: Connection, before: tuple[int, str]) -> None:
    """Raise StoreDamaged unless the rows after an earlier end of the chain lead from it to the present one."""
    _, digest = before
    for row in rows(connection, HISTORY, HISTORY.c.id > before[0]):
        if row["previous"] != digest:
            raise _damage(_BROKEN)
        digest = linked(digest, row["checksum"])
    if digest != chain_end(connection)[1]:
        raise _damage(_BROKEN)


def check_chain(connection: Connection) -> None:
    """Raise StoreDamaged where a row of the history or of what it speaks of is missing, or was put in or rewritten."""
    head = kept_head(connection)
    if head is None:
        raise _damage(_BROKEN)
    for table in _COUNTED:
        last = _last(connection, table)
        if last != head.last[table.name] or _count(connection, table) != last - head.missing[table.name]:
            raise _damage(_MISSING.filled(table=table.name))
    digest, chained = linked(), False
    query = select(HISTORY.c.previous, HISTORY.c.checksum).order_by(HISTORY.c.id)
    for previous, checksum in connection.execute(query):
        chained = chained or bool(previous)
        if chained and previous != digest:
            raise _damage(_BROKEN)
        digest = linked(digest, checksum)
    if digest != head.digest:
        raise _damage(_BROKEN)


def _damage(where: Message) -> StoreDamaged:
    return StoreDamaged(DAMAGED.filled(where=where))


def _last(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.max(table.c.id))).scalar() or 0


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar() or 0


def _written(head: Head) -> str:
    return msgspec.json.encode(head, order="sorted").decode()


def _read(value: str) -> Head:
    return msgspec.json.decode(value, type=Head)


def _folded(checksums: Iterable[str]) -> str:
    digest = linked()
    for checksum in checksums:
        digest = linked(digest, checksum)
    return digest


def linked(*words: str) -> str:
    """Return the digest of a digest and the checksum of the row that follows."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:_DIGITS]
