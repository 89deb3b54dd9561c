"""What the pages of the window share: a head with the way back at its right, a column in the middle, cards."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.core.theme import EDGE, GAP, WIDE_GAP, mark, scaled
from ui.widgets.label import title_label

# How wide a column of fields is at most, in pixels at 100 %.
WIDEST = 720


def scroll_area(page: QWidget) -> QScrollArea:
    """Return an area with a page in it, as wide as the page wants; Tab goes past it to the fields."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


def page_head(title: str | QWidget, back: QWidget) -> QFrame:
    """Return the head of a page: what it is called, or its tabs, and the way back at the right, as on every page."""
    head = QFrame()
    mark(head, "surface", "bar")
    row = QHBoxLayout(head)
    row.setContentsMargins(EDGE, GAP, EDGE, GAP)
    row.setSpacing(WIDE_GAP)
    row.addWidget(title_label(title) if isinstance(title, str) else title, 1)
    row.addWidget(back)
    return head


def foot(primary: QPushButton, *others: QWidget) -> QHBoxLayout:
    """Return the foot of a page: what the page is for at the right, other buttons at the left."""
    mark(primary, "kind", "primary")
    row = QHBoxLayout()
    for other in others:
        row.addWidget(other)
    row.addStretch()
    row.addWidget(primary)
    return row


def fill_page(page: QWidget, head: QWidget, area: QWidget, row: QHBoxLayout, heading: QWidget | None = None) -> None:
    """Put the parts of a page below one another: its head, a heading, the area that takes the room, its foot."""
    body = QVBoxLayout()
    body.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
    body.setSpacing(WIDE_GAP)
    if heading:
        body.addWidget(heading)
    body.addWidget(area, 1)
    body.addLayout(row)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(head)
    column.addLayout(body, 1)


def centred(column: QWidget) -> QWidget:
    """Return a column of fields in the middle of a page, as wide as is good to read at most."""
    page = QWidget()
    column.setMaximumWidth(scaled(WIDEST))
    row = QHBoxLayout(page)
    row.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
    row.addStretch()
    row.addWidget(column, 1)
    row.addStretch()
    return page


def card(*parts: QWidget) -> QFrame:
    """Return a card with these parts below one another."""
    frame = QFrame()
    mark(frame, "surface", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(EDGE, WIDE_GAP, EDGE, WIDE_GAP)
    column.setSpacing(WIDE_GAP)
    for part in parts:
        column.addWidget(part)
    return frame
