"""An assignment list (交办清单) in xlsx as cases: what was recognised is shown before anything is added."""

import datetime
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec.structs import replace

from letter.messages import Message, message
from letter.model import Role
from letter.proposal_numbers import read_proposal_number
from letter.session import find_session
from letter.wording import kinds
from register.api import Store, case_name, check_case, known_case, match_cases, put_case
from register.errors import CaseRefused, SheetRefused
from register.headed import HEAD_ROWS, bare_head, cell_date, cell_text, left_out, recognised
from register.values import AssignmentList, Case, CasesTaken, ListedCase, RefusedLine
from register.workbook import Cells, read_cells
from services.assignment_words import cell_words, column_names, kind_named, kind_words

_LONGEST = 2_000
_SHOWN = 40
# Columns that mean something; what any other says is taken as it stands, under the same name.
_UNDERSTOOD = frozenset({"kind", "proposal", "role", "session", "subject", "proposers", "assigned", "months", "due"})
_NO_HEAD = message("表格里没有认出“案号”和“案由”（或“提案者”）这样的列名，请在一行里写上列名后再试。")
_NO_NUMBER = message("没有案号")
_TOO_LONG = message("文字太长")
_BAD_NUMBER = message("认不出案号“{text}”")
_BAD_KIND = message("认不出类别“{text}”")
_NO_KIND = message("不知道是提案还是建议，请选类别")
_BAD_ROLE = message("认不出办理方式“{text}”")
_BAD_MONTHS = message("认不出时限月数“{text}”")
_TWICE = message("与第 {first} 行重复")
_NUMBER = re.compile(r"第?([0-9A-Za-z\-〔〕()（）]{1,30}?)号?")


class _Given(msgspec.Struct, frozen=True):
    """What holds for all rows that do not say otherwise."""

    kind: str
    session: str
    assigned: datetime.date | None


def read_assignment_list(
    store: Store, path: Path, kind: str = "", *, session: str = "", assigned: datetime.date | None = None
) -> AssignmentList:
    """Return what a list says, changing nothing; kind, session and assigned are for lists that do not say them.

    Raises SheetRefused when the file is no table, is unsafe or has no column of numbers beside another one.
    """
    for cells in read_cells(path):
        for place, row in enumerate(cells[:HEAD_ROWS]):
            columns = recognised(row, column_names())
            if "proposal" in columns and len(columns) > 1:
                above = [cell_text(cell) for line in cells[: place + 1] for cell in line]
                given = _Given(kind or kind_named("".join(above)), session or _session_of(above), assigned)
                found, refused = _cases(columns, cells[place + 1 :], place + 2, given)
                heads = {field: cell_text(row[column]) for field, column in columns.items()}
                return AssignmentList(heads, left_out(row, columns), _marked(store, found), tuple(refused))
    raise SheetRefused(_NO_HEAD)


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


def _cases(
    columns: Mapping[str, int], cells: Sequence[Cells], first: int, given: _Given
) -> tuple[list[ListedCase], list[RefusedLine]]:
    found: list[ListedCase] = []
    refused: list[RefusedLine] = []
    lines: dict[tuple[str, str], int] = {}
    for line, row in enumerate(cells, start=first):
        fields: dict[str, Any] = {name: row[place] for name, place in columns.items() if place < len(row)}
        if not any(cell_text(value) for value in fields.values()):
            continue
        try:
            case = _case(fields, given)
            check_case(case)
            before = lines.setdefault((case_name(case), case.role), line)
            if before != line:
                raise SheetRefused(_TWICE.filled(first=before))
        except (SheetRefused, CaseRefused) as error:
            refused.append(RefusedLine(line, error.args[0]))
        else:
            found.append(ListedCase(line, case))
    return found, refused


def _case(fields: Mapping[str, Any], given: _Given) -> Case:
    words = {name: cell_text(fields.get(name)) for name in column_names()}
    if any(len(text) > _LONGEST for text in words.values()):
        raise SheetRefused(_TOO_LONG)
    kind = _meant(kind_words(), words["kind"], _BAD_KIND) or given.kind
    if kind not in kinds():
        raise SheetRefused(_NO_KIND)
    case = Case(
        kind=kind,
        proposal=_number(words["proposal"]),
        role=cast("Role", _meant(cell_words().role, words["role"], _BAD_ROLE) or "lead"),
        session=words["session"] or given.session,
        subject=words["subject"].replace("\n", ""),
        proposers=words["proposers"].replace("\n", "、"),
        assigned=cell_date(fields.get("assigned")) or given.assigned,
        months=_months(words["months"]),
        due_override=cell_date(fields.get("due")),
    )
    return replace(case, **{name: text for name, text in words.items() if name not in _UNDERSTOOD})


def _number(text: str) -> str:
    if not text:
        raise SheetRefused(_NO_NUMBER)
    # A spreadsheet hands whole numbers over as 176.0.
    number = read_proposal_number(re.sub(r"\.0$|\s", "", text))
    found = _NUMBER.fullmatch(number)
    if not found:
        raise SheetRefused(_BAD_NUMBER.filled(text=text[:_SHOWN]))
    return found[1]


def _months(text: str) -> int | None:
    found = re.fullmatch(r"(\d{1,2})(?:\.0)?个?月?", text)
    if text and not found:
        raise SheetRefused(_BAD_MONTHS.filled(text=text[:_SHOWN]))
    return int(found[1]) if found else None


def _meant(known: Mapping[str, tuple[str, ...]], text: str, unknown: Message) -> str:
    """Return what a word of a column means, "" for an empty cell; raises SheetRefused."""
    if not text:
        return ""
    found = next((meant for meant, words in known.items() if bare_head(text) in words), "")
    if not found:
        raise SheetRefused(unknown.filled(text=text[:_SHOWN]))
    return found


def _session_of(above: Sequence[str]) -> str:
    return next((found for text in above if (found := find_session(text))), "")
