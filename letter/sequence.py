"""What the lines of an answer are, seen together: a number that may be words is a mark where it goes on counting.

三、四季度 after 一、总体情况 is words: 二、 was to come. 2.5G between 1. and 3. is an item, by itself a decimal.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from letter.headings import (
    A_HEADING,
    DECIDED,
    NO_HEADING,
    TEXT,
    Candidate,
    Typed,
    candidate,
    split_as,
    undecided,
)

# So far ahead somebody looks who asks whether a count goes on.
_FAR = 200
# Decimals whose whole parts count 1, 2, 3 are items of a list.
_SURE_LINKS = 2
HIGHEST_LEVEL = 1
_SENTENCE = "，。；！？"


class _Ahead(NamedTuple):
    """What follows a line in doubt: how many more in doubt count on from it, whether one that is certain does.

    taken is whether the very number comes again, and for certain; doubled is whether it stands beside itself in doubt:
    1.1, 1.2.
    """

    links: int
    certain: bool
    taken: bool
    doubled: bool


# A keystroke in one line asks for all lines, a mark beside the text for one.
@lru_cache(maxsize=2048)
def recognise(line: str) -> Typed:
    """Return what one line of an answer is, seen by itself."""
    return recognise_lines((line,))[0]


def split(line: str) -> tuple[int | None, str, str]:
    """Return level, heading and text of one line, seen by itself."""
    return split_as(line, recognise(line))


def recognise_lines(lines: Sequence[str]) -> list[Typed]:
    """Return what each line of an answer is; lines hold no blanks around them, and no rows of tables."""
    found = [candidate(line) for line in lines]
    kinds = [row.typed if row else _text(line) for row, line in zip(found, lines, strict=True)]
    if not any(row and row.doubt for row in found):
        return kinds
    places = [place for place, row in enumerate(found) if row]
    known = [row for row in found if row]
    last: dict[int, int] = {}
    for at, (place, row) in enumerate(zip(places, known, strict=True)):
        level = row.typed.level or 0
        if row.doubt and not _is_mark(row, last.get(level, 0), _ahead(known, at), lines[place]):
            kinds[place] = _text(lines[place])
            continue
        last = {other: number for other, number in last.items() if other < level} | {level: row.number}
    return kinds


def with_decisions(lines: Sequence[str], wanted: Sequence[int | None]) -> list[str]:
    """Return the lines, each with the clerk's word on it where it would be read as of another level than is wanted."""
    result = list(lines)
    for every in (False, True):
        kinds = recognise_lines(result)
        if [kind.level for kind in kinds] == list(wanted):
            break
        for place, (kind, level) in enumerate(zip(kinds, wanted, strict=True)):
            if kind.level != level or (every and in_doubt(result[place])):
                result[place] = (NO_HEADING if level is None else A_HEADING) + bare(result[place])
    return result


def in_doubt(line: str) -> bool:
    """Return whether what a line is depends on the lines around it."""
    found = candidate(line)
    return bool(found and found.doubt)


def bare(line: str) -> str:
    """Return a line without the clerk's word on it."""
    return line.lstrip(DECIDED)


def _text(line: str) -> Typed:
    skipped = undecided(line)
    return Typed(None, skipped, 0) if skipped else TEXT


def _is_mark(row: Candidate, last: int, ahead: _Ahead, line: str) -> bool:
    """Return whether a number in doubt is a mark, the last one of its level before it being known."""
    goes_on = row.number == last + 1
    if ahead.taken or not (goes_on or (last == 0 and (ahead.certain or (row.doubt == "digits" and ahead.links)))):
        return False
    if row.doubt == "measure":
        return ahead.certain
    if row.doubt == "words":
        return ahead.certain or _is_mark_before_words(row, last, ahead, line)
    if row.doubt == "decimal":
        return not ahead.doubled and (last > 0 or ahead.certain or ahead.links >= _SURE_LINKS)
    return last > 0 or ahead.certain or ahead.links > 0


def _is_mark_before_words(row: Candidate, last: int, ahead: _Ahead, line: str) -> bool:
    """Return whether the last number of a row is a mark: items of a list are sentences, headings are none."""
    if row.typed.level != HIGHEST_LEVEL and last > 0:
        return True
    return (row.typed.level == HIGHEST_LEVEL or ahead.links > 0) and not any(mark in line for mark in _SENTENCE)


def _ahead(known: Sequence[Candidate], at: int) -> _Ahead:
    level, number = known[at].typed.level or 0, known[at].number
    wanted, links = number + 1, 0
    beside = [*known[max(0, at - 1) : at], *known[at + 1 : at + 2]]
    doubled = any((row.typed.level, row.number, row.doubt) == (level, number, "decimal") for row in beside)
    for row in islice(known, at + 1, at + 1 + _FAR):
        other = row.typed.level or 0
        if other < level and not row.doubt:
            break
        if other != level:
            continue
        if not row.doubt:
            return _Ahead(links, row.number == wanted, row.number == number, doubled)
        if row.number == wanted and row.doubt != "measure":
            wanted += 1
            links += 1
    return _Ahead(links, certain=False, taken=False, doubled=doubled)
