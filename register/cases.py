"""Cases (交办): added, amended with a reason, due on a day, taken up by a letter in work, settled by an issued one."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from letter.messages import listed, message
from letter.model import DocumentNumber, ReplyLetter
from letter.numbers import number_text
from letter.proposal_numbers import read_proposal_number, spellings
from letter.session import read_session
from letter.wording import kinds
from register.answers import issued_answers
from register.deadlines import MOST_MONTHS, due_of
from register.errors import CaseRefused
from register.grams import fold
from register.history import read_history_of
from register.listing import relist_case
from register.store import Store, Writing
from register.tables import CASES, META, Row, insert, rows, update
from register.values import UNSETTLED, Case, HistoryRow, IssuedAnswer

_NO_NUMBER = message("请写上案号。")
_BAD_KIND = message("没有“{kind}”这一类，可用：{choices}。")
_KNOWN = message("{name}已经登记过，不用再登记；要改请打开它来改。")
_UNKNOWN = message("登记簿里没有这件交办，请刷新列表再试。")
_NO_REASON = message("改动登记过的交办要写明理由，请写明理由。")
_BAD_MONTHS = message("时限要在 1 至 {most} 个月之间，请改正。")
_EARLY = message("截止日期 {due} 早于交办日期 {assigned}，请核对日期。")
_GIVEN = ("key", "letter_key", "at")
_MATCHED = "letters_matched"
_STEPS = {"open": 0, "in_work": 1, "replied": 2, "returned": 2}


def add_case(store: Store, case: Case) -> Case:
    """Add a case and return it with its key and its due date; raises CaseRefused when it is known already."""
    with store.writing() as writing:
        return match_cases(writing, [put_case(writing, case)])[0]


def put_case(writing: Writing, case: Case) -> Case:
    """Add a case within a transaction, as add_case does; letters that answered it already are not looked for."""
    check_case(case)
    case = replace(case, proposal=read_proposal_number(case.proposal))
    if known_case(writing.connection, case):
        raise CaseRefused(_KNOWN.filled(name=case_name(case)))
    values = {**_columns(case), "key": uuid.uuid4().hex, "letter_key": "", **writing.made}
    row = insert(writing.connection, CASES, values)
    relist_case(writing.connection, row)
    writing.record("assign", case_name(case), after=row)
    return _value(row)


def amend_case(store: Store, case: Case, reason: str = "") -> Case:
    """Change the case of this key; what was filled in before changes only with a reason. Raises CaseRefused.

    Filling in what was empty and going on from 待办 to 办理中 and 已答复 need none.
    """
    check_case(case)
    with store.writing() as writing:
        before = _row(writing.connection, case.key)
        values = _columns(case)
        if all(before[name] == value for name, value in values.items()):
            return _value(before)
        if not reason.strip() and any(_contradicts(name, before[name], value) for name, value in values.items()):
            raise CaseRefused(_NO_REASON)
        if any(other["key"] != case.key for other in _like(writing.connection, case)):
            raise CaseRefused(_KNOWN.filled(name=case_name(case)))
        after = update(writing.connection, CASES, before, **values, **writing.made)
        relist_case(writing.connection, after, before=before)
        writing.record("amend", case_name(case), why=reason, before=before, after=after)
        return match_cases(writing, [_value(after)])[0]


def find_case(store: Store, key: str) -> Case:
    """Return the case of a key; raises CaseRefused."""
    with store.reading() as connection:
        return _value(_row(connection, key))


def list_cases(store: Store, today: datetime.date, *, overdue: bool = False) -> tuple[Case, ...]:
    """Return the cases, what is overdue longest first, then what is due next, then what is settled."""
    with store.reading() as connection:
        found = [_value(row) for row in rows(connection, CASES)]
    if overdue:
        found = [case for case in found if (left := case.days_left(today)) is not None and left < 0]
    return tuple(sorted(found, key=_urgency))


def case_history(store: Store, key: str) -> tuple[HistoryRow, ...]:
    """Return the history of a case, the oldest row first."""
    with store.reading() as connection:
        _row(connection, key)
        return read_history_of(connection, key)


def check_case(case: Case) -> None:
    """Raise CaseRefused for a case that contradicts itself or lacks its number."""
    if case.kind not in kinds():
        raise CaseRefused(_BAD_KIND.filled(kind=case.kind, choices=listed(kind.name for kind in kinds().values())))
    if not case.proposal.strip():
        raise CaseRefused(_NO_NUMBER)
    if case.months is not None and not 1 <= case.months <= MOST_MONTHS:
        raise CaseRefused(_BAD_MONTHS.filled(most=MOST_MONTHS))
    if case.due_override and case.assigned and case.due_override < case.assigned:
        raise CaseRefused(_EARLY.filled(due=case.due_override, assigned=case.assigned))


def known_case(connection: Connection, case: Case) -> bool:
    """Return whether the register has a case of this kind, role, session and number."""
    return bool(_like(connection, case))


def case_name(case: Case) -> str:
    """Return how the history calls a case: its session and number."""
    noun = kinds()[case.kind].noun if case.kind in kinds() else ""
    return f"{case.session}第{case.proposal}号{noun}"


def begin_case(store: Store, key: str) -> Case:
    """Note that an open case is in work and return it; raises CaseRefused."""
    with store.writing() as writing:
        row = _row(writing.connection, key)
        if row["state"] == "open":
            _link(writing, row, "take_up", "", state="in_work")
        return _value(_row(writing.connection, key))


def begin_cases(store: Store, letters: Iterable[ReplyLetter]) -> None:
    """Note that the open cases that letters answer are in work; where there are none nothing is written."""
    with store.reading() as connection:
        begun = [
            letter for letter in letters if any(row["state"] == "open" for row in _answered(connection, letter))
        ]  # fmt: skip
    if begun:
        with store.writing() as writing:
            for letter in begun:
                for row in _answered(writing.connection, letter):
                    if row["state"] == "open":
                        _link(writing, row, "take_up", "", state="in_work")


def cases_of(store: Store, letters: Iterable[ReplyLetter]) -> list[frozenset[str]]:
    """Return for each letter the keys of the cases that it answers."""
    with store.reading() as connection:
        return [frozenset(row["key"] for row in _answered(connection, letter)) for letter in letters]


def answers_to(store: Store, case: Case) -> tuple[IssuedAnswer, ...]:
    """Return the letters that went out on a case, entered or not; of any session where it says none."""
    own = _session(case.session)
    with store.reading() as connection:
        found = issued_answers(connection, case.kind, {case.proposal, read_proposal_number(case.proposal)})
    return tuple(
        answer for answer in found if own in (None, (answer.letter.session.term, answer.letter.session.meeting))
    )  # fmt: skip


def settle(writing: Writing, key: str, letter: ReplyLetter, number: DocumentNumber | None, why: str = "") -> None:
    """Mark the cases that an issued letter answers as replied; why is the reason of a second answer to one of them."""
    text = number_text(number) if number else ""
    for row in _answered(writing.connection, letter):
        if row["state"] in UNSETTLED or (row["state"] == "replied" and not row["letter_key"]):
            _link(writing, row, "reply", text or why, letter_key=key, state="replied")
        elif row["state"] == "replied" and row["letter_key"] != key:
            about = case_name(_value(row))
            writing.record("answer_again", about, why="：".join(filter(None, (text, why))), before=row, after=row)


def match_cases(writing: Writing, cases: Sequence[Case]) -> list[Case]:
    """Mark those cases as replied that a letter answers which went out before they were known; return all as they are.

    A case that has a letter keeps it, also one that was taken up again.
    """
    found = [_row(writing.connection, case.key) for case in cases]
    _match(writing, found)
    return [_value(_row(writing.connection, case.key)) for case in cases]


def match_once(store: Store) -> None:
    """Match every case with the letters that went out, as match_cases does, where no program has done so yet."""
    with store.reading() as connection:
        if rows(connection, META, META.c.name == _MATCHED):
            return
    with store.writing() as writing:
        if not rows(writing.connection, META, META.c.name == _MATCHED):
            _match(writing, rows(writing.connection, CASES))
            insert(writing.connection, META, {"name": _MATCHED, "value": writing.at})


def _match(writing: Writing, cases: Iterable[Row]) -> None:
    waiting = {row["id"]: row for row in cases if not row["letter_key"] and row["state"] in (*UNSETTLED, "replied")}
    numbers: dict[str, set[str]] = {}
    for row in waiting.values():
        spelled = {row["proposal"], read_proposal_number(row["proposal"])}
        numbers.setdefault(row["kind"], set()).update(spelled)
    answers: dict[int, list[IssuedAnswer]] = {}
    for kind, wanted in numbers.items():
        for answer in issued_answers(writing.connection, kind, wanted):
            for row in _answered(writing.connection, answer.letter):
                answers.setdefault(row["id"], []).append(answer)
    for place, found in answers.items():
        answer = _meant(waiting[place], found) if place in waiting else None
        if answer:
            why = number_text(answer.number) if answer.number else ""
            _link(writing, waiting[place], "match", why, letter_key=answer.key, state="replied")


def _meant(case: Row, answers: Sequence[IssuedAnswer]) -> IssuedAnswer | None:
    """Return the letter that answers a case; where its session is not known, only one that nothing speaks against."""
    if _session(case["session"]) is None:
        day = answers[0].letter.document_date
        early = bool(day and day.isoformat() < case["assigned"])
        if early or len({answer.letter.session for answer in answers}) > 1:
            return None
    return next((answer for answer in answers if answer.letter.role == case["role"]), answers[0])


def unsettle(writing: Writing, key: str, why: str) -> None:
    """Let the cases of a letter that becomes void be in work again without it, or be those of another that went out."""
    for row in rows(writing.connection, CASES, CASES.c.letter_key == key):
        _link(writing, row, "reopen", why, letter_key="", state="in_work")
        _match(writing, [_row(writing.connection, row["key"])])


def _link(writing: Writing, row: Row, what: str, why: str, **changes: str) -> None:
    after = update(writing.connection, CASES, row, **changes)
    relist_case(writing.connection, after, before=row)
    writing.record(what, case_name(_value(row)), why=why, before=row, after=after)


def _answered(connection: Connection, letter: ReplyLetter) -> list[Row]:
    """Return the cases of a letter's proposals; one whose session cannot be told only when there is no other."""
    found: list[Row] = []
    for proposal in letter.proposals:
        query = (CASES.c.kind == letter.kind, CASES.c.proposal.in_(spellings(proposal.number)))
        same = rows(connection, CASES, *query) if proposal.number else []
        sessions = {row["id"]: _session(row["session"]) for row in same}
        own = (letter.session.term, letter.session.meeting)
        certain = [row for row in same if sessions[row["id"]] == own and None not in own]
        unknown = [row for row in same if sessions[row["id"]] is None and row["state"] in UNSETTLED]
        chosen = certain or (unknown if len(same) == 1 else [])
        found += [row for row in chosen if row["role"] == letter.role] or chosen[:1]
    return found


def _session(text: str) -> tuple[int | None, int | None] | None:
    """Return term and meeting of 市政协十二届二次会议, None when a text does not say them."""
    found = read_session(text)
    return (found.term, found.meeting) if found and found.meeting else None


def _like(connection: Connection, case: Case) -> list[Row]:
    """Return the cases that are the same: kind, role, number, and a session that means the same."""
    numbers = spellings(read_proposal_number(case.proposal))
    query = (CASES.c.kind == case.kind, CASES.c.proposal.in_(numbers), CASES.c.role == case.role)
    return [row for row in rows(connection, CASES, *query) if _same_session(row["session"], case.session)]


def _same_session(one: str, other: str) -> bool:
    return (_session(one) or fold(one)) == (_session(other) or fold(other))


def _contradicts(name: str, before: Any, after: Any) -> bool:
    if name == "due" or before == after or before in ("", None):
        return False
    if name == "state":
        return _STEPS[after] <= _STEPS[before] or after == "returned"
    return True


def _urgency(case: Case) -> tuple[Any, ...]:
    newest = -(case.assigned.toordinal() if case.assigned else 0)
    settled = case.state not in UNSETTLED
    return (
        settled,
        case.due.toordinal() if case.due and not settled else datetime.date.max.toordinal(),
        newest,
        case.key,
    )


def _row(connection: Connection, key: str) -> Row:
    found = rows(connection, CASES, CASES.c.key == key) if key else []
    if not found:
        raise CaseRefused(_UNKNOWN)
    return found[0]


def _columns(case: Case) -> Row:
    """Return what the row of a case says; key, letter and time are the register's own."""
    said: Row = {name: getattr(case, name) for name in Case.__struct_fields__ if name not in _GIVEN}
    dates = {name: value.isoformat() if value else "" for name, value in _dates(case).items()}
    return said | dates | {"extended": "1" if case.extended else ""}


def _dates(case: Case) -> dict[str, datetime.date | None]:
    return {"assigned": case.assigned, "due_override": case.due_override, "due": due_of(case)}


def _value(row: Row) -> Case:
    fields: Row = {name: row[name] for name in Case.__struct_fields__} | {"extended": bool(row["extended"])}
    for name in ("assigned", "due_override", "due"):
        fields[name] = row[name] or None
    return msgspec.convert(fields, Case)
