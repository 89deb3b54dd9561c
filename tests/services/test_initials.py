"""First letters of Chinese words: for every character of a name, and in each of its sounds."""

import pytest

from services.initials import begins, initials, spells

# The common characters of GB 2312 stand in the order of their sounds; these are the first of each letter.
LETTERS = "abcdefghjklmnopqrstwxyz"
FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
COMMON = [bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]


def test_every_common_character_has_the_letter_of_its_place_in_the_national_standard() -> None:
    beginnings = [character.encode("gb2312") for character in FIRST]
    missed: list[str] = []
    for code in COMMON[: COMMON.index(b"\xd7\xf9") + 1]:
        place = sum(beginning <= code for beginning in beginnings) - 1
        character = code.decode("gb2312")
        if not begins(LETTERS[place], character):
            missed.append(character)
    assert missed == []


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("下一步", "xyb"), ("感谢您", "gxn"), ("（一）2023年，a", "yn"), ("镕𠮷啊座", "raz"), ("王喆堃", "wzk"),
        ("长春市", "ccs"), ("", ""),
    ],
)  # fmt: skip
def test_first_letters(words: str, letters: str) -> None:
    assert initials(words, 12) == letters


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("cyszx", "朝阳市政协"), ("zx", "朝阳市政协"), ("LWQ", "李文清"), ("zyl", "曾玉莲"), ("czs", "长治市"),
        ("zcq", "中长期"), ("zfb", "市政府（办公室）"), ("s5z", "市5中"),
    ],
)  # fmt: skip
def test_words_are_found_by_their_letters(fragment: str, words: str) -> None:
    assert spells(fragment, words)


@pytest.mark.parametrize(
    ("fragment", "words"), [("lqw", "李文清"), ("李", "李文清"), ("", "李文清"), ("l w", "李文清"), ("lwqx", "李文清")]
)
def test_other_letters_find_nothing(fragment: str, words: str) -> None:
    assert not spells(fragment, words)


def test_one_letter_finds_only_what_begins_with_it() -> None:
    assert spells("l", "李文清")
    assert not spells("w", "李文清")
