"""An oracle that reads the register's file without the product's code: numbers once, keys once, history legal.

A backup is unpacked without the product's code, too.
"""

import contextlib
import json
import sqlite3
import tempfile
import zlib
from collections.abc import Generator
from pathlib import Path

# What may become of a number, as docs/register.md says; "" is one that the register does not know yet.
_NEXT = {
    "": {"reserved", "taken", "void", "released"},
    "reserved": {"reserved", "issued", "released", "void", "taken"},
    "released": {"released", "reserved", "taken", "void"},
    # Its holder may reserve again what a restore has entered as taken.
    "taken": {"taken", "released", "void", "reserved"},
    "issued": {"issued", "void"},
    "void": set[str](),
}
_TABLES = ("series", "numbers", "letters", "cases", "history")


def faults_in(path: Path) -> list[str]:
    """Return what is wrong with a register's file, one line each; nothing is right about a file that SQLite refuses."""
    with opened(path) as file:
        if file.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return ["SQLite finds the file damaged"]
        return [*_given_twice(file), *_holes(file), *_illegal(file)]


def given(path: Path) -> dict[str, tuple[str, str | None]]:
    """Return the numbers of a file as they are written, each with its state and its key."""
    query = (
        "SELECT code || '〔' || year || '〕' || serial || '号', state, request_key FROM numbers "
        "JOIN series ON series.id = numbers.series"
    )
    with opened(path) as file:
        return {text: (state, key) for text, state, key in file.execute(query)}


@contextlib.contextmanager
def opened(path: Path) -> Generator[sqlite3.Connection, None, None]:
    """Open a register's file, or what is packed in a backup, to be read."""
    with tempfile.TemporaryDirectory() as folder:
        if path.suffix == ".pack":
            copy = unpacked(path)
            path = Path(folder) / "unpacked.db"
            path.write_bytes(copy)
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            yield file


def unpacked(path: Path) -> bytes:
    """Return the copy of the register that is in a backup, as register/packing.py describes it."""
    data = path.read_bytes()
    at = data.index(b"\n") + 1
    size = int.from_bytes(data[at : at + 4], "big")
    head = json.loads(data[at + 4 : at + 4 + size])
    at += 4 + size + 16
    places = list(range(head["stored"]))
    copy = bytearray(head["size"])
    if head["base"]:
        places = [int.from_bytes(data[at + 4 * one : at + 4 * one + 4], "big") for one in places]
        at += 4 * len(places)
        before = unpacked(path.with_name(head["base"]))[: len(copy)]
        copy[: len(before)] = before
    at += 16 * len(places)
    for start in range(0, len(places), 64):
        size = int.from_bytes(data[at : at + 4], "big")
        group = zlib.decompress(data[at + 4 : at + 4 + size])
        at += 4 + size
        for number, place in enumerate(places[start : start + 64]):
            chunk = group[number * 4096 : (number + 1) * 4096]
            copy[place * 4096 : place * 4096 + len(chunk)] = chunk
    return bytes(copy)


def _given_twice(file: sqlite3.Connection) -> list[str]:
    numbers = file.execute(
        "SELECT series, serial, count(*) FROM numbers WHERE occurrence = 1 GROUP BY series, serial HAVING count(*) > 1"
    )
    keys = file.execute(
        "SELECT request_key, count(*) FROM numbers WHERE request_key IS NOT NULL "
        "GROUP BY request_key HAVING count(*) > 1"
    )
    letters = file.execute(
        "SELECT number, count(DISTINCT key) FROM letters WHERE number IS NOT NULL "
        "GROUP BY number HAVING count(DISTINCT key) > 1"
    )
    return [
        *(f"number {serial} of series {series} is there {count} times" for series, serial, count in numbers),
        *(f"key {key} has {count} numbers" for key, count in keys),
        *(f"number {number} is on {count} letters" for number, count in letters),
    ]


def _holes(file: sqlite3.Connection) -> list[str]:
    counts = {name: file.execute(f"SELECT count(*), max(id) FROM {name}").fetchone() for name in _TABLES}
    return [f"{name} has {count} rows up to {last}" for name, (count, last) in counts.items() if count != (last or 0)]


def _illegal(file: sqlite3.Connection) -> list[str]:
    """Return each step of the history that no number may take, and each number that is not as its history ends."""
    faults: list[str] = []
    states: dict[tuple[str, int], str] = {}
    for row, about, before, after in file.execute("SELECT id, about, before, after FROM history ORDER BY id"):
        then, now = (json.loads(words) if words else {} for words in (before, after))
        if "serial" not in now or "occurrence" not in now:
            continue
        place = (about, now["occurrence"])
        was = states.get(place, "")
        if then.get("state", "") != was:
            faults.append(f"history {row}: {about} was {was or 'unknown'}, not {then.get('state')}")
        if now["state"] not in _NEXT[was]:
            faults.append(f"history {row}: {about} from {was or 'unknown'} to {now['state']}")
        states[place] = now["state"]
    query = (
        "SELECT code || '〔' || year || '〕' || serial || '号', occurrence, state FROM numbers "
        "JOIN series ON series.id = numbers.series"
    )
    for text, occurrence, state in file.execute(query):
        if states.get((text, occurrence)) != state:
            faults.append(f"{text} is {state}, but its history ends with {states.get((text, occurrence))}")
    return faults
