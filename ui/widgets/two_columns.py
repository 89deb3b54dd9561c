"""Two columns that scroll by themselves, or one where a small screen or large letters leave no room for both."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ui.core.theme import EDGE

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_GAP = 16
_LEFT_WIDTH, _RIGHT_WIDTH = 480, 700
_LEAST_WIDTH = 330
_SCROLL_BAR = 18
# Of the one column, the part that is the right one of two comes after the first of the left ones.
_PLACE_IN_ONE = 1
_LINES_AROUND = 3


class TwoColumns(QSplitter):
    """Several parts at the left, a tall one at the right; they come together while the window is too narrow."""

    rearranged = Signal()

    def __init__(self) -> None:
        """Begin without parts."""
        super().__init__(Qt.Orientation.Horizontal)
        self.together = False
        # How much of the screen is taken by what stands beside this, in pixels.
        self._beside = 0
        self._resizing = False
        self._left, self._right = _Column(), _Column()
        self._parts: list[QWidget] = []
        self._tall = QWidget()
        self._widths = [_LEFT_WIDTH, _RIGHT_WIDTH]

    def put(self, left: Sequence[QWidget], right: QWidget) -> None:
        """Put the parts into their columns."""
        self._parts, self._tall = list(left), right
        for part in left:
            self._left.column.addWidget(part)
        self._left.column.addStretch()
        self._right.column.addWidget(right, 1)
        for area in (self._left, self._right):
            self.addWidget(area)
            area.resized.connect(self._keep_widths)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 2)
        self.setStretchFactor(1, 3)
        self.setSizes(self._widths)
        self.splitterMoved.connect(self._note_widths)

    def widths(self) -> list[int]:
        """Return the widths of the two columns in pixels, also while there is one."""
        return self._widths if self.together else self.sizes()

    def set_widths(self, widths: Sequence[int]) -> None:
        """Give the two columns these widths in pixels, as far as there is room."""
        self._widths = list(widths)
        if not self.together:
            self.setSizes(self._widths)

    def leave_room(self, width: int) -> None:
        """Leave so many pixels of the screen to what stands beside this."""
        if width != self._beside:
            self._beside = width
            self._keep_widths()

    def wanted_width(self) -> int:
        """Return the width at which nothing of two columns is cut, in pixels."""
        return sum(self._wanted()) + self.handleWidth()

    def least_width(self) -> int:
        """Return the width at which nothing of one column is cut, in pixels."""
        return max(self._wanted())

    def reveal(self, field: QWidget) -> None:
        """Scroll to a field, and to the caret in a large one."""
        for area in (self._left, self._right):
            if area.isAncestorOf(field):
                area.ensureWidgetVisible(field)
                if isinstance(field, QPlainTextEdit):
                    caret = field.mapTo(area.widget(), field.cursorRect().center())
                    area.ensureVisible(caret.x(), caret.y(), 0, _LINES_AROUND * field.fontMetrics().lineSpacing())

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Come together or go apart as there is room."""
        self._resizing = True
        super().resizeEvent(event)
        self._resizing = False
        self._keep_widths()
        self._note_widths()

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of two columns where the screen has it, else for that of one."""
        wanted = self.wanted_width() if self._fits() else min(self.least_width(), self._screen_width())
        return QSize(wanted, super().minimumSizeHint().height())

    def _fits(self) -> bool:
        return self.wanted_width() <= self._screen_width()

    def _screen_width(self) -> int:
        return self.screen().availableSize().width() - self._beside

    def _keep_widths(self) -> None:
        """Let no column become narrower than its parts; where the screen has no room for both, make one of them.

        One column for which there is no room either scrolls sideways.
        """
        if self._resizing:
            return
        self._arrange(together=not self._fits() and self.width() < self.wanted_width())
        left, right = self._wanted()
        narrow = self.together and self.least_width() > self._screen_width()
        if self.together:
            left = _LEAST_WIDTH if narrow else self.least_width()
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if narrow else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        for area, wanted in ((self._left, left), (self._right, right)):
            area.setMinimumWidth(wanted)
            area.setHorizontalScrollBarPolicy(policy)

    def _note_widths(self) -> None:
        if not self.together and self.isVisible():
            self._widths = self.sizes()

    def _arrange(self, *, together: bool) -> None:
        if together == self.together or not self._parts:
            return
        self.together = together
        focus = QApplication.focusWidget()
        if together:
            self._left.column.insertWidget(_PLACE_IN_ONE, self._tall)
        else:
            self._right.column.addWidget(self._tall, 1)
        self._resizing = True
        self._right.setVisible(not together)
        self._tall.show()
        self._resizing = False
        if not together:
            self.setSizes(self._widths)
        if focus and self._tall.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rearranged.emit()

    def _wanted(self) -> tuple[int, int]:
        """Return the widths at which nothing of the two columns is cut."""
        left = max(part.minimumSizeHint().width() for part in self._parts)
        both = (left, self._tall.minimumSizeHint().width())
        first, second = (max(_LEAST_WIDTH, wanted + 2 * EDGE + _SCROLL_BAR) for wanted in both)
        return first, second


class _Column(QScrollArea):
    """A column that scrolls up and down, and sideways only where the screen is too small for it."""

    resized = Signal()

    def __init__(self) -> None:
        """Make an empty column."""
        super().__init__()
        page = QWidget()
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self.column.setSpacing(_GAP)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Tell that the fields may ask for another width by now."""
        super().resizeEvent(event)
        self.resized.emit()
