"""Experiments with disks that are full, read-only, failing or lying: python -m tests.faults.disks NAME JSON."""

import contextlib
import json
import os
import random
import sqlite3
import sys
from pathlib import Path
from typing import Any

from letter.model import DocumentNumber
from register.backups import back_up
from register.errors import RegisterError, StoreDamaged
from register.ledger import history, read_ledger
from register.letters import issue
from register.numbers import propose, reserve, take, void
from register.opening import open_store
from register.store import Store
from register.tables import LETTERS, rows
from register.values import Details
from tests.letters import paragraphs, plain_letter

CODE, YEAR = "朝民函", 2026
NOBODY = 65534


def filled(path: Path, numbers: int = 12) -> Store:
    """Return a register with something of everything in it."""
    store = open_store(path)
    for serial in range(1, numbers + 1):
        drawn = reserve(store, CODE, YEAR, key=f"key {serial}").number
        if serial % 2:
            letter = plain_letter(answer=paragraphs(6, 300))
            issue(store, drawn, "a.docx", "00", key=f"letter {serial}", letter=letter)
    void(store, DocumentNumber(CODE, YEAR, 2), "印错")
    take(store, DocumentNumber(CODE, YEAR, numbers + 5), "办公室用", details=Details(title="关于开会的通知"))
    return store


def contents(store: Store) -> str:
    """Return everything that a register says."""
    with store.reading() as connection:
        letters = rows(connection, LETTERS)
    return repr((read_ledger(store), letters, history(store)))


def full_disk(folder: str) -> dict[str, Any]:
    """Fill the small disk at folder and go on: each number is there or was refused with a sentence."""
    path = Path(folder) / "register.db"
    store = open_store(path)
    acknowledged, sentences = 0, set[str]()
    ballast = Path(folder) / "ballast"
    for number in range(400):
        try:
            drawn = reserve(store, CODE, YEAR, key=f"{number}").number
            acknowledged = drawn.serial or 0
            issue(store, drawn, "a.docx", "00", letter=plain_letter(answer=paragraphs(20, 300)))
        except RegisterError as error:
            sentences.add(str(error))
    with contextlib.suppress(RegisterError):
        back_up(store, "full")
    halves = [file.name for file in store.backups.glob("*.pack")] if store.backups.exists() else []
    ballast.write_bytes(b"")
    store = open_store(path)
    serials = sorted(entry.number.serial or 0 for entry in read_ledger(store).entries)
    whole = serials == list(range(1, len(serials) + 1)) and serials[-1] >= acknowledged
    return {"whole": whole, "sentences": sorted(sentences), "acknowledged": acknowledged, "backups": halves}


def full_disk_naively(folder: str) -> dict[str, Any]:
    """Keep the rows in a JSON file that is written over while the disk fills."""
    path, rows, known = Path(folder) / "naive.json", list[str](), 0
    for number in range(4_000):
        rows.append(f"{number} " + "x" * 20_000)
        try:
            path.write_text(json.dumps(rows))
            known = len(rows)
        except OSError:
            break
    try:
        kept = len(json.loads(path.read_text()))
    except ValueError:
        kept = 0
    return {"known": known, "kept": kept}


def read_only(folder: str) -> dict[str, Any]:
    """Use a register that somebody else owns, without his rights: it can be read, and writing says why not."""
    path = Path(folder) / "register.db"
    filled(path)
    for place in (path.parent, path.with_name("register-queue")):
        place.chmod(0o555)
    path.chmod(0o444)
    if os.geteuid() == 0:
        for place in (path.parent, *path.parent.rglob("*")):
            os.chown(place, NOBODY, NOBODY)
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    found: dict[str, Any] = {}
    store = open_store(path)
    found["proposed"] = propose(store, CODE, YEAR).number.serial
    for name, work in (
        ("reserve", lambda: reserve(store, CODE, YEAR, key="new")), ("backup", lambda: back_up(store, "x")),
        ("new", lambda: open_store(path.parent / "other" / "register.db")),
    ):  # fmt: skip
        try:
            work()
            found[name] = "no error"
        except RegisterError as error:
            found[name] = str(error)
    try:
        with sqlite3.connect(path) as naive:
            naive.execute("DELETE FROM gaps")
        found["naive"] = "no error"
    except sqlite3.OperationalError as error:
        found["naive"] = f"{type(error).__name__}: {error}"
    return found


def failing_writes(folder: str, most: int) -> dict[str, Any]:
    """Let every k-th write fail, for each k: a number is there whole or not at all, and the file stays sound."""
    from tests.faults.failing_disk import FailingDisk

    disk = FailingDisk()
    path = Path(folder) / "register.db"
    store = filled(path)
    wrong, refused, done = list[str](), 0, 0
    for every in range(1, most + 1):
        key = f"every {every}"
        disk.count, disk.every = 0, every
        try:
            serial = reserve(store, CODE, YEAR, key=key).number.serial
            done += 1
        except RegisterError:
            serial = None
            refused += 1
        disk.every = 0
        store = open_store(path)
        entries = read_ledger(store)
        again = reserve(store, CODE, YEAR, key=key).number.serial
        if (serial is not None and again != serial) or entries.doubles:
            wrong.append(f"{every}: {serial} {again}")
    return {"wrong": wrong, "refused": refused, "done": done}


def failing_writes_naively(folder: str, most: int) -> dict[str, Any]:
    """Do the same without a journal."""
    from tests.faults.failing_disk import FailingDisk

    disk = FailingDisk()
    wrong = 0
    for every in range(1, most + 1):
        path = Path(folder) / f"{every}.db"
        filled(path)
        disk.count, disk.every = 0, every
        with (
            contextlib.closing(sqlite3.connect(path, isolation_level=None)) as naive,
            contextlib.suppress(sqlite3.Error),
        ):
            naive.execute("PRAGMA journal_mode=OFF")
            naive.execute("UPDATE numbers SET title = title || hex(randomblob(3000)) WHERE state = 'reserved'")
        disk.every = 0
        try:
            open_store(path)
        except StoreDamaged:
            wrong += 1
    return {"wrong": wrong}


def flipped_bytes(folder: str, flips: int, seed: int) -> dict[str, Any]:
    """Change one byte at many places: the register says what it said before, or that it is damaged; never else."""
    dice, path = random.Random(seed), Path(folder) / "register.db"
    said = contents(filled(path))
    sound = path.read_bytes()
    found: dict[str, Any] = {"same": 0, "damaged": 0, "different": [], "naive different": 0}
    with contextlib.closing(sqlite3.connect(path)) as naive:
        naive_said = _naive(naive)
    # The first hundred bytes are the header, where each one matters.
    places = [*range(min(100, flips // 2)), *(dice.randrange(len(sound)) for _ in range(flips - min(100, flips // 2)))]
    for place in places:
        wrong = bytearray(sound)
        wrong[place] ^= dice.randrange(1, 256)
        path.with_name("register.db-journal").unlink(missing_ok=True)
        path.write_bytes(wrong)
        try:
            same = contents(open_store(path)) == said
            found["same"] += same
            if not same:
                found["different"].append(place)
        except StoreDamaged:
            found["damaged"] += 1
        path.write_bytes(wrong)
        with contextlib.closing(sqlite3.connect(path)) as naive, contextlib.suppress(sqlite3.Error, UnicodeError):
            found["naive different"] += _naive(naive) != naive_said
    return found


def _naive(store: sqlite3.Connection) -> str:
    found = [store.execute(f"SELECT * FROM {name}").fetchall() for name in ("series", "numbers", "letters", "history")]
    sound = store.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    return repr(found) if sound else "damaged"


EXPERIMENTS = (
    full_disk, full_disk_naively, read_only, failing_writes, failing_writes_naively, flipped_bytes,
)  # fmt: skip

if __name__ == "__main__":
    named = {experiment.__name__: experiment for experiment in EXPERIMENTS}
    print(json.dumps(named[sys.argv[1]](**json.loads(sys.argv[2]))))
