"""The store: where it may lie, who may read it, its schema, its backups and how one is restored."""

import contextlib
import datetime
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy.exc import DBAPIError

from register import queue
from register.backups import EVERY, back_up, back_up_if_due, kept, list_backups
from register.errors import PlaceRefused, RegisterError, StoreBusy, StoreDamaged, StoreTooNew
from register.ledger import history, read_ledger
from register.letters import issue
from register.migrations import MIGRATIONS, Migration
from register.numbers import propose, release, reserve, take, void
from register.opening import open_store
from register.queue import turn
from register.restoring import preview_restore, restore
from register.storage_check import refuse_unsafe
from register.tables import TABLES
from register.values import Backup
from tests.faults.oracle import opened
from tests.faults.windows_files import OpenFiles
from tests.letters import ROOT
from tests.register.registers import CODE, NOON, YEAR, Clock, number, register

SECOND = Migration(
    MIGRATIONS[-1].version + 1, {"sqlite": ("ALTER TABLE numbers ADD COLUMN checked_at TEXT NOT NULL DEFAULT ''",)}
)
NEWER = (*MIGRATIONS, SECOND)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_register_and_backups_are_the_owners_alone(tmp_path: Path) -> None:
    store = register(tmp_path)
    reserve(store, CODE, YEAR, key="a")
    backup = back_up(store, "start")
    assert (mode(store.path), mode(backup.path)) == (0o600, 0o600)
    assert (mode(store.path.parent), mode(store.backups)) == (0o700, 0o700)
    assert {mode(path) for path in store.path.parent.rglob("*") if path.is_file()} == {0o600}
    store.path.chmod(0o644)
    register(tmp_path)
    assert mode(store.path) == 0o600


MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
server:/share /mnt/office nfs4 rw 0 0
//server/x /mnt/with\040blank cifs rw 0 0
/dev/sdb1 /mnt/office/local ext4 rw 0 0
C: /mnt/c 9p rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("/mnt/office/register", "网络文件夹“/mnt/office/register”（nfs4）"), ("/mnt/with blank/a", "（cifs）"),
        ("/mnt/c/Users", "（9p）"), ("/mnt/office/local/a", ""), ("/mnt/officers", ""), ("/srv/register", ""),
        ("/srv/OneDrive - 朝阳市民政局/a", "（OneDrive）"), ("/srv/我的坚果云/a", "坚果云）"),
        ("/srv/WPS云盘/a", "网盘同步文件夹"), ("/srv/onedriveless/a", ""), ("/srv/Dropbox", "（Dropbox）"),
    ],
)  # fmt: skip
def test_network_and_sync_folders_are_refused_with_the_reason(folder: str, words: str) -> None:
    if not words:
        return refuse_unsafe(Path(folder), MOUNTS)
    with pytest.raises(PlaceRefused) as raised:
        refuse_unsafe(Path(folder), MOUNTS)
    assert words in str(raised.value)
    return None


def test_a_sandbox_whose_root_is_shared_is_a_disk_of_this_machine() -> None:
    refuse_unsafe(Path("/srv/register"), "none / 9p rw 0 0\n")


def test_network_drives_of_windows_are_refused() -> None:
    with pytest.raises(PlaceRefused, match="UNC"):
        refuse_unsafe(Path("//server/share"), MOUNTS, lambda _: 3)
    with pytest.raises(PlaceRefused, match="几台电脑同时写"):
        refuse_unsafe(Path("/srv"), MOUNTS, lambda _: 4)
    refuse_unsafe(Path("/srv"), MOUNTS, lambda _: 3)


def test_a_folder_that_a_sync_client_has_marked_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(PlaceRefused, match="网盘同步文件夹"):
        register(tmp_path)
    assert not (tmp_path / "register").exists()


def test_the_tables_are_as_the_migrations_make_them(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(register(tmp_path).path)) as raw:
        for table in TABLES:
            made = {row[1] for row in raw.execute(f"PRAGMA table_info({table.name})")}
            assert made == {str(column.name) for column in table.columns}


def test_a_migration_keeps_everything_and_copies_the_old_file_first(tmp_path: Path) -> None:
    store = register(tmp_path)
    reserve(store, CODE, YEAR, key="a")
    before = read_ledger(store)
    newer = open_store(store.path, clock=Clock(), migrations=NEWER)
    assert read_ledger(newer) == before
    assert newer.version() == 4
    (backup,) = list_backups(store.path)
    assert backup.why == "migration"
    with opened(backup.path) as raw:
        assert tuple(raw.execute("SELECT value FROM meta WHERE name = 'schema_version'").fetchone()) == ("3",)


def test_a_register_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path / "register" / "register.db", migrations=NEWER)
    before = store.path.read_bytes()
    with pytest.raises(StoreTooNew, match="请升级复函"):
        register(tmp_path)
    assert store.path.read_bytes() == before


def test_a_vanished_or_emptied_file_does_not_begin_again_at_one(tmp_path: Path) -> None:
    store = register(tmp_path)
    reserve(store, CODE, YEAR, key="a")
    backup = back_up(store, "start")
    for spoil in (lambda: store.path.write_bytes(b""), store.path.unlink):
        spoil()
        with pytest.raises(StoreDamaged, match="恢复最近一份"):
            register(tmp_path)
    restored = restore(store.path, backup, clock=Clock())
    assert propose(restored, CODE, YEAR).number == number(2)


def test_a_register_is_checked_whole_once_unless_others_have_changed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[object] = []
    monkeypatch.setattr("register.integrity.check", checked.append)
    store = register(tmp_path)
    reserve(store, CODE, YEAR, key="a")
    register(tmp_path)
    assert len(checked) == 1, "what this program wrote itself it need not read again"
    with contextlib.closing(sqlite3.connect(store.path)) as other, other:
        other.execute("PRAGMA user_version = 7")
    register(tmp_path)
    assert len(checked) == 2
    reserve(store, CODE, YEAR, key="b")
    register(tmp_path)
    assert len(checked) == 2
    content = store.path.read_bytes()
    store.path.unlink()
    store.path.write_bytes(content)
    reserve(store, CODE, YEAR, key="c")
    register(tmp_path)
    assert len(checked) == 3, "a file put in its place is another one, also when it has been written to since"


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    with turn(tmp_path / "queue"), pytest.raises(StoreBusy, match="请稍等片刻"), turn(tmp_path / "queue", 0.05):
        pass
    with turn(tmp_path / "queue", 0.05):
        pass
    assert [path.name for path in (tmp_path / "queue").iterdir()] == ["door"]


@pytest.mark.parametrize("removable", [True, False])
def test_a_left_ticket_holds_nobody_up_on_windows(
    removable: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "queue"
    folder.mkdir()
    left = folder / f"{1:012}"
    left.write_bytes(b"")
    monkeypatch.setattr(queue, "_ON_WINDOWS", True)
    files = OpenFiles(monkeypatch)
    scanner = None if removable else os.open(left, os.O_RDONLY)
    taken: list[int] = []

    def write(writer: int) -> None:
        for _ in range(50):
            with turn(folder):
                taken.append(writer)

    writers = [Thread(target=write, args=(writer,), daemon=True) for writer in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(20)
    files.end()
    assert (len(taken), set(taken)) == (100, {0, 1})
    assert left.exists() is not removable
    if scanner is not None:
        os.close(scanner)


def test_who_passes_many_left_tickets_still_looks_at_the_time(tmp_path: Path) -> None:
    folder = tmp_path / "queue"
    folder.mkdir()
    for number_left in range(1, 400):
        (folder / f"{number_left:012}").write_bytes(b"")
    with pytest.raises(StoreBusy), turn(folder, 0.0):
        pass


AS_ON_WINDOWS = """
import os, platform, socket, uuid
del os.uname
os.environ["PROCESSOR_ARCHITECTURE"] = "AMD64"
def ask_wmi(*_): raise SystemExit("WMI is asked")
platform.uname = ask_wmi
import register.api, sqlalchemy.util.compat
from register.store import author
print(author().machine == socket.gethostname(), platform.machine(), sqlalchemy.util.compat.arm)
"""


def test_windows_is_not_asked_about_itself_when_the_register_is_imported() -> None:
    done = subprocess.run([sys.executable, "-c", AS_ON_WINDOWS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("True AMD64 False\n", "")


def backup_at(at: datetime.datetime) -> Backup:
    return Backup(Path(f"register-{at:%Y%m%d-%H%M%S-%f}-use.db"), at, "use", 1)


def test_ten_recent_seven_daily_and_four_weekly_backups_stay() -> None:
    found = [backup_at(NOON - datetime.timedelta(hours=6) * turn) for turn in range(4 * 60)]
    ages = sorted((NOON - backup.at).total_seconds() / 86400 for backup in kept(found))
    assert ages[:10] == [turn / 4 for turn in range(10)]
    assert len({int(age + 0.5) for age in ages if age < 7}) == 7
    assert len({(NOON - datetime.timedelta(days=age)).isocalendar()[:2] for age in ages}) == 4
    assert len(ages) <= 10 + 7 + 4


def test_backups_are_made_when_due_and_thinned_out(tmp_path: Path) -> None:
    clock = Clock()
    store = register(tmp_path, clock)
    assert back_up_if_due(store)
    reserve(store, CODE, YEAR, key="a")
    assert back_up_if_due(store) is None, "half an hour has not passed"
    clock.at += EVERY
    assert back_up_if_due(store)
    clock.at += EVERY
    assert back_up_if_due(store) is None, "nothing has changed"
    clock.at -= datetime.timedelta(days=9)
    reserve(store, CODE, YEAR, key="b")
    assert back_up_if_due(store), "the clock was wrong before"
    for turn_ in range(30):
        back_up(store, f"use{turn_}")
    assert len(list_backups(store.path)) == 11, "ten, and the newest of the day that the wrong clock named"
    assert not [path for path in store.backups.iterdir() if path.name.startswith(".")]


def test_restoring_shows_first_what_would_change_and_gives_no_number_again(tmp_path: Path) -> None:
    clock = Clock()
    store = register(tmp_path, clock)
    for key in "abc":
        reserve(store, CODE, YEAR, key=key)
    backup = back_up(store, "use")
    issue(store, number(1), "a.docx", "aa")
    release(store, number(2))
    reserve(store, CODE, YEAR, key="d", serial=4)
    issue(store, number(4), "d.docx", "dd")
    void(store, number(4), "印错")
    take(store, number(6))
    preview = preview_restore(store.path, backup, clock=clock)
    assert [(change.number.serial, change.now, change.then) for change in preview.changes] == [
        (1, "已发", "已保留"), (2, "已退回", "已保留"), (4, "已作废", ""), (6, "已被占用", ""),
    ]  # fmt: skip
    assert (preview.readable, preview.letters_lost, preview.history_lost) == (True, 2, 6)
    assert read_ledger(store).voids, "nothing has changed yet"
    restored = restore(store.path, backup, clock=clock)
    states = {entry.number.serial: (entry.state, entry.origin) for entry in read_ledger(restored).entries}
    assert states == {
        1: ("taken", "restore"), 2: ("reserved", "program"), 3: ("reserved", "program"), 4: ("void", "restore"),
        6: ("taken", "restore"),
    }  # fmt: skip
    assert propose(restored, CODE, YEAR).number == number(7)
    assert history(restored)[-1].what == "restore"
    assert "restore" in {kept_.why for kept_ in list_backups(store.path)}, "the state before is a backup of its own"


def test_an_open_register_sees_what_was_restored(tmp_path: Path) -> None:
    store = register(tmp_path)
    backup = back_up(store, "use")
    reserve(store, CODE, YEAR, key="a")
    restore(store.path, backup, clock=Clock())
    assert [entry.state for entry in read_ledger(store).entries] == ["taken"]


@pytest.mark.parametrize("spoiled", [b"", b"not a database at all" * 500, None])
def test_a_damaged_register_is_put_aside_and_restored(tmp_path: Path, spoiled: bytes | None) -> None:
    store = register(tmp_path)
    reserve(store, CODE, YEAR, key="a")
    backup = back_up(store, "use")
    reserve(store, CODE, YEAR, key="b")
    data = bytearray(store.path.read_bytes())
    place = data.rfind(CODE.encode())
    data[place] ^= 1
    store.path.write_bytes(data if spoiled is None else spoiled)
    with pytest.raises(StoreDamaged, match="恢复最近一份"):
        register(tmp_path)
    assert not preview_restore(store.path, backup).readable
    restored = restore(store.path, backup, clock=Clock())
    # What stands in sound rows of the damaged file is not given again.
    assert propose(restored, CODE, YEAR).number == number(3 if spoiled is None else 2)
    assert list(store.backups.glob("*.damaged"))


def changed(data: bytes, place: int, byte: int) -> bytes:
    return data[:place] + bytes([byte]) + data[place + 1 :]


def without_version(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as store, store:
        store.execute("DELETE FROM meta WHERE name = 'schema_version'")


def without_its_table(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as store, store:
        store.execute("ALTER TABLE meta RENAME TO mets")


def written_as_it_is_not_read(path: Path) -> None:
    path.write_bytes(changed(path.read_bytes(), 18, 2))


def read_as_it_is_not_written(path: Path) -> None:
    path.write_bytes(changed(path.read_bytes(), 19, 2))


@pytest.mark.parametrize(
    "spoil", [without_version, without_its_table, written_as_it_is_not_read, read_as_it_is_not_written]
)
def test_a_damaged_register_is_not_taken_for_somebody_elses_file(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = register(tmp_path).path
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match="恢复最近一份"):
        register(tmp_path)
    assert path.read_bytes() == before
    assert not path.with_name("register.db-wal").exists()


def test_looking_whether_the_register_is_there_gives_up_no_lock(tmp_path: Path) -> None:
    store = register(tmp_path)
    write = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
    with store.database.transaction(writing=True):
        assert store.database.is_there()
        other = subprocess.run([sys.executable, "-c", write, str(store.path)], capture_output=True, check=False)
        assert b"database is locked" in other.stderr
    assert subprocess.run([sys.executable, "-c", write, str(store.path)], check=False).returncode == 0


def test_somebody_elses_database_is_not_taken_for_a_damaged_register(tmp_path: Path) -> None:
    path = tmp_path / "mail.db"
    with contextlib.closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE letters (id INTEGER)")
    with pytest.raises(RegisterError, match="不是发文登记簿") as refused:
        open_store(path)
    assert not isinstance(refused.value, StoreDamaged)


def test_a_damaged_backup_is_refused_and_the_register_stays(tmp_path: Path) -> None:
    store = register(tmp_path)
    backup = back_up(store, "use")
    reserve(store, CODE, YEAR, key="a")
    backup.path.write_bytes(b"x" * 9_000)
    with pytest.raises(StoreDamaged):
        restore(store.path, backup, clock=Clock())
    assert propose(register(tmp_path), CODE, YEAR).number == number(2)


def test_a_mistake_of_the_program_is_not_told_as_damage_to_the_file(tmp_path: Path) -> None:
    store = register(tmp_path)
    with pytest.raises(DBAPIError), store.reading() as connection:
        connection.exec_driver_sql("SELECT ?", (object(),))
    assert propose(store, CODE, YEAR).number.serial == 1, "the register goes on"
