"""Many who draw numbers at once, and clients that are killed while they do."""

from pathlib import Path

import pytest

from tests.faults.laboratory import experiment, seed

FAIR = 0.7
full = pytest.mark.full


@pytest.mark.parametrize(
    ("processes", "each"), [(8, 15), pytest.param(8, 100, marks=full), pytest.param(32, 60, marks=full)]
)
def test_many_draw_at_once(tmp_path: Path, processes: int, each: int) -> None:
    found = experiment("drawing", tmp_path, processes=processes, numbers=processes * each, seed=seed())
    assert not found["faults"]
    assert found["rows"] == found["highest"] == found["distinct"] == found["acknowledged"] == found["history"]
    assert min(found["counts"]) >= FAIR * max(found["counts"])


@pytest.mark.full
def test_the_naive_way_gives_numbers_twice_and_lets_some_starve(tmp_path: Path) -> None:
    found = experiment("drawing_naively", tmp_path, processes=32, numbers=700)
    assert found["distinct"] < found["acknowledged"] or found["faults"]
    assert min(found["counts"]) < FAIR * max(found["counts"])


@pytest.mark.parametrize("kills", [30, pytest.param(200, marks=full)])
def test_a_killed_client_leaves_no_gap_and_no_double(tmp_path: Path, kills: int) -> None:
    found = experiment("numbering_killed", tmp_path, kills=kills, seed=seed())
    assert found.pop("numbers") > kills / 2
    assert set(found.values()) == {0}, found


@pytest.mark.full
def test_a_counter_beside_the_rows_leaves_gaps(tmp_path: Path) -> None:
    assert experiment("numbering_killed_naively", tmp_path, kills=30, seed=seed())["gaps"] > 0


@full
def test_asking_again_without_the_key_leaves_numbers_that_nobody_knows(tmp_path: Path) -> None:
    def unknown(turn: int) -> int:
        folder = tmp_path / str(turn)
        return experiment("numbering_killed", folder, kills=150, seed=seed(), same_key=False)["known to nobody"]

    # The moment between a number and its acknowledgement is short: it may want another try.
    assert any(unknown(turn) for turn in range(3))
