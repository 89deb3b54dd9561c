"""A panel beneath the rows: a few fields from a table and two buttons; nothing is done before its button is pressed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.core.i18n import N_, _
from ui.core.theme import EDGE, GAP
from ui.fields.group import FieldGroup
from ui.fields.specs import RowSpec
from ui.widgets.button import push_button
from ui.widgets.label import colour_words, plain_label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

CANCEL = N_("取消(&Q)")
UNSAVED = N_("“{title}”里填的还没有存。")


class FormPanel(QFrame):
    """Shows a frozen value in fields and announces it amended."""

    done = Signal(object)
    left = Signal()

    def __init__(self, title: str, rows: tuple[RowSpec, ...], value: Struct, button: str, note: str = "") -> None:
        """Show a value under a title; button are the words of what is to be done."""
        super().__init__()
        self._first = self._value = value
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.group = FieldGroup(title, rows)
        self.group.load(value, {})
        self.group.edited.connect(lambda _key: self._follow())
        self._said = plain_label()
        self._said.hide()
        self.button = push_button(_(button), self._finish)
        self._offer: QWidget | None = None
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self._said, 1)
        buttons.addStretch()
        buttons.addWidget(self.button)
        buttons.addWidget(push_button(_(CANCEL), self.left.emit))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.group)
        if note:
            column.addWidget(plain_label(note))
        column.addLayout(buttons)

    def begin(self, path: str = "") -> None:
        """Set the focus on a field, the first unless another is named."""
        if not path or not self.group.focus(path):
            self.group.focus_first()

    def say(self, sentence: str, path: str = "") -> None:
        """Say what is wrong, beside a field when one is named."""
        if path and self.group.tell(path, sentence):
            self.group.focus(path)
            return
        colour_words(self._said, "problem")
        self._said.setText(f"！{sentence}" if sentence else "")
        self._said.setAccessibleName(sentence)
        self._said.setVisible(bool(sentence))

    def offer(self, sentence: str = "", button: str = "", action: Callable[[], None] | None = None) -> None:
        """Offer something in place of what was offered before; without a sentence nothing is offered any more."""
        offer, self._offer = self._offer, None
        if offer:
            self._column.removeWidget(offer)
            offer.hide()
            offer.deleteLater()
        if sentence and action:
            line = QHBoxLayout()
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(plain_label(sentence), 1)
            line.addWidget(push_button(button, action))
            self._offer = QWidget()
            self._offer.setAccessibleName(sentence)
            self._offer.setLayout(line)
            self._column.insertWidget(1, self._offer)
            # A layout shows what it is given one turn of the event loop later; its key works from now on.
            self._offer.show()

    def offered(self) -> str:
        """Return what is offered, or nothing."""
        return self._offer.accessibleName() if self._offer else ""

    def amend(self, value: Struct) -> None:
        """Show another value."""
        self._value = value
        self.group.load(value, self.group.typed())

    def said(self) -> str:
        """Return what was said last that stands beside no field."""
        return self._said.accessibleName()

    def unsaved(self) -> str:
        """Return that the fields were changed and nothing has been done yet, where that is so."""
        typed = self._value != self._first or self.group.typed()
        return _(UNSAVED).format(title=self.group.heading.text()) if typed else ""

    def value(self) -> Any:
        """Return the value as the fields have it."""
        return self._value

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Do it by Enter, leave by Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        self._value = self.group.collect(self._value)
        self.say("")
        self.group.load(self._value, self.group.typed())

    def _finish(self) -> None:
        self._value = self.group.collect(self._value)
        problems = self.group.problems()
        if problems:
            self.group.speak()
            self.group.focus(problems[0][0])
            return
        self.done.emit(self._value)
