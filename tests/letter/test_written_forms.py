"""Raised figures, numbers of lists and lines of cells as plain text: nothing runs together."""

import pytest

from letter.cells import cell_text
from letter.list_marks import numbered
from letter.scripts import lowered, raised


@pytest.mark.parametrize(
    ("words", "before", "expected"),
    [("5", "10", "⁵"),
     ("n-1", "2", "ⁿ⁻¹"), ("2.5", "10", "^2.5"), ("（注）", "甲", "（注）"),
     ("st", "", "st"), (" ", "1", " ")],
)  # fmt: skip
def test_raised(words: str, before: str, expected: str) -> None:
    assert raised(words, before) == expected


@pytest.mark.parametrize(
    ("words", "before", "expected"), [("2", "CO", "₂"), ("2.5", "PM", "2.5"), ("max", "a", "_max")]
)
def test_lowered(words: str, before: str, expected: str) -> None:
    assert lowered(words, before) == expected


@pytest.mark.parametrize(
    ("mark", "words", "expected"),
    [
        ("1.", "2023年", "1、2023年"), ("２．", " 5G", "２、5G"), ("1.", "甲", "1.甲"),
        ("（1）", "5G", "（1）5G"),
        ("一是", "甲", "一是甲"), ("1.1", "5G", "1.1 5G"), ("", " 甲", " 甲"),
        ("1.1.", "5G", "1.1. 5G"), ("1.", "", "1."),
    ],
)  # fmt: skip
def test_numbered(mark: str, words: str, expected: str) -> None:
    assert numbered(mark, words) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["李文清", "王小明"], "李文清 王小明"), (["李文清\t王小明"], "李文清 王小明"),
        (["李文清、", "王小明"], "李文清、王小明"),
        (["金额", "（万元）"], "金额（万元）"), (["联", "系", "人"], "联系人"),
        (["甲\n\n", "", "乙乙"], "甲 乙乙"), ([], ""),
    ],
)  # fmt: skip
def test_cell_text(lines: list[str], expected: str) -> None:
    assert cell_text(lines) == expected
