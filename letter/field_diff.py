"""Two versions of a letter compared field by field, and put together from both."""

import datetime
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any, NamedTuple, cast

import msgspec
from msgspec.structs import replace

from letter.chinese import chinese_date
from letter.model import ReplyLetter
from letter.outline import write_answer

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
