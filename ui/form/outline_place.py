"""Where the outline of the answer stands: beside the sheet where there is room, else in a list that drops over it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.answer.field import OUTLINE
from ui.core.i18n import N_, _
from ui.core.theme import GAP, mark, scaled
from ui.form.sheet import Sheet
from ui.widgets.button import tool_button

if TYPE_CHECKING:
    from ui.answer.outline import OutlineView

WIDTH = 184
KEY = N_("{name}（Alt+6）")
_MOST_ROWS, _LEAST_ROWS = 14, 3


class OutlinePlace(QObject):
    """Holds one outline; where it drops over the sheet, a button at the sheet's top right lets it do so."""

    changed = Signal()

    def __init__(self, around: QWidget, sheet: Sheet, beside: QFrame) -> None:
        """Take the sheet, what lies around both, and the frame beside it that is shown where there is room."""
        super().__init__(around)
        self._around, self._sheet, self._beside = around, sheet, beside
        self._column = QVBoxLayout(beside)
        self._column.setContentsMargins(GAP, 2 * GAP, GAP, 2 * GAP)
        self.view: OutlineView | None = None
        self._roomy = True
        self._over = QFrame(around)
        mark(self._over, "surface", "card")
        self._over.setProperty("floating", True)
        self._over.hide()
        self._inside = QVBoxLayout(self._over)
        self._inside.setContentsMargins(GAP, GAP, GAP, GAP)
        self._button = tool_button("≡", _(OUTLINE), self.toggle, tip=_(KEY).format(name=_(OUTLINE)))
        self._button.setParent(around)
        self._button.setProperty("floating", True)
        self._button.hide()
        beside.hide()
        sheet.resized.connect(self.place)

    def take(self, view: "OutlineView") -> None:
        """Show this outline from now on."""
        self.view = view
        view.chosen.connect(self._put_away)
        view.left.connect(self._put_away)
        self._put()

    def use_room(self, roomy: bool) -> None:
        """Stand beside the sheet, or drop over it."""
        if roomy is not self._roomy:
            self._roomy = roomy
            self._put()

    def width(self) -> int:
        """Return the width that the outline takes beside the sheet, in pixels."""
        return scaled(WIDTH)

    def is_wanted(self) -> bool:
        """Return whether there are headings to show."""
        return self.view is not None and not self.view.isHidden()

    def stands_beside(self) -> bool:
        """Return whether it is shown beside the sheet."""
        return self._roomy and self.is_wanted()

    def toggle(self) -> None:
        """Let the list drop over the sheet, or put it away."""
        if self._over.isVisible():
            self._put_away()
        else:
            self.drop()
            if self.view:
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self) -> None:
        """Show the list over the sheet, where it does not stand beside it."""
        if not self._roomy and self.is_wanted():
            self._over.show()
            self._over.raise_()
            self.place()
            self.changed.emit()

    def refresh(self) -> None:
        """Show as much of it as there is to show now."""
        wanted = self.is_wanted()
        self._beside.setVisible(wanted and self._roomy)
        self._button.setVisible(wanted and not self._roomy)
        if not wanted or self._roomy:
            self._over.hide()
        self.place()
        self.changed.emit()

    def place(self) -> None:
        """Put button and list at the top right of the sheet."""
        corner = self._sheet.mapTo(self._around, QPoint(self._sheet.seen().width(), 0))
        self._button.adjustSize()
        self._button.move(corner.x() - self._button.width() - GAP, corner.y() + GAP)
        self._button.raise_()
        if self._over.isVisible() and self.view:
            row = max(1, self.view.sizeHintForRow(0))
            rows = max(_LEAST_ROWS, min(_MOST_ROWS, self.view.entries.rowCount()))
            height = min(rows * row + 4 * GAP, self._sheet.height() - 4 * GAP)
            width = min(scaled(WIDTH) * 3 // 2, self._sheet.seen().width() - 2 * GAP)
            top = corner.y() + self._button.height() + 2 * GAP
            self._over.setGeometry(corner.x() - width - GAP, top, width, height)

    def _put(self) -> None:
        if self.view:
            hidden = self.view.isHidden()
            (self._column if self._roomy else self._inside).addWidget(self.view)
            self.view.setHidden(hidden)
        self.refresh()

    def _put_away(self) -> None:
        if self._over.isVisible():
            self._over.hide()
            self.changed.emit()
