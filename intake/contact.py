"""Whom to ask, as the foot of a letter tells it: labels in many forms, several values behind one, mobiles and all."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from intake.line_kinds import is_call, is_contact
from intake.lines import Line, tidied
from intake.words import words

_PHONE = re.compile(
    r"(?<!\d)(?:1\d{10}|\d{3}-\d{4}-\d{4}|(?:\d{3,4}[）)]?\s*[-—–－]?\s*)?\d{7,8}(?:(?:-|转)\d{1,5})?)(?!\d)"
)
_AROUND = "；;，,。（）()、：: \t"
_UNIT_ENDINGS = "司|处|科|室|股|办|局|部|中心|所|队|组|站"
_UNIT = re.compile(r"(?P<unit>.{2,20}(?:司|处|科|室|股|办|局|部|中心|所))(?P<person>[^，、]{2,4})")
_NAME = r"[\u3400-\u9fff]{2,3}|[\u3400-\u9fff]{1,8}·[\u3400-\u9fff]{1,8}"
# What stands around a number without a colon.
_SAID = re.compile(r"[，,、]?(?:联系)?电话|手机|座机|^略")
_PARTS = ("department", "name", "phone")


class Told(NamedTuple):
    """A value of the contact: which part of it, and where its words are."""

    part: str
    value: str
    line: Line


def contact_in(lines: Iterable[Line], own: Sequence[Line]) -> list[Told]:
    """Return what lines tell of whom to ask, the first value of each part; who is in charge only for want of others.

    own are the lines above the signature, where any number is the letter's.
    """
    known = (line for line in lines if is_contact(line.text) or (line in own and is_call(line.text)))
    told = [one for line in known for one in _in_line(line)]
    found = {part: one for part in ("in_charge", *_PARTS) for one in reversed(told) if one.part == part}
    if "name" not in found and "in_charge" in found:
        found["name"] = found["in_charge"]._replace(part="name")
    return [found[part] for part in _PARTS if part in found]


def _in_line(line: Line) -> Iterator[Told]:
    labels = list(_labels().finditer(line.text))
    ends = [*(label.start() for label in labels[1:]), len(line.text)]
    for label, end in zip(labels, ends, strict=True):
        behind = line.part(label.end(), end)
        for part, value in _values(tidied(label[0]).rstrip("：:"), tidied(behind.text).strip(_AROUND), behind.text):
            if value:
                yield Told(part, value, _placed(behind, value))


def _values(label: str, value: str, as_typed: str) -> Iterator[tuple[str, str]]:
    """Yield what stands behind one label, by the parts of the contact: a number may stand behind any of them."""
    kind = _kinds()[label]
    phone = _PHONE.search(value)
    rest = _SAID.sub("", value[: phone.start()] + value[phone.end() :]).strip(_AROUND) if phone else value
    if kind == "other":
        return
    if phone or kind == "phone":
        yield "phone", re.sub(r"\s", "", phone[0]) if phone else value if re.search(r"\d", value) else ""
    if kind == "phone":
        named = bool(re.fullmatch(_NAME, rest)) and not re.search(rf"(?:{_UNIT_ENDINGS})$", rest)
        yield "name" if named else "department", rest if phone else ""
    elif kind == "department" and "人员" in label and len(as_typed.split()) > 1:
        yield from zip(("department", "name"), as_typed.split()[:2], strict=True)
    elif kind == "department":
        yield "department", rest
    else:
        person, unit = _person(rest)
        yield kind, person
        yield "department", unit


def _person(value: str) -> tuple[str, str]:
    """Return a name without what stands in brackets behind it, and the department before it or in the brackets."""
    name, _, behind = value.partition("（")
    found = _UNIT.fullmatch(name)
    return (found["person"], found["unit"]) if found else (name, behind.rstrip("）"))


def _placed(behind: Line, value: str) -> Line:
    at = behind.text.find(value)
    return behind.part(at, at + len(value)) if at >= 0 else behind


@cache
def _kinds() -> dict[str, str]:
    """Return the part of the contact that each label names, the longest label first."""
    every = [(word, kind) for kind, labels in words().contact_labels.items() for word in labels.split("|")]
    return dict(sorted(every, key=lambda row: -len(row[0])))


@cache
def _labels() -> re.Pattern[str]:
    spaced: Sequence[str] = [r"\s*".join(map(re.escape, word)) for word in _kinds()]
    return re.compile("|".join(rf"(?:{word})\s*[：:]" for word in spaced))
