"""案件: which proposals are answered, whose they are, and with what outcome."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from letter.fields import name_of
from letter.model import ReplyLetter, Session
from letter.wording import kinds
from services.making import session_body
from ui.core.i18n import N_, _
from ui.fields.case_readers import PEOPLE, body_reader
from ui.fields.choice import Choices
from ui.fields.group import FieldGroup
from ui.fields.proposals import ProposalsField
from ui.fields.readers import COUNT, NAMES, ORDINAL, WORD
from ui.fields.specs import FieldSpec, make_choice, make_segments, make_switch
from ui.form.sections.specs import field, row

TITLE = N_("案件")
NO_CLASS = N_("不标")
ROLES = (("lead", N_("主办")), ("co", N_("会办")), ("separate", N_("分办")))
PERIODS = (("meeting", N_("大会")), ("recess", N_("闭会期间")), ("ordinary", N_("平时")))


def kind_choices() -> Choices:
    """Return the kinds of what is answered, in words."""
    return [(identifier, _(kind.name)) for identifier, kind in kinds().items()]


def role_choices() -> Choices:
    """Return the roles of the office that answers, in words."""
    return [(role, _(words)) for role, words in ROLES]


def _periods(letter: ReplyLetter) -> Choices:
    known = {*kinds()[letter.kind].sessions, letter.session.period}
    return [(period, _(words)) for period, words in PERIODS if period in known]


def _at_a_meeting(letter: ReplyLetter) -> bool:
    return letter.session.period != "ordinary"


def _is_co(letter: ReplyLetter) -> bool:
    return letter.role == "co"


def _lead_unit_shown(letter: ReplyLetter) -> bool:
    return _is_co(letter) or bool(letter.lead_unit)


def _people_shown(letter: ReplyLetter) -> bool:
    return not _is_co(letter) or bool(letter.proposers.people or letter.proposers.total)


def _organizations_shown(letter: ReplyLetter) -> bool:
    return not _is_co(letter) or bool(letter.proposers.organizations) or bool(letter.proposers.convener)


def _convener_shown(letter: ReplyLetter) -> bool:
    return bool(letter.proposers.organizations or letter.proposers.convener)


def _outcome_shown(letter: ReplyLetter) -> bool:
    return not _is_co(letter) or bool(letter.outcome_class)


def _outcomes(letter: ReplyLetter) -> Choices:
    return [("", _(NO_CLASS)), *((code, code) for code in letter.agency.outcome_scheme.split("-"))]


def _body_example(letter: ReplyLetter) -> str:
    return session_body(letter.agency, letter.kind) or "××市" + kinds()[letter.kind].body_suffix


ROWS = (
    row(field("kind", make=make_switch(kind_choices))),
    row(field("role", make=make_switch(role_choices))),
    row(
        field("lead_unit", hint=lambda _letter: _("会办意见主送主办单位"), recalls="lead_units"),
        shown=_lead_unit_shown,
    ),
    row(field("session.body", reads=body_reader, example=_body_example, recalls="bodies")),
    row(
        field("session.term", ORDINAL, width=2, around=N_("{} 届")),
        field("session.meeting", ORDINAL, width=2, around=N_("{} 次"), shown=_at_a_meeting),
        field("session.period", choices=_periods, make=make_choice),
        label=name_of("session"),
    ),
    row(
        FieldSpec("proposals", name_of("proposals.{}.number"), make=lambda spec: ProposalsField(spec.path)),
    ),
    row(
        field("proposers.people", PEOPLE, hint=lambda _letter: _("姓名，用顿号隔开"), recalls="people"),
        field("proposers.total", COUNT, width=3, around=N_("等 {} 名")),
        label=name_of("proposers"),
        shown=_people_shown,
    ),
    row(
        field(
            "proposers.organizations", NAMES, hint=lambda _letter: _("单位名称，没有则空着"), recalls="organizations"
        ),
        field("proposers.convener", WORD, width=4, around=N_("召集人 {}"), shown=_convener_shown, recalls="people"),
        shown=_organizations_shown,
    ),
    row(field("outcome_class", choices=_outcomes, make=make_segments), shown=_outcome_shown),
)


class CaseSection(FieldGroup):
    """The case; switching its kind takes the session along, unless another body was typed: each counts its own.

    remembered gives the last session of each kind.
    """

    def __init__(self) -> None:
        """Build the section from its table."""
        super().__init__(TITLE, ROWS)
        self.remembered: Callable[[], Mapping[str, Session]] = dict
        self._left: dict[str, Session] = {}
        self.proposals = self.field("proposals", ProposalsField)

    def collect(self, value: ReplyLetter) -> ReplyLetter:
        """Return the letter with this case."""
        letter = super().collect(value)
        return letter if letter.kind == value.kind else self._moved(letter, value.kind)

    def _moved(self, letter: ReplyLetter, from_kind: str) -> ReplyLetter:
        known = self.remembered()
        usual = ("", session_body(letter.agency, from_kind), known.get(from_kind, Session()).body)
        if letter.session.body not in usual:
            return letter
        self._left[from_kind] = letter.session
        session = self._left.get(letter.kind) or known.get(letter.kind)
        return replace(letter, session=session or Session(session_body(letter.agency, letter.kind)))
