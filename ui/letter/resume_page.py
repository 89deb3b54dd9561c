"""The page that offers the letters that were in work when the program ended."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from letter.derived import effective_text
from letter.messages import counted
from letter.model import ReplyLetter
from ui.core.fonts import TITLE_POINTS, text_font
from ui.core.i18n import N_, _, translate
from ui.core.theme import EDGE, WIDE_GAP
from ui.widgets.button import push_button
from ui.widgets.label import PlainLabel, plain_label

ONE = N_("上次有一封信还在写：")
SEVERAL = counted("上次有 {count} 封信还在写：")
KEPT = N_("另写新信不会丢掉它们：在“信件”菜单的“最近的信”里可以再打开。")
MORE = "……"
_MOST = 6
_WIDTH = 600


class ResumePage(QWidget):
    """Asks whether to go on with the last letters or to begin another one."""

    continued = Signal()
    refused = Signal()

    def __init__(self, letters: Sequence[ReplyLetter]) -> None:
        """Show which letters they are."""
        super().__init__()
        heading = PlainLabel(_(ONE) if len(letters) == 1 else translate(SEVERAL.filled(count=len(letters))))
        title = plain_label(_titles(letters))
        title.setFont(text_font("title", TITLE_POINTS))
        title.setProperty("letter_text", True)
        kept = plain_label(_(KEPT))
        self._continue = push_button(_("继续上次的信(&C)"), self.continued.emit)
        self._refuse = push_button(_("另写新信(&B)"), self.refused.emit)
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


def _titles(letters: Sequence[ReplyLetter]) -> str:
    """Return the titles as they will be printed, one of several in one line each."""
    if len(letters) == 1:
        return effective_text(letters[0], "title")
    titles = [effective_text(letter, "title").replace("\n", "") for letter in letters]
    return "\n".join([*titles[:_MOST], *([MORE] if len(titles) > _MOST else [])])
