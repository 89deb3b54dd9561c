"""What screen readers are told of the pages: a document, which Qt would call no more than an area."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

# Qt keeps what it was given for as long as the widget lives; Python must not let go of it before.
_told: list[QAccessibleInterface] = []
_kinds: list[type[QWidget]] = []


def tell_as_document(kind: type[QWidget]) -> None:
    """Let widgets of a class be told of as documents from now on."""
    if not _kinds:
        QAccessible.installFactory(_interface)
    if kind not in _kinds:
        _kinds.append(kind)


def _interface(_name: str, widget: QObject) -> QAccessibleInterface | None:
    if not isinstance(widget, tuple(_kinds)):
        return None
    made = QAccessibleWidget(widget, QAccessible.Role.Document, "")
    _told.append(made)
    return made
