"""Cases as offices register them: the letter begun for one names its proposers, its session and its number rightly."""

import json
from pathlib import Path

import openpyxl
import pytest

from letter.derived import agency_defaults, copy_counts, opening, salutation, session_text, title
from letter.model import ReplyLetter
from register.cases import add_case
from register.values import Case
from services.assignment_list import read_assignment_list
from services.data_folder import DataFolder
from services.letter_from_case import letter_of_case
from services.registering import open_register

CASES = Path(__file__).parents[1] / "cases"
AGENCY = agency_defaults("朝阳市民政局")
GIVEN = {
    "kind": "cppcc_proposal",
    "proposal": "176",
    "session": "市政协十二届二次会议",
    "subject": "关于社区治理的建议",
}


def begun(**fields: str) -> ReplyLetter:
    return letter_of_case(Case(**{**GIVEN, **fields}), AGENCY)  # pyright: ignore[reportArgumentType]


def begun_for(name: str) -> ReplyLetter:
    return begun(**json.loads((CASES / f"{name}.case.json").read_text("utf-8")))


@pytest.mark.parametrize(
    ("name", "said", "copies"),
    [
        ("58-padded", "李娜、王小明委员：", 2),
        ("60-dot", "古丽·阿不都委员：", 1),
        ("64-five", "李文清等5名委员：", 5),
    ],
)
def test_the_cases_of_names(name: str, said: str, copies: int) -> None:
    letter = begun_for(name)
    assert (salutation(letter), copy_counts(letter).addressees) == (said, copies)


def test_the_case_of_a_session() -> None:
    assert title(begun_for("62-session")) == "朝阳市民政局关于朝阳市政协十二届二次会议第176号提案的答复"


SESSIONS = {
    "政协朝阳市第十二届委员会第二次会议": ("cppcc_proposal", "朝阳市政协十二届二次会议"),
    "中国人民政治协商会议朝阳市第十二届委员会第二次会议": ("cppcc_proposal", "朝阳市政协十二届二次会议"),
    "政协第十四届全国委员会第三次会议": ("cppcc_proposal", "全国政协十四届三次会议"),
    "全国政协十四届三次会议": ("cppcc_proposal", "全国政协十四届三次会议"),
    "市政协第12届委员会第2次全体会议": ("cppcc_proposal", "市政协十二届二次会议"),
    "政协朝阳市第十二届委员会第二次会议闭会期间": ("cppcc_proposal", "朝阳市政协十二届二次会议闭会期间"),
    "第十四届全国人民代表大会第三次会议": ("npc_suggestion", "十四届全国人大三次会议"),
    "十四届全国人大三次会议": ("npc_suggestion", "十四届全国人大三次会议"),
    "朝阳市第十七届人民代表大会第五次会议": ("npc_suggestion", "朝阳市十七届人大五次会议"),
    "市十七届人大五次会议": ("npc_suggestion", "市十七届人大五次会议"),
    "政协朝阳市委员会十二届二次会议": ("cppcc_proposal", "朝阳市政协十二届二次会议"),
    "十二届政协二次会议": ("cppcc_proposal", "朝阳市政协十二届二次会议"),
    "第十七届人民代表大会第五次会议": ("npc_suggestion", "朝阳市十七届人大五次会议"),
    "2023年朝阳市政协第１２届２次会议": ("cppcc_proposal", "朝阳市政协十二届二次会议"),
    "“政协朝阳市第十二届委员会第二次会议”": ("cppcc_proposal", "朝阳市政协十二届二次会议"),
    # What is no session is left as it was given.
    "朝阳市十七届人大常委会第五次会议": ("npc_suggestion", "朝阳市十七届人大常委会第五次会议"),
    "2023年度": ("npc_suggestion", "2023年度"),
}


@pytest.mark.parametrize(("session", "said"), SESSIONS.items(), ids=list(SESSIONS))
def test_a_session_by_its_full_name(session: str, said: tuple[str, str]) -> None:
    kind, words = said
    letter = begun(kind=kind, session=session)
    noun = "提案" if kind == "cppcc_proposal" else "建议"
    assert session_text(letter) == words
    assert title(letter) == f"朝阳市民政局关于{words}第176号{noun}的答复"
    assert opening(begun(kind=kind, session=session, proposers="李文清")).startswith(
        f"您提出的《关于社区治理的建议》（第176号{noun}）收悉。"
    )


@pytest.mark.parametrize(
    ("number", "printed"),
    [("第55号", "第55号"), ("第０５５号", "第055号"), ("第一百七十六号", "第176号"), ("0012", "第0012号")],
)
def test_a_number_as_it_was_pasted(number: str, printed: str) -> None:
    assert printed in title(begun(proposal=number))


def test_the_register_keeps_a_number_as_what_it_stands_for(tmp_path: Path) -> None:
    store = open_register(DataFolder(tmp_path))
    case = add_case(store, Case(**{**GIVEN, "proposal": "第０５５号"}))  # pyright: ignore[reportArgumentType]
    assert case.proposal == "055"


def test_a_list_is_read_as_the_form_reads(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ("案号", "案由", "提案者", "届次"),
        ("第０５５号", "关于养老服务的建议", "李　娜、买买提 吐尔逊等五名委员", "政协朝阳市第十二届委员会第二次会议"),
        ("提案第一百七十六号", "关于社区治理的建议", "民盟朝阳市委、古丽•阿不都（民盟）", "十二届二次会议"),
        ("0012", "关于绿化的建议", "李文清", "十二届二次会议"),
    ):
        book.active.append(row)  # pyright: ignore[reportOptionalMemberAccess]
    book.save(tmp_path / "交办.xlsx")
    store = open_register(DataFolder(tmp_path / "data"))
    found = read_assignment_list(store, tmp_path / "交办.xlsx", "cppcc_proposal")
    letters = [letter_of_case(one.case, AGENCY) for one in found.cases]
    assert [letter.proposals[0].number for letter in letters] == ["055", "176", "0012"]
    assert [salutation(letter) for letter in letters] == [
        "李娜、买买提 吐尔逊等5名委员：",
        "民盟朝阳市委、古丽·阿不都委员：",
        "李文清委员：",
    ]
    assert {session_text(letter) for letter in letters} == {"朝阳市政协十二届二次会议"}
