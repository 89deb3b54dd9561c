"""What no words of the source give is typed, in the row of its field, and read as selected words are."""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from letter.model import DocumentNumber
from services.recognising import recognised
from services.reply_typing import TYPED
from tests.ui.conftest import page
from tests.ui.keyboard import Keyboard
from tests.ui.looking import clipped, double_click, overlaps, settle
from tests.ui.review.conftest import WHOLE, select, shown, texts
from ui.review.page import ReviewPage
from ui.shell.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
DATE, NUMBER, PHONE = "/document_date", "/document_number", "/contact/phone"


@pytest.fixture
def undated(window: MainWindow) -> ReviewPage:
    """The page of a letter whose date does not exist."""
    text = WHOLE.replace("2025年6月18日", "2025年6月31日")
    assert text != WHOLE
    window.review.show("去年的.txt", recognised(text, window.settings.value.agency))
    settle()
    return shown(window)


def test_every_field_of_one_line_can_be_typed(review: ReviewPage) -> None:
    offered = {field for field, row in review.rows.items() if row.isVisible() and row.type.isVisible()}
    assert offered == {field for field, row in review.rows.items() if row.isVisible()} & TYPED
    assert review.rows[DATE].type.accessibleName() == "成文日期：填写"


@pytest.mark.parametrize("way", ["button", "F2", "double click"])
def test_a_date_is_typed_over_one_that_does_not_exist(undated: ReviewPage, keyboard: Keyboard, way: str) -> None:
    row = undated.rows[DATE]
    if way == "button":
        row.type.click()
    elif way == "F2":
        row.use.setFocus()
        keyboard.press(Qt.Key.Key_F2)
    else:
        words = next(label for label in row.findChildren(QLabel) if label.text() == "（没有）")
        double_click(words)
    assert keyboard.field == "成文日期"
    keyboard.type("2025年6月30日")
    keyboard.press(Qt.Key.Key_Return)
    settle()
    assert undated.letter().document_date == datetime.date(2025, 6, 30)
    assert row.edit is None
    assert row.handle.hasFocus()
    assert "成文日期已改用填写的文字。" in texts(undated)
    assert "2025年6月31日" in texts(undated).split("没有归到任何一项的")[1]


def test_one_begins_at_what_is_incomplete_and_it_says_so_until_it_is_typed(undated: ReviewPage) -> None:
    row = undated.rows[DATE]
    assert row.handle.hasFocus()
    assert "不完整，或者读不出来，请选中或填写。" in texts(row)
    row.begin_typing("")
    assert row.edit
    row.edit.setText("2025年6月30日")
    assert undated.enter(DATE)
    assert "不完整" not in texts(row)


def test_typing_begins_with_the_words_of_the_field(review: ReviewPage, keyboard: Keyboard) -> None:
    review.rows["/contact/name"].type.click()
    assert keyboard.words == "何敏"
    keyboard.press(Qt.Key.Key_End)
    keyboard.press(Qt.Key.Key_Backspace)
    keyboard.type("芳")
    keyboard.press(Qt.Key.Key_Home)
    keyboard.press(Qt.Key.Key_Delete)  # one letter, not the field
    keyboard.type("李")
    keyboard.press(Qt.Key.Key_Return)
    assert review.letter().contact.name == "李芳"


def test_what_cannot_be_read_stays_with_a_sentence_beside_it(undated: ReviewPage, keyboard: Keyboard) -> None:
    row, before = undated.rows[DATE], undated.letter()
    row.type.click()
    keyboard.type("六月底")
    keyboard.press(Qt.Key.Key_Return)
    settle()
    assert undated.letter() == before
    assert keyboard.words == "六月底"
    assert "这不是日期，例如 2026年3月21日。" in texts(row)
    assert [*clipped(undated), *overlaps(undated)] == []
    keyboard.replace("2025-6-30")
    keyboard.press(Qt.Key.Key_Return)
    assert undated.letter().document_date == datetime.date(2025, 6, 30)
    assert "这不是日期" not in texts(row)


def test_escape_leaves_the_words_and_the_page_open(review: ReviewPage, window: MainWindow, keyboard: Keyboard) -> None:
    before, row = review.letter(), review.rows["/contact/name"]
    row.type.click()
    keyboard.replace("李芳")
    keyboard.press(Qt.Key.Key_Escape)
    assert shown(window) is review
    assert review.letter() == before
    assert row.handle.hasFocus()
    assert "何敏" in texts(row)
    assert not review.undoing.isEnabled()


def test_the_same_words_are_no_correction(review: ReviewPage, keyboard: Keyboard) -> None:
    review.rows["/proposals"].type.click()
    keyboard.press(Qt.Key.Key_Return)
    assert not review.undoing.isEnabled()
    assert review.rows["/proposals"].edit is None


def test_an_absent_field_is_typed_when_nothing_is_selected(window: MainWindow, keyboard: Keyboard) -> None:
    text = WHOLE.replace("朝民函〔2025〕7号\n", "")
    window.review.show("信.txt", recognised(text, window.settings.value.agency))
    settle()
    review = shown(window)
    button, row = review.absent.buttons[NUMBER], review.rows[NUMBER]
    button.click()
    assert row.isVisible()
    assert not button.isVisible()
    keyboard.press(Qt.Key.Key_Escape)
    assert not row.isVisible()
    assert button.hasFocus()
    button.click()
    keyboard.type("朝民提函〔2025〕9号")
    keyboard.press(Qt.Key.Key_Return)
    settle()
    assert review.letter().document_number == DocumentNumber("朝民提函", 2025, 9)
    assert row.isVisible()
    keyboard.press(Qt.Key.Key_Z, CTRL)
    settle()
    assert not row.isVisible()
    assert button.isVisible()


def test_what_is_selected_is_used_first_and_longer_fields_are_only_selected(review: ReviewPage) -> None:
    select(review, "何敏")
    review.absent.buttons["/contact/department"].click()
    assert review.letter().contact.department == "何敏"
    select(review, "")
    review.absent.buttons["/printing"].click()
    assert "请先在左边选中文字" in texts(review)


def test_undo_within_the_line_takes_typing_back_and_no_correction(review: ReviewPage, keyboard: Keyboard) -> None:
    review.empty("/closing")
    review.rows["/contact/name"].type.click()
    keyboard.type("李芳")
    keyboard.press(Qt.Key.Key_Z, CTRL)
    assert review.letter().closing == ""
    assert keyboard.words == "何敏"


@pytest.mark.parametrize(("words", "goes"), [("2025年6月30日", True), ("六月底", False)])
def test_what_is_being_typed_is_taken_too_or_keeps_the_page(
    undated: ReviewPage, window: MainWindow, keyboard: Keyboard, words: str, goes: bool
) -> None:
    undated.rows[DATE].type.click()
    keyboard.type(words)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    if goes:
        assert page(window).form.letter().document_date == datetime.date(2025, 6, 30)
    else:
        assert shown(window) is undated
        assert "这不是日期" in texts(undated)
