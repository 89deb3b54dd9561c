"""The numbers of the year-end report (年终总结): cases in time, late and open, classes, disclosure rates."""

import datetime
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select

from letter.messages import message
from letter.wording import kinds
from register.store import Store
from register.tables import LISTING, NUMBERS, Row
from register.values import OF_LETTER, UNSETTLED, KindReport, Rate, YearReport

_HEADS = (
    message("类别"), message("交办"), message("按期答复"), message("逾期答复"), message("已答复但不知是否按期"),
    message("未答复"), message("其中已逾期"), message("退回"), message("办结率"), message("办结率的算法"),
    message("发出的信"), message("办理结果"), message("公开率"), message("公开率的算法"),
)  # fmt: skip
_TOTAL = message("合计")
_NO_CLASS = message("未标")
_ANSWERED = message("已答复 {part} 件/交办 {whole} 件")
_PUBLISHED = message("主动公开 {part} 封/发出 {whole} 封")
_COLUMNS = (
    "case_key", "letter_key", "kind", "state", "letter_state", "assigned", "due", "date", "outcome", "disclosure",
    "year", "list_year", "number",
)  # fmt: skip
_SEPARATOR = "、"


def year_report(store: Store, year: int, today: datetime.date) -> YearReport:
    """Return the numbers of a year: its cases by the assigned date, its letters by the year of their number or date."""
    with store.reading() as connection:
        query = select(*(LISTING.c[name] for name in _COLUMNS)).order_by(LISTING.c.id)
        found = [dict(row) for row in connection.execute(query).mappings()]
        entered = connection.execute(select(NUMBERS.c.id).where(NUMBERS.c.origin == OF_LETTER)).scalars()
        # What letters of earlier years leave unsaid is not known: None stands for those without a number.
        past = {None, *entered}
    cases = [row for row in found if row["case_key"] and _case_year(row) == year]
    # A letter that answers several cases is one letter.
    # Letters of earlier years may have no number: then the year of their date counts.
    issued = [row for row in found if row["letter_state"] == "issued" and (row["year"] or row["list_year"]) == year]
    letters = list({row["letter_key"]: row for row in issued}.values())
    present = {row["kind"] for row in (*cases, *letters)}
    named = [kind for kind in (*kinds(), "") if kind in present]
    own = [row for row in letters if row["number"] not in past]
    unlinked = sum(not row["case_key"] for row in letters)
    each = [_counted(kind, _of(kind, cases), _of(kind, letters), _of(kind, own), today) for kind in named]
    return YearReport(year, tuple(each), _counted("", cases, letters, own, today), unlinked)


def report_lines(report: YearReport) -> list[tuple[str, ...]]:
    """Return the report as a table: a line of heads, then a line for each kind and one for all together."""
    return [_HEADS, *(_line(one, _name(one.kind)) for one in report.kinds), _line(report.total, _TOTAL)]


def _of(kind: str, found: Sequence[Row]) -> list[Row]:
    return [row for row in found if row["kind"] == kind]


def _name(kind: str) -> str:
    return message(kinds()[kind].name) if kind in kinds() else message("未分类")


def _case_year(row: Row) -> int:
    return int(row["assigned"][:4]) if row["assigned"] else int(row["list_year"] or 0)


def _counted(
    kind: str, cases: Sequence[Row], letters: Sequence[Row], own: Sequence[Row], today: datetime.date
) -> KindReport:
    """Return the numbers of a kind; own are the letters of which the program knows whether they are public."""
    assigned = [row for row in cases if row["state"] != "returned"]
    replied = [row for row in assigned if row["state"] == "replied"]
    dated = [row for row in replied if row["due"] and row["date"]]
    late = [row for row in dated if row["date"] > row["due"]]
    waiting = [row for row in assigned if row["state"] in UNSETTLED]
    overdue = [row for row in waiting if row["due"] and row["due"] < today.isoformat()]
    public = [row for row in own if row["disclosure"] == "active"]
    classes = Counter(str(row["outcome"]) for row in letters)
    return KindReport(
        kind=kind,
        cases=len(assigned),
        in_time=len(dated) - len(late),
        late=len(late),
        undated=len(replied) - len(dated),
        open=len(waiting),
        overdue=len(overdue),
        returned=len(cases) - len(assigned),
        letters=len(letters),
        # Those without a class come last.
        outcomes=tuple(sorted(classes.items(), key=lambda item: (not item[0], item[0]))),
        completion=Rate(len(replied), len(assigned)),
        disclosure=Rate(len(public), len(own)),
    )


def _line(one: KindReport, name: str) -> tuple[str, ...]:
    classes = _SEPARATOR.join(f"{code or _NO_CLASS} {count}" for code, count in one.outcomes)
    counts = (one.cases, one.in_time, one.late, one.undated, one.open, one.overdue, one.returned)
    completion = _ANSWERED.filled(part=one.completion.part, whole=one.completion.whole)
    disclosure = _PUBLISHED.filled(part=one.disclosure.part, whole=one.disclosure.whole)
    return (
        name, *(str(count) for count in counts), one.completion.text, completion, str(one.letters), classes,
        one.disclosure.text, disclosure,
    )  # fmt: skip
