"""The row of tools: each stands for an action of the menus, leaves the focus alone and gives way where it must."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from letter.codec import write_letter
from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import choose, settle, words_in
from ui.core.actions import MENUS, START_ACTIONS
from ui.core.icons import icon
from ui.core.theme import TOKENS, use_look
from ui.preview.controller import BOTH
from ui.shell.main_window import MainWindow
from ui.shell.toolbar import ISSUE, MAKE, TOOLS

ACTIONS = {row.name for _title, rows in MENUS for row in rows if row.name}


def press(window: MainWindow, name: str) -> None:
    QTest.mouseClick(window.tools.tools[name], Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def worded(window: MainWindow) -> bool:
    return all(
        tool.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon for tool in window.tools.tools.values()
    )


def test_each_tool_stands_for_an_action_of_the_menus() -> None:
    assert {tool.action for tool in (*TOOLS, MAKE, ISSUE) if tool.action} <= ACTIONS
    assert ACTIONS >= START_ACTIONS


def test_a_tool_does_what_the_menu_does_and_typing_goes_on(open_window: Open, keyboard: Keyboard, out: Path) -> None:
    window = open_window(seed_office(out))
    keyboard.tab_to("案由")
    keyboard.type("甲")
    press(window, "preview")
    assert page(window).preview.mode == BOTH
    assert window.tools.tools["preview"].isChecked()
    assert keyboard.field == "案由"
    keyboard.type("乙")
    press(window, "undo")
    assert keyboard.field == "案由"
    assert keyboard.words == ""
    QTest.mouseClick(window.tools.buttons["make"], Qt.MouseButton.LeftButton)
    assert any("请填写" in words for words in words_in(page(window)))


def test_words_give_way_then_tools_but_never_the_two_buttons(open_window: Open, out: Path) -> None:
    window = open_window(seed_office(out))
    window.resize(1366, 728)
    settle()
    assert worded(window)
    tools, needed = window.tools, window.tools.sizeHint().width()
    for width, words, fewer in ((needed + 10, True, False), (needed - 60, False, False), (360, False, True)):
        tools.setFixedWidth(width)
        settle()
        assert worded(window) is words
        assert any(tool.isHidden() for tool in tools.tools.values()) is fewer
        for button in tools.buttons.values():
            assert button.isVisible()
            assert button.width() >= button.sizeHint().width()
            assert button.geometry().right() <= width
    tools.setFixedWidth(needed + 10)
    settle()
    assert worded(window)
    assert not any(tool.isHidden() for tool in tools.tools.values())


def test_what_needs_a_letter_rests_on_other_pages(open_window: Open, out: Path) -> None:
    window = open_window(seed_office(out))
    assert all(button.isVisible() for button in window.tools.buttons.values())
    window.show_help()
    assert not any(button.isVisible() for button in window.tools.buttons.values())
    assert not window.tools.tools["phrases"].isEnabled()
    window.run_action("make")
    assert list(out.iterdir()) == []
    window.leave()
    assert window.tools.tools["phrases"].isEnabled()


def colours_in(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in pixels if colour.alpha() == 255}


@pytest.mark.full
def test_icons_take_the_colours_of_each_look_and_are_sharp_at_every_scale(open_window: Open, out: Path) -> None:
    open_window(seed_office(out))
    try:
        for look in ("light", "dark", "contrast"):
            use_look(look)
            plain = icon("print").pixmap(QSize(40, 40)).toImage()
            resting = icon("print").pixmap(QSize(40, 40), QIcon.Mode.Disabled).toImage()
            assert TOKENS[look].text in colours_in(plain)
            assert TOKENS[look].disabled in colours_in(resting)
            assert plain.size() == QSize(40, 40)
    finally:
        use_look("light")


def test_the_editing_entries_of_the_menu_work_where_the_clerk_is(
    open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(seed_office(out))
    keyboard.tab_to("案由")
    keyboard.type("关于养老")
    for entry in ("全选", "剪切"):
        choose(window, entry)
    assert keyboard.words == ""
    for entry in ("粘贴", "全选", "复制", "粘贴", "粘贴"):
        choose(window, entry)
    assert keyboard.words == "关于养老关于养老"


@pytest.mark.parametrize("name", ["信.json", "文字.txt"])
def test_open_takes_what_may_be_dropped(
    name: str, open_window: Open, keyboard: Keyboard, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / name
    file.write_bytes(write_letter(sample("seed_letter")) if name.endswith("json") else "一、养老服务".encode())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    window = open_window(seed_office(out))
    keyboard.tab_to("答复内容")
    keyboard.shortcut(Qt.Key.Key_O)
    if name.endswith("json"):
        assert page(window).form.letter() == sample("seed_letter")
    else:
        assert page(window).form.answer.answer.editor.toPlainText() == "一、养老服务"
