"""Fields that choose: one of several from a list, one of a few as buttons, yes or no."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QHBoxLayout, QRadioButton, QWidget

from ui.look import WIDE_GAP, is_dark

Choices = list[tuple[str, str]]


class OutlinedRadio(QRadioButton):
    """A radio button whose outline can be seen on a dark window, too."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline over what the style has drawn."""
        super().paintEvent(event)
        if is_dark(self.palette()):
            _outline(self, round_=True)


def _outline(button: OutlinedRadio | QCheckBox, *, round_: bool) -> None:
    from PySide6.QtWidgets import QStyle, QStyleOptionButton  # late: QStyle is slow to load, and only dark needs it

    option = QStyleOptionButton()
    button.initStyleOption(option)
    elements = QStyle.SubElement
    element = elements.SE_RadioButtonIndicator if round_ else elements.SE_CheckBoxIndicator
    place = QRectF(button.style().subElementRect(element, option, button)).adjusted(0.5, 0.5, -0.5, -0.5)
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(button.palette().color(QPalette.ColorRole.PlaceholderText))
    if round_:
        painter.drawEllipse(place.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.drawRect(place)


class ChoiceField(QComboBox):
    """A list that opens, from which one value is chosen."""

    edited = Signal(str)

    def __init__(self, key: str, name: str, choices: Choices) -> None:
        """Make the list of (value, words) for the letter's path key."""
        super().__init__()
        self._key = key
        self._value = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.offer(choices)
        self.activated.connect(self._take)

    @property
    def inputs(self) -> list[QComboBox]:
        """The widgets that take the keyboard, in their order."""
        return [self]

    def offer(self, choices: Choices) -> None:
        """Offer other values; a value of the letter that is none of them stays, at the end."""
        if self._value not in [value for value, _ in choices]:
            choices = [*choices, (self._value, self._value)] if self._value else choices
        if choices != [(self.itemData(index), self.itemText(index)) for index in range(self.count())]:
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

    def typed(self) -> dict[str, str]:
        """Return nothing: every choice is a value."""
        return {}

    def problem(self) -> str:
        """Return nothing: every choice is right."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the form instead of changing the choice unseen."""
        event.ignore()

    def _take(self, index: int) -> None:
        if self.itemData(index) != self._value:
            self._value = self.itemData(index)
            self.edited.emit(self._key)


class SwitchField(QWidget):
    """A few buttons in a row of which one is on; the arrow keys change it."""

    edited = Signal(str)

    def __init__(self, key: str, name: str, choices: Choices) -> None:
        """Make a button for each (value, words) for the letter's path key."""
        super().__init__()
        self._key = key
        self._value = ""
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(WIDE_GAP)
        for value, words in choices:
            button = OutlinedRadio(words)
            button.setAccessibleName(f"{name} {words}")
            button.toggled.connect(self._take)
            self._group.addButton(button)
            self._buttons[value] = button
            row.addWidget(button)
        row.addStretch()

    @property
    def inputs(self) -> list[QWidget]:
        """The widgets that take the keyboard, in their order."""
        return list(self._buttons.values())

    def load(self, value: Any, _typed: Mapping[str, str]) -> None:
        """Show the letter's value."""
        self._value = value
        if value in self._buttons:
            self._buttons[value].setChecked(True)

    def value(self) -> Any:
        """Return the value chosen."""
        return self._value

    def typed(self) -> dict[str, str]:
        """Return nothing: every choice is a value."""
        return {}

    def problem(self) -> str:
        """Return nothing: every choice is right."""
        return ""

    def _take(self, on: bool) -> None:
        chosen = next((value for value, button in self._buttons.items() if button.isChecked()), self._value)
        if on and chosen != self._value:
            self._value = chosen
            self.edited.emit(self._key)


class CheckField(QCheckBox):
    """Yes or no."""

    edited = Signal(str)

    def __init__(self, key: str, name: str) -> None:
        """Make the box for a path key; its words are its name."""
        super().__init__(name)
        self._key = key
        self.setAccessibleName(name)
        self.clicked.connect(self._take)

    @property
    def inputs(self) -> list[QCheckBox]:
        """The widgets that take the keyboard, in their order."""
        return [self]

    def load(self, value: Any, _typed: Mapping[str, str]) -> None:
        """Show the value."""
        self.setChecked(bool(value))

    def value(self) -> Any:
        """Return the value chosen."""
        return self.isChecked()

    def typed(self) -> dict[str, str]:
        """Return nothing: both choices are values."""
        return {}

    def problem(self) -> str:
        """Return nothing: both choices are right."""
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw an outline that can be seen on a dark window, too."""
        super().paintEvent(event)
        if is_dark(self.palette()):
            _outline(self, round_=False)

    def _take(self) -> None:
        self.edited.emit(self._key)
