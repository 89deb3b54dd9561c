"""Cases: due on a day, amended with a reason, taken up by a letter in work and settled by an issued one."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from letter.model import DocumentNumber, Proposal, Session
from register.cases import add_case, amend_case, begin_cases, case_history, find_case, list_cases
from register.deadlines import due_of, months_later
from register.errors import CaseRefused
from register.letters import issue
from register.numbers import reserve, void
from register.report import report_lines, year_report
from register.store import Store
from register.values import Case, Rate
from tests.letters import plain_letter
from tests.register.registers import CODE, YEAR, Clock, register

DAY = datetime.date(2023, 11, 30)


def case(proposal: str = "176", **changes: Any) -> Case:
    fields: dict[str, object] = {"kind": "cppcc_proposal", "session": "市政协十二届二次会议", "assigned": DAY}
    return Case(proposal=proposal, **(fields | changes))  # pyright: ignore[reportArgumentType]


def issued(store: Store, key: str = "k", **changes: object) -> None:
    number = reserve(store, CODE, YEAR, key=key).number
    issue(store, number, f"{key}.docx", key, key=key, letter=plain_letter(document_number=number, **changes))


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({}, "2024-02-29"), ({"extended": True}, "2024-05-30"), ({"role": "co"}, "2023-12-30"),
        ({"months": 2}, "2024-01-30"), ({"due_override": datetime.date(2024, 1, 15), "months": 5}, "2024-01-15"),
        ({"assigned": datetime.date(2024, 10, 31), "months": 4}, "2025-02-28"), ({"role": "separate"}, "2024-02-29"),
    ],
)  # fmt: skip
def test_a_case_is_due_months_later_unless_a_notice_says_otherwise(changes: dict[str, Any], due: str) -> None:
    assert str(due_of(case(**changes))) == due


def test_without_an_assigned_date_nothing_is_due() -> None:
    assert due_of(case(assigned=None)) is None
    assert months_later(datetime.date(2023, 12, 31), 2) == datetime.date(2024, 2, 29)


def test_what_is_overdue_longest_comes_first_and_what_is_settled_last(tmp_path: Path) -> None:
    store, today = register(tmp_path), datetime.date(2024, 3, 10)
    for proposal, due in (("1", 20), ("2", 1), ("3", 5)):
        add_case(store, case(proposal, due_override=datetime.date(2024, 3, due)))
    add_case(store, case("4", state="returned"))
    add_case(store, case("5", assigned=None))
    found = list_cases(store, today)
    assert [(one.proposal, one.days_left(today)) for one in found] == [
        ("2", -9), ("3", -5), ("1", 10), ("5", None), ("4", None),
    ]  # fmt: skip
    assert [one.proposal for one in list_cases(store, today, overdue=True)] == ["2", "3"]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (case(session="朝阳市政协12届2次会议"), "已经登记过"), (case(proposal=" "), "案号"),
        (case(kind="x"), "没有“x”这一类"),
        (case("9", months=99), "时限"), (case("9", due_override=datetime.date(2023, 1, 1)), "早于交办日期"),
    ],
)  # fmt: skip
def test_a_case_that_is_known_or_contradicts_itself_is_refused(tmp_path: Path, other: Case, words: str) -> None:
    store = register(tmp_path)
    add_case(store, case())
    with pytest.raises(CaseRefused, match=words):
        add_case(store, other)
    assert len(list_cases(store, DAY)) == 1
    add_case(store, case(role="co"))
    add_case(store, case(session="市政协十二届三次会议"))


def test_changing_what_was_filled_in_needs_a_reason_and_is_recorded(tmp_path: Path) -> None:
    store = register(tmp_path)
    added = add_case(store, case())
    later = case(key=added.key, extended=True)
    with pytest.raises(CaseRefused, match="写明理由"):
        amend_case(store, case(key=added.key, assigned=datetime.date(2023, 12, 1)))
    assert str(amend_case(store, later).due) == "2024-05-30"
    assert amend_case(store, later) == find_case(store, added.key)
    amend_case(store, case(key=added.key, state="returned", extended=True), "不属于本单位职责")
    history = case_history(store, added.key)
    assert [(row.what, row.why) for row in history] == [("assign", ""), ("amend", ""), ("amend", "不属于本单位职责")]
    assert '"state":"open"' in history[2].before
    assert '"state":"returned"' in history[2].after
    with pytest.raises(CaseRefused, match="没有这件交办"):
        amend_case(store, case(key="other"))


def test_a_letter_in_work_takes_its_case_up_and_an_issued_one_settles_it(tmp_path: Path) -> None:
    store = register(tmp_path)
    own, other = add_case(store, case()), add_case(store, case(session="市政协十二届三次会议"))
    begin_cases(store, [plain_letter()])
    assert (find_case(store, own.key).state, find_case(store, own.key).letter_key) == ("in_work", "")
    issued(store)
    assert find_case(store, own.key).letter_key == "k"
    assert (find_case(store, own.key).state, find_case(store, other.key).state) == ("replied", "open")
    assert find_case(store, own.key).days_left(DAY) is None
    void(store, reserve_answer(store), "印错")
    assert (find_case(store, own.key).state, find_case(store, own.key).letter_key) == ("in_work", "")
    assert [row.what for row in case_history(store, own.key)] == ["assign", "take_up", "reply", "reopen"]


def reserve_answer(store: Store) -> DocumentNumber:
    return reserve(store, CODE, YEAR, key="k").number


def test_one_letter_settles_all_cases_that_it_answers(tmp_path: Path) -> None:
    store = register(tmp_path)
    for proposal in ("1", "2", "3"):
        add_case(store, case(proposal))
    issued(store, proposals=(Proposal("1"), Proposal("3")))
    assert {one.proposal: one.state for one in list_cases(store, DAY)} == {"1": "replied", "2": "open", "3": "replied"}


def test_a_case_without_a_session_is_settled_only_when_no_other_could_be_meant(tmp_path: Path) -> None:
    store = register(tmp_path)
    alone, first = add_case(store, case(session="")), add_case(store, case("2", session=""))
    add_case(store, case("2", session="市政协十二届五次会议"))
    issued(store)
    issued(store, "other", proposals=(Proposal("2"),), session=Session("朝阳市政协", 12, 4))
    assert (find_case(store, alone.key).state, find_case(store, first.key).state) == ("replied", "open")


def test_the_history_of_cases_holds_no_names_and_no_subjects(tmp_path: Path) -> None:
    store = register(tmp_path)
    added = add_case(store, case(subject="关于某事", proposers="李文清"))
    assert not any("李文清" in row.after or "某事" in row.after for row in case_history(store, added.key))


def test_the_report_counts_each_kind_and_says_what_its_rates_are_made_of(tmp_path: Path) -> None:
    store = register(tmp_path, Clock())
    march = datetime.date(2023, 3, 1)
    for proposal, days in (("1", 30), ("2", 10), ("3", 40)):
        add_case(store, case(proposal, assigned=march, due_override=march + datetime.timedelta(days=days)))
    add_case(store, case("4", assigned=march, state="returned"))
    add_case(store, case("5", kind="npc_suggestion", session="市十六届人大三次会议", assigned=march))
    issued(store, "a", proposals=(Proposal("1"),), outcome_class="A")
    issued(store, "b", proposals=(Proposal("2"),), disclosure="none", disclosure_reason="涉密")
    report = year_report(store, 2023, datetime.date(2023, 5, 1))
    cppcc, npc = report.kinds
    assert (cppcc.cases, cppcc.in_time, cppcc.late, cppcc.open, cppcc.overdue, cppcc.returned) == (3, 1, 1, 1, 1, 1)
    assert (cppcc.completion, cppcc.disclosure, cppcc.outcomes) == (Rate(2, 3), Rate(1, 2), (("A", 1), ("", 1)))
    assert (npc.completion.text, npc.disclosure.text) == ("0.0%", "—")
    assert (report.total.completion.text, report.total.completion.counts) == ("50.0%", "2/4")
    heads, *lines = report_lines(report)
    assert {len(line) for line in lines} == {len(heads)}
    assert "已答复 2 件/交办 3 件" in lines[0]
    assert "主动公开 0 封/发出 0 封" in lines[1]
    assert year_report(store, 2022, DAY).total.completion.text == "—"
