"""Keys that belong to the form although a field has the focus: undo and redo work across all fields."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


def is_undo(event: "QKeyEvent") -> bool:
    """Return whether these keys mean undo on this system."""
    from PySide6.QtGui import QKeySequence  # late: the window is painted before its first key is pressed

    return event.matches(QKeySequence.StandardKey.Undo)


def is_redo(event: "QKeyEvent") -> bool:
    """Return whether these keys mean redo on this system."""
    from PySide6.QtGui import QKeySequence

    return event.matches(QKeySequence.StandardKey.Redo)


def leave_to_form(event: "QKeyEvent") -> bool:
    """Pass undo and redo on from a field to the form around it; return whether this was one of them."""
    if is_undo(event) or is_redo(event):
        event.ignore()
        return True
    return False


def is_line_move(event: "QKeyEvent") -> bool:
    """Return whether these keys move a line of a list up or down."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
