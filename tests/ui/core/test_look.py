"""What is coloured by hand follows a change of the look: nothing keeps a colour of the look before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QToolButton, QWidget

from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import settle
from tests.ui.test_senses import SCENES
from ui.core.theme import COLOURS, FOUND, is_dark, make_palette, tokens, use_look
from ui.fields.row import CHANGED
from ui.shell.main_window import MainWindow
from ui.widgets.label import colour_words

EVERYDAY = ("letter", "register-ledger", "settings")
CTRL = Qt.KeyboardModifier.ControlModifier
ROLES = (
    QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.Window,
    QPalette.ColorRole.Base, QPalette.ColorRole.Highlight, QPalette.ColorRole.HighlightedText,
)  # fmt: skip


def colours_of(look: str) -> set[str]:
    """Return every colour that a look has, by its name."""
    palette = make_palette(look)
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled)
    names = {palette.color(group, role).name() for role in ROLES for group in groups}
    return names | {*COLOURS[is_dark(palette)], FOUND[is_dark(palette)]}


def stale(window: QWidget, before: str, now: str) -> Iterator[str]:
    """Yield what in a window has a colour that only the look before has."""
    gone = colours_of(before) - colours_of(now)
    for widget in window.findChildren(QWidget):
        palette = widget.palette()
        for role in ROLES:
            if palette.color(role).alpha() and palette.color(role).name() in gone:
                yield f"{type(widget).__name__} {widget.accessibleName()} {role.name} {palette.color(role).name()}"
        if isinstance(widget, QLabel) and any(colour in widget.text() for colour in gone):
            yield f"words of {widget.text()}"
        if isinstance(widget, QPlainTextEdit):
            for mark in widget.extraSelections():
                if mark.format.background().color().name() in gone:  # pyright: ignore[reportAttributeAccessIssue]
                    yield f"mark in {widget.accessibleName()}"


def choose_look(window: MainWindow, keyboard: Keyboard, words: str) -> None:
    """Choose a look on the page of settings, by keys alone."""
    keyboard.shortcut(Qt.Key.Key_Comma)
    keyboard.tab_to("外观")
    keyboard.choose(words)
    keyboard.press(Qt.Key.Key_Escape)
    settle()


@pytest.fixture
def coloured(open_window: Open, out: Path, keyboard: Keyboard) -> Iterator[MainWindow]:
    """The window with everything that is coloured by hand: own words, a mistake, messages, found words, remarks."""
    window = open_window(seed_office(out))
    form = page(window).form
    form.load(sample("seed_letter"))
    keyboard.tab_to("标题")
    keyboard.type("另")
    keyboard.tab_to("成文日期")
    keyboard.type("没有这一天")
    keyboard.shortcut(Qt.Key.Key_Return)
    keyboard.shortcut(Qt.Key.Key_F)
    keyboard.type("社区")
    keyboard.press(Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    for topic, calm in (("a", False), ("b", True)):
        window.messages.say(topic, "话", calm=calm)
    settle()
    yield window
    use_look("light")


@pytest.mark.full
def test_nothing_keeps_a_colour_of_the_look_before(coloured: MainWindow, keyboard: Keyboard) -> None:
    marks = [button.text() for button in coloured.findChildren(QToolButton) if button.isVisible()]
    assert CHANGED in marks
    opening = page(coloured).form.answer.fields["opening"].widget
    assert opening.palette().color(QPalette.ColorRole.Text).name() == tokens().secondary, "derived words are grey"
    editors = [edit for edit in coloured.findChildren(QPlainTextEdit) if edit.extraSelections()]
    assert editors, "there are found words"
    before = "light"
    for look, words in (("dark", "深色"), ("contrast", "高对比度"), ("light", "浅色")):
        choose_look(coloured, keyboard, words)
        assert list(stale(coloured, before, look)) == [], look
        before = look


@pytest.mark.parametrize(
    "scene", [scene if scene in EVERYDAY else pytest.param(scene, marks=pytest.mark.full) for scene in SCENES]
)
def test_no_page_keeps_a_colour_of_the_look_before(scene: str, open_window: Open, out: Path) -> None:
    window = open_window(seed_office(out))
    SCENES[scene](window)
    settle()
    try:
        for before, look in (("light", "dark"), ("dark", "light")):
            use_look(look)
            settle()
            assert list(stale(window, before, look)) == []
    finally:
        use_look("light")


@pytest.mark.full
def test_a_colour_that_stays_is_seen(open_window: Open, out: Path) -> None:
    window = open_window(seed_office(out))
    # Not one that the style sheet colours.
    label = next(label for label in window.findChildren(QLabel) if not label.property("tone"))
    use_look("dark")
    settle()
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(COLOURS[False].mark))
    label.setPalette(palette)
    try:
        assert len(list(stale(window, "light", "dark"))) == 1
        colour_words(label, "mark")
        assert list(stale(window, "light", "dark")) == []
    finally:
        use_look("light")
