"""Every window speaks one language at a time and shows all of its words; and whoever looks would see a fault."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from tests.letters import ROOT
from tests.tools.extraction import catalogue, forms
from tests.ui.look_over import SMALL, SMALL_FOR_LARGE, every_window, look_over
from tests.ui.looking import Fault, LoneWidgets, clipped, foreign, leftovers, overlaps, settle, texts_of
from ui.core.fonts import USUAL
from ui.core.i18n import LANGUAGES, SOURCE, use_language
from ui.core.theme import use_size
from ui.shell.application import application, qt_translator

SCALES = ("1", "1.25", "1.5", "2")
PLACE = re.compile(r"\{\w*\}")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """One language after the other, Qt's own words in it too."""
    use_language(request.param)
    running = application(dark=False)
    translator = qt_translator()
    if translator:
        running.installTranslator(translator)
    yield request.param
    QApplication.processEvents()
    if translator:
        running.removeTranslator(translator)
    use_language(SOURCE)
    use_size(USUAL)


@pytest.mark.parametrize(
    ("percent", "small"), [(100, SMALL), pytest.param(200, SMALL_FOR_LARGE, marks=pytest.mark.full)]
)
def test_every_window_speaks_one_language_and_shows_all_of_its_words(
    percent: int, small: QSize, language: str, tmp_path: Path
) -> None:
    use_size(percent)
    seen: list[str] = []
    faults: list[tuple[str, Fault]] = []
    with LoneWidgets() as lone:
        for name, window in every_window(tmp_path / "data"):
            seen.append(name)
            faults += [(name, fault) for fault in look_over(window, language, small)]
    assert faults == []
    assert lone == []
    assert {
        "first-start",
        "profile",
        "start",
        "start-empty",
        "window-joint",
        "window-messages",
        "window-entered",
        "help",
        "settings",
    } <= {*seen}


def test_no_message_of_either_catalogue_has_words_of_the_other_language() -> None:
    messages = [entry for entry in catalogue("en") if entry.id]
    assert [words for entry in messages for words in forms(entry.string) if foreign(words, "en")] == []
    assert [entry.id for entry in messages if foreign(PLACE.sub("", forms(entry.id)[0]), SOURCE)] == []


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QPlainTextEdit])
def test_the_menu_of_a_text_field_speaks_the_language(
    kind: type[QLineEdit | QTextEdit | QPlainTextEdit], language: str
) -> None:
    field = kind()
    menu = field.createStandardContextMenu()
    words = [action.text().partition("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    assert len(words) > 6
    assert ("全选" if language == SOURCE else "Select All") in words
    assert [text for text in words if foreign(re.sub(r"\(\w\)", "", text), language)] == []


def test_the_buttons_of_a_file_dialog_speak_the_language(language: str) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    words = [
        text for part in (QPushButton, QLabel) for widget in dialog.findChildren(part) for _, text in texts_of(widget)
    ]
    assert ("取消" if language == SOURCE else "Cancel") in words
    assert [text for text in words if foreign(text, language)] == []


@pytest.fixture
def page(language: str) -> Iterator[QWidget]:
    """A window with room for what a test plants in it."""
    window = QWidget()
    window.resize(400, 300)
    yield window
    window.hide()
    window.deleteLater()


def test_a_leftover_of_the_other_language_is_seen_wherever_it_stands(page: QWidget, language: str) -> None:
    other, own = ("Save as", "另存为") if language == SOURCE else ("另存为", "Save as")
    label, button, box, edit = QLabel(own, page), QPushButton(own, page), QComboBox(page), QLineEdit(page)
    box.addItem(own, "value")
    action = page.addAction(own)
    assert leftovers(page, language) == []
    for say in (
        label.setText, button.setText, button.setToolTip, button.setAccessibleName, edit.setPlaceholderText,
        lambda words: box.setItemText(0, words), page.setWindowTitle, action.setText,
    ):  # fmt: skip
        say(other)
        assert leftovers(page, language) != []
        say(own)
        assert leftovers(page, language) == []


def test_what_is_typed_and_what_stands_in_quotes_is_no_leftover(page: QWidget, language: str) -> None:
    other = "Save as" if language == SOURCE else "另存为"
    QLineEdit(page).setText(other)
    QTextEdit(page).setPlainText(other)
    QLabel(f"“{other}”", page)
    assert leftovers(page, language) == []


def test_words_cut_off_are_seen(page: QWidget) -> None:
    label, button, edit, box = (
        QLabel("答复内容答复内容", page),
        QPushButton("生成生成", page),
        QLineEdit(page),
        QComboBox(page),
    )
    edit.setPlaceholderText("没有则空着没有则空着")
    box.addItem("全：抄送、印发机关和日期", "full")
    page.show()
    for number, widget in enumerate((label, button, edit, box)):
        widget.setGeometry(5, 50 * number, 300, 40)
    settle()
    assert clipped(page) == []
    for widget in (label, button, edit, box):
        widget.resize(40, 40)
        settle()
        assert len(clipped(page)) == 1
        widget.resize(300, 40)
    wrapped = QLabel("答复内容" * 15, page)
    wrapped.setWordWrap(True)
    wrapped.setGeometry(5, 200, 300, 20)
    wrapped.show()
    settle()
    assert len(clipped(page)) == 1
    wrapped.resize(300, 95)
    assert clipped(page) == []
    wrapped.move(200, 200)
    assert len(clipped(page)) == 1, "it reaches beyond the window"


def test_widgets_upon_each_other_are_seen(page: QWidget) -> None:
    first, second = QPushButton("甲", page), QPushButton("乙", page)
    first.setGeometry(5, 5, 100, 30)
    second.setGeometry(110, 5, 100, 30)
    page.show()
    settle()
    assert overlaps(page) == []
    second.move(90, 5)
    assert len(overlaps(page)) == 1
    second.hide()
    assert overlaps(page) == []


@pytest.mark.full
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", SCALES)
def test_every_window_is_whole_at_every_scale(scale: str, language: str, look: str) -> None:
    looked = subprocess.run(
        [sys.executable, "-m", "tests.ui.look_over", language, look],
        cwd=ROOT, env={**os.environ, "QT_SCALE_FACTOR": scale}, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert looked.returncode == 0, looked.stderr
    assert looked.stdout == ""
