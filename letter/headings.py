"""How a line of an answer is recognised: marks of the four levels, stand-alone and run-in headings (7.3.3).

Some beginnings may be a mark or words: 三、四季度, 2.5G. What they are is decided by the lines around, in sequence.py.
Two characters without a glyph, first in a line, say what the clerk has decided of it; no letter holds them.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import msgspec

import resources
from letter.chinese import read_numeral

RUN_IN_STOP = "。"
RUN_IN_LIMIT = 60
HEADING_LIMIT = 200
BLANKS = " \u3000"
# The clerk's word on a line: that it is no heading whatever it begins with, and that it is one.
NO_HEADING, A_HEADING = "\u2060", "\u2063"
DECIDED = NO_HEADING + A_HEADING

_NUMERAL = "[一二三四五六七八九十百][一二三四五六七八九十百零]{0,4}"
_MARKS = (
    rf"{_NUMERAL}、",
    rf"(?:[（(]{_NUMERAL}[）)]|[\u3220-\u3229])[ \u3000、]*",
    r"(?:[0-9０-９]{1,3}[.．、]|[\u2488-\u249b])",
    r"(?:[（(][0-9０-９]{1,3}[）)]|[\u2474-\u2487])[ \u3000、]*",
)
_MARK = re.compile("|".join(f"({mark})" for mark in _MARKS))
_DIGITS = re.compile(r"([ \u3000]*)([0-9０-９]+)(.*)", re.DOTALL)
_NO_NUMERAL = re.compile(r"[^0-9０-９零一二三四五六七八九十百千]")
# 1.2023年, 1.10月底: no decimal is counted in years or months.
_DATE = re.compile(r"(?:19|20)[0-9]{2}(?:年|[-—~～至到])|(?:1[0-2]|[1-9])月(?!均)")
_CHAPTER, _ARTICLE = 1, 3
# A mark of each level, to ask what a heading would be taken for once it is written.
SAMPLE_MARKS = ("一、", "（一）", "1.", "（1）")

# Why the beginning of a line may be words: 三、四季度 as well as 三、 before 四季度; 1、2023年; 2.5G; 1.5公里.
Doubt = Literal["words", "digits", "decimal", "measure"]


class Typed(NamedTuple):
    """What one typed line is: level (None for text), lengths of its mark and of its heading, in characters.

    Of a text mark is the length of what is not printed of it.
    """

    level: int | None
    mark: int
    heading: int


class Candidate(NamedTuple):
    """A line that begins with a number: what it is if that is its mark, the number, and why it may be words instead."""

    typed: Typed
    number: int
    doubt: Doubt | None


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is counted by numbers in a row (三、四季度), and what is measured by decimals (1.5公里)."""

    units: tuple[str, ...]
    measures: tuple[str, ...]


TEXT = Typed(None, 0, 0)


# A keystroke in one line asks for all of them again.
@lru_cache(maxsize=2048)
def candidate(line: str) -> Candidate | None:
    """Return what one line of an answer may be besides text, None where it can be nothing else.

    A heading ends with its line, or at a full stop that text follows; a first sentence over RUN_IN_LIMIT characters,
    or a line over HEADING_LIMIT, is text with a number.
    """
    decided = line[:1] if line[:1] and line[0] in DECIDED else ""
    words = line[len(decided) :].lstrip(BLANKS) if decided else line
    found = None if decided == NO_HEADING else _MARK.match(words)
    if not found:
        return None
    typed = _typed(words, found)
    if typed.level is None:
        return None
    doubt = None if decided else _doubt(typed.level, found[0], words[found.end() :])
    if doubt == "decimal" and _is_part_of_a_number(words[found.end() :]):
        return None
    skipped = len(line) - len(words)
    return Candidate(typed._replace(mark=typed.mark + skipped), read_mark(found[0]) or 0, doubt)


def undecided(line: str) -> int:
    """Return the length of what is not printed at the beginning of a text: the clerk's word on it, and blanks after."""
    return len(line) - len(line[1:].lstrip(BLANKS)) if line[:1] and line[0] in DECIDED else 0


def read_mark(mark: str) -> int | None:
    """Return the number in a typed mark."""
    return read_numeral(_NO_NUMERAL.sub("", unicodedata.normalize("NFKC", mark)))


def split_as(line: str, typed: Typed) -> tuple[int | None, str, str]:
    """Return level, heading and text of one line, known what it is."""
    if typed.level is None:
        return None, "", line[typed.mark :]
    end = typed.mark + typed.heading
    text = line[end:].removeprefix(RUN_IN_STOP) if typed.heading else line[end:]
    return typed.level, line[typed.mark : end].strip(BLANKS), text.strip(BLANKS)


def as_heading(line: str) -> Typed:
    """Return what one line is if the number that it begins with is a mark, should it begin with one."""
    found = candidate(line)
    return found.typed if found else TEXT


def split_heading(line: str) -> tuple[int | None, str, str]:
    """Return level, heading and text of one line whose number is a mark if it may be one."""
    return split_as(line, as_heading(line))


def join(heading: str, text: str) -> str:
    """Return heading and text as one paragraph, a full stop between them."""
    return heading + (RUN_IN_STOP if heading and text else "") + text


def _typed(line: str, found: re.Match[str]) -> Typed:
    length = len(line.rstrip(BLANKS))
    start = len(line) - len(line[found.end() :].lstrip(BLANKS))
    if start >= length:
        return TEXT
    level = found.lastindex
    stop = line.find(RUN_IN_STOP, start)
    if stop < 0:
        return Typed(level, start, length - start if length - start <= HEADING_LIMIT else 0)
    if stop - start > RUN_IN_LIMIT or stop == start:
        return Typed(level, start, 0)
    return Typed(level, start, stop - start + (stop + 1 == length))


def _doubt(level: int, mark: str, rest: str) -> Doubt | None:
    if level not in (_CHAPTER, _ARTICLE) or mark[-1] not in ".．、":
        return None
    if mark[-1] == "、" and _counts_on(read_mark(mark) or 0, rest):
        return "words"
    digits = _DIGITS.match(rest) if level == _ARTICLE else None
    if not digits:
        return None
    if mark[-1] == "、" or digits[1] or _DATE.match(unicodedata.normalize("NFKC", digits[2] + digits[3][:1])):
        return "digits"
    return "measure" if digits[3].lstrip(BLANKS).startswith(_known().measures) else "decimal"


def _counts_on(number: int, rest: str) -> bool:
    """Return whether what follows a number and 、 are higher numbers and what they count: 四季度, 2、3号楼."""
    found = _counting().match(rest)
    if not found:
        return False
    numbers = [number, *(read_numeral(part.replace("两", "二")) or 0 for part in found[1].split("、"))]
    return all(one < other for one, other in pairwise(numbers))


def _is_part_of_a_number(rest: str) -> bool:
    """Return whether digits stand in a number of many parts: 1.2.3, 1.2023.5.1."""
    return bool(re.match(r"[0-9０-９]+[.．][0-9０-９]", rest))


@cache
def _known() -> _Words:
    return msgspec.json.decode(resources.read("wording/numbered_words.json"), type=_Words)


@cache
def _counting() -> re.Pattern[str]:
    numbers = rf"(?:{_NUMERAL}|两|[0-9０-９]{{1,3}})"
    units = "|".join(map(re.escape, sorted(_known().units, key=len, reverse=True)))
    return re.compile(rf"({numbers}(?:、{numbers})*)[几多余来两]?(?:{units})")
