"""One table of rich text -> rows of cells parted by tabs."""

from letter.cleaning import clean_line

# No table on paper has as many; words in further columns stay in the last one.
_MOST_COLUMNS = 60


class TableReader:
    """Gathers the cells of one table; merged cells keep their words in the first place and leave the others empty."""

    def __init__(self) -> None:
        """Begin without a row."""
        self._rows: list[list[str]] = []
        # For each column, how many more rows the cell above reaches into.
        self._reaching: dict[int, int] = {}
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._outside: list[str] = []
        self._beyond: list[str] = []

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

    def add(self, text: str) -> None:
        """Add words to the cell that is open; those outside of any cell are the table's caption."""
        (self._outside if self._cell is None else self._cell).append(text)

    def close_cell(self) -> None:
        """End the cell that is open."""
        if self._cell is None:
            return
        row = self._rows[-1]
        self._skip_reached(row)
        columns, rows = self._spans
        start, words = len(row), clean_line("".join(self._cell))
        columns = min(columns, _MOST_COLUMNS - start)
        if columns > 0:
            row.extend([words, *[""] * (columns - 1)])
        else:
            self._beyond.append(words)
        if rows > 1:
            self._reaching.update(dict.fromkeys(range(start, start + columns), rows - 1))
        self._cell = None

    def lines(self) -> list[str]:
        """Return caption and rows as lines; what holds no two columns is no table but paragraphs."""
        self._end_row()
        caption = clean_line("".join(self._outside))
        rows = [row for row in self._rows if any(row)]
        width = max((max(at for at, cell in enumerate(row) if cell) + 1 for row in rows), default=0)
        lines = [caption] if caption else []
        if width < 2 or not any(sum(map(bool, row)) > 1 for row in rows):
            return lines + [cell for row in rows for cell in row if cell]
        return lines + ["\t".join((row + [""] * width)[:width]) for row in rows]

    def _end_row(self) -> None:
        self.close_cell()
        if self._rows:
            row = self._rows[-1]
            self._skip_reached(row)
            if self._beyond:
                row[-1] = " ".join(filter(None, (row[-1], *self._beyond)))
                self._beyond.clear()

    def _skip_reached(self, row: list[str]) -> None:
        while len(row) < _MOST_COLUMNS and self._reaching.get(len(row), 0) > 0:
            self._reaching[len(row)] -= 1
            row.append("")
