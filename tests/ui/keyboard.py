"""A clerk who uses nothing but the keyboard: keys and what an input method commits, to the field with the focus."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QRadioButton, QWidget

_MOST_FIELDS = 120


class Keyboard:
    """Types, and logs the name of every field that received input and every shortcut pressed."""

    def __init__(self) -> None:
        """Begin with an empty log."""
        self.log: list[str] = []

    @property
    def focus(self) -> QWidget:
        """The widget with the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    @property
    def field(self) -> str:
        """The name by which a screen reader announces the field with the focus."""
        return self.focus.accessibleName()

    @property
    def words(self) -> str:
        """The text that the field with the focus shows."""
        shown = self.focus.property("plainText")
        return self.focus.property("text") if shown is None else shown

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(self.focus, key, modifiers)
        QApplication.processEvents()

    def shortcut(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
        """Press a shortcut and log it."""
        self.log.append(f"{modifiers.name}+{key.name}")
        self.press(key, modifiers)

    def tab(self, times: int = 1) -> None:
        """Go on to the next field."""
        for _ in range(times):
            self.press(Qt.Key.Key_Tab)

    def back(self) -> None:
        """Go back to the field before."""
        self.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)

    def tab_to(self, name: str) -> int:
        """Go on until the field of this name has the focus; return how many times Tab was pressed."""
        for times in range(_MOST_FIELDS):
            if self.field == name:
                return times
            self.tab()
        raise AssertionError(f"Tab never reaches {name}")

    def type(self, text: str) -> None:
        """Type a text as an input method does; line ends are typed by Enter."""
        self._note()
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press(Qt.Key.Key_Return)
            self._commit(line)

    def replace(self, text: str) -> None:
        """Type a text in place of what the field holds; one with tables is pasted, as from another program."""
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if "\t" in text:
            self.paste(text)
        elif text:
            self.type(text)
        else:
            self._note()
            self.press(Qt.Key.Key_Delete)

    def paste(self, text: str) -> None:
        """Paste a text from the clipboard."""
        self._note()
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def switch_to(self, name: str) -> None:
        """Press the right arrow until the button of this name is the one of its row that is on."""
        for _ in range(_MOST_FIELDS):
            if self.field == name:
                return
            self.press(Qt.Key.Key_Right)
        raise AssertionError(f"there is no {name}")

    def choose(self, words: str) -> None:
        """Choose an entry of the list with the focus by the arrow keys."""
        box = self.focus
        assert isinstance(box, QComboBox)
        if box.currentText() == words:
            return
        self._note()
        self.press(Qt.Key.Key_Home)
        for _ in range(box.count()):
            if box.currentText() == words:
                return
            self.press(Qt.Key.Key_Down)
        assert box.currentText() == words

    def fill(self, texts: Mapping[str, str], last: str) -> None:
        """Walk on by Tab up to the field named last, and put each text into the field of its name."""
        for _ in range(_MOST_FIELDS):
            name = self.field
            row = name.rpartition(" ")[0]
            if isinstance(self.focus, QRadioButton) and row in texts:
                self.switch_to(f"{row} {texts[row]}")
            elif name in texts:
                if isinstance(self.focus, QComboBox):
                    self.choose(texts[name])
                else:
                    self.replace(texts[name])
            if name == last:
                return
            self.tab()
        raise AssertionError(f"Tab never reaches {last}")

    def _commit(self, text: str) -> None:
        if text:
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
            QApplication.sendEvent(self.focus, event)
            QApplication.processEvents()

    def _note(self) -> None:
        if self.field not in self.log[-1:]:
            self.log.append(self.field)
