"""A simple table of the text: columns by what is in them, numbers with their points one below the other.

One whose columns would be too narrow lies on its side (横排, GB/T 9704-2012 9), on pages of its own.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from docgen.lengths import TWIPS_PER_POINT, Twips, points, twips
from docgen.paragraphs import Align, Block, Indent, Paragraph, Table, Text
from docgen.parts.columns import column_widths, full_size, margin, plan
from docgen.standard import standard, styles
from docgen.widths import latin_width, width_in_characters

Rows = tuple[tuple[str, ...], ...]
_NUMBER = r"([-+−]?[0-9][0-9,]*)((?:\.[0-9]+)?[%％‰]?)"
_BLANK = ("", "-", "—", "/", "－")


# While one paragraph is typed the tables are asked for again and again.
@lru_cache(maxsize=128)
def table(rows: Rows, field: str) -> Table:
    """Return the table over the whole width of its type area, its head row repeated on each page."""
    columns = tuple(zip(*rows, strict=True))
    planned = plan(columns)
    page, size, beside = standard().page, planned.size, twips(margin(planned.size))
    widths = column_widths(columns, (page.type_height if planned.landscape else page.type_width).twips)
    layouts = [_column(column, width - 2 * beside, size) for column, width in zip(columns, widths, strict=True)]
    # The last row, often a sum, takes the one before it along to another page.
    kept = len(rows) - 2
    cells = tuple(
        tuple(
            _cell(cell, layouts[at][line], f"{field}/table/{line}/{at}", size, kept=line == kept)
            for at, cell in enumerate(row)
        )
        for line, row in enumerate(rows)
    )
    return Table(cells, tuple(widths), beside, standard().table.line.points, field, planned.landscape)


def apart(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with room between a table and the text above it."""
    above = standard().table.above.twips
    return [
        block._replace(after=above) if isinstance(block, Paragraph) and isinstance(following, Table) else block
        for block, following in zip_longest(blocks, blocks[1:])
    ]


def _column(column: Sequence[str], inner: Twips, size: float) -> list[tuple[Align, Twips]]:
    """Return alignment and right indent of each cell of a column, which leaves a width to its text."""
    body = [cell for cell in column[1:] if cell not in _BLANK]
    if body and all(re.fullmatch(_NUMBER, cell) for cell in body):
        return _aligned_numbers(column, inner, size)
    fits = all(width_in_characters(cell) * size * TWIPS_PER_POINT <= inner for cell in column)
    return [("center" if fits or not line else "left", 0) for line in range(len(column))]


def _aligned_numbers(column: Sequence[str], inner: Twips, size: float) -> list[tuple[Align, Twips]]:
    """Set numbers from the right, so far in that their points stand below each other and the longest in the middle."""
    found = [re.fullmatch(_NUMBER, cell) for cell in column[1:]]
    wholes = [latin_width(match[1]) for match in found if match]
    parts = [latin_width(match[2]) for match in found if match]
    margin = max(0.0, points(inner) / size - max(wholes) - max(parts)) / 2
    places: list[tuple[Align, Twips]] = [("center", 0)]
    for match in found:
        if match is None:
            places.append(("center", 0))
        else:
            places.append(("right", twips((margin + max(parts) - latin_width(match[2])) * size)))
    return places


def _cell(text: str, place: tuple[Align, Twips], field: str, size: float, *, kept: bool) -> Paragraph:
    align, right = place
    # The style has size and pitch of its own; smaller words stand on lines that are as much closer.
    smaller = 0 if size == full_size() else size
    pitch = twips((styles()["table"].pitch or standard().grid.pitch.value) * smaller / full_size())
    words = (Text(text, size=smaller),) if text else ()
    return Paragraph(
        "table", words, keep_next=kept or None, pitch=pitch, indent=Indent(right=right), align=align, field=field
    )
