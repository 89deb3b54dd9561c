"""What the text of a field stands for: readers from typed text to a letter's value, and back."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from letter.chinese import chinese_date, read_date, read_numeral
from letter.cleaning import clean_line, clean_lines
from letter.headings import BLANKS
from letter.model import Count, Line, Lines, Ordinal, Sentence, Serial, Word, Year
from ui.language import N_, _

_MOST_ARCHIVED = 999
TOO_LONG = N_("最多 {limit} 字，现有 {length} 字，请改短。")
TOO_MANY = N_("最多 {limit} 项，现有 {length} 项，请减少。")
NO_NUMBER = N_("请填写 {least} 到 {most} 之间的数字，例如 12、１２ 或 十二。")
NO_DATE = N_("请写成 2023年3月21日、2023-3-21 或 20230321 的样子，也可以空着。")
NO_SCHEME = N_("请用连字符连接各类代号，例如 A-B-C 或 A-B-C-D。")
_NAME_ENDS = re.compile(r"[、，,；;]\s*")
_SCHEME = re.compile(r"[A-Z][0-9]?(-[A-Z][0-9]?)*")


class Unreadable(ValueError):
    """A text that stands for no value; str() says beside the field what to do."""


class Reader(NamedTuple):
    """How a text is read into a value (raises Unreadable), how a value is written, and the value of no text."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    empty: Any = ""


def _limit(kind: Any) -> int:
    return kind.__metadata__[0].max_length


def _bounds(kind: Any) -> tuple[int, int]:
    return kind.__metadata__[0].ge, kind.__metadata__[0].le


def _shorter(text: str, limit: int) -> str:
    if len(text) > limit:
        raise Unreadable(_(TOO_LONG).format(limit=limit, length=len(text)))
    return text


def _read_line(text: str, limit: int) -> str:
    return _shorter(clean_line(text), limit)


def _read_sentence(text: str, limit: int) -> str:
    return _shorter(clean_lines(text), limit)


def _items(parts: list[str]) -> tuple[str, ...]:
    items = tuple(_shorter(part, _limit(Line)) for part in parts if part)
    if len(items) > _limit(Lines):
        raise Unreadable(_(TOO_MANY).format(limit=_limit(Lines), length=len(items)))
    return items


def _read_names(text: str) -> tuple[str, ...]:
    return _items([part.strip(BLANKS) for part in _NAME_ENDS.split(clean_line(text.replace("\n", "、")))])


def _read_lines(text: str) -> tuple[str, ...]:
    return _items(clean_lines(text).split("\n"))


def _read_number(text: str, least: int, most: int) -> int | None:
    text = clean_line(text)
    if not text:
        return None
    number = read_numeral(text)
    if number is None and text in ("0", "０"):
        number = 0
    if number is None or not least <= number <= most:
        raise Unreadable(_(NO_NUMBER).format(least=least, most=most))
    return number


def _read_copies(text: str) -> int:
    number = _read_number(text, least=0, most=_MOST_ARCHIVED)
    if number is None:
        raise Unreadable(_(NO_NUMBER).format(least=0, most=_MOST_ARCHIVED))
    return number


def _write_number(number: int | None) -> str:
    return "" if number is None else str(number)


def _read_day(text: str) -> date | None:
    text = clean_line(text)
    if not text:
        return None
    day = read_date(text)
    if day is None:
        raise Unreadable(_(NO_DATE))
    return day


def write_day(day: date | None) -> str:
    """Return a date as it stands in a field, nothing for an open one."""
    return chinese_date(day) if day else ""


def _read_scheme(text: str) -> str:
    text = re.sub(r"[\s、，,\-－—]+", "-", clean_line(text).upper()).strip("-")
    if not _SCHEME.fullmatch(text) or len(text) > _limit(Word):
        raise Unreadable(_(NO_SCHEME))
    return text


def _number(kind: Any) -> Reader:
    least, most = _bounds(kind)
    return Reader(partial(_read_number, least=least, most=most), _write_number, None)


WORD = Reader(partial(_read_line, limit=_limit(Word)), str)
LINE = Reader(partial(_read_line, limit=_limit(Line)), str)
SENTENCE = Reader(partial(_read_sentence, limit=_limit(Sentence)), str)
NAMES = Reader(_read_names, "、".join, ())
LINES = Reader(_read_lines, "\n".join, ())
ORDINAL = _number(Ordinal)
YEAR = _number(Year)
SERIAL = _number(Serial)
COUNT = _number(Count)
ARCHIVED = Reader(_read_copies, _write_number, 0)
DAY = Reader(_read_day, write_day, None)
SCHEME = Reader(_read_scheme, str)
