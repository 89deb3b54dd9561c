"""Whether the numbers of an answer's headings are others in a letter, which counts them anew, than in its source."""

import re
from collections.abc import Iterable

from letter.messages import Message, message
from letter.model import Block
from letter.outline import write_answer

BEGINS = message("原文从“{there}”开始，信里从“{here}”编起")
WITHIN = message("原文的“{there}”信里编作“{here}”")
_NUMERAL = "一二三四五六七八九十百"
_MARK = re.compile(rf"^[ \t\u3000]*((?:[{_NUMERAL}]+、|[（(](?:[{_NUMERAL}]+|\d+)[）)]|\d+[.．、]))", re.MULTILINE)


def renumbered(words: str, answer: Iterable[Block]) -> Message | None:
    """Return what is to be looked at where a heading of these words has another number in the answer read from them."""
    there, here = _MARK.findall(words), _MARK.findall(write_answer(answer))
    for at, (one, other) in enumerate(zip(there, here, strict=False)):
        if re.sub(r"\W", "", one) != re.sub(r"\W", "", other):
            return (WITHIN if at else BEGINS).filled(there=one, here=other)
    return None
