"""A group of fields from a table: shows a frozen value, returns an amended copy; nothing else touches its widgets."""

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.core.i18n import _
from ui.core.struct_paths import amend_path, read_path
from ui.core.theme import GAP, WIDE_GAP
from ui.fields.choice import ChoiceField, SwitchField
from ui.fields.content import HasContent
from ui.fields.line import LineField
from ui.fields.protocol import FormField
from ui.fields.row import LABEL_TOP, FieldRow, row_label
from ui.fields.specs import FieldSpec, RowSpec
from ui.fields.text import TextField
from ui.widgets.label import heading_label

_Field = TypeVar("_Field")


class FieldGroup(QWidget):
    """Rows of labelled inputs with a load side and a collect side.

    The inputs of a late one are built when somebody wants to see or reach them: the window is painted before.
    """

    edited = Signal(str)
    # A field is about to get the focus: whatever hides it is to be opened.
    wanted = Signal(str)
    built = Signal()

    def __init__(self, title: str, rows: tuple[RowSpec, ...], *, late: bool = False) -> None:
        """Build the rows beneath a heading."""
        super().__init__()
        self._table = rows
        self._rows: list[FieldRow] | None = None
        self._fields: dict[str, FormField] = {}
        self.specs = {field.path: field for row in rows for field in row.fields}
        self.heading = heading_label(_(title))
        self._value: Struct | None = None
        self._label_width = 0
        self._rare_shown = False
        if not late:
            self.build()

    @property
    def is_built(self) -> bool:
        """Whether the inputs are there."""
        return self._rows is not None

    @property
    def rows(self) -> list[FieldRow]:
        """The rows in their order."""
        return self.build()

    @property
    def fields(self) -> dict[str, FormField]:
        """The fields by their paths."""
        self.build()
        return self._fields

    def build(self) -> list[FieldRow]:
        """Build the rows, unless they are there, and show in them what the group was told to; return them."""
        if self._rows is None:
            self._rows = [FieldRow(row) for row in self._table]
            self._fields = {path: field for row in self._rows for path, field in row.fields.items()}
            self.arrange_rows()
            for field in self._fields.values():
                field.when_edited(self._tell_edited)
            self.finish_building()
            self.show_rare(self._rare_shown)
            if self._value is not None:
                self.load(self._value, {})
            self.built.emit()
        return self._rows

    def finish_building(self) -> None:
        """Do what a kind of group does to its rows once they are there."""

    def arrange_rows(self) -> None:
        """Put the rows beneath the heading, their labels in a column."""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(WIDE_GAP)
        self._grid.setVerticalSpacing(GAP)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, self._label_width)
        self._grid.addWidget(self.heading, 0, 0, 1, 2)
        for number, row in enumerate(self.rows, 1):
            row.label.setContentsMargins(0, LABEL_TOP, 0, 0)
            self._grid.addWidget(row.label, number, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(row, number, 1)

    def show_rare(self, shown: bool, path: str = "") -> None:
        """Show the rows that are rare or put them away, or that of one field."""
        if not path:
            self._rare_shown = shown
        for row in self.rows if path else self._rows or ():
            if row.spec.rare and (not path or path in row.fields):
                row.away = not shown
                if self._value is not None:
                    row.show_for(self._value)

    def row_of(self, path: str) -> FieldRow:
        """Return the row that holds the field of this path."""
        return next(row for row in self.rows if path in row.fields)

    def field(self, path: str, kind: type[_Field]) -> _Field:
        """Return the field of this path as what its table makes it: a field of this kind."""
        found = self.fields[path]
        assert isinstance(found, kind)
        return found

    def label_width(self) -> int:
        """Return the width that the widest label asks for, in pixels."""
        if self._rows:
            return max(row.label.sizeHint().width() for row in self._rows)
        measure = self.fontMetrics().horizontalAdvance
        return row_label(max((_(row.label) for row in self._table), key=measure)).sizeHint().width()

    def set_label_width(self, width: int) -> None:
        """Give the column of labels this width, so that groups align."""
        self._label_width = width
        if self._rows:
            self._grid.setColumnMinimumWidth(0, width)

    def rare_labels(self) -> list[str]:
        """Return the labels of the rows that are rare."""
        return [_(row.label) for row in self._table if row.rare]

    def load(self, value: Struct, typed: Mapping[str, str]) -> None:
        """Show a value, and what was typed where it could not be read; fields that already mean it stay untouched."""
        if self._rows is None and not any(self.path_of(path) for path in typed):
            self._value = value
            return
        self.build()
        self._value = value
        for path, field in self.fields.items():
            self._prepare(self.specs[path], field, value)
            field.load(read_path(value, path), typed)
            self._complete(self.specs[path], field, value)
        for row in self.rows:
            row.show_for(value)
            row.refresh()

    def _prepare(self, spec: FieldSpec, field: FormField, value: Struct) -> None:
        """Let a field know, before it shows a value, what it depends on in the others."""
        if spec.choices and isinstance(field, ChoiceField | SwitchField):
            field.offer(spec.choices(value))
        if spec.reads and isinstance(field, HasContent):
            field.content.reader = spec.reads(value)

    def _complete(self, spec: FieldSpec, field: FormField, value: Struct) -> None:
        """Show in a field what follows from the others: its derived words, and what an empty one says."""
        if spec.follows and isinstance(field, TextField):
            field.follow(spec.follows(value))
        shown_when_empty = spec.hint or spec.example
        if shown_when_empty and isinstance(field, LineField | TextField):
            _show_when_empty(field, shown_when_empty(value))

    def collect(self, value: Any) -> Any:
        """Return the value with what the fields hold."""
        for path, field in self.fields.items():
            value = amend_path(value, path, field.value())
        for field in self.fields.values():
            if isinstance(field, HasContent):
                for path, said in field.content.pass_on(partial(read_path, value)).items():
                    value = amend_path(value, path, said)
        return value

    def typed(self) -> dict[str, str]:
        """Return by path what was typed and stands for no value."""
        return {key: raw for field in self._fields.values() for key, raw in field.typed().items()}

    def problems(self) -> list[tuple[str, str]]:
        """Return path and sentence of each field that holds something unreadable."""
        return [(path, field.problem()) for path, field in self._fields.items() if field.typed() and field.problem()]

    def speak(self) -> None:
        """Say beside the fields what is wrong there, also where the clerk is still typing."""
        for row in self._rows or ():
            row.speak()

    def tell(self, path: str, sentence: str) -> bool:
        """Show a sentence beside the field of this path, or of one within or around it; return whether it is here."""
        found = self.path_of(path)
        if found:
            row = self.row_of(found)
            row.tell(sentence)
            if self._value is not None:
                row.show_for(self._value)
        return bool(found)

    def forget_told(self) -> None:
        """Take back every sentence that was told."""
        for row in self._rows or ():
            row.forget()

    def path_of(self, path: str) -> str:
        """Return the path of the field that shows this path, nothing when it is not here."""
        return next((own for own in self.specs if f"{own}.".startswith(f"{path}.") or path.startswith(f"{own}.")), "")

    def focus_first(self) -> None:
        """Set the focus on the field that comes first in the order of Tab, of those that are shown."""
        paths = self._tab_paths()
        shown = [path for path in paths if not self.row_of(path).isHidden()]
        self.focus((shown or paths)[0], Qt.FocusReason.ShortcutFocusReason)

    def focus(self, path: str, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> bool:
        """Set the focus on the field of this path; return whether it is here."""
        found = self.path_of(path)
        if found:
            self.wanted.emit(found)
            self.show_rare(True, found)
            self.fields[found].place_of(path).setFocus(reason)
        return bool(found)

    def tab_chain(self) -> list[QWidget]:
        """Return the inputs in the order of Tab, as far as they are built: first what is to be typed."""
        if self._rows is None:
            return []
        return [widget for path in self._tab_paths() for widget in self.fields[path].inputs]

    def _tab_paths(self) -> list[str]:
        derived = {path: isinstance(field, TextField) and field.content.derives for path, field in self.fields.items()}
        return sorted(self.fields, key=lambda path: derived[path])

    def _tell_edited(self, key: str) -> None:
        for row in self.rows:
            if any(key == path or key.startswith(path + ".") for path in row.fields):
                row.refresh(edited=True)
        self.edited.emit(key)


def _show_when_empty(field: LineField | TextField, words: str) -> None:
    if words != field.placeholderText():
        field.setPlaceholderText(words)
        field.updateGeometry()
