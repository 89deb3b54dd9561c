"""案件: which proposals are answered, whose they are, and with what outcome."""

from msgspec.structs import replace

from desk.making import session_body
from letter.model import ReplyLetter
from letter.wording import kinds
from ui.fields.choice import Choices
from ui.fields.group import FieldGroup
from ui.fields.proposals import ProposalsField
from ui.fields.readers import COUNT, NAMES, ORDINAL
from ui.fields.specs import FieldSpec, RowSpec, make_choice, make_switch
from ui.language import N_, _

TITLE = N_("案件")
NO_CLASS = N_("不标")


def _kind_choices() -> Choices:
    return [(identifier, _(kind.name)) for identifier, kind in kinds().items()]


def _outcomes(letter: ReplyLetter) -> Choices:
    return [("", _(NO_CLASS)), *((code, code) for code in letter.agency.outcome_scheme.split("-"))]


def _body_hint(letter: ReplyLetter) -> str:
    return session_body(letter.agency, letter.kind) or "××市" + kinds()[letter.kind].body_suffix


def _signatory_shown(letter: ReplyLetter) -> bool:
    return letter.agency.show_signatory or bool(letter.signatory)


ROWS = (
    RowSpec(N_("类别"), (FieldSpec("kind", N_("类别"), make=make_switch(_kind_choices)),)),
    RowSpec(
        N_("届次"),
        (
            FieldSpec("session.body", N_("会议"), hint=_body_hint),
            FieldSpec("session.term", N_("届"), ORDINAL, width=3, around=N_("{} 届")),
            FieldSpec("session.meeting", N_("次会议"), ORDINAL, width=3, around=N_("{} 次会议")),
        ),
    ),
    RowSpec(N_("案号和案由"), (FieldSpec("proposals", N_("案号"), make=lambda spec: ProposalsField(spec.path)),)),
    RowSpec(
        N_("提出者"),
        (
            FieldSpec("proposers.people", N_("姓名"), NAMES, hint=lambda _letter: _("姓名，用顿号隔开")),
            FieldSpec("proposers.total", N_("等几名"), COUNT, width=3, around=N_("等 {} 名")),
        ),
    ),
    RowSpec(
        N_("提出单位"),
        (FieldSpec("proposers.organizations", N_("提出单位"), NAMES, hint=lambda _letter: _("单位名称，没有则空着")),),
    ),
    RowSpec(N_("办理结果"), (FieldSpec("outcome_class", N_("办理结果"), choices=_outcomes, make=make_choice),)),
    RowSpec(N_("签发人"), (FieldSpec("signatory", N_("签发人")),), shown=_signatory_shown),
)


class CaseSection(FieldGroup):
    """The case; switching its kind takes the session's body along, unless another was typed."""

    def __init__(self) -> None:
        """Build the section from its table."""
        super().__init__(TITLE, ROWS)
        self.proposals: ProposalsField = self.fields["proposals"]

    def collect(self, value: ReplyLetter) -> ReplyLetter:
        """Return the letter with this case."""
        letter = super().collect(value)
        return letter if letter.kind == value.kind else _moved(letter, value.kind)


def _moved(letter: ReplyLetter, from_kind: str) -> ReplyLetter:
    if letter.session.body != session_body(letter.agency, from_kind):
        return letter
    return replace(letter, session=replace(letter.session, body=session_body(letter.agency, letter.kind)))
