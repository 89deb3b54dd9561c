"""A letter that went out before its case was known is matched with it: on entering, on importing, and once for all."""

import datetime
from pathlib import Path

import pytest

from letter.model import Proposal, Session
from register.cases import add_case, amend_case, case_history, find_case, list_cases
from register.chain import check_chain
from register.letters import correct
from register.numbers import void
from register.opening import open_store
from register.report import year_report
from register.search import search
from register.store import Store
from register.tables import CASES, META, insert, rows
from register.values import Case, Query
from tests.letters import plain_letter
from tests.register.registers import Clock, number, register
from tests.register.test_cases import DAY, case, issued


def state(store: Store, entered: Case) -> tuple[str, str]:
    """Return the state of a case and the key of its letter."""
    found = find_case(store, entered.key)
    return found.state, found.letter_key


def forget_matching(store: Store) -> None:
    """Let a register be as a program wrote it that matched nothing: the letters are there, the cases stand alone."""
    with store.writing() as writing:
        writing.connection.execute(META.delete().where(META.c.name == "letters_matched"))


def put_unmatched(store: Store, one: Case) -> str:
    """Enter a case as that program did and return its key."""
    row = {name: getattr(one, name) for name in ("kind", "role", "session", "proposal", "subject", "state")}
    with store.writing() as writing:
        values = {**row, "key": one.proposal, "assigned": "2023-03-01", "due": "2023-06-01", **writing.made}
        return str(insert(writing.connection, CASES, values)["key"])


def test_a_case_entered_after_its_letter_is_replied_by_it(tmp_path: Path) -> None:
    store = register(tmp_path)
    issued(store, "a", session=Session("朝阳市政协", 12, 1))
    issued(store, "k")
    issued(store, "co", role="co", lead_unit="市财政局")
    entered = add_case(store, case())
    assert (entered.state, entered.letter_key) == ("replied", "k"), "that of its own session and role"
    assert [(row.what, row.why) for row in case_history(store, entered.key)] == [
        ("assign", ""), ("match", "朝民函〔2023〕2号"),
    ]  # fmt: skip
    listed = [(row.case_key, row.letter_key) for row in search(store, Query()).rows if row.letter_key == "k"]
    assert listed == [(entered.key, "k")], "one row, not two"
    assert year_report(store, 2023, DAY).total.completion.counts == "1/1"


@pytest.mark.parametrize(
    "other",
    [
        case("17"), case(session="市政协十二届三次会议"), case(kind="npc_suggestion"),
        case(session="", assigned=datetime.date(2024, 3, 1)),
    ],
    ids=["part of the number", "another session", "another kind", "no session and assigned later"],
)  # fmt: skip
def test_a_case_that_no_letter_answers_stays_open(tmp_path: Path, other: Case) -> None:
    store = register(tmp_path)
    issued(store)
    assert state(store, add_case(store, other)) == ("open", "")


def test_a_case_without_a_session_is_not_matched_when_two_sessions_could_be_meant(tmp_path: Path) -> None:
    store = register(tmp_path)
    issued(store, "a", session=Session("朝阳市政协", 12, 1))
    alone = add_case(store, case("176", session="", assigned=datetime.date(2023, 3, 1)))
    assert state(store, alone) == ("replied", "a")
    issued(store, "b", proposals=(Proposal("9"),))
    issued(store, "c", proposals=(Proposal("9"),), session=Session("朝阳市政协", 12, 1))
    assert state(store, add_case(store, case("9", session="", assigned=datetime.date(2023, 3, 1)))) == ("open", "")


def test_all_the_papers_of_one_letter_are_matched_one_after_the_other(tmp_path: Path) -> None:
    store = register(tmp_path)
    issued(store, proposals=(Proposal("1"), Proposal("3")))
    first, second = add_case(store, case("1")), add_case(store, case("3"))
    assert (state(store, first), state(store, second)) == (("replied", "k"), ("replied", "k"))
    correct(store, number(1), "b.docx", "b", "漏了一件", letter=plain_letter(proposals=(Proposal("1"), Proposal("4"))))
    assert state(store, add_case(store, case("4"))) == ("replied", "k")


def test_a_case_whose_number_is_put_right_is_matched_then(tmp_path: Path) -> None:
    store = register(tmp_path)
    issued(store)
    entered = add_case(store, case("167"))
    assert amend_case(store, case("176", key=entered.key), "案号写反了").state == "replied"


def test_a_case_that_was_taken_up_again_keeps_its_letter_and_its_state(tmp_path: Path) -> None:
    store = register(tmp_path)
    issued(store)
    entered = add_case(store, case())
    amend_case(store, case(key=entered.key, state="in_work"), "委员不满意，重新办理")
    forget_matching(store)
    assert state(open_store(store.path, clock=Clock()), entered) == ("in_work", "k")


def test_a_second_answer_leaves_the_first_and_is_recorded_with_its_reason(tmp_path: Path) -> None:
    store = register(tmp_path)
    issued(store)
    entered = add_case(store, case())
    issued(store, "second")
    assert state(store, entered) == ("replied", "k")
    assert case_history(store, entered.key)[-1].why == "朝民函〔2023〕2号"
    void(store, number(1), "印错")
    assert state(store, entered) == ("replied", "second"), "the letter that is left answers it"


def test_what_is_there_already_is_matched_once_and_recorded(tmp_path: Path) -> None:
    store = register(tmp_path)
    issued(store)
    forget_matching(store)
    answered, waiting = put_unmatched(store, case()), put_unmatched(store, case("9"))
    by_hand = put_unmatched(store, case("3", state="replied"))
    issued(store, "third", proposals=(Proposal("3"),))
    assert find_case(store, answered).state == "open", "as before"
    again = open_store(store.path, clock=Clock())
    assert [(one.proposal, one.state, one.letter_key) for one in list_cases(again, DAY) if one.key != waiting] == [
        ("176", "replied", "k"), ("3", "replied", "third"),
    ]  # fmt: skip
    assert find_case(again, waiting).state == "open"
    assert case_history(again, answered)[-1].what == "match"
    assert by_hand
    before = len(case_history(again, answered))
    with open_store(store.path, clock=Clock()).reading() as connection:
        check_chain(connection)
        assert len(rows(connection, META, META.c.name == "letters_matched")) == 1
    assert len(case_history(again, answered)) == before, "only once"
