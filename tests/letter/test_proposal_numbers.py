"""Numbers of papers, read as offices type and paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letter.proposal_numbers import read_proposal_number

NUMBERS = {
    "176": "176",
    "第55号": "55",
    "55号": "55",
    "第 55 号": "55",
    "第０５５号": "055",
    "0176": "0176",
    "第一百七十六号": "176",
    "一七六号": "176",
    "第〇五五号": "055",
    "第十二号": "12",
    "一百零二": "102",
    "提案第176号": "176",
    "第176号提案": "176",
    "建议第12号": "12",
    "第12号建议": "12",
    "案号：176": "176",
    "编号:0012": "0012",
    "20230176": "20230176",
    "二〇二三〇一七六": "20230176",
    "A12": "A12",
    "Ａ－１２": "A-12",
    "2023-176": "2023-176",
    "No.12": "12",
    "朝阳市政协十二届二次会议第176号提案": "176",
    "政协朝阳市第十二届委员会第二次会议第0176号提案": "0176",
    "闭会期间第3号": "3",
    "大会提案第３号": "3",
    # What is no number of one paper stays as it was typed.
    "": "",
    "〔2023〕55": "〔2023〕55",
    "平字12": "平字12",
    "12、13": "12、13",
    "第12、13号": "第12、13号",
    "第一百七十": "170",
    "百十": "百十",
    "社会建设类12": "社会建设类12",
}


@pytest.mark.parametrize(("text", "number"), NUMBERS.items(), ids=list(NUMBERS))
def test_a_number_is_what_it_stands_for(text: str, number: str) -> None:
    assert read_proposal_number(text) == number


@given(st.from_regex(r"[0-9A-Za-z]{1,12}", fullmatch=True))
def test_digits_and_letters_stay_as_they_are(number: str) -> None:
    assert read_proposal_number(number) == read_proposal_number(f"第{number}号") == number


@given(st.text("第号提案建议0１一十百〇A-〔〕 、", max_size=12))
def test_what_was_read_is_read_as_itself(text: str) -> None:
    number = read_proposal_number(text)
    assert read_proposal_number(number) == number
