"""A simple table of the text: columns by what is in them, numbers with their points one below the other."""

import re
from collections.abc import Sequence

from docgen.lengths import TWIPS_PER_POINT, points, twips
from docgen.paragraphs import Align, Indent, Paragraph, Table, Text
from docgen.standard import standard, styles
from docgen.widths import latin_width, width_in_characters

Rows = Sequence[Sequence[str]]
_NUMBER = r"([-+−]?[0-9][0-9,]*)((?:\.[0-9]+)?[%％‰]?)"
_BLANK = ("", "-", "—", "/", "－")
# Beyond this many 字 a cell is broken into lines rather than its column widened.
_LONGEST_LINE = 14


def table(rows: Rows, field: str) -> Table:
    """Return the table over the whole width of the type area, its head row repeated on each page."""
    look = standard().table
    columns = list(zip(*rows, strict=True))
    widths = column_widths(columns, standard().page.type_width.twips)
    layouts = [_column(column, width) for column, width in zip(columns, widths, strict=True)]
    cells = tuple(
        tuple(_cell(cell, layouts[at][line], f"{field}/table/{line}/{at}") for at, cell in enumerate(row))
        for line, row in enumerate(rows)
    )
    return Table(cells, tuple(widths), look.margin.twips, look.line.points, field)


def column_widths(columns: Sequence[Sequence[str]], total: int) -> list[int]:
    """Return the widths of the columns, by their longest cells, in whatever the total width is in."""
    narrowest = standard().table.narrowest.value
    wanted = [max(narrowest, *(min(width_in_characters(cell), _LONGEST_LINE) for cell in column)) for column in columns]
    widths = [int(total * (share + 1) / (sum(wanted) + len(wanted))) for share in wanted]
    widths[-1] += total - sum(widths)
    return widths


def _column(column: Sequence[str], width: int) -> list[tuple[Align, int]]:
    """Return alignment and right indent in twips of each cell of a column."""
    body = [cell for cell in column[1:] if cell not in _BLANK]
    size = styles()["table"].size or standard().grid.size.value
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


def _cell(text: str, place: tuple[Align, int], field: str) -> Paragraph:
    align, right = place
    words = (Text(text),) if text else ()
    return Paragraph("table", words, indent=Indent(right=right), align=align, field=field)
