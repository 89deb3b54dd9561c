"""The source beside what was recognised: it shows that it has the keys, and tells names that are cut in full."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from tests.ui.looking import settle
from ui.core.theme import TOKENS
from ui.review.page import ReviewPage


def frame(review: ReviewPage) -> str:
    settle()
    return QColor(review.source.grab().toImage().pixel(0, review.source.height() // 2)).name()


def test_the_source_has_a_frame_while_it_has_the_keys(review: ReviewPage) -> None:
    review.rows["/title"].use.setFocus()
    assert frame(review) != TOKENS["light"].accent
    review.source.setFocus()
    assert frame(review) == TOKENS["light"].accent


def test_names_that_are_cut_are_told_in_full(review: ReviewPage) -> None:
    margin = next(child for child in review.source.findChildren(QWidget) if type(child).__name__ == "_Margin")
    tips = [tip(margin, height) for height in range(0, margin.height(), 4)]
    assert "联系人·联系电话" in tips
    assert "标题" not in tips, "what is read as it stands needs no tip"


def tip(margin: QWidget, height: int) -> str:
    place = QPoint(5, height)
    QApplication.sendEvent(margin, QHelpEvent(QEvent.Type.ToolTip, place, margin.mapToGlobal(place)))
    return QToolTip.text()
