"""A simple table of the text: columns by what is in them, numbers with their points one below the other."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise, zip_longest
from math import sqrt

from docgen.lengths import TWIPS_PER_POINT, points, twips
from docgen.paragraphs import Align, Block, Indent, Paragraph, Table, Text
from docgen.standard import standard, styles
from docgen.widths import latin_width, width_in_characters

Rows = Sequence[Sequence[str]]
_NUMBER = r"([-+−]?[0-9][0-9,]*)((?:\.[0-9]+)?[%％‰]?)"
_BLANK = ("", "-", "—", "/", "－")
# What some programs leave where Han and digits meet, and what no line should want to the last, in 字.
_SCRIPT_GAP, _EASE = 0.2, 0.1
# Beside what a column needs, where there is room.
_AIR = 1.0
_SCRIPTS_MEET = re.compile(r"(?<=[^\x00-\x7f])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[^\x00-\x7f])")


def table(rows: Rows, field: str) -> Table:
    """Return the table over the whole width of the type area, its head row repeated on each page."""
    look = standard().table
    columns = list(zip(*rows, strict=True))
    widths = column_widths(columns, standard().page.type_width.twips)
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
    return Table(cells, tuple(widths), look.margin.twips, look.line.points, field)


def apart(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with room between a table and the text above it."""
    above = standard().table.above.twips
    return [
        block._replace(after=above) if isinstance(block, Paragraph) and isinstance(following, Table) else block
        for block, following in zip_longest(blocks, blocks[1:])
    ]


def column_widths(columns: Sequence[Sequence[str]], total: int) -> list[int]:
    """Return the widths of the columns, by their longest cells, in whatever the total width is in.

    No cell is broken while another column has room: short columns have what they need, the long ones share the rest.
    """
    size, look = _size(), standard().table
    margins = 2 * look.margin.points / size
    room = standard().page.type_width.points / size - margins * len(columns)
    wanted = [max(look.narrowest.value, *(_room_for(cell) for cell in column)) for column in columns]
    shares = [margins + share for share in _shared(wanted, room)]
    edges = [round(total * edge / sum(shares)) for edge in accumulate(shares, initial=0.0)]
    return [right - left for left, right in pairwise(edges)]


def _room_for(cell: str) -> float:
    """Return the width of a cell's text on one line in 字, where a program spaces its digits too."""
    return width_in_characters(cell) + _SCRIPT_GAP * len(_SCRIPTS_MEET.findall(cell)) + _EASE


def _shared(wanted: Sequence[float], room: float) -> list[float]:
    """Return what each column gets of a room: what it wants and some air, or a share of what the shorter ones leave.

    Longer columns share that by the root of what they want: by their length short words would be broken, evenly long
    texts get too many lines.
    """
    if (left := room - sum(wanted)) >= 0:
        airy = [share + min(left / len(wanted), _AIR) for share in wanted]
        return [share * room / sum(airy) for share in airy]
    shares, long, rest = list(wanted), sorted(range(len(wanted)), key=wanted.__getitem__), room
    while len(long) > 1 and wanted[long[0]] <= (fair := rest / len(long)):
        at = long.pop(0)
        shares[at] = min(wanted[at] + _AIR, fair)
        rest -= shares[at]
    weight = sum(sqrt(wanted[at]) for at in long)
    for at in long:
        shares[at] = rest * sqrt(wanted[at]) / weight
    return shares


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
