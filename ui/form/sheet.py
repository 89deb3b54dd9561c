"""The sheet: the letter as one white page on the window's ground, scrolled as one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.answer.editor import AnswerEditor
from ui.core.fonts import SHEET_POINTS, text_font
from ui.core.theme import GAP, mark, scaled
from ui.fields.row import MARK_WIDTH

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

# How many characters a line of the sheet has where there is room, and at the least.
CHARACTERS, LEAST_CHARACTERS = 28, 12
# The white margin at the sides of the text, where there is room and at the least; in pixels at 100 %.
_MARGIN, _LEAST_MARGIN = 48, 12
_ABOVE, _SCROLL_BAR, _SLIVER = 24, 13, 60


class Sheet(QScrollArea):
    """Shows the letter's text as wide as its lines on paper, and keeps the caret in view."""

    resized = Signal()

    def __init__(self, letter: QWidget) -> None:
        """Put the letter's text onto a white page."""
        super().__init__()
        self._han = QFontMetrics(text_font(points=SHEET_POINTS)).horizontalAdvance("国")
        # How much of the page is seen. Asking Qt for its viewport loads every kind of widget there is, which is felt
        # at the start; its size comes with the event.
        self._seen = self.size()
        ground = QFrame()
        mark(ground, "surface", "window")
        self._page = QFrame()
        mark(self._page, "surface", "sheet")
        self._inside = QVBoxLayout(self._page)
        self._inside.addWidget(letter)
        row = QHBoxLayout(ground)
        row.setContentsMargins(GAP, 2 * GAP, GAP, 2 * GAP)
        row.addWidget(self._page, 1)
        self._page.setMaximumWidth(self._width(CHARACTERS, _MARGIN))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(ground)
        self._page.setMinimumWidth(self._width(LEAST_CHARACTERS, _LEAST_MARGIN))
        self._take_margins()

    def seen(self) -> QSize:
        """Return how much of the page is seen at once, in pixels."""
        return self._seen

    def wanted_width(self) -> int:
        """Return the width at which a line has all of its characters, in pixels."""
        return self._with_ground(self._width(CHARACTERS, _LEAST_MARGIN))

    def least_width(self) -> int:
        """Return the width at which a line has as many characters as can be read with ease, in pixels."""
        return self._with_ground(self._page.minimumWidth())

    def minimumSizeHint(self) -> QSize:
        """Ask for little: where the cards are open on a small screen, the sheet scrolls sideways meanwhile."""
        return QSize(scaled(_SLIVER), scaled(_SLIVER))

    def reveal(self, field: QWidget) -> None:
        """Scroll to a field, and to the caret in an answer."""
        if not self.isAncestorOf(field):
            return
        if isinstance(field, AnswerEditor):
            field.follow_caret()
        else:
            self.ensureWidgetVisible(field)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Give the margins what the lines leave."""
        super().resizeEvent(event)
        self._seen = event.size()
        self._take_margins()
        narrow = self._seen.width() < self.widget().minimumSizeHint().width()
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if narrow else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)
        self.resized.emit()

    def _take_margins(self) -> None:
        room = self._seen.width() - 2 * GAP
        spare = (room - self._width(CHARACTERS, 0)) // 2
        side = max(scaled(_LEAST_MARGIN), min(scaled(_MARGIN), spare))
        beside = GAP + scaled(MARK_WIDTH)
        above = min(scaled(_ABOVE), self._seen.height() // 10)
        self._inside.setContentsMargins(side, above, max(0, side - beside), above)

    def _width(self, characters: int, margin: int) -> int:
        # A line that is as wide as its characters to the pixel breaks before the last one.
        beside = GAP + scaled(MARK_WIDTH)
        return characters * self._han + self._han // 2 + scaled(margin) + max(scaled(margin), beside)

    def _with_ground(self, width: int) -> int:
        return width + 2 * GAP + scaled(_SCROLL_BAR)
