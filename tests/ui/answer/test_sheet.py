"""The sheet scrolls as one: the caret stays in view, pages are what is seen, indents and small lines are no text."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from tests.ui.looking import settle
from ui.answer.editor import INDENT_CHARACTERS, PITCH, AnswerEditor
from ui.answer.paper_layout import MOST_PARAGRAPHS, PaperLayout

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WHILE_MS = 400
PARAGRAPH = "社区工作人员配备" * 12


@pytest.fixture
def long(writing: SimpleNamespace) -> SimpleNamespace:
    """A clerk in an answer much longer than what is seen."""
    writing.keyboard.tab_to("答复内容")
    writing.keyboard.paste("\n".join([PARAGRAPH] * 60))
    writing.editor, writing.sheet = writing.form.answer.answer.editor, writing.form.sheet
    settle()
    return writing


def seen(long: SimpleNamespace) -> bool:
    """Return whether the whole caret is seen."""
    settle()
    place = long.editor.cursorRect()
    top = long.editor.viewport().mapTo(long.sheet.viewport(), place.topLeft()).y()
    return top >= 0 and top + place.height() <= long.sheet.viewport().height()


def test_the_answer_is_as_high_as_its_text_and_nothing_scrolls_within_it(long: SimpleNamespace) -> None:
    lines = sum(long.editor.document().findBlockByNumber(at).lineCount() for at in range(60))
    assert long.editor.height() == pytest.approx(lines * PITCH, abs=PITCH)
    assert long.editor.verticalScrollBar().maximum() == 0
    assert long.sheet.verticalScrollBar().maximum() > long.sheet.viewport().height()


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_key_paints_its_paragraph_and_the_whole_answer_only_when_a_line_comes(
    between: str, long: SimpleNamespace
) -> None:
    keyboard, whole = long.keyboard, list[bool]()
    keyboard.replace("")
    keyboard.paste(between.join([PARAGRAPH, "一、现状", "（一）" + PARAGRAPH] * 20))
    cursor = long.editor.textCursor()
    cursor.setPosition(long.editor.document().findBlockByNumber(30).position())
    long.editor.setTextCursor(cursor)
    keyboard.type("社")
    settle()
    long.editor.document().documentLayout().documentSizeChanged.connect(lambda _size: whole.append(True))
    keyboard.type("区")
    assert not whole
    before = long.editor.height()
    keyboard.type(PARAGRAPH)
    settle()
    assert whole
    assert long.editor.height() > before


def test_the_words_of_a_blank_line_make_it_high_again(long: SimpleNamespace) -> None:
    document = long.editor.document()
    cursor = QTextCursor(document.findBlockByNumber(30))
    cursor.insertBlock()
    settle()
    before = long.editor.height()
    QTextCursor(document.findBlockByNumber(30)).insertText(PARAGRAPH[:3])
    settle()
    assert long.editor.height() > before


def test_no_line_is_made_before_there_is_a_width() -> None:
    editor = AnswerEditor("答复内容", 3)
    layout = editor.document().documentLayout()
    assert isinstance(layout, PaperLayout)
    layout.width = 0
    editor.setPlainText(PARAGRAPH)
    assert editor.document().firstBlock().lineCount() < len(PARAGRAPH) // 2


def test_the_caret_is_seen_wherever_keys_take_it(long: SimpleNamespace) -> None:
    keyboard = long.keyboard
    for key, modifiers in (
        (Qt.Key.Key_Home, CTRL),
        (Qt.Key.Key_End, CTRL),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier(0)),
    ):
        keyboard.press(key, modifiers)
        assert seen(long), key
    for _ in range(25):
        keyboard.press(Qt.Key.Key_Up)
        assert seen(long)
    keyboard.press(Qt.Key.Key_End, CTRL)
    for _ in range(12):
        keyboard.press(Qt.Key.Key_Return)
        keyboard.type("字")
        assert seen(long)


def test_a_page_is_what_is_seen(long: SimpleNamespace) -> None:
    keyboard = long.keyboard
    keyboard.press(Qt.Key.Key_Home, CTRL)
    before = long.editor.cursorRect().top()
    keyboard.press(Qt.Key.Key_PageDown)
    far = long.editor.cursorRect().top() - before
    assert long.sheet.viewport().height() // 2 < far < long.sheet.viewport().height()
    keyboard.press(Qt.Key.Key_PageDown, SHIFT)
    assert long.editor.textCursor().hasSelection()
    keyboard.press(Qt.Key.Key_PageUp)
    keyboard.press(Qt.Key.Key_PageUp)
    assert long.editor.textCursor().blockNumber() <= 1


@pytest.mark.full
def test_a_selection_goes_on_while_the_mouse_is_held_below_what_is_seen(
    long: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    long.keyboard.press(Qt.Key.Key_Home, CTRL)
    settle()
    below = long.sheet.viewport().mapToGlobal(QPoint(200, long.sheet.viewport().height() + 60))
    monkeypatch.setattr(long.editor, "cursor", lambda: SimpleNamespace(pos=lambda: below))
    QTest.mousePress(long.editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 40))
    QTest.qWait(WHILE_MS)
    QTest.mouseRelease(long.editor.viewport(), Qt.MouseButton.LeftButton, pos=long.editor.cursorRect().center())
    assert long.sheet.verticalScrollBar().value() >= 2 * 60
    assert long.editor.textCursor().hasSelection()
    assert long.editor.textCursor().blockNumber() > 3


def test_first_lines_are_indented_and_nothing_of_that_is_text(long: SimpleNamespace) -> None:
    layout = long.editor.document().findBlockByNumber(1).layout()
    han = long.editor.fontMetrics().horizontalAdvance("国")
    assert layout.lineAt(0).x() - layout.lineAt(1).x() == pytest.approx(INDENT_CHARACTERS * han, abs=1)
    assert long.editor.toPlainText() == "\n".join([PARAGRAPH] * 60)
    assert {block.text for block in long.form.letter().answer} == {PARAGRAPH}


def test_lines_that_do_not_print_are_small_but_for_the_one_with_the_caret(long: SimpleNamespace) -> None:
    keyboard, editor = long.keyboard, long.editor
    keyboard.replace("")
    keyboard.paste("甲\n\n乙")
    steps = editor.document().availableUndoSteps()
    heights = [round(editor.blockBoundingRect(editor.document().findBlockByNumber(at)).height()) for at in range(2)]
    assert heights[0] == PITCH
    assert heights[1] < PITCH // 2
    keyboard.press(Qt.Key.Key_Up)
    assert editor.textCursor().blockNumber() == 1
    assert round(editor.blockBoundingRect(editor.document().findBlockByNumber(1)).height()) == PITCH
    keyboard.press(Qt.Key.Key_Up)
    assert round(editor.blockBoundingRect(editor.document().findBlockByNumber(1)).height()) < PITCH // 2
    assert [block.text for block in long.form.letter().answer] == ["甲", "乙"]
    assert editor.document().availableUndoSteps() == steps, "how lines stand is no step to undo"


def test_a_text_too_long_to_be_laid_out_at_once_scrolls_by_itself(long: SimpleNamespace) -> None:
    keyboard, editor = long.keyboard, long.editor
    keyboard.replace("")
    keyboard.paste("\n".join(["社区"] * (MOST_PARAGRAPHS + 5)))
    settle()
    assert editor.height() <= long.sheet.viewport().height()
    assert editor.verticalScrollBar().maximum() > 0
    assert editor.cursorRect().bottom() <= editor.viewport().height()
    keyboard.replace("短")
    settle()
    assert editor.verticalScrollBar().maximum() == 0
    assert editor.textCursor().block().layout().lineAt(0).x() > QTextCursor(editor.document()).block().lineCount()
