"""What is said above a recognised letter: that nothing is doubtful hides neither what is missing nor what is left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from letter.messages import message
from services.recognising import recognised
from tests.ui.keyboard import Keyboard
from tests.ui.letter.test_whole_reply import LETTER
from tests.ui.looking import settle
from tests.ui.review.conftest import LEFT, shown, texts
from ui.review.page import ReviewPage
from ui.shell.main_window import MainWindow

NUMBER = "朝民函〔2025〕7号"
DAY = "2025年6月18日"
ALL_SURE = "各项都认出来了"


def notices(window: MainWindow, text: str) -> str:
    window.review.show("信.txt", recognised(text, window.settings.value.agency))
    settle()
    return texts(shown(window).notices)


def test_of_a_whole_letter_nothing_else_is_said(window: MainWindow) -> None:
    assert notices(window, LETTER) == "“信.txt”里的各项都认出来了，没有要核对的。"
    assert not shown(window).notices.to_leftovers.isVisible()


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        (DAY, "2024年6月31日", "成文日期不完整，或者读不出来。"),
        (f"{DAY}\n", "", "没有认出成文日期。"),
        (f"{NUMBER}\n", "", "没有认出发文字号。"),
        (NUMBER, "朝民函〔2022〕 号", "发文字号不完整，或者读不出来。"),
    ],
)
def test_what_is_missing_or_incomplete_is_said(window: MainWindow, here: str, there: str, said: str) -> None:
    assert here in LETTER
    words = notices(window, LETTER.replace(here, there))
    assert said in words
    assert ALL_SURE not in words


def test_it_is_said_no_more_when_it_was_given(window: MainWindow, keyboard: Keyboard) -> None:
    notices(window, LETTER.replace(f"{NUMBER}\n", ""))
    review = shown(window)
    review.absent.buttons["/document_number"].click()
    keyboard.type(NUMBER)
    keyboard.press(Qt.Key.Key_Return)
    settle()
    assert ALL_SURE in texts(review.notices)


def test_the_lines_of_no_field_are_counted_and_reached_by_keys(window: MainWindow, keyboard: Keyboard) -> None:
    window.resize(1000, 520)
    words = notices(window, f"{LETTER}\n{LEFT}\n本站另有通知如下")
    review = shown(window)
    assert ALL_SURE not in words
    button = review.notices.to_leftovers
    assert button.accessibleName().startswith("有 2 行没有归到任何一项")
    label = next(one for one in review.findChildren(QLabel) if LEFT in one.text())
    assert label.visibleRegion().isEmpty()
    button.setFocus()
    keyboard.press(Qt.Key.Key_Return)
    settle()
    assert label.hasFocus()
    assert not label.visibleRegion().isEmpty()


def test_what_is_said_of_the_file_elsewhere_is_repeated(window: MainWindow) -> None:
    remark = message("字号的年份与成文日期不同，请核对")
    page = ReviewPage("信.txt", recognised(LETTER, window.settings.value.agency), remarks=(remark, "另一句"))
    window.show_page(page)
    page.begin()
    settle()
    assert window.isActiveWindow(), "no part of the page was a window of its own"
    assert texts(page.notices).split("\n")[-2:] == [str(remark), "另一句"]
