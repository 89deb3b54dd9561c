"""The sub-commands of "register" for cases, search and the year-end report, and what imports an assignment list."""

import argparse
import datetime
import sys
from pathlib import Path

from letter.messages import counted, message
from letter.messages import listed as listing
from letter.numbers import number_text
from letter.wording import kinds
from register.values import STATE_WORDS, Query
from services.casebook import (
    due_of,
    list_cases,
    read_assignment_list,
    report_lines,
    search,
    take_assignment_list,
    year_report,
)
from services.data_folder import DataFolder
from services.register_commands import Action, open_named

_MORE = counted("共 {count} 条，只列出前 {shown} 条；要看更多请加上“--limit”。")
_RECOGNISED = message("认出的列：{columns}")
_IGNORED = message("没有用到的列：{columns}")
_NOT_TAKEN = message("第 {line} 行没有取入：{reason}")
_KNOWN = message("已经登记过")
_NOT_YET = message("以上是将要登记的交办；还没有登记，要登记请加上“--yes”。")
_SHOWN = 200


def _cases(options: argparse.Namespace, data: DataFolder) -> None:
    store = open_named(options, data)
    today = options.today or store.clock().date()
    for case in list_cases(store, today, overdue=options.overdue):
        days = case.days_left(today)
        left = "" if days is None else str(days)
        print(case.due or "", left, STATE_WORDS[case.state].listed, case.session, case.proposal, case.subject, sep="\t")


def _search(options: argparse.Namespace, data: DataFolder) -> None:
    found = search(open_named(options, data), Query(text=options.text, year=options.year, limit=options.limit))
    for row in found.rows:
        number = number_text(row.number) if row.number else ""
        print(number, row.date or "", row.session, row.proposal, row.title or row.subject, row.path, sep="\t")
    if found.total > len(found.rows):
        print(_MORE.filled(count=found.total, shown=len(found.rows)), file=sys.stderr)


def _report(options: argparse.Namespace, data: DataFolder) -> None:
    store = open_named(options, data)
    for line in report_lines(year_report(store, options.year, options.today or store.clock().date())):
        print(*line, sep="\t")


def _assign(options: argparse.Namespace, data: DataFolder) -> None:
    store = open_named(options, data)
    listed = read_assignment_list(store, options.file, options.kind, assigned=options.assigned)
    print(_RECOGNISED.filled(columns=listing(listed.columns.values())), file=sys.stderr)
    if listed.ignored:
        print(_IGNORED.filled(columns=listing(listed.ignored)), file=sys.stderr)
    for refused in listed.refused:
        print(_NOT_TAKEN.filled(line=refused.line, reason=refused.reason), file=sys.stderr)
    shown = [one.case for one in listed.cases if not one.known]
    for one in listed.cases:
        if one.known:
            print(_NOT_TAKEN.filled(line=one.line, reason=_KNOWN), file=sys.stderr)
    if options.yes:
        shown = list(take_assignment_list(store, listed).added)
    else:
        print(_NOT_YET, file=sys.stderr)
    for case in shown:
        print(case.session, case.proposal, case.subject, case.proposers, due_of(case) or "", sep="\t")


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


_TODAY = (("--today",), {"metavar": "DATE", "type": _day, "help": "按这一天算，例如 2023-05-30；不写就是今天"})
CASE_ACTIONS = (
    Action(
        "cases", "列出交办，逾期最久的在前：截止日期、剩余天数、状态、届次、案号、案由",
        ((("--overdue",), {"action": "store_true", "help": "只要逾期的"}), _TODAY), _cases,
    ),
    Action(
        "search", "查找：字号、成文日期、届次、案号、标题、文件",
        (
            (("text",), {"metavar": "TEXT", "help": "要找的字，几个词用空格分开，都要有；% _ ' 照字面找"}),
            (("--year",), {"metavar": "YEAR", "type": int, "help": "只要这一年"}),
            (("--limit",), {"metavar": "N", "type": int, "default": _SHOWN, "help": "最多列出几条"}),
        ),
        _search,
    ),
    Action(
        "report", "年终总结的数字：每类一行，最后是合计",
        ((("year",), {"metavar": "YEAR", "type": int, "help": "年份，例如 2023"}), _TODAY), _report,
    ),
    Action(
        "assign", "取入交办清单（xlsx），每行一件交办；不加 --yes 只列出认出了什么",
        (
            (("file",), {"metavar": "FILE", "type": Path, "help": "表格文件"}),
            (("--kind",), {"choices": tuple(kinds()), "default": "", "help": "清单里没写类别时是哪一类"}),
            (("--assigned",), {"metavar": "DATE", "type": _day, "help": "清单里没写交办日期时是哪一天"}),
            (("--yes",), {"action": "store_true", "help": "确实登记"}),
        ),
        _assign,
    ),
)  # fmt: skip
