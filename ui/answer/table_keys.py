"""Keys in the rows of a table, which are lines with tabs: Tab from cell to cell, Enter for another row."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlock, QTextCursor

from letter.headings import BLANKS, recognise
from ui.answer.positions import before, units

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit

TAB = "\t"
# A new line below a table is one of its rows as long as what is typed there looks like the first cell of one.
CELL_LIMIT = 30
_SENTENCE_ENDS = "。；：！？，、"


def is_row(block: QTextBlock) -> bool:
    """Return whether a line is a row of a table."""
    return TAB in block.text().strip(BLANKS)


def next_cell(editor: "QPlainTextEdit", begun: QTextBlock | None) -> bool:
    """Go to the next cell, adding those that the row lacks; return whether there was one. begun is a new row."""
    cursor = editor.textCursor()
    block, text = cursor.block(), cursor.block().text()
    column = len(before(text, cursor.positionInBlock()))
    if is_row(block):
        at = text.find(TAB, column)
        if at >= 0:
            return _select_cell(editor, block, at + 1)
        if text.count(TAB) < _width(block):
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertText(TAB)
            editor.setTextCursor(cursor)
            return True
        return is_row(block.next()) and _select_cell(editor, block.next(), 0)
    if begun is not None and block == begun and is_row(block.previous()) and _may_be_cell(text):
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText(TAB)
        editor.setTextCursor(cursor)
        return True
    return False


def previous_cell(editor: "QPlainTextEdit") -> bool:
    """Go to the cell before; return whether there was one."""
    cursor = editor.textCursor()
    block, text = cursor.block(), cursor.block().text()
    if not is_row(block):
        return False
    start = text.rfind(TAB, 0, len(before(text, cursor.selectionStart() - block.position())))
    if start >= 0:
        return _select_cell(editor, block, text.rfind(TAB, 0, start) + 1)
    block = block.previous()
    return is_row(block) and _select_cell(editor, block, block.text().rfind(TAB) + 1)


def new_row(editor: "QPlainTextEdit") -> QTextBlock | None:
    """Begin another row below the one with the caret and return its line; None where there is no row."""
    cursor = editor.textCursor()
    if not is_row(cursor.block()) or cursor.hasSelection() or cursor.atBlockStart():
        return None
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.insertBlock()
    editor.setTextCursor(cursor)
    return cursor.block()


def _width(block: QTextBlock) -> int:
    """Return how many tabs the widest of a row's neighbours has."""
    return max((near.text().count(TAB) for near in (block.previous(), block.next()) if is_row(near)), default=0)


def _may_be_cell(text: str) -> bool:
    return len(text) <= CELL_LIMIT and not text.endswith(tuple(_SENTENCE_ENDS)) and recognise(text).level is None


def _select_cell(editor: "QPlainTextEdit", block: QTextBlock, start: int) -> bool:
    text = block.text()
    end = text.find(TAB, start)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + units(text[:start]))
    cursor.setPosition(
        block.position() + units(text[: end if end >= 0 else len(text)]), QTextCursor.MoveMode.KeepAnchor
    )
    editor.setTextCursor(cursor)
    return True
