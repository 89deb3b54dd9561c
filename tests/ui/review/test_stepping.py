"""Undo and redo where a letter is looked through: the keys reach it wherever it is shown, and say where they do not."""

from PySide6.QtCore import Qt

from tests.ui.keyboard import Keyboard
from tests.ui.looking import entry
from ui.review.page import ReviewPage
from ui.shell.main_window import MainWindow


def steps(window: MainWindow) -> tuple[bool, bool]:
    """Return whether something can be undone and done again, as tools and menu show alike."""
    tools = tuple(window.tools.tools[name].isEnabled() for name in ("undo", "redo"))
    assert tools == tuple(entry(window, words).isEnabled() for words in ("撤销", "重做"))
    return tools[0], tools[1]


def test_the_tools_offer_what_can_be_undone(review: ReviewPage, window: MainWindow) -> None:
    assert steps(window) == (False, False)
    review.empty("/closing")
    assert steps(window) == (True, False)
    review.undo()
    assert steps(window) == (False, True)
    review.redo()
    assert steps(window) == (True, False)
    review.left.emit()
    assert steps(window) == (True, True), "a letter knows by itself"


def test_where_nothing_is_undone_nothing_is_offered(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.register.page
    assert steps(window) == (False, False)
    window.register.page.show_view("import")
    assert steps(window) == (False, False)
    window.register.page.left.emit()
    assert steps(window) == (True, True)


def test_another_page_takes_the_offer_with_it(review: ReviewPage, window: MainWindow) -> None:
    review.empty("/closing")
    window.setting.open()
    assert steps(window) == (False, False)
