"""Places: a folder that vanishes while it is used, files that are not ours, and who may read what is."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from register.backups import back_up
from register.errors import RegisterError, StoreDamaged
from register.numbers import propose, reserve
from register.opening import open_store
from services.data_folder import DataFolder
from services.registering import open_register
from tests.faults.oracle import given
from tests.register.registers import CODE, YEAR, number, register


@pytest.mark.parametrize("kept", ["register", "."], ids=["the register's folder", "the data folder"])
def test_a_folder_that_vanishes_under_a_running_program_does_not_begin_again(tmp_path: Path, kept: str) -> None:
    data = DataFolder(tmp_path / "data")
    store = open_register(data)
    for key in "ab":
        reserve(open_register(data), CODE, YEAR, key=key)
    gone = (data.path / kept).resolve()
    gone.rename(tmp_path / "elsewhere")
    for _ in range(2):
        with pytest.raises(StoreDamaged, match=r"不见了.*没有登记任何东西"):
            open_register(data)
        with pytest.raises(RegisterError):
            reserve(store, CODE, YEAR, key="c")
        assert not data.register.exists()
        gone.mkdir(parents=True, exist_ok=True)  # as where nothing is mounted any more
    shutil.rmtree(gone)
    (tmp_path / "elsewhere").rename(gone)
    assert propose(open_register(data), CODE, YEAR).number == number(3)


def database(path: Path, *, log: bool = False) -> None:
    """Write somebody else's database."""
    file = sqlite3.connect(path)
    if log:
        file.execute("PRAGMA journal_mode=WAL").close()
    file.execute("CREATE TABLE theirs (words TEXT)")
    file.commit()
    file.close()


FOREIGN: dict[str, Callable[[Path], object]] = {
    "a folder": lambda path: path.mkdir(),
    "a text": lambda path: path.write_text("somebody's words"),
    "a database": database,
    "a database with its log beside": lambda path: database(path, log=True),
    "a pipe": lambda path: os.mkfifo(path),
}


@pytest.fixture
def open_mask() -> Generator[None, None, None]:
    """Let the system give all rights to what is new."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are Unix's")
@pytest.mark.parametrize("make", FOREIGN.values(), ids=list(FOREIGN))
def test_what_is_not_a_register_is_left_as_it_is(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "named"
    make(path)
    path.chmod(0o755)
    before = (path.stat().st_mode, path.read_bytes() if path.is_file() else b"", sorted(os.listdir(tmp_path)))
    with pytest.raises(RegisterError):
        open_store(f"sqlite:///{path}")
    after = (path.stat().st_mode, path.read_bytes() if path.is_file() else b"", sorted(os.listdir(tmp_path)))
    assert after == before


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are Unix's")
def test_all_that_is_made_is_the_owners_alone_whatever_the_system_gives(tmp_path: Path, open_mask: None) -> None:
    store = register(tmp_path / "a" / "b")
    reserve(store, CODE, YEAR, key="a")
    back_up(store, "use")
    assert open_mask is None
    assert {path: oct(path.stat().st_mode & 0o077) for path in tmp_path.rglob("*") if path.stat().st_mode & 0o077} == {}


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are Unix's")
def test_what_was_loosened_is_closed_again(tmp_path: Path) -> None:
    store = register(tmp_path)
    reserve(store, CODE, YEAR, key="a")
    back_up(store, "use")
    ours = list((tmp_path / "register").rglob("*"))
    for path in ours:
        path.chmod(0o777 if path.is_dir() else 0o666)
    store = register(tmp_path)
    reserve(store, CODE, YEAR, key="b")
    back_up(store, "use")
    assert {path.name for path in ours if path.exists() and path.stat().st_mode & 0o077} == set()
    assert len(given(store.path)) == 2
