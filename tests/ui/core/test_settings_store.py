"""The settings of a window and those that another program writes meanwhile: nothing that either keeps is lost."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from letter.derived import agency_defaults
from letter.model import Contact
from services.commands import run
from services.data_folder import DataFolder
from services.profiles import add_profile, export_profiles, profile_names
from services.settings import Settings, load_settings, save_settings, settings_turn
from tests.faults.windows_files import HeldFile
from tests.letters import ROOT
from ui.core.settings_store import SettingsStore

OWN = Settings(agency=agency_defaults("朝阳市民政局"))
OTHER = Settings(agency=agency_defaults("朝阳市教育局"))


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def take_in(data: DataFolder, profiles: Settings) -> None:
    """Take profiles in by the command, as a second process does."""
    file = export_profiles(profiles, data.path.parent / "profiles.json")

    def no_window(*_arguments: object, **_options: object) -> int:
        raise AssertionError

    assert run(["--data", str(data.path), "profiles", "--import", str(file)], no_window, no_window) == 0  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    "change",
    [
        lambda settings: replace(settings, window="ff"),
        lambda settings: replace(settings, contact=Contact("周岚")),
        lambda settings: add_profile(settings, "", agency_defaults("朝阳市财政局")),
        lambda settings: settings,
    ],
    ids=["place", "contact", "profile", "nothing"],
)
def test_a_profile_taken_in_while_a_window_is_open_stays(
    data: DataFolder, change: Callable[[Settings], Settings]
) -> None:
    save_settings(data, OWN)
    store = SettingsStore(data, load_settings(data))
    take_in(data, OTHER)
    wanted = change(store.value)
    store.keep(wanted)
    kept = load_settings(data)
    assert kept == store.value
    assert {"朝阳市民政局", "朝阳市教育局"} <= {*profile_names(kept)}
    assert {*profile_names(wanted)} <= {*profile_names(kept)}
    assert (kept.window, kept.contact) == (wanted.window, wanted.contact)
    store.keep(replace(store.value, window="00"))
    assert profile_names(load_settings(data)) == profile_names(kept), "it is taken once"


def test_the_first_profile_taken_in_is_in_use_afterwards(data: DataFolder) -> None:
    store = SettingsStore(data, Settings())
    take_in(data, OTHER)
    store.keep(replace(store.value, window="ff"))
    assert load_settings(data) == replace(OTHER, window="ff")


def test_what_was_taken_out_here_stays_out(data: DataFolder) -> None:
    save_settings(data, add_profile(OWN, "", OTHER.agency or agency_defaults("x")))
    store = SettingsStore(data, load_settings(data))
    store.keep(replace(store.value, profiles=()))
    assert load_settings(data).profiles == ()


def test_settings_that_have_become_unreadable_are_put_aside_and_written_anew(data: DataFolder) -> None:
    save_settings(data, OWN)
    store = SettingsStore(data, load_settings(data))
    data.settings.write_text("{", encoding="utf-8")
    assert store.keep(replace(OWN, window="ff")) == ""
    assert load_settings(data) == replace(OWN, window="ff")
    assert len(list(data.path.glob("*.bak"))) == 1


@pytest.mark.full
def test_settings_that_could_not_be_read_at_the_start_keep_their_profiles(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_settings(data, OWN)
    held = HeldFile(monkeypatch, data.settings)
    store = SettingsStore(data, load_settings(data))
    assert "读不出来" in store.keep(replace(store.value, window="ff"))
    held.let_go()
    assert load_settings(data) == OWN
    assert store.keep(replace(store.value, folder="/letters")) == ""
    assert load_settings(data) == replace(OWN, window="ff", folder="/letters")


AT_ONCE = """
import sys, time
from pathlib import Path
from msgspec.structs import replace
from services.data_folder import DataFolder
from services.settings import load_settings, save_settings
from ui.core import settings_store
def slowly(*given):
    time.sleep(0.4)
    save_settings(*given)
settings_store.save_settings = slowly
data = DataFolder(Path(sys.argv[1]))
store = settings_store.SettingsStore(data, load_settings(data))
print("ready", flush=True)
sys.stdin.readline()
assert store.keep(replace(store.value, **{sys.argv[2]: sys.argv[3]})) == ""
"""


@pytest.mark.full
def test_two_programs_that_change_settings_at_once_both_have_their_way(data: DataFolder) -> None:
    save_settings(data, OWN)
    changes = {"window": "ff", "folder": "/letters", "look": "dark"}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", AT_ONCE, str(data.path), *change],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )
        for change in changes.items()
    ]  # fmt: skip
    for one in started:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in started:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in started:
        one.communicate(timeout=60)
        assert one.returncode == 0
    kept = load_settings(data)
    assert {name: getattr(kept, name) for name in changes} == changes


def test_a_program_that_holds_the_settings_for_ever_keeps_nobody_waiting(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.file_locks._PATIENCE_S", 0.1)
    store = SettingsStore(data, OWN)
    with settings_turn(data):
        assert store.keep(replace(OWN, window="ff")) == ""
    assert load_settings(data).window == "ff"
