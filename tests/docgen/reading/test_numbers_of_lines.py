"""What the clerk said of a line, and items that begin with digits, come back from a docx as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from docgen.docx.reader import read_docx
from docgen.docx.writer import write_docx
from docgen.errors import NotOffered
from letter.codec import read_letter, write_letter
from letter.model import Block, ReplyLetter
from tests.docgen.reading.word import Word
from tests.letters import sample
from tests.strategies import letters, some_words

BLOCKS = (
    Block(level=1, heading="总体情况"),
    Block(text="三、四季度，我局将继续推进。"),
    Block(text="二、像标题的正文，写的人说它不是标题"),
    Block(level=1, heading="四季度安排"),
    Block(level=3, heading="2023年完成情况"),
    Block(level=3, heading="5G基站建设"),
    Block(level=3, heading="3公里管网", text="已改造完成，群众满意。"),
    Block(level=3, heading="下一步打算"),
)
LETTER = replace(sample("seed_letter"), answer=BLOCKS)


def changed(*edits: tuple[str, str]) -> ReplyLetter:
    word = Word(write_docx(LETTER))
    for old, new in edits:
        word.replace(old, new)
    return read_docx(word.saved()).reading.letter


def test_the_letter_file_keeps_them() -> None:
    assert read_letter(write_letter(LETTER)) == LETTER


def test_the_paper_shows_them_with_the_numbers_that_they_have() -> None:
    word = Word(write_docx(LETTER))
    for words in ("三、四季度，我局", "二、像标题", "二、四季度安排", "1.2023年", "2.5G", "3.3公里管网。", "4.下一步"):
        word.find(words)


def test_untouched_they_are_as_they_were() -> None:
    reading = read_docx(Word(write_docx(LETTER)).saved()).reading
    assert (reading.changes, reading.letter) == ((), LETTER)


def test_text_that_was_said_to_be_none_stays_text_when_it_is_edited() -> None:
    letter = changed(("写的人说它不是标题", "写的同志说它不是标题"))
    assert letter.answer[2] == Block(text="二、像标题的正文，写的同志说它不是标题")
    assert letter.answer[3:] == BLOCKS[3:]


def test_items_stay_items_when_their_words_are_edited() -> None:
    letter = changed(("5G基站建设", "5G基站和机房建设"), ("群众满意", "群众普遍满意"))
    assert letter.answer[5] == Block(level=3, heading="5G基站和机房建设")
    assert letter.answer[6] == Block(level=3, heading="3公里管网", text="已改造完成，群众普遍满意。")


def test_a_heading_that_somebody_types_into_the_file_is_one() -> None:
    word = Word(write_docx(LETTER))
    word.type_after("下一步打算", "三、保障措施")
    assert read_docx(word.saved()).reading.letter.answer[-1] == Block(level=1, heading="保障措施")


def test_items_that_somebody_types_into_the_file_are_read_together() -> None:
    word = Word(write_docx(sample("seed_letter")))
    for before, words in (("人员数量根据", "1.2023年完成情况"), ("1.2023年", "2.5G基站"), ("2.5G", "3.明年计划")):
        word.type_after(before, words)
    answer = read_docx(word.saved()).reading.letter.answer
    made = [block for block in answer if block not in sample("seed_letter").answer]
    assert made == [Block(level=3, heading=words) for words in ("2023年完成情况", "5G基站", "明年计划")]


def test_without_its_data_a_file_is_read_by_styles_and_by_the_order_of_numbers() -> None:
    word = Word(write_docx(LETTER))
    word.without_data()
    answer = read_docx(word.saved(), LETTER.agency).reading.letter.answer
    assert [answer[at] for at in (0, 1, 3, 4, 5, 6, 7)] == [BLOCKS[at] for at in (0, 1, 3, 4, 5, 6, 7)]


# Text that begins as a heading does, which the clerk has said is none.
NO_HEADINGS = st.lists(
    st.builds(
        lambda mark, words: Block(text=mark + words), st.sampled_from(["一、", "（一）", "1.", "1、", "㈠"]), some_words
    ),
    max_size=3,
)


@pytest.mark.full
@given(letters(), NO_HEADINGS)
def test_any_letter_with_such_text_is_read_as_it_was_written(letter: ReplyLetter, texts: list[Block]) -> None:
    said = replace(letter, answer=(*letter.answer, *texts))
    assert read_letter(write_letter(said)) == said
    try:
        data = write_docx(said)
    except NotOffered:
        return
    assert read_docx(data).reading.letter.answer == said.answer
