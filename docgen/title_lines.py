"""Titles broken by sense into 梯形 or 菱形 (GB/T 9704-2012 7.3.1): no word split, no rectangle, no hourglass."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import inf
from typing import NamedTuple, TypeVar

from docgen.title_breaks import BROKEN_PAIR, BROKEN_WORD, LineCosts, break_places, line_costs
from docgen.widths import width_in_characters

# Sense goes before shape, and a line of its own for one or two characters before neither: the first way that leads
# to the end is taken. Places from a limit on are not broken at.
_WAYS = (
    (BROKEN_PAIR, True),
    (BROKEN_PAIR, False),
    (BROKEN_WORD, True),
    (BROKEN_WORD, False),
    (inf, False),
)


_Number = TypeVar("_Number", int, float)


class _State(NamedTuple):
    """The cheapest lines up to a node that end with a line of one width, the lines growing or already falling."""

    cost: float
    before: int
    key: tuple[float, bool]


class _Nodes(NamedTuple):
    """The places where lines may begin and how wide the title is up to each, with and without a blank at the end.

    gaps counts how often the script has changed up to each.
    """

    places: list[int]
    costs: list[float]
    starts: list[float]
    ends: list[float]
    gaps: list[int]
    width: float


def split_title(title: str, width: float, names: Iterable[str] = ()) -> list[str]:
    """Return the lines of a title, each at most width 字 wide where that can be; names and line feeds are kept."""
    names = tuple(names)
    return [line for typed in title.split("\n") if typed for line in _split(typed, width, names)]


def has_shape(lines: Sequence[str]) -> bool:
    """Return whether lines form 梯形 or 菱形: each clearly wider or narrower, never narrow in the middle (B-02)."""
    widths = [width_in_characters(line.strip()) for line in lines]
    steps = [after - before for before, after in pairwise(widths)]
    clear = all(abs(step) >= line_costs().step_least for step in steps)
    return clear and not any(before < 0 < after for before, after in pairwise(steps))


def _split(title: str, width: float, names: tuple[str, ...]) -> list[str]:
    whole = title.rstrip()
    if width_in_characters(whole) + _changes(whole)[-1] * line_costs().script_gap <= width:
        return [title]
    costs = break_places(title, width, names)
    most = line_costs().shaped_lines * width
    shaped = width_in_characters(title) <= most
    for limit, must_have_shape in _WAYS:
        if must_have_shape and not shaped:
            continue
        nodes = _nodes(title, costs, limit, width)
        cut = _cheapest(nodes, shaped, must_have_shape, orphans=limit == inf)
        if cut:
            return [title[nodes.places[start] : nodes.places[end]] for start, end in pairwise(cut)]
    return [title]


def _nodes(title: str, costs: list[float], limit: float, width: float) -> _Nodes:
    places = [0, *(place for place in range(1, len(title)) if costs[place] < limit), len(title)]
    starts = [0.0, *accumulate(map(width_in_characters, title))]
    ends = [starts[0]]
    for place, character in enumerate(title):
        ends.append(ends[-1] if character.isspace() else starts[place + 1])
    changes = _changes(title)

    def at(row: list[_Number]) -> list[_Number]:
        return [row[place] for place in places]

    return _Nodes(places, at(costs), at(starts), at(ends), at(changes), width)


def _changes(title: str) -> list[int]:
    """Return how often Han and digits or letters have met before each place, the end included."""
    meet = (a.isalnum() and b.isalnum() and a.isascii() != b.isascii() for a, b in pairwise(title))
    return [0, 0, *accumulate(meet)][: len(title) + 1]


def _cheapest(nodes: _Nodes, shaped: bool, must_have_shape: bool, orphans: bool) -> list[int]:
    """Return the nodes of the cheapest way through the title, nothing when there is none."""
    table, last = line_costs(), len(nodes.places) - 1
    ways: list[dict[tuple[float, bool], _State]] = [{} for _ in nodes.places]
    ways[0][(0.0, False)] = _State(0.0, 0, (0.0, False))
    for start in range(last):
        if not ways[start]:
            continue
        for end, own, line in _lines_from(nodes, start, table, orphans):
            for key, state in ways[start].items():
                step, falling = _step(key, own, start == 0, table) if shaped else (0.0, False)
                if must_have_shape and step >= table.unshaped:
                    continue
                cost = state.cost + line + step
                found = (own, falling) if shaped else key
                if found not in ways[end] or cost < ways[end][found].cost:
                    ways[end][found] = _State(cost, start, key)
    return _way_back(ways)


def _lines_from(nodes: _Nodes, start: int, table: LineCosts, orphans: bool) -> list[tuple[int, float, float]]:
    """Return the ends of the lines that may begin at a node, with the width and the cost of each line."""
    found: list[tuple[int, float, float]] = []
    for end in range(start + 1, len(nodes.places)):
        own = nodes.ends[end] - nodes.starts[start]
        # Word leaves no gap where Han and digits meet; a program that does must not need another line.
        if own + (nodes.gaps[end] - nodes.gaps[start]) * table.script_gap > nodes.width:
            break
        alone = own <= table.orphan_width or nodes.places[end] - nodes.places[start] <= table.orphan_width
        if alone and not orphans:
            continue
        cost = table.line + nodes.costs[start] + (table.orphan if alone else 0.0)
        cost += table.full * max(own - table.full_from * nodes.width, 0.0)
        cost += table.short * max(table.short_below - own, 0.0)
        found.append((end, own, cost))
    return found


def _step(key: tuple[float, bool], own: float, first: bool, table: LineCosts) -> tuple[float, bool]:
    """Return what the step from one line to the next costs and whether the lines are falling now."""
    before, falling = key
    if first:
        return 0.0, False
    size = abs(own - before)
    cost = table.uneven * max(size - table.step_free, 0.0) + table.alike * max(table.step_clear - size, 0.0)
    if own < before and not falling:
        cost += table.falling
    if size < table.step_least or (falling and own > before):
        cost += table.unshaped
    return cost, falling or own < before


def _way_back(ways: list[dict[tuple[float, bool], _State]]) -> list[int]:
    if not ways[-1]:
        return []
    node, state = len(ways) - 1, min(ways[-1].values())
    cut = [node]
    while node:
        node, key = state.before, state.key
        cut.append(node)
        state = ways[node][key]
    return cut[::-1]
