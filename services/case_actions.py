"""What the sub-commands of "register" do with cases: list, search, report, take in an assignment list."""

import argparse
import sys
from collections.abc import Iterable, Sequence

from letter.messages import counted, message
from letter.messages import listed as listing
from letter.numbers import number_text
from register import api
from register.deadlines import due_of
from register.values import STATE_WORDS, LineRemark, Query, RefusedLine, line_words
from services.assignment_list import read_assignment_list, take_assignment_list
from services.printed_rows import print_row

_MORE = counted("共 {count} 条，只列出前 {shown} 条；要看更多请加上“--limit”。")
_RECOGNISED = message("认出的列：{columns}")
_IGNORED = message("没有用到的列：{columns}")
_NOT_TAKEN = message("{place}没有导入：{reason}")
_REMARK = message("{place}：{words}")
_KNOWN = message("已经登记过")
_NOT_YET = message("以上是将要登记的交办；还没有登记，要登记请加上“--yes”。")


def list_cases(store: api.Store, options: argparse.Namespace) -> None:
    """Print the cases, what is overdue longest first."""
    today = options.today or store.clock().date()
    for case in api.list_cases(store, today, overdue=options.overdue):
        days = case.days_left(today)
        left = "" if days is None else str(days)
        print_row(case.due or "", left, STATE_WORDS[case.state].listed, case.session, case.proposal, case.subject)


def search(store: api.Store, options: argparse.Namespace) -> None:
    """Print the rows in which words are found."""
    found = api.search(store, Query(text=options.text, year=options.year, limit=options.limit))
    for row in found.rows:
        number = number_text(row.number) if row.number else ""
        print_row(number, row.date or "", row.session, row.proposal, row.title or row.subject, row.path)
    if found.total > len(found.rows):
        print(_MORE.filled(count=found.total, shown=len(found.rows)), file=sys.stderr)


def report(store: api.Store, options: argparse.Namespace) -> None:
    """Print the numbers of the year-end report."""
    for line in api.report_lines(api.year_report(store, options.year, options.today or store.clock().date())):
        print_row(*line)


def assign(store: api.Store, options: argparse.Namespace, own: str) -> None:
    """Print what an assignment list says, and add it when that is wanted; own is the name of the office."""
    listed = read_assignment_list(
        store, options.file, options.kind, assigned=options.assigned, own=options.unit or own, sheet=options.sheet
    )
    print(_RECOGNISED.filled(columns=listing(listed.columns.values())), file=sys.stderr)
    tell_ignored(listed.ignored)
    tell_unread(listed.unread)
    tell_refused(listed.refused)
    tell_remarks(listed.remarks)
    shown = [one.case for one in listed.cases if not one.known]
    tell_refused([RefusedLine(one.line, _KNOWN, one.sheet) for one in listed.cases if one.known])
    if options.yes:
        shown = list(take_assignment_list(store, listed).added)
    else:
        print(_NOT_YET, file=sys.stderr)
    for case in shown:
        print_row(case.session, case.proposal, case.subject, case.proposers, due_of(case) or "")


def tell_ignored(heads: Sequence[str]) -> None:
    """Say which columns of a table are left out."""
    if heads:
        print_row(_IGNORED.filled(columns=listing(heads)), file=sys.stderr)


def tell_unread(sentences: Iterable[str]) -> None:
    """Say which sheets of a table are not read, and why."""
    for sentence in sentences:
        print_row(sentence, file=sys.stderr)


def tell_refused(refused: Iterable[RefusedLine]) -> None:
    """Say which lines of a table are not taken in, and why."""
    for one in refused:
        print_row(_NOT_TAKEN.filled(place=line_words(one.line, one.sheet), reason=one.reason), file=sys.stderr)


def tell_remarks(remarks: Iterable[LineRemark]) -> None:
    """Say what is to be looked at in lines that are taken in."""
    for one in remarks:
        print_row(_REMARK.filled(place=line_words(one.line, one.sheet), words=one.words), file=sys.stderr)
