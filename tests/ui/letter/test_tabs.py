"""Several letters are open side by side: tabs, the keys between them, what they share and what they do not."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from letter.model import Proposal
from services.data_folder import DataFolder
from services.draft import load_drafts
from services.memory import load_memory
from services.settings import Settings
from tests.letters import sample
from tests.ui.conftest import Open, page, ready, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.letter.test_autosave import numbers
from ui.shell.application import Program
from ui.shell.main_window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def three(open_window: Open, keyboard: Keyboard, out: Path) -> MainWindow:
    """A window with three letters in work, the last one shown."""
    window = open_window(seed_office(out))
    for number in ("176", "201", "58"):
        if number != "176":
            keyboard.shortcut(Qt.Key.Key_N)
        keyboard.type(number)
    return window


def labels(window: MainWindow) -> list[str]:
    """Return what the tabs that are shown say."""
    return [
        bar.tabText(at) for bar in window.findChildren(QTabBar) if bar.isVisible() for at in range(bar.count())
    ]  # fmt: skip


def test_tabs_come_with_the_second_letter_and_go_with_it(
    three: MainWindow, keyboard: Keyboard, data: DataFolder
) -> None:
    assert labels(three) == ["176号", "201号", "58号"]
    keyboard.shortcut(Qt.Key.Key_W)
    keyboard.shortcut(Qt.Key.Key_W)
    assert labels(three) == []
    assert numbers(three) == ["176"]
    assert page(three).keeper.save()
    assert len(load_drafts(data)[0]) == 1


def test_another_letter_is_found_with_the_cards_of_the_one_before(
    open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(replace(seed_office(out), cards=Settings().cards))
    keyboard.type("176")
    first = page(window)
    keyboard.shortcut(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    keyboard.shortcut(Qt.Key.Key_1)
    keyboard.shortcut(Qt.Key.Key_N)
    assert page(window) is not first
    assert page(window).form.open_cards() == first.form.open_cards() == ("case", "signing")
    assert page(window).form.column_choice() == first.form.column_choice() != ""


def test_ctrl_tab_goes_round_and_back_to_the_field_that_was_left(three: MainWindow, keyboard: Keyboard) -> None:
    keyboard.tab_to("案由")
    keyboard.press(Qt.Key.Key_Tab, CTRL)
    assert keyboard.field == "案号"
    keyboard.type("0")
    keyboard.press(Qt.Key.Key_Tab, CTRL)
    keyboard.press(Qt.Key.Key_Tab, CTRL)
    assert keyboard.field == "案由"
    keyboard.press(Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert numbers(three) == ["1760", "201", "58"]
    assert page(three).form.letter().proposals == (Proposal("201"),)


def test_a_tab_says_number_and_subject_and_the_mouse_chooses_and_closes(three: MainWindow, qtbot: QtBot) -> None:
    page(three).form.load(sample("seed_letter"))
    page(three).form.changed.emit()
    (bar,) = three.findChildren(QTabBar)
    assert bar.tabText(2) == "176号 关于为社区治理赋能增效的…"
    assert "朝阳市民政局关于" in bar.tabToolTip(2)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    assert page(three).form.letter().proposals == (Proposal("176"),)
    assert (
        bar.tabButton(2, QTabBar.ButtonPosition.RightSide).accessibleName() == "关闭“176号 关于为社区治理赋能增效的…”"
    )
    bar.tabButton(1, QTabBar.ButtonPosition.RightSide).click()  # type: ignore[attr-defined]
    assert numbers(three) == ["176", "176"]
    assert page(three).form.letter().proposals == (Proposal("176"),), "the letter in front stays there"


def test_each_letter_undoes_its_own(three: MainWindow, keyboard: Keyboard) -> None:
    keyboard.shortcut(Qt.Key.Key_Z)
    assert page(three).form.letter().proposals == ()
    keyboard.press(Qt.Key.Key_Tab, CTRL)
    assert numbers_but_empty(three) == ["176", "201"]
    keyboard.shortcut(Qt.Key.Key_Z)
    assert numbers_but_empty(three) == ["201"]


def numbers_but_empty(window: MainWindow) -> list[str]:
    """Return the numbers of the letters that have one."""
    letters = [kept.draft.letter for kept in window.letters.kept()]
    return [letter.proposals[0].number for letter in letters if letter.proposals]


def test_what_must_be_said_of_one_letter_is_said_on_its_page_only(three: MainWindow, keyboard: Keyboard) -> None:
    bad = page(three)
    bad.form.folder.load("/没有/这个文件夹")
    bad.form.load(sample("seed_letter"))
    assert not bad.make()
    assert bad.messages.isVisible()
    keyboard.press(Qt.Key.Key_Tab, CTRL)
    assert not bad.messages.isVisible()
    assert not page(three).messages.isVisible()
    keyboard.press(Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert bad.messages.isVisible()


def test_a_finished_letter_gives_its_place_to_the_next_one(three: MainWindow, keyboard: Keyboard, out: Path) -> None:
    page(three).form.load(sample("seed_letter"))
    assert page(three).make()
    keyboard.shortcut(Qt.Key.Key_N)
    keyboard.type("9")
    assert numbers(three) == ["176", "201", "9"]


def test_what_one_letter_taught_is_offered_in_the_others_and_not_overwritten(
    three: MainWindow, keyboard: Keyboard, data: DataFolder
) -> None:
    first, second = sample("seed_letter"), sample("npc_suggestion")
    page(three).form.load(first)
    assert page(three).make()
    keyboard.press(Qt.Key.Key_Tab, CTRL)
    page(three).form.load(second)
    assert page(three).make()
    people = load_memory(data).people
    assert set(first.proposers.people) | set(second.proposers.people) <= set(people)
    keyboard.press(Qt.Key.Key_Tab, CTRL)
    recall = page(three).recall
    assert recall is None or recall.memory.people == people
    keyboard.shortcut(Qt.Key.Key_N)
    assert page(three).form.letter().contact == second.contact, "the next letter begins with the last contact"


def test_a_changed_profile_reaches_every_letter_that_had_it(
    three: MainWindow, keyboard: Keyboard, qtbot: QtBot, out: Path
) -> None:
    other = replace(sample("npc_suggestion"), agency=replace(sample("npc_suggestion").agency, name="建平县教育局"))
    page(three).form.load(other)
    keyboard.press(Qt.Key.Key_Tab, CTRL)
    three.show_profile("printing_office")
    ready(three, qtbot)
    keyboard.replace("朝阳市民政局综合科")
    keyboard.press(Qt.Key.Key_Return)
    offices = [kept.draft.letter.agency.printing_office for kept in three.letters.kept()]
    assert offices == ["朝阳市民政局综合科"] * 2 + [other.agency.printing_office]


def test_the_language_changes_in_every_tab(
    three: MainWindow, qtbot: QtBot, programs: list[Program], keyboard: Keyboard
) -> None:
    keyboard.press(Qt.Key.Key_Backtab, CTRL | SHIFT)
    three.setting.choose("language", "en")
    other = programs[0].window
    assert other is not None
    ready(other, qtbot)
    assert numbers(other) == ["176", "201", "58"]
    assert page(other).form.letter().proposals == (Proposal("201"),)
    assert labels(other) == ["No. 176", "No. 201", "No. 58"]
