"""The list: each case, letter and number once, found by any of its words taken literally; the first schema migrated."""

import contextlib
import datetime
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letter.codec import write_letter
from letter.model import Block, Proposal, Proposers
from register.cases import add_case, begin_cases
from register.grams import fold
from register.letters import correct, issue
from register.migrations import MIGRATIONS
from register.numbers import release, reserve, take, void
from register.opening import open_store
from register.past_answers import past_answers
from register.search import search, years
from register.sqlite import SqliteDatabase
from register.store import Store
from register.tables import LETTERS, NUMBERS, SERIES, insert
from register.values import Case, Order, Query
from tests.letters import plain_letter
from tests.register.registers import CODE, YEAR, number, register

DAY = datetime.date(2023, 3, 1)
CASE = Case(
    kind="cppcc_proposal", proposal="176", session="市政协十二届二次会议", subject="关于社区治理", assigned=DAY
)  # fmt: skip
SPECIAL = "%_'\"“”*?-（）(〕[]\\^:.;、 \u3000养老社区aＡé１1"


def found(store: Store, text: str = "", **changes: object) -> int:
    return search(store, Query(text=text, **changes)).total  # pyright: ignore[reportArgumentType]


def issued(store: Store, key: str, **changes: object) -> None:
    drawn = reserve(store, CODE, YEAR, key=key).number
    letter = plain_letter(document_number=drawn, **changes)
    issue(store, drawn, f"{key}.docx", key, key=key, letter=letter)


def test_a_case_and_its_letter_are_one_row_at_every_step(tmp_path: Path) -> None:
    store = register(tmp_path)
    add_case(store, CASE)
    states = [one_state(store)]
    begin_cases(store, [plain_letter()])
    states.append(one_state(store))
    issued(store, "a")
    states.append(one_state(store))
    correct(store, number(1), "b.docx", "b", "错字", letter=plain_letter(answer=(Block(text="改过的答复。"),)))
    (row,) = search(store, Query()).rows
    assert (row.number, row.path, row.version) == (number(1), "b.docx", 2)
    assert (found(store, "改过的"), found(store, "答复内容")) == (1, 0)
    void(store, number(1), "印错")
    assert sorted(row.state for row in search(store, Query()).rows) == ["in_work", "void"]
    assert states == ["open", "in_work", "replied"]


def one_state(store: Store) -> str:
    (row,) = search(store, Query()).rows
    return row.state


def test_a_bare_number_is_listed_until_it_has_a_letter_or_is_given_back(tmp_path: Path) -> None:
    store = register(tmp_path)
    reserve(store, CODE, YEAR, key="a")
    take(store, number(7), "通知")
    assert [(row.number, row.state) for row in search(store, Query(order="number")).rows] == [
        (number(1), "reserved"), (number(7), "taken"),
    ]  # fmt: skip
    release(store, number(1))
    assert found(store) == 1
    issued(store, "b")
    assert [row.state for row in search(store, Query(order="number")).rows] == ["issued", "taken"]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("社区治理", True), ("社区", True), ("治", True), ("理赋", True), ("理区", False), ("李文清 176", True),
        ("李文清　社区", True), ("李文清 没有", False), ("朝民函[2023]1号", True), ("朝民函（２０２３）1", True),
        ("%", True),
        ("50％", True), ("5_", False), ("o'neil", True), ("O＇NEIL", True), ("'", True), ('"', False), ("", True),
        ("十二届二次", True), ("𠮷", True), ("𠮷林", True), ("答复人", False), ("复。第", False),
    ],
)  # fmt: skip
def test_all_words_must_occur_and_mean_what_they_say(tmp_path: Path, text: str, there: bool) -> None:
    store = register(tmp_path)
    issued(store, "a", answer=(Block(text="答复。"), Block(text="第O'Neil𠮷林 5０%")))
    assert bool(found(store, text)) is there


@pytest.mark.full
@settings(max_examples=60, deadline=None)
@given(st.text(SPECIAL, max_size=12), st.text(SPECIAL, min_size=1, max_size=4))
def test_any_sign_is_found_where_it_stands(tmp_path_factory: pytest.TempPathFactory, text: str, word: str) -> None:
    store = _shared(tmp_path_factory)
    letter = plain_letter(answer=(Block(text=f"㐀{text}乙"),), proposals=(), proposers=Proposers())
    correct(store, number(1), "k.docx", "k", "改过", letter=letter)
    folded = fold(word)
    # The frame makes the word follow a sign that stands nowhere else in the letter.
    assert bool(found(store, f"㐀{folded}")) == (fold(f"㐀{folded}") in fold(f"㐀{text}乙"))


_STORES: list[Store] = []


def _shared(factory: pytest.TempPathFactory) -> Store:
    if not _STORES:
        _STORES.append(register(factory.mktemp("search")))
        issued(_STORES[0], "k")
    return _STORES[0]


def test_without_the_index_the_same_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SqliteDatabase, "make_index", lambda *_: None)
    store = register(tmp_path)
    issued(store, "a")
    assert [found(store, text) for text in ("社区治理", "社", "社区 李文清", "区治x")] == [1, 1, 1, 0]
    assert past_answers(store, "社区治理") == ()


def test_filters_and_parts(tmp_path: Path) -> None:
    store = register(tmp_path)
    for proposal, due in (("1", 1), ("2", 10), ("3", 20)):
        add_case(store, Case(kind="cppcc_proposal", proposal=proposal, due_override=DAY.replace(day=due)))
    add_case(store, Case(kind="npc_suggestion", proposal="4", assigned=datetime.date(2022, 12, 1)))
    today = DAY.replace(day=5)
    assert found(store, year=2022) == 1
    assert found(store, kind="npc_suggestion") == 1
    assert found(store, states=("replied",)) == 0
    assert found(store, deadline="overdue", today=today) == 2
    assert found(store, deadline="within", today=today, days=5) == 1
    part = search(store, Query(order="proposal", descending=True, offset=1, limit=2))
    assert ([row.proposal for row in part.rows], part.total) == (["3", "2"], 4)
    assert search(store, Query(offset=50)) == search(store, Query(offset=50, limit=0))
    assert search(store, Query(offset=50)).total == 4
    assert years(store) == (2023, 2022)
    for order in Order.__args__:
        assert {row.proposal for row in search(store, Query(order=order)).rows} == {"1", "2", "3", "4"}


def test_a_register_of_the_first_schema_is_listed_and_found(tmp_path: Path) -> None:
    path = tmp_path / "register" / "register.db"
    old = open_store(path, migrations=MIGRATIONS[:1])
    with old.writing() as writing:
        insert(writing.connection, SERIES, {"id": 1, "code": CODE, "year": YEAR, "start": 1, **writing.made})
        for serial in (1, 2):
            place = {
                "id": serial,
                "series": 1,
                "serial": serial,
                "occurrence": 1,
                "origin": "program",
                "title": "旧标题",
            }
            insert(writing.connection, NUMBERS, {**place, "state": "issued", **writing.made})
        content = write_letter(plain_letter()).decode()
        kept = {"key": "k", "version": 1, "number": 1, "state": "issued", "content": content, "issued_at": writing.at}
        insert(writing.connection, LETTERS, {**kept, **writing.made})
    store = register(tmp_path)
    assert [(row.number, row.letter_key) for row in search(store, Query(order="number")).rows] == [
        (number(1), "k"), (number(2), ""),
    ]  # fmt: skip
    assert (found(store, "答复内容"), found(store, "旧标题")) == (1, 2)
    with contextlib.closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT value FROM meta WHERE name = 'schema_version'").fetchone() == ("3",)


def test_paragraphs_of_letters_on_the_same_subject_come_back(tmp_path: Path) -> None:
    store = register(tmp_path)
    for key, subject, text in (
        ("a", "关于加强社区养老服务的提案", "我们新建社区养老服务中心十二所，覆盖全部街道。"),
        ("b", "关于农村饮水安全的提案", "我们改造农村饮水管网三百公里，受益两万人。"),
        ("c", "关于社区养老服务用地的提案", "社区养老服务用地纳入国土空间规划统筹安排。"),
    ):
        issued(store, key, proposals=(Proposal(key, subject),), answer=(Block(text=text), Block(text="短。")))
    found_now = past_answers(store, "关于发展社区养老服务的提案", but="c")
    assert [one.letter_key for one in found_now] == ["a"]
    assert (found_now[0].number, found_now[0].subject) == (number(1), "关于加强社区养老服务的提案")
    assert past_answers(store, "关于发展社区养老服务的提案") == past_answers(store, "关于发展社区养老服务的提案")
    assert [one.letter_key for one in past_answers(store, "社区养老服务", most=1)] in (["a"], ["c"])
    assert past_answers(store, "", "正在改造农村饮水管网")[0].letter_key == "b"
    assert past_answers(store, "") == ()
    void(store, number(2), "错")
    assert past_answers(store, "农村饮水") == ()
