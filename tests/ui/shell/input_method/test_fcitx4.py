"""The client of fcitx 4, with a daemon that does what the test says."""

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.input_method.fcitx4 import CONTEXT, Fcitx4Client, pixels
from ui.shell.input_method.libdbus import (
    BUS,
    DISCONNECTED,
    ERROR,
    METHOD_RETURN,
    SIGNAL,
    Call,
    Connection,
    Message,
    Value,
)

NAME, PATH = "org.fcitx.Fcitx-7", "/inputcontext_5"
# Qt tells the caret with or without the frame of the field.
FRAME = 2
Said = list[Message]


def signal(name: str, *arguments: Value, path: str = PATH) -> Message:
    return Message(SIGNAL, 0, path, (CONTEXT, name), arguments)


def owner(name: str) -> Message:
    return Message(SIGNAL, 0, BUS, (BUS, "NameOwnerChanged"), (NAME, "", name))


class Daemon:
    """In place of a connection: keeps the calls, and answers keys as the test says."""

    def __init__(self) -> None:
        """Be there, and want no key."""
        self.calls: list[Call] = []
        self.queue: Said = []
        self.key: Callable[[tuple[int | str, ...]], tuple[int, Said] | None] = lambda _key: (0, [])
        self.there, self.closed = True, False
        self._reading, self._writing = os.pipe()

    def end(self) -> None:
        os.close(self._reading)
        os.close(self._writing)

    # What the client uses of a connection

    def socket(self) -> int:
        return self._reading

    def match(self, rule: str) -> None:
        assert NAME in rule

    def close(self) -> None:
        self.closed = True

    def send(self, call: Call, reply: bool = False) -> int:
        assert not self.closed
        self.calls.append(call)
        serial = len(self.calls)
        if call.member == "CreateICv3":
            kind = METHOD_RETURN if self.there else ERROR
            self.say(Message(kind, serial, "", ("", ""), (5, 1) if self.there else ("no daemon",)))
        return serial

    def until(self, serial: int) -> Said:
        answer = self.key(self.calls[serial - 1].arguments)
        if answer is None:
            return self.come()
        taken, said = answer
        return [*self.come(), *said, Message(METHOD_RETURN, serial, "", ("", ""), (taken,))]

    def come(self) -> Said:
        os.set_blocking(self._reading, False)
        with contextlib.suppress(BlockingIOError):
            os.read(self._reading, 100)
        come, self.queue = self.queue, []
        return come

    # What the test uses

    def say(self, *messages: Message) -> None:
        self.queue += messages
        os.write(self._writing, b"!")

    def takes(self, *said: Message) -> None:
        """Want every key that is pressed, and say this to each."""
        self.key = lambda key: (0, []) if key[3] else (1, list(said))

    def hangs(self) -> None:
        self.key = lambda _key: None

    def called(self) -> list[str]:
        return [call.member for call in self.calls]


class Desk:
    """A window with two fields and a password, and keys as the X server sends them."""

    def __init__(self, qtbot: QtBot) -> None:
        """Show the window, the focus in the first field."""
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.field, self.other, self.password = QPlainTextEdit(), QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        layout = QVBoxLayout(self.window)
        for field in (self.field, self.other, self.password):
            layout.addWidget(field)
        self.window.show()
        self.window.activateWindow()
        self.field.setFocus()
        qtbot.waitUntil(self.field.hasFocus)
        self._time = 0

    def press(self, text: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
        """Press a key and return whether it came to the window; first Qt asks whether a shortcut may have it."""
        self._time += 1
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
        events = [QKeyEvent(kind, ord(text.upper()), modifiers, 30, ord(text), 0, text) for kind in kinds]
        for event in events:
            event.setTimestamp(self._time)
            if event.type() != QEvent.Type.KeyRelease:
                event.ignore()
            QApplication.sendEvent(self.window.windowHandle(), event)
        return events[0].isAccepted()

    def composed(self) -> str:
        return self.field.textCursor().block().layout().preeditAreaText()

    def looks(self) -> list[Any]:
        return self.field.textCursor().block().layout().formats()


@pytest.fixture
def daemon() -> Iterator[Daemon]:
    made = Daemon()
    yield made
    made.end()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


@pytest.fixture
def client(desk: Desk, daemon: Daemon, qapp: QApplication) -> Iterator[Fcitx4Client]:
    made = Fcitx4Client(qapp, cast(Connection, daemon), NAME)
    QApplication.processEvents()
    yield made
    qapp.focusWindowChanged.disconnect(made._watch)  # noqa: SLF001
    qapp.focusObjectChanged.disconnect(made._follow)  # noqa: SLF001
    qapp.aboutToQuit.disconnect(made._close)  # noqa: SLF001
    QGuiApplication.inputMethod().cursorRectangleChanged.disconnect(made._caret.start)  # noqa: SLF001
    made._close()  # noqa: SLF001
    made.deleteLater()


pytestmark = pytest.mark.usefixtures("client")


def test_the_daemon_hears_of_the_field_and_of_the_caret(desk: Desk, daemon: Daemon) -> None:
    assert daemon.called() == ["CreateICv3", "SetCapacity", "FocusIn", "SetCursorRect"]
    assert daemon.calls[0].arguments == ("fuhan", os.getpid())
    caret = desk.field.cursorRect()
    corner = desk.field.viewport().mapToGlobal(caret.topLeft())
    assert daemon.calls[-1].arguments[:2] == pytest.approx((corner.x(), corner.y()), abs=FRAME)
    desk.press("a")
    QApplication.processEvents()
    moved = daemon.calls[-1]
    assert moved.member == "SetCursorRect"
    assert cast(int, moved.arguments[0]) > corner.x()


def test_a_key_that_the_daemon_does_not_want_is_typed_and_asked_about_once(desk: Desk, daemon: Daemon) -> None:
    desk.press("a")
    assert desk.field.toPlainText() == "a"
    keys = [call.arguments for call in daemon.calls if call.member == "ProcessKeyEvent"]
    assert keys == [(ord("a"), 30, 0, 0, 1), (ord("a"), 30, 0, 1, 1)]


def test_what_is_composed_is_shown_underlined_and_then_committed(desk: Desk, daemon: Daemon) -> None:
    daemon.takes(signal("UpdatePreedit", "ni𠀀hao", len("ni𠀀".encode())))
    desk.press("o")
    assert (desk.composed(), desk.field.toPlainText()) == ("ni𠀀hao", "")
    (look,) = desk.looks()
    assert (look.start, look.length) == (0, 7)
    assert look.format.fontUnderline()
    daemon.takes(signal("CommitString", "你好"), signal("UpdatePreedit", "", 0))
    desk.press(" ")
    assert (desk.composed(), desk.field.toPlainText()) == ("", "你好")


@pytest.mark.parametrize(("told", "caret"), [(0, 0), (2, 2), (6, 4), (9, 7), (-1, 7), (99, 7), (3, 2)])
def test_the_caret_in_what_is_composed_is_told_in_bytes(desk: Desk, daemon: Daemon, told: int, caret: int) -> None:
    carets: list[int] = []

    class Watcher(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if isinstance(event, QInputMethodEvent):
                attributes: list[Any] = event.attributes()
                cursor = QInputMethodEvent.AttributeType.Cursor
                carets.extend(attribute.start for attribute in attributes if attribute.type == cursor)
            return False

    watcher = Watcher()
    desk.field.installEventFilter(watcher)
    daemon.takes(signal("UpdatePreedit", "ni𠀀hao", told))
    desk.press("o")
    assert carets == [caret]


def test_what_the_daemon_says_later_is_shown_too(desk: Desk, daemon: Daemon, qtbot: QtBot) -> None:
    daemon.say(signal("UpdatePreedit", "你", 0))
    qtbot.waitUntil(lambda: desk.composed() == "你")
    daemon.say(signal("UpdatePreedit", "别处", 0, path="/inputcontext_6"), signal("CommitString", "您"))
    qtbot.waitUntil(lambda: desk.field.toPlainText() == "您")
    assert desk.composed() == ""


def test_what_fcitx_5_says_of_the_composing_is_shown(desk: Desk, daemon: Daemon) -> None:
    daemon.takes(signal("UpdateFormattedPreedit", (("ni ", 8), ("hao", 16), ()), 6))
    desk.press("o")
    assert desk.composed() == "ni hao"
    daemon.takes(signal("CommitString", "你好"), signal("UpdateFormattedPreedit", (), 0))
    desk.press(" ")
    assert (desk.composed(), desk.field.toPlainText()) == ("", "你好")


def test_a_commit_is_in_the_text_before_the_key_that_follows_it(desk: Desk, daemon: Daemon) -> None:
    daemon.say(signal("CommitString", "你"))
    daemon.key = lambda _key: (0, [signal("CommitString", "好")])
    desk.press(",")
    assert desk.field.toPlainText().startswith("你好")
    assert "," in desk.field.toPlainText()


def test_a_shortcut_goes_off_unless_the_daemon_wants_its_keys(desk: Desk, daemon: Daemon) -> None:
    gone_off: list[str] = []
    QShortcut("Ctrl+S", desk.window, lambda: gone_off.append("saved"))
    control = Qt.KeyboardModifier.ControlModifier
    assert not desk.press("s", control), "Qt looks for a shortcut"
    daemon.takes()
    assert desk.press("s", control), "Qt looks for none"
    assert desk.field.toPlainText() == ""


def test_a_password_is_typed_without_the_daemon(desk: Desk, daemon: Daemon) -> None:
    daemon.takes(signal("CommitString", "密"))
    desk.password.setFocus()
    assert daemon.called()[-1] == "FocusOut"
    desk.press("p")
    assert desk.password.text() == "p"
    assert "ProcessKeyEvent" not in daemon.called()
    desk.other.setFocus()
    assert "FocusIn" in daemon.called()[-2:]
    desk.other.setEchoMode(QLineEdit.EchoMode.NoEcho)
    desk.press("q")
    assert desk.other.text() == "q"


def test_a_menu_has_its_keys_although_the_field_keeps_the_focus(desk: Desk, daemon: Daemon) -> None:
    daemon.takes(signal("CommitString", "菜"))
    menu = QMenu(desk.window)
    menu.addAction("Copy")
    menu.popup(QPoint(0, 0))
    desk.press("x")
    assert "ProcessKeyEvent" not in daemon.called()
    menu.close()
    desk.press("x")
    assert "ProcessKeyEvent" in daemon.called()


def test_what_is_composed_stays_in_the_field_that_loses_the_focus(desk: Desk, daemon: Daemon) -> None:
    daemon.takes(signal("UpdatePreedit", "你好", 0))
    desk.press("o")
    desk.other.setFocus()
    assert (desk.field.toPlainText(), desk.other.text()) == ("你好", "")
    assert daemon.called()[-3:] == ["Reset", "FocusIn", "SetCursorRect"]


def test_what_is_composed_stays_where_it_is_when_the_clerk_clicks(desk: Desk, daemon: Daemon, qtbot: QtBot) -> None:
    daemon.takes(signal("UpdatePreedit", "你好", 0))
    desk.press("o")
    qtbot.mouseClick(desk.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert (desk.field.toPlainText(), desk.composed()) == ("你好", "")
    assert "Reset" in daemon.called()


def test_a_key_that_the_daemon_sends_back_comes_to_the_field(desk: Desk, daemon: Daemon) -> None:
    desk.field.setPlainText("甲")
    forwarded = ((0xFF57, 0), (ord("b"), 0), (0x1000000 + ord("，"), 0), (ord("x"), 0), (0xFF08, 0), (0xFFE1, 0))
    daemon.takes(*(signal("ForwardKey", key, state, 0) for key, state in forwarded), signal("ForwardKey", 98, 0, 1))
    desk.press("b")
    assert desk.field.toPlainText() == "甲b，"


def test_signals_that_fcitx_4_does_not_send_are_nothing(desk: Desk, daemon: Daemon) -> None:
    daemon.takes(signal("CommitString"), signal("UpdatePreedit", "x"), signal("CommitString", 3), signal("EnableIM"))
    desk.press("a")
    assert (desk.field.toPlainText(), desk.composed()) == ("", "")


def test_a_daemon_that_hangs_is_left_alone_until_it_has_answered(desk: Desk, daemon: Daemon, qtbot: QtBot) -> None:
    daemon.takes(signal("UpdatePreedit", "你", 0))
    desk.press("i")
    daemon.hangs()
    desk.press("a")
    desk.press("b")
    assert (desk.field.toPlainText(), desk.composed()) == ("你ab", "")
    keys = [at for at, call in enumerate(daemon.calls, 1) if call.member == "ProcessKeyEvent"]
    assert len(keys) == 3
    late = Message(METHOD_RETURN, keys[-1], "", ("", ""), (1,))
    daemon.say(signal("CommitString", "迟"), late, signal("UpdatePreedit", "", 0))
    QApplication.processEvents()
    daemon.takes(signal("CommitString", "好"))
    qtbot.waitUntil(lambda: not daemon.queue)
    desk.press("c")
    assert desk.field.toPlainText().startswith("你ab好")


def test_letters_are_typed_when_the_daemon_ends_and_chinese_when_there_is_one_again(
    desk: Desk, daemon: Daemon, qtbot: QtBot
) -> None:
    daemon.takes(signal("UpdatePreedit", "你", 0))
    desk.press("i")
    daemon.say(owner(""))
    qtbot.waitUntil(lambda: desk.field.toPlainText() == "你")
    desk.press("a")
    assert desk.field.toPlainText() == "你a"
    daemon.say(owner(":1.9"))
    daemon.takes(signal("CommitString", "好"))
    qtbot.waitUntil(lambda: daemon.called().count("SetCursorRect") == 2)
    desk.press("o")
    assert desk.field.toPlainText() == "你a好"


def test_a_daemon_that_comes_after_the_program_is_used(desk: Desk, daemon: Daemon, qtbot: QtBot) -> None:
    daemon.say(owner(""))
    daemon.there = False
    daemon.say(owner(":1.8"))
    QApplication.processEvents()
    desk.press("a")
    assert desk.field.toPlainText() == "a"
    daemon.there = True
    daemon.say(owner(":1.9"))
    daemon.takes(signal("CommitString", "好"))
    qtbot.waitUntil(lambda: daemon.called().count("FocusIn") == 2)
    desk.press("o")
    assert "好" in desk.field.toPlainText()


def test_letters_are_typed_when_the_bus_has_ended(desk: Desk, daemon: Daemon) -> None:
    daemon.hangs()
    daemon.say(Message(SIGNAL, 0, "", DISCONNECTED, ()))
    desk.press("a")
    desk.press("b")
    assert desk.field.toPlainText() == "ab"
    assert daemon.closed


class Screen:
    """A window on one of two screens, as Qt scales it."""

    def __init__(self, scale: float) -> None:
        """Take the scale."""
        self._scale = scale

    def screen(self) -> "Screen":
        return self

    def geometry(self) -> QRect:
        return QRect(1920, 0, 1280, 720)

    def devicePixelRatio(self) -> float:  # noqa: N802 - Qt's name
        return self._scale


@pytest.mark.parametrize(
    ("scale", "expected"),
    [(1.0, QRect(2020, 300, 1, 20)), (1.5, QRect(2070, 450, 2, 30)), (2.0, QRect(2120, 600, 2, 40))],
)
def test_places_are_scaled_from_the_corner_of_their_screen(
    scale: float, expected: QRect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "screenAt", lambda _place: None)
    assert pixels(QRect(2020, 300, 1, 20), cast(QWindow, Screen(scale))) == expected
