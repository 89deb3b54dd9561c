"""The experiments: python -m tests.faults.experiments NAME JSON runs one and prints its findings."""

import contextlib
import json
import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from letter.codec import write_letter
from letter.model import DocumentNumber
from register.backups import back_up, put_copy
from register.errors import RegisterError
from register.ledger import history, read_ledger
from register.letters import correct, issue, versions_of
from register.migrations import MIGRATIONS, Migration
from register.numbers import reserve
from register.opening import open_store
from register.restoring import restore
from register.store import Store
from register.values import Backup
from tests.faults.children import Say, run_and_kill, together
from tests.letters import paragraphs, plain_letter

CODE, YEAR = "朝民函", 2026
ONE = DocumentNumber(CODE, YEAR, 1)


def drawing(folder: str, processes: int, numbers: int, seed: int) -> dict[str, Any]:
    """Let processes draw numbers at once until so many are drawn; the seed makes the keys of their requests."""
    path = Path(folder) / "register.db"
    store = open_store(path)

    def drawer(process: int) -> Callable[[Say], None]:
        dice = random.Random(f"{seed} {process}")

        def work(say: Say) -> None:
            serial = 0
            while serial < numbers:
                serial = reserve(store, CODE, YEAR, key=dice.randbytes(16).hex()).number.serial or 0
                say(f"ack {serial}")

        return work

    said = together([drawer(process) for process in range(processes)])
    store = open_store(path)
    serials = [entry.number.serial or 0 for entry in read_ledger(store).entries]
    return {**_drawn(said), "rows": len(serials), "highest": max(serials, default=0), "history": len(history(store))}


def drawing_naively(folder: str, processes: int, numbers: int) -> dict[str, Any]:
    """Do the same by reading the highest number and writing the next one, under SQLite's own waiting."""
    path = Path(folder) / "naive.db"
    with contextlib.closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE numbers (serial INTEGER)")
        made.commit()

    def work(say: Say) -> None:
        store = sqlite3.connect(path, timeout=60)
        serial = 0
        while serial < numbers:
            serial = (store.execute("SELECT max(serial) FROM numbers").fetchone()[0] or 0) + 1
            store.execute("INSERT INTO numbers VALUES (?)", (serial,))
            store.commit()
            say(f"ack {serial}")

    return _drawn(together([work] * processes))


def _drawn(said: list[list[str]]) -> dict[str, Any]:
    acknowledged = [int(line.split()[1]) for lines in said for line in lines if line.startswith("ack")]
    counts = [sum(line.startswith("ack") for line in lines) for lines in said]
    return {
        "acknowledged": len(acknowledged), "distinct": len(set(acknowledged)), "counts": counts,
        "faults": [line for lines in said for line in lines if line.startswith("fault")],
    }  # fmt: skip


def numbering_killed(folder: str, kills: int, seed: int, *, same_key: bool = True) -> dict[str, Any]:
    """Kill a client while it draws numbers; ask again with the key that it had in hand, or as if there were none."""
    dice, path = random.Random(seed), Path(folder) / "register.db"
    store = open_store(path)
    lost = others = 0
    given: dict[str, int] = {}
    for _ in range(kills):
        said = run_and_kill(_draws(store), dice, 0.05)
        tried = [line.split()[1] for line in said if line.startswith("try")]
        given |= {line.split()[1]: int(line.split()[2]) for line in said if line.startswith("ack") and line[-1] == ";"}
        keys = {key: key for key in tried[-2:]} if same_key else {key: f"anew {key}" for key in {*tried} - {*given}}
        again = {key: reserve(store, CODE, YEAR, key=asked).number.serial or 0 for key, asked in keys.items()}
        others += sum(given.get(key, serial) != serial for key, serial in again.items())
        given |= again
    store = open_store(path)
    serials = [entry.number.serial or 0 for entry in read_ledger(store).entries]
    lost = len(set(given.values()) - set(serials))
    gaps = len(set(range(1, len(serials) + 1)) - set(serials))
    return {
        "numbers": len(serials), "gaps": gaps, "doubles": len(serials) - len(set(serials)), "lost": lost,
        "other number for the same key": others, "known to nobody": len(set(serials) - set(given.values())),
    }  # fmt: skip


def _draws(store: Store) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        while True:
            key = os.urandom(8).hex()
            say(f"try {key}")
            say(f"ack {key} {reserve(store, CODE, YEAR, key=key).number.serial} ;")

    return work


def numbering_killed_naively(folder: str, kills: int, seed: int) -> dict[str, Any]:
    """Do the same with a counter beside the rows, as a sequence is: counted up first, the row written afterwards."""
    dice, path = random.Random(seed), Path(folder) / "naive.db"
    with contextlib.closing(sqlite3.connect(path)) as made:
        made.executescript("CREATE TABLE counter (last INTEGER); INSERT INTO counter VALUES (0);"
                           "CREATE TABLE numbers (serial INTEGER)")  # fmt: skip

    def work(say: Say) -> None:
        store = sqlite3.connect(path, timeout=60, isolation_level=None)
        say("try")
        while True:
            serial = store.execute("UPDATE counter SET last = last + 1 RETURNING last").fetchall()[0][0]
            store.execute("INSERT INTO numbers VALUES (?)", (serial,))

    for _ in range(kills):
        run_and_kill(work, dice, 0.05)
    with contextlib.closing(sqlite3.connect(path)) as store:
        serials = [row[0] for row in store.execute("SELECT serial FROM numbers")]
    return {"gaps": max(serials, default=0) - len(set(serials)), "numbers": len(serials)}


def saving_killed(folder: str, kills: int, seed: int) -> dict[str, Any]:
    """Kill a program while it saves version after version of a letter; look each time at what is there."""
    dice = random.Random(seed)
    corrupt = lost = saves = 0
    for kill in range(kills):
        path = Path(folder) / str(kill) / "register.db"
        store = open_store(path)
        issue(store, reserve(store, CODE, YEAR, key="one").number, "0.docx", "00", letter=plain_letter(signatory="0"))
        said = run_and_kill(_saves(store), dice, 0.2)
        done = [int(line.split()[1]) for line in said if line.endswith(";")]
        saves += len(done)
        try:
            newest = versions_of(open_store(path), ONE)[-1]
        except RegisterError:
            corrupt += 1
            continue
        lost += newest.letter is None or int(newest.letter.signatory) < max(done, default=0)
    return {"corrupt": corrupt, "lost": lost, "saves": saves}


def _saves(store: Store) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        say("begin")
        for number in range(1, 100_000):
            letter = plain_letter(signatory=str(number), answer=paragraphs(40, 200))
            correct(store, ONE, f"{number}.docx", "00", "改过", letter=letter)
            say(f"ack {number} ;")

    return work


def saving_killed_naively(folder: str, kills: int, seed: int) -> dict[str, Any]:
    """Do the same by writing over the file itself."""
    dice, path = random.Random(seed), Path(folder) / "naive.json"

    def work(say: Say) -> None:
        say("begin")
        for number in range(100_000):
            path.write_bytes(write_letter(plain_letter(signatory=str(number), answer=paragraphs(40, 2_000))))

    corrupt = 0
    for _ in range(kills):
        run_and_kill(work, dice, 0.05)
        try:
            json.loads(path.read_bytes())
        except (ValueError, FileNotFoundError):
            corrupt += 1
    return {"corrupt": corrupt}


_SECOND = Migration(MIGRATIONS[-1].version + 1, {"sqlite": (
    "CREATE TABLE wanted (id INTEGER PRIMARY KEY, words TEXT NOT NULL)",
    *(f"INSERT INTO wanted VALUES ({number}, hex(randomblob(3000)))" for number in range(200)),
    "ALTER TABLE numbers ADD COLUMN checked_at TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX wanted_words ON wanted (words)",
)})  # fmt: skip


# When to kill: sooner after a kill that came too late, later after one that came too early, on any machine.
_WINDOW_S, _EARLIER, _LATER = 0.08, 0.8, 1.25


def migration_killed(folder: str, kills: int, seed: int) -> dict[str, Any]:
    """Kill a program while it changes the schema; the old one must be there, or the new one."""
    dice, migrations = random.Random(seed), (*MIGRATIONS, _SECOND)
    found, window = {"old": 0, "new": 0, "between": 0}, _WINDOW_S
    for number in range(kills):
        path = Path(folder) / str(number) / "register.db"
        reserve(open_store(path), CODE, YEAR, key="one")

        def work(say: Say, path: Path = path) -> None:
            say("begin")
            open_store(path, migrations=migrations)
            say("done")

        run_and_kill(work, dice, window)
        with contextlib.closing(sqlite3.connect(path)) as raw:
            tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master")}
            columns = {row[1] for row in raw.execute("PRAGMA table_info(numbers)")}
            whole = "wanted" in tables and raw.execute("SELECT count(*) FROM wanted").fetchone()[0] == 200
        parts = {"wanted" in tables, "checked_at" in columns, "wanted_words" in tables, whole}
        found["between" if len(parts) > 1 else "new" if whole else "old"] += 1
        window *= _EARLIER if whole else _LATER
        ledger = read_ledger(open_store(path, migrations=migrations))
        found["between"] += len(ledger.entries) != 1
    return found


def migration_killed_naively(folder: str, kills: int, seed: int) -> dict[str, Any]:
    """Do the same with each statement on its own."""
    dice, found = random.Random(seed), {"between": 0}
    for number in range(kills):
        path = Path(folder) / f"{number}.db"
        open_store(path)

        def work(say: Say, path: Path = path) -> None:
            store = sqlite3.connect(path, isolation_level=None)
            say("begin")
            for statement in _SECOND.statements["sqlite"]:
                store.execute(statement)
            say("done")

        run_and_kill(work, dice, 0.08)
        with contextlib.closing(sqlite3.connect(path)) as raw:
            tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master")}
        found["between"] += len({"wanted" in tables, "wanted_words" in tables}) > 1
    return found


def restoring_killed(folder: str, kills: int, seed: int) -> dict[str, Any]:
    """Kill a program while it restores a backup: the register is what it was, or what was restored."""
    dice = random.Random(seed)
    found = {"old": 0, "new": 0, "between": 0}
    for number in range(kills):
        path = Path(folder) / str(number) / "register.db"
        store = open_store(path)
        reserve(store, CODE, YEAR, key="one")
        issue(store, ONE, "a.docx", "00", letter=plain_letter(answer=paragraphs(200, 300)))
        backup = back_up(store, "use")
        correct(store, ONE, "b.docx", "00", "改过", letter=plain_letter(answer=paragraphs(100, 300)))
        reserve(store, CODE, YEAR, key="two")
        before = len(history(store))

        def work(say: Say, path: Path = path, backup: Backup = backup) -> None:
            say("begin")
            restore(path, backup)

        run_and_kill(work, dice, 0.15)
        store = open_store(path)
        restored = history(store)[-1].what == "restore"
        serials = [entry.number.serial for entry in read_ledger(store).entries]
        between = serials != [1, 2] or (not restored and len(history(store)) != before)
        found["between" if between else "new" if restored else "old"] += 1
    return found


def restoring_killed_naively(folder: str, kills: int, seed: int) -> dict[str, Any]:
    """Do the same by copying the backup over the file itself."""
    dice, source = random.Random(seed), Path(folder) / "source"
    store = open_store(source / "register.db")
    for number in range(20):
        drawn = reserve(store, CODE, YEAR, key=f"letter {number}").number
        issue(store, drawn, "a.docx", "00", letter=plain_letter(answer=paragraphs(100, 600)))
    backup = source / "backup.db"
    put_copy(back_up(store, "use").path, backup)
    reserve(store, CODE, YEAR, key="one")
    between = 0
    for number in range(kills):
        path = Path(folder) / str(number) / "register.db"
        path.parent.mkdir()
        shutil.copyfile(store.path, path)

        def work(say: Say, path: Path = path) -> None:
            say("begin")
            shutil.copyfile(backup, path)

        run_and_kill(work, dice, 0.002)
        between += path.read_bytes() not in (store.path.read_bytes(), backup.read_bytes())
    return {"between": between}


EXPERIMENTS = (
    drawing, drawing_naively, numbering_killed, numbering_killed_naively, saving_killed, saving_killed_naively,
    migration_killed, migration_killed_naively, restoring_killed, restoring_killed_naively,
)  # fmt: skip

if __name__ == "__main__":
    named = {experiment.__name__: experiment for experiment in EXPERIMENTS}
    print(json.dumps(named[sys.argv[1]](**json.loads(sys.argv[2]))))
