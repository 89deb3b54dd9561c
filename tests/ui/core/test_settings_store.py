"""The settings of a window and those that another program writes meanwhile: nothing that either keeps is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from letter.derived import agency_defaults
from letter.model import Contact
from services.commands import run
from services.data_folder import DataFolder
from services.profiles import add_profile, export_profiles, profile_names
from services.settings import Settings, load_settings, save_settings
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
