"""Pages filled from top to bottom by Word's own rules: what must keep together, and where a page may end.

The flow is a row of slices, each a line of text or a row of a table. Heights are points from the paper's top.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from docgen.lengths import POINTS_PER_MM
from docgen.pages.lines import SetLine
from docgen.pages.values import Line, Rule
from docgen.styles import BASE_LINE

# Heights are sums of fractions: a page that is full to the last line is not one too full.
_EASE = 0.05


# Compared by identity: each is made once and looked for many times, at each keystroke.
class Slice(msgspec.Struct, frozen=True, eq=False):
    """What cannot be divided: a line or a row, its height, the blank above it, and one below that a page may lack.

    joined: no page may end before it. new_page: one must. limit: how low it may reach, when that is not the foot of the
    type area. repeated is the slice that is shown again above it where it begins a page (the head row of a table).
    """

    place: Callable[[float], tuple[tuple[Line, ...], tuple[Rule, ...]]]
    height: float
    before: float = 0
    after: float = 0
    joined: bool = False
    new_page: bool = False
    limit: float | None = None
    repeated: "Slice | None" = None


class Filled(NamedTuple):
    """What stands on one page, upright or on its side."""

    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    landscape: bool = False


def fill(flow: Sequence[Slice], first_top: float, top: float, foot: float) -> list[Filled]:
    """Return the flow on pages; the first one begins lower than the others."""
    pages: list[Filled] = []
    start = 0
    while start < len(flow) or not pages:
        begins = top if pages else first_top
        end = _end(flow, start, begins, foot)
        pages.append(_filled(tuple(flow[start:end]), begins))
        start = end
    return pages


def _end(flow: Sequence[Slice], start: int, top: float, foot: float) -> int:
    """Return the first slice that does not stand on the page any more."""
    y, last_break = top, start
    if start < len(flow) and (head := flow[start].repeated):
        y += head.height
    for place in range(start, len(flow)):
        one = flow[place]
        if place > start and not one.joined:
            last_break = place
        if place > start and one.new_page:
            return place
        y += one.before + one.height
        if y > (foot if one.limit is None else one.limit) + _EASE and place > start:
            return last_break if last_break > start else place
        y += one.after
    return len(flow)


# Typing mostly changes one page: the others are the same slices from the same height, and so the same lines.
@lru_cache(maxsize=256)
def _filled(slices: tuple[Slice, ...], top: float) -> Filled:
    lines: list[Line] = []
    rules: list[Rule] = []
    head = slices[0].repeated if slices else None
    y = top
    for one in (head, *slices) if head else slices:
        y += one.before
        placed, drawn = one.place(y)
        lines += placed
        rules += drawn
        y += one.height + one.after
    return Filled(tuple(lines), tuple(rules))


def line_at(line: SetLine, y: float, pitch: float, style: str, raised: float = 0) -> Line:
    """Return a set line whose band begins at a height, its words raised above the usual base line."""
    return Line(
        line.spans,
        (y + BASE_LINE * pitch - raised) / POINTS_PER_MM,
        y / POINTS_PER_MM,
        (y + pitch) / POINTS_PER_MM,
        style,
        line.begins,
    )
