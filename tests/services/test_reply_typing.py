"""What the clerk types for a field of a recognised letter: it begins with words that read as the field is."""

import datetime

import pytest

from letter.model import Contact, DocumentNumber, Proposal
from services.recognising import recognised
from services.reply_corrections import CORRECTABLE, CannotCorrect, corrected
from services.reply_review import Review, begun, rows, with_typed
from services.reply_typing import TYPED, typed_words
from tests.intake.judging import CORPUS
from tests.letters import plain_letter
from tests.services.test_reply_review import LETTER, left

IMPOSSIBLE = "2024年6月31日"


def review(text: str = LETTER) -> Review:
    return begun(recognised(text, None))


@pytest.mark.parametrize("name", [file.stem for file in sorted(CORPUS.glob("*.txt"))])
def test_typing_begins_with_words_that_change_nothing(name: str) -> None:
    letter = recognised((CORPUS / f"{name}.txt").read_text(encoding="utf-8"), None).letter
    # What stands for want of a name, and sessions whose numbers are not known, are not said in words that read so.
    unsaid = {"/agency"} if letter.agency.name == "本单位" else set[str]()
    unsaid |= {"/session"} if None in (letter.session.term, letter.session.meeting) else set[str]()
    for field in sorted(TYPED - unsaid):
        if words := typed_words(letter, field):
            assert corrected(letter, field, words) == letter, (field, words)


def test_what_is_typed_is_correctable_and_in_one_line() -> None:
    assert TYPED < CORRECTABLE
    assert not any("\n" in typed_words(plain_letter(), field) for field in TYPED)


def test_a_date_that_does_not_exist_is_typed_right_and_the_wrong_one_listed() -> None:
    after = with_typed(review(LETTER.replace("2025年6月18日", IMPOSSIBLE)), "/document_date", "2024年6月30日", None)
    assert after.letter.document_date == datetime.date(2024, 6, 30)
    assert IMPOSSIBLE in left(after)
    row = next(row for row in rows(after) if row.field == "/document_date")
    assert (row.words, row.places) == ("2024年6月30日", ())


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("/document_number", "朝民函〔2025〕9号", DocumentNumber("", 2025, 9)),
        ("/proposals", "第53号", (Proposal("53", "关于完善老旧小区加装电梯的提案"),)),
        ("/contact", "0199-2600008", Contact(name="何敏", phone="0199-2600008")),
    ],
)
def test_typed_words_go_through_the_readers_of_selected_ones(field: str, words: str, value: object) -> None:
    after = with_typed(review(), "/contact/phone" if field == "/contact" else field, words, None)
    assert getattr(after.letter, field[1:]) == value


@pytest.mark.parametrize(("words", "sentence"), [("昨天", "不是日期"), (" ", "还没有填写")])
def test_what_cannot_be_read_is_refused_in_a_sentence_that_fits_what_is_typed(words: str, sentence: str) -> None:
    with pytest.raises(CannotCorrect, match=sentence) as refused:
        with_typed(review(), "/document_date", words, None)
    assert "选中" not in str(refused.value)
