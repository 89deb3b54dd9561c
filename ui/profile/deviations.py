"""The list of where a profile departs from the standard, each with its clause and how sure that is."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from ui.core.i18n import N_, _
from ui.core.theme import GAP, colour_frame
from ui.widgets.label import heading_label

HEADING = N_("与标准（GB/T 9704—2012）不同之处")
NONE = N_("没有，与标准一致。")
ROW = N_("{clause} 条 · {strength}　{sentence}")
STRENGTHS = {
    "V2": N_("依据充分"),
    "V1": N_("依据一处"),
    "K": N_("行业习惯"),
    "C": N_("推算"),
    "X": N_("实测"),
}
_MARGIN = 3


class Departure(Protocol):
    """What the list needs to know of one departure."""

    @property
    def clause(self) -> str:
        """The clause of the standard, 10.1."""
        ...

    @property
    def strength(self) -> str:
        """How sure it is: V2, V1, K, C or X."""
        ...

    @property
    def sentence(self) -> str:
        """What is different, in Chinese."""
        ...


class DeviationList(QWidget):
    """A heading and a text that can be read and selected by keyboard."""

    def __init__(self) -> None:
        """Begin with nothing to tell."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        heading = heading_label(_(HEADING))
        self.text = _GrowingText(_(HEADING))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(heading)
        column.addWidget(self.text)

    def show_all(self, departures: Iterable[Departure]) -> None:
        """List the departures of the profile as it stands."""
        lines = [
            _(ROW).format(clause=row.clause, strength=_(STRENGTHS[row.strength]), sentence=_(row.sentence))
            for row in departures
        ]
        self.text.say("\n".join(lines) or _(NONE))


class _GrowingText(QTextEdit):
    """Text to be read, as high as it needs, that leaves Enter, Escape and Tab to the page."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_MARGIN)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        colour_frame(self, calm=True)

    def say(self, text: str) -> None:
        """Show a text, and leave the place of the reader when it is the same."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def sizeHint(self) -> QSize:
        """Ask for the height of the text."""
        return QSize(super().sizeHint().width(), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Ask for the height of the text."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, self._wanted_height())

    def _wanted_height(self) -> int:
        return int(self.document().size().height()) + 2 * self.frameWidth() + 2

    def _fit(self) -> None:
        if self.height() != self._wanted_height():
            self.setFixedHeight(self._wanted_height())
