"""The preview says how large the pages are, and it is true: after whatever has made them larger or smaller."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSplitter

from docgen.pages.values import Pages
from letter.model import Block
from services.settings import PreviewView
from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import settle, words_in
from ui.preview.controller import MODES
from ui.preview.page_view import MM_PER_INCH
from ui.preview.pane import PreviewPane
from ui.shell.main_window import MainWindow

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def pane_of(window: MainWindow) -> PreviewPane:
    return page(window).preview.follower().pane


def real_percent(pane: PreviewPane) -> int:
    """Return how wide the first page is painted, in percent of its paper on this screen."""
    view = pane.page_view
    assert isinstance(view.pages, Pages)
    paper = view.pages.width / MM_PER_INCH * view.logicalDpiX()
    return round(view.on_screen(0).width() / paper * 100)


def said_percent(pane: PreviewPane) -> int:
    """Return what the pane says of the size."""
    said = next(words for words in words_in(pane) if words.endswith("%"))
    return int(said.rpartition(" ")[2].removesuffix("%"))


def f8(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_F8, NONE)


def press(name: str) -> Callable[[MainWindow, Keyboard], None]:
    def act(window: MainWindow, _keyboard: Keyboard) -> None:
        QTest.mouseClick(pane_of(window).buttons[name], Qt.MouseButton.LeftButton)

    return act


def close_and_open(window: MainWindow, keyboard: Keyboard) -> None:
    for _mode in MODES:
        f8(window, keyboard)


def drag(window: MainWindow, _keyboard: Keyboard) -> None:
    """Give the preview another width, as its handle does."""
    splitter = pane_of(window).parentWidget()
    assert isinstance(splitter, QSplitter)
    form, pane = splitter.sizes()
    splitter.setSizes([form - 160, pane + 160])


def longer(window: MainWindow, _keyboard: Keyboard) -> None:
    """Make the letter so long that there are pages to scroll."""
    letter = page(window).form.letter()
    page(window).form.load(replace(letter, answer=(Block(text="好。" * 2_000),)))
    page(window).preview.follow()


CHANGES: dict[str, Callable[[MainWindow, Keyboard], object]] = {
    "opened": lambda _window, _keyboard: None,
    "closed and opened": close_and_open,
    "a smaller window": lambda window, _keyboard: window.resize(QSize(1366, 728)),
    "a larger window": lambda window, _keyboard: window.resize(QSize(1920, 1040)),
    "a wider preview": drag,
    "more pages": longer,
    **{name: press(name) for name in ("smaller", "larger", "width", "page", "two", "thumbnails")},
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("before", ["width", pytest.param("page", marks=pytest.mark.full)])
def test_the_size_that_is_said_is_that_of_the_pages(
    before: Literal["width", "page"], change: str, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(replace(seed_office(out), preview=PreviewView(fit=before)))
    page(window).form.load(sample("seed_letter"))
    page(window).form.focus_path("closing")
    f8(window, keyboard)
    settle()
    CHANGES[change](window, keyboard)
    settle()
    pane = pane_of(window)
    assert said_percent(pane) == pytest.approx(real_percent(pane), abs=1)
