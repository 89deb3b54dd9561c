"""An input method at work: what is composed is no text yet, breaks no check, and nothing breaks the composing."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import Keyboard
from ui.answer.field import SOON_MS

FIELDS = (
    "案号", "案由", "姓名", "等几名", "提出单位", "答复内容", "标题", "主送", "称呼",
    "首段", "结尾", "机关代字", "年份", "序号", "成文日期", "联系人", "联系电话", "联合发文单位",
    "附注", "报", "抄送", "文件名", "会议", "届", "次会议",
)  # fmt: skip
COMPOSED = "zheng"


def compose(keyboard: Keyboard, words: str) -> None:
    """Show words that are being composed, as an input method does before it commits any."""
    QApplication.sendEvent(keyboard.focus, QInputMethodEvent(words, []))
    QApplication.processEvents()


@pytest.mark.parametrize("name", FIELDS)
def test_what_is_composed_is_no_text_and_no_mistake(name: str, writing: SimpleNamespace, qtbot: QtBot) -> None:
    keyboard, form = writing.keyboard, writing.form
    keyboard.tab_to(name)
    field = keyboard.focus
    keyboard.press(Qt.Key.Key_End)
    before, problems = form.letter(), form.problems()
    compose(keyboard, COMPOSED)
    qtbot.wait(SOON_MS + 30)
    assert form.letter() == before
    assert form.problems() == problems
    assert form.draft().letter == before
    assert keyboard.focus is field
    compose(keyboard, "")
    assert form.letter() == before


@pytest.mark.parametrize("name", ["年份", "会议", "联系人", "届"])
def test_composing_over_what_is_selected_says_nothing_and_giving_it_up_is_undone(
    name: str, writing: SimpleNamespace
) -> None:
    keyboard, form = writing.keyboard, writing.form
    keyboard.tab_to(name)
    before = form.letter()
    keyboard.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    compose(keyboard, COMPOSED)
    compose(keyboard, "")
    assert form.problems() == []
    keyboard.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.letter() == before


@pytest.mark.full
def test_reading_the_answer_leaves_what_is_composed_alone(writing: SimpleNamespace, qtbot: QtBot) -> None:
    keyboard, form = writing.keyboard, writing.form
    keyboard.tab_to("答复内容")
    keyboard.type("三、现状\n甲\t乙\n丙")
    compose(keyboard, COMPOSED)
    qtbot.wait(4 * SOON_MS)
    editor = form.answer.answer.editor
    assert editor.textCursor().block().layout().preeditAreaText() == COMPOSED
    assert [entry.heading.wrong for entry in form.answer.answer.entries()] == [True], "it was read meanwhile"
    keyboard.type("正")
    assert editor.toPlainText() == "三、现状\n甲\t乙\n丙正\t"


def test_the_hint_of_an_empty_answer_is_not_painted_over_what_is_composed(writing: SimpleNamespace) -> None:
    keyboard, editor = writing.keyboard, writing.form.answer.answer.editor
    keyboard.tab_to("答复内容")
    hint = editor.placeholderText()
    assert hint
    compose(keyboard, COMPOSED)
    assert editor.placeholderText() == ""
    compose(keyboard, "")
    assert editor.placeholderText() == hint


def test_a_derived_field_stays_automatic_while_one_composes_and_follows_afterwards(writing: SimpleNamespace) -> None:
    keyboard, form = writing.keyboard, writing.form
    keyboard.tab_to("结尾")
    closing = form.answer.fields["closing"]
    compose(keyboard, COMPOSED)
    assert not closing.overridden()
    keyboard.type("此复。")
    assert closing.overridden()
    keyboard.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert not closing.overridden()
