"""Numbers: what may become of them, and that none is ever given twice in silence."""

import contextlib
import datetime
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letter.model import DocumentNumber
from letter.numbers import number_text, read_number
from register.errors import NumberRefused, RegisterError
from register.ledger import date_doubts, history, read_ledger
from register.letters import correct, issue, versions_of
from register.numbers import explain_gap, propose, release, reserve, take, void
from register.series import set_start
from register.store import Store
from register.values import Details
from tests.letters import plain_letter
from tests.register.registers import CODE, NOON, YEAR, Clock, number, register


def draw(store: Store, *keys: str) -> list[int]:
    return [reserve(store, CODE, YEAR, key=key).number.serial or 0 for key in keys]


def next_serial(store: Store) -> int:
    return propose(store, CODE, YEAR).number.serial or 0


def test_numbers_come_one_after_another_in_each_series(tmp_path: Path) -> None:
    store = register(tmp_path)
    assert draw(store, "a", "b", "c") == [1, 2, 3]
    assert reserve(store, "朝民函", 2024, key="d").number == number(1, year=2024)
    assert reserve(store, "朝民提", 2023, key="e").number == number(1, code="朝民提")
    assert next_serial(store) == 4


def test_the_same_key_gets_the_same_number(tmp_path: Path) -> None:
    store = register(tmp_path)
    assert draw(store, "a", "b", "a", "b", "a") == [1, 2, 1, 2, 1]
    with pytest.raises(NumberRefused, match="请换一个请求标识"):
        reserve(store, CODE, 2024, key="a")


def test_a_proposal_takes_nothing(tmp_path: Path) -> None:
    store = register(tmp_path)
    assert [next_serial(store), next_serial(store)] == [1, 1]
    assert read_ledger(store).entries == ()
    assert history(store) == ()


def test_a_released_number_is_proposed_again_and_said_so(tmp_path: Path) -> None:
    store = register(tmp_path)
    draw(store, "a", "b", "c")
    release(store, number(2), "文件没有写成")
    assert propose(store, CODE, YEAR).released_before
    again = reserve(store, CODE, YEAR, key="d")
    assert (again.number, again.released_before) == (number(2), True)
    assert [row.what for row in history(store, number(2))] == ["reserve", "release", "reserve"]
    assert not propose(store, CODE, YEAR).released_before
    assert next_serial(store) == 4


def test_a_key_whose_number_was_released_draws_anew(tmp_path: Path) -> None:
    store = register(tmp_path)
    draw(store, "a", "b")
    release(store, number(1))
    assert draw(store, "c", "a", "a") == [1, 3, 3]


def test_a_void_number_is_never_given_again(tmp_path: Path) -> None:
    store = register(tmp_path)
    draw(store, "a", "b")
    void(store, number(2), "印错了")
    assert next_serial(store) == 3
    for attempt in (
        lambda: reserve(store, CODE, YEAR, key="c", serial=2),
        lambda: take(store, number(2)),
        lambda: release(store, number(2)),
        lambda: reserve(store, CODE, YEAR, key="b"),
        lambda: issue(store, number(2), "a.docx", "00"),
    ):
        with pytest.raises(NumberRefused, match="作废"):
            attempt()
    assert [entry.reason for entry in read_ledger(store).voids] == ["印错了"]


def test_voiding_and_explaining_want_a_reason(tmp_path: Path) -> None:
    store = register(tmp_path)
    draw(store, "a")
    for attempt in (lambda: void(store, number(1), " "), lambda: explain_gap(store, number(1), "")):
        with pytest.raises(NumberRefused, match="请写明理由"):
            attempt()


def test_a_number_taken_by_hand_is_skipped_and_leaves_gaps_to_explain(tmp_path: Path) -> None:
    store = register(tmp_path)
    draw(store, "a")
    take(store, number(4), "办公室用于会议通知")
    assert next_serial(store) == 5
    assert [(gap.number.serial, gap.reason) for gap in read_ledger(store).gaps] == [(2, ""), (3, "")]
    explain_gap(store, number(2), "科室自编")
    assert [gap.reason for gap in read_ledger(store).gaps] == ["科室自编", ""]
    assert reserve(store, CODE, YEAR, key="b", serial=3).number == number(3)
    for serial in (1, 9):
        with pytest.raises(NumberRefused, match="不是缺号"):
            explain_gap(store, number(serial), "原因")


def test_an_explained_release_is_no_longer_proposed(tmp_path: Path) -> None:
    store = register(tmp_path)
    draw(store, "a", "b")
    release(store, number(1))
    explain_gap(store, number(1), "不再用")
    assert next_serial(store) == 3


def test_a_chosen_number_that_leaves_others_out_is_given_with_a_doubt(tmp_path: Path) -> None:
    store = register(tmp_path)
    assert reserve(store, CODE, YEAR, key="a", serial=1).doubts == ()
    assert reserve(store, CODE, YEAR, key="b", serial=3).doubts == (
        "跳过了 2 号，会成为缺号，请核对；确实不用的，请说明原因。",
    )
    assert "4 至 8 号" in reserve(store, CODE, YEAR, key="c", serial=9).doubts[0]
    assert reserve(store, CODE, YEAR, key="d", serial=2).doubts == ()
    for serial in (0, -1, 100_000):
        with pytest.raises(NumberRefused, match="1 至 99999"):
            reserve(store, CODE, YEAR, key="e", serial=serial)
    assert propose(store, CODE, YEAR, NOON.date()).doubts == ()
    assert propose(store, CODE, YEAR, datetime.date(2023, 5, 1)).doubts


def test_a_number_typed_wrongly_as_taken_can_be_given_back(tmp_path: Path) -> None:
    store = register(tmp_path)
    draw(store, "a")
    take(store, number(320))
    release(store, number(320), "应为 2 号")
    assert next_serial(store) == 2
    assert read_ledger(store).gaps == ()


def test_doubles_are_refused_unless_meant_and_then_listed(tmp_path: Path) -> None:
    store = register(tmp_path)
    draw(store, "a")
    with pytest.raises(NumberRefused, match="重号"):
        take(store, number(1))
    with pytest.raises(NumberRefused, match="理由"):
        take(store, number(1), double=True)
    take(store, number(1), "办公室也发了 1 号", double=True)
    assert read_ledger(store).doubles == (number(1),)
    assert next_serial(store) == 2


def test_a_series_can_start_where_the_paper_ledger_ends(tmp_path: Path) -> None:
    store = register(tmp_path)
    set_start(store, CODE, YEAR, 33, "纸质登记簿用到 32 号")
    assert draw(store, "a") == [33]
    assert read_ledger(store).gaps == ()


@pytest.mark.parametrize(("code", "year"), [("", 2023), ("朝 民", 2023), ("朝民函〔", 2023), ("朝民函", 23)])
def test_a_bad_series_is_refused(tmp_path: Path, code: str, year: int) -> None:
    with pytest.raises(NumberRefused, match="不对"):
        reserve(register(tmp_path), code, year, key="a")


def test_an_issued_letter_and_its_number_never_change(tmp_path: Path) -> None:
    store = register(tmp_path)
    letter = plain_letter(document_number=number(1))
    draw(store, "a")
    issue(store, number(1), "信.docx", "aa", key="draft", letter=letter)
    issue(store, number(1), "信.docx", "aa", key="draft", letter=letter)
    with pytest.raises(NumberRefused, match="更正"):
        issue(store, number(1), "信.docx", "bb")
    with pytest.raises(NumberRefused, match="退回"):
        release(store, number(1))
    (version,) = versions_of(store, number(1))
    assert (version.letter, version.sha256, version.state, version.number) == (letter, "aa", "issued", number(1))
    assert version.issued_at.startswith("2023-03-21T12:")


def test_a_correction_is_a_new_version_with_a_reason(tmp_path: Path) -> None:
    store = register(tmp_path)
    draw(store, "a")
    with pytest.raises(NumberRefused, match="先发文"):
        correct(store, number(1), "b.docx", "bb", "错字")
    issue(store, number(1), "a.docx", "aa")
    with pytest.raises(NumberRefused, match="理由"):
        correct(store, number(1), "b.docx", "bb", "")
    assert correct(store, number(1), "b.docx", "bb", "错字") == 2
    assert [(row.version, row.sha256, row.reason) for row in versions_of(store, number(1))] == [
        (1, "aa", ""), (2, "bb", "错字"),
    ]  # fmt: skip
    void(store, number(1), "不发了")
    assert {row.state for row in versions_of(store, number(1))} == {"void"}


FORBIDDEN = (
    "UPDATE history SET why = 'x'", "DELETE FROM history", "INSERT OR REPLACE INTO history SELECT * FROM history",
    "DELETE FROM numbers", "UPDATE numbers SET serial = 9",
    "UPDATE numbers SET state = 'reserved' WHERE state = 'void'",
    "UPDATE numbers SET state = 'released' WHERE state = 'issued'", "DELETE FROM letters",
    "UPDATE letters SET content = 'x'", "UPDATE letters SET file_sha256 = 'x'",
)  # fmt: skip


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_itself_refuses(tmp_path: Path, statement: str) -> None:
    store = register(tmp_path)
    draw(store, "a", "b")
    issue(store, number(1), "a.docx", "aa", letter=plain_letter())
    void(store, number(2), "印错")
    before = (history(store), read_ledger(store), versions_of(store, number(1)))
    with contextlib.closing(sqlite3.connect(store.path)) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)
    assert (history(store), read_ledger(store), versions_of(store, number(1))) == before


def test_the_history_says_who_when_what_and_why_but_nothing_of_the_letter(tmp_path: Path) -> None:
    store = register(tmp_path)
    draw(store, "a")
    details = Details(NOON.date(), "关于秘密的答复", "李文清委员", "176")
    issue(store, number(1), "a.docx", "aa", letter=plain_letter(), details=details)
    void(store, number(1), "印错")
    rows = history(store)
    assert [(row.what, row.about, row.why) for row in rows] == [
        ("reserve", number_text(number(1)), ""), ("issue", number_text(number(1)), ""),
        ("void", number_text(number(1)), "印错"),
    ]  # fmt: skip
    assert all(row.user and row.machine and row.at.startswith("2023-03-21T12:00:0") for row in rows)
    assert '"file_sha256":"aa"' in rows[1].after
    assert '"state":"issued"' in rows[2].before
    assert '"state":"void"' in rows[2].after
    assert not [word for word in ("秘密", "李文清", "答复内容") if word in repr(rows)]


def test_dates_are_held_against_the_clock_and_the_newest_entry(tmp_path: Path) -> None:
    store = register(tmp_path)
    assert date_doubts(store, CODE, 2023, datetime.date(2023, 3, 21)) == ()
    draw(store, "a")
    issue(store, number(1), "a.docx", "aa", details=Details(datetime.date(2023, 3, 20)))
    doubts: list[tuple[datetime.date | None, int, str]] = [
        (datetime.date(2023, 3, 19), 2023, "早于最近一封（朝民函〔2023〕1号"),
        (datetime.date(2023, 3, 22), 2023, "晚于今天"),
        (datetime.date(2022, 12, 30), 2023, "字号却是 2023 年的"),
        (datetime.date(2022, 12, 30), 2022, "请核对年份和电脑的时钟"),
        (None, 2022, "请核对年份和电脑的时钟"),
    ]
    for date, year, words in doubts:
        assert any(words in doubt for doubt in date_doubts(store, CODE, year, date)), words
    late = register(tmp_path, Clock(NOON - datetime.timedelta(days=40)))
    assert any("请先把时钟校准" in doubt for doubt in date_doubts(late, CODE, 2023, None))


ACTIONS: dict[str, Callable[[Store, int], object]] = {
    "reserve": lambda store, at: reserve(store, CODE, YEAR, key=f"k{at}"),
    "release": lambda store, at: release(store, number(at)),
    "issue": lambda store, at: issue(store, number(at), "a", "aa"),
    "void": lambda store, at: void(store, number(at), "原因"),
    "take": lambda store, at: take(store, number(at)),
    "explain": lambda store, at: explain_gap(store, number(at), "原因"),
}


@pytest.mark.full
@given(st.lists(st.tuples(st.sampled_from(sorted(ACTIONS)), st.integers(1, 6)), max_size=25))
def test_whatever_a_clerk_does_no_number_is_given_twice(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    store = register(tmp_path_factory.mktemp("any"))
    ended: set[int] = set()
    for at, (action, serial) in enumerate(steps):
        with contextlib.suppress(NumberRefused):
            given_now = ACTIONS[action](store, at if action == "reserve" else serial)
            if action == "reserve":
                assert given_now.number.serial not in ended  # pyright: ignore[reportAttributeAccessIssue]
        ledger = read_ledger(store)
        ended |= {entry.number.serial or 0 for entry in ledger.entries if entry.state in ("issued", "void")}
        assert ended <= {entry.number.serial for entry in ledger.entries if entry.state in ("issued", "void")}
        assert not ledger.doubles
        assert next_serial(store) not in {entry.number.serial for entry in ledger.entries if entry.state != "released"}
    store.check()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("朝民函〔2023〕32号", DocumentNumber("朝民函", 2023, 32)),
        ("朝民函[2023]032号", DocumentNumber("朝民函", 2023, 32)),
        ("朝民函（２０２３）第32号", DocumentNumber("朝民函", 2023, 32)),
        (" 朝民函【2023】 32 ", DocumentNumber("朝民函", 2023, 32)),
        ("朝民函〔2023〕0号", None),
        ("〔2023〕3号", None),
        ("朝民函2023-3", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, found: DocumentNumber | None) -> None:
    assert read_number(text) == found


def test_all_errors_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as raised:
        release(register(tmp_path), number(7))
    assert str(raised.value) == "登记簿里没有朝民函〔2023〕7号，请核对字号；要用它请先保留或登记为已用。"
