"""Clocks that are wrong: backups go on, in the order in which they were made, and nothing stops a command."""

import datetime
import os
from pathlib import Path

import pytest

from register.backups import EVERY, back_up, back_up_if_due, list_backups
from register.ledger import read_ledger
from register.numbers import propose, reserve
from register.restoring import restore
from register.store import Store
from tests.faults.oracle import faults_in
from tests.register.registers import CODE, NOON, YEAR, Clock, number, register

DAY = datetime.timedelta(days=1)


def used_for_weeks(store: Store, clock: Clock, days: int = 35) -> None:
    """Let a register be used for some weeks, backed up each day."""
    for day in range(days):
        reserve(store, CODE, YEAR, key=f"day {day}")
        back_up(store, "use")
        clock.at += DAY


@pytest.mark.full
@pytest.mark.parametrize("jump", [-40 * DAY, -3650 * DAY, 400 * DAY])
def test_a_clock_that_jumps_takes_no_backup_that_has_just_been_made(tmp_path: Path, jump: datetime.timedelta) -> None:
    clock = Clock()
    store = register(tmp_path, clock)
    used_for_weeks(store, clock)
    clock.at += jump
    for turn in range(12):
        reserve(store, CODE, YEAR, key=f"after {turn}")
        made = back_up(store, "use")
        assert made.path.exists()
        assert list_backups(store.path)[0] == made, "the newest is what was made last, whatever the clock says"
    restored = restore(store.path, list_backups(store.path)[0], clock=clock)
    assert propose(restored, CODE, YEAR).number == number(35 + 12 + 1)
    assert faults_in(store.path) == []


@pytest.mark.full
def test_a_clock_that_was_ahead_and_is_right_again_stops_no_backup(tmp_path: Path) -> None:
    clock = Clock(NOON + 40 * DAY)
    store = register(tmp_path, clock)
    used_for_weeks(store, clock)
    clock.at = NOON
    for turn in range(3):
        reserve(store, CODE, YEAR, key=f"right again {turn}")
        clock.at += EVERY
        made = back_up_if_due(store)
        assert made
        assert made.path.exists()
        assert back_up_if_due(store) is None, "nothing has changed since"


def test_what_has_changed_is_told_by_the_history_and_not_by_the_clock(tmp_path: Path) -> None:
    clock = Clock()
    store = register(tmp_path, clock)
    reserve(store, CODE, YEAR, key="a")
    made = back_up(store, "use")
    reserve(store, CODE, YEAR, key="b")
    clock.at -= 2 * DAY
    newer = made.path.stat().st_mtime + 1_000
    os.utime(made.path, (newer, newer))
    assert back_up_if_due(store), "the file of the backup is newer only by a clock that was wrong"


def test_a_backup_that_another_process_thins_out_meanwhile_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    store = register(tmp_path, clock)
    used_for_weeks(store, clock, 3)
    glob = Path.glob

    def racing(folder: Path, pattern: str) -> list[Path]:
        found = list(glob(folder, pattern))
        for file in found[:1]:
            if folder == store.backups and file.suffix == ".pack":
                file.unlink()
        return found

    monkeypatch.setattr(Path, "glob", racing)
    assert len(list_backups(store.path)) == 2
    reserve(store, CODE, YEAR, key="again")
    clock.at += DAY
    assert back_up_if_due(store)
    assert read_ledger(store).entries
