"""The cases and letters behind the register's window and its commands: listed, searched, added, reported, taken over.

Everything here may be slow on a full register (open_casebook reads every row once): call it off the window's thread.
All imports of the register's machinery are late, for a window that starts needs no database.
"""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from letter.model import Agency, ReplyLetter
from register.values import (
    AssignmentList,
    Case,
    CasesTaken,
    Found,
    HistoryRow,
    LetterVersion,
    PastParagraph,
    Query,
    Row,
    YearReport,
)  # fmt: skip
from services.data_folder import DataFolder

if TYPE_CHECKING:
    from register.store import Store

MOST_PARAGRAPHS = 12


def open_casebook(data: DataFolder, url: str | None = None) -> "Store":
    """Open the register; raises RegisterError."""
    from services.registering import open_register

    return open_register(data, url)


def search(store: "Store", query: Query) -> Found:
    """Return the rows that a query asks for; raises RegisterError."""
    from register.search import search

    return search(store, query)


def years(store: "Store") -> tuple[int, ...]:
    """Return the years that occur in the list, the newest first."""
    from register.search import years

    return years(store)


def add_case(store: "Store", case: Case) -> Case:
    """Add a case and return it with its key and its due date; raises CaseRefused when it is known already."""
    from register.cases import add_case

    return add_case(store, case)


def amend_case(store: "Store", case: Case, reason: str = "") -> Case:
    """Change the case of this key; what was filled in before changes only with a reason. Raises CaseRefused."""
    from register.cases import amend_case

    return amend_case(store, case, reason)


def begin_case(store: "Store", key: str) -> Case:
    """Note that an open case is in work and return it; raises CaseRefused."""
    from register.cases import begin_case

    return begin_case(store, key)


def begin_cases(store: "Store", letters: Iterable[ReplyLetter]) -> None:
    """Note that the open cases that letters answer are in work; raises RegisterError."""
    from register.cases import begin_cases

    begin_cases(store, letters)


def find_case(store: "Store", key: str) -> Case:
    """Return the case of a key; raises CaseRefused."""
    from register.cases import find_case

    return find_case(store, key)


def list_cases(store: "Store", today: datetime.date, *, overdue: bool = False) -> tuple[Case, ...]:
    """Return the cases, what is overdue longest first, then what is due next, then what is settled."""
    from register.cases import list_cases

    return list_cases(store, today, overdue=overdue)


def case_history(store: "Store", key: str) -> tuple[HistoryRow, ...]:
    """Return the history of a case, the oldest row first."""
    from register.cases import case_history

    return case_history(store, key)


def due_of(case: Case) -> datetime.date | None:
    """Return when a case is due, as the register will compute it; for a form that shows it while one types."""
    from register.deadlines import due_of

    return due_of(case)


def letter_of_case(case: Case, agency: Agency) -> ReplyLetter:
    """Return a letter begun for a case: kind, role, session, proposal and proposers filled in as far as understood."""
    from services.letter_from_case import letter_of_case

    return letter_of_case(case, agency)


def letter_of(store: "Store", row: Row) -> LetterVersion | None:
    """Return the newest version of a row's letter, None when there is none; of some only the file is known."""
    from register.letters import newest_version

    return newest_version(store, row.letter_key) if row.letter_key else None


def copy_as_new(letter: ReplyLetter) -> ReplyLetter:
    """Return a letter to write anew from an earlier one: number, dates, case, proposers and words by hand left out."""
    from services.letter_from_case import copy_as_new

    return copy_as_new(letter)


def past_answers(
    store: "Store", subject: str, typed: str = "", *, but: str = "", most: int = MOST_PARAGRAPHS
) -> tuple[PastParagraph, ...]:
    """Return paragraphs of issued letters on similar subjects, the nearest first; never those of the letter but."""
    from register.past_answers import past_answers

    return past_answers(store, subject, typed, but=but, most=most)


def year_report(store: "Store", year: int, today: datetime.date) -> YearReport:
    """Return the numbers for the year-end report."""
    from register.report import year_report

    return year_report(store, year, today)


def report_lines(report: YearReport) -> list[tuple[str, ...]]:
    """Return the report as a table: a line of heads, then a line for each kind and one for all together."""
    from register.report import report_lines

    return report_lines(report)


def read_assignment_list(
    store: "Store", path: Path, kind: str = "", *, session: str = "", assigned: datetime.date | None = None
) -> AssignmentList:
    """Return what an assignment list (xlsx) says, changing nothing; the rest is for lists that do not say it.

    Raises SheetRefused.
    """
    from services.assignment_list import read_assignment_list

    return read_assignment_list(store, path, kind, session=session, assigned=assigned)


def take_assignment_list(store: "Store", listed: AssignmentList, lines: Sequence[int] | None = None) -> CasesTaken:
    """Add the cases of a list in one transaction, all or those of some lines; raises RegisterError."""
    from services.assignment_list import take_assignment_list

    return take_assignment_list(store, listed, lines)
