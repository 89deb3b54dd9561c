"""Two versions of the letter in work: one made before, or one changed in another window; both are kept and compared."""

from PySide6.QtCore import QObject, Signal

from letter.model import ReplyLetter
from services.data_folder import DataFolder
from services.draft import Draft
from services.saving import SaveError
from ui.core.i18n import N_, _, translate
from ui.form.form import Form
from ui.letter.autosave import Autosave
from ui.widgets.message_bar import MessageBar

MADE_BEFORE_TOPIC, ELSEWHERE_TOPIC = "made_before", "elsewhere"
MADE_BEFORE = N_("这封信生成过，后来又改了。现在打开的是改过的；生成的那份也还在。")
ELSEWHERE = N_("这封信在别的窗口也改了，两份都已存好。")
COMPARE, TAKE_THEIRS, KEEP_BOTH = N_("逐项比较(&S)"), N_("用那边的(&P)"), N_("两份都留(&B)")
DRAFT_SIDE, MADE_SIDE = N_("后来改的"), N_("上次生成的")
HERE, THERE = N_("这里"), N_("那边")


class DraftConflicts(QObject):
    """Says that there is another version of the letter in a form, and lets the clerk compare them."""

    compare_wanted = Signal(object, object, object)

    def __init__(self, form: Form, keeper: Autosave, messages: MessageBar, data: DataFolder) -> None:
        """Take the form with the letter, what keeps its draft, and where the letters made before lie."""
        super().__init__(form)
        self._form, self._keeper, self._messages, self._data = form, keeper, messages, data
        self._comparing: Draft | None = None

    def tell_made_before(self) -> None:
        """Where a draft goes on with a letter that was made, say so: both texts are there."""
        from services.recent import made_before  # late: the letter is painted first

        ours = self._form.letter()
        made = made_before(self._data, ours)

        def compare() -> None:
            self.compare_wanted.emit(self._form.letter(), made, (_(DRAFT_SIDE), _(MADE_SIDE)))

        if made and made != ours:
            self._messages.say(MADE_BEFORE_TOPIC, _(MADE_BEFORE), _(COMPARE), compare, calm=True)

    def tell_elsewhere(self, theirs: Draft) -> None:
        """Say that another window has changed the same draft."""

        def compare() -> None:
            self._comparing = theirs
            self.compare_wanted.emit(self._form.letter(), theirs.letter, (_(HERE), _(THERE)))

        more = (
            (_(TAKE_THEIRS), lambda: self._take_theirs(theirs)),
            (_(KEEP_BOTH), lambda: self._messages.dismiss(ELSEWHERE_TOPIC)),
        )
        self._messages.say(ELSEWHERE_TOPIC, _(ELSEWHERE), _(COMPARE), compare, more=more)

    def take_compared(self, letter: ReplyLetter) -> None:
        """Go on with what the clerk has put together from two versions."""
        for topic in (MADE_BEFORE_TOPIC, ELSEWHERE_TOPIC):
            self._messages.dismiss(topic)
        if self._comparing:
            self._comparing = None
            self._keeper.settle_on_theirs()
        self._form.amend(letter)

    def _take_theirs(self, theirs: Draft) -> None:
        """Go on with what another window has written; ours stays among the recent letters."""
        from services.recent import keep_recent

        try:
            keep_recent(self._data, self._form.draft(), made=False)
        except SaveError as error:
            self._messages.say("draft", translate(error))
            return
        self._keeper.settle_on_theirs()
        self._messages.dismiss(ELSEWHERE_TOPIC)
        self._form.load(theirs.letter, theirs.typed)
