"""Where another letter takes the place of one that was made, the clerk is told where that is, and goes back to it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from services.data_folder import DataFolder
from services.draft import Draft
from services.recent import recent_letters
from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import opened_menu
from ui.letter.workspace import CLOSED_TOPIC
from ui.shell.main_window import MainWindow

SEED = sample("seed_letter")


@pytest.fixture
def made(open_window: Open, keyboard: Keyboard, out: Path) -> MainWindow:
    """The window with a letter that was made."""
    window = open_window(seed_office(out))
    page(window).form.load(SEED)
    keyboard.shortcut(Qt.Key.Key_Return)
    assert page(window).is_made()
    return window


WAYS: dict[str, Callable[[MainWindow, Keyboard], object]] = {
    "Ctrl+N": lambda _window, keyboard: keyboard.shortcut(Qt.Key.Key_N),
    "another one that is opened": lambda window, _keyboard: window.show_letter(Draft(sample("npc_suggestion"))),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_letter_that_was_made_never_goes_without_a_word(way: str, made: MainWindow, keyboard: Keyboard) -> None:
    WAYS[way](made, keyboard)
    assert page(made).form.letter() != SEED
    said = made.messages.sentence(CLOSED_TOPIC)
    assert "第176号提案" in said
    assert "最近的信" in said
    assert "第176号提案" in opened_menu(made, "最近的信")[0].text()


def test_it_comes_back_as_it_was_and_is_made_into_the_same_file(
    made: MainWindow, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    keyboard.shortcut(Qt.Key.Key_N)
    keyboard.type("201")
    keyboard.tab_to("回到那封信")
    keyboard.press(Qt.Key.Key_Space)
    assert page(made).form.letter() == SEED
    assert page(made).is_made()
    assert made.messages.sentence(CLOSED_TOPIC) == ""
    assert [recent.letter for recent in recent_letters(data)] == [SEED]
    page(made).form.focus_path("closing")
    keyboard.replace("特此函复。")
    keyboard.shortcut(Qt.Key.Key_Return)
    assert len(list(out.glob("*.docx"))) == 1, "its own file is written over"
    assert [kept.draft.letter.proposals[0].number for kept in made.letters.kept()] == ["201", "176"]


def test_a_new_letter_after_an_empty_one_says_nothing(open_window: Open, keyboard: Keyboard, out: Path) -> None:
    window = open_window(seed_office(out))
    keyboard.shortcut(Qt.Key.Key_N)
    assert window.messages.sentence(CLOSED_TOPIC) == ""
