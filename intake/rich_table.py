"""One table of rich text -> rows of cells parted by tabs."""

from itertools import chain
from typing import TYPE_CHECKING

from letter.cells import cell_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  its only name

# No table on paper has as many; words in further columns stay in the last one.
_MOST_COLUMNS = 60
# A row of one cell that says as much in several paragraphs is a page beside its menu, and no row of a table.
_PAGE_CHARACTERS, _PAGE_LINES = 200, 3

_Cell = list[str]


class TableReader:
    """Gathers the cells of one table; merged cells keep their words in the first place and leave the others empty."""

    def __init__(self) -> None:
        """Begin without a row."""
        self._rows: list[list[_Cell]] = []
        # For each column, how many more rows the cell above reaches into.
        self._reaching: dict[int, int] = {}
        self._cell: _Cell | None = None
        self._spans = (1, 1)
        self._outside: list[str] = []
        self._beyond: list[_Cell] = []

    def open_row(self) -> None:
        """Begin a row."""
        self._end_row()
        self._rows.append([])

    def open_cell(self, columns: int, rows: int) -> None:
        """Begin a cell that takes so many columns and rows."""
        self.close_cell()
        if not self._rows:
            self._rows.append([])
        self._cell = []
        self._spans = min(columns, _MOST_COLUMNS), rows

    def add(self, line: str) -> None:
        """Add a line to the cell that is open; those outside of any cell are the table's caption."""
        (self._outside if self._cell is None else self._cell).append(line)

    def close_cell(self) -> None:
        """End the cell that is open."""
        if self._cell is None:
            return
        row = self._rows[-1]
        self._skip_reached(row)
        columns, rows = self._spans
        start = len(row)
        columns = min(columns, _MOST_COLUMNS - start)
        if columns > 0:
            row.extend([self._cell, *([] for _ in range(columns - 1))])
        else:
            self._beyond.append(self._cell)
        if rows > 1:
            self._reaching.update(dict.fromkeys(range(start, start + columns), rows - 1))
        self._cell = None

    def lines(self) -> list[str]:
        """Return caption and rows as lines; what holds no two columns is no table but paragraphs."""
        self._end_row()
        rows = [row for row in self._rows if any(row)]
        width = max((max(at for at, cell in enumerate(row) if cell) + 1 for row in rows), default=0)
        if width < 2 or not any(sum(map(bool, row)) > 1 for row in rows) or _is_page(rows):
            return [*self._outside, *chain.from_iterable(chain.from_iterable(rows))]
        caption = cell_text(self._outside)
        empty: _Cell = []
        texts = ("\t".join(map(cell_text, (row + [empty] * width)[:width])) for row in rows)
        return [*([caption] if caption else []), *texts]

    def _end_row(self) -> None:
        self.close_cell()
        if self._rows:
            row = self._rows[-1]
            self._skip_reached(row)
            if self._beyond:
                row[-1] = list(chain(row[-1], *self._beyond))
                self._beyond.clear()

    def _skip_reached(self, row: list[_Cell]) -> None:
        while len(row) < _MOST_COLUMNS and self._reaching.get(len(row), 0) > 0:
            self._reaching[len(row)] -= 1
            row.append([])


def _is_page(rows: list[list[_Cell]]) -> bool:
    cells = rows[0] if len(rows) == 1 else []
    return any(len(cell) >= _PAGE_LINES and sum(map(len, cell)) >= _PAGE_CHARACTERS for cell in cells)


def is_layout(table: "Element") -> bool:
    """Return whether a table only places what is in it: it holds another one, or no two cells side by side.

    What stands in such a table keeps its levels and the numbers of its lists.
    """
    if table.find(".//table") is not None:
        return True
    return not any(
        sum(bool("".join(cell.itertext()).strip()) for cell in row if cell.tag in ("td", "th")) > 1
        for row in table.iter("tr")
    )
