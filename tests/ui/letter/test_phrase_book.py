"""Phrases at the caret: found by typing, inserted by key as one step, kept from a selection, dropped and had back."""

import shutil
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from letter.model import BLOCK_LIMIT
from services.data_folder import DataFolder
from services.phrases import Phrase, Phrases, hidden_count, load_phrases, matching, ready_made, save_phrases
from tests.ui.looking import answers, shown_in
from ui.answer.phrase_list import NAME, PhraseList
from ui.letter.phrase_book import TOPIC

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OWN = Phrase("自己的第一段。\n职务\t人数\n主任\t1", "zjdd")
NEXT = "下一步，我局将重点做好以下工作："


@pytest.fixture
def writer(writing: SimpleNamespace, data: DataFolder) -> SimpleNamespace:
    """The clerk in the empty answer; the office has one phrase of its own."""
    save_phrases(data, Phrases(own=(OWN,)))
    writing.keyboard.tab_to("答复内容")
    writing.editor = writing.form.answer.answer.editor
    writing.data = data
    return writing


def opened(writer: SimpleNamespace) -> PhraseList:
    """Open the list by its key and return it."""
    writer.keyboard.shortcut(Qt.Key.Key_J)
    shown = writer.editor.findChild(PhraseList)
    assert shown is not None
    assert shown.shown
    return shown


def said(writer: SimpleNamespace) -> str:
    return writer.page.messages.sentence(TOPIC)


def test_a_code_finds_a_phrase_and_enter_inserts_it(writer: SimpleNamespace) -> None:
    writer.keyboard.type("正文。")
    shown = opened(writer)
    assert len(shown.offered()) == len(ready_made()) + 1
    writer.keyboard.type("xyb")
    assert writer.editor.toPlainText() == "正文。xyb", "what is typed is typed into the text"
    assert [phrase.code for phrase in shown.offered()] == ["xyb"]
    writer.keyboard.press(Qt.Key.Key_Return)
    assert writer.editor.toPlainText() == f"正文。{NEXT}"
    assert not shown.shown
    assert writer.keyboard.focus is writer.editor
    writer.keyboard.shortcut(Qt.Key.Key_Z)
    assert writer.editor.toPlainText() == "正文。xyb"
    assert load_phrases(writer.data).used[0].startswith("下一步")


def test_contained_characters_find_too_and_a_digit_inserts(writer: SimpleNamespace) -> None:
    shown = opened(writer)
    writer.keyboard.type("资金")
    assert all("资金" in phrase.text for phrase in shown.offered())
    writer.keyboard.press(Qt.Key.Key_2)
    assert writer.editor.toPlainText() == "资金2", "there is only one"
    assert not shown.shown
    writer.keyboard.replace("")
    shown = opened(writer)
    (rows,) = shown_in(writer.page.window(), QListWidget, NAME)
    second = rows.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    writer.keyboard.press(Qt.Key.Key_2)
    assert writer.editor.toPlainText() == second != ""


def test_the_one_used_last_comes_first(writer: SimpleNamespace) -> None:
    shown = opened(writer)
    writer.keyboard.press(Qt.Key.Key_Down)
    writer.keyboard.press(Qt.Key.Key_Down)
    third = shown.offered()[2]
    writer.keyboard.press(Qt.Key.Key_Enter)
    assert opened(writer).offered()[0] == third


def test_several_lines_go_in_as_one_step(writer: SimpleNamespace) -> None:
    writer.keyboard.type("前。")
    before = writer.form.letter()
    opened(writer)
    writer.keyboard.press(Qt.Key.Key_1)
    assert writer.editor.toPlainText() == "前。" + OWN.text
    assert writer.form.letter().answer[-1].table == (("职务", "人数"), ("主任", "1"))
    writer.keyboard.shortcut(Qt.Key.Key_Z)
    assert writer.form.letter() == before


def test_it_is_put_in_place_of_what_is_selected(writer: SimpleNamespace) -> None:
    writer.keyboard.type("前旧的后")
    writer.keyboard.press(Qt.Key.Key_Left)
    writer.keyboard.press(Qt.Key.Key_Left, SHIFT)
    writer.keyboard.press(Qt.Key.Key_Left, SHIFT)
    opened(writer)
    writer.keyboard.press(Qt.Key.Key_2)
    assert writer.editor.toPlainText().startswith("前首先，感谢您")
    assert writer.editor.toPlainText().endswith("支持。后")


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Home, Qt.Key.Key_Backtab])
def test_it_goes_when_the_clerk_goes_on(writer: SimpleNamespace, key: Qt.Key) -> None:
    writer.keyboard.type("前后")
    shown = opened(writer)
    writer.keyboard.press(key)
    assert not shown.shown
    writer.keyboard.shortcut(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    writer.keyboard.type("甲")
    assert not shown.shown


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_End])
def test_what_stood_behind_the_caret_is_never_taken_for_typed(writer: SimpleNamespace, key: Qt.Key) -> None:
    writer.keyboard.type("前下一步后")
    writer.keyboard.press(Qt.Key.Key_Home)
    writer.keyboard.press(Qt.Key.Key_Right)
    shown = opened(writer)
    writer.keyboard.press(key)
    assert not shown.shown
    writer.keyboard.press(Qt.Key.Key_Return)
    assert writer.editor.toPlainText().replace("\n", "") == "前下一步后"


def test_several_lines_that_are_selected_give_way_too(writer: SimpleNamespace) -> None:
    writer.keyboard.paste("甲\n乙")
    writer.keyboard.press(Qt.Key.Key_A, CTRL)
    opened(writer)
    writer.keyboard.press(Qt.Key.Key_1)
    assert writer.editor.toPlainText() == OWN.text


def test_what_no_phrase_contains_closes_it_and_stays_typed(writer: SimpleNamespace) -> None:
    shown = opened(writer)
    writer.keyboard.type("没有这样的话")
    assert not shown.shown
    writer.keyboard.press(Qt.Key.Key_Return)
    assert writer.editor.toPlainText() == "没有这样的话\n"


def test_it_leaves_room_for_the_input_method(writer: SimpleNamespace) -> None:
    shown = opened(writer)
    QApplication.sendEvent(writer.editor, QInputMethodEvent("xia yi bu", []))
    QApplication.processEvents()
    assert not shown.shown
    writer.keyboard.type("下一步")
    assert shown.shown
    assert all("下一步" in phrase.text for phrase in shown.offered())


def test_a_click_inserts(writer: SimpleNamespace) -> None:
    shown = opened(writer)
    rows = writer.page.window().findChild(QListWidget)
    place = rows.visualItemRect(rows.item(1)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert writer.editor.toPlainText().startswith("首先")
    assert not shown.shown
    assert writer.keyboard.focus is writer.editor


def test_what_is_selected_is_kept_and_can_be_taken_back(writer: SimpleNamespace) -> None:
    writer.keyboard.paste("我县已建成\n三处站点。")
    writer.keyboard.press(Qt.Key.Key_A, CTRL)
    writer.keyboard.shortcut(Qt.Key.Key_J, CTRL | SHIFT)
    assert load_phrases(writer.data).own == (Phrase("我县已建成\n三处站点。", "wxyj"), OWN)
    assert "代码“wxyj”" in said(writer)
    answers(writer.page.messages, TOPIC)["不存了"].click()
    assert load_phrases(writer.data).own == (OWN,)
    assert said(writer) == ""


def test_nothing_selected_is_a_sentence(writer: SimpleNamespace) -> None:
    writer.keyboard.shortcut(Qt.Key.Key_J, CTRL | SHIFT)
    assert "请先" in said(writer)
    assert load_phrases(writer.data).own == (OWN,)


def test_own_ones_are_deleted_and_ready_made_ones_hidden_and_had_back(writer: SimpleNamespace) -> None:
    shown = opened(writer)
    writer.keyboard.press(Qt.Key.Key_Delete)
    assert load_phrases(writer.data).own == ()
    assert "删掉了" in said(writer)
    answers(writer.page.messages, TOPIC)["还是留着"].click()
    assert load_phrases(writer.data).own == (OWN,)
    shown = opened(writer)
    writer.keyboard.press(Qt.Key.Key_Down)
    hidden = shown.offered()[1]
    writer.keyboard.press(Qt.Key.Key_Delete)
    assert hidden not in shown.offered()
    assert hidden_count(load_phrases(writer.data)) == 1
    for _ in range(len(ready_made()) + 1):
        writer.keyboard.press(Qt.Key.Key_Down)
    writer.keyboard.press(Qt.Key.Key_Return)
    assert hidden in shown.offered()
    assert matching(load_phrases(writer.data), "") == matching(Phrases(own=(OWN,)), "")
    assert writer.editor.toPlainText() == ""


def test_without_any_phrase_it_says_how_to_keep_one_and_offers_the_hidden_ones(writer: SimpleNamespace) -> None:
    shown = opened(writer)
    for _ in range(len(ready_made()) + 1):
        writer.keyboard.press(Qt.Key.Key_Delete)
    assert shown.offered() == []
    (view,) = shown_in(writer.page.window(), QListWidget, NAME)
    assert [view.item(row).text()[:5] for row in range(view.count())] == ["还没有常用", "↺ 找回隐"]
    assert not view.item(0).icon().isNull()
    writer.keyboard.press(Qt.Key.Key_Return)
    assert len(shown.offered()) == len(ready_made()), "the way on is the row that Enter takes"


def test_an_attachment_takes_phrases_as_one_step(writer: SimpleNamespace) -> None:
    keyboard = writer.keyboard
    keyboard.shortcut(Qt.Key.Key_A, CTRL | SHIFT)
    keyboard.tab()
    keyboard.type("甲")
    writer.editor = writer.form.answer.attachments.rows[0].fields[1].editor
    opened(writer)
    keyboard.press(Qt.Key.Key_1)
    assert writer.editor.toPlainText() == "甲" + OWN.text
    keyboard.shortcut(Qt.Key.Key_Z)
    assert writer.editor.toPlainText() == "甲"
    keyboard.shortcut(Qt.Key.Key_Y)
    assert writer.editor.toPlainText() == "甲" + OWN.text


def test_a_phrase_beyond_the_limits_is_refused(writer: SimpleNamespace) -> None:
    full = "\n" * (BLOCK_LIMIT - 1)
    writer.editor.setPlainText(full)
    opened(writer)
    writer.keyboard.press(Qt.Key.Key_1)
    assert writer.editor.toPlainText() == full
    assert "没有放进来" in writer.form.answer.answer.problem()


def test_a_folder_that_cannot_be_written_is_a_sentence(writer: SimpleNamespace) -> None:
    shutil.rmtree(writer.data.path)
    writer.data.path.touch()
    writer.keyboard.paste("一句")
    writer.keyboard.press(Qt.Key.Key_A, CTRL)
    writer.keyboard.shortcut(Qt.Key.Key_J, CTRL | SHIFT)
    assert "建不了文件夹" in said(writer)
