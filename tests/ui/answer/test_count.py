"""The count beneath the answer: characters, those selected, and what the answer is made up of."""

from types import SimpleNamespace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.answer.count import CountLabel


def count_of(writing: SimpleNamespace) -> QLabel:
    found = writing.form.answer.answer.findChild(CountLabel)
    assert found is not None
    return found


def test_it_counts_the_answer_and_what_is_selected(writing: SimpleNamespace) -> None:
    writing.keyboard.tab_to("答复内容")
    writing.keyboard.paste("一、甲\n𠮷 乙丙。\n（一）丁。正文\n职务\t人数\n主任\t1")
    writing.form.letter()
    label = count_of(writing)
    assert label.text() == "21 字"
    assert label.toolTip() == "正文 2 段，标题 2 个，表格 1 个，共 21 字"
    assert label.accessibleDescription() == label.toolTip()
    writing.keyboard.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    writing.keyboard.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    writing.keyboard.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert label.text() == "选中 4 字"
    assert label.accessibleName() == "选中 4 字"
    writing.keyboard.press(Qt.Key.Key_Right)
    assert label.text() == "21 字"
