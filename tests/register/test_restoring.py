"""Restoring brings back words: what was ever given stays given, and the preview says what is carried over."""

import os
from pathlib import Path

import pytest

from letter.numbers import number_text
from register.backups import back_up, list_backups
from register.errors import NumberRefused, StoreTooNew
from register.ledger import history, read_ledger
from register.letters import issue
from register.migrations import MIGRATIONS, Migration
from register.numbers import explain_gap, propose, release, reserve, reserved_for, take
from register.opening import open_store
from register.restoring import preview_restore, restore
from register.series import set_start
from register.store import Store
from register.values import Backup, Entry
from tests.faults.oracle import faults_in, given
from tests.register.registers import CODE, YEAR, Clock, number, register

NEWER = (*MIGRATIONS, Migration(MIGRATIONS[-1].version + 1, {"sqlite": ("CREATE TABLE newer (id INTEGER)",)}))


def restored(store: Store, backup: Backup) -> Store:
    """Restore a backup and let the oracle look at what has come of it."""
    done = restore(store.path, backup, clock=Clock())
    assert faults_in(done.path) == []
    return done


def entry(store: Store, serial: int) -> Entry:
    """Return the entry of a number."""
    return next(one for one in read_ledger(store).entries if one.number == number(serial))


@pytest.mark.full
@pytest.mark.parametrize("state", ["reserved", "released", "issued", "taken"])
def test_a_hundred_numbers_since_an_empty_backup_stay_given(tmp_path: Path, state: str) -> None:
    store = register(tmp_path)
    backup = back_up(store, "use")
    for serial in range(1, 101):
        if state == "taken":
            take(store, number(serial))
            continue
        reserve(store, CODE, YEAR, key=f"letter {serial}")
        if state == "issued":
            issue(store, number(serial), f"{serial}.docx", f"{serial}")
    if state == "released":
        for serial in range(1, 101):
            release(store, number(serial))
    before = given(store.path)
    seen = preview_restore(store.path, backup, clock=Clock())
    assert len(seen.carried) == 100
    after = restored(store, backup)
    assert {text: key for text, (_, key) in given(after.path).items()} == {
        text: key for text, (_, key) in before.items()
    }
    offered = propose(after, CODE, YEAR)
    assert (offered.number, offered.released_before) == (
        (number(1), True) if state == "released" else (number(101), False)
    )


def test_a_number_that_another_letter_has_now_is_not_its_first_holders_again(tmp_path: Path) -> None:
    store = register(tmp_path)
    reserve(store, CODE, YEAR, key="first")
    backup = back_up(store, "use")
    release(store, number(1))
    assert reserve(store, CODE, YEAR, key="second").number == number(1)
    assert [one.about for one in preview_restore(store.path, backup).carried] == ["朝民函〔2023〕1号"]
    after = restored(store, backup)
    assert reserved_for(after, "second") == number(1)
    assert reserve(after, CODE, YEAR, key="first").number == number(2)
    assert faults_in(after.path) == []


def test_a_key_that_moved_to_another_number_has_one_number_only(tmp_path: Path) -> None:
    store = register(tmp_path)
    reserve(store, CODE, YEAR, key="a")
    backup = back_up(store, "use")
    release(store, number(1))
    assert reserve(store, CODE, YEAR, key="a", serial=5).number == number(5)
    after = restored(store, backup)
    assert reserve(after, CODE, YEAR, key="a").number == number(5)
    assert faults_in(after.path) == []


def test_a_letter_in_work_keeps_the_number_that_it_has_reserved(tmp_path: Path) -> None:
    store = register(tmp_path)
    backup = back_up(store, "use")
    reserve(store, CODE, YEAR, key="in work")
    after = restored(store, backup)
    assert entry(after, 1).state == "taken", "nobody else gets it"
    assert reserve(after, CODE, YEAR, key="in work").number == number(1)
    issue(after, number(1), "a.docx", "aa")
    assert faults_in(after.path) == []
    with pytest.raises(NumberRefused):
        issue(after, number(1), "b.docx", "bb")


@pytest.mark.parametrize("backups", [2, 3])
def test_a_letter_in_work_keeps_its_number_when_backups_are_restored_one_after_the_other(
    tmp_path: Path, backups: int
) -> None:
    store = register(tmp_path)
    backup = back_up(store, "use")
    reserve(store, CODE, YEAR, key="in work")
    for _ in range(backups):
        store = restored(store, backup)
    assert reserved_for(store, "in work") == number(1)
    assert reserve(store, CODE, YEAR, key="in work").number == number(1)
    assert entry(store, 1).state == "reserved", "it is reserved again, which the history says"
    assert [row.what for row in history(store)].count("reserve") == 1


def test_a_number_explained_as_used_on_paper_is_not_offered_again(tmp_path: Path) -> None:
    store = register(tmp_path)
    for key in "ab":
        reserve(store, CODE, YEAR, key=key)
    release(store, number(1))
    backup = back_up(store, "use")
    explain_gap(store, number(1), "写在纸上了")
    carried = preview_restore(store.path, backup).carried
    assert [(one.about, one.words) for one in carried] == [("朝民函〔2023〕1号", "说明：写在纸上了")]
    after = restored(store, backup)
    assert propose(after, CODE, YEAR).number == number(3)
    assert [gap.reason for gap in read_ledger(after).gaps] == ["写在纸上了"]


def test_a_series_that_goes_on_where_paper_ends_does_so_after_a_restore(tmp_path: Path) -> None:
    store = register(tmp_path)
    backup = back_up(store, "use")
    set_start(store, CODE, YEAR, 33, "接着纸质登记簿")
    assert [one.words for one in preview_restore(store.path, backup).carried] == ["起始号 33"]
    assert propose(restored(store, backup), CODE, YEAR).number == number(33)


@pytest.mark.full
def test_backups_restored_one_after_the_other_lose_no_number(tmp_path: Path) -> None:
    store = register(tmp_path)
    backups: list[Backup] = []
    for turn in range(6):
        drawn = reserve(store, CODE, YEAR, key=f"turn {turn}").number
        if turn % 2:
            release(store, drawn)
        backups.append(back_up(store, "hand"))
    known = set(given(store.path))
    for turn, backup in enumerate((*backups[::-1], *backups)):
        store = restored(store, backup)
        fresh = reserve(store, CODE, YEAR, key=f"after {turn}")
        assert fresh.released_before or number_text(fresh.number) not in known
        known |= set(given(store.path))
        assert set(given(store.path)) == known


def test_a_scanner_that_holds_the_staging_folder_does_not_undo_what_was_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = register(tmp_path)
    remove = os.rmdir

    def held(path: str | Path, *, dir_fd: int | None = None) -> None:
        """Refuse as Windows does while another program has a file in the folder open."""
        if ".staging-" in str(path):
            raise PermissionError(13, "held by another program", str(path))
        remove(path, dir_fd=dir_fd)

    monkeypatch.setattr(os, "rmdir", held)
    backup = back_up(store, "hand")
    reserve(store, CODE, YEAR, key="a")
    after = restored(store, backup)
    assert entry(after, 1).state == "taken"
    assert backup in list_backups(after.path)


def test_a_newer_register_is_not_overwritten_by_an_old_programs_restore(tmp_path: Path) -> None:
    store = register(tmp_path)
    reserve(store, CODE, YEAR, key="a")
    backup = back_up(store, "use")
    open_store(store.path, clock=Clock(), migrations=NEWER)
    before = store.path.read_bytes()
    for work in (preview_restore, restore):
        with pytest.raises(StoreTooNew, match="请升级复函"):
            work(store.path, backup, clock=Clock())
    assert store.path.read_bytes() == before


def test_a_register_of_an_older_version_keeps_its_numbers_when_a_backup_is_restored(tmp_path: Path) -> None:
    store = register(tmp_path)
    backup = back_up(store, "use")
    reserve(store, CODE, YEAR, key="a")
    assert preview_restore(store.path, backup, clock=Clock(), migrations=NEWER).readable
    after = restore(store.path, backup, clock=Clock(), migrations=NEWER)
    assert after.version() == NEWER[-1].version
    assert propose(after, CODE, YEAR).number == number(2)
