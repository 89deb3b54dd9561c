"""What no page has kept yet is not lost without a word: not by closing, by larger letters or by a dropped file."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from register.store import Store
from tests.ui.conftest import Open, page, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import page_shown, words_in
from tests.ui.register.test_past_letters import at as past_letters
from tests.ui.register.test_past_letters import folder
from tests.ui.register.test_register import opened, push, store
from tests.ui.review.conftest import review, window
from tests.ui.shell.test_window_geometry import drag
from ui.profile.page import ProfilePage
from ui.register.tasks import TOPIC as REGISTER
from ui.review.page import ReviewPage
from ui.shell.application import Program
from ui.shell.main_window import MainWindow

__all__ = ["folder", "opened", "past_letters", "review", "store", "window"]
TOPIC, AGAIN = "draft", "再关一次窗口就不要了。"


def assert_closed_at_the_second_time(window: MainWindow, sentence: str) -> None:
    """Close the window twice: the first time it says what would be lost, and stays."""
    assert not window.close()
    assert window.isVisible()
    assert window.messages.sentence(TOPIC) == f"{sentence}{AGAIN}"
    assert window.close()


def test_corrections_of_a_letter_that_is_looked_through(review: ReviewPage, window: MainWindow) -> None:
    review.empty("/closing")
    assert not window.close()
    review.empty("/contact/name")
    assert_closed_at_the_second_time(window, "核对时改过 2 项，还没有采用。")


def test_a_letter_without_corrections_holds_nothing_up(review: ReviewPage, window: MainWindow) -> None:
    review.empty("/closing")
    review.undo()
    assert window.close()


def test_a_profile_that_was_changed(open_window: Open, out: Path, keyboard: Keyboard) -> None:
    window = open_window(seed_office(out))
    window.show_profile()
    keyboard.type("某")
    assert_closed_at_the_second_time(window, "单位档案改过了，还没有按“完成”。")


def test_a_profile_that_was_only_looked_at(open_window: Open, out: Path, keyboard: Keyboard) -> None:
    window = open_window(seed_office(out))
    window.show_profile()
    keyboard.type("某")
    keyboard.shortcut(Qt.Key.Key_Z)
    assert window.close()


def test_a_case_that_is_being_entered(store: Store, opened: Callable[[], SimpleNamespace]) -> None:
    at = opened()
    push(at, Qt.Key.Key_N)
    at.keyboard.type("176")
    at.page.show_view("gaps")
    assert_closed_at_the_second_time(at.window, "“新案件”里填的还没有存。")


def test_a_case_of_which_nothing_was_typed(store: Store, opened: Callable[[], SimpleNamespace]) -> None:
    at = opened()
    push(at, Qt.Key.Key_N)
    assert at.window.close()


def test_letters_of_a_folder_that_are_not_entered(past_letters: SimpleNamespace) -> None:
    push(past_letters, Qt.Key.Key_L)
    assert_closed_at_the_second_time(past_letters.window, "读出来的还没有导入。")


def test_letters_of_a_folder_that_are_entered(past_letters: SimpleNamespace, qtbot: QtBot) -> None:
    push(past_letters, Qt.Key.Key_L)
    past_letters.keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not past_letters.page.busy)
    assert past_letters.window.close()


def test_a_half_entered_case_is_left_at_the_second_time(store: Store, opened: Callable[[], SimpleNamespace]) -> None:
    at = opened()
    push(at, Qt.Key.Key_N)
    at.keyboard.type("176")
    push(at, Qt.Key.Key_B)
    assert at.page.isVisible()
    assert "“新案件”里填的还没有存。再按一次“返回”就不要了。" in at.window.messages.sentence(REGISTER)
    at.keyboard.press(Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    at.qtbot.waitUntil(lambda: at.window.register.page is None)


def test_another_half_entered_case_is_asked_of_anew(store: Store, opened: Callable[[], SimpleNamespace]) -> None:
    at = opened()
    for _time in range(2):
        push(at, Qt.Key.Key_N)
        at.keyboard.type("176")
        push(at, Qt.Key.Key_B)
        assert at.page.isVisible()
        assert "再按一次“返回”就不要了。" in at.window.messages.sentence(REGISTER)
        at.keyboard.press(Qt.Key.Key_Escape)


def test_another_letter_that_is_looked_through_is_asked_of_anew(review: ReviewPage, window: MainWindow) -> None:
    review.empty("/closing")
    assert not window.close()
    found = review.found()
    window.leave()
    window.review.show("另一封.txt", found)
    page_shown(window, ReviewPage).empty("/contact/name")
    assert_closed_at_the_second_time(window, "核对时改过 1 项，还没有采用。")


@pytest.mark.parametrize(("name", "value"), [("size", 150), ("language", "en")])
def test_corrections_stay_when_the_window_would_be_another(
    name: str, value: object, review: ReviewPage, window: MainWindow, programs: list[Program]
) -> None:
    review.empty("/closing")
    before = review.letter()
    window.setting.open(name)
    window.setting.choose(name, value)
    assert programs[0].window is window
    assert "核对时改过 1 项，还没有采用。请先弄完，再改语言或字号。" in window.messages.sentence("settings_refused")
    assert getattr(window.settings.value, name) != value
    review.undo()
    review.redo()
    assert review.letter() == before
    review.undo()
    window.setting.choose(name, value)
    assert programs[0].window is not window


def test_a_file_is_dropped_on_a_letter_and_on_no_other_page(
    open_window: Open, out: Path, keyboard: Keyboard, tmp_path: Path
) -> None:
    window = open_window(seed_office(out))
    window.show_profile()
    keyboard.type("某")
    (tmp_path / "信.docx").write_bytes(b"")
    assert not drag(window, tmp_path / "信.docx")
    assert page_shown(window, ProfilePage).unsaved()
    keyboard.press(Qt.Key.Key_Escape)
    assert page(window).isVisible()
    assert drag(window, tmp_path / "信.docx")


def test_a_letter_that_went_out_stays_so_in_another_window_and_its_pages_are_counted(
    open_window: Open, out: Path, programs: list[Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.shell.application._PAGES_MS", 50)
    window = open_window(seed_office(out))
    letter = page(window).form.letter()
    page(window).issued.note(letter)
    window.letters.follow_pages()
    for size in (125, 150):
        assert programs[0].window
        programs[0].window.setting.choose("size", size)
    again = programs[0].window
    assert again
    assert "已发文" in words_in(page(again).strip)
    qtbot.waitUntil(lambda: again.letters.paging)
