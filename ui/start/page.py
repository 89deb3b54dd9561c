"""The start page, shown while no letter is open: what waits for its answer, what is being written, what was of late."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.core.i18n import N_, _
from ui.core.theme import mark, scaled
from ui.start.column import StartColumn
from ui.start.entries import Entry
from ui.widgets.button import push_button
from ui.widgets.label import plain_label, title_label
from ui.widgets.page import scroll_area

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

CASES, DRAFTS, RECENT = N_("待办"), N_("正在写"), N_("最近")
NO_CASES, NO_DRAFTS, NO_RECENT = N_("没有待办的案件。"), N_("没有正在写的信。"), N_("还没有生成过信。")
READING = N_("正在读登记簿……")
NEW, REGISTER, OPEN = N_("新信(&N)"), N_("发文登记簿(&B)"), N_("打开…(&O)")
HINT = N_("直接打案号，就开始写一封新信。")
_EDGE, _GAP = 24, 16
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class StartPage(QWidget):
    """Shows three columns of entries; what is opened is announced as what the entry holds."""

    case_wanted = Signal(object)
    draft_wanted = Signal(object)
    recent_wanted = Signal(object)
    letter_wanted = Signal(str)
    register_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, office: str) -> None:
        """Take the name of the office."""
        super().__init__()
        self.setProperty("manual", "letter")
        self.cases = StartColumn(_(CASES), "calendar", _(READING), _(REGISTER), self.register_wanted.emit)
        self.drafts = StartColumn(_(DRAFTS), "new", _(NO_DRAFTS), _(NEW), lambda: self.letter_wanted.emit(""))
        self.recent = StartColumn(_(RECENT), "past", _(NO_RECENT), _(OPEN), self.file_wanted.emit)
        self.columns = (self.cases, self.drafts, self.recent)
        for column in self.columns:
            column.list.typed.connect(self.letter_wanted)
        self.cases.list.opened.connect(self.case_wanted)
        self.drafts.list.opened.connect(self.draft_wanted)
        self.recent.list.opened.connect(self.recent_wanted)
        self._new = push_button(_(NEW), lambda: self.letter_wanted.emit(""))
        mark(self._new, "kind", "primary")
        self._begun_at: QWidget | None = None
        self._assemble(office)

    def begin(self) -> None:
        """Set the focus on the letters in work, else on the cases, else on the first column with entries."""
        order = (self.drafts, self.cases, self.recent)
        next((column for column in order if column.list.entries()), self.drafts).begin()
        self._begun_at = self.focusWidget()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Begin a letter with what is typed."""
        typed = event.text()
        if typed.strip() and typed.isprintable() and not event.modifiers() & _COMMAND:
            self.letter_wanted.emit(typed)
        else:
            super().keyPressEvent(event)

    def show_letters(self, drafts: Sequence[Entry], recent: Sequence[Entry]) -> None:
        """Show the letters in work and those of late; the button for a new one stands where it is not offered twice."""
        self.drafts.show_entries(drafts)
        self.recent.show_entries(recent)
        self._new.setVisible(bool(drafts))

    def show_cases(self, cases: Sequence[Entry], total: int) -> None:
        """Show the first of so many cases that wait for their answers."""
        self.cases.empty.say(_(NO_CASES))
        self.cases.show_entries(cases, total)
        # Cases come late; who has moved meanwhile stays there.
        if self.focusWidget() is self._begun_at:
            self.begin()

    def refuse_cases(self, sentence: str) -> None:
        """Say why no cases can be shown."""
        self.cases.empty.say(sentence)
        self.cases.show_entries(())

    def _assemble(self, office: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(scaled(_GAP))
        title = title_label(office)
        title.setProperty("letter_text", True)
        head.addWidget(title, 1)
        head.addWidget(self._new)
        columns = QHBoxLayout()
        columns.setSpacing(scaled(_GAP))
        for column in self.columns:
            columns.addWidget(column, 1, Qt.AlignmentFlag.AlignTop)
        hint = plain_label(_(HINT))
        mark(hint, "tone", "secondary")
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(scaled(_EDGE), scaled(_GAP), scaled(_EDGE), scaled(_GAP))
        inner.setSpacing(scaled(_GAP))
        inner.addLayout(head)
        inner.addLayout(columns, 1)
        inner.addWidget(hint)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll_area(page))
