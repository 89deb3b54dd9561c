"""Titles broken by sense into 梯形 or 菱形 (GB/T 9704-2012 7.3.1): no word split, no rectangle, no hourglass."""

import re
from itertools import combinations, pairwise

from docgen.widths import width_in_characters

# What must stay whole; the order decides where two of them overlap.
_WHOLE = re.compile(
    r"第[0-9A-Za-z]+号|[一二三四五六七八九十]{1,5}届(?:政协|人大)?[一二三四五六七八九十]{1,5}次会议|闭会期间"
    r"|《[^《》]{1,8}》|[0-9A-Za-z.]+"
)
# After these words a line may end, and before these one may begin; the weight tells how much the break hurts.
_AFTER = {
    "政协": 1.0,
    "人大": 1.0,
    "人大常委会": 1.0,
    "会议": 0.5,
    "期间": 0.5,
    "关于": 1.5,
    "》": 1.5,
    "、": 1.5,
    "的": 1.5,
}
_BEFORE = {"关于": 0.5, "《": 1.0}
_ISSUERS_END = "局厅委会办院部处府"
_NO_START = "的》）、，。〉”号届次"
_NO_END = "《（〈“第"
_WORD_BREAK = 4.0
_INSIDE_PAIR = 12.0
_LINE = 2.0
_MOST_LINES = 5


def split_title(title: str, width: float) -> list[str]:
    """Return the lines of a title, each at most width 字 wide where that can be; line feeds by hand are kept."""
    if "\n" in title:
        return [line for line in title.split("\n") if line]
    if width_in_characters(title) <= width:
        return [title]
    places = _break_places(title)
    least = -int(-width_in_characters(title) // width)
    found: list[tuple[float, list[str]]] = []
    for count in range(least, _MOST_LINES + 1):
        found += [(cost + _LINE * count, lines) for cost, lines in _splits(title, places, count, width)]
        if found and count > least:
            break
    return min(found)[1] if found else _filled(title, width)


def _break_places(title: str) -> dict[int, float]:
    """Return where a line may begin, with the cost of breaking there."""
    costs = dict.fromkeys(range(2, len(title) - 1), _WORD_BREAK)
    for word, cost in _AFTER.items():
        for place in _places_of(word, title):
            _cheapen(costs, place + len(word), cost)
    for place in _places_of("关于", title):
        if title[place - 1] in _ISSUERS_END:
            _cheapen(costs, place, _BEFORE["关于"])
    for found in _WHOLE.finditer(title):
        for place in range(found.start() + 1, found.end()):
            costs.pop(place, None)
        _cheapen(costs, found.start(), _BEFORE["《"])
    for start in _places_of("《", title):
        _cheapen(costs, start, _BEFORE["《"])
        for place in range(start + 1, title.find("》", start) + 1):
            if place in costs:
                costs[place] += _INSIDE_PAIR
    return {
        place: cost
        for place, cost in costs.items()
        if title[place] not in _NO_START and title[place - 1] not in _NO_END
    }


def _places_of(word: str, title: str) -> list[int]:
    return [place for place in range(len(title)) if title.startswith(word, place)]


def _cheapen(costs: dict[int, float], place: int, cost: float) -> None:
    if place in costs:
        costs[place] = min(costs[place], cost)


def _splits(title: str, places: dict[int, float], count: int, width: float) -> list[tuple[float, list[str]]]:
    # Word breaks are many; with the sensible places alone the choice stays small even for a long title.
    sensible = [place for place, cost in places.items() if cost < _WORD_BREAK]
    found = _lay(title, places, sensible, count, width)
    if not found and count <= 3:
        found = _lay(title, places, list(places), count, width)
    return found


def _lay(
    title: str, places: dict[int, float], chosen: list[int], count: int, width: float
) -> list[tuple[float, list[str]]]:
    found: list[tuple[float, list[str]]] = []
    for cut in combinations(sorted(chosen), count - 1):
        lines = [title[start:end] for start, end in zip((0, *cut), (*cut, len(title)), strict=True)]
        widths = [width_in_characters(line) for line in lines]
        if max(widths) <= width and min(widths) > 2:
            found.append((sum(places[place] for place in cut) + _shape_cost(widths), lines))
    return found


def _shape_cost(widths: list[float]) -> float:
    steps = [after - before for before, after in pairwise(widths)]
    ladder = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    top = widths.index(max(widths))
    diamond = 0 < top < len(widths) - 1 and all(s > 0 for s in steps[:top]) and all(s < 0 for s in steps[top:])
    unlike = 0.0 if ladder or diamond else 20.0
    too_alike = sum(2.0 for step in steps if abs(step) < 1)
    return unlike + too_alike + 0.2 * (max(widths) - min(widths)) + (0.3 if steps and steps[0] < 0 else 0.0)


def _filled(title: str, width: float) -> list[str]:
    """Return lines filled to the brim, for a title without any better break."""
    lines = [""]
    for character in title:
        if width_in_characters(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return lines
