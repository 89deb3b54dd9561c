"""Chinese typed through the D-Bus interface of fcitx 4, which fcitx 5 answers too, for a Qt without a plug-in for it.

Every key goes to the daemon first. What it does not want goes on as usual: to the shortcuts, then to the field.
"""

import os
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QTextCharFormat,
    QWindow,
)
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ui.answer.positions import units
from ui.shell.input_method.libdbus import BUS, DISCONNECTED, METHOD_RETURN, SIGNAL, Call, Connection, Message, Value

NAME = "org.fcitx.Fcitx-{display}"
METHOD, METHOD_PATH = "org.fcitx.Fcitx.InputMethod", "/inputmethod"
CONTEXT, CONTEXT_PATH = "org.fcitx.Fcitx.InputContext", "/inputcontext_{number}"
PROGRAM = "fuhan"
# What a client can do, as fcitx 4 numbers it: show what is composed, and commit that itself when it loses the focus.
_PREEDIT, _UNFOCUS_COMMIT = 1 << 1, 1 << 5
_OWNER_CHANGED = (BUS, "NameOwnerChanged")
_LATIN = range(0x20, 0x100)
_UNICODE = 0x1000000
# The keys without a text that a daemon sends back, by their X names.
_KEYS = {
    0xFF08: Qt.Key.Key_Backspace, 0xFF09: Qt.Key.Key_Tab, 0xFF0D: Qt.Key.Key_Return, 0xFF1B: Qt.Key.Key_Escape,
    0xFF50: Qt.Key.Key_Home, 0xFF51: Qt.Key.Key_Left, 0xFF52: Qt.Key.Key_Up, 0xFF53: Qt.Key.Key_Right,
    0xFF54: Qt.Key.Key_Down, 0xFF55: Qt.Key.Key_PageUp, 0xFF56: Qt.Key.Key_PageDown, 0xFF57: Qt.Key.Key_End,
    0xFFFF: Qt.Key.Key_Delete,
}  # fmt: skip
_MODIFIERS = {
    1 << 0: Qt.KeyboardModifier.ShiftModifier,
    1 << 2: Qt.KeyboardModifier.ControlModifier,
    1 << 3: Qt.KeyboardModifier.AltModifier,
}


class Fcitx4Client(QObject):
    """Asks the daemon about each key, shows in the field what is composed, and tells the daemon where the caret is.

    A daemon that ends is done without until there is one again; of one that does not answer nothing is asked until
    it has answered.
    """

    def __init__(self, application: QApplication, connection: Connection, name: str) -> None:
        """Take the connection and the daemon's name on it; there may be no daemon yet."""
        super().__init__(application)
        self._connection, self._name = connection, name
        self._path = ""  # of our context; without one there is no daemon
        self._creating = self._unanswered = 0  # serials of calls
        self._field: QObject | None = None
        self._composed = ""
        self._asked: tuple[int, int] | None = None
        self._wanted = False
        self._told = QRect()
        self._notifier = QSocketNotifier(connection.socket(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._listen)
        self._caret = QTimer(self)
        self._caret.setSingleShot(True)
        self._caret.timeout.connect(self._tell_caret)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._caret.start)
        application.focusWindowChanged.connect(self._watch)
        application.focusObjectChanged.connect(self._follow)
        application.aboutToQuit.connect(self._close)
        connection.match(
            f"type='signal',sender='{BUS}',interface='{BUS}',member='{_OWNER_CHANGED[1]}',arg0='{self._name}'"
        )
        self._watch(application.focusWindow())
        self._create()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the daemon have the keys before anything else has them."""
        kind = event.type()
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return watched is not self._field and self._take_key(cast(QKeyEvent, event))
        if kind in (QEvent.Type.FocusAboutToChange, QEvent.Type.MouseButtonPress):
            self._finish()
        elif kind in (QEvent.Type.Move, QEvent.Type.Resize):
            self._caret.start()
        return False

    def _close(self) -> None:
        self._notifier.setEnabled(False)
        self._path = ""
        self._connection.close()

    # The daemon

    def _create(self) -> None:
        """Ask the daemon for a context."""
        arguments = (PROGRAM, os.getpid())
        call = Call(self._name, METHOD_PATH, METHOD, "CreateICv3", "si", arguments)
        self._creating = self._connection.send(call, reply=True)

    def _call(self, method: str, signature: str = "", *arguments: int, reply: bool = False) -> int:
        """Call a method of our context without waiting."""
        return self._connection.send(Call(self._name, self._path, CONTEXT, method, signature, arguments), reply)

    def _listen(self) -> None:
        for message in self._connection.come():
            self._take(message)

    def _take(self, message: Message) -> None:
        """Do what a message of the bus or of the daemon says."""
        if message.name == DISCONNECTED:
            self._close()
            self._finish()
        elif message.answers and message.answers == self._creating:
            self._created(message)
        elif message.answers and message.answers == self._unanswered:
            self._unanswered = 0
        elif message.kind != SIGNAL:
            pass  # a reply that nobody waits for
        elif message.name == _OWNER_CHANGED and message.arguments[:1] == (self._name,):
            self._replaced(str(message.arguments[-1]))
        elif message.name[0] == CONTEXT and message.path == self._path and not self._unanswered:
            self._do(message.name[1], message.arguments)

    def _created(self, message: Message) -> None:
        self._creating = 0
        if message.kind != METHOD_RETURN or not message.arguments:
            return  # no daemon yet: the bus tells when one comes
        self._path = CONTEXT_PATH.format(number=message.arguments[0])
        self._connection.match(f"type='signal',sender='{self._name}',interface='{CONTEXT}',path='{self._path}'")
        self._call("SetCapacity", "u", _PREEDIT | _UNFOCUS_COMMIT)
        self._field = None
        self._follow(QGuiApplication.focusObject())

    def _replaced(self, owner: str) -> None:
        """Leave the daemon that is gone, and turn to the one that has come."""
        self._path = ""
        self._finish()
        self._unanswered = 0
        if owner:
            self._create()

    def _do(self, signal: str, arguments: tuple[Value, ...]) -> None:
        """Do what a signal of our context says, with the arguments that fcitx 4 gives it."""
        match signal, arguments:
            case "CommitString", (str(text),):
                self._commit(text)
            case "UpdatePreedit", (str(text), int(caret)):
                self._compose(text, caret)
            case "UpdateFormattedPreedit", (tuple(pieces), int(caret)):
                # fcitx 5 sends pieces, each with a look of its own, whether it has been asked for them or not.
                texts = [piece[0] for piece in pieces if isinstance(piece, tuple) and piece]
                self._compose("".join(text for text in texts if isinstance(text, str)), caret)
            case "ForwardKey", (int(symbol), int(state), int(released)):
                self._strike(symbol, state, bool(released))

    # Keys

    def _take_key(self, event: QKeyEvent) -> bool:
        """Return whether the daemon wants a key, so that nobody else has it.

        Qt asks for shortcuts before it gives the key to the window: the daemon is asked once for both.
        """
        key = (event.timestamp(), event.nativeScanCode())
        if event.type() != QEvent.Type.KeyPress or self._asked != key:
            self._wanted = self._ask(event)
        self._asked = key if event.type() == QEvent.Type.ShortcutOverride else None
        if self._wanted:
            event.accept()
        return self._wanted

    def _ask(self, event: QKeyEvent) -> bool:
        """Ask the daemon about a key, do what it says to it, and return whether it wants the key."""
        if not self._path or self._unanswered or not self._field or not _takes_text(_keys_go_to()):
            return False
        serial = self._call(
            "ProcessKeyEvent", "uuuiu", event.nativeVirtualKey(), event.nativeScanCode(), event.nativeModifiers(),
            int(event.type() == QEvent.Type.KeyRelease), event.timestamp() & 0xFFFFFFFF, reply=True,
        )  # fmt: skip
        messages = self._connection.until(serial)
        replies = [message for message in messages if message.answers == serial]
        for message in messages:
            self._take(message)
        if not replies:
            # What it says to this key later comes too late; the key goes to the field now.
            self._finish()
            self._unanswered = serial
        return any(reply.kind == METHOD_RETURN and reply.arguments[:1] not in ((), (0,)) for reply in replies)

    def _strike(self, symbol: int, state: int, released: bool) -> None:
        """Give the field a key that the daemon sends back."""
        latin, unicode = symbol in _LATIN, symbol > _UNICODE
        text = chr(symbol - _UNICODE) if unicode else chr(symbol) if latin else ""
        key = _KEYS.get(symbol, ord(text.upper()[0]) if text else 0)
        modifiers = Qt.KeyboardModifier.NoModifier
        for bit, modifier in _MODIFIERS.items():
            modifiers |= modifier if state & bit else Qt.KeyboardModifier.NoModifier
        kind = QEvent.Type.KeyRelease if released else QEvent.Type.KeyPress
        if self._field and isValid(self._field) and key:
            QApplication.sendEvent(self._field, QKeyEvent(kind, key, modifiers, text))

    # The field

    def _watch(self, window: QWindow | None) -> None:
        if window:
            window.installEventFilter(self)

    def _follow(self, focused: QObject | None) -> None:
        """Let the daemon know whether something that takes text has the focus."""
        old, new = self._field, focused if _takes_text(focused) else None
        if old and isValid(old):
            old.removeEventFilter(self)
        if old is not new:
            self._finish()
        self._field = new
        if new:
            # A field is told before it loses the focus; after that it has dropped what was composed.
            new.installEventFilter(self)
        if self._path and (new or old):
            self._call("FocusIn" if new else "FocusOut")
            self._told = QRect()
            self._tell_caret()

    def _compose(self, text: str, caret: int) -> None:
        """Show what is being composed, underlined, with the caret behind so many bytes of it."""
        if text == self._composed == "":
            return
        self._composed = text
        looks = QTextCharFormat()
        looks.setFontUnderline(True)
        kinds, length = QInputMethodEvent.AttributeType, units(text)
        place = units(text.encode()[: max(caret, 0)].decode(errors="ignore")) if caret >= 0 else length
        attributes = [
            QInputMethodEvent.Attribute(kinds.TextFormat, 0, length, looks),
            QInputMethodEvent.Attribute(kinds.Cursor, place, 1),
        ]
        self._send(QInputMethodEvent(text, attributes))

    def _commit(self, text: str) -> None:
        self._composed = ""
        event = QInputMethodEvent()
        event.setCommitString(text)
        self._send(event)

    def _finish(self) -> None:
        """Leave in the field what is being composed, because the composing is cut off."""
        if self._composed:
            self._commit(self._composed)
            if self._path:
                self._call("Reset")

    def _send(self, event: QInputMethodEvent) -> None:
        if self._field and isValid(self._field):
            QApplication.sendEvent(self._field, event)

    def _tell_caret(self) -> None:
        """Tell the daemon where the caret is on the screen, for its window of candidates."""
        window = QGuiApplication.focusWindow()
        if not self._path or self._unanswered or not self._field or not window:
            return
        caret = QGuiApplication.inputMethod().cursorRectangle().toRect()
        place = pixels(QRect(window.mapToGlobal(caret.topLeft()), caret.size()), window)
        if place != self._told:
            self._told = place
            self._call("SetCursorRect", "iiii", place.x(), place.y(), place.width(), place.height())


def pixels(place: QRect, window: QWindow) -> QRect:
    """Return a place on the screen in the pixels of the X server, as Qt scales: each screen from its own corner."""
    screen = QGuiApplication.screenAt(place.topLeft()) or window.screen()
    corner, scale = screen.geometry().topLeft(), window.devicePixelRatio()
    moved = place.topLeft() - corner
    return QRect(
        corner + QPoint(round(moved.x() * scale), round(moved.y() * scale)),
        (place.size().toSizeF() * scale).toSize(),
    )


def _keys_go_to() -> QObject | None:
    """Return what has the keys: a menu has them although the field behind it keeps the focus."""
    popup = QApplication.activePopupWidget()
    return (popup.focusWidget() or popup) if popup else QGuiApplication.focusObject()


def _takes_text(focused: QObject | None) -> bool:
    """Return whether an object takes composed text; what is hidden, such as a password, is typed as it is."""
    if not focused:
        return False
    event = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled | Qt.InputMethodQuery.ImHints)
    QApplication.sendEvent(focused, event)
    hints = cast(int, event.value(Qt.InputMethodQuery.ImHints) or 0)
    hidden = bool(hints & Qt.InputMethodHint.ImhHiddenText.value)
    return bool(event.value(Qt.InputMethodQuery.ImEnabled)) and not hidden
