"""The name under which a letter is written: nobody's file is taken but the letter's own."""

from pathlib import Path

import pytest

from letter.derived import FILE_NAME_LIMIT, safe_file_name
from services.naming import OwnFiles


@pytest.fixture
def own() -> OwnFiles:
    return OwnFiles()


def written(file: Path, words: str = "一封信") -> Path:
    file.write_text(words, encoding="utf-8")
    return file


def test_a_free_name_is_taken_as_it_is(own: OwnFiles, tmp_path: Path) -> None:
    assert own.free_name(tmp_path / "信.docx") == tmp_path / "信.docx"


def test_a_file_of_somebody_else_keeps_its_name(own: OwnFiles, tmp_path: Path) -> None:
    wanted = written(tmp_path / "信.docx")
    assert own.free_name(wanted) == tmp_path / "信（2）.docx"
    written(tmp_path / "信（2）.docx")
    assert own.free_name(wanted) == tmp_path / "信（3）.docx"


def test_the_letters_own_file_is_written_again(own: OwnFiles, tmp_path: Path) -> None:
    wanted = written(tmp_path / "信.docx")
    second = written(tmp_path / "信（2）.docx")
    own.remember(second)
    assert own.free_name(wanted) == second


def test_a_file_changed_since_is_no_longer_the_letters_own(own: OwnFiles, tmp_path: Path) -> None:
    wanted = written(tmp_path / "信.docx")
    own.remember(wanted)
    assert own.free_name(wanted) == wanted
    written(wanted, "领导改过的一封信")
    assert own.free_name(wanted) == tmp_path / "信（2）.docx"


def test_another_letter_owns_nothing_yet(own: OwnFiles, tmp_path: Path) -> None:
    wanted = written(tmp_path / "信.docx")
    own.remember(wanted)
    own.forget()
    assert own.free_name(wanted) == tmp_path / "信（2）.docx"


def test_a_long_name_leaves_room_for_its_number(own: OwnFiles, tmp_path: Path) -> None:
    wanted = written(tmp_path / safe_file_name("国" * FILE_NAME_LIMIT))
    second = own.free_name(wanted)
    assert second.name.endswith("国（2）.docx")
    assert len(second.name) == len(wanted.name) == FILE_NAME_LIMIT
    assert safe_file_name(second.name) == second.name


def test_where_nothing_can_be_looked_up_the_wanted_name_is_tried(own: OwnFiles, tmp_path: Path) -> None:
    wanted = written(tmp_path / "文件") / ("长" * 300)
    assert own.free_name(wanted) == wanted
