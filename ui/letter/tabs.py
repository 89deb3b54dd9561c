"""The tabs of the letters in work: number and subject of each; they go away when there is one letter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QToolButton

from letter.derived import effective_text
from letter.model import ReplyLetter
from ui.core.i18n import N_, _
from ui.widgets.label import shortened, tip_text

NAME = N_("正在写的信")
NEW = N_("新信")
NUMBERED = N_("{numbers}号")
TAB_TIP = N_("{title}\nCtrl+Tab 换到下一封，Ctrl+W 关闭")
CLOSE = N_("关闭“{label}”")
_LONGEST_SUBJECT, _LONGEST_IN_TITLE = 12, 40


class LetterTabs(QTabBar):
    """Shows one tab a letter; tells which is wanted and which is to be closed."""

    chosen = Signal(int)
    closed = Signal(int)

    def __init__(self) -> None:
        """Begin without tabs."""
        super().__init__()
        self.setAccessibleName(_(NAME))
        self.setDocumentMode(True)
        self.setAutoHide(True)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        # Tab goes through the form; from letter to letter goes Ctrl+Tab.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabBarClicked.connect(self._click)

    def show_letters(self, letters: Sequence[ReplyLetter], current: int) -> None:
        """Show these letters, one of them in front."""
        while self.count() > len(letters):
            self.removeTab(self.count() - 1)
        while self.count() < len(letters):
            self._add()
        for at, letter in enumerate(letters):
            label = tab_label(letter)
            if self.tabText(at) != label:
                self.setTabText(at, label)
                button = self.tabButton(at, QTabBar.ButtonPosition.RightSide)
                button.setAccessibleName(_(CLOSE).format(label=label))
            tip = _(TAB_TIP).format(title=effective_text(letter, "title").replace("\n", ""))
            self.setTabToolTip(at, tip_text(tip))
        self.setCurrentIndex(current)

    def _add(self) -> None:
        at = self.addTab("")
        button = QToolButton()
        button.setText("×")
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._close)
        self.setTabButton(at, QTabBar.ButtonPosition.RightSide, button)

    def _click(self, at: int) -> None:
        if at >= 0:
            self.chosen.emit(at)

    def _close(self) -> None:
        buttons = [self.tabButton(at, QTabBar.ButtonPosition.RightSide) for at in range(self.count())]
        self.closed.emit(buttons.index(self.sender()))  # pyright: ignore[reportArgumentType]


def tab_label(letter: ReplyLetter) -> str:
    """Return what a tab says of a letter: 176号 and the beginning of its subject."""
    return letter_name(letter, _LONGEST_SUBJECT).replace("&", "&&")


def letter_name(letter: ReplyLetter, longest: int = _LONGEST_IN_TITLE) -> str:
    """Return a letter's number and so many characters of its subject, or that it is a new one."""
    return number_and_subject(letter, longest) or _(NEW)


def number_and_subject(letter: ReplyLetter, longest: int | None = None) -> str:
    """Return a letter's number and its subject, or so many characters of it; "" where there is neither."""
    numbers = "、".join(proposal.number for proposal in letter.proposals if proposal.number)
    subject = letter.proposals[0].subject if letter.proposals else ""
    shown = subject if longest is None else shortened(subject, longest + 1)
    return " ".join(filter(None, (_(NUMBERED).format(numbers=numbers) if numbers else "", shown)))
