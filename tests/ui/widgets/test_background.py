"""Work that takes long leaves the window usable, is shown, and can be given up without a trace."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from services import saving
from services.cancellation import Stop, Stopped
from services.saving import save_bytes
from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import answers
from ui.letter.page import LetterPage
from ui.shell.main_window import MainWindow
from ui.widgets.background import CANCELLED, TOPIC


class SlowDisk:
    """A disk that lets nothing through until it is released."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        """Put itself before one step of saving."""
        self.reached, self._released = threading.Event(), threading.Event()
        self.done = threading.Event()
        quick: Callable[..., object] = getattr(saving, name)

        def slow(*arguments: object) -> object:
            if str(arguments[-1]).endswith(".docx") or "公文" in str(arguments[0]):
                self.reached.set()
                assert self._released.wait(60)
            try:
                return quick(*arguments)
            finally:
                self.done.set()

        monkeypatch.setattr(saving, name, slow)
        monkeypatch.setattr("ui.widgets.background.PATIENCE_S", 0.2)

    def release(self) -> None:
        """Let everything through."""
        self._released.set()


@pytest.fixture
def before_replacing(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    disk = SlowDisk(monkeypatch, "_write_beside")
    yield disk
    disk.release()


@pytest.fixture
def while_replacing(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    disk = SlowDisk(monkeypatch, "_replace")
    yield disk
    disk.release()


def begin(window: MainWindow) -> LetterPage:
    """Begin to make a letter on a slow disk."""
    letter_page = page(window)
    letter_page.form.load(sample("seed_letter"))
    assert not letter_page.make()
    assert letter_page.work.busy
    return letter_page


def cancel(letter_page: LetterPage) -> None:
    """Press the button that gives the work up."""
    answers(letter_page.messages, TOPIC)["取消"].click()


def test_what_takes_long_is_shown_and_told_when_it_is_done(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, out: Path, before_replacing: SlowDisk
) -> None:
    letter_page = begin(open_window(seed_office(out)))
    assert letter_page.messages.sentence(TOPIC) == "正在生成……"
    (bar,) = letter_page.messages.findChildren(QProgressBar)
    assert bar.isVisible()
    letter_page.form.focus_path("closing")
    keyboard.replace("此复。")
    assert letter_page.form.letter().closing == "此复。", "the form is usable meanwhile"
    assert not letter_page.make(), "nothing is begun twice"
    keyboard.press(Qt.Key.Key_Escape)
    assert letter_page.messages.sentence(TOPIC), "Escape does not hide what is being done"
    before_replacing.release()
    qtbot.waitUntil(lambda: not letter_page.work.busy)
    (made,) = out.iterdir()
    assert made.name in letter_page.messages.sentence("made")
    assert letter_page.messages.sentence(TOPIC) == ""
    assert not letter_page.is_made(), "the letter was changed meanwhile"


def test_work_that_is_given_up_leaves_no_file(
    qtbot: QtBot, open_window: Open, out: Path, before_replacing: SlowDisk
) -> None:
    letter_page = begin(open_window(seed_office(out)))
    cancel(letter_page)
    assert not letter_page.work.busy
    assert letter_page.messages.sentence(TOPIC) == CANCELLED
    before_replacing.release()
    assert before_replacing.done.wait(60)
    qtbot.waitUntil(lambda: list(out.iterdir()) == [])
    assert letter_page.messages.sentence("made") == ""
    assert letter_page.make(), "and it can be begun again"


@pytest.mark.full
def test_what_cannot_be_taken_back_is_waited_for(
    qtbot: QtBot, open_window: Open, out: Path, while_replacing: SlowDisk
) -> None:
    letter_page = begin(open_window(seed_office(out)))
    assert while_replacing.reached.wait(60)
    qtbot.waitUntil(lambda: "取消" not in answers(letter_page.messages, TOPIC))
    assert letter_page.messages.sentence(TOPIC) == "正在生成……"
    letter_page.work.cancel()
    assert letter_page.work.busy
    while_replacing.release()
    qtbot.waitUntil(lambda: not letter_page.work.busy)
    assert letter_page.is_made()


def test_opening_waits_for_the_letter_to_be_made(
    qtbot: QtBot, open_window: Open, out: Path, before_replacing: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("services.opening.open_file", opened.append)
    letter_page = page(open_window(seed_office(out)))
    letter_page.form.load(sample("seed_letter"))
    letter_page.open()
    assert opened == []
    before_replacing.release()
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert opened == list(out.iterdir())


def test_the_window_waits_once_for_what_is_being_done(
    qtbot: QtBot, open_window: Open, out: Path, before_replacing: SlowDisk
) -> None:
    window = open_window(seed_office(out))
    letter_page = begin(window)
    window.letters.close_current()
    assert page(window) is letter_page, "a letter that is being made stays open"
    assert not window.close()
    assert "没有做完" in window.messages.sentence("draft")
    before_replacing.release()
    qtbot.waitUntil(letter_page.is_made)
    assert window.close()


def test_an_unexpected_error_in_the_work_is_raised_in_the_window(open_window: Open, out: Path) -> None:
    letter_page = page(open_window(seed_office(out)))

    def broken(_stop: Stop) -> Path:
        raise ZeroDivisionError

    caught: list[Exception] = []

    def take(outcome: Callable[[], Path]) -> None:
        try:
            outcome()
        except ZeroDivisionError as error:
            caught.append(error)

    letter_page.work.run("话", broken, take)
    assert len(caught) == 1


def test_a_stopped_save_keeps_the_old_file(tmp_path: Path) -> None:
    target = save_bytes(tmp_path / "信.docx", b"old")
    stop = Stop()
    assert stop.ask()
    with pytest.raises(Stopped):
        save_bytes(target, b"new", stop=stop)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
    late = Stop()
    save_bytes(target, b"new", stop=late)
    assert not late.ask()
    assert target.read_bytes() == b"new"
