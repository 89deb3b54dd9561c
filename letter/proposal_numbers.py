"""The number of a paper (案号) as text, read once for everybody: 第55号, 提案第０５５号, 第一百七十六号, 一七六号.

What it stands for keeps its leading zeros and its letters; what is no number stays as it was typed.
"""

import re
from functools import cache

from letter.chinese import read_numeral
from letter.cleaning import clean_line
from letter.model import LINE_LIMIT
from letter.session import find_session
from letter.wording import kinds

_WIDE = str.maketrans(
    {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0D)}
)
_DIGITS = "〇一二三四五六七八九"
_ZEROS = str.maketrans("零○", "〇〇")
_HAN_NUMBER = r"[零〇○一二三四五六七八九十百千]{1,12}"
_NUMBER = rf"(?:[0-9A-Za-z]+(?:[-—–][0-9A-Za-z]+)*|{_HAN_NUMBER})"
_LABELS = r"(?:案号|编号|提案号|建议号|提案编号|建议编号|序号|No\.?|NO\.?|№)[：:.]?"


def read_proposal_number(text: str) -> str:
    """Return the number that a text stands for, the text itself where it stands for none."""
    typed = clean_line(text)
    words = re.sub(r"\s", "", typed.translate(_WIDE))
    if len(words) > LINE_LIMIT:
        return typed
    session = find_session(words)
    words = words.removeprefix(session) if session else words
    found = _pattern().fullmatch(words)
    return _in_digits(found["number"]) if found else typed


def spellings(number: str) -> tuple[str, ...]:
    """Return how earlier versions may have kept a number."""
    return (number, f"第{number}号", f"{number}号", f"第{number}")


@cache
def _pattern() -> re.Pattern[str]:
    nouns = "|".join(
        sorted(
            {noun for kind in kinds().values() for noun in (kind.noun, *kind.nouns.values(), *kind.list_words)},
            key=len,
            reverse=True,
        )
    )
    period = "(?:大会|闭会期间|会议期间|平时|重点|委员|党派|集体|代表|联名)*"
    return re.compile(rf"(?:{_LABELS})?{period}(?:{nouns})?第?(?P<number>{_NUMBER})号?(?:{period}(?:{nouns}))?")


def _in_digits(number: str) -> str:
    """Return a number of Chinese words in digits: 一百七十六 as 176, 〇五五, read digit by digit, as 055."""
    if not re.fullmatch(_HAN_NUMBER, number):
        return number
    spelled = number.translate(_ZEROS)
    if set(spelled) <= set(_DIGITS):
        return "".join(str(_DIGITS.index(digit)) for digit in spelled)
    counted = read_numeral(number.replace("〇", "零").replace("○", "零"))
    return number if counted is None else str(counted)
