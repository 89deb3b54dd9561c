"""Title and opening that were written by hand, and the number that the case has by now."""

import pytest

from letter.cited_case import other_numbers
from letter.model import Proposal
from tests.letters import plain_letter


def said(numbers: str, **words: str) -> list[str]:
    """Return what is said of a letter whose proposals have these numbers."""
    letter = plain_letter(proposals=tuple(map(Proposal, numbers.split())), **words)
    return [str(other.sentence) for other in other_numbers(letter)]


TITLE = "关于市政协十三届三次会议第112号提案的答复"
OPENING = "您提出的《关于推进海绵城市建设的提案》（第112号）收悉。经研究，现答复如下："


def test_title_and_opening_that_cite_another_number_are_told_each() -> None:
    assert said("300", title=TITLE, opening=OPENING) == [
        "标题写的是第112号，案号是第300号，请核对。",
        "首段写的是第112号，案号是第300号，请核对。",
    ]
    assert said("112", title=TITLE, opening=OPENING) == []


def test_derived_words_always_agree() -> None:
    assert said("300") == said("112 A13") == []


AGREE = (
    ("112", "关于推进海绵城市建设提案的答复"),
    ("0112", TITLE),
    ("112", TITLE.replace("112", "0112")),
    ("112", TITLE.replace("112", "１１２")),
    ("112", TITLE.replace("第112号", "第 112 号")),
    ("112", TITLE.replace("第112号", "第\n112号")),
    ("112", TITLE.replace("112", "一百一十二")),
    ("A112", TITLE.replace("112", "A112")),
    ("a112", TITLE.replace("112", "Ａ112")),
    ("2025-112", TITLE),
    ("20250112", TITLE.replace("112", "20250112")),
    ("112 113", TITLE.replace("第112号", "第112、113号")),
    ("112 113", TITLE.replace("第112号", "第112号、第113号")),
    ("113 112", TITLE.replace("第112号", "第112号和113号")),
    ("112 113 114", TITLE.replace("第112号", "第112号等3件")),
    ("112 113 114", TITLE.replace("第112号", "第112至114号")),
    ("112 113 114", TITLE.replace("第112号", "第112-114号")),
    ("112、113", TITLE.replace("第112号", "第112、113号")),
    ("第112号", TITLE),
    ("15", "关于对市政协提案〔2025〕15号的答复"),
    ("112", "关于推进地铁第3号线建设的提案的答复"),
    ("112", "关于对《关于改造第3号码头的提案》（第112号）的答复"),
    ("112", "关于落实〔2025〕41号文件提案的答复"),
    ("112", "关于江政办函(2025)41号转办提案的答复"),
    ("112", "对“第5号提案”一文的答复"),
    ("××", TITLE),
    ("01846", "关于全国政协十四届二次会议第01846号（农业水利类133号）提案答复的函"),
    ("133", "关于全国政协十四届二次会议第01846号（农业水利类133号）提案答复的函"),
    ("112", "对市十四届人大四次会议第112号建议的答复"),
)  # fmt: skip


@pytest.mark.parametrize(("numbers", "title"), AGREE)
def test_a_title_that_agrees_or_cites_no_number_is_no_fault(numbers: str, title: str) -> None:
    assert said(numbers, title=title) == []


DIFFER = (
    ("300", "关于全国政协十四届二次会议第01846号（农业水利类133号）提案答复的函", "第01846号"),
    ("113", TITLE, "第112号"),
    ("12", TITLE, "第112号"),
    ("1112", TITLE, "第112号"),
    ("B112", TITLE.replace("112", "A112"), "第A112号"),
    ("2025-113", TITLE.replace("112", "2025-112"), "第2025-112号"),
    ("112 300", TITLE.replace("第112号", "第112、113号"), "第113号"),
    ("112", TITLE.replace("第112号", "第112号、第113号"), "第113号"),
    ("300", TITLE.replace("第112号", "第112至114号"), "第112号、第113号、第114号"),
    ("300", TITLE.replace("112", "一百一十二"), "第112号"),
    ("300", TITLE.replace("第112号", "112号"), "第112号"),
    ("300", TITLE.replace("第112号提案", "提案（编号：112）"), "第112号"),
    ("16", "关于对市政协提案〔2025〕15号的答复", "第15号"),
    ("300", "市民政局对市人大第112号建议的答复", "第112号"),
    ("300", "关于市政协第112号重点提案的复函", "第112号"),
    ("300", "对市政协十三届三次会议第112号（关于推进海绵城市建设）提案的答复", "第112号"),
)  # fmt: skip


@pytest.mark.parametrize(("numbers", "title", "other"), DIFFER)
def test_a_title_that_cites_another_is_told(numbers: str, title: str, other: str) -> None:
    assert [sentence.split("，")[0] for sentence in said(numbers, title=title)] == [f"标题写的是{other}"]


OPENINGS = (
    ("112", OPENING),
    ("112", "您提出的关于推进海绵城市建设的提案收悉。经研究，现答复如下："),
    ("112", "您提出的第112号提案收悉。该提案与第98号提案并案办理，现答复如下："),
    ("112", "您提出的提案收悉。去年我局已对第98号提案作了答复，现答复如下："),
    ("112", "您在去年第98号提案的基础上提出的《关于推进海绵城市建设的提案》（第112号）收悉，现答复如下："),
    ("112", "《关于改造第3号码头的提案》（第112号）收悉。根据江政办函〔2025〕41号，现答复如下："),
    ("112 113", "您提出的《甲》（第112号提案）、《乙》（第113号提案）收悉，现答复如下："),
    ("112", ""),
)  # fmt: skip


@pytest.mark.parametrize(("numbers", "opening"), OPENINGS)
def test_an_opening_may_cite_others_besides_its_own(numbers: str, opening: str) -> None:
    assert said(numbers, opening=opening) == []


@pytest.mark.parametrize(
    ("numbers", "opening"),
    [
        ("300", OPENING),
        ("300", "收到您提出的第112号提案，现答复如下："),
        ("300", "您提出的第112号提案收悉。该提案与第300号提案并案办理，现答复如下："),
        ("113 300", "您提出的《甲》（第112号提案）、《乙》（第113号提案）收悉，现答复如下："),
    ],
)
def test_one_that_cites_another_instead_is_told(numbers: str, opening: str) -> None:
    assert [sentence.split("，")[0] for sentence in said(numbers, opening=opening)] == ["首段写的是第112号"]


def test_without_a_number_of_every_paper_nothing_is_said() -> None:
    assert said("", title=TITLE) == []
    letter = plain_letter(proposals=(Proposal("300"), Proposal("", "乙")), title=TITLE)
    assert other_numbers(letter) == ()
