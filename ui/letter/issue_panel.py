"""发文 from the page of a letter: what would go out is shown first; nothing has a number before the clerk agrees."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from letter.chinese import chinese_date
from letter.model import DocumentNumber, ReplyLetter
from letter.numbers import number_text
from register.values import IssuedAnswer
from services.cancellation import Stop
from services.clock import today
from services.data_folder import DataFolder
from services.issuing import Ready, go_on_after, ready_to_issue, send_out
from services.making import CannotMake
from services.registering import RegisterError
from services.saving import SaveError
from ui.core.i18n import N_, _, translate
from ui.core.theme import EDGE, GAP
from ui.fields.readers import SERIAL, Unreadable
from ui.widgets.background import Background
from ui.widgets.button import push_button
from ui.widgets.escape_closes import EscapeCloses
from ui.widgets.label import colour_words, plain_label

TOPIC = "issue"
NAME = N_("发文")
ASKING, ISSUING, NOTING = N_("正在查登记簿……"), N_("正在发文……"), N_("正在登记……")
NUMBER = N_("发文字号：{number}")
OWN_DATE, TODAY = N_("成文日期：{date}"), N_("成文日期：{date}（信里没有填，用今天的）")
ANSWERED = N_("第{paper}号已用{number}答复（{date}）。")
SECOND = N_("要改那封信，请按“更正”；确要另发一封，请写明理由。")
SECOND_TO_OLD = N_("确要另发一封，请写明理由。")
CORRECTS = N_("{number} 已经发出。改过的信另存一份，登记为更正，原来的一份不动。")
REASON, NO_REASON = N_("更正的理由"), N_("请写明更正的理由。")
AGAIN_REASON, NO_AGAIN_REASON = N_("另发的理由"), N_("请写明另发的理由。")
AGAIN, CORRECT_IT = N_("仍另发(&L)"), N_("更正{number}(&C)")
CHANGED = N_("信在这期间改过了，请再看一次字号和日期。")
LAST, GO_ON = N_("以前的最后一个号（没有就空着）"), N_("接着取号(&J)")
ISSUE, CORRECT, CANCEL = N_("发文(&L)"), N_("登记更正(&L)"), N_("取消(&Q)")
DOUBT = "！"
_DIGITS = 6

_Value = TypeVar("_Value")


class _Asked(NamedTuple):
    """Which reason is asked for: its name, what is said where it is missing, and the button that goes on."""

    name: str
    missing: str
    button: str


_REASONS: tuple[tuple[Callable[[Ready], object], _Asked], ...] = (
    (lambda ready: ready.corrects, _Asked(REASON, NO_REASON, CORRECT)),
    (lambda ready: ready.answered, _Asked(AGAIN_REASON, NO_AGAIN_REASON, AGAIN)),
)


class IssuePanel(EscapeCloses, QFrame):
    """Shows number, date and doubts, and asks why a letter is corrected or answers a second time; it blocks nothing."""

    agreed = Signal(str)
    correction_wanted = Signal(object, str)
    # The last number that was given elsewhere.
    went_on = Signal(int)
    left = Signal()

    def __init__(self, ready: Ready, reason: str = "", *, changed: bool = False) -> None:
        """Show what would go out, the reason where it is known, and whether the letter was changed meanwhile."""
        super().__init__()
        self._asks = next((words for case, words in _REASONS if case(ready)), None)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(_(NAME))
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, GAP)
        column.setSpacing(GAP)
        said = [(_(CHANGED), True)] if changed else []
        for words, mark in (*said, *_sentences(ready)):
            column.addWidget(self._label(words, doubt=mark))
        self.reason = QLineEdit(reason)
        self.reason.returnPressed.connect(self._agree)
        wanted = self._asks or _Asked("", "", ISSUE)
        self.reason.setAccessibleName(_(wanted.name))
        self.reason.setPlaceholderText(_(wanted.name))
        if not self._asks:
            self.reason.hide()
        self._missing = self._label(_(wanted.missing), doubt=True)
        self._missing.hide()
        column.addWidget(self.reason)
        column.addWidget(self._missing)
        self.last = QLineEdit() if ready.begins else None
        if self.last:
            column.addLayout(self._last_line(self.last))
        self._issue = push_button(_(wanted.button), self._agree)
        row = QHBoxLayout()
        row.addWidget(self._issue)
        if corrigible := _corrigible(ready):
            row.addWidget(self._correct_button(*corrigible))
        row.addWidget(push_button(_(CANCEL), self.left.emit))
        row.addStretch()
        column.addLayout(row)

    def begin(self) -> None:
        """Set the focus where something is to be done."""
        asks = self._asks and not self.reason.text()
        (self.reason if asks else self._issue).setFocus(Qt.FocusReason.OtherFocusReason)

    def _last_line(self, last: QLineEdit) -> QHBoxLayout:
        """Return the line in which the last number is typed that was given elsewhere."""
        last.setAccessibleName(_(LAST))
        last.setMaxLength(_DIGITS)
        last.setFixedWidth(last.fontMetrics().horizontalAdvance("国") * _DIGITS)
        last.returnPressed.connect(self._go_on)
        label = plain_label(_(LAST))
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(label)
        line.addWidget(last)
        line.addWidget(push_button(_(GO_ON), self._go_on))
        line.addStretch()
        return line

    def _go_on(self) -> None:
        """Tell the last number, or say what it has to be."""
        if self.last is None or not self.last.text().strip():
            self._issue.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            self.went_on.emit(SERIAL.read(self.last.text()))
        except Unreadable as refusal:
            self._missing.setText(DOUBT + translate(refusal))
            self._missing.show()

    def _agree(self) -> None:
        if self.last and self.last.text().strip():
            self._go_on()
            return
        reason = self.reason.text().strip()
        if self._asks and not reason:
            self._missing.show()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.agreed.emit(reason)

    def _correct_button(self, answer: IssuedAnswer, number: DocumentNumber) -> QPushButton:
        """Return the button that makes the letter a correction of one that went out."""
        return push_button(
            _(CORRECT_IT).format(number=number_text(number)),
            lambda: self.correction_wanted.emit(answer, self.reason.text().strip()),
        )

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
    correction_wanted = Signal(object, str)

    def __init__(self, data: DataFolder, work: Background, parent: QObject) -> None:
        """Take the data folder with the register, and what works beside the window."""
        super().__init__(parent)
        self._data, self._work = data, work
        self.panel: IssuePanel | None = None

    def ask(
        self, letter: ReplyLetter, key: str, go: Callable[[Ready, str], None], reason: str = "", *,
        own: DocumentNumber | None = None, changed: bool = False,
    ) -> None:  # fmt: skip
        """Ask the register what would go out, show it, and go when the clerk agrees.

        reason is why an issued letter is changed, as far as it is known; own the number under which this one went out;
        changed tells that the letter was changed since it was shown last.
        """
        self.close()

        def show(outcome: Callable[[], Ready]) -> None:
            ready = self._value(outcome)
            if ready:
                panel = IssuePanel(ready, reason, changed=changed)
                panel.went_on.connect(lambda last: self._go_on(ready, last, again))
                self._show(panel, lambda reason: go(ready, reason))

        def again() -> None:
            self.ask(letter, key, go, reason, own=own, changed=changed)

        day = today()
        self._work.run(_(ASKING), lambda _stop: ready_to_issue(self._data, letter, key, day, own), show)

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

    def _go_on(self, ready: Ready, last: int, again: Callable[[], None]) -> None:
        """Let the numbers go on after the last one of elsewhere, and show the letter's number again."""

        def noted(outcome: Callable[[], bool]) -> None:
            if self._value(outcome):
                again()

        def work(stop: Stop) -> bool:
            stop.settle()
            go_on_after(self._data, ready.letter.document_number, last)
            return True

        self._work.run(_(NOTING), work, noted)

    def focus_before(self, focus: QWidget | None) -> QWidget | None:
        """Return the widget that has the focus, None where it is one of the panel, which goes away."""
        inside = self.panel and focus and (focus is self.panel or self.panel.isAncestorOf(focus))
        return None if inside else focus

    def close(self) -> None:
        """Put the panel away."""
        if self.panel:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
            self.closed.emit()

    def _show(self, panel: IssuePanel, go: Callable[[str], None]) -> None:
        self._work.messages.dismiss(TOPIC)
        self.panel = panel
        panel.agreed.connect(go)
        panel.correction_wanted.connect(self.correction_wanted)
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
    answered = [_answered(answer) for answer in ready.answered]
    doubts = [
        *answered,
        *([_(SECOND if _corrigible(ready) else SECOND_TO_OLD)] if answered else []),
        *map(translate, ready.doubts),
    ]
    return [(plain, False), (dated, False), *((doubt, True) for doubt in doubts)]


def _corrigible(ready: Ready) -> tuple[IssuedAnswer, DocumentNumber] | None:
    """Return the last letter on the same papers that has a number, by which it can be corrected."""
    return next(((answer, answer.number) for answer in reversed(ready.answered) if answer.number), None)


def _answered(answer: IssuedAnswer) -> str:
    papers, date = answer.letter.proposals, answer.letter.document_date
    numbers = "、".join(paper.number for paper in papers)
    named = translate(answer.name)
    return _(ANSWERED).format(paper=numbers, number=named, date=chinese_date(date) if date else "")
