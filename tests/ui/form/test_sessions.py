"""Each body counts its own terms and meetings: what was typed for 政协 is not carried to 人大, and comes back."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from letter.model import Session
from services.data_folder import DataFolder
from services.settings import Settings, load_settings, sessions_of
from tests.letters import sample
from tests.ui.conftest import Open, page
from tests.ui.keyboard import Keyboard
from ui.shell.main_window import MainWindow

ALT = Qt.KeyboardModifier.AltModifier
CPPCC, NPC = Session("朝阳市政协", 12, 2), Session("朝阳市人大", 17, 3)


@pytest.fixture
def window(open_window: Open, tmp_path: Path) -> MainWindow:
    """The window of an office whose older program remembered one session, that of 政协."""
    seed = sample("seed_letter")
    agency, contact = seed.agency, seed.contact
    return open_window(Settings(agency=agency, folder=str(tmp_path), kind=seed.kind, session=CPPCC, contact=contact))


def switch(keyboard: Keyboard, key: Qt.Key) -> None:
    """Go to the kinds and on to the one beside."""
    keyboard.shortcut(Qt.Key.Key_1, ALT)
    keyboard.press(key)


def test_a_session_is_remembered_for_each_body(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot, data: DataFolder
) -> None:
    switch(keyboard, Qt.Key.Key_Right)
    session = page(window).form.letter().session
    assert session == Session("朝阳市人大"), "nobody has said which meeting this is"
    keyboard.tab_to("届")
    keyboard.replace("17")
    keyboard.tab_to("次会议")
    keyboard.replace("3")
    page(window).remember()
    assert sessions_of(load_settings(data)) == {"cppcc_proposal": CPPCC, "npc_suggestion": NPC}
    page(window).turn_to()
    page(window).begin()
    assert page(window).form.letter().session == NPC
    switch(keyboard, Qt.Key.Key_Left)
    assert page(window).form.letter().session == CPPCC
    switch(keyboard, Qt.Key.Key_Right)
    assert page(window).form.letter().session == NPC


def test_what_was_typed_comes_back_with_its_kind(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.tab_to("届")
    keyboard.replace("13")
    switch(keyboard, Qt.Key.Key_Right)
    switch(keyboard, Qt.Key.Key_Left)
    assert page(window).form.letter().session == replace(CPPCC, term=13)


def test_an_office_without_a_place_switches_by_what_is_remembered(open_window: Open, tmp_path: Path) -> None:
    seed = sample("seed_letter")
    keyboard, agency = Keyboard(), replace(seed.agency, place="")
    settings = Settings(
        agency=agency, folder=str(tmp_path), kind="cppcc_proposal", session=CPPCC, sessions={"npc_suggestion": NPC}
    )  # fmt: skip
    window = open_window(settings)
    switch(keyboard, Qt.Key.Key_Right)
    assert page(window).form.letter().session == NPC
