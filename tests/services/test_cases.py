"""Cases as window and command share them: assignment lists shown first, letters begun from cases, the commands."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from letter.derived import agency_defaults, effective_text, session_text
from letter.model import Proposal, Proposers, Session
from register.cases import add_case, list_cases
from register.errors import SheetRefused
from register.letters import newest_version
from register.search import search
from register.store import Store
from register.values import Case, Query
from services.assignment_list import read_assignment_list, take_assignment_list
from services.data_folder import DataFolder
from services.letter_from_case import copy_as_new, letter_of_case
from services.registering import issue_letter, open_register
from tests.letters import plain_letter
from tests.services.test_registering import fuhan, said

DAY = datetime.date(2023, 3, 1)
HEADS = ("序号", "提案号", "案由", "提案者", "办理方式", "交办时间", "办理时限", "备注")
ROWS = (
    (1, 176.0, "关于社区治理的建议", "李文清", "主办", "2023-3-1", None, "甲"),
    (
        2,
        "第0177号",
        "关于养老服务的建议",
        "民盟朝阳市委员会",
        "会办",
        DAY,
        "2023年4月15日",
        "",
    ),
    (3, None, "没有号", "", "", "", "", ""),
    (4, 178, "日期写错", "王五", "主办", "三月初", "", ""),
    (5, 176, "又一次", "李文清", "主办", "2023-3-1", "", ""),
    (6, 179, "办理方式写错", "王五", "看着办", "", "", ""),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_register(DataFolder(tmp_path / "data"))


def table(path: Path, *rows: tuple[Any, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # pyright: ignore[reportOptionalMemberAccess]
    book.save(path)
    return path


def test_a_list_is_shown_before_it_is_taken_and_taken_once(tmp_path: Path, store: Store) -> None:
    path = table(tmp_path / "交办.xlsx", ("朝阳市政协十二届二次会议提案交办清单",), HEADS, *ROWS)
    listed = read_assignment_list(store, path)
    assert listed.columns == {
        "proposal": "提案号", "subject": "案由", "proposers": "提案者", "role": "办理方式", "assigned": "交办时间",
        "due": "办理时限",
    }  # fmt: skip
    assert listed.ignored == ("序号", "备注")
    first, second, undated, unclear = (one.case for one in listed.cases)
    assert (first.kind, first.proposal, first.session, first.assigned) == (
        "cppcc_proposal", "176", "朝阳市政协十二届二次会议", DAY,
    )  # fmt: skip
    assert (second.proposal, second.role, second.due_override) == ("0177", "co", datetime.date(2023, 4, 15))
    assert [(one.line, str(one.reason)) for one in listed.refused] == [
        (5, "没有案号"), (7, "与第 3 行重复"),
    ]  # fmt: skip
    assert (undated.proposal, undated.subject, undated.assigned) == ("178", "日期写错", None)
    assert (unclear.proposal, unclear.role) == ("179", "lead")
    assert [(one.line, str(one.words)) for one in listed.remarks] == [
        (6, "“交办时间”里认不出日期“三月初”，这一格没有导入"),
        (8, "认不出办理方式“看着办”，先按主办导入，请核对"),
    ]
    assert list_cases(store, DAY) == ()
    assert len(take_assignment_list(store, listed).added) == 4
    again = read_assignment_list(store, path)
    assert [one.known for one in again.cases] == [True] * 4
    taken = take_assignment_list(store, again)
    assert (taken.added, len(taken.refused), len(list_cases(store, DAY))) == ((), 4, 4)


def test_some_lines_can_be_chosen_and_what_a_list_does_not_say_can_be_given(tmp_path: Path, store: Store) -> None:
    path = table(tmp_path / "a.xlsx", ("编号", "标题"), (1, "甲"), (2, "乙"))
    assert [str(one.reason) for one in read_assignment_list(store, path).refused] == [
        "不知道是提案还是建议，请选类别"
    ] * 2
    listed = read_assignment_list(store, path, "npc_suggestion", session="市十六届人大三次会议", assigned=DAY)
    taken = take_assignment_list(store, listed, [3])
    assert [(case.proposal, str(case.due)) for case in taken.added] == [("2", "2023-06-01")]


@pytest.mark.parametrize("rows", [(("标题", "内容"), ("甲", "乙")), ((),)])
def test_a_table_without_numbers_is_refused(tmp_path: Path, store: Store, rows: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(SheetRefused, match="案号"):
        read_assignment_list(store, table(tmp_path / "a.xlsx", *rows))


@pytest.mark.parametrize(
    ("kind", "session", "proposers", "spelled", "who"),
    [
        ("cppcc_proposal", "市政协十二届二次会议", "李文清", "市政协十二届二次会议", Proposers(("李文清",))),
        (
            "npc_suggestion",
            "市第十六届人大第三次会议",
            "王五代表等5名代表",
            "市十六届人大三次会议",
            Proposers(("王五",), (), 5),
        ),
        ("cppcc_proposal", "", "民盟朝阳市委员会、民建", "", Proposers((), ("民盟朝阳市委员会", "民建"))),
        (
            "cppcc_proposal",
            "朝阳市政协12届2次会议",
            "阿迪力·买买提",
            "朝阳市政协十二届二次会议",
            Proposers(("阿迪力·买买提",)),
        ),
        ("cppcc_proposal", "12届2次", "李文清", "朝阳市政协十二届二次会议", Proposers(("李文清",))),
        ("npc_suggestion", "第十七届三次会议", "李文清", "朝阳市十七届人大三次会议", Proposers(("李文清",))),
        ("cppcc_proposal", "2023年第2次", "李文清", "2023年第2次", Proposers(("李文清",))),
    ],
)
def test_a_letter_is_begun_from_a_case(kind: str, session: str, proposers: str, spelled: str, who: Proposers) -> None:
    case = Case(kind=kind, proposal="0176", session=session, subject="关于社区治理", proposers=proposers)
    letter = letter_of_case(case, agency_defaults("朝阳市民政局"))
    assert letter.proposals == (Proposal("0176", "关于社区治理"),)
    assert (session_text(letter), letter.proposers) == (spelled, who)


def test_a_copy_names_nothing_of_the_earlier_case() -> None:
    earlier = plain_letter(title="关于李文清的答复", opening="李文清委员：", copy_to=("某局",), outcome_class="A")
    copied = copy_as_new(earlier)
    assert "李文清" not in "".join(
        effective_text(copied, field) for field in ("title", "salutation", "opening", "file_name")
    )
    assert (copied.proposals, copied.session, copied.outcome_class) == ((), Session("朝阳市政协"), "")
    assert (copied.document_number.serial, copied.document_date, copied.answer) == (None, None, earlier.answer)


def test_a_row_opens_its_letter_and_an_issued_letter_settles_its_case(tmp_path: Path, store: Store) -> None:
    add_case(store, Case(kind="cppcc_proposal", proposal="176", session="市政协十二届二次会议", assigned=DAY))
    (row,) = search(store, Query()).rows
    assert newest_version(store, row.letter_key) is None
    path = issue_letter(store, plain_letter(), tmp_path, "key")
    (row,) = search(store, Query()).rows
    kept = newest_version(store, row.letter_key)
    assert (row.state, row.path, kept and kept.letter and kept.letter.proposals) == (
        "replied", str(path), plain_letter().proposals,
    )  # fmt: skip


@pytest.mark.full
def test_the_commands(tmp_path: Path) -> None:
    table(tmp_path / "交办.xlsx", ("朝阳市政协十二届二次会议提案交办清单",), HEADS, *ROWS)
    shown = fuhan("assign", "交办.xlsx", cwd=tmp_path)
    assert (shown.returncode, len(shown.stdout.splitlines())) == (0, 4)
    assert "没有用到的列：序号、备注" in shown.stderr
    assert "第 5 行没有导入：没有案号" in shown.stderr
    assert "--yes" in shown.stderr
    assert said("cases", cwd=tmp_path) == []
    assert "第 6 行：“交办时间”里认不出日期“三月初”，这一格没有导入" in shown.stderr
    assert len(said("assign", "交办.xlsx", "--yes", cwd=tmp_path)) == 4
    shown_cases = said("cases", "--today", "2023-04-20", cwd=tmp_path)
    assert [*shown_cases[:2], *sorted(shown_cases[2:])] == [
        "2023-04-15\t-5\t待办\t朝阳市政协十二届二次会议\t0177\t关于养老服务的建议",
        "2023-06-01\t42\t待办\t朝阳市政协十二届二次会议\t176\t关于社区治理的建议",
        "\t\t待办\t朝阳市政协十二届二次会议\t178\t日期写错",
        "\t\t待办\t朝阳市政协十二届二次会议\t179\t办理方式写错",
    ]
    assert len(said("cases", "--overdue", "--today", "2023-04-20", cwd=tmp_path)) == 1
    assert said("search", "民盟 养老", cwd=tmp_path) == ["\t\t朝阳市政协十二届二次会议\t0177\t关于养老服务的建议\t"]
    assert said("search", "%", cwd=tmp_path) == []
    lines = said("report", "2023", "--today", "2023-04-20", cwd=tmp_path)
    assert [line.split("\t")[0] for line in lines] == ["类别", "政协提案", "合计"]
    assert "已答复 0 件/交办 2 件" in lines[1]
