"""Two versions of a letter compared field by field, and put together."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letter.field_diff import contradictions, differences, merged
from letter.model import Attachment, Block, ReplyLetter
from letter.outline import read_answer
from tests.letters import plain_letter
from tests.strategies import letters


def test_equal_letters_do_not_differ() -> None:
    assert differences(plain_letter(), plain_letter()) == []


def test_a_field_is_said_as_the_form_says_it() -> None:
    other = plain_letter(document_date=datetime.date(2023, 4, 6), closing="此复。")
    found = {row.field: (row.ours, row.theirs) for row in differences(plain_letter(), other)}
    assert found == {"document_date": ("2023年3月21日", "2023年4月6日"), "closing": ("", "此复。")}


def test_of_an_answer_only_the_lines_that_differ_are_shown() -> None:
    ours = plain_letter(answer=read_answer("一、甲\n乙。\n丙。"))
    theirs = plain_letter(answer=read_answer("一、甲\n乙。\n丁。\n戊。"))
    ((field, own, other),) = differences(ours, theirs)
    assert (field, own, other) == ("answer", "……\n丙。", "……\n丁。\n戊。")


def test_fields_are_taken_from_the_other_version() -> None:
    theirs = plain_letter(closing="此复。", answer=(Block(text="别的。"),))
    assert merged(plain_letter(), theirs, ["closing"]) == plain_letter(closing="此复。")


@pytest.mark.full
@given(letters(), letters(), st.data())
def test_all_fields_of_the_other_one_give_the_other_one(
    ours: ReplyLetter, theirs: ReplyLetter, data: st.DataObject
) -> None:
    fields = [row.field for row in differences(ours, theirs)]
    assert merged(ours, theirs, fields) == theirs
    some = data.draw(st.sets(st.sampled_from(fields))) if fields else set()
    rest = [row.field for row in differences(merged(ours, theirs, some), theirs)]
    assert rest == [field for field in fields if field not in some]


def test_letters_contradict_each_other_where_both_say_something() -> None:
    one = plain_letter(answer=read_answer("一、甲\n投入320万元。"), outcome_class="A")
    assert contradictions(one, one) == []
    assert contradictions(one, plain_letter(answer=read_answer("一、甲\n投入 320 万元。"), closing="")) == []
    assert contradictions(one, plain_letter(answer=read_answer("一、甲\n投入3200万元。"), outcome_class="B")) == [
        "outcome_class", "answer",
    ]  # fmt: skip
    text = "经研究，现答复如下："
    split = plain_letter(opening="收悉。" + text, answer=read_answer("同意。"))
    assert contradictions(split, plain_letter(opening="收悉。", answer=read_answer(text + "同意。"))) == []
    listed, paged = Attachment("清单"), Attachment("清单", read_answer("甲"))
    for other, found in ((listed, []), (Attachment("清单", read_answer("乙")), ["attachments"])):
        assert contradictions(plain_letter(attachments=(paged,)), plain_letter(attachments=(other,))) == found
