"""What is pasted or dropped into an answer: rich text with its levels and tables, the lines of a PDF as paragraphs."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from letter.cleaning import clean_text
from letter.messages import Message, joined
from letter.outline import clean_answer
from services.text_files import Pasted, pasted_text, printed_text
from ui.answer import table_edits
from ui.answer.table_grid import is_row, rows_at
from ui.answer.text_taker import ANSWER_TEXT, TextTaker
from ui.core.i18n import N_, _, translate

JOINED = N_("每行一断的文字已接成整段，要保留原来的分行就按 Ctrl+Z。")


def paste(editor: TextTaker, source: QMimeData, most: int) -> None:
    """Put what is on the clipboard in place of the selection, or refuse it whole; tell what is to be known of it.

    Rich text is not looked at where the plain text beside it is longer than most characters.
    """
    own = source.hasFormat(ANSWER_TEXT)
    pasted = Pasted(bytes(source.data(ANSWER_TEXT).data()).decode("utf-8", "replace")) if own else _pasted(source, most)
    text = _on_lines_of_its_own(editor, pasted)
    if _in_one_table(editor) and not editor.refusal(text):
        text = table_edits.paste(editor, clean_answer(text))
        if text:
            editor.put(text)
        _tell(editor, pasted.remarks)
    elif own:
        editor.put(text)
    else:
        put(editor, Pasted(text, pasted.remarks))


def put(editor: TextTaker, pasted: str) -> None:
    """Put a text in place of the selection; lines that were only printed apart are joined in a second step to undo."""
    start = editor.textCursor().selectionStart()
    if pasted and not editor.put(pasted):
        return
    remarks: list[str] = list(pasted.remarks) if isinstance(pasted, Pasted) else []
    if _join_lines(editor, start, clean_text(pasted)):
        remarks.append(_(JOINED))
    _tell(editor, remarks)
    editor.placed.emit(start, editor.textCursor().position())


def _join_lines(editor: TextTaker, start: int, lines: str) -> bool:
    """Join the printed lines among those that were just put in from start on; return whether there were any."""
    made = printed_text(lines)
    if made == lines:
        return False
    cursor = editor.textCursor()
    end = cursor.position()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    if cursor.selection().toPlainText() != lines:
        return False
    editor.setTextCursor(cursor)
    if editor.refusal(made):
        cursor.setPosition(end)
        editor.setTextCursor(cursor)
        return False
    editor.step_wanted.emit()
    return editor.put(made)


def _tell(editor: TextTaker, remarks: Iterable[str | Message]) -> None:
    if sentence := translate(joined(remarks)):
        editor.remarked.emit(sentence)


def _pasted(source: QMimeData, most: int) -> Pasted:
    text = source.text()
    rich = pasted_text(source.html()) if source.hasHtml() and len(text) <= most else None
    return Pasted(text) if rich is None else rich


def _on_lines_of_its_own(editor: TextTaker, text: str) -> str:
    """Return a text, a table with lines of its own unless it goes into another one."""
    cursor = editor.textCursor()
    line = cursor.block().text()
    if "\t" in text and line.strip() and "\t" not in line and not cursor.hasSelection():
        text = text.strip("\n")
        text = ("" if cursor.atBlockStart() else "\n") + text + ("" if cursor.atBlockEnd() else "\n")
    return text


def _in_one_table(editor: TextTaker) -> bool:
    """Return whether the caret, or all that is selected, is in one table."""
    cursor = editor.textCursor()
    ends = [editor.document().findBlock(at) for at in (cursor.selectionStart(), cursor.selectionEnd())]
    return is_row(ends[0]) and rows_at(ends[0]) == rows_at(ends[1])
