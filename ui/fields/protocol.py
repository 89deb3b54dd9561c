"""What a form asks of each of its fields, whatever the widget is that holds its value."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import Signal
    from PySide6.QtWidgets import QWidget
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object


class FormField(Protocol):
    """A field that shows a value, returns it, and says what is wrong with what was typed."""

    @property
    def widget(self) -> "QWidget":
        """The field itself, to be put into a layout."""
        ...

    @property
    def inputs(self) -> "Sequence[QWidget]":
        """The widgets that take the keyboard, in their order."""
        ...

    def load(self, value: Any, typed: Mapping[str, str], /) -> None:
        """Show a value, or what was typed where it stands for none."""

    def value(self) -> Any:
        """Return the value that stands here now."""

    def typed(self) -> dict[str, str]:
        """Return by path what was typed and stands for no value."""
        ...

    def problem(self) -> str:
        """Return what the clerk should change here, or nothing."""
        ...

    def spoken_problem(self) -> str:
        """Return what is to be said of it now: nothing while it is being typed, unless it has been said before."""
        ...

    def reading(self) -> str:
        """Return what the words are read as where that is not what was typed."""
        ...

    def speak(self) -> None:
        """Let a problem be said, because the clerk wants to go on."""

    def place_of(self, path: str, /) -> "QWidget":
        """Return the input that a path speaks of."""
        ...

    def when_edited(self, slot: Callable[[str], None]) -> None:
        """Let each change be told by its path."""

    def when_left(self, slot: Callable[[], None]) -> None:
        """Let it be told when the clerk leaves what may be half typed."""


class FieldWidget(_Widget):
    """Goes before the Qt class of a field, and is what most fields have alike."""

    if TYPE_CHECKING:
        edited: Signal

    @property
    def widget(self) -> "QWidget":
        """The field itself, to be put into a layout."""
        return self

    @property
    def inputs(self) -> "Sequence[QWidget]":
        """The widgets that take the keyboard, in their order."""
        return [self]

    def problem(self) -> str:
        """Return what the clerk should change here, or nothing."""
        raise NotImplementedError

    def spoken_problem(self) -> str:
        """Return what is to be said of it now, which is at once what there is to say."""
        return self.problem()

    def reading(self) -> str:
        """Return nothing: what stands here is what was typed."""
        return ""

    def speak(self) -> None:
        """Do nothing: what is wrong here is said at once."""

    def place_of(self, _path: str, /) -> "QWidget":
        """Return the first input."""
        return self.inputs[0]

    def when_edited(self, slot: Callable[[str], None]) -> None:
        """Let each change be told by its path."""
        self.edited.connect(slot)

    def when_left(self, slot: Callable[[], None]) -> None:
        """Do nothing: what is never half typed is never left so."""
