"""A small window with one sentence, for a program that ends before it has its own window; Escape and Enter close it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.core.i18n import N_, _
from ui.core.theme import EDGE, GAP
from ui.widgets.button import push_button
from ui.widgets.label import plain_label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

TITLE, CLOSE = N_("复函"), N_("知道了")
# Screens of Qt's own that nobody sees.
_UNSEEN = ("offscreen", "minimal")
_CHARACTERS = 24


class NoticeWindow(QWidget):
    """Shows the sentence until it is closed."""

    def __init__(self, sentence: str) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setWindowTitle(_(TITLE))
        self.setAccessibleDescription(sentence)
        self.words = plain_label(sentence)
        self.words.setMinimumWidth(_CHARACTERS * self.fontMetrics().horizontalAdvance("国"))
        self.button = push_button(_(CLOSE), self.close)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(GAP)
        column.addWidget(self.words)
        column.addLayout(line)
        self.button.setFocus()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Close by Escape and Enter, wherever the focus is."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)


def show_notice(application: QApplication, sentence: str) -> None:
    """Show the sentence in a window until somebody closes it; where nobody would see a window, do nothing."""
    if QGuiApplication.platformName() not in _UNSEEN:
        window = NoticeWindow(sentence)
        window.show()
        application.exec()
