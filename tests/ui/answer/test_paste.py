"""Pasting into the answer: rich text keeps levels and tables, plain text stays as it is, copying gives plain text."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from letter.model import Block

CTRL = Qt.KeyboardModifier.ControlModifier
RICH = (
    "<html><body><p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>一、<span>&nbsp;</span></span>"
    "<b style='font-family:黑体'>标准</b></p><table><tr><td>职务</td><td>月补贴</td></tr><tr><td>主任</td><td>4600"
    "</td></tr></table><p>　　正文<img src='http://127.0.0.1/a.png'></p></body></html>"
)


@pytest.fixture
def answering(writing: SimpleNamespace) -> SimpleNamespace:
    writing.keyboard.tab_to("答复内容")
    writing.editor = writing.form.answer.answer.editor
    return writing


def paste_rich(answering: SimpleNamespace, markup: str, plain: str = "") -> None:
    data = QMimeData()
    data.setHtml(markup)
    if plain:
        data.setText(plain)
    QGuiApplication.clipboard().setMimeData(data)
    answering.keyboard.press(Qt.Key.Key_V, CTRL)


def test_rich_text_keeps_levels_and_tables_and_is_one_step(answering: SimpleNamespace) -> None:
    paste_rich(answering, RICH, "别的")
    assert answering.form.letter().answer == (
        Block(level=1, heading="标准"),
        Block(table=(("职务", "月补贴"), ("主任", "4600"))),
        Block(text="正文"),
    )
    answering.keyboard.shortcut(Qt.Key.Key_Z)
    assert answering.form.letter().answer == ()


def test_rich_text_without_words_leaves_the_plain_text(answering: SimpleNamespace) -> None:
    paste_rich(answering, "<img src='a.png'>", "甲乙")
    assert answering.editor.toPlainText() == "甲乙"


def test_a_table_pasted_into_a_paragraph_gets_lines_of_its_own(answering: SimpleNamespace) -> None:
    answering.keyboard.type("前后")
    answering.keyboard.press(Qt.Key.Key_Left)
    paste_rich(answering, "<table><tr><td>甲</td><td>乙</td></tr></table>")
    assert answering.editor.toPlainText() == "前\n甲\t乙\n后"


def test_what_is_copied_is_plain_and_comes_back_as_it_was(answering: SimpleNamespace) -> None:
    text = "一、标准\n职务\t月补贴\n\t4600"
    answering.keyboard.paste(text)
    answering.keyboard.press(Qt.Key.Key_A, CTRL)
    answering.keyboard.press(Qt.Key.Key_X, CTRL)
    assert not QGuiApplication.clipboard().mimeData().hasHtml()
    answering.keyboard.press(Qt.Key.Key_V, CTRL)
    assert answering.editor.toPlainText() == text


def test_rich_text_beyond_the_limits_is_refused_whole(answering: SimpleNamespace) -> None:
    paste_rich(answering, "<p>" + "国" * 1_000_001 + "</p>")
    assert "没有放进来" in answering.form.answer.answer.problem()
    assert answering.editor.toPlainText() == ""


PRINTED = (
    "按照《中共朝阳市委办公室、朝阳市人民政府办公室关于加强\n"
    "社区工作者队伍建设的实施意见》要求，每个城市社区按照五至\n"
    "九人的标准配备社区工作者，实行总量控制、动态管理。\n"
    "下一步将继续推进。"
)
PARAGRAPHS = PRINTED.replace("加强\n", "加强").replace("五至\n", "五至")


def remarks(answering: SimpleNamespace) -> str:
    return " ".join(
        label.text() for label in answering.form.answer.answer.findChildren(QLabel) if label.isVisibleTo(None)
    )


def test_struck_words_are_left_out_and_it_is_said(answering: SimpleNamespace) -> None:
    paste_rich(answering, "<p>补助<s>500</s>600元</p>", "补助500600元")
    assert answering.editor.toPlainText() == "补助600元"
    assert "没有放进来：划去的字 1 处（“500”）。" in remarks(answering)
    answering.form.letter()
    assert "“500”" in remarks(answering)
    assert answering.form.answer.answer.problem() == ""
    answering.keyboard.type("甲")
    answering.form.letter()
    assert "500" not in remarks(answering)


def test_of_words_that_are_all_struck_nothing_is_put_in(answering: SimpleNamespace) -> None:
    paste_rich(answering, "<p><s>500</s></p>", "500")
    assert answering.editor.toPlainText() == ""
    assert "“500”" in remarks(answering)


def test_the_lines_of_a_pdf_are_joined_and_one_undo_parts_them_again(answering: SimpleNamespace) -> None:
    answering.keyboard.paste(PRINTED)
    assert answering.editor.toPlainText() == PARAGRAPHS
    assert "Ctrl+Z" in remarks(answering)
    answering.keyboard.shortcut(Qt.Key.Key_Z)
    assert answering.editor.toPlainText() == PRINTED
    answering.keyboard.shortcut(Qt.Key.Key_Z)
    assert answering.editor.toPlainText() == ""


def test_in_an_attachment_one_undo_parts_them_again_as_well(writing: SimpleNamespace) -> None:
    keyboard = writing.keyboard
    keyboard.press(Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
    keyboard.tab_to("附件内容")
    editor = writing.form.answer.attachments.rows[0].content.editor
    keyboard.paste(PRINTED)
    assert editor.toPlainText() == PARAGRAPHS
    keyboard.shortcut(Qt.Key.Key_Z)
    assert editor.toPlainText() == PRINTED
    keyboard.shortcut(Qt.Key.Key_Z)
    assert not any(attachment.answer for attachment in writing.form.letter().attachments)


def test_the_lines_of_a_pdf_go_between_others(answering: SimpleNamespace) -> None:
    answering.keyboard.type("前后")
    answering.keyboard.press(Qt.Key.Key_Left)
    answering.keyboard.paste(PRINTED)
    assert answering.editor.toPlainText() == f"前{PARAGRAPHS}后"
    answering.keyboard.type("中")
    assert answering.editor.toPlainText() == f"前{PARAGRAPHS}中后"


def test_a_list_of_names_is_put_in_as_it_is(answering: SimpleNamespace) -> None:
    answering.keyboard.paste("李文清\n王小明\n赵大力")
    assert answering.editor.toPlainText() == "李文清\n王小明\n赵大力"
    assert remarks(answering).count("Ctrl+Z") == 0


def test_where_a_picture_was_nothing_is_left(answering: SimpleNamespace) -> None:
    answering.keyboard.paste("王\ufffc同志")
    assert answering.editor.toPlainText() == "王同志"
