"""What was made is told with what is done next: it is opened, its folder is opened, the letter is printed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.letters import sample
from tests.ui.conftest import Open, page, ready, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import answers, settle
from ui.letter.page import MADE_TOPIC, LetterPage
from ui.shell.main_window import MainWindow


@pytest.fixture
def made(open_window: Open, keyboard: Keyboard, out: Path) -> MainWindow:
    """The window after a letter was made by its key."""
    window = open_window(seed_office(out))
    page(window).form.load(sample("seed_letter"))
    keyboard.shortcut(Qt.Key.Key_Return)
    settle()
    return window


def test_a_letter_that_was_made_is_opened_and_so_is_its_folder_by_keys(
    made: MainWindow, keyboard: Keyboard, out: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("services.opening.open_file", opened.append)
    monkeypatch.setattr("services.opening.open_shown_folder", opened.append)
    assert set(answers(page(made).messages, MADE_TOPIC)) == {"打开", "打开文件夹", "打印"}
    for name in ("打开", "打开文件夹"):
        keyboard.tab_to(name)
        keyboard.press(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: not page(made).work.busy)
    (file,) = out.iterdir()
    assert opened == [file, out]


def test_it_is_printed_from_there(made: MainWindow, keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[object] = []
    monkeypatch.setattr("ui.preview.printing.print_pages", lambda *pages, **_how: printed.append(pages))
    keyboard.tab_to("打印")
    keyboard.press(Qt.Key.Key_Space)
    assert len(printed) == 1


def test_a_folder_that_nothing_opens_is_named(made: MainWindow, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    answers(page(made).messages, MADE_TOPIC)["打开文件夹"].click()
    assert str(out) in page(made).messages.sentence("open")


CHANGES: dict[str, Callable[[LetterPage, Keyboard], object]] = {
    "another word": lambda _page, keyboard: keyboard.type("好"),
    "another letter": lambda shown, _keyboard: shown.turn_to(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_said_of_a_file_goes_when_it_is_true_no_more(
    change: str, made: MainWindow, keyboard: Keyboard, qtbot: QtBot
) -> None:
    ready(made, qtbot)
    keyboard.tab_to("答复内容")
    CHANGES[change](page(made), keyboard)
    assert page(made).messages.sentence(MADE_TOPIC) == ""
