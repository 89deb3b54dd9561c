"""The outline beside the answer, and headings promoted, demoted, moved and renumbered by key and mouse."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from letter.codec import read_letter, write_letter
from letter.outline import undecided_text
from tests.ui.looking import button, has_button
from ui.answer.outline import OutlineView

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYS = {
    "promote": (Qt.Key.Key_Left, ALT | SHIFT),
    "demote": (Qt.Key.Key_Right, ALT | SHIFT),
    "up": (Qt.Key.Key_Up, ALT | SHIFT),
    "down": (Qt.Key.Key_Down, ALT | SHIFT),
    "renumber": (Qt.Key.Key_N, CTRL | SHIFT),
    "is_heading": (Qt.Key.Key_H, CTRL | SHIFT),
    "no_heading": (Qt.Key.Key_B, CTRL | SHIFT),
    "outline": (Qt.Key.Key_6, ALT),
}
PLAN = "总起\n一、甲\n正文甲\n二、乙\n（一）丙\n三、丁"


@pytest.fixture
def answering(writing: SimpleNamespace) -> SimpleNamespace:
    """The clerk in the answer, with a plan pasted into it."""
    writing.keyboard.tab_to("答复内容")
    writing.keyboard.paste(PLAN)
    writing.field = writing.form.answer.answer
    writing.editor = writing.field.editor
    writing.field.settle()
    return writing


def do(answering: SimpleNamespace, name: str) -> None:
    answering.keyboard.shortcut(*KEYS[name])


def text(answering: SimpleNamespace) -> str:
    return answering.editor.toPlainText()


def outline_of(answering: SimpleNamespace) -> OutlineView:
    view = answering.field.show_outline()
    assert view is not None
    QApplication.processEvents()
    return view


def rows(view: OutlineView) -> list[str]:
    return [view.entries.index(row).data() for row in range(view.entries.rowCount())]


def put_caret(answering: SimpleNamespace, line: int) -> None:
    cursor = answering.editor.textCursor()
    cursor.setPosition(answering.editor.document().findBlockByNumber(line).position() + 1)
    answering.editor.setTextCursor(cursor)


def test_there_is_no_outline_without_headings(writing: SimpleNamespace) -> None:
    writing.keyboard.tab_to("答复内容")
    writing.keyboard.type("一段正文")
    writing.form.letter()
    assert writing.form.answer.answer.show_outline() is None


def test_the_outline_shows_numbers_as_printed_and_tells_wrong_ones_in_words(answering: SimpleNamespace) -> None:
    view = outline_of(answering)
    assert view.isVisible()
    assert rows(view) == ["一、甲", "二、乙", "　（一）丙", "三、丁"]
    answering.keyboard.type("\n七、戊")
    answering.field.settle()
    assert rows(view)[-1] == "！四、戊（写作“七、”）"
    assert "应为“四、”" in view.entries.index(4).data(Qt.ItemDataRole.AccessibleTextRole)
    button(answering.field, "重新编号").click()
    assert rows(view)[-1] == "四、戊"
    assert text(answering).endswith("四、戊")
    assert not has_button(answering.field, "重新编号")


def test_the_outline_goes_when_the_headings_go(answering: SimpleNamespace) -> None:
    view = outline_of(answering)
    answering.keyboard.replace("正文")
    answering.field.settle()
    assert not view.isVisible()
    assert view not in answering.field.inputs


def test_headings_are_demoted_and_promoted_by_key_and_one_undo_takes_it_back(answering: SimpleNamespace) -> None:
    put_caret(answering, 3)
    do(answering, "demote")
    assert text(answering) == "总起\n一、甲\n正文甲\n（一）乙\n1.丙\n二、丁"
    assert answering.keyboard.field == "答复内容"
    assert answering.form.letter().answer[3].level == 2
    do(answering, "promote")
    assert text(answering) == PLAN
    answering.keyboard.shortcut(Qt.Key.Key_Z)
    answering.keyboard.shortcut(Qt.Key.Key_Z)
    assert text(answering) == PLAN
    assert answering.form.letter().answer[3].level == 1


def test_a_section_moves_with_its_text_and_the_caret_stays_in_it(answering: SimpleNamespace) -> None:
    put_caret(answering, 4)
    put_caret(answering, 3)
    do(answering, "up")
    assert text(answering) == "总起\n一、乙\n（一）丙\n二、甲\n正文甲\n三、丁"
    assert answering.editor.textCursor().blockNumber() == 1
    answering.keyboard.shortcut(Qt.Key.Key_Z)
    assert text(answering) == PLAN


def test_what_cannot_be_done_is_said_beneath_the_answer(answering: SimpleNamespace) -> None:
    put_caret(answering, 1)
    do(answering, "up")
    assert "不能再上移" in answering.field.problem()
    assert text(answering) == PLAN
    answering.keyboard.type("字")
    assert answering.field.problem() == ""


def test_the_outline_is_reached_and_left_by_keys_and_arranges_too(answering: SimpleNamespace) -> None:
    view = outline_of(answering)
    put_caret(answering, 3)
    do(answering, "outline")
    assert answering.keyboard.focus is view
    assert view.line() == 3
    do(answering, "down")
    assert text(answering) == "总起\n一、甲\n正文甲\n二、丁\n三、乙\n（一）丙"
    assert answering.keyboard.focus is view
    assert view.line() == 4
    answering.keyboard.press(Qt.Key.Key_Up)
    answering.keyboard.press(Qt.Key.Key_Return)
    assert answering.keyboard.focus is answering.editor
    assert answering.editor.textCursor().blockNumber() == 3
    do(answering, "outline")
    answering.keyboard.press(Qt.Key.Key_Escape)
    assert answering.keyboard.focus is answering.editor


def test_a_click_goes_to_the_heading(answering: SimpleNamespace) -> None:
    view = outline_of(answering)
    place = view.visualRect(view.entries.index(2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert answering.editor.textCursor().blockNumber() == 4
    assert answering.keyboard.focus is answering.editor


@pytest.mark.parametrize(
    ("row", "expected"),
    [(0, "总起\n一、丁\n二、甲\n正文甲\n三、乙\n（一）丙"), (2, PLAN), (None, PLAN)],
)
def test_a_heading_is_dragged_with_its_text(answering: SimpleNamespace, row: int | None, expected: str) -> None:
    view = outline_of(answering)
    view.setCurrentIndex(view.entries.index(3))
    data = view.entries.mimeData([view.currentIndex()])
    height = view.visualRect(view.entries.index(row)).top() if row is not None else view.viewport().height() - 1
    drop = QDropEvent(
        QPointF(5, height), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    view.dropEvent(drop)
    assert text(answering) == expected


def test_the_outline_takes_no_other_drag(answering: SimpleNamespace) -> None:
    view = outline_of(answering)
    data = QMimeData()
    data.setText("甲")
    assert not view.entries.canDropMimeData(data, Qt.DropAction.MoveAction, 0, 0, view.rootIndex())


def test_tab_goes_through_the_outline(answering: SimpleNamespace) -> None:
    view = outline_of(answering)
    answering.keyboard.tab()
    assert answering.keyboard.focus is view
    answering.keyboard.back()
    assert answering.keyboard.focus is answering.editor


def test_an_attachment_is_arranged_by_the_same_keys(writing: SimpleNamespace) -> None:
    keyboard = writing.keyboard
    keyboard.shortcut(Qt.Key.Key_A, CTRL | SHIFT)
    keyboard.type("标题")
    keyboard.tab()
    keyboard.paste("一、甲\n二、乙")
    keyboard.shortcut(*KEYS["demote"])
    assert [block.level for block in writing.form.letter().attachments[0].answer] == [1, 2]
    keyboard.shortcut(Qt.Key.Key_Z)
    assert [block.level for block in writing.form.letter().attachments[0].answer] == [1, 1]


def test_the_clerk_says_by_key_that_a_line_is_no_heading_and_that_it_is_one(answering: SimpleNamespace) -> None:
    put_caret(answering, 3)
    do(answering, "no_heading")
    assert rows(outline_of(answering)) == ["一、甲", "　（一）丙", "二、丁"]
    assert [(block.level, block.text) for block in answering.field.value()][3] == (None, "二、乙")
    do(answering, "is_heading")
    assert undecided_text(text(answering)) == PLAN
    answering.form.undo()
    assert rows(outline_of(answering)) == ["一、甲", "　（一）丙", "二、丁"]
    answering.form.undo()
    assert text(answering) == PLAN
    put_caret(answering, 2)
    do(answering, "no_heading")
    assert answering.field.problem() == "这里没有标题，不用改。"


def test_what_was_said_of_a_line_is_kept_when_the_letter_is_shown_again(answering: SimpleNamespace) -> None:
    put_caret(answering, 3)
    do(answering, "no_heading")
    letter, shown = answering.form.letter(), text(answering)
    answering.form.load(read_letter(write_letter(letter)), {})
    assert text(answering) == shown
    assert answering.form.letter().answer == letter.answer


def test_what_was_said_of_a_line_goes_along_within_answers_but_not_elsewhere(answering: SimpleNamespace) -> None:
    put_caret(answering, 3)
    do(answering, "no_heading")
    answering.editor.selectAll()
    data = answering.editor.createMimeDataFromSelection()
    assert data.text() == undecided_text(text(answering)) != text(answering)
    blocks = answering.field.value()
    answering.editor.insertFromMimeData(data)
    answering.field.settle()
    assert answering.field.value() == blocks


def test_a_line_in_doubt_is_shown_as_what_the_others_make_of_it(answering: SimpleNamespace) -> None:
    def fonts(line: int) -> list[str]:
        layout = answering.editor.document().findBlockByNumber(line).layout()
        return [str(form.format.fontFamilies()) for form in layout.formats()]

    answering.editor.selectAll()
    answering.keyboard.paste("2.5G基站建设")
    answering.field.settle()
    assert not fonts(0)
    answering.keyboard.paste("\n3.下一步打算")
    answering.field.settle()
    assert all(map(fonts, range(2)))
