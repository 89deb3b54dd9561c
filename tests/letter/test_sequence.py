"""Numbers at the beginning of a line: marks of headings where they go on counting, words where they do not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letter.arranging import CannotArrange, decide, shift_levels
from letter.headings import A_HEADING, NO_HEADING
from letter.model import Block
from letter.outline import headings_of, read_answer, undecided_text, write_answer

CASES = Path(__file__).parents[1] / "cases"
# An answer, and the level of each of its lines, - for text.
ANSWERS = {
    "seasons in a row": ("一、总体情况\n三、四季度，我局将继续推进。", "1-"),
    "classes in a row": ("一、总体情况\n一、二级公路共建成12公里。", "1-"),
    "years of school": ("七、八年级学生实行走班教学，十一、十二年级不变。", "-"),
    "months": ("十一、十二月完成收尾工作。", "-"),
    "so many years": ("一、目标\n三、五年内建成示范区。\n二、措施", "1-1"),
    "three numbers": ("一、二、三产业融合发展，农民增收。", "-"),
    "words before the real first heading": ("一、二季度，我局完成摸底。\n一、总体情况\n二、下一步", "-11"),
    "words where the count would go on, the real number later": ("一、概况\n二、三季度，我局推进。\n二、措施", "1-1"),
    "a heading of such words": ("一、二级公路建设情况\n二、下一步打算", "11"),
    "a heading of such words, the last": ("一、概况\n二、措施\n三、四季度工作安排", "111"),
    "a heading that counts down": ("一、概况\n二、一季度工作", "11"),
    "a heading of a plan": ("一、十四五规划情况\n二、两不愁三保障", "11"),
    "an excerpt": ("三、四季度工作安排\n四、其他事项", "11"),
    "years and names with digits": ("1、2023年完成情况\n2、5G基站建设\n3、下一步打算", "333"),
    "two items": ("1、2023年完成情况\n2、5G基站建设", "33"),
    "items with a point": ("1.2023年完成情况\n2.5G基站建设\n3.下一步打算", "333"),
    "items with a point and a blank": ("1. 2023年完成情况\n2. 5G基站建设", "33"),
    "items under two headings": ("一、甲\n1.2023年\n2.4G网络\n3.其他\n二、乙\n1、2024年\n2、6个方面", "13331" + "33"),
    "a decimal by itself": ("2.5G网络覆盖全市。", "-"),
    "measures": ("1.5公里道路已建成。\n2.5公里道路在建。", "--"),
    "a measure among items": ("1.加强领导\n2.5公里道路已建成。\n2.落实资金", "3-3"),
    "a section of a section": ("1.1 建设情况\n1.2 管理情况", "--"),
    "a date": ("1.概况\n2.1.3节所述", "3-"),
    "one paragraph of years": ("1、2023年投入320万元", "-"),
    "buildings": ("1、2、3号楼已竣工。\n4、5号楼在建。", "--"),
    "months with digits": ("1、2月份共接待80人次。", "-"),
    "items that are sentences": ("1、2023年成立专班。\n2、3个月内完成整改，按期销号。", "33"),
    "items of years and names": ("1．2023年\n２．５G", "33"),
    "items of counts": ("一、概况\n1.2个中心\n2.3个平台\n3.4项机制", "1333"),
    "items of months": ("1.10月底前完成\n2.11月底前验收\n3.12月总结", "333"),
    "sections of sections": ("1.1总体要求\n1.2基本原则\n2.1重点任务\n2.2进度\n3.1保障", "-----"),
    "sections below an item": ("1.概述\n2.1内容\n2.2内容", "3--"),
    "sums of money": ("3.5亿元资金已到位。\n4.2亿元资金在途。", "--"),
    "points of percent": ("1.2个百分点的增长\n2.5个百分点的下降\n3.1个百分点", "---"),
    "a part of an industry": ("第一、二产业\n第三、四季度", "--"),
    "quarters as headings": ("一、一季度\n二、二季度\n三、三季度", "111"),
    "words of headings that follow": ("一、七、八月防汛\n二、九、十月秋收", "11"),
    "one or two years": ("一、目标\n一、两年内完成改造。", "1-"),
    "two levels": ("一、概况\n一、二两级政府共同出资。", "1-"),
    "many": ("一、概况\n七、八十万元资金已到位。\n六、七十年代建成的小区。\n八、九成群众满意。", "1---"),
    "wide digits": ("１、２０２３年完成情况\n２、５Ｇ基站", "33"),
    "ordinary": ("一、总体情况\n（一）组织领导\n1.成立专班\n（1）市级\n二、下一步\n正文", "12341-"),
    "ordinary, wrongly counted": ("一、甲\n一、乙\n五、丙", "111"),
    "enclosed": ("㈠加强领导\n㈡落实资金\n⒈组建专班\n⑴市级", "2234"),
    "enclosed before digits": ("⒈2023年完成情况\n⒉5G基站", "33"),
    "circled is a sign within a text": ("①成立专班\n②落实资金", "--"),
    "radicals": ("⼀、加强⼈员⼒量\n⼆、落实资⾦", "11"),
}


def levels_of(text: str) -> str:
    return "".join(str(block.level or "-") for block in read_answer(text))


@pytest.mark.parametrize(("text", "levels"), ANSWERS.values(), ids=ANSWERS)
def test_a_number_is_a_mark_where_it_goes_on_counting(text: str, levels: str) -> None:
    assert levels_of(text) == levels
    assert read_answer(write_answer(read_answer(text))) == read_answer(text)


@pytest.mark.parametrize(
    ("name", "levels", "printed"),
    [
        ("01-season", "1-", "一、总体情况\n三、四季度，我局将继续推进。"),
        ("02-grades", "1-", "一、总体情况\n一、二级公路共建成12公里。"),
        ("05-digits", "333", "1.2023年完成情况\n2.5G基站建设\n3.下一步打算"),
        ("08-kangxi", "11", "一、加强人员力量\n二、落实资金"),
        ("10-enclosed", "2234", "（一）加强领导\n（二）落实资金\n1.组建专班\n（1）市级"),
    ],
)
def test_the_cases(name: str, levels: str, printed: str) -> None:
    text = (CASES / f"{name}.answer.txt").read_text("utf-8")
    assert levels_of(text) == levels
    assert undecided_text(write_answer(read_answer(text))) == printed


@pytest.mark.parametrize(
    "block",
    [
        Block(text="一、像标题的正文"),
        Block(text="三、四季度，我局将继续推进。"),
        Block(text="（一）款所列情形除外。"),
        Block(text="1.5万元"),
        Block(text="㈠加强领导"),
        Block(level=3, heading="2023年完成情况"),
        Block(level=3, heading="5万元"),
        Block(level=1, heading="四季度工作"),
        Block(level=3, heading="5公里", text="已建成。"),
    ],
)
def test_whatever_is_a_word_can_be_written(block: Block) -> None:
    for blocks in ((block,), (Block(level=1, heading="甲"), block, Block(level=3, heading="乙"))):
        assert read_answer(write_answer(blocks)) == blocks


WORDS = st.text("一二三四五季度级、（）()12.5年G公里，。 甲", min_size=1, max_size=9)


@given(st.lists(WORDS.map(str.strip).filter(bool).map(lambda words: Block(text=words)), max_size=8))
def test_any_words_are_text_when_they_are_said_to_be(blocks: list[Block]) -> None:
    assert read_answer(write_answer(blocks)) == tuple(blocks)


@given(st.lists(st.sampled_from(["", "一、", "二、", "1、", "1.", "2.", NO_HEADING, A_HEADING]).flatmap(
    lambda mark: WORDS.map(lambda words: mark + words)), max_size=8))  # fmt: skip
def test_what_is_read_is_read_again(lines: list[str]) -> None:
    blocks = read_answer("\n".join(lines))
    assert read_answer(write_answer(blocks)) == blocks


def test_the_clerk_says_that_a_line_is_no_heading_and_the_rest_is_counted_anew() -> None:
    lines = ["一、甲", "二、乙", "三、丙"]
    said = decide(lines, 1, 1, heading=False)
    assert read_answer("\n".join(said)) == (
        Block(level=1, heading="甲"),
        Block(text="二、乙"),
        Block(level=1, heading="丙"),
    )
    assert undecided_text("\n".join(said)) == "一、甲\n二、乙\n二、丙"
    assert [undecided_text(line) for line in decide(said, 1, 1, heading=True)] == lines


def test_the_clerk_says_that_a_line_is_a_heading() -> None:
    lines = ["一、甲", "三、四季度，我局推进。", "下文"]
    said = decide(lines, 1, 1, heading=True)
    assert read_answer("\n".join(said))[1] == Block(level=1, heading="四季度，我局推进。")
    assert [heading.printed for heading in headings_of(said)] == ["一、", "二、"]
    assert decide(lines, 2, 2, heading=True) == ["一、甲", "三、四季度，我局推进。", "二、下文"]
    assert undecided_text(decide(said, 1, 1, heading=False)[1]) == "二、四季度，我局推进。"


@pytest.mark.parametrize(
    ("line", "heading", "reason"), [(0, True, "heading"), (1, False, "text"), (2, True, "heading")]
)
def test_what_is_so_already_is_told(line: int, heading: bool, reason: str) -> None:
    with pytest.raises(CannotArrange) as told:
        decide(["一、甲", "正文", "甲\t乙"], line, line, heading=heading)
    assert told.value.reason == reason


def test_a_heading_that_begins_with_a_digit_goes_down_to_where_its_number_would_be_a_decimal() -> None:
    shifted = shift_levels(["（一）5万元补助"], 0, 0, 1)
    assert read_answer("\n".join(shifted)) == (Block(level=3, heading="5万元补助"),)


def test_ten_thousand_lines_in_doubt_are_read_line_by_line() -> None:
    text = "\n".join(["1.5公里道路已建成。"] * 10_000)
    assert {block.level for block in read_answer(text)} == {None}
