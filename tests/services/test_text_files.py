"""The words of a file that is dropped onto the answer."""

from pathlib import Path

import pytest

from services.letter_files import CannotRead
from services.text_files import read_text_file

CASES = Path(__file__).parents[1] / "cases"


def test_a_page_in_another_set_of_characters_is_read() -> None:
    assert read_text_file(CASES / "25-big5.html") == "一、加強養老服務。全市共建成養老服務中心。"


def test_struck_words_of_a_page_are_named(tmp_path: Path) -> None:
    page = tmp_path / "甲.html"
    page.write_bytes("<meta charset=gb2312><p>补助<s>500</s>600元<sup>[1]</sup></p>".encode("gb18030"))
    read = read_text_file(page)
    assert read == "补助600元"
    assert [str(remark) for remark in read.remarks] == [
        "没有放进来：划去的字 1 处（“500”）。",
        "没有放进来：注的标号 1 个（“[1]”）。",
    ]


def test_a_page_whose_words_are_all_struck_has_none(tmp_path: Path) -> None:
    page = tmp_path / "甲.html"
    page.write_text("<p><s>500</s></p>", encoding="utf-8")
    with pytest.raises(CannotRead, match="没有认得出的文字"):
        read_text_file(page)


def test_a_text_file_is_read_as_it_is_but_for_what_no_letter_holds(tmp_path: Path) -> None:
    file = tmp_path / "甲.txt"
    file.write_bytes("王喆同志<s>1</s>\n".encode("gb18030"))
    assert read_text_file(file) == "王喆同志<s>1</s>\n"
    assert read_text_file(CASES / "27-fffc.txt") == "王同志"
