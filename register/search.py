"""Searching the list: words taken literally, filters, any order, a part of the rows at a time."""

import datetime
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from letter.model import DocumentNumber
from register.database import database_of
from register.grams import LINE, fold, tokens_of
from register.store import Store
from register.tables import LISTING, WORDS, Row, verified
from register.values import UNSETTLED, Found, Order, Query
from register.values import Row as ListRow

LONGEST_QUERY = 200
_MOST_WORDS = 20
_LAST = "9999-12-31"
_ROW_FIELDS = tuple(name for name in ListRow.__struct_fields__ if name not in ("number", "made"))
_DATES = ("assigned", "due", "date")
# By what the orders sort that are no single column of their own name.
_COLUMNS: dict[Order, tuple[str, ...]] = {
    "number": ("code", "year", "serial", "occurrence"), "proposal": ("proposal_order", "proposal"),
}  # fmt: skip


def search(store: Store, query: Query) -> Found:
    """Return the rows that a query asks for; raises RegisterError."""
    with store.reading() as connection:
        ids: Sequence[Any] = connection.execute(statement(connection, query)).all()
        wanted = [int(row[0]) for row in ids]
        total = int(ids[0][1]) if ids else _counted(connection, query)
        there = connection.execute(select(LISTING).where(LISTING.c.id.in_(wanted))).mappings()
        found = {int(row["id"]): row_value(verified(LISTING.name, dict(row))) for row in there}
    return Found(tuple(found[place] for place in wanted), total)


def years(store: Store) -> tuple[int, ...]:
    """Return the years that occur in the list, the newest first."""
    year = LISTING.c.list_year
    with store.reading() as connection:
        found = connection.execute(select(year).where(year.is_not(None)).distinct().order_by(year.desc())).scalars()
        return tuple(int(one) for one in found)


def statement(connection: Connection, query: Query) -> Select[Any]:
    """Return the statement that yields the ids of the rows that are asked for, in their order, each with the total."""
    found = _chosen(connection, query).add_columns(func.count().over())
    return found.order_by(*_order(query)).limit(query.limit).offset(query.offset)


def _counted(connection: Connection, query: Query) -> int:
    """Return how many rows there are, where none was asked for that exists."""
    if not query.offset and query.limit:
        return 0
    found = select(func.count()).select_from(_chosen(connection, query).subquery())
    return connection.execute(found).scalar() or 0


def _chosen(connection: Connection, query: Query) -> Select[Any]:
    words = [folded for word in query.text[:LONGEST_QUERY].split() if (folded := fold(word))][:_MOST_WORDS]
    found: Select[Any] = select(LISTING.c.id).where(*_filters(query))
    database = database_of(connection)
    if words and database.has_index(connection):
        found = found.where(database.has_tokens(tokens_of(words)))
        # The index knows pairs of characters; only for longer words the text itself has to be asked.
        words = [word for word in words if len(word) > 2]
    if words:
        found = found.join(WORDS, WORDS.c.id == LISTING.c.id)
        found = found.where(*(database.contains(WORDS.c.words, word.replace(LINE, "")) for word in words))
    return found


def _filters(query: Query) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if query.year is not None:
        wanted.append(LISTING.c.list_year == query.year)
    if query.kind:
        wanted.append(LISTING.c.kind == query.kind)
    if query.states:
        wanted.append(LISTING.c.state.in_(query.states))
    if query.deadline != "all":
        today = query.today or datetime.date.min
        wanted += (LISTING.c.due != "", LISTING.c.state.in_(UNSETTLED))
        if query.deadline == "overdue":
            wanted.append(LISTING.c.due < today.isoformat())
        else:
            last = today + datetime.timedelta(days=query.days)
            wanted.append(LISTING.c.due.between(today.isoformat(), last.isoformat()))
    return wanted


def _order(query: Query) -> list[ColumnElement[Any]]:
    """Return the columns to sort by; rows that have nothing there come last either way, the newest of equals first."""
    newest = (LISTING.c.at.desc(), LISTING.c.id.desc())
    if query.order == "due":
        due = case((LISTING.c.state.in_(UNSETTLED) & (LISTING.c.due != ""), LISTING.c.due), else_=_LAST)
        settled = LISTING.c.state.in_(UNSETTLED).desc()
        return [settled, due.desc() if query.descending else due, *newest]
    columns: list[ColumnElement[Any]] = [LISTING.c[name] for name in _COLUMNS.get(query.order, (query.order,))]
    empty = [columns[0].is_(None), columns[0] == ""]
    return [*empty, *(column.desc() if query.descending else column for column in columns), *newest]


def row_value(row: Row) -> ListRow:
    """Return a row of the list as a value."""
    fields = {name: row[name] for name in _ROW_FIELDS} | {name: row[name] or None for name in _DATES}
    number = None if row["serial"] is None else DocumentNumber(row["code"], row["year"], row["serial"])
    counts = {"occurrence": row["occurrence"] or 0, "version": row["version"] or 0}
    return msgspec.convert(fields | counts | {"number": number}, ListRow)
