"""An oracle that reads the register's file without the product's code.

Numbers and keys are there once, each step of the history is legal, rows and chain are what was written.
"""

import contextlib
import hashlib
import json
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

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
_COUNTED = ("series", "numbers", "letters", "cases", "history")
_SEALED = (*_COUNTED, "gaps", "listing", "meta")
_DIGITS = 32
_NUMBERED = (
    "SELECT code || '〔' || year || '〕' || serial || '号' AS text, numbers.* FROM numbers "
    "JOIN series ON series.id = numbers.series"
)  # fmt: skip
Rows = dict[str, list[dict[str, Any]]]


def faults_in(path: Path) -> list[str]:
    """Return what is wrong with a register's file, one line each; nothing is right about a file that SQLite refuses."""
    with opened(path) as file:
        if [tuple(row) for row in file.execute("PRAGMA integrity_check")] != [("ok",)]:
            return ["SQLite finds the file damaged"]
        return [*_given_twice(file), *_holes(file), *_illegal(file), *_rewritten(file), *_unchained(file)]


def given(path: Path) -> dict[str, tuple[str, str | None]]:
    """Return the numbers of a file as they are written, each with its state and its key."""
    with opened(path) as file:
        return {row["text"]: (row["state"], row["request_key"]) for row in file.execute(_NUMBERED)}


def contents(path: Path) -> Rows:
    """Return all rows of a file that say something; those of numbers also say the number as it is written."""
    with opened(path) as file:
        found = {name: [dict(row) for row in file.execute(f"SELECT * FROM {name}")] for name in _SEALED}
        return found | {"numbers": [dict(row) for row in file.execute(_NUMBERED)]}


@contextlib.contextmanager
def opened(path: Path) -> Generator[sqlite3.Connection, None, None]:
    """Open a copy of a file with its journal, or what is packed in a backup.

    So looking changes nothing, even after a transaction was cut off.
    """
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / path.name
        if path.suffix == ".pack":
            copied.write_bytes(unpacked(path))
        for source in (path, path.with_name(f"{path.name}-journal")):
            if path.suffix != ".pack" and source.exists():
                shutil.copyfile(source, copied.with_name(source.name))
        with contextlib.closing(sqlite3.connect(f"{copied.as_uri()}?mode=rw", uri=True)) as file:
            file.row_factory = sqlite3.Row
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
    counts = {name: file.execute(f"SELECT count(*), max(id) FROM {name}").fetchone() for name in _COUNTED}
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
    for row in file.execute(_NUMBERED):
        ends = states.get((row["text"], row["occurrence"]))
        if ends != row["state"]:
            faults.append(f"{row['text']} is {row['state']}, but its history ends with {ends}")
    return faults


def _rewritten(file: sqlite3.Connection) -> list[str]:
    found = ((name, dict(row)) for name in _SEALED for row in file.execute(f"SELECT * FROM {name}"))
    return [f"{name} {row.get('id', '')} is not what was written" for name, row in found if not _sum(name, row)]


def _sum(table: str, row: Mapping[str, Any]) -> bool:
    """Return whether a row has the sum of what it says: its table and all that is not empty, in order, as JSON."""
    said = sorted((name, value) for name, value in row.items() if name != "checksum" and value not in ("", None))
    words = json.dumps([table, said], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS] == row["checksum"]


def _unchained(file: sqlite3.Connection) -> list[str]:
    """Return where the chain breaks: each row of the history holds the digest of all before it, the head of all."""
    faults: list[str] = []
    digest = _linked()
    for row, previous, checksum in file.execute("SELECT id, previous, checksum FROM history ORDER BY id"):
        if previous != digest:
            faults.append(f"history {row} does not follow what stands before it")
        digest = _linked(digest, checksum)
    (head,) = file.execute("SELECT value FROM meta WHERE name = 'chain'").fetchone()
    if json.loads(head)["digest"] != digest:
        faults.append("the head of the chain is another")
    return faults


def _linked(*words: str) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:_DIGITS]
