"""The first-run guide: five sentences in the message bar, each giving way when its step is done; it never blocks."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from letter.model import ReplyLetter
from ui.core.i18n import N_, _
from ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from ui.letter.page import LetterPage

TOPIC = "guide"
STEP = N_("第 {number} 步，共 {count} 步：{words}")


class FirstRunStep(NamedTuple):
    """What to do, and how the letter tells that it is done."""

    words: str
    done: Callable[[ReplyLetter], bool]


STEPS = (
    FirstRunStep(N_("填写单位全称，按回车。别的都随它推定，以后可以再改。"), lambda letter: bool(letter.agency.name)),
    FirstRunStep(
        N_("填写案号、案由和提出者，按 Tab 到下一项。标题、称谓、首段会自己写好。"),
        lambda letter: bool(letter.proposals and letter.proposals[0].subject and letter.proposers.people),
    ),
    FirstRunStep(
        N_("在“答复内容”里写或粘贴答复，一、（一）这样的序号会认成标题。"), lambda letter: bool(letter.answer)
    ),
    FirstRunStep(
        N_("看看左边：联系人和电话填好没有，它们会记住，下次不用再填。"), lambda letter: bool(letter.contact.phone)
    ),
    FirstRunStep(N_("按 Ctrl+回车生成 Word 文件，再按“打开”。不懂的地方随时按 F1。"), lambda _letter: False),
)  # fmt: skip


class FirstRunGuide(QObject):
    """Shows the first step that is not done; it ends when its sentence is taken away or the letter is made."""

    def __init__(self, messages: MessageBar, parent: QObject) -> None:
        """Show the first step."""
        super().__init__(parent)
        self._messages = messages
        self._page: LetterPage | None = None
        self._at = 0
        self._show()

    def follow(self, page: "LetterPage | None") -> None:
        """Go on with the steps of this letter."""
        if page is None or self._at < 0:
            return
        self._page = page
        page.form.changed.connect(self._look)
        self._look()

    def end(self) -> None:
        """Say no more."""
        self._at = -1
        self._messages.dismiss(TOPIC)

    def _look(self) -> None:
        if self._at < 0 or self._page is None:
            return
        if not self._messages.sentence(TOPIC) or self._page.is_made():
            self.end()
            return
        letter = self._page.form.current()
        undone = next(number for number, step in enumerate(STEPS) if not step.done(letter))
        if undone > self._at:
            self._at = undone
            self._show()

    def _show(self) -> None:
        sentence = _(STEP).format(number=self._at + 1, count=len(STEPS), words=_(STEPS[self._at].words))
        last = self._at == len(STEPS) - 1
        self._messages.say(TOPIC, sentence, "" if last else _("下一步(&Z)"), self._go_on, calm=True)

    def _go_on(self) -> None:
        self._at += 1
        self._show()
