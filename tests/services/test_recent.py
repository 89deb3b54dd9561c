"""The letters made lately are kept, private and bounded, each in its latest version."""

import stat
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from letter.model import Block, Proposal
from services import recent
from services.data_check import unusable_files
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


def numbered(number: int, length: int = 0) -> Draft:
    """Return a letter of a case of its own, as long as it is wanted."""
    answer = (Block(text="长" * length),) if length else plain_letter().answer
    return Draft(plain_letter(proposals=(Proposal(str(number), "案由"),), answer=answer))


def kept_numbers(data: DataFolder) -> list[int]:
    """Return the cases of the letters that are kept, the last one first."""
    return [int(known.letter.proposals[0].number) for known in recent_letters(data)]


def test_a_letter_that_is_open_stays_whatever_else_is_made(data: DataFolder) -> None:
    first = numbered(0)
    keep_recent(data, first)
    for number in range(1, MOST + 4):
        keep_recent(data, numbered(number), open_letters=[first.letter])
    assert kept_numbers(data) == [*range(MOST + 3, 3, -1), 0]
    keep_recent(data, numbered(99))
    assert 0 not in kept_numbers(data), "it has been closed"


def test_beyond_so_many_bytes_the_oldest_that_were_made_go(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "MOST_BYTES", 35_000)
    keep_recent(data, numbered(100, 3_000), made=False)
    for number in range(8):
        keep_recent(data, numbered(number, 3_000))
    assert kept_numbers(data) == [7, 6, 100]
    keep_recent(data, numbered(8, 30_000))
    assert kept_numbers(data) == [8, 100], "never what was kept just now, nor what is no docx yet"


def test_letters_that_are_no_docx_go_only_some_days_after_it_was_said(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent, "MOST_UNMADE", 3)
    now = time.time()
    monkeypatch.setattr(recent.time, "time", lambda: now)
    for number in range(6):
        keep_recent(data, numbered(number), made=False)
    assert kept_numbers(data) == [5, 4, 3, 2, 1, 0], "nobody has been told"
    (sentence,) = unusable_files(data)
    assert "没有生成的信留了 6 封" in sentence
    assert "最早的 3 封" in sentence
    keep_recent(data, numbered(6), made=False)
    assert len(kept_numbers(data)) == 7, "told a moment ago"
    now += recent.GRACE_DAYS * 24 * 3600 + 1
    keep_recent(data, numbered(7), made=False)
    assert kept_numbers(data) == [7, 6, 5, 4, 3], "those of which the clerk was told, and no other"
    assert "留了 5 封" in unusable_files(data)[0]
    for known in recent_letters(data)[2:]:
        take_recent(known)
    assert unusable_files(data) == []
    assert not (data.recent / "told.json").exists()


def test_without_a_place_to_remember_what_was_said_nothing_goes(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent, "MOST_UNMADE", 1)
    for number in range(3):
        keep_recent(data, numbered(number), made=False)

    def full(*_: object) -> bytes:
        raise SaveError("磁盘已满")

    with monkeypatch.context() as patch:
        patch.setattr(recent, "write_json", full)
        unusable_files(data)
    now = time.time() + recent.GRACE_DAYS * 48 * 3600
    monkeypatch.setattr(recent.time, "time", lambda: now)
    keep_recent(data, numbered(3), made=False)
    assert kept_numbers(data) == [3, 2, 1, 0]
