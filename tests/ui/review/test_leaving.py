"""Corrections are not dropped without a word: leaving asks first, in the page itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.conftest import page
from tests.ui.keyboard import Keyboard
from tests.ui.looking import button, clipped, overlaps, settle
from tests.ui.review.conftest import shown, texts
from ui.review.page import ReviewPage
from ui.shell.main_window import MainWindow

ASKED = "改过 2 项，离开就不要了？"


@pytest.fixture
def corrected(review: ReviewPage) -> ReviewPage:
    review.empty("/closing")
    review.empty("/contact/name")
    review.empty("/contact/phone")
    review.undo()
    return review


@pytest.mark.parametrize("way", ["Escape", "button"])
def test_leaving_asks_and_the_second_escape_stays(corrected: ReviewPage, keyboard: Keyboard, way: str) -> None:
    corrected.rows["/title"].use.setFocus()
    if way == "Escape":
        keyboard.press(Qt.Key.Key_Escape)
    else:
        button(corrected, "取消").click()
    settle()
    assert ASKED in texts(corrected)
    assert keyboard.field == "继续核对"
    assert [*clipped(corrected), *overlaps(corrected)] == []
    before = corrected.letter()
    keyboard.press(Qt.Key.Key_Escape)
    settle()
    assert corrected.isVisible()
    assert ASKED not in texts(corrected)
    assert corrected.letter() == before
    assert corrected.rows["/title"].use.hasFocus()


def test_to_go_on_is_one_key_and_it_is_asked_again(corrected: ReviewPage, keyboard: Keyboard) -> None:
    for _time in range(2):
        keyboard.press(Qt.Key.Key_Escape)
        assert ASKED in texts(corrected)
        keyboard.press(Qt.Key.Key_Return)
        assert ASKED not in texts(corrected)
        assert corrected.isVisible()


def test_corrections_are_dropped_when_that_is_said(
    corrected: ReviewPage, window: MainWindow, keyboard: Keyboard
) -> None:
    letter = page(window).form.letter()
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.tab()
    assert keyboard.field == "不要了"
    keyboard.press(Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.letters
    assert page(window).form.letter() == letter


def test_a_correction_more_withdraws_the_question(corrected: ReviewPage, keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_Escape)
    corrected.empty("/contact/phone")
    assert ASKED not in texts(corrected)


def test_what_was_taken_back_asks_nothing(review: ReviewPage, window: MainWindow, keyboard: Keyboard) -> None:
    review.empty("/closing")
    review.undo()
    keyboard.press(Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.letters


def test_what_is_being_typed_counts(review: ReviewPage, window: MainWindow, keyboard: Keyboard) -> None:
    review.rows["/contact/name"].type.click()
    keyboard.type("李芳")
    review.rows["/title"].use.setFocus()
    keyboard.press(Qt.Key.Key_Escape)
    assert shown(window) is review
    assert "改过 1 项" in texts(review)
    assert len(review.messages.findChildren(QPushButton)) == 2
