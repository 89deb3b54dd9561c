"""Fields that choose: one of several from a list, one of a few as buttons, yes or no."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QHBoxLayout, QRadioButton, QWidget

from ui.core.theme import mark
from ui.fields.protocol import FieldWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

Choices = Sequence[tuple[Any, str]]
_BETWEEN = 4


class AlwaysRight(FieldWidget):
    """A field of which every choice is a value, so that there is no raw text to keep and nothing to mend."""

    def typed(self) -> dict[str, str]:
        """Return nothing: every choice is a value."""
        return {}

    def problem(self) -> str:
        """Return nothing: every choice is right."""
        return ""


class ChoiceField(AlwaysRight, QComboBox):
    """A list that opens, from which one value is chosen."""

    edited = Signal(str)

    def __init__(self, key: str, name: str, choices: Choices, *, whole: bool = True) -> None:
        """Make the list of (value, words) for the letter's path key; whole keeps room for the longest words."""
        super().__init__()
        self._key = key
        self._whole = whole
        if whole:
            self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._value: Any = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.offer(choices)
        self.activated.connect(self._take)

    def offer(self, choices: Choices) -> None:
        """Offer other values; a value of the letter that is none of them stays, at the end."""
        if self._value not in [value for value, _ in choices]:
            choices = [*choices, (self._value, self._value)] if self._value else choices
        if list(choices) != [(self.itemData(index), self.itemText(index)) for index in range(self.count())]:
            self.clear()
            for value, words in choices:
                self.addItem(words, value)
        self.setCurrentIndex(self.findData(self._value))

    def load(self, value: Any, _typed: Mapping[str, str]) -> None:
        """Show the letter's value."""
        if value == self._value and self.currentData() == value:
            return
        self._value = value
        if self.findData(value) < 0 and value:
            self.addItem(value, value)
        self.setCurrentIndex(self.findData(value))

    def value(self) -> Any:
        """Return the value chosen."""
        return self._value

    def minimumSizeHint(self) -> QSize:
        """Ask for the room that the words need."""
        return self.sizeHint() if self._whole else super().minimumSizeHint()

    def wheelEvent(self, event: "QWheelEvent") -> None:
        """Let the wheel scroll the form instead of changing the choice unseen."""
        event.ignore()

    def _take(self, index: int) -> None:
        if self.itemData(index) != self._value:
            self._value = self.itemData(index)
            self.edited.emit(self._key)


class SwitchField(AlwaysRight, QWidget):
    """A few buttons in a row of which one is on; the arrow keys change it."""

    edited = Signal(str)

    def __init__(self, key: str, name: str, choices: Choices = ()) -> None:
        """Make a button for each (value, words) for the letter's path key."""
        super().__init__()
        self._key, self._name = key, name
        self._value: Any = ""
        self._offered: Choices = ()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_BETWEEN)
        self._row.addStretch()
        self.offer(choices)

    def offer(self, choices: Choices) -> None:
        """Offer other values; a value of the letter that is none of them stays, at the end."""
        if self._value and self._value not in [value for value, _ in choices]:
            choices = [*choices, (self._value, self._value)]
        if list(choices) == list(self._offered):
            return
        self._offered = choices
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._buttons = {value: self._button(words) for value, words in choices}
        for place, button in enumerate(self._buttons.values()):
            self._row.insertWidget(place, button)
        self._check()

    @property
    def inputs(self) -> list[QWidget]:
        """The widgets that take the keyboard, in their order."""
        return list(self._buttons.values())

    def place_of(self, _path: str) -> QRadioButton:
        """Return the button that is on, which is where the keys belong."""
        return self._buttons.get(self._value) or next(iter(self._buttons.values()))

    def load(self, value: Any, _typed: Mapping[str, str]) -> None:
        """Show the letter's value."""
        self._value = value
        if value and value not in self._buttons:
            self.offer(self._offered)
        self._check()

    def value(self) -> Any:
        """Return the value chosen."""
        return self._value

    def _button(self, words: str) -> QRadioButton:
        button = QRadioButton(words)
        mark(button, "kind", "segment")
        button.setAccessibleName(f"{self._name} {words}")
        button.toggled.connect(self._take)
        self._group.addButton(button)
        return button

    def _check(self) -> None:
        if self._value in self._buttons:
            self._buttons[self._value].setChecked(True)

    def _take(self, on: bool) -> None:
        chosen = next((value for value, button in self._buttons.items() if button.isChecked()), self._value)
        if on and chosen != self._value:
            self._value = chosen
            self.edited.emit(self._key)


class CheckField(AlwaysRight, QCheckBox):
    """Yes or no."""

    edited = Signal(str)

    def __init__(self, key: str, name: str) -> None:
        """Make the box for a path key; its words are its name."""
        super().__init__(name)
        self._key = key
        self.setAccessibleName(name)
        self.clicked.connect(self._take)

    def load(self, value: Any, _typed: Mapping[str, str]) -> None:
        """Show the value."""
        self.setChecked(bool(value))

    def value(self) -> Any:
        """Return the value chosen."""
        return self.isChecked()

    def _take(self) -> None:
        self.edited.emit(self._key)
