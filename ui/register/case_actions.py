"""Cases entered before there is a letter, and changed later, each in a panel beneath the rows."""

from collections.abc import Callable

from msgspec.structs import asdict, replace
from PySide6.QtCore import QObject

from register.values import Case, IssuedAnswer, Row
from services.letter_from_case import filled_from_letter
from services.registry import RegisterError, Registry
from ui.core.i18n import N_, _, translate
from ui.core.settings_store import SettingsStore
from ui.letter.known_case import FILL_IN
from ui.register.forms import AMEND_ROWS, CASE_ROWS, NO_CASE, AmendedCase
from ui.register.panel import FormPanel
from ui.register.tasks import RegisterTasks, RowsView
from ui.widgets.latest_only import LatestOnly

READING_CASE = N_("正在读登记簿里的案件……")
NEW, KEEP_NEW = N_("新案件"), N_("登记(&K)")
AMEND, KEEP = N_("改案件 {name}"), N_("改好(&K)")
KEPT, AMENDED = N_("案件“{name}”已登记。"), N_("案件“{name}”已改好。")
ANSWERED = N_("{number}答复过第{paper}号：{words}。")
FIRST, FIRST_TO_CHANGE, ASSIGNED = "proposal", "due_override", "assigned"
PAUSE_MS = 300

# What is done with a panel when its button is pressed: the work, and what is said when it has been done.
Do = Callable[[FormPanel, Callable[[], object], str], None]


class LetterOffer(QObject):
    """Offers the words of a letter that went out on the case which is being entered."""

    def __init__(self, registry: Registry, panel: FormPanel) -> None:
        """Watch the fields of the panel."""
        super().__init__(panel)
        self._registry, self._panel = registry, panel
        self._sought = LatestOnly[tuple[IssuedAnswer, ...]](self._take, self)
        panel.group.edited.connect(lambda _key: self._look())

    def _look(self) -> None:
        case: Case = self._panel.value()
        self._sought.ask(lambda: self._registry.answers_to(case), PAUSE_MS)

    def _take(self, outcome: Callable[[], tuple[IssuedAnswer, ...]]) -> None:
        try:
            answers = outcome()
        except RegisterError:
            answers = ()  # the button of the panel says why the register cannot be read
        answer = answers[0] if answers else None
        filled = filled_from_letter(self._panel.value(), answer.letter) if answer else None
        if answer is None or filled is None:
            self._panel.offer()
            return
        words = "，".join(filter(None, (filled.subject, filled.proposers)))
        sentence = _(ANSWERED).format(number=translate(answer.name), paper=filled.proposal, words=words)
        self._panel.offer(sentence, _(FILL_IN), lambda: self._fill(answer))

    def _fill(self, answer: IssuedAnswer) -> None:
        filled = filled_from_letter(self._panel.value(), answer.letter)
        if filled:
            self._panel.amend(filled)
        self._panel.offer()
        self._panel.begin(ASSIGNED)


class CaseActions(QObject):
    """Asks for a case, new or as it is to be."""

    def __init__(self, pane: RowsView, acting: RegisterTasks, settings: SettingsStore, do: Do) -> None:
        """Take the view with its panel, the register, what is remembered of the office, and what does the work."""
        super().__init__(acting)
        self._pane, self._acting, self._settings, self._do = pane, acting, settings, do

    def new(self) -> None:
        """Ask for a case before there is a letter."""
        settings, registry = self._settings.value, self._acting.registry
        sessions = registry.session_words(settings)
        empty = Case(kind=settings.kind, proposal="", session=sessions.get(settings.kind, ""))
        panel = FormPanel(_(NEW), CASE_ROWS, empty, KEEP_NEW)

        def follow(key: str) -> None:
            case: Case = panel.value()
            if key == "kind" and case.session in ("", *sessions.values()):
                panel.amend(replace(case, session=sessions.get(case.kind, "")))

        panel.group.edited.connect(follow)
        LetterOffer(registry, panel)
        self._ask(panel, KEPT, registry.add_case, FIRST)

    def amend(self, row: Row) -> None:
        """Show the case of a row as it is and ask what is to change."""
        registry = self._acting.registry

        def show(case: Case) -> None:
            panel = FormPanel(
                _(AMEND).format(name=case.proposal), AMEND_ROWS, AmendedCase(**asdict(case)), KEEP
            )  # fmt: skip
            self._ask(panel, AMENDED, lambda value: registry.amend_case(value, value.reason), FIRST_TO_CHANGE)

        self._acting.do(READING_CASE, lambda: registry.find_case(row.case_key), show)

    def _ask(self, panel: FormPanel, said: str, work: Callable[..., object], first: str) -> None:
        def finish(case: Case) -> None:
            if case.proposal:
                self._do(panel, lambda: work(case), _(said).format(name=case.proposal))
            else:
                panel.say(_(NO_CASE), FIRST)

        panel.done.connect(finish)
        self._pane.open_panel(panel)
        panel.begin(first)
