"""The list that floats over a field while one types: it never takes the focus, and what it holds is letter text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QWidget

from ui.widgets.label import set_tip


def popup_list(window: QWidget, name: str) -> QListWidget:
    """Return an empty list over a window, hidden, with a name for screen readers that is its tip too."""
    rows = QListWidget(window)
    rows.hide()
    rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    rows.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
    rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows.setAccessibleName(name)
    set_tip(rows, name)
    rows.setProperty("letter_text", True)
    rows.setProperty("floating", True)
    return rows
