"""Backups are copied to a second place, never mixed with another register's, and can be fetched from there."""

import shutil
from pathlib import Path

import pytest

from letter.model import DocumentNumber
from register.errors import RegisterError
from register.numbers import reserve
from services.data_folder import DataFolder
from services.registry import Registry
from tests.faults.oracle import given


@pytest.fixture
def second(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


def used(tmp_path: Path, name: str, code: str = "朝民函") -> Registry:
    """Return the register of an office that has drawn some numbers and backed them up."""
    registry = Registry(DataFolder(tmp_path / name))
    for serial in range(3):
        reserve(registry.store(), code, 2023, key=f"{name} {serial}")
    registry.back_up()
    return registry


def copies(second: Path) -> set[str]:
    return {file.name for file in second.rglob("*") if file.is_file()}


def test_each_backup_is_copied_once_and_what_was_thinned_out_goes(tmp_path: Path, second: Path) -> None:
    registry = used(tmp_path, "一")
    registry.copy_backups(str(second))
    first = copies(second)
    assert first == {backup.path.name for backup in registry.backups()}
    before = {file: file.stat().st_mtime_ns for file in second.rglob("*.pack")}
    reserve(registry.store(), "朝民函", 2023, key="one more")
    registry.back_up()
    registry.copy_backups(str(second))
    assert len(copies(second)) == 2
    assert all(file.stat().st_mtime_ns == at for file, at in before.items()), "it is not copied again"
    registry.backups()[-1].path.unlink()
    registry.copy_backups(str(second))
    assert copies(second) == {backup.path.name for backup in registry.backups()}


def test_two_computers_may_choose_the_same_folder(tmp_path: Path, second: Path) -> None:
    one, other = used(tmp_path, "一"), used(tmp_path, "二", "朝财函")
    for registry in (one, other, one):
        registry.copy_backups(str(second))
    assert copies(second) == {backup.path.name for each in (one, other) for backup in each.backups()}
    assert len(list(second.iterdir())) == 2


def test_a_new_computer_gets_its_register_back_and_keeps_its_place(tmp_path: Path, second: Path) -> None:
    old = used(tmp_path, "旧电脑")
    old.copy_backups(str(second))
    numbers = given(old.path)
    shutil.rmtree(tmp_path / "旧电脑")
    new = Registry(DataFolder(tmp_path / "新电脑"))
    new.store()
    new.copy_backups(str(second))
    assert new.fetch_backups(second) == 1
    (backup,) = new.backups()
    new.restore(backup)
    assert given(new.path) == numbers
    assert reserve(new.store(), "朝民函", 2023, key="next").number == DocumentNumber("朝民函", 2023, 4)
    new.copy_backups(str(second))
    assert len(list(second.iterdir())) == 1, "it is the same register"


def test_a_register_in_which_nothing_was_entered_leaves_the_place_alone(tmp_path: Path, second: Path) -> None:
    registry = Registry(DataFolder(tmp_path / "空"))
    registry.back_up()
    registry.copy_backups(str(second))
    assert not copies(second)


def test_a_disk_that_is_not_there_is_a_sentence_and_made_nowhere(tmp_path: Path) -> None:
    registry, gone = used(tmp_path, "一"), tmp_path / "拔掉的盘" / "备份"
    with pytest.raises(RegisterError, match=r"没有另存到.*接好"):
        registry.copy_backups(str(gone))
    assert not gone.parent.exists()
    assert registry.backups()


def test_a_folder_without_backups_is_a_sentence(tmp_path: Path, second: Path) -> None:
    (second / "别的").mkdir()
    (second / "别的" / "说明.txt").write_text("x")
    with pytest.raises(RegisterError, match="没有登记簿的备份"):
        used(tmp_path, "一").fetch_backups(second)
