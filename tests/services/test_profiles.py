"""Several profiles of one office: chosen by name, added, removed, carried about, and ready-made ones."""

from pathlib import Path

import msgspec
import pytest

from letter.derived import agency_defaults
from letter.model import Agency
from services import profiles
from services.data_folder import DataFolder
from services.letter_files import CannotRead
from services.settings import Profile, Settings, load_settings, save_settings

CIVIL, PRINTED = agency_defaults("朝阳市民政局"), agency_defaults("建平县教育局")
ONE = Settings(agency=CIVIL)
TWO = profiles.add_profile(ONE, "套印", PRINTED)


def test_a_new_profile_is_in_use_and_the_old_one_is_kept() -> None:
    assert (TWO.agency, profiles.profile_name(TWO)) == (PRINTED, "套印")
    assert profiles.profile_names(TWO) == ["套印", "朝阳市民政局"]


def test_choosing_goes_there_and_back() -> None:
    there = profiles.choose_profile(TWO, "朝阳市民政局")
    assert (there.agency, there.profile) == (CIVIL, "")
    assert profiles.profile_names(there) == ["朝阳市民政局", "套印"]
    assert profiles.choose_profile(there, "套印") == TWO
    assert profiles.choose_profile(TWO, "套印") is TWO
    with pytest.raises(KeyError):
        profiles.choose_profile(TWO, "没有")


def test_a_name_that_is_taken_gets_a_number() -> None:
    three = profiles.add_profile(TWO, "套印", CIVIL)
    assert profiles.profile_names(three)[0] == "套印（2）"
    assert profiles.profile_names(profiles.add_profile(three, "套印（2）", CIVIL))[0] == "套印（3）"


def test_the_last_profile_stays() -> None:
    assert profiles.remove_profile(TWO) == ONE
    assert profiles.remove_profile(ONE) == ONE


def test_profiles_are_remembered(tmp_path: Path) -> None:
    save_settings(DataFolder(tmp_path), TWO)
    assert load_settings(DataFolder(tmp_path)) == TWO


def test_one_file_carries_all_of_them(tmp_path: Path) -> None:
    file = profiles.export_profiles(TWO, tmp_path / "档案.json")
    taken, names = profiles.import_profiles(Settings(), file)
    assert names == ["套印", "朝阳市民政局"]
    assert profiles.profile_names(taken) == ["套印", "朝阳市民政局"]
    assert profiles.import_profiles(taken, file) == (taken, [])


def test_an_import_changes_nothing_that_is_there(tmp_path: Path) -> None:
    file = profiles.export_profiles(Settings(agency=CIVIL), tmp_path / "档案.json")
    own = Settings(agency=msgspec.structs.replace(CIVIL, code="朝民提函"))
    taken, names = profiles.import_profiles(own, file)
    assert (taken.agency, names) == (own.agency, ["朝阳市民政局（2）"])
    assert profiles.choose_profile(taken, "朝阳市民政局（2）").agency == CIVIL


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": 2, "profiles": []}', '{"format": 1, "profiles": []}', "\xff"]
)
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "别的.json"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(CannotRead, match="不是单位档案文件"):
        profiles.import_profiles(ONE, file)


def test_a_name_that_no_docx_can_hold_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "档案.json"
    profiles.export_profiles(ONE, file)
    file.write_text(file.read_text(encoding="utf-8").replace("朝阳市民政局", "朝阳市民政局\\u000b"), encoding="utf-8")
    with pytest.raises(CannotRead, match=r"“档案.json”里面有公文不能有的字符（U\+000B）"):
        profiles.import_profiles(ONE, file)


def test_ready_ones_keep_what_is_the_offices_own() -> None:
    ready = profiles.ready_profiles()
    assert [profile.name for profile in ready] == ["县级常用", "市级常用", "省级常用"]
    for profile in ready:
        made = profiles.in_style(msgspec.structs.replace(CIVIL, mark="民政局"), profile.agency)
        assert (made.name, made.code, made.place, made.work, made.mark) == (
            CIVIL.name, CIVIL.code, CIVIL.place, CIVIL.work, "民政局",
        )  # fmt: skip
        assert made.imprint == profile.agency.imprint
    assert len({profiles.in_style(CIVIL, profile.agency) for profile in ready}) == 3


def test_own_fields_are_fields_of_a_profile() -> None:
    assert set(profiles.OWN) <= set(Agency.__struct_fields__)
    assert msgspec.json.decode(msgspec.json.encode(Profile("甲", CIVIL)), type=Profile) == Profile("甲", CIVIL)
