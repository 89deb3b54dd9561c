"""Two versions of a letter compared field by field, and put together from both."""

import datetime
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any, NamedTuple, cast

import msgspec
from msgspec.structs import replace

from letter.chinese import chinese_date
from letter.derived import DERIVED, effective_text, whole_number
from letter.model import ReplyLetter
from letter.numbers import number_text
from letter.outline import write_answer

# What is printed of a letter wherever it is kept; its body is one text.
_BODY = ("opening", "answer", "closing")
_COMPARED = (
    "document_number", "outcome_class", "title", "proposals", "proposers", *_BODY, "attachments", "document_date",
)  # fmt: skip
_BETWEEN, _UNCHANGED = "，", "……"


class Difference(NamedTuple):
    """A field that two versions say differently: its name in the letter file, and the words of each.

    Of long texts only the lines that differ are shown, …… for those between.
    """

    field: str
    ours: str
    theirs: str


def differences(ours: ReplyLetter, theirs: ReplyLetter) -> list[Difference]:
    """Return the fields that differ, in the order of the letter."""
    found: list[Difference] = []
    for field in ReplyLetter.__struct_fields__:
        own, other = getattr(ours, field), getattr(theirs, field)
        if own != other:
            found.append(Difference(field, *_differing_lines(_words(field, own), _words(field, other))))
    return found


def contradictions(one: ReplyLetter, other: ReplyLetter) -> list[str]:
    """Return the fields of which both letters say something, and not the same, blanks aside.

    Pages and files of one letter leave out what they have no use for; where its parts begin and end may be read
    differently.
    """
    if not all(any(each.answer for each in letter.attachments) for letter in (one, other)):
        one, other = _without_pages(one), _without_pages(other)
    pairs = {field: (_printed(one, field), _printed(other, field)) for field in _COMPARED}
    body, there = ("".join(pairs[field][side] for field in _BODY) for side in (0, 1))
    same = _BODY if body == there else ()
    return [field for field, (own, its) in pairs.items() if own and its and own != its and field not in same]


def _without_pages(letter: ReplyLetter) -> ReplyLetter:
    """Return a letter that only lists its attachments."""
    return replace(letter, attachments=tuple(replace(each, answer=()) for each in letter.attachments))


def _printed(letter: ReplyLetter, field: str) -> str:
    """Return the words of a field as they are printed, without blanks."""
    if field in DERIVED:
        words = effective_text(letter, field)
    elif field == "document_number":
        number = whole_number(letter)
        words = number_text(number) if number.serial else ""
    else:
        words = _words(field, getattr(letter, field))
    return "".join(words.split())


def merged(ours: ReplyLetter, theirs: ReplyLetter, fields: Iterable[str]) -> ReplyLetter:
    """Return our version with these fields of the other one."""
    return replace(ours, **{field: getattr(theirs, field) for field in fields})


def _words(field: str, value: Any) -> str:
    if field == "answer":
        return write_answer(value)
    if field == "attachments":
        return "\n".join(f"{each.title}\n{write_answer(each.answer)}" for each in value)
    return _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return chinese_date(value)
    if isinstance(value, tuple):
        return "\n".join(_text(part) for part in cast("tuple[Any, ...]", value))
    if isinstance(value, msgspec.Struct):
        parts = (_text(part) for part in msgspec.structs.asdict(value).values())
        return _BETWEEN.join(part for part in parts if part)
    return str(value)


def _differing_lines(ours: str, theirs: str) -> tuple[str, str]:
    own, other = ours.split("\n"), theirs.split("\n")
    left: list[str] = []
    right: list[str] = []
    for kind, begin, end, start, stop in SequenceMatcher(None, own, other, autojunk=False).get_opcodes():
        if kind == "equal":
            left.append(_UNCHANGED)
            right.append(_UNCHANGED)
        else:
            left += own[begin:end]
            right += other[start:stop]
    return "\n".join(left), "\n".join(right)
