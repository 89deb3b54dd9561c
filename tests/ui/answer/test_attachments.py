"""The attachments are put into another order by key and button, the focus with them, as one step to undo."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from letter.model import Attachment, Block

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def three(writing: SimpleNamespace) -> SimpleNamespace:
    """A letter with three attachments, the clerk in the title of the last."""
    keyboard = writing.keyboard
    for name in "甲乙丙":
        keyboard.shortcut(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        keyboard.type(name)
        keyboard.tab()
        keyboard.type(f"附件{name}的内容")
    keyboard.back()
    writing.rows = writing.form.answer.attachments.rows
    return writing


def titles(three: SimpleNamespace) -> str:
    return "".join(attachment.title for attachment in three.form.letter().attachments)


def buttons(three: SimpleNamespace, row: int, name: str) -> QToolButton:
    return next(button for button in three.rows[row].findChildren(QToolButton) if button.accessibleName() == name)


def test_by_key_from_the_title(three: SimpleNamespace) -> None:
    three.keyboard.press(Qt.Key.Key_Up, ALT)
    assert titles(three) == "甲丙乙"
    assert three.form.letter().attachments[1] == Attachment("丙", (Block(text="附件丙的内容"),))
    assert three.keyboard.field == "附件标题 2"
    three.keyboard.press(Qt.Key.Key_Up, ALT)
    three.keyboard.press(Qt.Key.Key_Up, ALT)
    assert titles(three) == "丙甲乙"
    assert three.keyboard.field == "附件标题"
    three.keyboard.tab()
    assert three.keyboard.field == "附件内容"
    three.keyboard.tab()
    assert three.keyboard.field == "附件标题 2"
    assert three.keyboard.focus.property("text") == "甲"


def test_by_key_from_the_content_what_was_typed_just_now_goes_along(three: SimpleNamespace) -> None:
    three.rows[0].content.editor.setFocus()
    three.keyboard.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    three.keyboard.type("又")
    three.keyboard.press(Qt.Key.Key_Down, ALT)
    assert titles(three) == "乙甲丙"
    assert three.form.letter().attachments[1].answer == (Block(text="附件甲的内容又"),)
    assert three.keyboard.field == "附件内容 2"


def test_each_move_is_a_step_of_its_own(three: SimpleNamespace) -> None:
    three.keyboard.press(Qt.Key.Key_Up, ALT)
    three.keyboard.press(Qt.Key.Key_Up, ALT)
    three.keyboard.shortcut(Qt.Key.Key_Z)
    assert titles(three) == "甲丙乙"
    three.keyboard.shortcut(Qt.Key.Key_Z)
    assert titles(three) == "甲乙丙"
    assert three.form.letter().attachments[2].answer == (Block(text="附件丙的内容"),)
    three.keyboard.shortcut(Qt.Key.Key_Y)
    assert titles(three) == "甲丙乙"


def test_by_button_where_there_is_somewhere_to_go(three: SimpleNamespace) -> None:
    buttons(three, 0, "下移附件").click()
    assert titles(three) == "乙甲丙"
    assert not buttons(three, 0, "上移附件").isEnabled()
    assert not buttons(three, 2, "下移附件").isEnabled()
    for _ in range(2):
        three.form.answer.attachments.remove(three.rows[0])
    assert not buttons(three, 0, "上移附件").isVisible()
