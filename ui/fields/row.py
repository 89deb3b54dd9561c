"""One row of a section: label, inputs, the mark of a change by hand, and the message beneath them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from letter.messages import joined
from ui.core.i18n import N_, _, translate
from ui.core.theme import GAP, mark, scaled
from ui.fields.content import HasContent
from ui.fields.protocol import FormField
from ui.fields.reading import reading_label, tell_reading
from ui.fields.specs import FieldSpec, RowSpec, make_field
from ui.fields.text import TextField
from ui.widgets.button import tool_button
from ui.widgets.label import PlainLabel, colour_words, plain_label, set_tip

CHANGED = "↺"
RESTORE = N_("还原为自动文字")
AUTOMATIC_TIP = N_("自动文字，随其他各项变化；直接改写就以改写的为准")
RESTORE_TIP = N_("已由手工改写。按 Ctrl+R 或点此还原为：\n{derived}")
LABEL_TOP = 5
# How wide the mark beside a derived field is, in pixels at 100 %; its place stays free while there is none.
MARK_WIDTH = 22
_LONGEST_TIP = 300


def row_label(words: str) -> PlainLabel:
    """Return the label of a row."""
    label = PlainLabel(words)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    mark(label, "tone", "secondary")
    return label


class FieldRow(QWidget):
    """The inputs of one row, with their marks and message; its label stands apart, in the column of labels."""

    def __init__(self, spec: RowSpec) -> None:
        """Build the inputs that the table asks for."""
        super().__init__()
        self.spec = spec
        self.fields: dict[str, FormField] = {}
        self.label = row_label(_(spec.label))
        # On the sheet a field needs no label.
        self.labelled = True
        # Whether a rare row is put away while nothing stands in it.
        self.away = spec.rare
        self._marks: dict[str, QToolButton] = {}
        self._states: dict[str, tuple[bool, str]] = {}
        self._words: dict[str, list[QLabel]] = {}
        self._message: QLabel | None = None
        self._told = ""
        self._remark: QLabel | None = None
        self._reading: PlainLabel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._line = QHBoxLayout()
        self._line.setSpacing(GAP)
        self._column.addLayout(self._line)
        for field in spec.fields:
            self._add(field)
        stretches = any(not field.width and not field.choices for field in spec.fields)
        if not stretches:
            self._line.addStretch()

    def tell(self, sentence: str) -> None:
        """Show one more sentence beneath the inputs until the next change in this row."""
        if sentence not in self._told:
            self._told = translate(joined(filter(None, (self._told, sentence))))
        self.refresh()

    def in_use(self) -> bool:
        """Return whether the clerk is in this row or has to come back to it."""
        return any(_in_use(field) for field in self.fields.values())

    def unset(self) -> bool:
        """Return whether nothing stands in any input but what stands there by itself."""
        contents = [field.content for field in self.fields.values() if isinstance(field, HasContent)]
        return not self._told and all(content.value == content.unset and not content.problem for content in contents)

    def show_for(self, value: Any) -> None:
        """Show the row and each of its inputs where the table says so, and where the clerk is or has to come back."""
        shown = (self.spec.shown(value) and not (self.away and self.unset())) or self.in_use()
        self.setVisible(shown)
        self.label.setVisible(shown and self.labelled)
        for spec in self.spec.fields:
            field = self.fields[spec.path]
            visible = spec.shown(value) or _in_use(field)
            for part in (field.widget, *self._words[spec.path]):
                part.setVisible(visible)
        if self.spec.remark and shown:
            self._show_remark(self.spec.remark(value))

    def forget(self) -> None:
        """Take back what was told."""
        self._told = ""
        self.refresh()

    def refresh(self, *, edited: bool = False) -> None:
        """Show the marks and the message that the inputs call for now."""
        if edited:
            self._told = ""
        for path, field in self.fields.items():
            if isinstance(field, TextField) and field.content.derives:
                self._mark(path, field)
        spoken = (field.spoken_problem() for field in self.fields.values())
        self._show_reading("、".join(filter(None, (field.reading() for field in self.fields.values()))))
        self._say(translate(joined(filter(None, spoken))) or self._told)

    def speak(self) -> None:
        """Say what is wrong in this row, also where the clerk is still typing."""
        for field in self.fields.values():
            field.speak()
        self.refresh()

    def add_button(self, words: str, tip: str, action: Callable[[], None]) -> None:
        """Put a small button at the end of the row, for the mouse; keys reach its action by a shortcut."""
        self._line.addWidget(tool_button(words, tip, action), 0, Qt.AlignmentFlag.AlignTop)

    def _add(self, spec: FieldSpec) -> None:
        before, after = map(_beside, _(spec.around).split("{}"))
        if before:
            self._line.addWidget(before, 0, Qt.AlignmentFlag.AlignTop)
        field = make_field(spec)
        self.fields[spec.path] = field
        field.when_left(self._refresh)
        self._words[spec.path] = [label for label in (before, after) if label]
        alignment = Qt.AlignmentFlag(0) if spec.tall else Qt.AlignmentFlag.AlignTop
        self._line.addWidget(field.widget, 0 if spec.width or spec.choices else 1, alignment)
        if after:
            self._line.addWidget(after, 0, Qt.AlignmentFlag.AlignTop)

    def _mark(self, path: str, field: TextField) -> None:
        changed = field.overridden()
        button = self._marks.get(path)
        if button is None:
            button = self._marks[path] = tool_button(CHANGED, f"{field.accessibleName()} {_(RESTORE)}", field.restore)
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
            button.setFixedWidth(scaled(MARK_WIDTH))
            place = max(map(self._line.indexOf, (field, *self._words[path])))
            self._line.insertWidget(place + 1, button, 0, Qt.AlignmentFlag.AlignTop)
        button.setVisible(changed and not field.isHidden())
        state = (changed, field.content.derived if changed else "")
        if self._states.get(path) == state:
            return
        self._states[path] = state
        tip = _(RESTORE_TIP).format(derived=field.content.derived[:_LONGEST_TIP]) if changed else _(AUTOMATIC_TIP)
        set_tip(button, tip)
        set_tip(field, tip)
        field.setAccessibleDescription(tip)

    def _refresh(self) -> None:
        self.refresh()

    def _show_remark(self, sentence: str) -> None:
        if self._remark is None:
            if not sentence:
                return
            self._remark = plain_label()
            self._column.addWidget(self._remark)
        colour_words(self._remark, self.spec.remark_shade)
        if sentence != self._remark.text():
            self._remark.setText(sentence)
        self._remark.setVisible(bool(sentence))

    def _show_reading(self, words: str) -> None:
        if self._reading is None:
            if not words:
                return
            self._reading = reading_label()
            self._column.addWidget(self._reading)
        tell_reading(self._reading, words)

    def _say(self, sentence: str) -> None:
        if self._message is None:
            if not sentence:
                return
            self._message = plain_label()
            self._column.addWidget(self._message)
        colour_words(self._message, "problem")
        self._message.setText(f"！{sentence}" if sentence else "")
        self._message.setVisible(bool(sentence))


def _beside(words: str) -> QLabel | None:
    """Return a label that stands on the first line of the input that it goes with."""
    if not words.strip():
        return None
    label = PlainLabel(words.strip())
    label.setContentsMargins(0, LABEL_TOP, 0, 0)
    mark(label, "tone", "secondary")
    return label


def _in_use(field: FormField) -> bool:
    return bool(field.problem()) or any(widget.hasFocus() for widget in field.inputs)
