"""What is offered or said is on the screen as soon as it is told: the key of its button is not typed into a field."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from register.values import Case
from ui.register.forms import CASE_ROWS
from ui.register.panel import FormPanel
from ui.widgets.message_bar import MessageBar

BUTTON = "填进来(&M)"


def a_panel() -> tuple[QWidget, Callable[[], None]]:
    panel = FormPanel("新案件", CASE_ROWS, Case(kind="cppcc_proposal", proposal="176"), "登记")
    return panel, lambda: panel.offer("登记簿里有第176号。", BUTTON, lambda: None)


def a_message_bar() -> tuple[QWidget, Callable[[], None]]:
    bar = MessageBar()
    bar.say("first", "先说的一句。")
    return bar, lambda: bar.say("offer", "登记簿里有第176号。", BUTTON, lambda: None)


@pytest.mark.parametrize("make", [a_panel, a_message_bar])
def test_the_button_of_an_offer_is_visible_at_once(
    make: Callable[[], tuple[QWidget, Callable[[], None]]], qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    shown, offer = make()
    QVBoxLayout(window).addWidget(shown)
    window.show()
    qtbot.waitExposed(window)
    offer()
    assert [button.isVisible() for button in shown.findChildren(QPushButton) if button.text() == BUTTON] == [True]
