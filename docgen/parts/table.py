"""A simple table of the text: columns by what is in them, numbers with their points one below the other.

One whose columns would be too narrow lies on its side (横排, GB/T 9704-2012 8), on pages of its own.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, zip_longest
from math import ceil, sqrt

from docgen.lengths import TWIPS_PER_POINT, points, twips
from docgen.paragraphs import Align, Block, Indent, Paragraph, Table, Text
from docgen.standard import Measure, standard, styles
from docgen.widths import latin_width, width_in_characters

Rows = tuple[tuple[str, ...], ...]
_NUMBER = r"([-+−]?[0-9][0-9,]*)((?:\.[0-9]+)?[%％‰]?)"
_BLANK = ("", "-", "—", "/", "－")
# What some programs leave where Han and digits meet, and what no line should want to the last, in 字.
_SCRIPT_GAP, _EASE = 0.2, 0.1
# Beside what a column needs, where there is room.
_AIR = 1.0
# What no line end may part: a word of letters or a number with its marks.
_WHOLE = re.compile(r"[\x21-\x7e]+")
_SCRIPTS_MEET = re.compile(r"(?<=[^\x00-\x7f])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[^\x00-\x7f])")


# While one paragraph is typed the tables are asked for again and again.
@lru_cache(maxsize=128)
def table(rows: Rows, field: str) -> Table:
    """Return the table over the whole width of its type area, its head row repeated on each page."""
    look = standard().table
    columns = list(zip(*rows, strict=True))
    landscape = too_wide(columns)
    width = standard().page.type_height if landscape else standard().page.type_width
    widths = column_widths(columns, width.twips, width)
    layouts = [_column(column, width) for column, width in zip(columns, widths, strict=True)]
    # The last row, often a sum, takes the one before it along to another page.
    kept = len(rows) - 2
    cells = tuple(
        tuple(
            _cell(cell, layouts[at][line], f"{field}/table/{line}/{at}", kept=line == kept)
            for at, cell in enumerate(row)
        )
        for line, row in enumerate(rows)
    )
    return Table(cells, tuple(widths), look.margin.twips, look.line.points, field, landscape)


def apart(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with room between a table and the text above it."""
    above = standard().table.above.twips
    return [
        block._replace(after=above) if isinstance(block, Paragraph) and isinstance(following, Table) else block
        for block, following in zip_longest(blocks, blocks[1:])
    ]


def too_wide(columns: Sequence[Sequence[str]]) -> bool:
    """Return whether the type area has no room for the columns, of which no text is set narrower than a few 字.

    Numbers and words of letters are never broken.
    """
    return sum(map(_least, columns)) > _room(standard().page.type_width, len(columns))


def column_widths(columns: Sequence[Sequence[str]], total: int, width: Measure | None = None) -> list[int]:
    """Return the widths of the columns, by their longest cells, in whatever the total width is in.

    No cell is broken while another column has room: short columns have what they need, the long ones share the rest.
    width is that of the paper, the type area's where none is given.
    """
    margins, room = _margins(), _room(width or standard().page.type_width, len(columns))
    shares = [margins + share for share in _shared(columns, room)]
    edges = [round(total * edge / sum(shares)) for edge in accumulate(shares, initial=0.0)]
    return [right - left for left, right in pairwise(edges)]


def _margins() -> float:
    return 2 * standard().table.margin.points / _size()


def _room(width: Measure, columns: int) -> float:
    """Return what a width leaves between the margins of so many columns, in 字."""
    return width.points / _size() - _margins() * columns


def _least(column: Sequence[str]) -> float:
    """Return the least width of a column in 字: texts that may be broken take some characters, or all they have."""
    look = standard().table
    whole = max((_room_for(word) for cell in column for word in _WHOLE.findall(cell)), default=0.0)
    longest = max(map(_room_for, column))
    return max(look.narrowest.value, whole, min(longest, look.least.value + _EASE))


def _room_for(cell: str) -> float:
    """Return the width of a cell's text on one line in 字, where a program spaces its digits too."""
    return width_in_characters(cell) + _SCRIPT_GAP * len(_SCRIPTS_MEET.findall(cell)) + _EASE


def _shared(columns: Sequence[Sequence[str]], room: float) -> list[float]:
    """Return what each column gets of a room: what it wants and some air, or a share of what the shorter ones leave.

    Besides the short ones as many columns have what they want as make the table the least high, with the fewest broken
    cells.
    """
    rooms = [[_room_for(cell) for cell in column] for column in columns]
    wanted = [max(standard().table.narrowest.value, *column) for column in rooms]
    if (left := room - sum(wanted)) >= 0:
        airy = [share + min(left / len(wanted), _AIR) for share in wanted]
        return [share * room / sum(airy) for share in airy]
    least = [_least(column) for column in columns]
    shorter = sorted(range(len(wanted)), key=wanted.__getitem__)
    tried = [
        shares
        for count in range(_short(wanted, room), len(wanted))
        for air in (_AIR, 0.0)
        if (shares := _shares(wanted, least, shorter[:count], room, air))
    ]
    return min(tried, key=lambda shares: _height(rooms, shares), default=least)


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
    if rest < sum(least[at] for at in long):
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


def _height(rooms: Sequence[Sequence[float]], shares: Sequence[float]) -> tuple[int, int]:
    """Return how many lines a table has, by the widths of its cells, and how many of its cells are broken."""
    lines = [[ceil(cell / share) for cell in column] for column, share in zip(rooms, shares, strict=True)]
    return sum(map(max, zip(*lines, strict=True))), sum(one > 1 for column in lines for one in column)


def _size() -> float:
    return styles()["table"].size or standard().grid.size.value


def _column(column: Sequence[str], width: int) -> list[tuple[Align, int]]:
    """Return alignment and right indent in twips of each cell of a column."""
    body = [cell for cell in column[1:] if cell not in _BLANK]
    size = _size()
    inner = width - 2 * standard().table.margin.twips
    if body and all(re.fullmatch(_NUMBER, cell) for cell in body):
        return _aligned_numbers(column, inner, size)
    fits = all(width_in_characters(cell) * size * TWIPS_PER_POINT <= inner for cell in column)
    return [("center" if fits or not line else "left", 0) for line in range(len(column))]


def _aligned_numbers(column: Sequence[str], inner: int, size: float) -> list[tuple[Align, int]]:
    """Set numbers from the right, so far in that their points stand below each other and the longest in the middle."""
    found = [re.fullmatch(_NUMBER, cell) for cell in column[1:]]
    wholes = [latin_width(match[1]) for match in found if match]
    parts = [latin_width(match[2]) for match in found if match]
    margin = max(0.0, points(inner) / size - max(wholes) - max(parts)) / 2
    places: list[tuple[Align, int]] = [("center", 0)]
    for match in found:
        if match is None:
            places.append(("center", 0))
        else:
            places.append(("right", twips((margin + max(parts) - latin_width(match[2])) * size)))
    return places


def _cell(text: str, place: tuple[Align, int], field: str, *, kept: bool) -> Paragraph:
    align, right = place
    words = (Text(text),) if text else ()
    return Paragraph("table", words, keep_next=kept or None, indent=Indent(right=right), align=align, field=field)
