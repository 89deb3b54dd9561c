"""Titles are split by sense into 梯形 or 菱形."""

import pytest

from docgen.title_lines import split_title
from docgen.widths import count_lines, width_in_characters

TITLES = [
    ("关于市政协第176号提案的答复", ["关于市政协第176号提案的答复"]),
    (
        "朝阳市民政局关于朝阳市政协十二届二次会议第176号提案的答复",
        ["朝阳市民政局关于朝阳市政协", "十二届二次会议第176号提案的答复"],
    ),
    ("关于对朝阳市政协十二届二次会议第176号提案的答复", ["关于对朝阳市政协十二届二次会议", "第176号提案的答复"]),
    (
        "建平县教育局关于建平县十八届人大三次会议第025号建议的答复",
        ["建平县教育局关于建平县", "十八届人大三次会议第025号建议的答复"],
    ),
    (
        "沈阳市和平区住房和城乡建设局关于沈阳市和平区政协十一届四次会议第0153号、第Y072号提案的答复",
        ["沈阳市和平区住房和城乡建设局", "关于沈阳市和平区政协十一届四次会议", "第0153号、第Y072号提案的答复"],
    ),
    (
        "朝阳市人力资源和社会保障局关于政协朝阳市第十二届委员会第二次会议第176号提案的答复函",
        ["朝阳市人力资源和社会保障局", "关于政协朝阳市第十二届委员会第二次会议", "第176号提案的答复函"],
    ),
    (
        "关于市政协十二届二次会议第176号《关于为社区治理赋能增效的建议》提案的答复",
        ["关于市政协十二届二次会议", "第176号《关于为社区治理赋能增效的建议》", "提案的答复"],
    ),
]


@pytest.mark.parametrize(("title", "lines"), TITLES, ids=[row[0][:12] for row in TITLES])
def test_split_by_sense(title: str, lines: list[str]) -> None:
    assert split_title(title, 20) == lines


def test_breaks_by_hand_are_kept() -> None:
    assert split_title("第一行\n第二行的字", 20) == ["第一行", "第二行的字"]


@pytest.mark.parametrize("length", [*range(21, 60), 100, 400, 2000])
def test_any_title_is_split_quickly_and_wholly(length: int) -> None:
    title = ("某单位关于一二三四五六七八九十届会议第12345号提案的答复" * 80)[:length]
    lines = split_title(title, 20)
    assert "".join(lines) == title
    assert all(width_in_characters(line) <= 20 for line in lines)


def test_a_title_without_any_place_to_break() -> None:
    assert "".join(split_title("国" * 45, 20)) == "国" * 45


def test_long_digits_are_not_split() -> None:
    number = "第20230158号"
    lines = split_title(f"朝阳市民政局关于朝阳市政协十二届二次会议{number}提案的答复", 20)
    assert sum(number in line for line in lines) == 1


def test_width_and_lines() -> None:
    assert width_in_characters("2023年3月21日") == 6.5
    assert width_in_characters("朝阳市民政局") == 6
    assert count_lines("国" * 26, 26.5) == 1
    assert count_lines("国" * 27, 26.5) == 2
    assert count_lines("国" * 26 + "。", 26.5) == 2
