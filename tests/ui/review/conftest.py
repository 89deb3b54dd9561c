"""The page of a recognised letter, as the tests of it open it and speak of it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from services.recognising import recognised
from tests.ui.conftest import Open, seed_office
from tests.ui.letter.test_whole_reply import LETTER
from tests.ui.looking import settle
from ui.review.page import ReviewPage
from ui.shell.main_window import MainWindow

LEFT = "本月起窗口迁到一楼大厅办理"
WHOLE = f"{LETTER}\n{LEFT}"


def shown(window: MainWindow) -> ReviewPage:
    found = window.pages.currentWidget()
    assert isinstance(found, ReviewPage)
    return found


@pytest.fixture
def window(open_window: Open, out: Path) -> MainWindow:
    opened: MainWindow = open_window(seed_office(out))
    return opened


@pytest.fixture
def review(window: MainWindow) -> ReviewPage:
    """The page of a letter with a line of no field."""
    window.review.show("去年的.txt", recognised(WHOLE, window.settings.value.agency))
    settle()
    return shown(window)


def select(review: ReviewPage, words: str) -> None:
    start = review.source.toPlainText().index(words)
    cursor = review.source.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), cursor.MoveMode.KeepAnchor)
    review.source.setTextCursor(cursor)


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())
