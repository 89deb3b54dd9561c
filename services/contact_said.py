"""A part of the contact as one line of words names it, which the clerk selected or typed for that part."""

import re

from intake.contact import bare, contact_in, labelled
from intake.lines import Line, tidied

_NUMBER = re.compile(r"(?:[（(]\d{3,4}[）)]\s*)?\d{3,}(?:\s*[-—–－]\s*\d+)*(?:转\d+)?")
_CALLED = re.compile(r"^(?:联系|办公)?(?:电话|手机|座机)(?:号码)?\s*")
_AND = "、"


def contact_said(part: str, text: str) -> str:
    """Return department, name or phone that words of one line name, behind their own labels or without any."""
    line = Line(text, 0)
    labels = list(labelled(line))
    if not labels:
        return _CALLED.sub("", tidied(text)) if part == "phone" else tidied(text)
    if part == "phone":
        # All of them: a whole letter is read for one, but these the clerk wants.
        numbers = [number for one in labels if one.kind != "other" for number in _NUMBER.findall(one.behind.text)]
        if numbers:
            return _AND.join(re.sub(r"\s", "", number) for number in numbers)
    told = {one.part: one.value for one in contact_in([line], [line])}
    whole = tidied(text) if text[: labels[0].start].strip() else bare(labels[0].behind.text)
    return told.get(part, whole)
