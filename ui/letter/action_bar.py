"""The buttons at the foot of the letter, and the line that says where the file lies."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.core.i18n import N_, _
from ui.core.theme import EDGE, GAP
from ui.widgets.button import push_button
from ui.widgets.elided_label import ElidedLabel

BUTTONS = (
    ("make", N_("生成(&G)"), N_("生成 docx（Ctrl+回车）")),
    ("open", N_("用 Word 打开(&W)"), N_("用 Word 或 WPS 打开（Ctrl+O）")),
    ("issue", N_("发文…(&I)"), N_("从登记簿取号，发出这封信（Ctrl+Shift+回车）")),
    ("make_as", N_("另存为…(&S)"), N_("选择文件夹和文件名（Ctrl+Shift+S）")),
    ("preview", N_("预览(&R)"), N_("看印出来的样子（F8）")),
    ("new", N_("新信(&N)"), N_("另写一封（Ctrl+N）")),
)
MAIN = "make"


class ActionBar(QFrame):
    """The buttons and a line of text."""

    def __init__(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Connect each button to the slot of its name."""
        super().__init__()
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, GAP, EDGE, GAP)
        row.setSpacing(GAP)
        self._buttons: dict[str, QPushButton] = {}
        for name, words, tip in BUTTONS:
            self._buttons[name] = push_button(_(words), slots[name], tip=_(tip))
            row.addWidget(self._buttons[name])
        self._buttons[MAIN].setDefault(True)
        self._status: ElidedLabel | None = None
        row.addSpacing(GAP)
        row.addStretch()

    @property
    def inputs(self) -> list[QWidget]:
        """The buttons in their order."""
        return list(self._buttons.values())

    def say(self, text: str) -> None:
        """Show where the file lies."""
        if self._status is None:
            if not text:
                return
            self._status = ElidedLabel()
            self._row.addWidget(self._status, 1)
        self._status.say(text)

    def said(self) -> str:
        """Return what is shown."""
        return self._status.whole() if self._status else ""
