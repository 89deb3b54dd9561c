"""Rows that are deleted, put in or rewritten are noticed, and nobody writes under another's name."""

import contextlib
import io
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from register import tables
from register.backups import back_up, list_backups, put_copy
from register.chain import kept_head
from register.errors import StoreDamaged
from register.ledger import history, read_ledger
from register.letters import issue
from register.location import database_at
from register.migrations import MIGRATIONS
from register.numbers import propose, release, reserve, void
from register.opening import open_store
from register.packing import read_head
from register.restoring import restore
from register.sheet import ledger_sheet
from register.store import Store
from tests.faults.oracle import faults_in
from tests.letters import ROOT
from tests.register.registers import CODE, NOON, YEAR, Clock, number, register

Row = dict[str, object]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a register with five numbers, one of them issued and one void."""
    made = register(tmp_path)
    for key in "abcde":
        reserve(made, CODE, YEAR, key=key)
    issue(made, number(1), "a.docx", "aa")
    issue(made, number(2), "b.docx", "bb")
    void(made, number(3), "印错")
    return made


def tamper(path: Path, *statements: str) -> None:
    """Change a register's file as one who knows SQLite does: the triggers put aside and back."""
    with contextlib.closing(sqlite3.connect(path)) as file, file:
        triggers = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            file.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            file.execute(statement)
        for _name, sql in triggers:
            file.execute(sql)


def rewrite(path: Path, table: str, row: int, **changes: object) -> None:
    """Rewrite a row with the checksum that it has to have then."""
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.row_factory = sqlite3.Row
        found: Row = dict(file.execute(f"SELECT * FROM {table} WHERE id = ?", (row,)).fetchone())
    changed = found | changes
    words = {**changes, "checksum": tables.checksum(table, changed)}
    said = ", ".join(f"{name} = '{value}'" for name, value in words.items())
    tamper(path, f"UPDATE {table} SET {said} WHERE id = {row}")


TAMPERED: dict[str, Callable[[Path], None]] = {
    "a row of the history is deleted": lambda path: tamper(path, "DELETE FROM history WHERE id = 4"),
    "the first row of the history is deleted": lambda path: tamper(path, "DELETE FROM history WHERE id = 1"),
    "the last row of the history is deleted": lambda path: tamper(path, "DELETE FROM history WHERE id = 8"),
    "later rows are moved up": lambda path: tamper(
        path, "DELETE FROM history WHERE id = 4", "UPDATE history SET id = id - 1 WHERE id > 4"
    ),
    "the whole history is deleted": lambda path: tamper(path, "DELETE FROM history"),
    "a letter is deleted": lambda path: tamper(path, "DELETE FROM letters WHERE id = 1"),
    "the last letter is deleted": lambda path: tamper(path, "DELETE FROM letters WHERE id = 2"),
    "a number is deleted": lambda path: tamper(path, "DELETE FROM numbers WHERE id = 4"),
    "the last number is deleted": lambda path: tamper(path, "DELETE FROM numbers WHERE id = 5"),
    "a row is rewritten with its checksum": lambda path: rewrite(path, "history", 8, why="没有印错"),
    "another user is written in": lambda path: rewrite(path, "history", 2, user="别人"),
    "the head is deleted": lambda path: tamper(path, "DELETE FROM meta WHERE name = 'chain'"),
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=list(TAMPERED))
def test_what_is_missing_or_rewritten_is_noticed_and_a_backup_brings_it_back(
    store: Store, change: Callable[[Path], None]
) -> None:
    backup, before = back_up(store, "use"), history(store)
    change(store.path)
    with pytest.raises(StoreDamaged, match="恢复最近一份"):
        open_store(store.path, clock=Clock())
    restored = restore(store.path, backup, clock=Clock())
    assert history(restored)[: len(before)] == before
    assert propose(restored, CODE, YEAR).number == number(6)
    assert faults_in(restored.path) == []


def test_the_head_is_in_each_backup_and_on_the_exported_ledger(store: Store, tmp_path: Path) -> None:
    backup = back_up(store, "use")
    copy = tmp_path / "copy.db"
    put_copy(backup.path, copy)
    with database_at(copy).transaction(writing=False) as connection:
        head = kept_head(connection)
    assert head
    assert read_head(backup.path).chain == head.digest
    assert read_ledger(store).chain == f"8 {head.digest}"
    release(store, number(5))
    assert read_ledger(store).chain.split()[0] == "9"
    assert head.digest not in read_ledger(store).chain
    sheet = openpyxl.load_workbook(io.BytesIO(ledger_sheet(read_ledger(store), NOON))).worksheets[0]
    footer = sheet.oddFooter
    assert footer
    assert footer.left
    assert read_ledger(store).chain in str(footer.left.text)


def test_an_older_register_is_chained_from_its_first_row(tmp_path: Path) -> None:
    path = tmp_path / "register" / "register.db"
    older = open_store(path, clock=Clock(), migrations=MIGRATIONS[:2])
    with older.writing() as writing:
        for turn in range(3):
            row: Row = {**writing.made, "id": turn + 1, "what": "take", "about": f"{turn}", "why": "", "before": ""}
            row["after"] = ""
            row["checksum"] = tables.checksum("history", row)
            names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
            writing.connection.exec_driver_sql(f"INSERT INTO history ({names}) VALUES ({marks})", tuple(row.values()))
    store = open_store(path, clock=Clock())
    assert store.version() == MIGRATIONS[-1].version
    assert [backup.why for backup in list_backups(path)] == ["migration"]
    reserve(store, CODE, YEAR, key="d")
    store.check()
    rewrite(path, "history", 1, why="改过")
    with pytest.raises(StoreDamaged):
        open_store(path, clock=Clock())


def test_the_user_is_the_systems_and_not_the_environments(tmp_path: Path) -> None:
    names = ("LOGNAME", "USER", "LNAME", "USERNAME")
    code = "from register.store import author; print(author().user)"
    forged = {**os.environ, **dict.fromkeys(names, "局长"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=forged, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip()
    assert "局长" not in done.stdout
