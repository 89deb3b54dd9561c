"""The strip above a letter: a draft, made or issued, its number, the days that are left, and what is amiss."""

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from letter.messages import counted
from services.clock import now
from ui.core.i18n import N_, _, translate
from ui.core.theme import EDGE, GAP, mark, scaled
from ui.widgets.button import push_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import PlainLabel, set_tip
from ui.widgets.pill import tone_of_days

if TYPE_CHECKING:
    from collections.abc import Sequence

DRAFT, MADE_STATE, ISSUED_STATE, CHANGED_STATE = "draft", "made", "issued", "changed"
# What each state is called, and in which tone it is shown.
STATES = {
    DRAFT: (N_("草稿"), "pill"),
    MADE_STATE: (N_("已生成"), "soft"),
    ISSUED_STATE: (N_("已发文"), "green"),
    CHANGED_STATE: (N_("已发文，改动还没有登记"), "amber"),
}
NUMBER = N_("发文字号“{number}”")
NO_NUMBER = N_("还没有取号")
SAVED, UNSAVED = N_("已存 {time}"), N_("未存")
LEFT, OVERDUE = counted("剩 {count} 天 · {date} 前答复"), counted("逾期 {count} 天 · 应于 {date} 前答复")
TODAY_IS_DUE = N_("今天到期")
AMISS = counted("⚠ {count} 处")
AMISS_TIP = N_("看看预览里写明的地方（F8）")
DAY = N_("{month}月{day}日")
_HEIGHT = 34


class StatusStrip(QFrame):
    """One line; each part of it is told by whoever knows it."""

    amiss_pressed = Signal()

    def __init__(self) -> None:
        """Begin with a draft that nothing is known of."""
        super().__init__()
        mark(self, "surface", "strip")
        self.state = PlainLabel()
        self.number, self.count, self.saved = ElidedLabel(), ElidedLabel(), PlainLabel()
        self.days = PlainLabel()
        self.amiss = push_button("", self.amiss_pressed.emit, tip=_(AMISS_TIP))
        mark(self.amiss, "kind", "amiss")
        self.number.setProperty("letter_text", True)
        for label in (self.number, self.count, self.saved):
            mark(label, "tone", "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 0, EDGE, 0)
        row.setSpacing(2 * GAP)
        for part in (self.state, self.days, self.number, self.count, self.amiss, self.saved):
            gives_way = isinstance(part, ElidedLabel)
            row.addWidget(part, int(gives_way), Qt.AlignmentFlag(0) if gives_way else Qt.AlignmentFlag.AlignVCenter)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(scaled(_HEIGHT))
        self.days.hide()
        self.amiss.hide()
        self.tell_state(DRAFT)

    def tell_state(self, state: str) -> None:
        """Show a state of STATES."""
        words, tone = STATES[state]
        self.state.setText(_(words))
        self.state.setAccessibleName(_(words))
        mark(self.state, "tone", tone)

    def tell_number(self, number: str, *, taken: bool) -> None:
        """Show the document number as far as there is one; screen readers are told where none was taken."""
        self.number.say(number)
        spoken = _(NUMBER).format(number=number) if number else ""
        set_tip(self.number, spoken)
        self.number.setAccessibleName(spoken)
        self.number.setAccessibleDescription("" if taken else _(NO_NUMBER))

    def tell_due(self, due: datetime.date | None, today: datetime.date) -> None:
        """Show how many days are left, nothing where no day is known; few are amber, none red."""
        self.days.setVisible(due is not None)
        if due is None:
            return
        left = (due - today).days
        date = _(DAY).format(month=due.month, day=due.day)
        words = (
            translate((LEFT if left >= 0 else OVERDUE).filled(count=abs(left), date=date)) if left else _(TODAY_IS_DUE)
        )
        self.days.setText(words)
        self.days.setAccessibleName(words)
        mark(self.days, "tone", tone_of_days(left))

    def tell_count(self, words: str) -> None:
        """Show how long the letter is."""
        self.count.say(words)

    def tell_amiss(self, sentences: "Sequence[str]") -> None:
        """Show how many places of the letter something is remarked about."""
        words = translate(AMISS.filled(count=len(sentences)))
        self.amiss.setText(words)
        self.amiss.setAccessibleName(words)
        self.amiss.setAccessibleDescription("\n".join(sentences))
        self.amiss.setVisible(bool(sentences))

    def tell_saved(self, *, waiting: bool, begun: bool) -> None:
        """Show that the draft is not saved yet, or since when it is; nothing while nothing was written."""
        self.saved.setText(_(UNSAVED) if waiting else _(SAVED).format(time=f"{now():%H:%M}") if begun else "")
