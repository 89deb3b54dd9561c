"""A field of several rows of inputs, one for each item of a list: added, removed, and numbered anew."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget

from ui.core.i18n import _
from ui.core.theme import GAP
from ui.fields.protocol import FieldWidget, FormField
from ui.widgets.button import tool_button


class ItemRow(QWidget):
    """The inputs of one item; its keys and names go with its place in the list."""

    edited = Signal(str)
    removed = Signal(QWidget)
    moved = Signal(QWidget, int)
    nothing: Any = None

    @property
    def fields(self) -> Sequence[FormField]:
        """The fields of the row in the order of Tab."""
        raise NotImplementedError

    def stand_at(self, index: int, count: int) -> None:
        """Take the keys and names that go with this index among so many rows."""
        raise NotImplementedError

    def load(self, item: Any, typed: Mapping[str, str]) -> None:
        """Show an item."""
        raise NotImplementedError

    def value(self) -> Any:
        """Return what the inputs hold, which in a blank row equals nothing."""
        raise NotImplementedError

    def typed(self) -> dict[str, str]:
        """Return the raw texts that stand for no value."""
        return {key: raw for field in self.fields for key, raw in field.typed().items()}

    def blank(self) -> bool:
        """Return whether nothing has been typed here."""
        return self.value() == self.nothing and not self.typed()

    def remove_button(self) -> QToolButton:
        """Return the button that takes the row away."""
        return tool_button("－", _("去掉这一件"), self._tell_removed, tip=_("去掉这一件（Ctrl+-）"))

    def _tell_removed(self) -> None:
        self.removed.emit(self)


_Row = TypeVar("_Row", bound=ItemRow)


class RowsField(FieldWidget, QWidget, Generic[_Row]):
    """All items; there are always so many rows to type into, and rows left blank do not count."""

    edited = Signal(str)
    left = Signal()
    rows_changed = Signal()
    moved = Signal()

    def __init__(self, key: str, least: int) -> None:
        """Begin with the least number of rows."""
        super().__init__()
        self._key = key
        self._least = least
        self._value: tuple[Any, ...] = ()
        self.rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)

    @property
    def inputs(self) -> Sequence[QWidget]:
        """The widgets that take the keyboard, in their order."""
        return [widget for row in self.rows for field in row.fields for widget in field.inputs]

    def make_row(self) -> _Row:
        """Return a row that has no place yet."""
        raise NotImplementedError

    def load(self, value: tuple[Any, ...], typed: Mapping[str, str]) -> None:
        """Show the items; a blank row that the clerk has just added stays."""
        here = {key: raw for key, raw in typed.items() if key.startswith(f"{self._key}.")}
        if value == self._value and here == self.typed():
            return
        self._value = value
        known = [int(key.split(".")[1]) + 1 for key in here]
        self._set_rows(max([self._least, len(value), *known]))
        for index, row in enumerate(self.rows):
            row.load(value[index] if index < len(value) else row.nothing, here)

    def value(self) -> tuple[Any, ...]:
        """Return the items, without blank rows."""
        return self._value

    def typed(self) -> dict[str, str]:
        """Return the raw texts that stand for no value."""
        return {key: raw for row in self.rows for key, raw in row.typed().items()}

    def problem(self) -> str:
        """Return what the clerk should change here, or nothing."""
        return "".join(field.problem() for row in self.rows for field in row.fields)

    def spoken_problem(self) -> str:
        """Return what is to be said of it now."""
        return "".join(field.spoken_problem() for row in self.rows for field in row.fields)

    def speak(self) -> None:
        """Let every problem be said."""
        for field in (field for row in self.rows for field in row.fields):
            field.speak()

    def when_left(self, slot: Callable[[], None]) -> None:
        """Let it be told when the clerk leaves one of the lines."""
        self.left.connect(slot)

    def add(self) -> None:
        """Add a blank row and go there."""
        self._set_rows(len(self.rows) + 1)
        self._go_to(len(self.rows) - 1)

    def remove(self, row: QWidget | None = None) -> None:
        """Take a row away: this one, or the one with the focus; one that has to stay is emptied instead."""
        focus = QApplication.focusWidget()
        rows = enumerate(self.rows)
        index = next((at for at, own in rows if own is row or (not row and focus and own.isAncestorOf(focus))), None)
        if index is None:
            return
        if len(self.rows) == self._least:
            self.rows[index].load(self.rows[index].nothing, {})
        else:
            self._drop(index)
        self._value = self._collected()
        self._go_to(min(index, len(self.rows) - 1))
        self.edited.emit(f"{self._key}.rows.{len(self.rows)}")

    def move_row(self, row: QWidget, step: int) -> None:
        """Move a row one place up (-1) or down (1), the focus with it."""
        at = next((at for at, own in enumerate(self.rows) if own is row), None)
        if at is None or not 0 <= (to := at + step) < len(self.rows):
            return
        moved = self.rows.pop(at)
        self.rows.insert(to, moved)
        self._column.removeWidget(moved)
        self._column.insertWidget(to, moved)
        self._arrange()
        self._value = self._collected()
        self.edited.emit(f"{self._key}.rows.{at}.{to}")
        self.moved.emit()

    def _go_to(self, index: int) -> None:
        inputs = self.rows[index].fields[0].inputs if self.rows else self.inputs
        inputs[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_rows(self, count: int) -> None:
        changed = len(self.rows) != count
        while len(self.rows) < count:
            row = self.make_row()
            row.edited.connect(self._take)
            for field in row.fields:
                field.when_left(self.left.emit)
            row.removed.connect(self.remove)
            row.moved.connect(self.move_row)
            self._column.insertWidget(len(self.rows), row)
            self.rows.append(row)
        while len(self.rows) > count:
            self._drop(len(self.rows) - 1)
        if changed:
            self._arrange()

    def _drop(self, index: int) -> None:
        row = self.rows.pop(index)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._arrange()

    def _arrange(self) -> None:
        for index, row in enumerate(self.rows):
            row.stand_at(index, len(self.rows))
        self.rows_changed.emit()

    def _collected(self) -> tuple[Any, ...]:
        return tuple(row.value() for row in self.rows if not row.blank())

    def _take(self, key: str) -> None:
        self._value = self._collected()
        self.edited.emit(key)
