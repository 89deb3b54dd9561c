"""What would fit a letter to its last page is said beside the pages, done by one press, and taken back the same way."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from docgen.fonts.installed import InstalledFonts
from letter.model import UNFITTED, Fitting
from services.paging import PageSetter
from tests.letters import paragraphs, sample
from tests.ui.conftest import Open, office, page
from tests.ui.keyboard import Keyboard
from tests.ui.looking import button, shown_in, words_in
from ui.letter.page import LetterPage

# Each paragraph has one character on a line of its own.
POOR = replace(sample("seed_letter"), answer=paragraphs(9, 55), closing="感谢关心。", attachments=())
CLOSER = Fitting(spacing=-0.55)


@pytest.fixture
def written(
    open_window: Open, tmp_path: Path, test_fonts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> LetterPage:
    """A letter that ends badly, beside its pages."""
    monkeypatch.setenv("FONTCONFIG_FILE", test_fonts["FONTCONFIG_FILE"])
    monkeypatch.setattr("ui.preview.follower.PAUSE_MS", 0)
    setter = PageSetter(InstalledFonts())
    monkeypatch.setattr("services.paging.this_machine", lambda: setter)
    opened = page(open_window(office(POOR, tmp_path, everything=True)))
    opened.form.focus_path("title")
    opened.form.load(POOR)
    opened.preview.toggle()
    QApplication.processEvents()
    return opened


def offered(opened: LetterPage, words: str) -> bool:
    """Return whether a button of the pane says these words."""
    return bool(shown_in(opened.preview.follower().pane, QPushButton, words))


def says(opened: LetterPage, words: str) -> bool:
    """Return whether a line above the pages has these words."""
    return words in "\n".join(words_in(opened.preview.follower().pane))


@pytest.mark.full
def test_one_press_fits_the_letter_and_another_takes_it_back(
    written: LetterPage, qtbot: QtBot, keyboard: Keyboard
) -> None:
    qtbot.waitUntil(lambda: offered(written, "照此调整"))
    pane = written.preview.follower().pane
    assert says(written, "字距收紧 0.55 磅，署名就在第 2 页")
    button(pane, "照此调整").setFocus()
    keyboard.press(Qt.Key.Key_Return)
    assert written.form.letter().fitting == CLOSER
    assert says(written, "为了末页，字距收紧 0.55 磅")
    QTest.mouseClick(button(pane, "不调整"), Qt.MouseButton.LeftButton)
    assert written.form.letter().fitting == UNFITTED
    qtbot.waitUntil(lambda: offered(written, "照此调整"))


def test_it_can_be_undone_and_is_kept_in_the_draft(written: LetterPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: offered(written, "照此调整"))
    button(written.preview.follower().pane, "照此调整").click()
    assert written.form.draft().letter.fitting == CLOSER
    written.form.undo()
    assert written.form.letter() == replace(written.form.letter(), fitting=UNFITTED)
    written.form.redo()
    assert written.form.letter().fitting == CLOSER


@pytest.mark.full
def test_nothing_is_done_unasked_and_typing_asks_anew(written: LetterPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: offered(written, "照此调整"))
    assert written.form.letter().fitting == UNFITTED
    written.form.load(replace(POOR, answer=paragraphs(13, 55)))
    written.preview.follower().follow()
    qtbot.wait(300)
    assert not offered(written, "照此调整")


def test_the_profile_may_have_every_letter_fitted_that_is_worked_on(written: LetterPage, qtbot: QtBot) -> None:
    agency = replace(POOR.agency, fit_last_page=True)
    written.form.load(replace(POOR, agency=agency))
    written.preview.refresh()
    qtbot.waitUntil(lambda: offered(written, "照此调整"))
    assert written.form.letter().fitting == UNFITTED, "a letter that is only looked at stays as it is"
    written.form.amend(replace(written.form.letter(), closing="感谢您的关心。"))
    qtbot.waitUntil(lambda: written.form.letter().fitting == CLOSER)
    assert says(written, "为了末页，字距收紧 0.55 磅")
    assert not offered(written, "不调整")
    written.form.load(replace(POOR, agency=agency, answer=paragraphs(13, 55), fitting=CLOSER))
    written.preview.refresh()
    written.form.amend(replace(written.form.letter(), closing="感谢您的关心和支持。"))
    qtbot.waitUntil(lambda: written.form.letter().fitting == UNFITTED)


@pytest.mark.full
def test_who_is_typing_is_not_disturbed_when_the_letter_is_fitted(
    written: LetterPage, qtbot: QtBot, keyboard: Keyboard
) -> None:
    written.form.load(replace(POOR, agency=replace(POOR.agency, fit_last_page=True)))
    written.preview.refresh()
    written.form.focus_path("answer")
    editor = written.form.answer.answer.editor
    keyboard.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _step in range(5):
        keyboard.press(Qt.Key.Key_Right)
    keyboard.type("字")
    QApplication.sendEvent(editor, QInputMethodEvent("zuci", []))
    qtbot.waitUntil(lambda: written.form.letter().fitting != UNFITTED)
    assert editor.hasFocus()
    assert editor.textCursor().position() == 6
    assert editor.textCursor().block().layout().preeditAreaText() == "zuci"
