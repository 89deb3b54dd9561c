"""An assignment list as offices send it: its heads in any line, what is left out said, dates shown, letters matched."""

import datetime
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from letter.model import DocumentNumber, Proposal
from register.report import year_report
from register.store import Store
from services.clock import today
from services.registering import issue_letter
from tests.letters import sample
from tests.ui.register.test_register import column, opened, push, settle, store
from tests.ui.register.test_views import answer_with, view, write_table

__all__ = ["opened", "store"]
HEADS = ("提案号", "案由", "提案者", "交办时间", "办理时限", "会办单位", "备注")
ROWS = (
    ("176", "关于社区治理的建议", "李文清", "2023-3-1", "2023-5-15", "市财政局", "急"),
    ("201", "关于养老服务的提案", "赵文涛", "2023-3-1", "", "", ""),
)


@pytest.fixture
def shown(
    store: Store, opened: Callable[[], SimpleNamespace], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, out: Path
) -> SimpleNamespace:
    """The list as it is read, beside a register in which its first case was answered before."""
    seed = sample("seed_letter")
    sent = replace(
        seed, document_number=DocumentNumber("朝民函"), document_date=datetime.date(2023, 3, 21),
        proposals=(Proposal("176", "关于社区治理的建议"),),
    )  # fmt: skip
    issue_letter(store, sent, out, "key")
    title = ("朝阳市政协十二届二次会议提案交办清单",)
    answer_with(monkeypatch, "getOpenFileName", write_table(tmp_path / "清单.xlsx", title, HEADS, *ROWS))
    at = opened()
    at.pane = view(at, "import")
    push(at, Qt.Key.Key_I)
    settle(at.page, at.qtbot)
    return at


def test_the_heads_need_not_be_in_the_first_line_and_those_left_out_are_named(shown: SimpleNamespace) -> None:
    assert "第一行" not in shown.pane.introduction()
    assert "“提案号”是案号" in shown.pane.said()
    assert "不导入的列：“备注”。" in shown.pane.said()


def test_each_row_shows_when_it_is_due_as_said_or_as_counted(shown: SimpleNamespace) -> None:
    model = shown.pane.table.model()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    due = heads.index("截止日期")
    assert [model.index(row, due).data() for row in range(model.rowCount())] == ["2023-05-15", "2023-06-01"]


def test_what_was_answered_before_is_replied_as_soon_as_it_is_taken_in(shown: SimpleNamespace, store: Store) -> None:
    shown.keyboard.press(Qt.Key.Key_Return)
    settle(shown.page, shown.qtbot)
    shown.page.show_view("ledger")
    settle(shown.page, shown.qtbot)
    proposals, states = column(shown.page, "proposal"), column(shown.page, "state")
    assert dict(zip(proposals, states, strict=True)) == {"176": "已答复", "201": "待办"}
    assert year_report(store, 2023, today()).total.completion.text == "50.0%"
