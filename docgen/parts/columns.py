"""How wide the columns of a table are, by what is in them, and whether it lies on its side (GB/T 9704-2012 9).

No cell is broken while another column has room, and a number never before all words stand in a few characters.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil, floor, sqrt
from operator import attrgetter
from typing import NamedTuple

from docgen.standard import Measure, standard, styles
from docgen.widths import printed_width, width_in_characters

Columns = tuple[tuple[str, ...], ...]
# What some programs leave where Han and digits meet, and what no line should want to the last, in 字.
_SCRIPT_GAP, _EASE = 0.2, 0.1
# Beside what a column needs, where there is room.
_AIR = 1.0
# Where a text has no more characters on a line, its table has too many columns.
_ONE = 1.0
# Widths are sums of fractions.
_ROUNDING = 1e-6
# What no line end may part: a number with its marks, or a word of letters; one as long as a web address may be parted.
_WHOLE = re.compile(r"(?<![\x21-\x7e])(?:[0-9.,:%/+-]+|[\x21-\x7e]{1,20})(?![\x21-\x7e])")
_SCRIPTS_MEET = re.compile(r"(?<=[^\x00-\x7f])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[^\x00-\x7f])")


class Plan(NamedTuple):
    """How a table is set: on its side or not, the size of its words in points, what each column has in 字.

    broken are the columns that are too narrow for a word or a number, from 0; crowded is whether words of others stand
    one character below the other. highest is how many lines its highest row has.
    """

    landscape: bool
    size: float
    shares: tuple[float, ...]
    broken: tuple[int, ...]
    crowded: bool
    highest: int


class _Need(NamedTuple):
    """What a column needs in 字: each of its cells on one line, its longest word, its longest cell."""

    cells: tuple[float, ...]
    word: float
    wanted: float


class _Height(NamedTuple):
    """How many lines a table has, how many of its cells are broken, and how many lines its highest row has."""

    lines: int
    broken: int
    highest: int


# While one paragraph is typed the tables are asked for again and again.
@lru_cache(maxsize=128)
def plan(columns: Columns) -> Plan:
    """Return how a table is set: upright where its words have some characters on a line and its numbers are whole.

    Else it lies on its side, its words so much smaller as that takes, and as keeps its rows from getting too high; at
    the smallest size texts get narrower.
    """
    needs, look, page = [_need(column) for column in columns], standard().table, standard().page
    upright = _room(page.type_width, full_size(), len(needs))
    if _fits(needs, look.least.value, upright):
        return _planned(needs, full_size(), look.least.value, upright)
    rooms = {size: _room(page.type_height, size, len(needs)) for size in (full_size(), *look.smaller_sizes)}
    ways = [*((size, look.least.value) for size in rooms), (min(rooms), look.fewest.value)]
    first, *others = [way for way in ways if _fits(needs, way[1], rooms[way[0]])] or [(min(rooms), _ONE)]
    best = _planned(needs, *first, rooms[first[0]])
    for size, few in others:
        if best.highest <= look.highest.value:
            break
        best = min(best, _planned(needs, size, few, rooms[size]), key=attrgetter("highest"))
    return best._replace(landscape=True)


def column_widths(columns: Sequence[Sequence[str]], total: int) -> list[int]:
    """Return the widths of the columns in whatever the total width is in."""
    made = plan(tuple(map(tuple, columns)))
    margins = 2 * margin(made.size) / made.size
    shares = [margins + share for share in made.shares]
    edges = [round(total * edge / sum(shares)) for edge in accumulate(shares, initial=0.0)]
    return [right - left for left, right in pairwise(edges)]


def full_size() -> float:
    """Return the size of a table's words in points, unless they have to be smaller."""
    return styles()["table"].size or standard().grid.size.value


def margin(size: float) -> float:
    """Return the room on each side of a cell's text in points, which is smaller beside smaller words."""
    return standard().table.margin.points * size / full_size()


def _room(width: Measure, size: float, columns: int) -> float:
    """Return what a width leaves between the margins of so many columns, in 字 of a size."""
    return (width.points - 2 * margin(size) * columns) / size


def _need(column: Sequence[str]) -> _Need:
    cells = tuple(map(_room_for, column))
    return _Need(
        cells, max((_room_for(word) for cell in column for word in _WHOLE.findall(cell)), default=0.0), max(cells)
    )


def _room_for(cell: str) -> float:
    """Return the width of a cell's text on one line in 字, where a program spaces its digits too."""
    width = max(width_in_characters(cell), printed_width(cell))
    return width + _SCRIPT_GAP * len(_SCRIPTS_MEET.findall(cell)) + _EASE


def _leasts(needs: Sequence[_Need], few: float) -> list[float]:
    """Return the least width of each column in 字: texts that may be broken take few characters, or all they have."""
    return [max(_narrowest(few), need.word, min(need.wanted, few + _EASE)) for need in needs]


def _narrowest(few: float) -> float:
    """Return how narrow any column gets where texts that may be broken take few characters."""
    return min(standard().table.narrowest.value, few)


def _fits(needs: Sequence[_Need], few: float, room: float) -> bool:
    return sum(_leasts(needs, few)) <= room


def _planned(needs: Sequence[_Need], size: float, few: float, room: float) -> Plan:
    """Return an upright plan for a room in 字, texts that may be broken no narrower than few characters."""
    if _fits(needs, few, room):
        shares = _shared(needs, few, room)
    else:
        least = _leasts(needs, few)
        shares = [share * room / sum(least) for share in least]
    broken = tuple(at for at, need in enumerate(needs) if need.word - _EASE > shares[at])
    return Plan(False, size, tuple(shares), broken, few == _ONE, _height(needs, shares).highest)


def _shared(needs: Sequence[_Need], few: float, room: float) -> list[float]:
    """Return what each column gets of a room: what it wants and some air, or a share of what the shorter ones leave.

    Besides the short ones as many columns have what they want as make the table the least high, with the fewest broken
    cells. few is how many characters of their texts each of the others has at least.
    """
    wanted = [max(_narrowest(few), need.wanted) for need in needs]
    if (left := room - sum(wanted)) >= 0:
        airy = [share + min(left / len(wanted), _AIR) for share in wanted]
        return [share * room / sum(airy) for share in airy]
    shorter = sorted(range(len(wanted)), key=wanted.__getitem__)
    least = _leasts(needs, few)
    # Where it is tight the short ones may have to give way as well.
    shortest = _short(wanted, room) if few == standard().table.least.value else 0
    tried = _tried(wanted, least, shorter, room, range(shortest, len(wanted)))
    tried = tried or _tried(wanted, least, shorter, room, range(shortest))
    return min(tried, key=lambda shares: _height(needs, shares)[:2])


def _tried(
    wanted: Sequence[float], least: Sequence[float], shorter: Sequence[int], room: float, counts: Iterable[int]
) -> list[list[float]]:
    """Return what the columns get, for so many of the shorter ones that have what they want, with air and without."""
    return [
        shares
        for count in counts
        for air in (_AIR, 0.0)
        if (shares := _shares(wanted, least, shorter[:count], room, air))
    ]


def _short(wanted: Sequence[float], room: float) -> int:
    """Return how many columns want no more than each gets where all get the same of what the shorter ones leave."""
    rest, count = room, 0
    for share in sorted(wanted)[:-1]:
        if share > rest / (len(wanted) - count):
            break
        rest, count = rest - share, count + 1
    return count


def _shares(
    wanted: Sequence[float], least: Sequence[float], short: Sequence[int], room: float, air: float
) -> list[float]:
    """Return what the columns get when the short ones have what they want; nothing where no room is left for others.

    Longer columns share the rest by the root of what they want, and get their least at least: by their length short
    words would be broken, evenly long texts get too many lines.
    """
    shares: dict[int, float] = {}
    rest = room
    for at in short:
        fair = rest / (len(wanted) - len(shares))
        shares[at] = max(wanted[at], min(wanted[at] + air, fair))
        rest -= shares[at]
    long = [at for at in range(len(wanted)) if at not in shares]
    if rest < sum(least[at] for at in long) - _ROUNDING:
        return []
    while True:
        weight = sum(sqrt(wanted[at]) for at in long)
        shared = {at: rest * sqrt(wanted[at]) / weight for at in long}
        narrow = [at for at in long if shared[at] < least[at]]
        if not narrow or len(narrow) == len(long):
            shares.update(shared)
            return [shares[at] for at in range(len(wanted))]
        shares.update({at: least[at] for at in narrow})
        rest -= sum(least[at] for at in narrow)
        long = [at for at in long if at not in narrow]


def _height(needs: Sequence[_Need], shares: Sequence[float]) -> _Height:
    """Return how high a table is, by the widths of its cells."""
    lines = [[ceil(cell / share) for cell in need.cells] for need, share in zip(needs, shares, strict=True)]
    rows = [max(row) for row in zip(*lines, strict=True)]
    highest = max(
        # A line holds whole characters.
        ceil(cell / floor(share)) if cell > share > 1 else 1
        for need, share in zip(needs, shares, strict=True)
        for cell in need.cells
    )
    return _Height(sum(rows), sum(one > 1 for column in lines for one in column), highest)
