"""A file of ours that another program holds is waited for, and never written over while nobody knows what it holds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from letter.derived import agency_defaults
from services.commands import run
from services.data_folder import DataFolder
from services.forgetting import forget_all
from services.json_files import BrokenFile, read_json
from services.memory import Memory, SharedMemory, load_memory, remember, save_memory
from services.phrases import Phrase, Phrases, load_phrases, save_phrases
from services.profiles import export_profiles
from services.saving import SaveError
from services.settings import (
    Settings,
    load_settings,
    save_settings,
    settings_and_problem,
    settings_elsewhere,
)
from tests.faults.windows_files import HeldFile
from tests.letters import plain_letter

OWN = Settings(agency=agency_defaults("朝阳市民政局"))
MEMORY = Memory(people=("李文清",))
PHRASES = Phrases(own=(Phrase("特此函复。"),))


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    save_settings(folder, OWN)
    save_memory(folder, MEMORY)
    save_phrases(folder, PHRASES)
    return folder


FILES: dict[str, tuple[Callable[[DataFolder], object], object]] = {
    "settings": (load_settings, OWN),
    "memory": (load_memory, MEMORY),
    "phrases": (load_phrases, PHRASES),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_held_for_a_moment_is_waited_for(data: DataFolder, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    load, value = FILES[name]
    HeldFile(monkeypatch, getattr(data, name), 0.3)
    assert load(data) == value


@pytest.mark.full
def test_held_settings_are_told_and_nobody_changes_them(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    HeldFile(monkeypatch, data.settings)
    settings, problem = settings_and_problem(data)
    assert settings == Settings()
    assert "settings.json”读不出来（没有权限）" in problem
    for changing in (lambda: settings_and_problem(data, to_change=True), lambda: settings_elsewhere(data)):
        with pytest.raises(SaveError, match="读不出来"):
            changing()


@pytest.mark.full
def test_profiles_are_not_taken_into_held_settings(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = export_profiles(Settings(agency=agency_defaults("朝阳市教育局")), tmp_path / "other.json")
    before = data.settings.read_bytes()
    with monkeypatch.context() as patch:
        HeldFile(patch, data.settings)
        assert run(["--data", str(data.path), "profiles", "--import", str(other)], lambda _: 0, None) != 0  # pyright: ignore[reportArgumentType]
    assert data.settings.read_bytes() == before


@pytest.mark.full
def test_what_is_entered_joins_a_memory_that_could_not_be_read(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = SharedMemory(data)
    held = HeldFile(monkeypatch, data.memory)
    letter = plain_letter()
    with pytest.raises(SaveError, match="读不出来"):
        memory.keep(remember(memory.value(), letter))
    with pytest.raises(SaveError, match="读不出来"):
        forget_all(memory)
    held.let_go()
    assert load_memory(data) == MEMORY
    memory.keep(remember(memory.value(), replace(letter, lead_unit="另一个单位")))
    kept = load_memory(data)
    assert kept == memory.value()
    assert "李文清" in kept.people
    assert "另一个单位" in kept.lead_units
    forget_all(memory)
    assert load_memory(data) == Memory()


@pytest.mark.full
def test_held_phrases_are_refused_to_who_would_change_them(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    HeldFile(monkeypatch, data.phrases)
    with pytest.raises(SaveError, match="读不出来"):
        load_phrases(data)


def test_damaged_settings_give_way_to_the_earlier_ones(data: DataFolder) -> None:
    save_settings(data, replace(OWN, window="ff"))
    save_settings(data, replace(OWN, window="ff"))
    data.settings.write_text("{", encoding="utf-8")
    settings, problem = settings_and_problem(data)
    assert settings == OWN
    assert "已损坏" in problem
    assert problem.endswith("现在用的是上一次保存的设置，请核对。")
    assert (data.path / "settings-1.json.bak").read_text(encoding="utf-8") == "{"


def test_a_damaged_earlier_copy_is_no_trouble(data: DataFolder) -> None:
    (data.path / "settings.json.earlier").write_text("[", encoding="utf-8")
    data.settings.write_text("{", encoding="utf-8")
    assert load_settings(data) == Settings()


def test_a_damaged_file_that_cannot_be_put_aside_is_not_written_over(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.settings.write_text("{", encoding="utf-8")

    def refused(_path: Path, _target: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(SaveError, match="没有改动它"):
        settings_elsewhere(data)
    with pytest.raises(BrokenFile, match="没有改动它"):
        read_json(data.settings, Settings)
    assert data.settings.read_text(encoding="utf-8") == "{"
