"""Sessions read from text, as letters, lists and people write them."""

import pytest

from letter.session import SessionText, find_session, read_session

TEXTS = [
    ("朝阳市政协十二届二次会议", SessionText("朝阳市政协", 12, "", 2, True, False)),
    ("朝阳市十六届人大三次会议", SessionText("朝阳市", 16, "人大", 3, True, False)),
    ("朝阳市政协十二届", SessionText("朝阳市政协", 12, "", None, False, False)),
    ("朝阳市政协十二届闭会期间", SessionText("朝阳市政协", 12, "", None, False, True)),
    ("朝阳市政协十二届二次会议闭会期间", SessionText("朝阳市政协", 12, "", 2, True, True)),
    ("市政协第12届委员会第2次全体会议", SessionText("市政协", 12, "", 2, False, False)),
    ("政协朝阳市第十二届委员会第二次会议", SessionText("政协朝阳市", 12, "", 2, True, False)),
    ("第十四届全国人民代表大会第三次会议", SessionText("", 14, "人大", 3, True, False, "全国")),
]


@pytest.mark.parametrize(("text", "said"), TEXTS, ids=[text for text, _ in TEXTS])
def test_a_session_is_read(text: str, said: SessionText) -> None:
    assert read_session(text) == said


NO_SESSIONS = [
    "",
    "朝阳市政协",
    "第二次会议",
    "二次会议",
    # A standing committee has meetings of its own.
    "朝阳市十七届人大常委会第五次会议",
    "市政协十二届常务委员会第八次会议",
]


@pytest.mark.parametrize("text", NO_SESSIONS)
def test_what_names_no_term_is_no_session(text: str) -> None:
    assert read_session(text) is None


@pytest.mark.parametrize(
    ("text", "suffix", "body"),
    [
        ("朝阳市政协十二届二次会议", "政协", "朝阳市政协"),
        ("朝阳市十六届人大三次会议", "人大", "朝阳市人大"),
        ("朝阳市十六届三次会议", "人大", "朝阳市人大"),
        ("政协朝阳市第十二届委员会第二次会议", "政协", "朝阳市政协"),
        ("政协第十二届朝阳市委员会第二次会议", "政协", "朝阳市政协"),
        ("中国人民政治协商会议朝阳市第十二届委员会第二次会议", "政协", "朝阳市政协"),
        ("中国人民政治协商会议第十四届全国委员会第三次会议", "政协", "全国政协"),
        ("政协第十四届全国委员会第三次会议", "政协", "全国政协"),
        ("政协第九届常德市委员会第四次会议", "政协", "常德市政协"),
        ("全国政协十四届三次会议", "政协", "全国政协"),
        ("市政协第12届委员会第2次全体会议", "政协", "市政协"),
        ("第十四届全国人民代表大会第三次会议", "人大", "全国人大"),
        ("中华人民共和国第十四届全国人民代表大会第三次会议", "人大", "全国人大"),
        ("十四届全国人大三次会议", "人大", "全国人大"),
        ("朝阳市第十七届人民代表大会第五次会议", "人大", "朝阳市人大"),
        ("朝阳市人民代表大会第十七届第五次会议", "人大", "朝阳市人大"),
        ("市十七届人大五次会议", "人大", "市人大"),
        ("朝阳市政协十二届二次会议", "人大", "朝阳市政协"),
    ],
)
def test_the_body_has_the_word_of_its_organ(text: str, suffix: str, body: str) -> None:
    found = read_session(text)
    assert found
    assert found.body(suffix) == body


def test_a_session_is_found_in_the_heading_of_a_list() -> None:
    assert find_session("2023 市政协十二届二次会议提案交办清单") == "市政协十二届二次会议"
    assert find_session("提案交办清单") == ""
