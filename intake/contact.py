"""Whom to ask, as the foot of a letter tells it: labels in many forms, several values behind one, mobiles and all."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import zip_longest
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


class Labelled(NamedTuple):
    """A label: where it begins, its words, the part of the contact that it names, and what stands behind it."""

    start: int
    label: str
    kind: str
    behind: Line


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


def labelled(line: Line) -> Iterator[Labelled]:
    """Yield the labels of a line with what stands behind each of them."""
    labels = list(_labels().finditer(line.text))
    for label, following in zip_longest(labels, labels[1:]):
        name = tidied(label[0]).rstrip("：:")
        behind = line.part(label.end(), following.start() if following else None)
        yield Labelled(label.start(), name, _kinds()[name], behind)


def bare(words: str) -> str:
    """Return a value without the marks and blanks around it."""
    return tidied(words).strip(_AROUND)


def _in_line(line: Line) -> Iterator[Told]:
    for one in labelled(line):
        for part, value in _values(one, bare(one.behind.text)):
            if value:
                yield Told(part, value, _placed(one.behind, value))


def _values(labelled_by: Labelled, value: str) -> Iterator[tuple[str, str]]:
    """Yield what stands behind one label, by the parts of the contact: a number may stand behind any of them."""
    label, kind, as_typed = labelled_by.label, labelled_by.kind, labelled_by.behind.text
    phone = _PHONE.search(value)
    rest = _SAID.sub("", value[: phone.start()] + value[phone.end() :]).strip(_AROUND) if phone else value
    if kind == "other":
        return
    if phone or kind == "phone":
        yield "phone", re.sub(r"\s", "", phone[0]) if phone else value if re.search(r"\d", value) else ""
    if kind == "phone":
        named = bool(re.fullmatch(_NAME, rest)) and not re.search(rf"(?:{_UNIT_ENDINGS})$", rest)
        yield "name" if named else "department", rest if phone else ""
    elif kind == "department" and (apart := _apart(label, as_typed)):
        yield from zip(("department", "name"), apart, strict=True)
    elif kind == "department":
        yield "department", rest
    else:
        person, unit = _person(rest)
        yield kind, person
        yield "department", unit


def _apart(label: str, as_typed: str) -> tuple[str, str] | None:
    """Return a department and a person that stand behind one label with blanks between them."""
    words = _PHONE.sub("", as_typed).strip(_AROUND).split()
    if len(words) < 2 or not ("人员" in label or (len(words) == 2 and re.fullmatch(_NAME, words[1]))):
        return None
    return None if re.search(rf"(?:{_UNIT_ENDINGS})$", words[1]) else (words[0], words[1])


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
