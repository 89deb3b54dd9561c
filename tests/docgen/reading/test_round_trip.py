"""What is written is read as the same letter, to the byte: samples, letters made up, renamed styles, no marks."""

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from docgen.docx.reader import read_docx
from docgen.docx.reading.reading import expected_texts
from docgen.docx.writer import write_docx
from docgen.errors import NotOffered
from letter.codec import write_letter
from letter.model import Attachment, Block, ReplyLetter
from tests.docgen.measured_letters import letters as measured_letters
from tests.docgen.reading.word import Word
from tests.letters import SAMPLES, sample
from tests.strategies import letters


def assert_same(letter: ReplyLetter, data: bytes) -> None:
    returned = read_docx(data)
    assert returned.reading.changes == ()
    assert returned.reading.unread == ()
    assert returned.with_data
    assert write_letter(returned.reading.letter) == write_letter(letter)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_read_as_they_were_written(name: str) -> None:
    assert_same(sample(name), write_docx(sample(name)))


@pytest.mark.full
def test_all_letters_that_are_measured_are_read_as_they_were_written() -> None:
    for letter in measured_letters().values():
        assert_same(letter, write_docx(letter))


def same_or_refused(letter: ReplyLetter) -> None:
    try:
        data = write_docx(letter)
    except NotOffered:
        return
    assert_same(letter, data)


@pytest.mark.parametrize(
    "titles",
    [
        ("2.5万户改造情况表",),
        ("1.名单",),
        ("0、",),
        ("1.5万户改造情况表", "2.5万户改造情况表"),
        ("2.名单", "1、名单"),
        ("11.名单", "名单"),
    ],
)
def test_titles_of_attachments_may_begin_like_numbers(titles: tuple[str, ...]) -> None:
    attachments = tuple(Attachment(title, (Block(text="内容。"),)) for title in titles)
    letter = replace(sample("seed_letter"), attachments=attachments)
    assert_same(letter, write_docx(letter))


@pytest.mark.full
@given(letters())
def test_any_letter_is_read_as_it_was_written(letter: ReplyLetter) -> None:
    same_or_refused(letter)


@pytest.mark.full
@settings(max_examples=500)
@given(letters())
def test_five_hundred_letters_are_read_as_they_were_written(letter: ReplyLetter) -> None:
    same_or_refused(letter)


@pytest.mark.parametrize("name", SAMPLES)
def test_styles_that_word_numbers_anew_are_known_by_their_names(name: str) -> None:
    word = Word(write_docx(sample(name)))
    word.renumber_styles()
    assert_same(sample(name), word.saved())


@pytest.mark.parametrize("name", SAMPLES)
def test_marks_may_be_lost(name: str) -> None:
    word = Word(write_docx(sample(name)))
    word.without_marks()
    assert_same(sample(name), word.saved())


def test_the_published_edition_is_recognised() -> None:
    returned = read_docx(write_docx(sample("seed_letter"), published=True), sample("seed_letter").agency)
    assert not returned.with_data
    assert returned.reading.letter == sample("seed_letter")


def showing(now: ReplyLetter, written: ReplyLetter) -> bytes:
    """Return a docx that shows one letter and holds another."""
    shown, held = Word(write_docx(now)), Word(write_docx(written))
    shown.parts["customXml/item1.xml"] = held.parts["customXml/item1.xml"]
    return shown.saved()


# Names made up of separators cannot be told from several names; a title's blanks at the ends of lines are not seen.
_UNSURE = {"/title", "/report_to", "/copy_to"}


@pytest.mark.full
@given(letters(), letters())
def test_whatever_was_changed_the_letter_says_what_the_file_shows(written: ReplyLetter, other: ReplyLetter) -> None:
    now = replace(
        other, agency=written.agency, kind=written.kind, role=written.role, joint_issuers=written.joint_issuers
    )
    try:
        data, wanted = showing(now, written), expected_texts(now).words
    except NotOffered:
        return
    reading = read_docx(data).reading
    letter = reading.letter
    assert letter.answer == now.answer
    assert letter.attachments == now.attachments
    if any(change.kind == "unread" for change in reading.changes) or reading.unread:
        return
    found = expected_texts(letter).words
    for field in {*wanted, *found} - _UNSURE:
        if field == "/printing/copies" and found.get("/copy_to") != wanted.get("/copy_to"):
            continue
        assert found.get(field) == wanted.get(field)


@pytest.mark.full
@given(letters(), letters())
def test_whatever_was_changed_none_taken_is_the_letter_that_was_written(
    written: ReplyLetter, other: ReplyLetter
) -> None:
    now = replace(other, agency=written.agency, kind=written.kind, joint_issuers=written.joint_issuers)
    try:
        reading = read_docx(showing(now, written)).reading
    except NotOffered:
        return
    assert reading.taken(()) == written


def test_other_separators_between_organs_are_no_change() -> None:
    word = Word(write_docx(sample("seed_letter")))
    word.replace("市政府办公室（督查室），市政协提案委", "市政府办公室（督查室）、市政协提案委")
    assert read_docx(word.saved()).reading.changes == ()
