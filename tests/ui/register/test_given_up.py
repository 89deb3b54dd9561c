"""Reading of the register that is given up can be done again where it was; a change offers no way to give it up."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from register.numbers import reserve
from services.data_folder import DataFolder
from services.registering import open_register
from services.registry import Registry
from tests.letters import sample
from tests.ui.conftest import Open, office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import answers
from ui.core.i18n import _
from ui.register.page import RegisterPage
from ui.widgets.background import AGAIN, CANCEL, CANCELLED, TOPIC


class SlowRegister:
    """Lets one thing that is asked of the register wait until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        """Put itself before it."""
        self.go = threading.Event()
        quick: Callable[..., Any] = getattr(Registry, name)

        def slow(registry: Registry, *given: Any, **named: Any) -> Any:
            assert self.go.wait(60)
            return quick(registry, *given, **named)

        monkeypatch.setattr(Registry, name, slow)
        monkeypatch.setattr("ui.widgets.background.PATIENCE_S", 0.1)


@pytest.fixture
def opened(open_window: Open, data: DataFolder, keyboard: Keyboard, tmp_path: Path) -> Callable[[], RegisterPage]:
    """Return a function that opens the page of a register with one number."""
    reserve(open_register(data), "朝民函", 2023, key="one")

    def open_page() -> RegisterPage:
        window = open_window(office(sample("seed_letter"), tmp_path, everything=True))
        keyboard.shortcut(Qt.Key.Key_L)
        assert window.register.page
        return window.register.page

    return open_page


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[SlowRegister]:
    made = SlowRegister(monkeypatch, request.param)
    yield made
    made.go.set()


def buttons(page: RegisterPage) -> Any:
    """Return the buttons beside what is said of the work."""
    return answers(page.acting.work.messages, TOPIC)


@pytest.mark.parametrize("slow", ["begin_cases", "years"], indirect=True)
def test_rows_that_were_given_up_are_read_again_by_one_button(
    opened: Callable[[], RegisterPage], qtbot: QtBot, slow: SlowRegister
) -> None:
    page = opened()
    qtbot.waitUntil(lambda: page.acting.work.busy)
    buttons(page)[_(CANCEL)].click()
    assert page.acting.work.messages.sentence(TOPIC) == _(CANCELLED)
    assert page.ledger.model.rowCount() == 0
    slow.go.set()
    buttons(page)[_(AGAIN)].click()
    qtbot.waitUntil(lambda: page.ledger.model.rowCount() == 1)
    assert page.acting.work.messages.sentence(TOPIC) == ""


@pytest.mark.parametrize(("slow", "view"), [("gaps", "gaps"), ("report", "report"), ("backups", "backups")],
                         indirect=["slow"])  # fmt: skip
def test_each_view_that_was_given_up_is_read_again_by_one_button(
    opened: Callable[[], RegisterPage], qtbot: QtBot, slow: SlowRegister, view: str
) -> None:
    page = opened()
    qtbot.waitUntil(lambda: not page.busy)
    page.show_view(view)
    qtbot.waitUntil(lambda: page.acting.work.busy)
    buttons(page)[_(CANCEL)].click()
    slow.go.set()
    buttons(page)[_(AGAIN)].click()
    qtbot.waitUntil(lambda: not page.acting.work.busy)
    assert page.acting.work.messages.sentence(TOPIC) == ""


@pytest.mark.parametrize("slow", ["back_up"], indirect=True)
def test_a_change_of_the_register_offers_no_way_to_give_it_up(
    opened: Callable[[], RegisterPage], qtbot: QtBot, slow: SlowRegister
) -> None:
    page = opened()
    qtbot.waitUntil(lambda: not page.busy)
    page.show_view("backups")
    qtbot.waitUntil(lambda: not page.busy)
    page.panes["backups"].back_up()  # pyright: ignore[reportAttributeAccessIssue]
    qtbot.waitUntil(lambda: page.acting.work.busy and _(CANCEL) not in buttons(page))
    page.acting.work.cancel()
    assert page.acting.work.busy
    slow.go.set()
    qtbot.waitUntil(lambda: not page.acting.work.busy)
