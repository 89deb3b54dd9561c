"""What the text of a field stands for: readers from typed text to a letter's value, and back."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from letter.chinese import chinese_date, read_date, read_numeral
from letter.cleaning import clean_line, clean_lines
from letter.headings import BLANKS
from letter.messages import counted
from letter.model import (
    COUNTS,
    ISSUERS_LIMIT,
    LINE_LIMIT,
    LINES_LIMIT,
    MILLIMETRES,
    ORDINALS,
    SENTENCE_LIMIT,
    SERIALS,
    TENTHS_OF_MILLIMETRE,
    WORD_LIMIT,
    YEARS,
    JointIssuer,
)
from services.clock import today
from ui.core.i18n import N_, _, translate

_MOST_ARCHIVED = 999
TOO_LONG = counted("最多 {count} 字，现有 {length} 字，请改短。")
TOO_MANY = counted("最多 {count} 项，现有 {length} 项，请减少。")
NO_NUMBER = N_("请填写 {least} 到 {most} 之间的数字，例如 12、１２ 或 十二。")
NO_DATE = N_("请写成 2023年3月21日、2023.3.21、3-21 或 三月二十一 的样子，也可以空着。")
NO_SCHEME = N_("请用连字符连接各类代号，例如 A-B-C 或 A-B-C-D。")
NO_LENGTH = N_("请填写 {least} 到 {most} 之间的毫米数，最多一位小数，例如 {example}。")
NO_COPY_NUMBER = N_("份号是 1 到 6 位数字，例如 000012。")
NO_ISSUER = N_("请在“／”前面写单位名称。")
TITLE_MARK = "／"
_MINUS = str.maketrans("−–—。", "---.")
_LENGTH = re.compile(r"([+-]?\d{1,3})(?:\.(\d))?(?:毫米|mm)?")
NAME_MARKS = "、，,；;"
NAME_ENDS = re.compile(rf"[{NAME_MARKS}]\s*")
# What is counted stands beside the field: 第十二届 is 12, 3名 is 3.
_COUNTED = re.compile(r"(?<=.)(?:届|次(?:会议)?|[名位人份])$")
_SCHEME = re.compile(r"[A-Z][0-9]?(-[A-Z][0-9]?)*")


class Unreadable(ValueError):
    """A text that stands for no value; str() says beside the field what to do."""


def _nothing(_text: str) -> str:
    return ""


def _of_no_other(_text: str) -> dict[str, Any]:
    return {}


class Reader(NamedTuple):
    """How a text is read into a value (raises Unreadable), how a value is written, and the value of no text.

    between holds the characters that part the items of a list. tell gives what a text is read as where that is not what
    was typed; pass_on, by path, what the text says of other fields.
    """

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    empty: Any = ""
    between: str = ""
    tell: Callable[[str], str] = _nothing
    pass_on: Callable[[str], dict[str, Any]] = _of_no_other


def shorter(text: str, limit: int) -> str:
    """Return a text; raises Unreadable where it is too long."""
    if len(text) > limit:
        raise Unreadable(translate(TOO_LONG.filled(count=limit, length=len(text))))
    return text


def _read_line(text: str, limit: int) -> str:
    return shorter(clean_line(text), limit)


def _read_sentence(text: str, limit: int) -> str:
    return shorter(clean_lines(text), limit)


def read_items(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the items of a list, empty ones left out; raises Unreadable where there are too many or one too long."""
    items = tuple(shorter(part, LINE_LIMIT) for part in parts if part)
    if len(items) > LINES_LIMIT:
        raise Unreadable(translate(TOO_MANY.filled(count=LINES_LIMIT, length=len(items))))
    return items


def _read_names(text: str) -> tuple[str, ...]:
    return read_items([part.strip(BLANKS) for part in NAME_ENDS.split(clean_line(text.replace("\n", "、")))])


def _read_lines(text: str) -> tuple[str, ...]:
    return read_items(clean_lines(text).split("\n"))


def _read_number(text: str, least: int, most: int) -> int | None:
    text = _COUNTED.sub("", clean_line(text))
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


def _read_day(text: str, year: int | None = None) -> date | None:
    text = clean_line(text)
    if not text:
        return None
    now = today()
    day = read_date(text, year=year or now.year, today=now)
    if day is None:
        raise Unreadable(_(NO_DATE))
    return day


def write_day(day: date | None) -> str:
    """Return a date as it stands in a field, nothing for an open one."""
    return chinese_date(day) if day else ""


def day_reader(year: int | None) -> Reader:
    """Return a reader of dates that takes days without a year for days of this one, or of the current year."""
    return Reader(partial(_read_day, year=year), write_day, None)


def _read_scheme(text: str) -> str:
    text = re.sub(r"[\s、，,\-－—]+", "-", clean_line(text).upper()).strip("-")
    if not _SCHEME.fullmatch(text) or len(text) > WORD_LIMIT:
        raise Unreadable(_(NO_SCHEME))
    return text


def _read_tenths(text: str, least: int, most: int, example: str) -> int | None:
    """Return a length in tenths of a millimetre, None for no text."""
    text = unicodedata.normalize("NFKC", clean_line(text).translate(_MINUS)).replace(" ", "").lower()
    if not text:
        return None
    found = _LENGTH.fullmatch(text)
    if found:
        whole, tenth = int(found[1]), int(found[2] or 0)
        tenths = 10 * whole + (-tenth if found[1].startswith("-") else tenth)
        if least <= tenths <= most:
            return tenths
    raise Unreadable(_(NO_LENGTH).format(least=f"{least / 10:g}", most=f"{most / 10:g}", example=example))


def _length(least: int, most: int, *, optional: bool = False) -> Reader:
    """Return a reader of lengths in millimetres; without text one that is not optional is refused."""
    example = "53.5"

    def read(text: str) -> float | None:
        tenths = _read_tenths(text, 10 * least, 10 * most, example)
        if tenths is None and not optional:
            raise Unreadable(_(NO_LENGTH).format(least=least, most=most, example=example))
        return None if tenths is None else tenths / 10

    return Reader(read, lambda length: "" if length is None else f"{length:g}", None if optional else least)


def _offset(least: int, most: int) -> Reader:
    """Return a reader from millimetres to tenths of them; no text is no offset."""
    return Reader(
        lambda text: _read_tenths(text, least, most, "0.5、-0.8") or 0,
        lambda tenths: f"{tenths / 10:g}" if tenths else "",
        0,
    )


def _read_copy_number(text: str) -> str:
    text = unicodedata.normalize("NFKC", clean_line(text))
    if not re.fullmatch(r"([0-9]{1,6})?", text):
        raise Unreadable(_(NO_COPY_NUMBER))
    return text


def _read_issuer(line: str) -> JointIssuer:
    line = re.sub(f"[/{TITLE_MARK}]", TITLE_MARK, line)
    if TITLE_MARK in line:
        name, _mark, title = line.rpartition(TITLE_MARK)
    else:
        name, _mark, title = re.sub(f"[{BLANKS}]+", " ", line).partition(" ")
    name, title = name.strip(BLANKS), title.strip(BLANKS)
    if not name:
        raise Unreadable(_(NO_ISSUER))
    return JointIssuer(shorter(name, WORD_LIMIT), shorter(title, WORD_LIMIT))


def _read_issuers(text: str) -> tuple[JointIssuer, ...]:
    lines = clean_lines(text.replace("\t", TITLE_MARK)).split("\n")
    issuers = tuple(_read_issuer(line) for line in lines if line)
    if len(issuers) > ISSUERS_LIMIT:
        raise Unreadable(translate(TOO_MANY.filled(count=ISSUERS_LIMIT, length=len(issuers))))
    return issuers


def _write_issuers(issuers: tuple[JointIssuer, ...]) -> str:
    return "\n".join(_write_issuer(issuer) for issuer in issuers)


def _write_issuer(issuer: JointIssuer) -> str:
    # A name with a blank in it keeps its mark: what follows the blank would be taken for a title.
    marked = issuer.signer_title or re.search(f"[{BLANKS}{TITLE_MARK}]", issuer.name)
    return f"{issuer.name}{TITLE_MARK}{issuer.signer_title}" if marked else issuer.name


def _number(least: int, most: int) -> Reader:
    return Reader(partial(_read_number, least=least, most=most), _write_number, None)


WORD = Reader(partial(_read_line, limit=WORD_LIMIT), str)
LINE = Reader(partial(_read_line, limit=LINE_LIMIT), str)
SENTENCE = Reader(partial(_read_sentence, limit=SENTENCE_LIMIT), str)
NAMES = Reader(_read_names, "、".join, (), NAME_MARKS)
LINES = Reader(_read_lines, "\n".join, (), "\n")
ORDINAL = _number(*ORDINALS)
YEAR = _number(*YEARS)
SERIAL = _number(*SERIALS)
COUNT = _number(*COUNTS)
ARCHIVED = Reader(_read_copies, _write_number, 0)
DAY = day_reader(None)
SCHEME = Reader(_read_scheme, str)
LENGTH = _length(*MILLIMETRES)
LENGTH_OR_NONE = _length(*MILLIMETRES, optional=True)
OFFSET = _offset(*TENTHS_OF_MILLIMETRE)
COPY_NUMBER = Reader(_read_copy_number, str)
ISSUERS = Reader(_read_issuers, _write_issuers, (), "\n")
