"""A card of the case column: a heading that opens and closes it; closed, it says in one line what is in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.core.i18n import N_, _
from ui.core.theme import GAP, mark, scaled
from ui.fields.group import FieldGroup
from ui.form.folder_field import FolderField
from ui.widgets.button import push_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import set_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

MORE, LESS = N_("更多：{names}"), N_("收起不常用的")
BETWEEN = N_("、")
OPEN_TIP, CLOSE_TIP = N_("展开（回车）"), N_("收起（回车）")
EDGE = 10
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class CardHeading(QToolButton):
    """The words at the top of a card; Enter opens or closes it, arrow keys go to the next heading."""

    stepped = Signal(int)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Press by Enter as by the space bar, and go on by the arrow keys."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.click()
        elif event.key() in _STEPS and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class Summary(ElidedLabel):
    """Words of the letter in one line, shortened at their end; they are no words of the interface."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(Qt.TextElideMode.ElideRight)
        self.setProperty("letter_text", True)
        mark(self, "tone", "secondary")

    def say(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self._fit()


class Card(QFrame):
    """Holds a group of fields; what is rare among them is a line at its foot until it is asked for."""

    turned = Signal()

    def __init__(self, name: str, group: FieldGroup, rare: "Sequence[tuple[str, FolderField]]" = ()) -> None:
        """Put a group into a card of this name; rare are further widgets with their names, shown with the rare rows."""
        super().__init__()
        self.name, self.group = name, group
        self._rare = [widget for _words, widget in rare]
        mark(self, "surface", "card")
        # The column scrolls; a card that is pressed together has its rows over one another.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        title = group.heading.text()
        self.heading = CardHeading()
        self.heading.setText(title)
        self.heading.setAccessibleName(title)
        self.heading.setFont(group.heading.font())
        self.heading.clicked.connect(lambda: self.turn(not self.is_open))
        self.summary = Summary()
        names = group.rare_labels() + [_(words) for words, _widget in rare]
        self.more = push_button(_(MORE).format(names=_(BETWEEN).join(names)), self._turn_rare)
        mark(self.more, "kind", "link")
        self._more_words = self.more.text()
        self._lead = names[0] if names else ""
        self._rare_shown = False
        self._body = QWidget()
        self._assemble(bool(names))
        group.wanted.connect(self._open_for)
        self.turn(group.is_built)
        self.show_rare(False)

    @property
    def is_open(self) -> bool:
        """Return whether the fields are shown."""
        return not self._body.isHidden()

    @property
    def rare_shown(self) -> bool:
        """Return whether what is rare is shown."""
        return self._rare_shown

    def turn(self, opened: bool) -> None:
        """Open or close the card."""
        if not opened and self._body.isAncestorOf(self.focusWidget() or self):
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        changed = opened is not self.is_open
        if opened:
            self.group.build()
        self._body.setVisible(opened)
        self.summary.setVisible(not opened)
        set_tip(self.heading, _(CLOSE_TIP if opened else OPEN_TIP))
        if changed:
            self.turned.emit()

    def show_rare(self, shown: bool) -> None:
        """Show what is rare, or the line in its place."""
        self._rare_shown = shown
        self.group.show_rare(shown)
        for widget in self._rare:
            widget.setVisible(shown)
        self.more.setText(_(LESS) if shown else self._more_words)
        self.more.setAccessibleName(f"{self.heading.text()} {self.more.text()}")
        self.turned.emit()

    def tab_chain(self) -> list[QWidget]:
        """Return what takes the keyboard here, in the order of Tab, the heading left out."""
        rare = [widget for part in self._rare for widget in part.inputs]
        return [*self.group.tab_chain(), *rare, self.more]

    def say(self, summary: str) -> None:
        """Say in one line what is in the card."""
        if summary != self.summary.whole():
            self.summary.say(summary)

    def mouseReleaseEvent(self, event: "QMouseEvent") -> None:
        """Open or close by a click beside the heading as well."""
        super().mouseReleaseEvent(event)
        in_head = event.position().y() <= self.heading.geometry().bottom() + EDGE
        if event.button() == Qt.MouseButton.LeftButton and in_head:
            self.turn(not self.is_open)

    def _turn_rare(self) -> None:
        """Show what is rare and go on in the first of it, or put it away."""
        before = [part for part in self.tab_chain() if part.isVisible()]
        self.show_rare(not self._rare_shown)
        come = next((part for part in self.tab_chain() if part.isVisible() and part not in before), None)
        if self._rare_shown and come:
            come.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_for(self, path: str) -> None:
        """Open the card for a field that is about to get the focus."""
        self.turn(True)

    def _assemble(self, has_rare: bool) -> None:
        edge = scaled(EDGE)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.heading)
        head.addWidget(self.summary, 1)
        head.addStretch()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(GAP)
        self.group.heading.hide()
        body.addWidget(self.group)
        for widget in self._rare:
            body.addWidget(widget)
        body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.setVisible(has_rare)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge // 2, edge, edge // 2)
        column.setSpacing(GAP // 2)
        column.addLayout(head)
        column.addWidget(self._body)
