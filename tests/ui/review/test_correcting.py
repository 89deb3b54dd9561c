"""What the clerk does on the page of a recognised letter: gives absent fields, empties wrong ones, takes steps back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from letter.model import Attachment, Contact
from services.recognising import recognised
from services.reply_corrections import CORRECTABLE, EMPTIABLE
from tests.ui.keyboard import Keyboard
from tests.ui.looking import choose, clipped, overlaps, settle
from tests.ui.review.conftest import LEFT, WHOLE, select, shown, texts
from ui.review.page import ReviewPage
from ui.shell.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
NAME = "何敏"


def left_over(page: ReviewPage) -> list[str]:
    """Return the lines listed under the heading of those of no field."""
    labels = [one for one in page.findChildren(QLabel) if one.isVisible()]
    heading = next((at for at, one in enumerate(labels) if one.text().startswith("没有归到任何一项的")), None)
    return labels[heading + 1].text().split("\n") if heading is not None else []


def test_every_field_is_offered_once_by_a_row_or_among_the_absent_ones(review: ReviewPage) -> None:
    rows = {field for field, row in review.rows.items() if row.isVisible()}
    absent = {field for field, button in review.absent.buttons.items() if button.isVisible()}
    assert rows | absent == CORRECTABLE
    assert rows & absent == set()
    assert {"/attachments", "/copy_to", "/printing", "/signatory", "/contact/department"} <= absent
    assert "没有认出的项" in texts(review)


def test_an_absent_field_is_given_by_its_button_and_gets_a_row(review: ReviewPage) -> None:
    select(review, LEFT)
    button = review.absent.buttons["/attachments"]
    assert button.accessibleName() == "附件：用左边选中的文字"
    button.click()
    settle()
    assert review.letter().attachments == (Attachment(LEFT),)
    assert review.rows["/attachments"].isVisible()
    assert not button.isVisible()
    assert review.rows["/attachments"].see.hasFocus()
    assert left_over(review) == []


def test_words_that_an_absent_field_cannot_be_change_nothing(review: ReviewPage) -> None:
    before = review.letter()
    select(review, NAME)
    review.absent.buttons["/printing"].click()
    assert review.letter() == before
    assert "没有印发机关和印发日期" in texts(review)
    assert not review.undoing.isEnabled()


def test_an_emptied_field_goes_to_the_absent_ones_and_its_words_to_the_leftovers(review: ReviewPage) -> None:
    review.rows["/contact/name"].clear.click()
    settle()
    assert review.letter().contact.name == ""
    assert not review.rows["/contact/name"].isVisible()
    assert review.absent.buttons["/contact/name"].isVisible()
    assert left_over(review) == [NAME, LEFT]
    assert "联系人已清空，原来的文字列在没有归到任何一项里" in texts(review)
    assert "没有归到任何一项的 2 行" in texts(review)


def test_delete_on_the_name_of_a_field_empties_it(review: ReviewPage, keyboard: Keyboard) -> None:
    review.rows["/contact/name"].see.setFocus()
    keyboard.press(Qt.Key.Key_Delete)
    assert review.letter().contact.name == ""
    assert keyboard.field == "联系电话：看原文", "the next field has the keys"
    review.rows["/title"].see.setFocus()
    before = review.letter()
    keyboard.press(Qt.Key.Key_Delete)
    assert review.letter() == before, "a letter always has a title"


def test_delete_empties_a_field_whose_words_have_no_place_of_their_own(review: ReviewPage, keyboard: Keyboard) -> None:
    row = review.rows["/proposals"]
    assert not row.see.isEnabled()
    row.use.setFocus()
    keyboard.press(Qt.Key.Key_Delete)
    assert review.letter().proposals == ()
    assert "案号和案由已清空。" in texts(review)


def test_only_fields_that_may_be_empty_are_emptied(review: ReviewPage) -> None:
    offered = {field for field, row in review.rows.items() if row.isVisible() and row.clear.isVisible()}
    assert offered == {field for field, row in review.rows.items() if row.isVisible()} & EMPTIABLE


@pytest.mark.parametrize("where", ["source", "button"])
def test_the_last_correction_is_taken_back_and_made_again_by_keys(
    where: str, review: ReviewPage, keyboard: Keyboard
) -> None:
    before, listed = review.letter(), left_over(review)
    review.rows["/contact/name"].clear.click()
    select(review, LEFT)
    review.rows["/note"].use.click()
    if where == "source":
        review.source.setFocus()
    keyboard.press(Qt.Key.Key_Z, CTRL)
    settle()
    assert review.letter().note == before.note
    assert review.letter().contact.name == ""
    assert "附注已还原" in texts(review)
    keyboard.press(Qt.Key.Key_Z, CTRL)
    settle()
    assert review.letter() == before
    assert left_over(review) == listed
    assert not review.undoing.isEnabled()
    keyboard.press(Qt.Key.Key_Z, CTRL)
    assert review.letter() == before
    keyboard.press(Qt.Key.Key_Y, CTRL)
    assert review.letter().contact == Contact(phone=before.contact.phone)
    assert "联系人已重做" in texts(review)


def test_the_button_and_the_menu_take_a_correction_back(review: ReviewPage, window: MainWindow) -> None:
    before = review.letter()
    for back in (review.undoing.click, lambda: choose(window, "撤销")):
        review.rows["/closing"].clear.click()
        assert review.letter() != before
        back()
        assert review.letter() == before


def test_a_new_correction_ends_what_could_be_made_again(review: ReviewPage) -> None:
    review.empty("/closing")
    review.undo()
    review.empty("/contact/name")
    review.redo()
    assert review.letter().closing != ""


def test_what_follows_from_another_field_is_to_be_looked_at(window: MainWindow) -> None:
    window.review.show("信.txt", recognised(f"{WHOLE}\n人大代表建议", window.settings.value.agency))
    page = shown(window)
    settle()
    select(page, "人大代表建议")
    page.rows["/kind"].use.click()
    assert [field for field, row in page.rows.items() if row.doubtful] == ["/session", "/salutation"]
    assert "2 项要核对" in texts(page)
    page.undo()
    assert "没有要核对的" in texts(page)


def test_words_that_are_in_the_answer_too_are_told(review: ReviewPage) -> None:
    select(review, "继续简化审批。")
    review.rows["/closing"].use.click()
    assert "答复内容里也有这些文字" in texts(review)


def test_everything_is_seen_with_nothing_and_with_all_of_it_absent(review: ReviewPage) -> None:
    for field in EMPTIABLE:
        if review.rows[field].isVisible():
            review.empty(field)
    settle()
    assert [*clipped(review), *overlaps(review)] == []
    assert {field for field, row in review.rows.items() if row.isVisible()} == CORRECTABLE - EMPTIABLE
