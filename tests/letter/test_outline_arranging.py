"""Headings promoted, demoted, moved and renumbered: only marks and the order of sections change."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from letter.arranging import CannotArrange, move, move_to, renumber, shift_levels
from letter.outline import headings_of, outline, read_answer, write_answer

MARKS = ["", "", "一、", "（一）", "1.", "（1）"]
WORDS = st.text("国家民政一二（）1.、。 甲乙", max_size=12)
LINES = st.lists(
    st.tuples(st.sampled_from(MARKS), WORDS).map("".join) | st.sampled_from(["甲\t乙", "　　一、丙", "", "一、丁\t"]),
    max_size=14,
)
COUNTED = LINES.map("\n".join).map(read_answer).map(write_answer).map(lambda text: text.split("\n"))
PLACES = st.integers(0, 99)
STEPS = st.sampled_from([-1, 1])


def lines_of(text: str) -> list[str]:
    return text.split("\n")


def one_of(lines: list[str], place: int) -> int:
    """Return the line of one of the headings; of none, the first line, where nothing can be done."""
    headings = headings_of(lines)
    return headings[place % len(headings)].line if headings else 0


def has_no_wrong_number(lines: list[str]) -> bool:
    return not any(heading.wrong for heading in headings_of(lines))


def blocks_of(lines: list[str]) -> Counter[str]:
    return Counter(repr(block) for block in read_answer("\n".join(lines)))


PLAN = lines_of("总起\n一、甲\n正文甲\n（一）乙\n二、丙\n（一）丁\n1.戊\n三、己\n正文己")


def test_a_heading_is_demoted_with_what_stands_below_it_and_all_is_counted_anew() -> None:
    assert shift_levels(PLAN, 4, 4, 1) == lines_of(
        "总起\n一、甲\n正文甲\n（一）乙\n（二）丙\n1.丁\n（1）戊\n二、己\n正文己"
    )


def test_a_heading_is_promoted() -> None:
    assert shift_levels(PLAN, 3, 3, -1) == lines_of(
        "总起\n一、甲\n正文甲\n二、乙\n三、丙\n（一）丁\n1.戊\n四、己\n正文己"
    )


def test_several_headings_move_once_each() -> None:
    assert shift_levels(PLAN, 3, 5, 1) == lines_of(
        "总起\n一、甲\n正文甲\n1.乙\n（一）丙\n1.丁\n（1）戊\n二、己\n正文己"
    )


@pytest.mark.parametrize(
    ("line", "step", "reason"), [(1, -1, "highest"), (8, 1, "lowest"), (9, 1, "mark"), (0, 1, "nothing")]
)
def test_what_cannot_be_shifted_is_told(line: int, step: int, reason: str) -> None:
    lines = ["", "一、甲", "", "", "", "", "", "", "（1）乙", "一、、丙"]
    with pytest.raises(CannotArrange) as told:
        shift_levels(lines, line, line, step)
    assert told.value.reason == reason


def test_a_paragraph_becomes_a_heading_beside_or_below_the_one_before() -> None:
    lines = lines_of("一、甲\n　　乙\n二、丙")
    assert shift_levels(lines, 1, 1, -1) == lines_of("一、甲\n　　二、乙\n三、丙")
    assert shift_levels(lines, 1, 1, 1) == lines_of("一、甲\n　　（一）乙\n二、丙")
    assert shift_levels(["甲", "", "乙"], 0, 2, 1) == ["一、甲", "", "二、乙"]


def test_a_section_moves_past_its_sibling_with_its_text() -> None:
    moved, first = move(PLAN, 4, -1)
    assert moved == lines_of("总起\n一、丙\n（一）丁\n1.戊\n二、甲\n正文甲\n（一）乙\n三、己\n正文己")
    assert first == 1
    assert move(moved, first, 1) == (PLAN, 4)


def test_the_caret_in_the_text_moves_the_heading_above_it() -> None:
    assert move(PLAN, 8, -1)[0][4:6] == ["二、己", "正文己"]


@pytest.mark.parametrize(
    ("line", "step", "reason"), [(0, 1, "nothing"), (1, -1, "first"), (7, 1, "last"), (3, 1, "last")]
)
def test_a_section_stays_within_its_parent(line: int, step: int, reason: str) -> None:
    with pytest.raises(CannotArrange) as told:
        move(PLAN, line, step)
    assert told.value.reason == reason


def test_a_section_is_put_anywhere() -> None:
    assert move_to(PLAN, 3, 9) == (
        lines_of("总起\n一、甲\n正文甲\n二、丙\n（一）丁\n1.戊\n三、己\n正文己\n（一）乙"), 8
    )  # fmt: skip
    with pytest.raises(CannotArrange):
        move_to(PLAN, 4, 5)


def test_a_section_put_among_the_parts_of_another_goes_behind_it() -> None:
    assert move_to(PLAN, 7, 3)[0] == lines_of("总起\n一、甲\n正文甲\n（一）乙\n二、己\n正文己\n三、丙\n（一）丁\n1.戊")


def test_wrong_numbers_stay_as_they_are_until_somebody_asks() -> None:
    lines = lines_of("一、甲\n五、乙\n（七）丙\n九、丁")
    assert shift_levels(lines, 1, 1, 1) == lines_of("一、甲\n（五）乙\n1.丙\n九、丁".replace("1.", "7."))
    assert move(lines, 3, -1)[0] == lines_of("一、甲\n九、丁\n五、乙\n（七）丙")
    assert renumber(lines) == lines_of("一、甲\n二、乙\n（一）丙\n三、丁")


def test_more_than_a_hundred_headings_are_numbered() -> None:
    lines = [f"一、第{number}项" for number in range(130)]
    assert renumber(lines)[104] == "一百零五、第104项"
    assert has_no_wrong_number(renumber(lines))


def test_the_outline_tells_level_number_and_size() -> None:
    lines = lines_of("总起\n一、甲。\n正文甲\n(3)乙。下文\n三、丙\n职务\t元\n主任\t一、二\n（一）" + "长" * 70 + "。")
    assert [(row.heading.line, row.heading.level, row.heading.printed, row.title, row.characters, row.heading.wrong)
            for row in outline(lines)] == [
        (1, 1, "一、", "甲。", 14, False),
        (3, 4, "（1）", "乙", 7, True),
        (4, 1, "二、", "丙", 85, True),
        (7, 2, "（一）", "长" * 30, 74, False),
    ]  # fmt: skip


@given(LINES)
def test_renumbering_changes_marks_only_and_once(lines: list[str]) -> None:
    again = renumber(lines)
    assert read_answer("\n".join(again)) == read_answer("\n".join(lines))
    assert renumber(again) == again
    assert has_no_wrong_number(again)


@given(COUNTED, PLACES)
@example(["（一）1"], 0)
def test_what_is_demoted_and_promoted_is_as_before(lines: list[str], line: int) -> None:
    line = one_of(lines, line)
    if not headings_of(lines):
        return
    try:
        shifted = shift_levels(lines, line, line, 1)
    except CannotArrange:
        return
    assert has_no_wrong_number(shifted)
    assert shift_levels(shifted, line, line, -1) == lines


@given(COUNTED, PLACES, STEPS)
def test_what_is_moved_and_moved_back_is_as_before(lines: list[str], line: int, step: int) -> None:
    line = one_of(lines, line)
    try:
        moved, first = move(lines, line, step)
    except CannotArrange:
        return
    assert has_no_wrong_number(moved)
    assert move(moved, first, -step) == (lines, line)


@given(LINES, PLACES, PLACES)
def test_moving_loses_nothing(lines: list[str], line: int, target: int) -> None:
    line = one_of(lines, line)
    target = len(lines) if target % 7 == 0 else one_of(lines, target)
    try:
        moved, first = move_to(lines, line, target)
    except CannotArrange:
        return
    assert blocks_of(moved) == blocks_of(lines)
    assert headings_of(moved)[[heading.line for heading in headings_of(moved)].index(first)].line == first
