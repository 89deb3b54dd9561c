"""An assignment list (交办清单) as cases: what was recognised is shown before anything is added."""

import datetime
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import msgspec
from msgspec.structs import replace

from letter.chinese import read_numeral
from letter.cleaning import clean_line
from letter.messages import message
from letter.model import Role
from letter.numbers import with_digits
from letter.proposal_numbers import read_proposal_number
from letter.session import find_session
from letter.wording import kinds
from register.api import Store, case_name, check_case, known_case, match_cases, put_case
from register.errors import CaseRefused, SheetRefused
from register.headed import HeadedTable, Row, bare_head, choose_tables, day_of, refused, remarked, rows_below
from register.values import AssignmentList, Case, CasesTaken, LineRemark, ListedCase, RefusedLine
from register.workbook import read_tables
from services.assignment_words import cell_words, column_names, kind_named, kind_words, role_named
from services.unit_roles import NO_OWN_NAME, UNIT_FIELDS, NotOurs, role_of_units

_SHOWN = 40
# Columns that mean something; what any other says is taken as it stands, under the same name.
_UNDERSTOOD = frozenset(
    {"kind", "proposal", "role", "session", "subject", "proposers", "assigned", "months", "due", *UNIT_FIELDS}
)
_NO_HEAD = message("表格里没有认出“案号”和“案由”（或“提案者”）这样的列名，请在一行里写上列名后再试。")
_NO_NUMBER = message("没有案号")
_BAD_NUMBER = message("认不出案号“{text}”")
_BAD_KIND = message("认不出类别“{text}”，这一格没有导入")
_NO_KIND = message("不知道是提案还是建议，请选类别")
_BAD_ROLE = message("认不出办理方式“{text}”，先按主办导入，请核对")
_BAD_MONTHS = message("认不出时限月数“{text}”，这一格没有导入")
_TWICE = message("与第 {first} 行重复")
_TWICE_ELSEWHERE = message("与工作表“{sheet}”第 {first} 行重复")
_JOINED = message("第 {line} 行与这一行合并在一个案号里，提案者并到了一起，请核对")
_NUMBER = re.compile(r"第?([0-9A-Za-z\-〔〕()（）]{1,30}?)号?")
_BRACKETS = str.maketrans("﹝［[【﹞］]】", "〔〔〔〔〕〕〕〕")
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


class _Given(msgspec.Struct, frozen=True):
    """What holds for all rows of a table that do not say otherwise; own is the name of the office."""

    kind: str
    session: str
    assigned: datetime.date | None
    role: Role | None
    own: str


def read_assignment_list(
    store: Store, path: Path, kind: str = "", *, session: str = "", assigned: datetime.date | None = None,
    own: str = "", sheet: str = "",
) -> AssignmentList:  # fmt: skip
    """Return what a list says, changing nothing; kind, session and assigned are for lists that do not say them.

    own is the name of the office, for lists that name the units of each case. All sheets that are shown are read, or
    the one that is named. Raises SheetRefused when the file is no table, is unsafe or has no column of numbers beside
    another one.
    """
    chosen = choose_tables(
        read_tables(path), column_names(), lambda found: "proposal" in found and len(found) > 1, _NO_HEAD, sheet
    )
    reading = _Reading()
    for headed in chosen.tables:
        name = headed.table.name
        given = _Given(
            kind=kind or kind_named("".join([*headed.titles, *headed.words])) or kind_named(name),
            session=session or _session_of([*headed.titles, *headed.words, name]),
            assigned=assigned,
            role=role_named("".join(headed.titles)) or role_named(name),
            own=own,
        )
        reading.read(headed, given, chosen.sheet_of(headed))
    columns = {field: head for headed in reversed(chosen.tables) for field, head in headed.heads.words.items()}
    ignored = dict.fromkeys(head for headed in chosen.tables for head in headed.heads.ignored)
    return AssignmentList(
        columns, tuple(ignored), _marked(store, reading.found), tuple(reading.refused), tuple(reading.remarks),
        chosen.names, chosen.unread,
    )  # fmt: skip


def take_assignment_list(store: Store, listed: AssignmentList, lines: Sequence[int] | None = None) -> CasesTaken:
    """Add the cases of a list in one transaction, all or those of some lines; raises RegisterError.

    Those that a letter has answered already are replied at once.
    """
    added: list[Case] = []
    refused: list[RefusedLine] = []
    with store.writing() as writing:
        for one in listed.cases:
            if lines is not None and one.line not in lines:
                continue
            try:
                added.append(put_case(writing, one.case))
            except CaseRefused as error:
                refused.append(RefusedLine(one.line, error.args[0]))
        taken = match_cases(writing, added)
    return CasesTaken(tuple(taken), tuple(refused))


def _marked(store: Store, found: Sequence[ListedCase]) -> tuple[ListedCase, ...]:
    with store.reading() as connection:
        return tuple(replace(one, known=known_case(connection, one.case)) for one in found)


class _Reading:
    """The cases of one or more tables, as they are read."""

    def __init__(self) -> None:
        self.found: list[ListedCase] = []
        self.refused: list[RefusedLine] = []
        self.remarks: list[LineRemark] = []
        self._first: dict[tuple[str, str], int] = {}

    def read(self, headed: HeadedTable, given: _Given, sheet: str) -> None:
        """Read the rows of a table."""
        words = headed.heads.words
        if not given.own and "role" not in words and any(field in words for field in UNIT_FIELDS):
            raise SheetRefused(NO_OWN_NAME)
        rows = list(rows_below(headed))
        # 类别 may be what the case is about, 经济 or 民生; then the column says nothing of the kind.
        tells_kind = any(_meant(kind_words(), row.texts.get("kind", "")) for row in rows)
        for row in rows:
            if not tells_kind:
                row.texts.pop("kind", None)
            try:
                self._add(row, _case(row, headed, given), sheet)
            except (SheetRefused, CaseRefused, NotOurs) as error:
                self.refused.append(refused(row, error.args[0], sheet))

    def _add(self, row: Row, case: Case, sheet: str) -> None:
        check_case(case)
        place = self._first.setdefault((case_name(case), case.role), len(self.found))
        if place == len(self.found):
            self.found.append(ListedCase(row.line, case, sheet=sheet))
            self.remarks += remarked(row, sheet)
            return
        first = self.found[place]
        if first.sheet != sheet:
            raise SheetRefused(_TWICE_ELSEWHERE.filled(sheet=first.sheet, first=first.line))
        if "proposal" not in row.merged:
            raise SheetRefused(_TWICE.filled(first=first.line))
        # A case of several proposers, each in a row of his own.
        others = first.case.proposers.split("、")
        if case.proposers and case.proposers not in others:
            together = replace(first.case, proposers="、".join([*filter(None, others), case.proposers]))
            self.found[place] = replace(first, case=together)
            self.remarks.append(LineRemark(first.line, _JOINED.filled(line=row.line), sheet))


def _case(row: Row, headed: HeadedTable, given: _Given) -> Case:
    heads = headed.heads
    texts = dict.fromkeys(column_names(), "") | row.texts
    proposal = _number(texts["proposal"])
    kind = _meant(kind_words(), texts["kind"])
    if texts["kind"] and not kind:
        row.remarks.append(_BAD_KIND.filled(text=texts["kind"][:_SHOWN]))
    kind = kind or given.kind
    if kind not in kinds():
        raise SheetRefused(_NO_KIND)
    case = Case(
        kind=kind,
        proposal=proposal,
        role=_role(row, heads.words, given),
        session=texts["session"] or given.session,
        subject=clean_line(texts["subject"]),
        proposers=texts["proposers"].replace("\n", "、"),
        assigned=day_of(row, heads, "assigned") or given.assigned,
        months=_months(row),
        due_override=day_of(row, heads, "due", limit=True),
    )
    return replace(case, **{name: text for name, text in texts.items() if name not in _UNDERSTOOD})


def _role(row: Row, words: Mapping[str, str], given: _Given) -> Role:
    if text := row.texts.get("role", ""):
        if role := _meant(cell_words().role, text):
            return cast("Role", role)
        row.remarks.append(_BAD_ROLE.filled(text=text[:_SHOWN]))
    elif given.own and any(field in words for field in UNIT_FIELDS):
        role, remarks = role_of_units(row.texts, words, given.own, given.role)
        row.remarks.extend(remarks)
        return role
    return given.role or "lead"


def _number(text: str) -> str:
    if not text:
        raise SheetRefused(_NO_NUMBER)
    # A spreadsheet hands whole numbers over as 176.0, and makes a day of 23-3-21.
    number = read_proposal_number(with_digits(re.sub(r"\.0$|\s", "", text).translate(_BRACKETS)))
    found = _NUMBER.fullmatch(number)
    if not found or _DAY.fullmatch(number):
        raise SheetRefused(_BAD_NUMBER.filled(text=text[:_SHOWN]))
    return found[1]


def _months(row: Row) -> int | None:
    text = row.texts.get("months", "")
    found = re.fullmatch(r"([\d一二三四五六七八九十]{1,3})(?:\.0)?个?月?内?", text)
    months = read_numeral(found[1]) if found else None
    if text and months is None:
        row.remarks.append(_BAD_MONTHS.filled(text=text[:_SHOWN]))
    return months


def _meant(known: Mapping[str, tuple[str, ...]], text: str) -> str:
    """Return what a word of a column means, "" for nothing that is known."""
    word = bare_head(text) if text else ""
    return next((meant for meant, words in known.items() if word in words), "") if word else ""


def _session_of(above: Sequence[str]) -> str:
    return next((found for text in above if (found := find_session(text))), "")
