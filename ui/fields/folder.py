"""A field for a folder: typed, or chosen in a dialog."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from letter.cleaning import clean_line
from ui.core.i18n import N_, _
from ui.core.last_folder import documents_folder
from ui.core.theme import GAP
from ui.fields.choice import AlwaysRight
from ui.widgets.button import push_button
from ui.widgets.file_dialog import ask_for_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

CHOOSE = N_("选择文件夹…")


class FolderPathField(AlwaysRight, QWidget):
    """A line for a folder and a button to choose one; an empty line means the user's documents, or none at all."""

    edited = Signal(str)

    def __init__(self, key: str, name: str, *, none: str = "") -> None:
        """Make the line for a path of the settings; none are the words for no folder, where there need not be one."""
        super().__init__()
        self._key, self._value = key, ""
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(none or str(documents_folder()))
        self.line.setProperty("letter_placeholder", not none)
        self.line.editingFinished.connect(lambda: self._take(self.line.text()))
        self.button = push_button(_(CHOOSE), self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)

    @property
    def inputs(self) -> "Sequence[QWidget]":
        """The line and the button."""
        return [self.line, self.button]

    def load(self, value: Any, _typed: Mapping[str, str]) -> None:
        """Show a folder."""
        if value != self._value:
            self._value = value
            self.line.setText(value)

    def value(self) -> Any:
        """Return the folder, empty for the usual one or none."""
        return self._value

    def _choose(self) -> None:
        chosen = ask_for_folder(self.window(), _(CHOOSE), Path(self._value) if self._value else documents_folder())
        if chosen:
            self.line.setText(str(chosen))
            self._take(str(chosen))

    def _take(self, text: str) -> None:
        wanted = clean_line(text)
        if wanted != self._value:
            self._value = wanted
            self.edited.emit(self._key)
