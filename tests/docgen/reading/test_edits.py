"""What leaders do to a letter in Word comes back as exactly that change and no other."""

import pytest

from docgen.docx.reader import read_docx
from docgen.docx.writer import write_docx
from letter.codec import write_letter
from tests.docgen.reading.edits import EDITS
from tests.docgen.reading.word import Word
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
