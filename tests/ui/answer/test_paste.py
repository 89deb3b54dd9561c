"""Pasting into the answer: rich text keeps levels and tables, plain text stays as it is, copying gives plain text."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

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
