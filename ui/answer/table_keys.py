"""Keys in a table of the answer: from cell to cell, another row, and cells that are emptied rather than joined."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QTextBlock, QTextCursor, QTextLine
from PySide6.QtWidgets import QPlainTextEdit

from ui.answer.table_grid import TAB, area_of, cell_at, cell_span, cells_of, is_row, lines_of, rows_at

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_KEEP = QTextCursor.MoveMode.KeepAnchor
# So far beyond the edge of a row is another one, in pixels.
_BEYOND = 2


def next_cell(editor: QPlainTextEdit) -> bool:
    """Select the next cell, adding those that the row lacks; return whether there was one."""
    cursor = editor.textCursor()
    block = cursor.block()
    rows = rows_at(block)
    if not rows:
        return False
    cell = cell_at(block, cursor.positionInBlock())
    if cell + 1 < len(cells_of(block)):
        select_cell(editor, block, cell + 1)
        return True
    if len(cells_of(block)) < width_of(rows):
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText(TAB)
        editor.setTextCursor(cursor)
        return True
    if block == rows[-1]:
        return False
    select_cell(editor, block.next(), 0)
    return True


def previous_cell(editor: QPlainTextEdit) -> bool:
    """Select the cell before; return whether there was one."""
    cursor = editor.textCursor()
    block = cursor.block()
    rows = rows_at(block)
    if not rows:
        return False
    cell = cell_at(block, cursor.selectionStart() - block.position())
    if cell:
        select_cell(editor, block, cell - 1)
        return True
    if block == rows[0]:
        return False
    select_cell(editor, block.previous(), len(cells_of(block.previous())) - 1)
    return True


def new_row(editor: QPlainTextEdit) -> bool:
    """Begin another row below the one with the caret; an empty last row becomes a line of words below the table.

    Return whether there is a table: at its very beginning a line of words is begun above it.
    """
    cursor = editor.textCursor()
    block = cursor.block()
    rows = rows_at(block)
    if not rows or cursor.hasSelection() or (cursor.atBlockStart() and any(cells_of(block))):
        return False
    cursor.beginEditBlock()
    if block == rows[-1] and not any(cells_of(block)):
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
        cursor.removeSelectedText()
    else:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText("\n" + TAB * (width_of(rows) - 1))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.endEditBlock()
    editor.setTextCursor(cursor)
    return True


def above_or_below(editor: QPlainTextEdit, step: int) -> QPoint | None:
    """Return the place above (-1) or below (1) the caret where one of the two is in a table; None where Qt may go.

    Below a table that ends the answer a line of words is begun.
    """
    block, caret = editor.textCursor().block(), editor.cursorRect().center()
    area = area_of(editor, block)
    if is_row(block):
        if step > 0 and not block.next().isValid():
            end = QTextCursor(editor.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            end.insertBlock()
        line = block.layout().lineForTextPosition(editor.textCursor().positionInBlock())
        # In a cell that is still empty the caret stands behind the tab of the one before.
        column = [] if _in_no_line(editor.textCursor()) else _column(block, line)
        at = column.index(line.y()) + step if column else -1
        if 0 <= at < len(column):
            return QPoint(caret.x(), round(area.top() + column[at] + line.height() / 2))
        return QPoint(caret.x(), round(area.bottom() + _BEYOND if step > 0 else area.top() - _BEYOND))
    other = block.next() if step > 0 else block.previous()
    edge = area.bottom() - caret.y() if step > 0 else caret.y() - area.top()
    if is_row(other) and edge < editor.cursorRect().height():
        return QPoint(caret.x(), round(area.bottom() + _BEYOND if step > 0 else area.top() - _BEYOND))
    return None


def _in_no_line(cursor: QTextCursor) -> bool:
    return cursor.atBlockEnd() and cursor.block().text().endswith(TAB)


def _column(block: QTextBlock, line: QTextLine) -> list[float]:
    """Return how far down the lines of a cell stand that a line is of."""
    return [other.y() for other in lines_of(block.layout()) if other.x() == line.x()]


def erase(editor: QPlainTextEdit, event: "QKeyEvent") -> bool:
    """Let a key that erases, or that writes over what is selected, empty cells but not join them.

    Return whether nothing more is to be done for the key.
    """
    cursor = editor.textCursor()
    back, forth = _erases(event)
    if cursor.hasSelection():
        if not (back or forth or (event.text().isprintable() and event.text())) or not empty_cells(cursor):
            return False
        editor.setTextCursor(cursor)
        return back or forth
    block, at = cursor.block(), cursor.position()
    rows = rows_at(block)
    if rows and (back or forth):
        first, last = cell_span(block, cell_at(block, cursor.positionInBlock()))
        if (back and at > first) or (forth and at < last):
            return False
        if not any(cells_of(block)):
            remove_row(cursor)
            editor.setTextCursor(cursor)
        elif back and at > rows[0].position():
            cursor.setPosition(at - 1)
            editor.setTextCursor(cursor)
        return True
    beside = (
        block.previous() if back and cursor.atBlockStart() else block.next() if forth and cursor.atBlockEnd() else None
    )
    # An empty line beside a table goes; words are not drawn into a cell.
    return beside is not None and is_row(beside) and bool(block.text())


def remove_row(cursor: QTextCursor) -> None:
    """Remove the line with a cursor, as one step; the cursor then stands in the line below, or above the last one."""
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
    cursor.removeSelectedText()
    if cursor.block().next().isValid():
        cursor.deleteChar()
    elif cursor.block().previous().isValid():
        cursor.deletePreviousChar()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.endEditBlock()


def width_of(rows: list[QTextBlock]) -> int:
    """Return how many cells the widest row of a table has."""
    return max(len(cells_of(row)) for row in rows)


def select_cell(editor: QPlainTextEdit, block: QTextBlock, cell: int) -> None:
    """Select the words of a cell."""
    start, end = cell_span(block, cell)
    cursor = QTextCursor(block)
    cursor.setPosition(start)
    cursor.setPosition(end, _KEEP)
    editor.setTextCursor(cursor)


def _erases(event: "QKeyEvent") -> tuple[bool, bool]:
    """Return whether a key erases what stands before the caret, and whether what stands behind it."""
    back = event.key() == Qt.Key.Key_Backspace or event.matches(QKeySequence.StandardKey.DeleteStartOfWord)
    return back, event.key() == Qt.Key.Key_Delete


def empty_cells(cursor: QTextCursor) -> bool:
    """Empty the cells that a selection within a table covers in part; return whether there was any such.

    Rows that are selected as a whole, and what goes beyond the table, are left to Qt.
    """
    document, start, end = cursor.document(), cursor.selectionStart(), cursor.selectionEnd()
    first, last = document.findBlock(start), document.findBlock(end)
    rows = rows_at(first)
    selected = cursor.selectedText()
    if not rows or last not in rows or not (TAB in selected or first != last):
        return False
    if start == first.position() and end in (last.position(), last.position() + last.length() - 1) and first != last:
        return False
    if start == first.position() and end == last.position() + last.length() - 1:
        return False
    cursor.beginEditBlock()
    block = last
    while True:
        for cell in reversed(range(len(cells_of(block)))):
            begin, stop = cell_span(block, cell)
            begin, stop = max(begin, start), min(stop, end)
            if begin < stop:
                cursor.setPosition(begin)
                cursor.setPosition(stop, _KEEP)
                cursor.removeSelectedText()
        if block == first:
            break
        block = block.previous()
    cursor.endEditBlock()
    cursor.setPosition(start)
    return True
