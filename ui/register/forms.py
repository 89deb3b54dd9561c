"""The small forms beneath the rows, as tables of fields: a reason, a number with its reason, a case."""

from msgspec import Struct

from register.values import CASE_STATES, Case
from services.registry import due_of
from ui.core.i18n import N_, _
from ui.fields.case_readers import NUMBER as READ_NUMBER
from ui.fields.case_readers import session_reader
from ui.fields.choice import Choices
from ui.fields.readers import DAY, LINE, SERIAL, WORD, YEAR
from ui.fields.specs import FieldSpec, RowSpec, make_check, make_switch
from ui.form.sections.case import kind_choices, role_choices
from ui.register.columns import COLUMNS, STATES

EXTENDED = N_("延期")
WHY = N_("改动的理由")
NUMBER, REASON, DOUBLE = N_("发文字号"), N_("理由"), N_("这个号已登记过，再登记一次（重号）")
NO_REASON, NO_NUMBER = N_("请写明理由。"), N_("请填写字号，例如 朝民函〔2023〕32号。")
NO_START = N_("请填写代字、年份和起始号。")
NO_CASE = N_("请填写案号。")


class Reason(Struct, frozen=True):
    """Why something is done."""

    reason: str = ""


class Taken(Struct, frozen=True):
    """A number that is in use already, why, and whether it was given twice."""

    number: str = ""
    reason: str = ""
    double: bool = False


class Start(Struct, frozen=True):
    """With which number a series begins, and why: the one after the last of a paper ledger."""

    code: str
    year: int | None
    serial: int | None = None
    reason: str = ""


class AmendedCase(Case, frozen=True, kw_only=True):
    """A case as it is to be, and why it is changed."""

    reason: str = ""


def _states() -> Choices:
    return [(state, _(STATES[state])) for state in CASE_STATES]


def _number_hint(_value: Taken) -> str:
    return _("例如 {number}").format(number="朝民函〔2023〕32号")


def _due_hint(_case: Case) -> str:
    return _("不填就按交办日期推算")


def _reason_hint(_case: AmendedCase) -> str:
    return _("补填空着的不用写")


def _start_hint(_start: Start) -> str:
    return _("例如 纸质登记簿用到第32号")


def _due_words(case: Case) -> str:
    due = due_of(case) if case.assigned and not case.due_override else None
    return _("按规定 {date} 到期；通知另有规定的请填截止日期。").format(date=due.isoformat()) if due else ""


_WHERE = RowSpec(
    N_("代字和年份"),
    (FieldSpec("code", N_("机关代字"), WORD, width=10), FieldSpec("year", N_("年份"), YEAR, width=5, around="〔{}〕")),
)
START_ROWS = (
    _WHERE,
    RowSpec(N_("起始号"), (FieldSpec("serial", N_("从哪个号开始"), SERIAL, width=6, around=N_("从第 {} 号开始")),)),
    RowSpec(REASON, (FieldSpec("reason", REASON, LINE, hint=_start_hint),)),
)
REASON_ROWS = (RowSpec(REASON, (FieldSpec("reason", REASON, LINE),)),)
TAKE_ROWS = (
    RowSpec(NUMBER, (FieldSpec("number", NUMBER, WORD, hint=_number_hint, width=20),)),
    RowSpec(REASON, (FieldSpec("reason", REASON, LINE),)),
    RowSpec("", (FieldSpec("double", DOUBLE, make=make_check),)),
)
CASE_ROWS = (
    RowSpec(
        N_("类别"),
        (FieldSpec("kind", N_("类别"), make=make_switch(kind_choices)),),
    ),
    RowSpec(N_("办理身份"), (FieldSpec("role", N_("办理身份"), make=make_switch(role_choices)),)),
    RowSpec(N_("届次"), (FieldSpec("session", N_("届次"), LINE, reads=session_reader),)),
    RowSpec(
        N_("案号和案由"),
        (FieldSpec("proposal", N_("案号"), READ_NUMBER, width=6), FieldSpec("subject", N_("案由"), LINE)),
    ),
    *(RowSpec(column.words, (column.entry,)) for column in COLUMNS if column.entry),
    RowSpec(
        N_("交办日期"),
        (
            FieldSpec("assigned", N_("交办日期"), DAY, width=10),
            FieldSpec("due_override", N_("截止日期"), DAY, width=16, around=N_("截止日期 {}"), hint=_due_hint),
        ),
        remark=_due_words,
    ),
)
*_CONTENT, _DATES = CASE_ROWS
AMEND_ROWS = (
    *_CONTENT,
    _DATES._replace(fields=(*_DATES.fields, FieldSpec("extended", EXTENDED, make=make_check))),
    RowSpec(N_("状态"), (FieldSpec("state", N_("状态"), make=make_switch(_states)),)),
    RowSpec(WHY, (FieldSpec("reason", WHY, LINE, hint=_reason_hint),)),
)
