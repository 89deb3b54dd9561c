"""经过: what was done with a number or a case, by whom, on which machine, when and why; nothing can be changed here."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from register.values import HistoryRow
from ui.core.i18n import N_, _, translate
from ui.core.theme import EDGE, GAP
from ui.register.table import plain_table
from ui.register.text_model import TextModel
from ui.widgets.button import push_button
from ui.widgets.escape_closes import EscapeCloses
from ui.widgets.label import heading_label

READING = N_("正在读历史……")
TITLE, NAME, CLOSE = N_("经过：{name}"), N_("经过，最近的在最下面"), N_("收起(&Q)")
HEADS = (N_("时间"), N_("做了什么"), N_("关于"), N_("理由"), N_("用户"), N_("电脑"))
WHAT = {
    "reserve": N_("取号"), "issue": N_("发文"), "release": N_("退回"), "void": N_("作废"),
    "take": N_("登记为占用"), "explain": N_("说明缺号"), "correct": N_("更正"), "restore": N_("恢复备份时补登"),
    "assign": N_("登记案件"), "amend": N_("改案件"), "take_up": N_("开始办理"), "reply": N_("已答复"),
    "reopen": N_("重新办理"), "match": N_("对上已发的信"), "answer_again": N_("另发答复"),
    "past_letter": N_("导入以前的复函"),
}  # fmt: skip
# How wide columns are at least, in characters; longer words of what was done are not cut.
_WIDTHS, _DONE = (11, 8, 22, 18, 8), 1
_LINES = 7


class Trail(EscapeCloses, QFrame):
    """Lists what was done, the oldest first, the newest in view."""

    left = Signal()

    def __init__(self, name: str, history: Sequence[HistoryRow]) -> None:
        """Show the history of a number or a case."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        heading = heading_label(_(TITLE).format(name=name))
        self.model = TextModel(HEADS, [trail_line(row) for row in history])
        self.table = plain_table(_(NAME))
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        character = self.fontMetrics().horizontalAdvance("国")
        for number, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(number, width * character)
        least = self.table.columnWidth(_DONE)
        self.table.resizeColumnToContents(_DONE)
        self.table.setColumnWidth(_DONE, max(least, self.table.columnWidth(_DONE)))
        self.table.setMinimumHeight(self.table.verticalHeader().defaultSectionSize() * 3)
        self.table.setMaximumHeight(self.table.verticalHeader().defaultSectionSize() * (_LINES + 1))
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(push_button(_(CLOSE), self.left.emit))
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, GAP)
        column.setSpacing(GAP)
        column.addWidget(heading)
        column.addWidget(self.table)
        column.addLayout(line)

    def begin(self) -> None:
        """Set the focus on the newest row."""
        if self.model.rowCount():
            self.table.selectRow(self.model.rowCount() - 1)
            self.table.scrollToBottom()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def trail_line(row: HistoryRow) -> tuple[str, ...]:
    """Return a row of the history in words; the time is that of this machine's zone."""
    at = datetime.fromisoformat(row.at).astimezone().strftime("%Y-%m-%d %H:%M")
    return at, _(WHAT.get(row.what, row.what)), row.about, translate(row.why), row.user, row.machine
