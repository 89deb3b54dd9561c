"""Cutting, copying, pasting and selecting in whatever text has the focus."""

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

EDITS = ("cut", "copy", "paste", "select_all")
_SLOTS = {"select_all": "selectAll"}


def edit(name: str) -> None:
    """Do one of EDITS where the clerk is; where there is no text, nothing happens."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
        getattr(field, _SLOTS.get(name, name))()
