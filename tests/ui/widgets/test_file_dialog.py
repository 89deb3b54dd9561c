"""Every dialog for a file begins where the clerk last opened or saved one, else in the documents, never elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from services.data_folder import DataFolder
from services.settings import load_settings
from tests.letters import ROOT, sample
from tests.ui.conftest import Open, page, ready, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import button, settle
from ui.shell.main_window import MainWindow

CTRL, SHIFT, NONE = (Qt.KeyboardModifier[name] for name in ("ControlModifier", "ShiftModifier", "NoModifier"))
Asked = list[Path]


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "文档"
    folder.mkdir()
    monkeypatch.setattr("ui.core.last_folder.documents_folder", lambda: folder)
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Where each dialog began; each of them is given up."""
    begun: Asked = []

    def give_up(_parent: object, _title: str, place: str = "", *_files: str) -> tuple[str, str]:
        begun.append(Path(place))
        return "", ""

    for question in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, question, give_up)
    return begun


def _letter_that_came_back(_window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.shortcut(Qt.Key.Key_O)


def _profiles(words: str) -> Callable[[MainWindow, Keyboard], None]:
    def ask(window: MainWindow, _keyboard: Keyboard) -> None:
        window.show_profile()
        settle()
        QTest.mouseClick(button(window.pages.currentWidget(), words), Qt.MouseButton.LeftButton)
        window.leave()

    return ask


DIALOGS: dict[str, Callable[[MainWindow, Keyboard], None]] = {
    "a letter that came back": _letter_that_came_back,
    "profiles to take in": _profiles("导入…"),
    "profiles to write": _profiles("导出…"),
}


@pytest.mark.parametrize("dialog", DIALOGS)
def test_a_dialog_begins_in_the_documents_and_then_where_the_clerk_last_was(
    dialog: str, open_window: Open, keyboard: Keyboard, out: Path, documents: Path, asked: Asked, data: DataFolder,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot,
) -> None:  # fmt: skip
    window = open_window(seed_office(out))
    DIALOGS[dialog](window, keyboard)
    (place,) = asked
    assert documents in (place, place.parent)
    last = tmp_path / "上次的"
    last.mkdir()
    page(window).form.load(sample("seed_letter"))
    ready(window, qtbot)
    with monkeypatch.context() as chosen:
        chosen.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(last / "信.docx"), ""))
        keyboard.shortcut(Qt.Key.Key_S, CTRL | SHIFT)
        settle()
    assert (last / "信.docx").exists()
    DIALOGS[dialog](window, keyboard)
    assert last in (asked[-1], asked[-1].parent)
    window.close()
    assert load_settings(data).last_folder == str(last)
    again = open_window()
    keyboard.press(Qt.Key.Key_Space)
    DIALOGS[dialog](again, keyboard)
    assert last in (asked[-1], asked[-1].parent), "also the day after"


def test_a_folder_that_is_gone_is_no_place_to_begin(
    open_window: Open, keyboard: Keyboard, out: Path, documents: Path, asked: Asked, tmp_path: Path
) -> None:
    window = open_window(seed_office(out))
    page(window).form.folder.load(str(tmp_path / "拔掉的盘"))
    page(window).form.load(sample("seed_letter"))
    keyboard.shortcut(Qt.Key.Key_S, CTRL | SHIFT)
    keyboard.shortcut(Qt.Key.Key_P, CTRL | SHIFT)
    assert [place.parent for place in asked] == [documents, documents]


def test_no_other_module_asks_for_files() -> None:
    """So that whatever asks next cannot begin anywhere else."""
    named = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "ui").rglob("*.py")
        if "QFileDialog" in path.read_text("utf-8")
    }
    assert named == {"ui/widgets/file_dialog.py"}
