"""The numbered text of an answer, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letter.headings import RUN_IN_LIMIT
from letter.model import PARAGRAPH_LIMIT, Block
from letter.outline import AnswerTooLong, headings_of, number_marks, read_answer, write_answer
from letter.sequence import recognise

LINES = [
    ("一、加强配备", Block(level=1, heading="加强配备")),
    ("（一）现阶段情况。", Block(level=2, heading="现阶段情况。")),
    ("(二)半角括号", Block(level=2, heading="半角括号")),
    ("（三）、多余顿号", Block(level=2, heading="多余顿号")),
    ("1.第三级", Block(level=3, heading="第三级")),
    ("１．全角数字", Block(level=3, heading="全角数字")),
    ("2、顿号写法", Block(level=3, heading="顿号写法")),
    ("（1）第四级", Block(level=4, heading="第四级")),
    ("(12)第四级", Block(level=4, heading="第四级")),
    ("十二、第十二", Block(level=1, heading="第十二")),
    ("（一）段首标题。后面是正文。", Block(level=2, heading="段首标题", text="后面是正文。")),
    ("　　正文一段。　", Block(text="正文一段。")),
    ("1.5万元是数字", Block(text="1.5万元是数字")),
    ("1、2023年投入320万元", Block(text="1、2023年投入320万元")),
    ("（一）标题 。正文", Block(level=2, heading="标题", text="正文")),
    ("2023.5.1起", Block(text="2023.5.1起")),
    ("一是组织优化。", Block(text="一是组织优化。")),
    ("一、" + "长" * 61 + "。下文", Block(level=1, text="长" * 61 + "。下文")),
    ("一、" + "长" * 61, Block(level=1, heading="长" * 61)),
]


@pytest.mark.parametrize(("line", "block"), LINES, ids=[row[0][:10] for row in LINES])
def test_one_line(line: str, block: Block) -> None:
    assert read_answer(line) == (block,)


def test_a_mark_without_words_is_no_heading() -> None:
    assert recognise("一、").level is None
    assert recognise("一、　").level is None


def test_numbers_are_counted_within_their_parent() -> None:
    text = "三、甲\n（五）乙\n（九）丙\n1.丁\n四、戊\n（一）己\n正文\n1.庚"
    assert [mark for mark, _ in number_marks(read_answer(text))] == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "二、",
        "（一）",
        "",
        "1.",
    ]


def test_wrong_numbers_are_told_by_line() -> None:
    headings = headings_of(["一、甲", "二、乙", "正文", "二、丙", "(3)丁", "1、戊"])
    wrong = [(row.line, row.typed, row.printed) for row in headings if row.wrong]
    assert wrong == [(3, "二、", "三、"), (4, "(3)", "（1）")]
    assert not any(row.wrong for row in headings_of(["一、甲", "(一)乙", "（二）丙", "1、丁", "2.戊", "（1）己"]))


def test_tables_are_lines_with_tabs() -> None:
    text = "前\n职务\t元\n书记\t4600\n\n甲\t乙\t丙\n后"
    blocks = read_answer(text)
    assert blocks[1] == Block(table=(("职务", "元"), ("书记", "4600")))
    assert blocks[2] == Block(table=(("甲", "乙", "丙"),))
    assert write_answer(blocks) == text


def test_ragged_and_empty_cells_are_kept() -> None:
    (block,) = read_answer("甲\t乙\t丙\n\t丁\n戊\t\t己")
    assert block.table == (("甲", "乙", "丙"), ("", "丁", ""), ("戊", "", "己"))
    assert read_answer(write_answer((block,))) == (block,)


def test_tabs_alone_are_no_table() -> None:
    assert read_answer("\t正文\t\n\t\t\n") == (Block(text="正文"),)


HAN = st.text("国家民政一二十（）()1.、。“”0123456789 a　", min_size=0, max_size=90)


@given(st.lists(HAN | st.tuples(HAN, HAN).map("\t".join), max_size=12).map("\n".join))
def test_what_is_read_can_be_written_and_read_again(text: str) -> None:
    blocks = read_answer(text)
    again = read_answer(write_answer(blocks))
    assert again == blocks
    assert not any(heading.wrong for heading in headings_of(write_answer(blocks).split("\n")))


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    blocks = read_answer(text)
    assert read_answer(write_answer(blocks)) == blocks


@pytest.mark.parametrize(
    "text", ["长" * (PARAGRAPH_LIMIT + 1), "甲\n" * 20_001, "甲\t乙\n" * 2_001, "甲\t" + "乙" * 2_001]
)
def test_what_no_letter_holds_is_told(text: str) -> None:
    with pytest.raises(AnswerTooLong, match="最多"):
        read_answer(text)


def test_a_very_long_heading_is_text_with_a_number() -> None:
    assert read_answer("一、" + "长" * 201) == (Block(level=1, text="长" * 201),)


REFUSED = [
    {"heading": "甲"},
    {"text": ""},
    {"text": "两\n段"},
    {"level": 1},
    {"level": 2, "heading": "有。句号", "text": "下文"},
    {"level": 2, "heading": "长" * (RUN_IN_LIMIT + 1), "text": "下文"},
    {"level": 1, "text": "短。下文"},
    {"table": (("一列",),)},
    {"table": (("", "甲"),)},
    {"table": (("甲", "乙"), ("丙",))},
    {"table": (("甲", "乙\t"),)},
    {"table": (("甲", "乙"),), "text": "正文"},
]


@pytest.mark.parametrize("fields", REFUSED, ids=[str(number) for number in range(len(REFUSED))])
def test_what_the_text_cannot_say_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"[一-龥]"):
        Block(**fields)  # pyright: ignore[reportArgumentType]
