"""Keys that belong to the form although a field has the focus: undo and redo work across all fields."""

from PySide6.QtGui import QKeyEvent, QKeySequence

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


def leave_to_form(event: QKeyEvent) -> bool:
    """Pass undo and redo on from a field to the form around it; tell whether this was one of them."""
    if event.matches(UNDO) or event.matches(REDO):
        event.ignore()
        return True
    return False
