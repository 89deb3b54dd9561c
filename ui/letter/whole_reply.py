"""A whole reply that was pasted or dropped into the answer: it is offered to put its parts where they belong."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from letter.messages import joined
from letter.outline import write_answer
from services.reply_filling import AT_ONCE, SHORTEST, filled_from_reply, whole_reply
from ui.core.i18n import N_, _, translate
from ui.form.form import Form
from ui.widgets.background import Outcome
from ui.widgets.latest_only import LatestOnly
from ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from services.recognising import Recognised

TOPIC = "whole_reply"
WHOLE = N_("这是一封完整的复函，拆到各项？")
SPLIT = N_("拆到各项(&U)")
REVIEW = N_("先核对各项(&W)")
TAKEN = N_("已拆到各项，不要就按 Ctrl+Z。发文字号、成文日期和印发没有换。")
CHANGED = N_("这段文字改过，已经认不出一封完整的复函，没有拆。")


class WholeReply(QObject):
    """Looks at what comes into the answer of a form; a long text is looked at beside the window."""

    # What was recognised, and what takes it when the clerk has looked it through.
    review_wanted = Signal(object, object)

    def __init__(self, form: Form, messages: MessageBar, go_on: Callable[[], None]) -> None:
        """Watch the answer; go_on sets the focus when a letter was taken."""
        super().__init__(form)
        self._form, self._messages, self._go_on = form, messages, go_on
        self._editor = form.answer.answer.editor
        # Where the text stands, whatever is written before and behind it.
        self._place = QTextCursor()
        self._sought = LatestOnly["Recognised | None"](lambda outcome: self._then(outcome), self)
        self._then = self._offer
        self._editor.document().contentsChanged.connect(self._follow)

    @property
    def busy(self) -> bool:
        """Return whether a text is still being looked at."""
        return self._sought.busy

    def look(self, start: int, end: int) -> None:
        """Offer to split the text between two places of the answer if it is a whole reply."""
        self._drop()
        if end - start < SHORTEST:
            return
        place = QTextCursor(self._editor.document())
        place.setPosition(start)
        place.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        place.setKeepPositionOnInsert(True)
        self._place = place
        self._seek(self._offer)

    def _seek(self, then: "Callable[[Callable[[], Recognised | None]], None]") -> None:
        text, agency = self._text(), self._form.current().agency
        if len(text) <= AT_ONCE:
            then(Outcome(lambda: whole_reply(text, agency)).value)
            return
        self._then = then
        self._sought.ask(lambda: whole_reply(text, agency), 0)

    def _text(self) -> str:
        return self._place.selection().toPlainText() if self._place.hasSelection() else ""

    def _follow(self) -> None:
        if not self._place.isNull() and not self._place.hasSelection():
            self._drop()

    def _drop(self) -> None:
        """Offer nothing any more: the text has gone, or another one has come."""
        self._place = QTextCursor()
        self._sought.drop()
        self._messages.dismiss(TOPIC)

    def _offer(self, outcome: "Callable[[], Recognised | None]") -> None:
        if outcome() and self._place.hasSelection():
            self._messages.say(TOPIC, _(WHOLE), _(SPLIT), self._split, calm=True, more=[(_(REVIEW), self._review)])

    def _split(self) -> None:
        """Take the text as it stands now: it may have been corrected since it was offered."""
        self._seek(self._take)

    def _review(self) -> None:
        """Let the clerk look the text through as it stands now, before it is split."""
        self._seek(self._show)

    def _show(self, outcome: "Callable[[], Recognised | None]") -> None:
        if found := outcome():
            self.review_wanted.emit(found, lambda seen: self._take(lambda: seen))
        else:
            self._messages.say(TOPIC, _(CHANGED))

    def _take(self, outcome: "Callable[[], Recognised | None]") -> None:
        found, place = outcome(), self._place
        if not found or not place.hasSelection():
            self._messages.say(TOPIC, _(CHANGED))
            return
        filled = filled_from_reply(self._form.letter(), found)
        self._place, start = QTextCursor(), place.selectionStart()

        def write() -> None:
            cursor = self._editor.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(place.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
            self._editor.setTextCursor(cursor)
            self._editor.put(write_answer(found.letter.answer))

        self._form.take(filled.letter, write)
        # The beginning is seen, with the title above it.
        cursor = self._editor.textCursor()
        cursor.setPosition(start)
        self._editor.setTextCursor(cursor)
        sentence = joined([_(TAKEN), *filled.remarks])
        self._go_on()
        self._messages.say(TOPIC, translate(sentence), calm=not filled.remarks)
