"""How the lines of an answer are recognised: marks of the four levels, stand-alone and run-in headings (7.3.3)."""

import re
from functools import lru_cache
from typing import NamedTuple

RUN_IN_STOP = "。"
RUN_IN_LIMIT = 60
HEADING_LIMIT = 200
BLANKS = " \u3000"

_NUMERAL = "[一二三四五六七八九十百][一二三四五六七八九十百零]{0,4}"
_MARKS = (
    rf"{_NUMERAL}、",
    rf"[（(]{_NUMERAL}[）)][ \u3000、]*",
    r"[0-9０-９]{1,3}[.．、](?![ \u3000]*[0-9０-９])",
    r"[（(][0-9０-９]{1,3}[）)][ \u3000、]*",
)
_MARK = re.compile("|".join(f"({mark})" for mark in _MARKS))
# A mark of each level, to ask what a heading would be taken for once it is written.
SAMPLE_MARKS = ("一、", "（一）", "1.", "（1）")


class Typed(NamedTuple):
    """What one typed line is: level (None for text), lengths of its mark and of its heading, in characters."""

    level: int | None
    mark: int
    heading: int


_TEXT = Typed(None, 0, 0)


# A keystroke in one line asks for all of them again.
@lru_cache(maxsize=2048)
def recognise(line: str) -> Typed:
    """Return what one line of an answer is.

    A heading ends with its line, or at a full stop that text follows; a first sentence over RUN_IN_LIMIT characters,
    or a line over HEADING_LIMIT, is text with a number.
    """
    found = _MARK.match(line)
    if not found:
        return _TEXT
    length = len(line.rstrip(BLANKS))
    start = len(line) - len(line[found.end() :].lstrip(BLANKS))
    if start >= length:
        return _TEXT
    level = found.lastindex
    stop = line.find(RUN_IN_STOP, start)
    if stop < 0:
        return Typed(level, start, length - start if length - start <= HEADING_LIMIT else 0)
    if stop - start > RUN_IN_LIMIT or stop == start:
        return Typed(level, start, 0)
    return Typed(level, start, stop - start + (stop + 1 == length))


def split(line: str) -> tuple[int | None, str, str]:
    """Return level, heading and text of one line."""
    typed = recognise(line)
    if typed.level is None:
        return None, "", line
    end = typed.mark + typed.heading
    text = line[end:].removeprefix(RUN_IN_STOP) if typed.heading else line[end:]
    return typed.level, line[typed.mark : end].strip(BLANKS), text.strip(BLANKS)


def join(heading: str, text: str) -> str:
    """Return heading and text as one paragraph, a full stop between them."""
    return heading + (RUN_IN_STOP if heading and text else "") + text
