"""The layers of the register, as docs/register.md lists them, and the few modules that know which database it is."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.letters import ROOT
from tests.test_architecture import imported

# From the bottom up: a module uses those of the layers below its own and, within its own, those before it.
LAYERS = (
    ("errors", "values", "deadlines", "packing", "private_files", "queue", "soundness", "storage_check", "system_user"),
    ("reasons",),
    ("table_file", "number_forms", "shown_ods", "shown_xls", "shown_values", "table_process", "workbook"),
    ("headed", "sheet", "table_sheet"),
    ("database", "tables", "sqlite", "location"),
    ("grams", "chain", "history", "listing", "migrations", "integrity", "store"),
    ("series", "number_rows", "answers", "cases", "letters", "ledger", "numbers"),
    ("search", "past_answers", "report", "takeover", "past_letters"),
    ("backups", "opening", "salvage", "carrying", "restoring"),
    ("api",),
)
ORDER = [name for layer in LAYERS for name in layer]
# How SQLite is spoken to, its statements of each version of the schema, and by what address it is known.
OF_SQLITE = {"sqlite", "migrations", "location"}
SQLITE = re.compile(r"sqlite|pragma|fts5|rowid|instr\(|begin immediate", re.IGNORECASE)
MODULES = sorted(path for path in (ROOT / "register").glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("path", MODULES, ids=[path.stem for path in MODULES])
def test_a_module_uses_only_what_is_below_it(path: Path) -> None:
    used = {name.split(".")[1] for name in imported(path) if name.startswith("register.")} & set(ORDER)
    assert {name for name in used if ORDER.index(name) >= ORDER.index(path.stem)} == set()


def test_every_module_has_its_layer() -> None:
    assert sorted(ORDER) == [path.stem for path in MODULES]


@pytest.mark.parametrize("path", MODULES, ids=[path.stem for path in MODULES])
def test_only_three_modules_know_the_database(path: Path) -> None:
    """A further database is a module beside sqlite, statements in migrations, and a row in location."""
    known = SQLITE.search(path.read_text(encoding="utf-8")) is not None
    assert known == (path.stem in OF_SQLITE)
    if path.stem not in {"location", "sqlite"}:
        assert "register.sqlite" not in imported(path)


def test_the_values_bring_no_database_with_them() -> None:
    code = "import sys, register.values, register.errors, register.deadlines; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_services_know_the_register_by_its_api_and_tables_in_files() -> None:
    known = {"api", "deadlines", "errors", "headed", "reasons", "values", "workbook"}
    for path in (ROOT / "services").glob("*.py"):
        used = {name.split(".")[1] for name in imported(path) if name.startswith("register.")}
        assert used <= known, path
