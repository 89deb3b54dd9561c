"""What leaders do to a letter in Word comes back as exactly that change and no other."""

import pytest

from docgen.docx.reader import read_docx
from docgen.docx.writer import write_docx
from letter.codec import write_letter
from letter.model import Block
from tests.docgen.reading.edits import EDITS
from tests.docgen.reading.word import W, Word, w, xml
from tests.letters import sample


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_comes_back_as_that_change_and_no_other(name: str) -> None:
    edit = EDITS[name]
    word = Word(write_docx(sample(edit.sample)))
    edit.do(word)
    reading = read_docx(word.saved()).reading
    assert [(change.kind, change.field) for change in reading.changes] == list(edit.changes)
    assert reading.unread == ()
    assert write_letter(reading.letter).decode() == write_letter(edit.letter(sample(edit.sample))).decode()


@pytest.mark.parametrize("name", EDITS)
def test_none_of_an_edit_taken_is_the_letter_as_it_was(name: str) -> None:
    edit = EDITS[name]
    word = Word(write_docx(sample(edit.sample)))
    edit.do(word)
    assert read_docx(word.saved()).reading.taken(()) == sample(edit.sample)


NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def numbered_by_word(word: Word, words: str) -> None:
    """Let Word count a paragraph, as it does by itself when 一、 is typed and Return pressed."""
    word.parts["word/numbering.xml"] = NUMBERING.encode()
    word.relate("numbering", "numbering.xml")
    style = word.find(words).find(f"{w('pPr')}/{w('pStyle')}")
    style.addnext(xml('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))


def test_a_number_that_word_counts_is_a_number() -> None:
    word = Word(write_docx(sample("seed_letter")))
    word.replace("一、加强", "加强")
    numbered_by_word(word, "加强社区工作者人员配备")
    assert read_docx(word.saved()).reading.changes == ()


def test_a_paragraph_that_word_numbers_becomes_a_heading() -> None:
    word = Word(write_docx(sample("seed_letter")))
    word.type_after("人员数量根据工作实际需求配置", "新的一节")
    numbered_by_word(word, "新的一节")
    reading = read_docx(word.saved()).reading
    assert [(change.kind, change.field) for change in reading.changes] == [("added", "/answer/3")]
    assert reading.letter.answer[3] == Block(level=1, heading="新的一节")


def test_words_that_belong_nowhere_are_told() -> None:
    word = Word(write_docx(sample("seed_letter")))
    word.type_after("共印6份", "存档一份备查")
    reading = read_docx(word.saved()).reading
    assert (reading.changes, reading.unread) == ((), ("存档一份备查",))
    assert reading.letter == sample("seed_letter")


def test_a_signature_that_is_gone_is_told_and_the_letter_keeps_its_own() -> None:
    word = Word(write_docx(sample("seed_letter")))
    word.delete("朝阳市民政局", nth=2)
    reading = read_docx(word.saved()).reading
    assert [(change.kind, change.field) for change in reading.changes] == [("unread", "/agency/name")]
    assert reading.letter == sample("seed_letter")


def test_organs_half_a_blank_apart_as_earlier_versions_set_them_are_no_other_title() -> None:
    word = Word(write_docx(sample("joint_organs")))
    word.replace("盘锦市水利局　盘锦市", "盘锦市水利局 盘锦市")
    assert read_docx(word.saved()).reading.changes == ()
