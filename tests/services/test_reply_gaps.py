"""What of a recognised letter's number, date and cases is missing or incomplete, though nothing of it is doubtful."""

import pytest
from msgspec.structs import replace

from letter.model import Proposal
from services.recognising import recognised
from services.reply_gaps import Gaps, gaps, gaps_said
from services.reply_review import begun, with_typed, without
from tests.services.test_reply_review import LETTER

NUMBER, DATE, CASES = "/document_number", "/document_date", "/proposals"
DAY = "2025年6月18日"


@pytest.mark.parametrize(
    ("here", "there", "found"),
    [
        ("", "", Gaps((), ())),
        (DAY, "2024年6月31日", Gaps((), (DATE,))),
        (DAY, "2025年　月　日", Gaps((), (DATE,))),
        (f"{DAY}\n", "", Gaps((DATE,), ())),
        ("朝民函〔2025〕7号\n", "", Gaps((NUMBER,), ())),
        ("〔2025〕7号", "〔2022〕 号", Gaps((), (NUMBER,))),
        ("朝民函〔2025〕7号", "〔2022〕 号", Gaps((NUMBER,), ())),
        ("第52号", "", Gaps((CASES,), ())),
    ],
)
def test_it_is_found_as_the_source_has_it(here: str, there: str, found: Gaps) -> None:
    text = LETTER.replace(here, there) if here else LETTER
    if here == "第52号":
        text = text.replace("《关于完善老旧小区加装电梯的提案》（）", "提案")
    assert gaps(begun(recognised(text, None))) == found


def test_a_case_without_a_number_is_incomplete() -> None:
    review = begun(recognised(LETTER, None))
    cases = (*review.letter.proposals, Proposal("", "关于甲的提案"))
    assert gaps(review._replace(letter=replace(review.letter, proposals=cases))).incomplete == (CASES,)


def test_they_are_said_by_the_names_of_their_fields() -> None:
    review = begun(recognised(LETTER.replace(DAY, "2024年6月31日"), None))
    review = without(review, CASES)
    assert gaps_said(gaps(review)) == ("没有认出案号和案由。", "成文日期不完整，或者读不出来。")
    assert gaps_said(gaps(with_typed(review, DATE, DAY, None))) == ("没有认出案号和案由。",)
