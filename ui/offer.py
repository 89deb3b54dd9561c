"""The page that offers the letter that was in work when the program ended."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desk.draft import Draft
from letter.derived import spoken
from ui.fonts import TITLE_POINTS, text_font
from ui.language import _, without_mnemonic
from ui.look import EDGE, WIDE_GAP

_WIDTH = 600


class OfferPage(QWidget):
    """Asks whether to go on with the last letter or to begin another one."""

    continued = Signal()
    refused = Signal()

    def __init__(self, draft: Draft) -> None:
        """Show which letter it is."""
        super().__init__()
        heading = QLabel(_("上次有一封信还在写："))
        title = QLabel(spoken(draft.letter, "title"))
        title.setFont(text_font("title", TITLE_POINTS))
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        title.setProperty("letter_text", True)
        kept = QLabel(_("另写新信不会丢掉它：它会留在数据文件夹里。"))
        kept.setWordWrap(True)
        self._continue = QPushButton(_("继续上次的信(&C)"))
        self._refuse = QPushButton(_("另写新信(&B)"))
        for button in (self._continue, self._refuse):
            button.setAutoDefault(True)
            button.setAccessibleName(without_mnemonic(button.text()))
        self._continue.clicked.connect(self.continued)
        self._refuse.clicked.connect(self.refused)
        buttons = QHBoxLayout()
        buttons.addWidget(self._continue)
        buttons.addWidget(self._refuse)
        buttons.addStretch()
        column = QVBoxLayout()
        column.setSpacing(WIDE_GAP)
        for part in (heading, title, kept):
            column.addWidget(part)
        column.addSpacing(WIDE_GAP)
        column.addLayout(buttons)
        title.setMinimumWidth(_WIDTH)
        outer = QGridLayout(self)
        outer.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        outer.addLayout(column, 1, 1)
        for side in (0, 2):
            outer.setColumnStretch(side, 1)
        outer.setRowStretch(0, 1)
        outer.setRowStretch(2, 2)

    def begin(self) -> None:
        """Set the focus on the button that goes on."""
        self._continue.setFocus(Qt.FocusReason.OtherFocusReason)
