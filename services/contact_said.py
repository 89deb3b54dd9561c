"""A part of the contact as one line of words names it, which the clerk selected or typed for that part."""

import re
from functools import cache

from intake.contact import contact_in
from intake.lines import Line, tidied
from intake.words import words

_AROUND = "；;，,。（）()、：: \t"
_NUMBER = re.compile(r"(?:[（(]\d{3,4}[）)]\s*)?\d{3,}(?:\s*[-—–－]\s*\d+)*(?:转\d+)?")
_CALLED = re.compile(r"^(?:联系|办公)?(?:电话|手机|座机)(?:号码)?\s*")
_AND = "、"


def contact_said(part: str, text: str) -> str:
    """Return department, name or phone that words of one line name, behind their own labels or without any."""
    labels = list(_labels().finditer(text))
    if not labels:
        return _CALLED.sub("", tidied(text)) if part == "phone" else tidied(text)
    ends = [*(label.start() for label in labels[1:]), len(text)]
    behind = [(_kind_of(label), text[label.end() : end]) for label, end in zip(labels, ends, strict=True)]
    if part == "phone":
        # All of them: a whole letter is read for one, but these the clerk wants.
        found = [re.sub(r"\s", "", number) for kind, value in behind if kind != "other"
                 for number in _NUMBER.findall(value)]  # fmt: skip
        if found:
            return _AND.join(found)
    line = Line(text, 0)
    told = {one.part: one.value for one in contact_in([line], [line])}
    whole = tidied(text) if text[: labels[0].start()].strip() else tidied(behind[0][1]).strip(_AROUND)
    return told.get(part, whole)


def _kind_of(label: re.Match[str]) -> str:
    """Return the part of the contact that a label names."""
    name = tidied(label[0]).rstrip("：:")
    return next(kind for kind, names in words().contact_labels.items() if name in names.split("|"))


@cache
def _labels() -> re.Pattern[str]:
    names = sorted((name for names in words().contact_labels.values() for name in names.split("|")), key=len)
    spaced = [r"\s*".join(map(re.escape, name)) for name in reversed(names)]
    return re.compile("|".join(rf"(?:{name})\s*[：:]" for name in spaced))
