"""Where the finished files go: a folder that is remembered from letter to letter."""

import contextlib
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from letter.cleaning import clean_line
from ui.core.i18n import N_, _
from ui.core.last_folder import documents_folder
from ui.core.theme import WIDE_GAP
from ui.widgets.button import tool_button
from ui.widgets.file_dialog import ask_for_folder
from ui.widgets.label import PlainLabel

NAME = N_("保存到")
CHOOSE = N_("选择文件夹")


class FolderField(QWidget):
    """A line for the folder and a button to choose one."""

    edited = Signal()

    def __init__(self) -> None:
        """Begin without a folder."""
        super().__init__()
        self._line = QLineEdit()
        self._line.setAccessibleName(_(NAME))
        self._line.editingFinished.connect(self._finish)
        self._choose = tool_button("…", _(CHOOSE), self.choose)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(WIDE_GAP)
        self._grid.addWidget(PlainLabel(_(NAME)), 0, 0, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(self._line, 0, 1)
        self._grid.addWidget(self._choose, 0, 2)
        self._grid.setColumnStretch(1, 1)

    @property
    def inputs(self) -> list[QLineEdit]:
        """The widgets that take the keyboard, in their order."""
        return [self._line]

    def set_label_width(self, width: int) -> None:
        """Align the label with those of the sections above."""
        self._grid.setColumnMinimumWidth(0, width)

    def load(self, folder: str) -> None:
        """Show a folder, the user's documents when there is none."""
        self._line.setText(folder or str(documents_folder()))

    def value(self) -> Path:
        """Return the folder."""
        return remembered_folder(self._line.text())

    def choose(self) -> None:
        """Let the clerk choose a folder."""
        chosen = ask_for_folder(self.window(), _(CHOOSE), self.value())
        if chosen:
            self._line.setText(str(chosen))
            self.edited.emit()

    def _finish(self) -> None:
        self._line.setText(str(self.value()))
        self.edited.emit()


def remembered_folder(text: str) -> Path:
    """Return the folder that a text names, the user's documents when it names none."""
    folder = Path(clean_line(text) or documents_folder())
    with contextlib.suppress(RuntimeError):  # ~name of an unknown user
        return folder.expanduser()
    return folder
