"""A table in the answer as a grid of cells: its rows, where its cells stand, the lines around them.

A row is a line of the text and a tab is what parts two cells, as letter/outline.py reads them; the grid only shows it.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QPlainTextEdit

from letter.headings import BLANKS
from ui.answer.positions import before, to_units, units
from ui.core.theme import tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

TAB = "\t"
# Between the line of a cell and its words, in pixels at 100 %.
PADDING = 6
# A tab only parts cells: it takes no room of its own.
_NO_ROOM = 1.0


class Grid(NamedTuple):
    """A table: its first line, how many rows it has, and where its columns begin and the last one ends, in pixels."""

    first: int
    rows: int
    edges: tuple[float, ...]


def is_row(block: QTextBlock) -> bool:
    """Return whether a line is a row of a table that is shown as a grid."""
    return bool(rows_at(block))


def rows_at(block: QTextBlock) -> list[QTextBlock]:
    """Return all rows of the table that a line belongs to; none for a line of words, also for one indented by a tab."""
    if TAB not in block.text():
        return []
    rows = [block]
    while TAB in (above := rows[0].previous()).text():
        rows.insert(0, above)
    while TAB in (below := rows[-1].next()).text():
        rows.append(below)
    return rows if any(_has_cells(row.text()) for row in rows) else []


def _has_cells(text: str) -> bool:
    """Return whether tabs part cells here: behind words, or where there is nothing yet."""
    words = text.lstrip(BLANKS + TAB)
    return TAB in words or not words


def cells_of(block: QTextBlock) -> list[str]:
    """Return the cells of a row as they stand."""
    return block.text().split(TAB)


def cell_at(block: QTextBlock, unit: int) -> int:
    """Return in which cell of its row a place is, counted in units of UTF-16 from the line's beginning."""
    return before(block.text(), unit).count(TAB)


def cell_span(block: QTextBlock, cell: int) -> tuple[int, int]:
    """Return where the words of a cell begin and end in the document."""
    cells = cells_of(block)
    start = block.position() + sum(units(words) + 1 for words in cells[:cell])
    return start, start + units(cells[cell])


def grids_of(document: QTextDocument, width: float) -> list[Grid]:
    """Return the tables of a text whose lines are so wide."""
    found: list[Grid] = []
    block = document.begin()
    while block.isValid():
        if rows := rows_at(block):
            found.append(Grid(block.blockNumber(), len(rows), edges_of(rows, width)))
            block = rows[-1]
        block = block.next()
    return found


def edges_of(rows: list[QTextBlock], width: float) -> tuple[float, ...]:
    """Return where the columns of a table begin and the last one ends: as on paper, by the longest cells."""
    return _edges(tuple(row.text() for row in rows), int(width))


@lru_cache(maxsize=64)
def _edges(rows: tuple[str, ...], width: int) -> tuple[float, ...]:
    from docgen.parts.columns import column_widths  # late: a letter without tables is painted first

    cells = [row.split(TAB) for row in rows]
    most = max(map(len, cells))
    columns = [[row[at] if at < len(row) else "" for row in cells] for at in range(most)]
    return tuple(float(edge) for edge in accumulate(column_widths(columns, width), initial=0))


def lay_row(block: QTextBlock, edges: tuple[float, ...], pitch: float, left: float, padding: float) -> int:
    """Lay the words of each cell out in its column; return how many lines the highest cell has."""
    layout = block.layout()
    shown = _shown(block)
    tabs = [at + 1 for at, character in enumerate(shown) if character == TAB]
    ends = to_units(shown, [*tabs, len(shown)])
    layout.setTextOption(_option(block, edges, ends))
    at, highest = 0, 1
    layout.beginLayout()
    for column, end in enumerate(ends):
        room = max(1.0, edges[column + 1] - edges[column] - 2 * padding)
        count = 0
        while at < end and (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            if column < len(ends) - 1:
                _end_behind_tab(line, end, edges[-1] + room)
            count += 1
            line.setPosition(QPointF(left + edges[column] + padding, count * pitch - line.height()))
            at = line.textStart() + line.textLength()
        highest = max(highest, count)
    layout.endLayout()
    return highest


def stands_by(block: QTextBlock, edges: tuple[float, ...], left: float, padding: float) -> bool:
    """Return whether the cells of a row stand in these columns."""
    starts = {left + edge + padding for edge in edges[:-1]}
    found = {line.x() for line in lines_of(block.layout())}
    return bool(found) and found <= starts


def lines_of(layout: QTextLayout) -> Iterator[QTextLine]:
    """Return the lines of a paragraph, or of the cells of a row."""
    return (layout.lineAt(at) for at in range(layout.lineCount()))


def place_in_row(block: QTextBlock, edges: tuple[float, ...], place: QPointF, left: float, padding: float) -> int:
    """Return the position in the document that is nearest to a place in a row, in pixels from the row's upper left."""
    column = sum(place.x() >= left + edge for edge in edges[1:-1])
    last = len(cells_of(block)) - 1
    start = left + edges[min(column, last)] + padding
    lines = [line for line in lines_of(block.layout()) if line.x() == start]
    if column > last or not lines:
        return block.position() + block.length() - 1
    line = next((line for line in lines if place.y() < line.y() + line.height()), lines[-1])
    found = int(line.xToCursor(place.x()))
    _first, end = cell_span(block, column)
    return min(block.position() + found, end)


def rows_of(editor: QPlainTextEdit, grid: Grid) -> list[QRectF]:
    """Return the areas of a table's rows in the viewport."""
    numbers = range(grid.first, grid.first + grid.rows)
    return [area_of(editor, editor.document().findBlockByNumber(number)) for number in numbers]


def paint_grids(
    editor: QPlainTextEdit, tables: Sequence[tuple[Grid, list[QRectF]]], drop: float, area: QRect
) -> None:  # fmt: skip
    """Paint the lines around all cells that are in an area of the viewport, so far below the lines of the text."""
    from PySide6.QtGui import QColor, QPainter, QPen  # late: a letter without tables is painted first

    painter = QPainter(editor.viewport())
    painter.setPen(QPen(QColor(tokens().border)))
    left = editor.document().documentMargin() + editor.contentOffset().x()
    # Below the last line of the answer there is no more room.
    lowest = editor.viewport().height() - 1.0
    for grid, areas in tables:
        if areas[-1].bottom() + drop < area.top() or areas[0].top() > area.bottom():
            continue
        top, bottom = areas[0].top() + drop, min(areas[-1].bottom() + drop, lowest)
        for height in (*(row.top() + drop for row in areas), bottom):
            painter.drawLine(QPointF(left, height), QPointF(left + grid.edges[-1], height))
        for edge in grid.edges:
            painter.drawLine(QPointF(left + edge, top), QPointF(left + edge, bottom))
    painter.end()


def with_whole_rows(tables: Sequence[tuple[Grid, list[QRectF]]], area: QRect) -> "QPaintEvent":
    """Return an event that paints an area of the viewport, and all of each row of the tables that it cuts.

    Qt takes the lines of a paragraph to stand one below another: of a row that is painted in part it would leave out
    the cells behind the first line that lies below the area, and those before the last one above it.
    """
    from PySide6.QtGui import QPaintEvent  # late: a letter without tables is painted first

    whole = area
    for _grid, areas in tables:
        for row in (one.toAlignedRect() for one in areas):
            if row.intersects(area):
                whole = whole.united(row)
    return QPaintEvent(whole)


def area_of(editor: QPlainTextEdit, block: QTextBlock) -> QRectF:
    """Return the area of a line in the viewport."""
    return editor.blockBoundingGeometry(block).translated(editor.contentOffset())


def _shown(block: QTextBlock) -> str:
    """Return what is seen of a row: with what an input method is composing."""
    text, layout = block.text(), block.layout()
    composed = layout.preeditAreaText()
    if not composed:
        return text
    head = before(text, layout.preeditAreaPosition())
    return head + composed + text[len(head) :]


def _option(block: QTextBlock, edges: tuple[float, ...], ends: list[int]) -> QTextOption:
    """Return how the words of a row are set: the caret behind its last tab stands in the cell that is still empty."""
    option = QTextOption(block.document().defaultTextOption())
    option.setTabStopDistance(_NO_ROOM)
    empty = ends[-1] == ends[-2]
    stop = edges[len(ends) - 1] - edges[len(ends) - 2]
    option.setTabs([QTextOption.Tab(stop, QTextOption.TabType.LeftTab)] if empty else [])
    return option


def _end_behind_tab(line: QTextLine, end: int, room: float) -> None:
    """Let the last line of a cell end behind its tab, which Qt would else put into a line of its own or read on from.

    Qt counts characters there, and not units: one too many is taken where there are others in the cell.
    """
    start = line.textStart()
    if start + line.textLength() in range(start, end - 1):
        return
    for characters in range(end - start, 0, -1):
        line.setNumColumns(characters, room)
        if start + line.textLength() <= end:
            return
