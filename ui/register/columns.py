"""The columns of the ledger as a table: name, words, what stands in a cell, and by what it is sorted."""

import datetime
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import NamedTuple

from letter.messages import counted
from letter.numbers import number_text
from letter.wording import kinds
from register.values import STATE_WORDS, UNSETTLED, Case, Order, Row
from ui.core.i18n import N_, _, translate
from ui.fields.case_readers import PROPOSERS
from ui.fields.specs import FieldSpec
from ui.form.sections.case import ROLES
from ui.form.sections.signing import DISCLOSURES

STATES = {state: words.listed for state, words in STATE_WORDS.items() if words.listed}
OVERDUE, DUE_TODAY, LEFT = counted("！已超期 {count} 天"), N_("！今天到期"), counted("剩 {count} 天")
MADE, DOUBLE = N_("已生成"), N_("{number}（重号）")
_ROLE_WORDS = dict(ROLES)
# Two digits have room in a column; more of them make it wider by hand.
_FEW = 10


class Column(NamedTuple):
    """A column: its name, its words, the text of a cell, its width in characters, by what it is sorted.

    shown tells whether it is there at first; widest gives words that must all have room, where the language decides how
    long they are; tip explains a cell whose text alone does not; entry is the field by which a case is told it, for a
    column that has a row of its own in the form.
    """

    name: str
    words: str
    text: Callable[[Row, datetime.date], str]
    width: int
    order: Order | None = None
    shown: bool = True
    widest: Callable[[], Iterable[str]] = tuple
    tip: Callable[[Row], str] | None = None
    entry: FieldSpec | None = None


def days_words(row: Row, today: datetime.date) -> str:
    """Return how many days are left, overdue ones with a sign and in words."""
    days = row.days_left(today)
    if days is None:
        return ""
    if days < 0:
        return translate(OVERDUE.filled(count=-days))
    return translate(LEFT.filled(count=days)) if days else _(DUE_TODAY)


def state_words(state: str) -> str:
    """Return a state in words."""
    return _(STATES.get(state, state))


def row_state(row: Row) -> str:
    """Return the state of a row in words: a case that waits says so where its letter has been made."""
    return _(MADE) if row.made and row.state in UNSETTLED else state_words(row.state)


def state_tip(row: Row) -> str:
    """Return the state of a row and what it means."""
    words = STATE_WORDS.get(row.state)
    return f"{row_state(row)}\n{_(words.meaning)}" if words and words.meaning else row_state(row)


def kind_words(kind: str) -> str:
    """Return the name of a kind of case."""
    known = kinds().get(kind)
    return _(known.name) if known else kind


def number_words(row: Row) -> str:
    """Return the number of a row, nothing when it has none."""
    return number_text(row.number) if row.number else ""


def _number(row: Row, _today: datetime.date) -> str:
    words = number_words(row)
    return _(DOUBLE).format(number=words) if row.occurrence > 1 else words


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _coded(words: dict[str, str], code: str) -> str:
    found = words.get(code)
    return _(found) if found else code


def _proposers_hint(_case: Case) -> str:
    return _("姓名或单位，用顿号隔开")


COLUMNS = (
    Column("number", N_("发文字号"), _number, 11, "number"),
    Column(
        "kind", N_("类别"), lambda row, _today: kind_words(row.kind), 6, "kind",
        widest=lambda: map(kind_words, kinds()),
    ),
    Column("role", N_("身份"), lambda row, _today: _coded(_ROLE_WORDS, row.role), 4, shown=False),
    Column("proposal", N_("案号"), lambda row, _today: row.proposal, 5, "proposal"),
    Column("subject", N_("案由"), lambda row, _today: row.subject or row.title, 18, "subject"),
    Column(
        "proposers", N_("提出者"), lambda row, _today: row.proposers, 7, "proposers",
        entry=FieldSpec("proposers", N_("提出者"), PROPOSERS, hint=_proposers_hint),
    ),
    Column(
        "state", N_("状态"), lambda row, _today: row_state(row), 4, "state",
        widest=lambda: [_(MADE), *map(state_words, STATES)], tip=state_tip,
    ),
    Column("assigned", N_("交办日期"), lambda row, _today: _day(row.assigned), 7, "assigned", shown=False),
    Column("due", N_("截止日期"), lambda row, _today: _day(row.due), 7, "due"),
    Column(
        "days", N_("剩余天数"), days_words, 6, "due",
        widest=lambda: [_(DUE_TODAY), *(translate(form.filled(count=_FEW)) for form in (OVERDUE, LEFT))],
    ),
    Column("date", N_("成文日期"), lambda row, _today: _day(row.date), 7, "date"),
    Column("outcome", N_("办理结果"), lambda row, _today: row.outcome, 5, "outcome", shown=False),
    Column(
        "disclosure", N_("公开"), lambda row, _today: _coded(DISCLOSURES, row.disclosure), 7, "disclosure",
        shown=False,
    ),
    Column("path", N_("文件"), lambda row, _today: PurePath(row.path).name, 14, shown=False),
)  # fmt: skip
USUAL = tuple(column.name for column in COLUMNS if column.shown)
# "due" is sorted by the days that are left, so it comes once in the list of orders.
SORTED = tuple(column for column in COLUMNS if column.order and column.name != "due")


def chosen_columns(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns to show: the known ones of these, else the usual ones, always in the order of the table."""
    known = tuple(column.name for column in COLUMNS if column.name in names)
    return known or USUAL
