"""发文 from the page of a letter: what would go out is shown first; nothing has a number before the clerk agrees."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from letter.chinese import chinese_date
from letter.model import ReplyLetter
from services.cancellation import Stop
from services.clock import today
from services.data_folder import DataFolder
from services.issuing import Ready, ready_to_issue, send_out
from services.making import CannotMake
from services.registering import RegisterError
from services.saving import SaveError
from ui.core.i18n import N_, _, translate
from ui.core.theme import EDGE, GAP
from ui.widgets.background import Background
from ui.widgets.button import push_button
from ui.widgets.escape_closes import EscapeCloses
from ui.widgets.label import colour_words, plain_label

TOPIC = "issue"
NAME = N_("发文")
ASKING, ISSUING = N_("正在查登记簿……"), N_("正在发文……")
NUMBER = N_("发文字号：{number}")
OWN_DATE, TODAY = N_("成文日期：{date}"), N_("成文日期：{date}（信里没有填，用今天的）")
CORRECTS = N_("{number} 已经发出。改过的信另存一份，登记为更正，原来的一份不动。")
REASON, NO_REASON = N_("更正的理由"), N_("请写明更正的理由。")
ISSUE, CORRECT, CANCEL = N_("发文(&L)"), N_("登记更正(&L)"), N_("取消(&Q)")
DOUBT = "！"

_Value = TypeVar("_Value")


class IssuePanel(EscapeCloses, QFrame):
    """Shows number, date and doubts, and asks for the reason of a correction; it blocks nothing."""

    agreed = Signal(str)
    left = Signal()

    def __init__(self, ready: Ready, reason: str = "") -> None:
        """Show what would go out, and the reason of a correction where it is known already."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(_(NAME))
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, GAP)
        column.setSpacing(GAP)
        for words, mark in _sentences(ready):
            column.addWidget(self._label(words, doubt=mark))
        self.reason = QLineEdit(reason)
        self.reason.setAccessibleName(_(REASON))
        self.reason.setPlaceholderText(_(REASON))
        self.reason.returnPressed.connect(self._agree)
        if not ready.corrects:
            self.reason.hide()
        self._missing = self._label(_(NO_REASON), doubt=True)
        self._missing.hide()
        column.addWidget(self.reason)
        column.addWidget(self._missing)
        self._issue = push_button(_(CORRECT if ready.corrects else ISSUE), self._agree)
        self._cancel = push_button(_(CANCEL), self.left.emit)
        row = QHBoxLayout()
        row.addWidget(self._issue)
        row.addWidget(self._cancel)
        row.addStretch()
        column.addLayout(row)
        self._corrects = ready.corrects

    def begin(self) -> None:
        """Set the focus where something is to be done."""
        asks = self._corrects and not self.reason.text()
        (self.reason if asks else self._issue).setFocus(Qt.FocusReason.OtherFocusReason)

    def _agree(self) -> None:
        reason = self.reason.text().strip()
        if self._corrects and not reason:
            self._missing.show()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.agreed.emit(reason)

    def _label(self, words: str, *, doubt: bool) -> QLabel:
        label = plain_label(DOUBT + words if doubt else words)
        if doubt:
            colour_words(label, "mark")
        return label


class Issuing(QObject):
    """Leads a letter out: asks the register, shows the panel, sends the letter, and says what went wrong."""

    shown = Signal(QWidget)
    closed = Signal()
    incomplete = Signal(object)
    issued = Signal(object, object)

    def __init__(self, data: DataFolder, work: Background, parent: QObject) -> None:
        """Take the data folder with the register, and what works beside the window."""
        super().__init__(parent)
        self._data, self._work = data, work
        self.panel: IssuePanel | None = None

    def ask(self, letter: ReplyLetter, key: str, go: Callable[[Ready, str], None], reason: str = "") -> None:
        """Ask the register what would go out, show it, and go when the clerk agrees.

        reason is why an issued letter is changed, as far as it is known.
        """
        self.close()

        def show(outcome: Callable[[], Ready]) -> None:
            ready = self._value(outcome)
            if ready:
                self._show(ready, go, reason)

        day = today()
        self._work.run(_(ASKING), lambda _stop: ready_to_issue(self._data, letter, key, day), show)

    def send(self, ready: Ready, folder: Path, key: str, free_name: Callable[[Path], Path], reason: str) -> None:
        """Send a letter out beside the window and announce it with its file."""

        def sent(outcome: Callable[[], tuple[ReplyLetter, Path]]) -> None:
            went = self._value(outcome)
            if went:
                self.close()
                self.issued.emit(*went)

        def work(stop: Stop) -> tuple[ReplyLetter, Path]:
            # A number that was given cannot be taken back as if nothing had been.
            stop.settle()
            return send_out(self._data, ready, folder, key, free_name, reason)

        self._work.run(_(ISSUING), work, sent)

    def close(self) -> None:
        """Put the panel away."""
        if self.panel:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
            self.closed.emit()

    def _show(self, ready: Ready, go: Callable[[Ready, str], None], reason: str) -> None:
        self._work.messages.dismiss(TOPIC)
        panel = self.panel = IssuePanel(ready, reason)
        panel.agreed.connect(lambda reason: go(ready, reason))
        panel.left.connect(self.close)
        self.shown.emit(panel)
        panel.begin()

    def _value(self, outcome: Callable[[], _Value]) -> _Value | None:
        try:
            value = outcome()
        except CannotMake as error:
            self.incomplete.emit(error.gaps)
            return None
        except (RegisterError, SaveError) as error:
            self._work.messages.say(TOPIC, translate(error))
            return None
        self._work.messages.dismiss(TOPIC)
        return value


def _sentences(ready: Ready) -> list[tuple[str, bool]]:
    """Return what the panel says, and of each sentence whether it is a doubt."""
    date = ready.letter.document_date
    written = chinese_date(date) if date else ""
    plain = _(CORRECTS).format(number=ready.number) if ready.corrects else _(NUMBER).format(number=ready.number)
    dated = _(OWN_DATE if ready.own_date else TODAY).format(date=written)
    return [(plain, False), (dated, False), *((translate(doubt), True) for doubt in ready.doubts)]
