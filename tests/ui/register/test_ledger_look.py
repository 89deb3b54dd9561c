"""How the ledger looks: states and days as pills, dates at the right, what goes with a row beside it, empty places."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView, QWidget

from letter.model import DocumentNumber
from register.cases import add_case, amend_case
from register.numbers import take
from register.store import Store
from register.values import STATE_WORDS
from tests.ui.looking import button, has_button, shown_in, words_in
from tests.ui.register.test_register import case, column, opened, seek, settle, store
from ui.register.columns import COLUMNS
from ui.register.ledger_view import SHOW_ALL
from ui.register.model import PILL
from ui.register.row_actions import ROW_ACTIONS
from ui.register.tones import STATE_TONES
from ui.widgets.empty_state import EmptyState
from ui.widgets.pill import TONES

__all__ = ["opened", "store"]
Opened = Callable[[], SimpleNamespace]
NAMES = [column.name for column in COLUMNS]
DATES = ("assigned", "due", "date")
WIDE, NARROW, HEIGHT = 1366, 910, 690


def cell(at: SimpleNamespace, row: int, name: str, role: int) -> Any:
    model = at.page.ledger.model
    return model.data(model.index(row, NAMES.index(name)), role)


def test_every_state_has_a_tone_and_every_tone_its_colours() -> None:
    listed = {state for state, words in STATE_WORDS.items() if words.listed}
    assert set(STATE_TONES) == listed
    assert set(STATE_TONES.values()) <= set(TONES)


def test_days_are_pills_in_words_and_colour(store: Store, opened: Opened) -> None:
    for number, days in enumerate((-3, 0, 5, 6)):
        add_case(store, case(str(number), "关于公厕的提案", days))
    at = opened()
    pills = [cell(at, row, "days", PILL) for row in range(4)]
    assert [(pill.words, pill.tone) for pill in pills] == [
        ("已超期 3 天", "red"), ("今天到期", "amber"), ("剩 5 天", "amber"), ("剩 6 天", "pill")
    ]  # fmt: skip
    assert cell(at, 0, "state", PILL) == ("待办", "pill")
    assert cell(at, 0, "subject", PILL) is None


@pytest.mark.parametrize("name", DATES)
def test_dates_stand_at_the_right(name: str, store: Store, opened: Opened) -> None:
    add_case(store, case("1", "关于公厕的提案", 3))
    at = opened()
    right = Qt.AlignmentFlag.AlignRight
    assert cell(at, 0, name, Qt.ItemDataRole.TextAlignmentRole) & right
    head = at.page.ledger.model.headerData(
        NAMES.index(name), Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
    )  # fmt: skip
    assert head & right
    assert cell(at, 0, "subject", Qt.ItemDataRole.TextAlignmentRole) is None


def test_all_columns_have_room_on_a_common_screen(store: Store, opened: Opened) -> None:
    add_case(store, case("0147", "关于加强社区工作者队伍建设的提案", -19))
    at = opened()
    at.window.resize(WIDE, HEIGHT)
    table = at.page.ledger.table
    at.qtbot.waitUntil(lambda: at.page.width() == WIDE and not table.horizontalScrollBar().isVisible())
    assert table.columnWidth(NAMES.index("subject")) >= 10 * table.fontMetrics().horizontalAdvance("国")


def test_the_side_shows_what_goes_with_the_row_and_nothing_else(store: Store, opened: Opened) -> None:
    add_case(store, case("12", "关于路灯的提案", 3))
    take(store, DocumentNumber("朝民函", 2023, 1), "办公室用")
    at = opened()
    ledger = at.page.ledger
    for row in range(2):
        ledger.table.selectRow(row)
        meant = ledger.row()
        allowed = {act.name for act in ROW_ACTIONS if act.needs is None or act.needs(meant)}
        shown = {name for name, each in ledger.side.buttons.items() if each.isVisible()}
        assert shown == allowed
        offered = {action.text() for action in ledger.menu().actions() if action.isEnabled()}
        assert offered == {ledger.side.buttons[name].text() for name in allowed}, "the menu of the row says the same"
    ledger.table.selectRow(0)
    words = words_in(ledger.side)
    assert "关于路灯的提案" in words
    assert {"待办", "剩 3 天"} <= set(words)
    primary = [
        each.accessibleName() for each in shown_in(ledger.side, QAbstractButton) if each.property("kind") == "primary"
    ]
    assert primary == ["写答复"]


def test_where_there_is_no_room_the_side_lies_beneath(store: Store, opened: Opened) -> None:
    add_case(store, case("12", "关于路灯的提案", 3))
    at = opened()
    ledger = at.page.ledger
    for width, beneath in ((WIDE, False), (NARROW, True)):
        at.window.resize(width, HEIGHT)
        at.qtbot.waitUntil(
            lambda beneath=beneath: (_place(ledger, ledger.side).y() > _place(ledger, ledger.table).y()) is beneath
        )
        assert (_place(ledger, ledger.side).x() > _place(ledger, ledger.table).x()) is not beneath


def _place(ledger: QWidget, part: QWidget) -> QPoint:
    return part.mapTo(ledger, QPoint(0, 0))


def test_what_is_not_found_is_said_in_the_middle_with_one_way_on(store: Store, opened: Opened) -> None:
    add_case(store, case("12", "关于路灯的提案", 3))
    at = opened()
    ledger = at.page.ledger
    assert not shown_in(ledger, EmptyState)
    seek(at, "没有这样的字")
    (empty,) = shown_in(ledger, EmptyState)
    assert "没有找到" in empty.sentence()
    assert len(shown_in(empty, QAbstractButton)) == 1
    assert len([label for label in shown_in(empty, QLabel) if label.text()]) == 1
    assert not ledger.side.isVisible()
    assert not ledger.table.isVisible()
    QTest.mouseClick(button(empty, SHOW_ALL), Qt.MouseButton.LeftButton)
    settle(at.page, at.qtbot)
    assert column(at.page, "proposal") == ["12"]
    assert not shown_in(ledger, EmptyState)
    assert at.keyboard.field == "查找"


def test_an_empty_register_offers_its_first_case(opened: Opened) -> None:
    at = opened()
    (empty,) = shown_in(at.page.ledger, EmptyState)
    assert "空" in empty.sentence()
    QTest.mouseClick(button(empty, "登记第一件案件"), Qt.MouseButton.LeftButton)
    assert at.page.ledger.panel is not None


def test_a_settled_case_is_not_late(store: Store, opened: Opened) -> None:
    found = add_case(store, case("12", "关于路灯的提案", -3))
    amend_case(store, replace(found, state="returned"), "退回交办单位")
    at = opened()
    assert cell(at, 0, "days", PILL) == ("", "pill")
    assert not has_button(at.page.ledger.side, "写答复")


@pytest.mark.full
def test_the_year_is_four_figures_and_one_bar_of_all_cases(store: Store, opened: Opened) -> None:
    for number, days in enumerate((10, 20, -5)):
        add_case(store, case(str(number), "关于公厕的提案", days))
    at = opened()
    pane = at.page.show_view("report")
    settle(at.page, at.qtbot)
    assert pane.chart.accessibleDescription().split("；") == [
        "应办 3", "已答复 0", "逾期 1", "办复率 0.0%", "没有答复，没有到期 2", "已超期没有答复 1"
    ]  # fmt: skip
    chart, table = (_place(pane, part) for part in (pane.chart, pane.table))
    assert chart.y() < table.y(), "the table stands below"


def test_without_gaps_there_is_one_sentence_and_one_button(store: Store, opened: Opened) -> None:
    at = opened()
    pane = at.page.show_view("gaps")
    settle(at.page, at.qtbot)
    (empty,) = shown_in(pane, EmptyState)
    assert empty.sentence() == "没有缺号，没有重号，没有作废的号。"
    assert len(shown_in(pane, QAbstractButton)) == 1
    assert not shown_in(pane, QTableView)
    take(store, DocumentNumber("朝民函", 2023, 1), "办公室用")
    take(store, DocumentNumber("朝民函", 2023, 3), "办公室用")
    pane.load()
    settle(at.page, at.qtbot)
    assert not shown_in(pane, EmptyState)
    assert shown_in(pane, QTableView)
