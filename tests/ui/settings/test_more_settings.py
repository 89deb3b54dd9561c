"""Where letters go, what opens them, the preview at the start and the backups are chosen on the page of settings."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog

from register.store import backup_folder
from services.data_folder import DataFolder
from services.opening import use_program
from services.settings import PreviewView, load_settings
from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import settle, words_in

PROGRAMS = {"wps": ["wps"], "word": ["winword"]}


def to(name: str, keyboard: Keyboard) -> None:
    """Open the settings and go to one of them by keys."""
    keyboard.shortcut(Qt.Key.Key_Comma)
    keyboard.tab_to(name)


def test_the_usual_folder_is_that_of_the_letters_in_work_and_of_the_next(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path, tmp_path: Path
) -> None:
    other = tmp_path / "新的文件夹"
    other.mkdir()
    window = open_window(seed_office(out))
    page(window).form.load(sample("seed_letter"))
    to("默认文件夹", keyboard)
    keyboard.replace(str(other))
    keyboard.tab()
    keyboard.press(Qt.Key.Key_Escape)
    settle()
    keyboard.shortcut(Qt.Key.Key_Return)
    assert [file.suffix for file in other.iterdir()] == [".docx"]
    assert load_settings(data).folder == str(other)
    keyboard.shortcut(Qt.Key.Key_N)
    assert page(window).form.folder.value() == other


def test_the_usual_folder_is_chosen_in_a_dialog_too(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def choose(_parent: object, _title: str, folder: str) -> str:
        begun.append(folder)
        return str(tmp_path)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    open_window(seed_office(out))
    to("选择文件夹…", keyboard)
    keyboard.press(Qt.Key.Key_Space)
    assert begun == [str(out)]
    assert load_settings(data).folder == str(tmp_path)


@pytest.mark.full
def test_the_program_that_opens_letters_is_chosen_by_its_name(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.office_programs.installed_programs", lambda: PROGRAMS)
    chosen: list[str] = []
    monkeypatch.setattr("services.opening.use_program", chosen.append)
    open_window(seed_office(out))
    to("打开公文", keyboard)
    box = keyboard.focus
    assert isinstance(box, QComboBox)
    offered = [box.itemText(at) for at in range(box.count())]
    assert offered == ["用系统默认的程序打开", "用 WPS 打开", "用 Word 打开"]
    keyboard.choose("用 Word 打开")
    assert (load_settings(data).program, chosen) == ("word", ["wps", "word"])


def test_a_program_that_is_gone_stays_chosen_and_is_used_again_at_the_start(
    open_window: Open, keyboard: Keyboard, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.office_programs.installed_programs", dict)
    chosen: list[str] = []
    monkeypatch.setattr("services.opening.use_program", chosen.append)
    open_window(replace(seed_office(out), program="wps"))
    assert chosen == ["wps"]
    to("打开公文", keyboard)
    assert keyboard.focus.property("currentText") == "用 WPS 打开"
    use_program("")


@pytest.mark.full
@pytest.mark.parametrize(
    ("words", "before", "opened"),
    [("打开窗口时显示", False, True), ("打开窗口时不显示", True, False), ("打开窗口时和上次一样", True, True)],
)
def test_the_preview_at_the_start(
    words: str, before: bool, opened: bool, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    view = PreviewView(shown=before)
    window = open_window(replace(seed_office(out), preview=view, preview_at_start="hidden" if opened else "shown"))
    assert page(window).preview.is_open is not opened
    to("预览", keyboard)
    keyboard.choose(words)
    window.close()
    again = open_window()
    assert page(again).preview.is_open is (opened if words != "打开窗口时和上次一样" else before)


def test_where_the_backups_lie_is_shown_and_opened(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr("services.opening.open_shown_folder", shown.append)
    window = open_window(seed_office(out))
    to("打开备份文件夹", keyboard)
    folder = data.register_backups
    assert folder == backup_folder(data.register)
    assert any(str(folder) in words for words in words_in(window.pages.currentWidget()))
    keyboard.press(Qt.Key.Key_Space)
    assert "还没有备份" in window.messages.sentence("backups")
    folder.mkdir(parents=True)
    keyboard.press(Qt.Key.Key_Space)
    assert shown == [folder]
