"""Reasons that the program wrote into the register are known again there, and no clerk's is taken for one."""

import pytest

from letter.messages import Message
from register.reasons import AGAIN_IN_TABLE, CARRIED, FROM_LETTER, FROM_TABLE, GOES_ON, KEPT_BY, kept, read_reason
from register.values import STATE_WORDS

# As registers hold them already.
WRITTEN = {
    "以前的复函：提案1号（定稿）.docx": (FROM_LETTER, {"name": "提案1号（定稿）.docx"}),
    "以前的登记表第 7 行": (FROM_TABLE, {"sheet": "", "line": "7"}),
    "以前的登记表“2023年”第 7 行": (FROM_TABLE, {"sheet": "“2023年”", "line": "7"}),
    "以前的登记表第 7 行，与第 3 行重号": (
        AGAIN_IN_TABLE, {"sheet": "", "line": "7", "first_sheet": "", "first": "3"},
    ),
    "恢复备份时补登：备份之后已被占用，不再给出": (CARRIED, {"state": "已被占用"}),
    "归现在用它的那封信": (KEPT_BY, {}),
    "接着以前的号": (GOES_ON, {}),
}  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_what_the_program_wrote_is_known_with_its_values(text: str) -> None:
    form, values = WRITTEN[text]
    found = read_reason(text)
    assert isinstance(found, Message)
    assert (found, found.template, found.values) == (text, form.template, values)
    assert kept(form.filled(**values) if values else form) == text
    assert type(kept(found)) is str


def test_the_state_in_a_reason_is_a_message_too() -> None:
    found = read_reason("恢复备份时补登：备份之后已被占用，不再给出")
    assert isinstance(found, Message)
    assert found.values["state"] is STATE_WORDS["taken"].said


@pytest.mark.parametrize("text", ["朝民函〔2023〕9号：以前的复函：a.txt", "补登；以前的登记表第 7 行，与第 3 行重号"])
def test_one_behind_other_words_is_known(text: str) -> None:
    found = read_reason(text)
    assert isinstance(found, Message)
    assert found == text
    last = found.values["then"]
    assert isinstance(last, Message)
    assert last.template in (FROM_LETTER.template, AGAIN_IN_TABLE.template)


@pytest.mark.parametrize("text", ["", "办公室用", "照以前的复函：重写", "写错了；重做", "朝民函〔2023〕9号：重复"])
def test_what_a_clerk_wrote_stays_as_it_is(text: str) -> None:
    assert read_reason(text) is text
