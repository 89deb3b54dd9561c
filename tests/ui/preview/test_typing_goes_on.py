"""The preview comes and goes beside a clerk who is typing: nothing that is typed next is lost."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from services.settings import PreviewView
from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import choose, settle
from ui.preview.controller import BOTH, PREVIEW, WRITE

NONE = Qt.KeyboardModifier.NoModifier
SMALL, LARGE = QSize(1366, 728), QSize(1920, 1040)


@pytest.mark.parametrize("size", [SMALL, pytest.param(LARGE, marks=pytest.mark.full)])
@pytest.mark.parametrize("field", ["案号", "案由", "标题", "首段", "答复内容", "联系人", "成文日期"])
def test_what_is_typed_after_f8_stands_behind_what_was_typed_before(
    field: str, size: QSize, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(seed_office(out))
    window.resize(size)
    page(window).form.load(replace(sample("seed_letter"), document_date=None))
    keyboard.tab_to(field)
    keyboard.replace("1")
    for typed, mode in (("2", BOTH), ("3", WRITE), ("4", BOTH)):
        while page(window).preview.mode != mode:
            keyboard.press(Qt.Key.Key_F8, NONE)
            settle()
        assert keyboard.field == field
        keyboard.type(typed)
    assert keyboard.words == "1234"


def test_a_choice_that_is_made_by_keys_goes_on_too(open_window: Open, keyboard: Keyboard, out: Path) -> None:
    open_window(seed_office(out))
    keyboard.tab_to("公开属性")
    keyboard.press(Qt.Key.Key_F8, NONE)
    settle()
    assert keyboard.field == "公开属性"
    keyboard.choose("依申请公开")


def test_the_menu_leaves_the_focus_too(open_window: Open, keyboard: Keyboard, out: Path) -> None:
    window = open_window(seed_office(out))
    keyboard.tab_to("案由")
    choose(window, "写与预览")
    settle()
    assert keyboard.field == "案由"


def test_the_preview_of_the_day_before_does_not_take_the_focus(
    open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(replace(seed_office(out), preview=PreviewView(shown=True)))
    assert page(window).preview.is_open
    assert keyboard.field == "案号"
    keyboard.type("176")
    assert page(window).form.letter().proposals[0].number == "176"


def test_whoever_is_in_the_preview_when_it_goes_is_back_in_the_letter(
    open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(seed_office(out))
    keyboard.tab_to("案由")
    keyboard.press(Qt.Key.Key_F8, NONE)
    page(window).preview.follower().pane.page_view.setFocus()
    QApplication.processEvents()
    keyboard.press(Qt.Key.Key_F8, NONE)
    assert page(window).preview.mode == PREVIEW
    assert keyboard.field == "印出来的样子"
    keyboard.press(Qt.Key.Key_F8, NONE)
    assert page(window).preview.mode == WRITE
    assert keyboard.field == "案由"
    keyboard.type("关于")


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_keys_that_come_in_one_go_with_f8_find_the_form_as_it_is_then(
    size: QSize, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(seed_office(out))
    window.resize(size)
    keyboard.tab_to("答复内容")
    settle()
    folded = page(window).form.column.folded
    for _turn in range(2):
        # A busy machine delivers what was typed meanwhile before it lays the window out.
        for _mode in (BOTH, PREVIEW, WRITE):
            page(window).preview.toggle()
        assert page(window).preview.mode == WRITE
        assert (keyboard.field, page(window).form.column.folded) == ("答复内容", folded)
