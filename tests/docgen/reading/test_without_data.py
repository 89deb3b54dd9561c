"""A docx whose data was taken out is recognised from its styles, its marks and its words."""

import pytest
from msgspec.structs import replace

from docgen.docx.reader import NotALetter, read_docx
from docgen.docx.reading.reading import expected_texts
from docgen.docx.writer import write_docx
from letter.model import ReplyLetter
from tests.docgen.reading.word import Word
from tests.letters import SAMPLES, sample


def bare(name: str, *, marks: bool) -> bytes:
    word = Word(write_docx(sample(name)))
    word.without_data()
    if not marks:
        word.without_marks()
    return word.saved()


def seen_alone(letter: ReplyLetter) -> ReplyLetter:
    """Return a letter without what no paper shows: the meeting of a paper filed without one (平时提案)."""
    if letter.session.period == "ordinary":
        return replace(letter, session=replace(letter.session, meeting=None))
    return letter


@pytest.mark.parametrize("marks", [True, False])
@pytest.mark.parametrize("name", SAMPLES)
def test_with_the_profile_of_the_office_the_letter_is_the_same(name: str, marks: bool) -> None:
    returned = read_docx(bare(name, marks=marks), sample(name).agency)
    assert not returned.with_data
    assert returned.reading.changes == ()
    assert returned.reading.letter == seen_alone(sample(name))


@pytest.mark.parametrize("marks", [True, False])
@pytest.mark.parametrize("name", SAMPLES)
def test_without_a_profile_the_paper_says_the_same(name: str, marks: bool) -> None:
    reading = read_docx(bare(name, marks=marks)).reading
    letter = sample(name)
    assert reading.changes == ()
    assert reading.unread == ()
    assert expected_texts(reading.letter).words == expected_texts(letter).words
    assert (reading.letter.answer, reading.letter.attachments) == (letter.answer, letter.attachments)
    assert (reading.letter.kind, reading.letter.role) == (letter.kind, letter.role)
    assert (reading.letter.proposals, reading.letter.proposers) == (letter.proposals, letter.proposers)
    assert reading.letter.session == seen_alone(letter).session


def test_a_letter_that_must_not_be_published_is_not_taken_for_one_that_may() -> None:
    letter = replace(sample("seed_letter"), disclosure="none", disclosure_reason="涉及个人隐私")
    word = Word(write_docx(letter))
    word.without_data()
    assert read_docx(word.saved()).reading.letter.disclosure == "none"


def test_a_changed_file_without_data_says_what_it_says() -> None:
    word = Word(write_docx(sample("seed_letter")))
    word.replace("32号", "35号")
    word.without_data()
    assert read_docx(word.saved(), sample("seed_letter").agency).reading.letter.document_number.serial == 35


def test_another_offices_letter_keeps_its_own_name() -> None:
    reading = read_docx(bare("with_table", marks=True), sample("seed_letter").agency).reading
    assert reading.letter.agency.name == sample("with_table").agency.name


def test_somebody_elses_docx_is_no_letter() -> None:
    word = Word(write_docx(sample("seed_letter")))
    word.without_data()
    word.without_marks()
    word.parts["word/styles.xml"] = word.parts["word/styles.xml"].replace("公文".encode(), "别的".encode())
    with pytest.raises(NotALetter, match="这不是复函写的公文"):
        read_docx(word.saved())
