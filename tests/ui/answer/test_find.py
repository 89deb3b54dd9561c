"""Finding and replacing in the answer: as one types, all places marked, by keys alone, one step to undo."""

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QTextCharFormat
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from letter.model import PARAGRAPH_LIMIT
from services.finding import Sought
from tests.ui.test_senses import LEAST_CONTRAST, contrast
from ui.answer.editor import LEAST_LINES, AnswerEditor
from ui.answer.find_bar import FindBar
from ui.answer.finder import MOST_MARKS, Finder
from ui.core.theme import FOUND, PALETTES, is_dark, make_palette

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = "一、甲社区\n𠮷社区与社区。\nＧＤＰ为１８亿\ngdp为18亿，社区"


@pytest.fixture
def finding(writing: SimpleNamespace) -> SimpleNamespace:
    """The clerk in the answer, with a text pasted into it and the caret at its beginning."""
    writing.keyboard.tab_to("答复内容")
    writing.keyboard.paste(TEXT)
    writing.field = writing.form.answer.answer
    writing.editor = writing.field.editor
    writing.keyboard.press(Qt.Key.Key_Home, CTRL)
    return writing


def bar(finding: SimpleNamespace) -> FindBar:
    found = finding.field.finding
    assert found is not None
    return found


def selected(finding: SimpleNamespace) -> tuple[int, str]:
    """Return in which line the selection is, and what."""
    cursor = finding.editor.textCursor()
    return cursor.blockNumber(), cursor.selectedText()


def status(finding: SimpleNamespace) -> str:
    return bar(finding).status.text()


def test_it_finds_as_one_types_marks_all_and_counts(finding: SimpleNamespace) -> None:
    finding.keyboard.shortcut(Qt.Key.Key_F)
    assert finding.keyboard.field == "查找"
    finding.keyboard.type("社")
    finding.keyboard.type("区")
    assert selected(finding) == (0, "社区")
    assert status(finding) == "第 1 处，共 4 处"
    assert bar(finding).sought.accessibleDescription() == "第 1 处，共 4 处"
    marks = finding.editor.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["社区"] * 4
    assert all(mark.format.underlineStyle() == QTextCharFormat.UnderlineStyle.SingleUnderline for mark in marks)
    finding.keyboard.type("长")
    assert status(finding) == "没有找到"
    assert finding.editor.extraSelections() == []
    assert finding.keyboard.field == "查找"
    assert finding.editor.toPlainText() == TEXT


def test_enter_goes_on_shift_enter_back_and_the_way_round_is_said(finding: SimpleNamespace) -> None:
    finding.keyboard.shortcut(Qt.Key.Key_F)
    finding.keyboard.type("社区")
    finding.keyboard.press(Qt.Key.Key_Return)
    assert (selected(finding), status(finding)) == ((1, "社区"), "第 2 处，共 4 处")
    finding.keyboard.press(Qt.Key.Key_Return, SHIFT)
    finding.keyboard.press(Qt.Key.Key_Return, SHIFT)
    assert (selected(finding)[0], status(finding)) == (3, "已到开头，从末尾接着找；第 4 处，共 4 处")
    finding.keyboard.press(Qt.Key.Key_Return)
    assert (selected(finding)[0], status(finding)) == (0, "已到末尾，从头接着找；第 1 处，共 4 处")
    finding.keyboard.press(Qt.Key.Key_Escape)
    assert finding.keyboard.focus is finding.editor
    assert not bar(finding).isVisible()
    assert selected(finding) == (0, "社区")
    assert finding.editor.extraSelections() == []
    finding.keyboard.press(Qt.Key.Key_F3)
    assert selected(finding)[0] == 1
    assert finding.keyboard.focus is finding.editor
    finding.keyboard.press(Qt.Key.Key_F3, SHIFT)
    assert selected(finding)[0] == 0
    finding.keyboard.press(Qt.Key.Key_Escape)
    assert not bar(finding).isVisible(), "Escape in the text puts the bar away too"


def test_what_is_selected_is_sought(finding: SimpleNamespace) -> None:
    for _ in range(2):
        finding.keyboard.press(Qt.Key.Key_Right, SHIFT)
    finding.keyboard.shortcut(Qt.Key.Key_F)
    assert bar(finding).sought.text() == "一、"
    assert selected(finding) == (0, "一、")
    finding.keyboard.press(Qt.Key.Key_Escape)
    finding.keyboard.press(Qt.Key.Key_A, CTRL)
    finding.keyboard.shortcut(Qt.Key.Key_F)
    assert bar(finding).sought.text() == "一、", "several lines are not what is sought"


def test_case_and_width_are_alike_unless_one_says_otherwise(finding: SimpleNamespace) -> None:
    finding.keyboard.shortcut(Qt.Key.Key_F)
    finding.keyboard.type("gdp")
    assert status(finding) == "第 1 处，共 2 处"
    bar(finding).case.click()
    assert status(finding) == "第 1 处，共 1 处"
    finding.keyboard.replace("18亿")
    assert status(finding).endswith("共 2 处")
    finding.keyboard.tab_to("全角半角视同")
    finding.keyboard.press(Qt.Key.Key_Space)
    assert selected(finding) == (3, "18亿")
    assert status(finding) == "第 1 处，共 1 处"


def test_nothing_is_a_pattern(finding: SimpleNamespace) -> None:
    finding.keyboard.shortcut(Qt.Key.Key_H)
    finding.keyboard.type(".")
    assert status(finding) == "没有找到"
    finding.keyboard.replace("社区")
    finding.keyboard.tab_to("替换为")
    finding.keyboard.type("\\1")
    bar(finding).all.click()
    assert finding.editor.toPlainText() == TEXT.replace("社区", "\\1")


def test_all_are_replaced_in_one_step_that_is_told_and_undone(finding: SimpleNamespace) -> None:
    before = finding.form.letter()
    finding.keyboard.shortcut(Qt.Key.Key_H)
    finding.keyboard.type("社区")
    finding.keyboard.tab()
    assert finding.keyboard.field == "替换为"
    finding.keyboard.type("村（𠮷）")
    finding.keyboard.tab_to("全部替换")
    finding.keyboard.press(Qt.Key.Key_Space)
    assert finding.editor.toPlainText() == TEXT.replace("社区", "村（𠮷）")
    assert status(finding) == "替换了 4 处"
    assert finding.form.current().answer[0].heading == "甲村（𠮷）"
    finding.keyboard.shortcut(Qt.Key.Key_Z)
    assert finding.editor.toPlainText() == TEXT
    assert finding.form.letter() == before
    finding.keyboard.shortcut(Qt.Key.Key_Y)
    assert finding.editor.toPlainText() == TEXT.replace("社区", "村（𠮷）")


def test_undo_in_the_bar_takes_back_what_was_done_last(finding: SimpleNamespace) -> None:
    finding.keyboard.shortcut(Qt.Key.Key_H)
    finding.keyboard.type("社区")
    finding.keyboard.shortcut(Qt.Key.Key_Z)
    assert bar(finding).sought.text() == ""
    assert finding.editor.toPlainText() == TEXT, "what is typed in the bar is undone in the bar"
    finding.keyboard.type("社区")
    finding.keyboard.tab()
    finding.keyboard.type("村")
    finding.keyboard.press(Qt.Key.Key_Return)
    assert finding.editor.toPlainText() == TEXT.replace("社区", "村", 1)
    finding.keyboard.shortcut(Qt.Key.Key_Z)
    assert finding.editor.toPlainText() == TEXT


def test_one_after_the_other_is_replaced_by_enter(finding: SimpleNamespace) -> None:
    finding.keyboard.shortcut(Qt.Key.Key_H)
    finding.keyboard.type("社区")
    finding.keyboard.tab()
    finding.keyboard.type("村")
    finding.keyboard.press(Qt.Key.Key_Return)
    assert selected(finding) == (1, "社区")
    finding.keyboard.press(Qt.Key.Key_F3)
    finding.keyboard.press(Qt.Key.Key_Return)
    assert finding.editor.toPlainText() == "一、甲村\n𠮷社区与村。\nＧＤＰ为１８亿\ngdp为18亿，社区"


def test_a_replacement_is_cleaned(finding: SimpleNamespace) -> None:
    finding.keyboard.shortcut(Qt.Key.Key_H)
    finding.keyboard.type("与")
    bar(finding).replacement.setText("\u202e和\t\u200b")
    bar(finding).all.click()
    assert "\n𠮷社区和 社区。\n" in finding.editor.toPlainText()


def test_no_paragraph_becomes_too_long(finding: SimpleNamespace) -> None:
    long = "国" * (PARAGRAPH_LIMIT - 1) + "\n国"
    finding.keyboard.replace("")
    finding.keyboard.paste(long)
    finding.keyboard.press(Qt.Key.Key_Home, CTRL)
    finding.keyboard.shortcut(Qt.Key.Key_H)
    finding.keyboard.type("国")
    assert len(finding.editor.extraSelections()) <= MOST_MARKS
    bar(finding).replacement.setText("国家")
    bar(finding).all.click()
    assert finding.editor.toPlainText() == long
    assert "没有替换" in finding.field.problem()
    bar(finding).replacement.setText("家")
    bar(finding).all.click()
    assert finding.editor.toPlainText() == long.replace("国", "家")


def test_marks_follow_when_the_typing_pauses(finding: SimpleNamespace, qtbot: QtBot) -> None:
    finding.keyboard.shortcut(Qt.Key.Key_F)
    finding.keyboard.type("社区")
    finding.editor.setFocus()
    finding.keyboard.press(Qt.Key.Key_End, CTRL)
    finding.keyboard.type("社区")
    assert "4 处" in status(finding)
    qtbot.waitUntil(lambda: status(finding) == "共 5 处")
    assert len(finding.editor.extraSelections()) == 5


def test_in_a_long_answer_marks_come_where_one_looks(finding: SimpleNamespace) -> None:
    finding.keyboard.replace("")
    finding.keyboard.paste("\n".join(f"社区{number}" for number in range(2_000)))
    finding.keyboard.press(Qt.Key.Key_Home, CTRL)
    finding.keyboard.shortcut(Qt.Key.Key_F)
    finding.keyboard.type("社区")
    assert status(finding) == "第 1 处，共 2000 处"
    assert 0 < len(finding.editor.extraSelections()) <= MOST_MARKS
    finding.keyboard.press(Qt.Key.Key_Return, SHIFT)
    marked = [mark.cursor.blockNumber() for mark in finding.editor.extraSelections()]
    assert 1_999 in marked
    assert 0 not in marked


def test_marks_are_never_beside_the_words_while_one_types(finding: SimpleNamespace) -> None:
    finding.keyboard.replace("")
    finding.keyboard.paste("\n".join(f"社区{number}" for number in range(500)))
    finding.keyboard.press(Qt.Key.Key_Home, CTRL)
    finding.keyboard.shortcut(Qt.Key.Key_F)
    finding.keyboard.type("社区")
    finding.editor.setFocus()
    finding.keyboard.press(Qt.Key.Key_Home, CTRL)
    finding.keyboard.type("新")
    bar = finding.form.sheet.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert {mark.cursor.selectedText() for mark in finding.editor.extraSelections()} == {"社区"}
    finding.keyboard.press(Qt.Key.Key_F3)
    assert status(finding) == "第 1 处，共 500 处"
    assert selected(finding) == (0, "社区")


def test_going_far_through_a_text_that_was_never_laid_out_keeps_the_program_alive(qtbot: QtBot) -> None:
    editor, around = AnswerEditor("答复内容", LEAST_LINES), QScrollArea()
    qtbot.addWidget(around)
    around.setWidgetResizable(True)
    around.setWidget(editor)
    around.resize(400, 300)
    around.show()
    editor.setPlainText("\n".join(["社区与社区" * 6] * 200))
    finder = Finder(editor)
    finder.seek(Sought("社区"))
    for step in range(300):
        finder.go_on(-1 if step % 3 else 1)
    assert len(finder.starts) == 2_400
    marks: list[Any] = editor.extraSelections()
    places = [mark.cursor.position() for mark in marks]
    assert editor.textCursor().position() in places


def test_what_is_scrolled_into_view_is_marked(finding: SimpleNamespace) -> None:
    finding.keyboard.replace("")
    finding.keyboard.paste("\n".join(["社区"] * 500))
    finding.keyboard.press(Qt.Key.Key_Home, CTRL)
    finding.keyboard.shortcut(Qt.Key.Key_F)
    finding.keyboard.type("社区")
    bar = finding.form.sheet.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    marked = [mark.cursor.blockNumber() for mark in finding.editor.extraSelections()]
    assert 499 in marked
    assert 0 not in marked


def test_tab_goes_through_the_bar(finding: SimpleNamespace) -> None:
    finding.keyboard.shortcut(Qt.Key.Key_H)
    names: list[str] = []
    for _ in range(6):
        names.append(finding.keyboard.field)
        finding.keyboard.tab()
    assert names == ["查找", "替换为", "替换", "全部替换", "区分大小写", "全角半角视同"]


def test_an_attachment_is_searched_and_replaced_as_one_step(writing: SimpleNamespace) -> None:
    keyboard, rows = writing.keyboard, writing.form.answer.attachments.rows
    keyboard.shortcut(Qt.Key.Key_A, CTRL | SHIFT)
    keyboard.tab()
    keyboard.type("甲社区")
    writing.form.letter()
    keyboard.shortcut(Qt.Key.Key_H)
    keyboard.type("社区")
    keyboard.tab()
    keyboard.type("村")
    keyboard.tab_to("全部替换")
    keyboard.press(Qt.Key.Key_Space)
    field = rows[0].fields[1]
    assert field.editor.toPlainText() == "甲村"
    assert writing.form.answer.answer.finding is None
    keyboard.press(Qt.Key.Key_Escape)
    assert keyboard.focus is field.editor
    keyboard.press(Qt.Key.Key_End, CTRL)
    keyboard.type("镇")
    writing.form.letter()
    keyboard.shortcut(Qt.Key.Key_Z)
    assert field.editor.toPlainText() == "甲村", "what is typed afterwards is another step"
    keyboard.shortcut(Qt.Key.Key_Z)
    assert field.editor.toPlainText() == "甲社区"


@pytest.mark.parametrize("look", PALETTES)
def test_marked_words_can_be_read(look: str) -> None:
    palette = make_palette(look)
    QApplication.processEvents()
    text = palette.color(QPalette.ColorRole.Text)
    assert contrast(text, QColor(FOUND[is_dark(palette)])) >= LEAST_CONTRAST
