"""Backups are small, rest on each other where that saves much, and are told when they are not what was written."""

import datetime
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from register import backups
from register.backups import back_up, back_up_if_due, backup_space, held, kept, list_backups, put_copy
from register.errors import RegisterError, StoreDamaged, StoreUnwritable
from register.ledger import history, read_ledger
from register.location import database_at
from register.numbers import propose, reserve
from register.opening import open_store
from register.packing import PackDamaged, read_head
from register.restoring import preview_restore, restore
from register.store import Store
from register.values import Backup, size_text
from tests.bench.large_register import large_register
from tests.bench.measure_large_register import STEPS, measure
from tests.faults.oracle import faults_in, given, unpacked
from tests.register.registers import CODE, NOON, YEAR, Clock, number, register

LETTERS = 300


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a register that is large enough for its backups to rest on each other."""
    return large_register(tmp_path_factory.mktemp("many") / "register.db", LETTERS).path


@pytest.fixture
def store(many: Path, tmp_path: Path) -> Store:
    """Return a copy of that register."""
    path = tmp_path / "register" / "register.db"
    path.parent.mkdir(mode=0o700)
    shutil.copyfile(many, path)
    return open_store(path, clock=Clock())


def unpacked_backup(store: Store, ordinal: int = 0) -> Backup:
    """Make a backup as programs before this one did: a register itself."""
    at = store.clock()
    path = store.backups / f"register-{at.strftime(backups.STAMP)}-use.db"
    store.backups.mkdir(exist_ok=True, mode=0o700)
    store.database.copy_to(path, ordinal)
    return next(one for one in list_backups(store.path) if one.path == path)


def same(store: Store, backup: Backup) -> bool:
    """Return whether a backup holds what the register holds, its own ordinal aside."""
    copy = bytearray(unpacked(backup.path))
    assert int.from_bytes(copy[60:64], "big") == backup.ordinal
    copy[60:64] = store.path.read_bytes()[60:64]
    straight = store.path.with_name("straight.db")
    store.database.copy_to(straight)
    there = straight.read_bytes()
    straight.unlink()
    # The two counters of changes in the head tell how often a file was written to.
    return copy[:24] + copy[28:92] + copy[96:] == there[:24] + there[28:92] + there[96:]


@pytest.mark.full
def test_a_backup_takes_a_share_of_the_register_and_a_later_one_what_has_changed(store: Store) -> None:
    first = back_up(store, "use")
    assert first.size < store.path.stat().st_size / 3
    assert not first.base
    assert same(store, first)
    for turn in range(5):
        reserve(store, CODE, YEAR, key=f"{turn}")
    second = back_up(store, "use")
    assert second.base == first.path.name
    assert second.size < first.size / 10
    assert same(store, second)
    assert (read_head(second.path).ordinal, second.ordinal) == (2, 2)
    assert [one.ordinal for one in list_backups(store.path)] == [2, 1]


@pytest.mark.full
def test_what_rests_on_another_is_previewed_and_restored_whole(store: Store) -> None:
    back_up(store, "use")
    reserve(store, CODE, YEAR, key="a")
    second, before = back_up(store, "use"), history(store)
    reserve(store, CODE, YEAR, key="b")
    assert [change.number for change in preview_restore(store.path, second).changes] == [number(2)]
    restored = restore(store.path, second, clock=Clock())
    assert history(restored)[: len(before)] == before
    assert propose(restored, CODE, YEAR).number == number(3)
    assert faults_in(store.path) == []
    assert faults_in(second.path) == []
    assert len(given(second.path)) == LETTERS + 1


@pytest.mark.full
def test_a_copy_on_which_others_rest_stays_as_long_as_they_do(store: Store) -> None:
    made = first = back_up(store, "use")
    for turn in range(20):
        reserve(store, CODE, YEAR, key=f"{turn}")
        made = back_up(store, "use")
        assert made.base == first.path.name
    assert first in list_backups(store.path)
    assert len(list_backups(store.path)) == 11
    restored = restore(store.path, made, clock=Clock())
    assert propose(restored, CODE, YEAR).number == number(21)


def spoil(path: Path, at: int) -> None:
    """Change one byte of a file."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


@pytest.mark.full
def test_a_changed_byte_of_a_backup_is_told_and_the_next_one_is_whole(store: Store, tmp_path: Path) -> None:
    dice = random.Random(176)
    first = back_up(store, "use")
    reserve(store, CODE, YEAR, key="a")
    second = back_up(store, "use")
    for turn in range(40):
        wrong = (first if turn % 2 else second).path
        before, target = wrong.read_bytes(), tmp_path / f"copy {turn}"
        spoil(wrong, dice.randrange(len(before)) if turn > 20 else turn * 10)
        with pytest.raises(StoreDamaged, match="另选一份"):
            put_copy(second.path, target)
        wrong.write_bytes(before)
    spoil(first.path, 40)
    third = back_up(store, "use")
    assert not third.base
    first.path.unlink()
    with pytest.raises(StoreDamaged, match="另选一份"):
        preview_restore(store.path, second)
    assert same(store, third)
    assert reserve(restore(store.path, third, clock=Clock()), CODE, YEAR, key="a").number == number(1)


@pytest.mark.full
def test_a_copy_on_which_others_rest_is_read_again_at_times(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_READ_AGAIN", 3)
    monkeypatch.setattr(backups, "_REST_ON_ONE", 4)
    first = back_up(store, "use")
    spoil(first.path, first.size - 10)
    assert back_up(store, "use").base == first.path.name
    third = back_up(store, "use")
    assert not third.base, "the damage in what is not read each time has been found"
    rests = [back_up(store, "use").base for _ in range(4)]
    assert rests == [third.path.name] * 3 + [""], "and at times a whole copy is made anyway"


@pytest.mark.full
def test_what_is_not_what_was_written_never_gets_a_good_name(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(path: Path) -> None:
        raise PackDamaged(path.name)

    monkeypatch.setattr("register.packing.verify", fails)
    with pytest.raises(StoreUnwritable, match="备份没有做成"):
        back_up(store, "use")
    assert list(store.backups.iterdir()) == []
    assert propose(store, CODE, YEAR).number == number(1)


def test_backups_of_an_older_program_are_listed_previewed_restored_and_thinned_out(tmp_path: Path) -> None:
    clock = Clock()
    store = register(tmp_path, clock)
    older: list[Backup] = []
    for turn in range(12):
        reserve(store, CODE, YEAR, key=f"{turn}")
        older.append(unpacked_backup(store, turn))
    assert list_backups(store.path) == tuple(older[::-1])
    assert len(preview_restore(store.path, older[5], clock=clock).carried) == 6
    clock.at += backups.EVERY
    assert back_up_if_due(store) is None, "nothing has changed since"
    reserve(store, CODE, YEAR, key="one more")
    made = back_up(store, "use")
    assert made.ordinal == 12
    assert list_backups(store.path) == (made, *older[:2:-1])
    restored = restore(store.path, older[5], clock=clock)
    assert propose(restored, CODE, YEAR).number == number(14)
    assert faults_in(store.path) == []
    store.path.unlink()
    for file in store.backups.glob("*.pack"):
        file.unlink()
    with pytest.raises(StoreDamaged, match="恢复最近一份"):
        open_store(store.path)


def backup_of(turn: int, size: int, base: int | None = None) -> Backup:
    """Return a backup that is not there: the turn is its ordinal."""
    rests = f"{base}.pack" if base is not None else ""
    return Backup(Path(f"{turn}.pack"), NOON + datetime.timedelta(hours=turn), "use", size, turn, rests)


@pytest.mark.parametrize(
    ("most", "staying"),
    [(1_000, range(1, 13)), (150, (1, *range(8, 13))), (112, (1, 12)), (1, (1, 12))],
    ids=["room for all", "the oldest go", "one and what it rests on", "never the newest"],
)
def test_beyond_the_bound_the_oldest_go(most: int, staying: range | tuple[int, ...]) -> None:
    found = [backup_of(1, 100), *(backup_of(turn, 10, 1) for turn in range(2, 13))]
    assert len(kept(found)) >= 10
    remaining = {one.ordinal for one in held(found, found[-1], most)}
    assert remaining == {1, *range(3, 13)} if most == 1_000 else remaining == set(staying)
    assert {one.ordinal for one in held(found, found[4], 1)} == {1, 5, 12}, "nor the one that was just made"


def test_the_folder_of_backups_stays_within_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = register(tmp_path)
    size = back_up(store, "use").size
    monkeypatch.setattr(backups, "MOST_BYTES", 5 * size)
    for turn in range(15):
        reserve(store, CODE, YEAR, key=f"{turn}")
        made = back_up(store, "use")
        assert list_backups(store.path)[0] == made
    space = backup_space(store.path)
    assert 0 < space.used <= space.most == 5 * size
    assert sum(file.stat().st_size for file in store.backups.iterdir()) == space.used
    assert size_text(space.most) in space.words


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (999_001, "1 MB"), (3_400_000, "3.4 MB"), (4_000_000_000, "4 GB")]
)
def test_sizes_are_read_as_people_read_them(size: int, words: str) -> None:
    assert size_text(size) == words


def damage(store: Store) -> None:
    spoil(store.path, store.path.read_bytes().rfind(CODE.encode()))


def test_of_damaged_registers_the_last_ones_stay_beside_the_backups(tmp_path: Path) -> None:
    clock = Clock()
    store = register(tmp_path, clock)
    reserve(store, CODE, YEAR, key="a")
    backup = back_up(store, "use")
    for _ in range(4):
        damage(store)
        store = restore(store.path, backup, clock=clock)
    assert len(list(store.backups.glob("*.damaged"))) == 2
    assert read_ledger(store).entries


@pytest.mark.full
def test_an_ordinal_is_in_the_copy_too(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    put_copy(back_up(store, "use").path, copy)
    assert database_at(copy).ordinal_of(copy) == 1


@pytest.mark.full
def test_anybody_can_measure_it(tmp_path: Path) -> None:
    path = large_register(tmp_path / "register" / "register.db", 200).path
    found = measure(path, 0)
    assert {step.name for step in STEPS} < set(found)
    assert found["backups"] == 2


@pytest.mark.parametrize("make", [lambda store: back_up(store, "use"), unpacked_backup], ids=["packed", "older"])
def test_a_backup_that_was_thinned_out_since_it_was_listed_is_gone_and_not_damaged(
    make: Callable[[Store], Backup], tmp_path: Path
) -> None:
    store = register(tmp_path)
    backup = make(store)
    backup.path.unlink()
    for act in (preview_restore, restore):
        with pytest.raises(RegisterError, match="已经清掉了") as refused:
            act(store.path, backup, clock=Clock())
        assert not isinstance(refused.value, StoreDamaged)
    assert propose(register(tmp_path), CODE, YEAR).number == number(1)
