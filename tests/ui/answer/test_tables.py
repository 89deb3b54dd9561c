"""A table in the answer is a grid of cells: typed, walked through and changed by keys and by mouse."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QInputMethodEvent, QRegion, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QToolButton

from docgen.parts.columns import column_widths
from letter.model import Block
from tests.ui.looking import double_click, settle
from ui.answer.editor import PITCH
from ui.answer.paper_layout import MOST_PARAGRAPHS
from ui.answer.table_button import NAME
from ui.core.theme import tokens

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TABLE = "职务\t月补贴\n主任\t4600"
LONG = "含绩效，按季度考核后一次发放，当年内补足，次年不再补发，离任时一并结清"
WIDE = f"职务\t月补贴\t备注\n主任\t4600\t{LONG}\n副主任\t3900\t"


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


def put_caret(editor: QPlainTextEdit, row: int, words: str, *, behind: bool = False) -> None:
    """Put the caret before words in a line, or behind them."""
    block = editor.document().findBlockByNumber(row)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + block.text().index(words) + (len(words) if behind else 0))
    editor.setTextCursor(cursor)
    settle()


def cell_with_caret(editor: QPlainTextEdit) -> str:
    """Return the words of the cell with the caret."""
    cursor = editor.textCursor()
    text = cursor.block().text()
    return text.split("\t")[text[: cursor.positionInBlock()].count("\t")]


def middle_of(editor: QPlainTextEdit, row: int, words: str, *, left: bool = False) -> QPoint:
    """Return a place in the middle of words of a row, or at their left; of no words the last cell's."""
    block = editor.document().findBlockByNumber(row)
    at = block.text().index(words) if words else len(block.text())
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + at + (0 if left else min(2, len(words) // 2)))
    return editor.cursorRect(cursor).center()


def test_a_table_is_typed(answering: SimpleNamespace) -> None:
    keyboard = answering.keyboard
    keyboard.type("职务")
    keyboard.shortcut(Qt.Key.Key_T)
    keyboard.type("月补贴\n主任")
    keyboard.tab()
    keyboard.type("4600\n副主任")
    keyboard.tab()
    keyboard.type("3900\n\n正文一段。")
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


def test_columns_are_those_of_the_paper_and_showing_them_is_no_change(answering: SimpleNamespace) -> None:
    answering.keyboard.paste(WIDE)
    before = answering.form.letter()
    (grid,) = answering.editor.grids()
    paper = column_widths([("职务", "主任", "副主任"), ("月补贴", "4600", "3900"), ("备注", LONG, "")], 1000)
    whole = grid.edges[-1]
    shares = [1000 * (right - left) / whole for left, right in zip(grid.edges, grid.edges[1:], strict=False)]
    assert shares == pytest.approx(paper, abs=2)
    revision = answering.editor.document().revision()
    answering.form.answer.answer.settle()
    assert answering.editor.document().revision() == revision
    assert answering.form.letter() == before
    assert left_of(answering.editor, 0, "备注") == left_of(answering.editor, 1, "含绩效")


def test_words_are_broken_within_their_cell(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste(WIDE)

    def high(row: int) -> float:
        return editor.blockBoundingGeometry(editor.document().findBlockByNumber(row)).height()

    assert (high(0), high(1)) == (PITCH, 2 * PITCH)
    assert left_of(editor, 1, LONG[-3:]) >= left_of(editor, 1, LONG[:3])
    keyboard.type("𠮷" * 24)
    assert high(2) >= 2 * PITCH
    assert answering.form.letter().answer[0].table[2] == ("副主任", "3900", "𠮷" * 24)


def test_what_is_being_composed_stays_in_its_cell(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste(TABLE)
    put_caret(editor, 0, "职务", behind=True)
    editor.grab()
    before = left_of(editor, 0, "月补贴")
    QApplication.sendEvent(editor, QInputMethodEvent("zhi wu", []))
    assert left_of(editor, 0, "月补贴") == before
    keyboard.type("名称")
    assert editor.toPlainText().startswith("职务名称\t月补贴")


def test_lines_stand_around_the_cells(answering: SimpleNamespace) -> None:
    answering.keyboard.paste("前\n" + TABLE + "\n后")
    settle()
    image = answering.editor.viewport().grab().toImage()
    scale = image.devicePixelRatio()
    (grid,) = answering.editor.grids()
    top = answering.editor.blockBoundingGeometry(answering.editor.document().findBlockByNumber(1)).top()
    for row in (0.5, 1.5):
        here = round((top + row * PITCH) * scale)
        colours = {image.pixelColor(x, here).name() for x in range(image.width())}
        assert tokens().border in colours
        assert tokens().border not in {image.pixelColor(x, round(PITCH / 3)).name() for x in range(image.width())}
    assert len(grid.edges) == 3


def test_enter_in_an_empty_last_row_leaves_the_table(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste(TABLE)
    keyboard.press(Qt.Key.Key_Return)
    assert editor.toPlainText() == TABLE + "\n\t"
    keyboard.press(Qt.Key.Key_Return)
    keyboard.type("以上标准自明年起执行。")
    assert editor.toPlainText() == TABLE + "\n以上标准自明年起执行。"


def test_arrows_go_up_and_down_within_a_column(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste("前一段话写得长一些，长到第三列上面\n" + WIDE)
    put_caret(editor, 1, "备注")
    cells: list[str] = []
    for _ in range(3):
        keyboard.press(Qt.Key.Key_Down)
        cells.append(cell_with_caret(editor))
    assert cells == [LONG, LONG, ""]
    keyboard.press(Qt.Key.Key_Down)
    assert editor.toPlainText().endswith("3900\t\n"), "below the last table there is a line to go on in"
    keyboard.press(Qt.Key.Key_Up)
    assert editor.textCursor().block().text().startswith("副主任")
    put_caret(editor, 1, "月补贴")
    keyboard.press(Qt.Key.Key_Up)
    assert editor.textCursor().blockNumber() == 0
    assert editor.textCursor().positionInBlock() >= 2
    keyboard.press(Qt.Key.Key_Down)
    assert cell_with_caret(editor) == "月补贴"
    keyboard.press(Qt.Key.Key_Down, SHIFT)
    assert "主任" in editor.textCursor().selectedText()


def test_the_mouse_goes_into_the_cell_that_is_pressed(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste(WIDE)
    for row, words in ((0, "月补贴"), (1, "4600"), (1, LONG), (2, "")):
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(editor, row, words))
        assert cell_with_caret(editor) == words
    keyboard.type("兼职")
    assert answering.form.letter().answer[0].table[2] == ("副主任", "3900", "兼职")
    double_click(editor.viewport(), middle_of(editor, 1, "4600"))
    assert editor.textCursor().selectedText() == "4600"


def test_the_mouse_selects_from_cell_to_cell(answering: SimpleNamespace) -> None:
    editor = answering.editor
    answering.keyboard.paste(WIDE)
    start, end = middle_of(editor, 0, "备注", left=True), middle_of(editor, 1, "主任")
    QTest.mousePress(editor.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(editor.viewport(), QPoint((start.x() + end.x()) // 2, end.y()))
    QTest.mouseMove(editor.viewport(), end)
    QTest.mouseRelease(editor.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert editor.textCursor().selectedText().startswith("备注")
    assert "4600" not in editor.textCursor().selectedText()


@pytest.mark.parametrize(("row", "words", "key"), [
    (1, "4600", Qt.Key.Key_Backspace), (1, "主任", Qt.Key.Key_Backspace), (0, "职务", Qt.Key.Key_Delete),
    (0, "月补贴", Qt.Key.Key_Delete), (1, "4600", Qt.Key.Key_Delete),
])  # fmt: skip
def test_no_key_joins_two_cells(row: int, words: str, key: Qt.Key, answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste("前\n" + TABLE + "\n后")
    put_caret(editor, row + 1, words, behind=key == Qt.Key.Key_Delete)
    keyboard.press(key)
    assert editor.toPlainText() == "前\n" + TABLE + "\n后"


def test_words_are_not_drawn_into_a_table_and_empty_lines_beside_it_go(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste("前\n" + TABLE + "\n后")
    put_caret(editor, 0, "前", behind=True)
    keyboard.press(Qt.Key.Key_Delete)
    put_caret(editor, 3, "后")
    keyboard.press(Qt.Key.Key_Backspace)
    assert editor.toPlainText() == "前\n" + TABLE + "\n后"
    keyboard.press(Qt.Key.Key_Delete)
    keyboard.press(Qt.Key.Key_Backspace)
    assert editor.toPlainText() == "前\n" + TABLE


def test_selected_cells_are_emptied_and_stay_cells(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste(WIDE)
    keyboard.press(Qt.Key.Key_Home, CTRL)
    for _ in range(8):
        keyboard.press(Qt.Key.Key_Right, SHIFT)
    keyboard.press(Qt.Key.Key_Delete)
    assert editor.toPlainText() == WIDE.replace("职务\t月补贴\t备注", "\t\t注")
    keyboard.press(Qt.Key.Key_Z, CTRL)
    assert editor.toPlainText() == WIDE
    keyboard.press(Qt.Key.Key_Home, CTRL)
    for _ in range(6):
        keyboard.press(Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(editor, Qt.Key.Key_A)
    assert editor.toPlainText() == WIDE.replace("职务\t月补贴", "a\t")


@pytest.mark.parametrize("by", ["input method", "paste", "cut"])
def test_what_is_typed_by_an_input_method_pasted_or_cut_joins_no_cells(by: str, answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste(WIDE)
    keyboard.press(Qt.Key.Key_Home, CTRL)
    for _ in range(6):
        keyboard.press(Qt.Key.Key_Right, SHIFT)
    if by == "cut":
        keyboard.shortcut(Qt.Key.Key_X)
    elif by == "paste":
        keyboard.paste("岗位")
    else:
        keyboard.type("岗位")
    assert editor.toPlainText() == WIDE.replace("职务\t月补贴", "\t" if by == "cut" else "岗位\t")
    for _ in range(2):  # the cells are emptied, and then written into
        keyboard.press(Qt.Key.Key_Z, CTRL)
        if editor.toPlainText() == WIDE:
            break
    assert editor.toPlainText() == WIDE


def test_an_emptied_row_goes_by_another_key(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste("甲\t乙\n\t\n丙\t丁")
    put_caret(editor, 1, "")
    keyboard.press(Qt.Key.Key_Delete)
    assert editor.toPlainText() == "甲\t乙\n丙\t丁"


def test_a_table_is_begun_on_an_empty_line_and_grows_by_keys(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.type("提案收悉，现将补贴标准列表如下。\n")
    keyboard.shortcut(Qt.Key.Key_T)
    keyboard.type("职务")
    keyboard.tab()
    keyboard.type("月补贴")
    keyboard.shortcut(Qt.Key.Key_T)
    keyboard.type("备注")
    keyboard.tab()
    keyboard.type("主任")
    keyboard.shortcut(Qt.Key.Key_T, CTRL | SHIFT)
    keyboard.type("副主任")
    assert editor.toPlainText().split("\n")[1:] == ["职务\t月补贴\t备注", "主任\t\t", "副主任\t\t"]


def test_a_table_is_put_below_a_paragraph_and_never_parts_it(answering: SimpleNamespace) -> None:
    answering.keyboard.type("您提出的建议很好，我局已经研究并将在明年的预算里安排。")
    answering.keyboard.shortcut(Qt.Key.Key_T)
    answering.keyboard.type("甲")
    assert answering.editor.toPlainText() == "您提出的建议很好，我局已经研究并将在明年的预算里安排。\n甲\t\n\t"


@pytest.mark.parametrize(("action", "changed"), [
    ("插入表格，或在右侧加一列", "职务\t\t月补贴\n主任\t\t4600"),
    ("表格：下方加一行", "职务\t月补贴\n\t\n主任\t4600"),
    ("表格：上方加一行", "\t\n职务\t月补贴\n主任\t4600"),
    ("表格：去掉这一行", "主任\t4600"),
    ("表格：去掉这一列", "月补贴\n4600"),
])  # fmt: skip
def test_the_button_beside_the_row_changes_the_table_as_one_step(
    action: str, changed: str, answering: SimpleNamespace
) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste("前\n" + TABLE)
    put_caret(editor, 0, "前")
    buttons = [button for button in answering.page.findChildren(QToolButton) if button.accessibleName() == NAME]
    assert not [button for button in buttons if button.isVisible()]
    put_caret(editor, 1, "职务")
    (button,) = [each for each in answering.page.findChildren(QToolButton) if each.accessibleName() == NAME]
    row = editor.viewport().mapTo(answering.page, editor.cursorRect().center()).y()
    assert abs(button.mapTo(answering.page, button.rect().center()).y() - row) < PITCH / 2
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (entry,) = [each for each in menu.actions() if each.text().startswith(action)]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    assert editor.toPlainText() == "前\n" + changed
    keyboard.press(Qt.Key.Key_Z, CTRL)
    assert editor.toPlainText() == "前\n" + TABLE


def test_the_menu_of_the_right_button_offers_the_same_in_a_table_only(answering: SimpleNamespace) -> None:
    editor = answering.editor
    answering.keyboard.paste("前\n" + TABLE)
    for words, offered in (("前", False), ("4600", True)):
        place = middle_of(editor, 0 if words == "前" else 2, words)
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QApplication.sendEvent(editor.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, place))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert any(action.text().startswith("表格") for action in menu.actions()) is offered
        menu.close()
        settle()


def test_a_table_pasted_into_cells_fills_them(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste(TABLE)
    put_caret(editor, 1, "4600")
    keyboard.paste("5000\t含绩效\n3900\t兼职")
    assert editor.toPlainText() == "职务\t月补贴\t\n主任\t5000\t含绩效\n\t3900\t兼职"


def test_lines_pasted_into_a_cell_stay_in_it(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste(TABLE)
    keyboard.paste("元\n（含绩效）")
    assert editor.toPlainText() == TABLE + "元（含绩效）"


def test_a_paragraph_indented_by_a_tab_is_no_table(answering: SimpleNamespace) -> None:
    answering.keyboard.paste("\t提案收悉，现答复如下。")
    assert answering.editor.grids() == []


def test_a_text_too_long_to_lay_out_has_tabs(answering: SimpleNamespace) -> None:
    keyboard, editor = answering.keyboard, answering.editor
    keyboard.paste(TABLE + "\n后" * MOST_PARAGRAPHS)
    assert editor.grids() == []
    put_caret(editor, 0, "职务")
    keyboard.tab()
    assert editor.textCursor().selectedText() == "月补贴"


@pytest.mark.parametrize("strip", [7, 29, 64])
def test_a_table_is_painted_whole_when_it_comes_into_view_strip_by_strip(
    answering: SimpleNamespace, strip: int
) -> None:
    editor = answering.editor
    head = "序号\t项目名称\t建设单位\t备注"
    row = "{}\t第{}片区老旧小区改造及配套基础设施提升项目\t城市建设投资集团有限公司\t分两期实施"
    answering.keyboard.paste("\n".join(["如下表：", head, *(row.format(at, at) for at in range(1, 6)), "以上。"]))
    settle()
    viewport = editor.viewport()
    whole, parts = (QImage(viewport.size(), QImage.Format.Format_RGB32) for _image in range(2))
    for image in (whole, parts):
        image.fill(Qt.GlobalColor.white)
    viewport.render(whole)
    for top in range(0, viewport.height(), strip):
        seen = QRect(0, top, viewport.width(), strip)
        viewport.render(parts, seen.topLeft(), QRegion(seen))
    assert parts == whole
