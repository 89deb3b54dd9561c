"""Programs that are killed while they save a letter or change the schema."""

from pathlib import Path

import pytest

from tests.faults.laboratory import experiment, seed

full = pytest.mark.full


@pytest.mark.parametrize("kills", [12, pytest.param(200, marks=full)])
def test_a_kill_while_saving_corrupts_nothing_and_loses_nothing_acknowledged(tmp_path: Path, kills: int) -> None:
    found = experiment("saving_killed", tmp_path, kills=kills, seed=seed())
    assert found["saves"]
    assert (found["corrupt"], found["lost"]) == (0, 0)


@pytest.mark.parametrize("kills", [15, pytest.param(200, marks=full)])
def test_a_kill_while_a_draft_is_kept_leaves_the_last_one_acknowledged(tmp_path: Path, kills: int) -> None:
    found = experiment("keeping_killed", tmp_path, "tests.faults.drafts", kills=kills, seed=seed())
    assert found.pop("saves") > kills / 4
    assert set(found.values()) == {0}, found


@pytest.mark.full
def test_writing_over_the_file_itself_corrupts_it(tmp_path: Path) -> None:
    assert experiment("saving_killed_naively", tmp_path, kills=40, seed=seed())["corrupt"] > 0


@pytest.mark.parametrize("kills", [4, pytest.param(50, marks=full)])
def test_a_killed_migration_leaves_the_old_schema_or_the_new_one(tmp_path: Path, kills: int) -> None:
    found = experiment("migration_killed", tmp_path, kills=kills, seed=seed())
    assert found["between"] == 0
    assert found["old"] + found["new"] == kills
    assert (found["old"] and found["new"]) or kills < 50


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=full)])
def test_a_killed_restore_leaves_the_register_as_it_was_or_restored(tmp_path: Path, kills: int) -> None:
    found = experiment("restoring_killed", tmp_path, kills=kills, seed=seed())
    assert found["between"] == 0
    assert (found["old"] and found["new"]) or kills < 50


@pytest.mark.full
def test_copying_a_backup_over_the_register_leaves_something_between(tmp_path: Path) -> None:
    assert experiment("restoring_killed_naively", tmp_path, kills=60, seed=seed())["between"] > 0


@pytest.mark.full
def test_statement_by_statement_leaves_something_between(tmp_path: Path) -> None:
    assert experiment("migration_killed_naively", tmp_path, kills=8, seed=seed())["between"] > 0
