"""What the clerk does to the tables of an answer by menu and mouse: each act is one step to undo."""

from collections.abc import Callable

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from letter.headings import BLANKS
from letter.sequence import recognise
from ui.answer.table_grid import TAB, cell_at, cell_span, cells_of, is_row, rows_at
from ui.answer.table_keys import select_cell, width_of

# The cells of a table, and where the caret is among them: its row and its column.
Cells = list[list[str]]
Changed = tuple[Cells, int, int]
# A line as short as this that ends no sentence becomes the first cell of a table.
_LONGEST_CELL = 30
_SENTENCE_ENDS = "。；：！？，、"
_EMPTY = f"{TAB}\n{TAB}"


def insert_or_widen(editor: QPlainTextEdit) -> None:
    """Begin a table where the caret is; in a table, add a column behind the cell with the caret."""
    cursor = editor.textCursor()
    block = cursor.block()
    words = block.text().strip(BLANKS)
    if is_row(block):
        add_column(editor)
    elif words and _may_be_cell(words):
        cursor.insertText(TAB)
        editor.setTextCursor(cursor)
    else:
        _insert(editor, below=bool(words))


def add_row(editor: QPlainTextEdit) -> None:
    """Add an empty row below the one with the caret."""
    _change(editor, lambda cells, row, _column: (_with_row(cells, row + 1), row + 1, 0))


def add_row_above(editor: QPlainTextEdit) -> None:
    """Add an empty row above the one with the caret."""
    _change(editor, lambda cells, row, _column: (_with_row(cells, row), row, 0))


def add_column(editor: QPlainTextEdit) -> None:
    """Add an empty column behind the one with the caret."""
    _change(editor, lambda cells, row, at: ([[*each[: at + 1], "", *each[at + 1 :]] for each in cells], row, at + 1))


def remove_row(editor: QPlainTextEdit) -> None:
    """Remove the row with the caret, and the table with its last one."""
    _change(editor, lambda cells, row, at: ([*cells[:row], *cells[row + 1 :]], min(row, len(cells) - 2), at))


def remove_column(editor: QPlainTextEdit) -> None:
    """Remove the column with the caret; the table with its last but one, for one column is no table."""
    _change(
        editor,
        lambda cells, row, at: ([[*each[:at], *each[at + 1 :]] for each in cells], row, min(at, len(cells[0]) - 2)),
    )


def paste(editor: QPlainTextEdit, text: str) -> str:
    """Put a pasted table into the cells from the one with the caret on; return what is to be put there as words."""
    lines = text.strip("\n").split("\n")
    if TAB not in text:
        return _in_one_line(lines)
    pasted = [line.split(TAB) for line in lines]
    _change(editor, lambda cells, row, at: (_filled(cells, row, at, pasted), row + len(pasted) - 1, at))
    return ""


def _filled(cells: Cells, row: int, at: int, pasted: Cells) -> Cells:
    wide = max(len(cells[0]), at + max(map(len, pasted)))
    filled = [each + [""] * (wide - len(each)) for each in cells]
    filled += [[""] * wide for _ in range(row + len(pasted) - len(cells))]
    for below, words in enumerate(pasted):
        filled[row + below][at : at + len(words)] = [word.strip(BLANKS) for word in words]
    return filled


def _in_one_line(lines: list[str]) -> str:
    """Return lines as one; a blank parts words of Latin letters only."""
    found = ""
    for line in filter(None, (line.strip(BLANKS) for line in lines)):
        found += (" " if found and found[-1].isascii() and line[0].isascii() else "") + line
    return found


# By the name of the action that does it.
TABLE_EDITS: dict[str, Callable[[QPlainTextEdit], None]] = {
    "cell": insert_or_widen,
    "table_row": add_row,
    "table_row_above": add_row_above,
    "table_remove_row": remove_row,
    "table_remove_column": remove_column,
}


def _with_row(cells: Cells, at: int) -> Cells:
    return [*cells[:at], [""] * len(cells[0]), *cells[at:]]


def _may_be_cell(words: str) -> bool:
    return len(words) <= _LONGEST_CELL and not words.endswith(tuple(_SENTENCE_ENDS)) and not recognise(words).level


def _insert(editor: QPlainTextEdit, *, below: bool) -> None:
    """Put an empty table of two rows and columns in place of an empty line or below a line of words."""
    cursor = editor.textCursor()
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    if below:
        cursor.clearSelection()
        cursor.insertBlock()
    elif is_row(cursor.block().previous()):  # else it would become a part of that table
        cursor.insertText("\n")
    first = cursor.block().blockNumber()
    cursor.insertText(_EMPTY)
    if is_row(cursor.block().next()):
        cursor.insertBlock()
    cursor.endEditBlock()
    select_cell(editor, editor.document().findBlockByNumber(first), 0)


def _change(editor: QPlainTextEdit, change: Callable[[Cells, int, int], Changed]) -> None:
    """Put other rows in place of those of the table with the caret; nothing where there is no table."""
    cursor = editor.textCursor()
    rows = rows_at(cursor.block())
    if not rows:
        return
    width = width_of(rows)
    cells = [row + [""] * (width - len(row)) for row in map(cells_of, rows)]
    here = rows.index(cursor.block()), cell_at(cursor.block(), cursor.positionInBlock())
    changed, row, column = change(cells, *here)
    first = rows[0].blockNumber()
    cursor.beginEditBlock()
    cursor.setPosition(rows[0].position())
    cursor.setPosition(cell_span(rows[-1], len(cells_of(rows[-1])) - 1)[1], QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText("\n".join(TAB.join(row) for row in changed))
    cursor.endEditBlock()
    block = editor.document().findBlockByNumber(first + max(0, row))
    select_cell(editor, block, min(max(0, column), len(cells_of(block)) - 1))
