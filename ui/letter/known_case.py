"""What the register knows of the letter in a form: its cases, whose words are offered, and what went out of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from letter.model import ReplyLetter
from register.values import UNSETTLED, Case
from services.letter_from_case import filled_from_case
from services.registry import KnownOfLetter, RegisterError, Registry
from ui.core.i18n import N_, _
from ui.letter.page import LetterPage
from ui.widgets.latest_only import LatestOnly

TOPIC = "known_case"
KNOWN = N_("登记簿里有第{number}号：{words}。")
FILL_IN = N_("填进来(&M)")
PAUSE_MS = 300
# Others open the register a while after the start; importing a database before would be felt while one types.
WAIT_MS = 3_500


class KnownCase(QObject):
    """Asks the register beside the window whenever number, session or document number of a letter change."""

    def __init__(self, registry: Registry, page: LetterPage) -> None:
        """Watch what is typed on a page."""
        super().__init__(page)
        self._registry, self._page = registry, page
        self._asked: tuple[object, ...] = ()
        self._sought = LatestOnly[KnownOfLetter](self._take, self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._ask)
        page.form.changed.connect(self.look)
        self.look()

    @property
    def busy(self) -> bool:
        """Return whether something is still being sought, or will be."""
        return self._sought.busy or self._wait.isActive()

    def look(self) -> None:
        """Ask what the register knows of the letter, unless that was asked already."""
        if not self._registry.path.exists():
            return
        if _asked(self._page.form.current()) == self._asked:
            return
        if self._registry.is_open:
            self._ask()
        elif not self._wait.isActive():
            self._wait.start()

    def _ask(self) -> None:
        letter = self._page.form.current()
        self._asked = _asked(letter)
        self._sought.ask(lambda: self._registry.known_of(letter), PAUSE_MS)

    def _take(self, outcome: Callable[[], KnownOfLetter]) -> None:
        messages = self._page.messages
        try:
            known = outcome()
        except RegisterError:
            return  # whoever asks for the register is told why it cannot be read
        if known.issued:
            self._page.issued.note_found(known.issued)
        waiting = [case.due for case in known.cases if case.due and case.state in UNSETTLED]
        self._page.strip.tell_due(min(waiting, default=None), self._registry.today())
        offered = [case for case in known.cases if filled_from_case(self._page.form.current(), [case])]
        if not offered:
            messages.dismiss(TOPIC)
            return
        words = "，".join(filter(None, (offered[0].subject, offered[0].proposers)))
        sentence = _(KNOWN).format(number=offered[0].proposal, words=words)
        messages.say(TOPIC, sentence, _(FILL_IN), lambda: self._fill(known.cases), calm=True)

    def _fill(self, cases: Sequence[Case]) -> None:
        filled = filled_from_case(self._page.form.letter(), cases)
        if filled:
            self._page.form.amend(filled, "proposals.subject")
        self._page.messages.dismiss(TOPIC)
        self._page.begin_at_gap()


def _asked(letter: ReplyLetter) -> tuple[object, ...]:
    """Return by what the register finds a letter's cases and its issued versions."""
    numbers = tuple(proposal.number for proposal in letter.proposals)
    return letter.kind, letter.role, letter.session, numbers, letter.document_number, letter.agency.code
