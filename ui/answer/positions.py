"""Places in an editor: lines and columns in characters, which Qt counts in units of UTF-16."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

_UNIT = 2
_LAST_OF_ONE_UNIT = "\uffff"


def units(text: str) -> int:
    """Return how many units of UTF-16 a text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // _UNIT


def before(text: str, unit: int) -> str:
    """Return the part of a text that takes so many units of UTF-16."""
    return text.encode("utf-16-le", "surrogatepass")[: unit * _UNIT].decode("utf-16-le", "surrogatepass")


def lines_of(editor: QPlainTextEdit) -> list[str]:
    """Return the lines of the editor's text."""
    return editor.toPlainText().split("\n")


def line_of(editor: QPlainTextEdit) -> int:
    """Return the line with the caret, from 0."""
    return editor.textCursor().blockNumber()


def selected_lines(editor: QPlainTextEdit) -> tuple[int, int]:
    """Return the first and the last line of the selection, the line with the caret when nothing is selected."""
    cursor = editor.textCursor()
    document = editor.document()
    first, last = (document.findBlock(at).blockNumber() for at in (cursor.selectionStart(), cursor.selectionEnd()))
    ends_before = last > first and cursor.selectionEnd() == document.findBlockByNumber(last).position()
    return first, last - ends_before


def go_to_line(editor: QPlainTextEdit, line: int) -> None:
    """Put the caret at the end of a line and show it a little below the top."""
    block = editor.document().findBlockByNumber(line)
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    editor.centerCursor()


def put_lines(editor: QPlainTextEdit, lines: list[str], line: int) -> None:
    """Show as many other lines as one step to undo, the caret as far from the end of its line as before, now in line.

    Lines that stay the same are not touched.
    """
    document, old = editor.document(), lines_of(editor)
    caret = editor.textCursor()
    from_end = caret.block().length() - 1 - caret.positionInBlock()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for number, (was, now) in enumerate(zip(old, lines, strict=True)):
        if was != now:
            block = document.findBlockByNumber(number)
            cursor.setPosition(block.position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(now)
    cursor.endEditBlock()
    block = document.findBlockByNumber(line)
    caret = editor.textCursor()
    caret.setPosition(block.position() + max(0, block.length() - 1 - from_end))
    editor.setTextCursor(caret)
    editor.ensureCursorVisible()


def to_units(text: str, places: Sequence[int]) -> list[int]:
    """Return places in a text, counted in characters, in units of UTF-16."""
    if text.isascii() or max(text, default="") <= _LAST_OF_ONE_UNIT:
        return list(places)
    long = [at for at, character in enumerate(text) if character > _LAST_OF_ONE_UNIT]
    return [place + bisect_left(long, place) for place in places]
