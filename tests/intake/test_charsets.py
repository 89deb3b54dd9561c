"""The bytes of files and stored pages: their words or nothing, never other characters, whatever the label says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.charsets import decoded

CASES = Path(__file__).parents[1] / "cases"
SIMPLIFIED = "我局高度重视，全力做好养老服务工作。2023年，新建5处嵌入式服务中心（站），补贴100万元。"
TRADITIONAL = "我局高度重視，全力做好養老服務工作。"
PAGES = [
    ("big5", TRADITIONAL, "big5"),
    ("Big5", "王銹恒裏碁", "cp950"),
    ("gb2312", SIMPLIFIED, "gb18030"),
    ("gb2312", SIMPLIFIED, "utf-8"),
    ("gb2312", "㈠喆镕堃𠮷", "gb18030"),
    ("gb2312", TRADITIONAL, "big5"),
    ("gbk", "联通", "gb18030"),
    ("big5", SIMPLIFIED, "gb18030"),
    ("utf-8", SIMPLIFIED, "gb18030"),
    ("utf-8", "联通", "gb18030"),
    ("utf-16", SIMPLIFIED, "gb18030"),
    ("utf-16", SIMPLIFIED, "utf-16-le"),
    ("iso-8859-1", SIMPLIFIED, "gb18030"),
    ("windows-1252", TRADITIONAL, "utf-8"),
    ("iso-8859-1", "Café à la carte", "cp1252"),
    ("shift_jis", "こんにちは世界", "shift_jis"),
    ("euc-kr", "안녕하세요", "euc-kr"),
    ("no-such-set", "王喆同志", "utf-8"),
    ("hz-gb-2312", "养老服务", "hz"),
    ("base64", "养老服务", "gb18030"),
]


@pytest.mark.parametrize(("label", "words", "code"), PAGES)
@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="{label}">',
        "<META http-equiv=Content-Type content='text/html; charset={label}'>",
    ],
)
def test_a_page_is_read_by_what_makes_sense(head: str, label: str, words: str, code: str) -> None:
    page = f"<html><head>{head.format(label=label)}</head><body><p>{words}</p></body></html>"
    assert decoded(page.encode(code), web=True) == page


def test_an_xml_declaration_counts_as_well() -> None:
    page = f'<?xml version="1.0" encoding="big5"?><html><body>{TRADITIONAL}</body></html>'
    assert decoded(page.encode("big5"), web=True) == page


def test_the_stored_page_of_another_set_is_read() -> None:
    assert "一、加強養老服務。全市共建成養老服務中心。" in decoded((CASES / "25-big5.html").read_bytes(), web=True)


@pytest.mark.parametrize("words", [SIMPLIFIED, TRADITIONAL, "联通", "李文清、王小明", "a\n一、加强领导", "𠮷喆"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_a_text_file_is_read_without_any_label(code: str, words: str) -> None:
    assert decoded(words.encode(code)) == words


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
def test_two_bytes_without_a_mark_are_read_by_their_line_ends(code: str) -> None:
    assert decoded(f"{SIMPLIFIED}\n{TRADITIONAL}".encode(code)) == f"{SIMPLIFIED}\n{TRADITIONAL}"


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)), b"\xff\xfe\x00\xd8", b"\x80\x81" * 30, b"\xfe\xff\xd8"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert decoded(data) == ""
    assert decoded(b"<meta charset=gbk>" + data, web=True) == ""


def test_good_text_with_rubbish_in_it_is_read() -> None:
    assert decoded("养老\ufffd服务\x1f\x92。".encode()) == "养老\ufffd服务\x1f\x92。"
    assert decoded("养老服务。\x1a".encode("gb18030")) == "养老服务。\x1a"


def test_plain_ascii_and_nothing_stay_what_they_are() -> None:
    assert decoded(b"") == ""
    assert decoded(b"charset=big5", web=True) == "charset=big5"


@given(
    st.binary(max_size=200), st.sampled_from(["gbk", "big5", "hz", "utf-16", "rot13", "hex", "idna", "undefined", "x"])
)
def test_any_bytes_are_text_or_nothing(data: bytes, label: str) -> None:
    text = decoded(b"<meta charset=" + label.encode() + b">" + data, web=True)
    assert "\0" not in text
    assert "\0" not in decoded(data)
