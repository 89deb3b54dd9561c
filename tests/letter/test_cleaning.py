"""Whatever is typed or pasted is cleaned of what no letter can hold, and of nothing else."""

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letter.cleaning import clean_line, clean_lines, clean_text

CASES = [
    ("王\u200b小\u2060明\ufeff", "王小明"),
    ("\u202e反\u202c向\u2066隔\u2069离", "反向隔离"),
    ("控\x00制\x0b字\x1f符\x7f", "控制\n字符"),
    ("非\ufffe字\uffff符\ufdd0\U0001ffff", "非字符"),
    ("孤\ud800立\udfff", "孤立"),
    ("甲\r\n乙\r丙\u2028丁\u2029戊\x85己", "甲\n乙\n丙\n丁\n戊\n己"),
    ("不间断\xa0空\u2003格", "不间断 空 格"),
    ("𠮷喆镕堃\ue000\U000e0100", "𠮷喆镕堃\ue000\U000e0100"),
    ("王\ufffc同志", "王同志"),
    ("替换\ufffd字符", "替换\ufffd字符"),
    ("软\xad连字符\U000e0041", "软连字符"),
]


@pytest.mark.parametrize(("typed", "kept"), CASES, ids=[str(number) for number in range(len(CASES))])
def test_text(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_line_joins_what_was_broken() -> None:
    assert clean_line(" 关于加强\n社区治理的\t建议　") == "关于加强社区治理的建议"
    assert clean_line("word\nword") == "word word"
    assert clean_line("王　强") == "王　强"


def test_lines_keep_breaks_made_by_hand() -> None:
    assert clean_lines(" 第一行 \r\n\r\n　第二行\t") == "第一行\n第二行"


@given(st.text())
def test_cleaned_text_fits_xml_and_is_stable(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert clean_line(clean_line(text)) == clean_line(text)
    assert "\n" not in clean_line(text)
    element = ElementTree.Element("t")
    element.text = cleaned
    assert ElementTree.fromstring(ElementTree.tostring(element)).text == (cleaned or None)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_names_are_never_changed(name: str) -> None:
    assert clean_line(name) == name
