"""A register of very many issued letters, written in bulk into the product's own tables, its chain right."""

import contextlib
import json
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Table

from letter.codec import write_letter
from letter.numbers import number_text
from register import chain, grams, listing
from register.opening import open_store
from register.store import Store
from register.tables import HISTORY, LETTERS, LISTING, NUMBERS, SERIES, WORDS, Row, blank, checksum
from tests.bench.full_register import A_YEAR, CODE, FIRST_YEAR, letter_of, sentences

_AT_ONCE = 2_000
_MADE = {"at": "2026-11-29T08:00:00+08:00", "user": "clerk", "machine": "office"}
_FAST = ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-400000")


class _Batch(NamedTuple):
    """Rows of some letters, by their tables, and the tokens of each row of the list."""

    rows: dict[str, list[Row]]
    tokens: list[tuple[int, str]]


def large_register(path: Path, count: int, *, first: int = 0) -> Store:
    """Return a register to which so many issued letters have been added, from the number first on."""
    store = open_store(path)
    link = _Link(store)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as file:
        for statement in _FAST:
            file.execute(statement).close()
        file.execute("BEGIN")
        for batch in _batches(link, first, count):
            for table in (SERIES, NUMBERS, LETTERS, HISTORY, LISTING, WORDS):
                _add(file, table, batch.rows[table.name])
            file.executemany("INSERT INTO listing_grams (rowid, grams) VALUES (?, ?)", batch.tokens)
        file.execute("COMMIT")
    with store.writing():
        pass  # which seals the chain
    return open_store(path)


class _Link:
    """The chain of the history as it grows."""

    def __init__(self, store: Store) -> None:
        with store.reading() as connection:
            self.digest = chain.next_link(connection)
            head = chain.kept_head(connection)
        self.last = head.last[HISTORY.name] if head else 0

    def row(self, what: str, about: str, before: Row, after: Row) -> Row:
        """Return the next row of the history."""
        self.last += 1
        words = {name: json.dumps(row, ensure_ascii=False) if row else "" for name, row in
                 (("before", before), ("after", after))}  # fmt: skip
        made = _row(HISTORY, id=self.last, what=what, about=about, previous=self.digest, **words)
        self.digest = chain.linked(self.digest, made["checksum"])
        return made


def _batches(link: _Link, first: int, count: int) -> Iterator[_Batch]:
    dice, known = random.Random(20_000 + first), sentences()
    for start in range(first, first + count, _AT_ONCE):
        batch = _Batch({table.name: [] for table in (SERIES, NUMBERS, LETTERS, HISTORY, LISTING, WORDS)}, [])
        for number in range(start, min(start + _AT_ONCE, first + count)):
            _letter(batch, link, number, dice, known)
        yield batch


def _letter(batch: _Batch, link: _Link, number: int, dice: random.Random, known: list[str]) -> None:
    letter = letter_of(number, dice, known)
    series, serial, row = 1 + number // A_YEAR, number % A_YEAR + 1, number + 1
    year = FIRST_YEAR + series - 1
    if serial == 1:
        batch.rows[SERIES.name].append(_row(SERIES, id=series, code=CODE, year=year, start=1))
    about = number_text(letter.document_number)
    said = {"series": series, "serial": serial, "occurrence": 1, "origin": "program", "proposal": f"{serial:03}"}
    given = _row(NUMBERS, id=row, state="issued", date=f"{letter.document_date}", **said)
    kept = _row(
        LETTERS, id=row, key=f"key{number}", version=1, number=row, state="issued",
        content=write_letter(letter).decode(), file_path=f"{number}.docx", file_sha256="0" * 64,
        issued_at=_MADE["at"],
    )  # fmt: skip
    place = {"serial": serial, "occurrence": 1, "state": "reserved"}
    batch.rows[HISTORY.name].append(link.row("reserve", about, {}, place))
    batch.rows[HISTORY.name].append(link.row("issue", about, place, place | {"state": "issued"}))
    listed = listing.of_content(letter) | {
        "number": row, "code": CODE, "year": year, "serial": serial, "occurrence": 1, "list_year": year,
        "state": "issued", "letter_state": "issued", "letter_key": kept["key"], "version": 1,
        "path": kept["file_path"], "at": kept["issued_at"],
    }  # fmt: skip
    words = grams.words_of([*listing.letter_words(letter), f"{serial:03}", f"{CODE}({year}){serial}号"])
    batch.rows[NUMBERS.name].append(given)
    batch.rows[LETTERS.name].append(kept)
    batch.rows[LISTING.name].append(_row(LISTING, id=row, **listed))
    batch.rows[WORDS.name].append({"id": row, "words": words})
    batch.tokens.append((row, grams.grams_of(words)))


def _row(table: Table, **values: Any) -> Row:
    columns = table.columns.keys()
    row = blank(table) | {name: value for name, value in _MADE.items() if name in columns} | values
    row["checksum"] = checksum(table.name, row)
    return row


def _add(file: sqlite3.Connection, table: Table, rows: list[Row]) -> None:
    names = table.columns.keys()
    marks = ", ".join(f":{name}" for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    file.executemany(f"INSERT INTO {table.name} ({quoted}) VALUES ({marks})", rows)
