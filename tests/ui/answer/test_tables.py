"""Rows of a table typed and edited in the answer: Tab from cell to cell, Enter for another row, aligned columns."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from letter.model import Block

TABLE = "职务\t月补贴\n主任\t4600"


@pytest.fixture
def answering(writing: SimpleNamespace) -> SimpleNamespace:
    writing.keyboard.tab_to("答复内容")
    writing.editor = writing.form.answer.answer.editor
    return writing


def left_of(editor: QPlainTextEdit, line: int, words: str) -> int:
    """Return where these words begin on the screen, in pixels."""
    block = editor.document().findBlockByNumber(line)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + block.text().index(words))
    return editor.cursorRect(cursor).left()


def test_a_table_is_typed(answering: SimpleNamespace) -> None:
    keyboard = answering.keyboard
    keyboard.type("职务")
    keyboard.shortcut(Qt.Key.Key_T)
    keyboard.type("月补贴\n主任")
    keyboard.tab()
    keyboard.type("4600\n副主任")
    keyboard.tab()
    keyboard.type("3900\n正文一段。")
    keyboard.tab()
    assert keyboard.field != "答复内容"
    assert answering.form.letter().answer == (
        Block(table=(("职务", "月补贴"), ("主任", "4600"), ("副主任", "3900"))),
        Block(text="正文一段。"),
    )


def test_tab_selects_cell_after_cell_and_leaves_behind_the_last(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste("𠮷职\t月补贴\n主任\t4600")
    keyboard.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    cells: list[str] = []
    for _ in range(3):
        keyboard.tab()
        cells.append(editor.textCursor().selectedText())
    assert cells == ["月补贴", "主任", "4600"]
    keyboard.back()
    assert editor.textCursor().selectedText() == "主任"
    keyboard.type("书记")
    keyboard.back()
    assert editor.textCursor().selectedText() == "月补贴"
    keyboard.back()
    assert editor.textCursor().selectedText() == "𠮷职"
    keyboard.back()
    assert keyboard.field != "答复内容"
    assert answering.form.letter().answer == (Block(table=(("𠮷职", "月补贴"), ("书记", "4600"))),)


def test_enter_in_a_cell_begins_a_row_and_does_not_tear_the_cell(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste(TABLE)
    for _ in range(3):
        keyboard.press(Qt.Key.Key_Left)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.type("副主任")
    keyboard.tab()
    keyboard.type("3900")
    assert editor.toPlainText() == TABLE + "\n副主任\t3900"


def test_a_soft_break_is_a_paragraph(answering: SimpleNamespace) -> None:
    answering.keyboard.type("甲")
    answering.keyboard.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    answering.keyboard.type("乙")
    assert answering.editor.blockCount() == 2


def test_columns_are_aligned_and_that_is_no_change(answering: SimpleNamespace) -> None:
    answering.keyboard.paste("一个很长的栏目名称\t乙\n甲\t丙")
    before = answering.form.letter()
    tabs = answering.editor.document().defaultTextOption().tabs()
    width = answering.editor.fontMetrics().horizontalAdvance("一个很长的栏目名称")
    assert tabs[0].position > width
    revision = answering.editor.document().revision()
    answering.form.answer.answer.settle()
    assert answering.editor.document().revision() == revision
    assert answering.form.letter() == before
    assert left_of(answering.editor, 0, "乙") == left_of(answering.editor, 1, "丙")
