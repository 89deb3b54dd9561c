"""The window of one sentence: read whole, closed by a key, and never shown where nobody sees windows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.shell.notice_window import NoticeWindow, show_notice
from ui.shell.single_instance import OPEN_ELSEWHERE


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("focus", [True, False])
def test_the_sentence_is_there_until_a_key_is_pressed(qtbot: QtBot, key: Qt.Key, focus: bool) -> None:
    window = NoticeWindow(OPEN_ELSEWHERE)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    assert window.words.text() == OPEN_ELSEWHERE
    assert window.words.height() >= window.words.heightForWidth(window.words.width())
    qtbot.keyClick(window.button if focus else window, key)
    assert not window.isVisible()


def test_nobody_waits_for_a_window_that_nobody_sees(qapp: QApplication) -> None:
    show_notice(qapp, OPEN_ELSEWHERE)
