"""Settings and the letter in work."""

import datetime
import stat
from pathlib import Path

import pytest

from letter.completeness import gaps
from letter.derived import agency_defaults
from letter.model import Contact, Session
from services.data_folder import DataFolder
from services.draft import Draft, KeptDraft, drop_draft, last_changed, load_drafts, new_draft_file, save_draft
from services.making import CannotMake, make_file, new_letter, target_in
from services.opening import CannotOpen, open_file
from services.report import report_fault
from services.saving import SaveError
from services.settings import Settings, load_settings, save_settings
from tests.letters import SAMPLES, plain_letter, sample


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


SETTINGS = Settings(
    agency=agency_defaults("朝阳市民政局"), session=Session("朝阳市政协", 12, 2), contact=Contact("周岚")
)


def test_settings_are_kept(data: DataFolder) -> None:
    assert load_settings(data) == Settings()
    save_settings(data, SETTINGS)
    assert load_settings(data) == SETTINGS
    assert stat.S_IMODE(data.settings.stat().st_mode) == 0o600


def test_broken_settings_are_put_aside(data: DataFolder) -> None:
    data.path.mkdir()
    data.settings.write_text("{", encoding="utf-8")
    assert load_settings(data) == Settings()
    assert (data.path / "settings-1.json.bak").read_text(encoding="utf-8") == "{"


def test_drafts_are_kept_in_their_order_with_what_the_letter_could_not_take(data: DataFolder) -> None:
    assert load_drafts(data) == ([], [])
    drafts = [Draft(plain_letter(), {"document_date": "2023年13月"}), Draft(plain_letter(closing="此复。"))]
    files = [new_draft_file(data) for _draft in drafts]
    marks = [save_draft(file, draft) for file, draft in zip(reversed(files), reversed(drafts), strict=True)][::-1]
    kept, broken = load_drafts(data)
    assert kept == [KeptDraft(*each) for each in zip(drafts, files, marks, strict=True)]
    assert not broken
    assert last_changed(kept) == 0, "the first one was written last"
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    drop_draft(files[0])
    assert [each.draft for each in load_drafts(data)[0]] == drafts[1:]
    assert last_changed([]) == 0


def test_a_broken_draft_is_put_aside_and_told_and_the_others_are_read(data: DataFolder) -> None:
    file = new_draft_file(data)
    save_draft(new_draft_file(data), Draft(plain_letter()))
    file.write_text('{"letter": 5}', encoding="utf-8")
    kept, broken = load_drafts(data)
    assert len(kept) == 1
    assert [f"{file.stem}-1.json.bak" in sentence for sentence in broken] == [True]
    assert load_drafts(data) == (kept, [])


def test_data_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SaveError, match="建不了文件夹"):
        save_settings(DataFolder(tmp_path / "file" / "data"), SETTINGS)


def test_new_letter_needs_only_number_subject_proposer_and_answer() -> None:
    letter = new_letter(SETTINGS, datetime.date(2026, 3, 1))
    assert [gap.field for gap in gaps(letter)] == ["proposals.number", "proposals.subject", "proposers", "answer"]
    assert (letter.document_number.code, letter.document_number.year) == ("朝民函", 2026)
    assert letter.document_number.serial is None
    assert letter.document_date is None


@pytest.mark.parametrize(("kind", "body"), [("cppcc_proposal", "朝阳市政协"), ("npc_suggestion", "朝阳市人大")])
def test_the_first_letters_session_follows_from_the_place(kind: str, body: str) -> None:
    settings = Settings(agency=agency_defaults("朝阳市民政局"), kind=kind)
    assert new_letter(settings, datetime.date(2026, 3, 1)).session == Session(body)


def test_a_remembered_session_stays() -> None:
    settings = Settings(agency=agency_defaults("朝阳市民政局"), session=Session("辽宁省政协", 13, 1))
    assert new_letter(settings, datetime.date(2026, 3, 1)).session == Session("辽宁省政协", 13, 1)


def test_without_a_place_no_session_is_guessed() -> None:
    settings = Settings(agency=agency_defaults("民政局"))
    assert new_letter(settings, datetime.date(2026, 3, 1)).session == Session()


@pytest.mark.parametrize("name", SAMPLES)
def test_make(tmp_path: Path, name: str) -> None:
    letter = sample(name)
    target = target_in(tmp_path, letter)
    assert make_file(letter, target) == target
    assert target.read_bytes()[:2] == b"PK"


def test_gaps_are_refused_and_named(tmp_path: Path) -> None:
    with pytest.raises(CannotMake) as caught:
        make_file(plain_letter(answer=()), tmp_path / "信.docx")
    assert [gap.field for gap in caught.value.gaps] == ["answer"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a?.docx", "CON.docx", "末尾点..docx ", "长" * 90 + ".docx", "没有后缀"])
def test_names_that_windows_refuses(tmp_path: Path, name: str) -> None:
    with pytest.raises(SaveError, match="请改为"):
        make_file(plain_letter(), tmp_path / name)


def test_opening_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="请重新生成"):
        open_file(tmp_path / "没有.docx")


def test_opening_without_any_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "信.docx"
    path.touch()
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(CannotOpen, match="没有找到 Word 或 WPS"):
        open_file(path)


def test_faults_are_logged_without_text(data: DataFolder) -> None:
    try:
        raise ValueError("李文清的信")
    except ValueError as error:
        sentence = report_fault(error, data)
    assert "没有丢失" in sentence
    assert stat.S_IMODE(data.log.stat().st_mode) == 0o600
    log = data.log.read_text(encoding="utf-8")
    assert "test_keeping.py" in log
    assert "李文清" not in log + sentence
