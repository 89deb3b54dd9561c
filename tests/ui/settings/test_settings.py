"""The page of settings: what is chosen is in force at once, is remembered, and takes nothing away."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.data_folder import DataFolder
from services.settings import Settings, load_settings
from tests.letters import sample
from tests.ui.conftest import Open, page, ready, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import page_shown
from ui.core.theme import use_look
from ui.profile.page import ProfilePage
from ui.settings.fields import GROUPS, SIZES
from ui.shell.application import Program
from ui.shell.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def test_every_setting_of_the_table_is_a_setting_that_is_kept() -> None:
    paths = [field.path for _title, rows in GROUPS for row in rows for field in row.fields]
    assert set(paths) == {
        "size", "look", "language", "remembers", "folder", "program", "preview_at_start", "second_backups",
    }  # fmt: skip
    assert all(hasattr(Settings(), path) for path in paths)
    assert (min(SIZES), max(SIZES)) == (100, 200)


def test_settings_come_by_key_and_escape_goes_back_to_the_field(
    open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    open_window(seed_office(out))
    keyboard.tab_to("案由")
    keyboard.type("关于")
    keyboard.shortcut(Qt.Key.Key_Comma)
    assert keyboard.field == "界面缩放"
    keyboard.press(Qt.Key.Key_Escape)
    assert keyboard.field == "案由"
    assert keyboard.focus.property("text") == "关于"


@pytest.mark.full
def test_the_look_is_chosen_and_seen_at_once(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    open_window(seed_office(out))
    keyboard.shortcut(Qt.Key.Key_Comma)
    keyboard.tab_to("外观")
    keyboard.choose("高对比度")
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor("#000000")
    assert load_settings(data).look == "contrast"
    use_look("light")


def enlarge(percent: int, keyboard: Keyboard, program: Program, qtbot: QtBot) -> MainWindow:
    """Open the settings and go down the sizes to this one; return the window that shows it."""
    keyboard.shortcut(Qt.Key.Key_Comma)
    for size in SIZES[1 : SIZES.index(percent) + 1]:
        keyboard.press(Qt.Key.Key_Down)
        assert program.window is not None
        ready(program.window, qtbot)
        assert keyboard.field == "界面缩放", "the choice goes on where it was made"
        assert keyboard.focus.property("currentText") == f"{size} %"
    assert program.window is not None
    return program.window


@pytest.mark.parametrize("percent", [pytest.param(125, marks=pytest.mark.full), 200])
def test_letters_become_larger_at_once_and_nothing_typed_is_lost(
    percent: int, qtbot: QtBot, open_window: Open, programs: list[Program], keyboard: Keyboard, data: DataFolder,
    out: Path,
) -> None:  # fmt: skip
    window = open_window(seed_office(out))
    keyboard.tab_to("案由")
    keyboard.type("关于社区治理的建议")
    before = page(window).form.letter()
    small = (
        page(window).form.case.heading.font().pointSizeF(),
        page(window).form.answer.answer.editor.font().pointSizeF(),
    )
    form = page(enlarge(percent, keyboard, programs[0], qtbot)).form
    large = form.case.heading.font().pointSizeF(), form.answer.answer.editor.font().pointSizeF()
    assert [size * 100 / percent for size in large] == pytest.approx(small, abs=0.1)
    assert load_settings(data).size == percent
    keyboard.press(Qt.Key.Key_Escape)
    assert form.letter() == before


def test_the_size_is_that_of_the_next_start_too(open_window: Open, out: Path) -> None:
    office = seed_office(out)
    usual = page(open_window(office)).form.case.heading.font().pointSizeF()
    assert page(open_window(replace(office, size=150))).form.case.heading.font().pointSizeF() == usual * 1.5


@pytest.mark.full
def test_a_letter_that_was_made_stays_made_in_larger_letters(
    qtbot: QtBot, open_window: Open, programs: list[Program], keyboard: Keyboard, out: Path
) -> None:
    window = open_window(seed_office(out))
    page(window).form.load(sample("seed_letter"))
    assert page(window).make()
    made = sorted(out.iterdir())
    again = enlarge(125, keyboard, programs[0], qtbot)
    assert page(again).is_made()
    assert page(again).is_spare(), "the next letter takes its place"
    assert page(again).make()
    assert sorted(out.iterdir()) == made, "the letter's own file is written again, none beside it"


def test_where_there_is_no_room_for_the_cards_they_are_a_rail_and_come_back(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(seed_office(out))
    form = page(window).form
    widths = form.widths()
    keyboard.tab_to("答复内容")
    keyboard.type("正在写")
    window.resize(700, 600)
    QApplication.processEvents()
    assert form.column.folded
    assert (window.width(), keyboard.field) == (700, "答复内容")
    assert form.column.width() < form.column.wanted_width() // 3
    assert form.widths()[0] == pytest.approx(widths[0], abs=4), "that of the cards is remembered"
    keyboard.shortcut(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert keyboard.field == "机关代字", "the cards open for the field that is wanted"
    QApplication.processEvents()
    assert not form.column.folded
    assert keyboard.focus.isVisible()
    assert not keyboard.focus.visibleRegion().isEmpty()
    keyboard.tab_to("答复内容")
    QApplication.processEvents()
    assert form.column.folded
    window.resize(1180, 600)
    QApplication.processEvents()
    assert not form.column.folded
    assert form.sizes()[0] == pytest.approx(widths[0], abs=4)
    assert form.answer.mapTo(window, QPoint(0, 0)).x() > form.case.geometry().right()
    assert form.letter().answer[0].text == "正在写"


@pytest.mark.full
def test_the_profile_that_is_being_written_survives_another_size(
    qtbot: QtBot, open_window: Open, programs: list[Program], keyboard: Keyboard
) -> None:
    open_window()
    keyboard.type("朝阳市民政局")
    window = enlarge(150, keyboard, programs[0], qtbot)
    keyboard.press(Qt.Key.Key_Escape)
    assert page_shown(window, ProfilePage).agency().name == "朝阳市民政局"


@pytest.mark.full
def test_nothing_is_remembered_of_a_letter_when_the_clerk_says_so(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(seed_office(out))
    keyboard.shortcut(Qt.Key.Key_Comma)
    keyboard.tab_to("记住填过的名字、单位和电话，下次提供")
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(Qt.Key.Key_Escape)
    assert load_settings(data).remembers is False
    page(window).form.load(sample("seed_letter"))
    assert page(window).make()
    assert not data.memory.exists()
    window.setting.choose("remembers", True)
    page(window).form.load(sample("npc_suggestion"))
    assert page(window).make()
    assert data.memory.exists()
