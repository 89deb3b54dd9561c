"""The letters made lately are kept, private and bounded, each in its latest version."""

import stat
from pathlib import Path

import pytest
from msgspec.structs import replace

from letter.model import Block, Proposal
from services.data_folder import DataFolder
from services.draft import Draft
from services.recent import MOST, forget_recent, keep_recent, recent_letters, take_recent
from services.saving import SaveError
from tests.letters import plain_letter


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def test_the_last_letter_comes_first_and_the_oldest_go(data: DataFolder) -> None:
    assert recent_letters(data) == []
    for number in range(1, MOST + 4):
        keep_recent(data, Draft(plain_letter(proposals=(Proposal(str(number), "案由"),))))
    numbers = [recent.letter.proposals[0].number for recent in recent_letters(data)]
    assert numbers == [str(number) for number in range(MOST + 3, 3, -1)]
    assert {stat.S_IMODE(recent.file.stat().st_mode) for recent in recent_letters(data)} == {0o600}


def test_a_letter_made_again_takes_the_place_of_its_earlier_version(data: DataFolder) -> None:
    first, other = plain_letter(), plain_letter(proposals=(Proposal("9", "别的"),))
    later = replace(first, answer=(Block(text="改过的答复。"),))
    for letter in (first, other, later):
        keep_recent(data, Draft(letter))
    assert [recent.letter for recent in recent_letters(data)] == [later, other]


def test_what_cannot_be_read_is_left_out(data: DataFolder) -> None:
    keep_recent(data, Draft(plain_letter()))
    (data.recent / "000009.json").write_text("{", encoding="utf-8")
    (data.recent / "别的.json").write_text("{}", encoding="utf-8")
    assert [recent.letter for recent in recent_letters(data)] == [plain_letter()]
    keep_recent(data, Draft(plain_letter()))
    assert (data.recent / "000010.json").exists()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SaveError, match="建不了文件夹"):
        keep_recent(DataFolder(tmp_path / "file" / "data"), Draft(plain_letter()))


def test_what_is_no_docx_yet_is_never_pushed_out_nor_replaced(data: DataFolder) -> None:
    closed = [Draft(plain_letter(), {"document_date": text}) for text in ("三月下旬", "四月上旬")]
    for draft in closed:
        keep_recent(data, draft, made=False)
    for number in range(1, MOST + 4):
        keep_recent(data, Draft(plain_letter(proposals=(Proposal(str(number), "案由"),))))
    keep_recent(data, Draft(plain_letter()))
    recent = recent_letters(data)
    assert [each.draft for each in recent if not each.made] == closed[::-1]
    assert len([each for each in recent if each.made]) == MOST
    forget_recent(data)
    assert [each.draft for each in recent_letters(data)] == closed[::-1]
    take_recent(recent_letters(data)[0])
    assert [each.draft for each in recent_letters(data)] == closed[:1]


def test_an_answer_as_it_was_typed_makes_no_other_letter(data: DataFolder) -> None:
    letter = replace(plain_letter(), answer=(Block(text="一段。"), Block(text="又一段。")))
    raw = "一段。\n\n又一段。\n"
    keep_recent(data, Draft(letter))
    keep_recent(data, Draft(letter, {"answer": raw}), made=False)
    assert [each.made for each in recent_letters(data)] == [True], "listed once, as what it is"
    keep_recent(data, Draft(letter, {"answer": raw + "没有生成的一段。"}), made=False)
    assert [each.made for each in recent_letters(data)] == [False, True]
    keep_recent(data, Draft(letter, {"answer": raw, "document_date": "三月下旬"}), made=False)
    assert [each.made for each in recent_letters(data)] == [False, False, True], "what cannot be read is kept"


def test_closing_a_letter_that_became_a_docx_leaves_it_a_docx(data: DataFolder) -> None:
    keep_recent(data, Draft(plain_letter()))
    keep_recent(data, Draft(plain_letter()), made=False)
    assert [each.made for each in recent_letters(data)] == [True]
    take_recent(recent_letters(data)[0])
    assert len(recent_letters(data)) == 1
