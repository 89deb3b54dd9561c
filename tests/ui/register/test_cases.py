"""Cases changed from the register's page: deadlines moved, extended, given back, and never without a reason."""

import datetime
import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from letter.messages import Message, message
from letter.model import DocumentNumber, Proposal
from register.cases import add_case, amend_case, case_history, find_case
from register.numbers import take
from register.reasons import FROM_TABLE, kept
from register.store import Store
from register.values import Case, Query
from services.clock import today
from services.data_folder import DataFolder
from services.registry import Registry
from tests.letters import ROOT
from tests.ui.looking import page_shown
from tests.ui.register.test_register import column, opened, panel, push, settle, store
from ui.core.i18n import SOURCE, _, use_language
from ui.register.history_panel import WHAT, Trail, trail_line
from ui.start.page import StartPage

__all__ = ["opened", "store"]
RECORDED = re.compile(r'(?:record\(|_link\(writing, row, |change\(writing, row, number, )"([a-z_]+)"')


def assigned(store: Store, **more: object) -> Case:
    """Enter a case that was assigned eighty days ago and return it."""
    day = today() - datetime.timedelta(days=80)
    case = Case(kind="cppcc_proposal", proposal="176", subject="关于社区治理的提案", assigned=day)
    return add_case(store, Case(**{**{name: getattr(case, name) for name in case.__struct_fields__}, **more}))


@pytest.mark.full
def test_a_deadline_is_moved_by_keys_and_only_with_a_reason(
    store: Store, opened: Callable[[], SimpleNamespace]
) -> None:
    case = assigned(store)
    at = opened()
    push(at, Qt.Key.Key_G)
    at.keyboard.tab_to("截止日期")
    at.keyboard.replace("2030-6-30")
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    assert find_case(store, case.key).due == datetime.date(2030, 6, 30), "filling in what was empty needs no reason"
    push(at, Qt.Key.Key_G)
    at.keyboard.tab_to("截止日期")
    at.keyboard.replace("2030-7-31")
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    assert "理由" in panel(at.page).said()
    assert find_case(store, case.key).due == datetime.date(2030, 6, 30)
    at.keyboard.tab_to("改动的理由")
    at.keyboard.type("督查室来电延后")
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    assert at.page.ledger.panel is None
    assert column(at.page, "due") == ["2030-07-31"]
    assert [row.why for row in case_history(store, case.key)] == ["", "", "督查室来电延后"]


def test_a_case_is_extended_to_six_months(store: Store, opened: Callable[[], SimpleNamespace]) -> None:
    case = assigned(store, assigned=datetime.date(2023, 11, 30))
    assert case.due == datetime.date(2024, 2, 29)
    at = opened()
    push(at, Qt.Key.Key_G)
    at.keyboard.tab_to("延期")
    at.keyboard.press(Qt.Key.Key_Space)
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    assert find_case(store, case.key).due == datetime.date(2024, 5, 30)


def test_a_case_that_is_not_ours_is_given_back(store: Store, opened: Callable[[], SimpleNamespace]) -> None:
    case = assigned(store)
    at = opened()
    push(at, Qt.Key.Key_G)
    at.keyboard.tab_to("状态 待办")
    for _step in range(3):
        at.keyboard.press(Qt.Key.Key_Right)
    at.keyboard.tab_to("改动的理由")
    at.keyboard.type("职责属市住建局")
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    assert find_case(store, case.key).state == "returned"
    assert column(at.page, "state") == ["已退办"]
    assert column(at.page, "days") == [""], "nothing is due any more"


@pytest.mark.full
def test_writing_an_answer_takes_the_case_up_and_leads_back_to_it(
    store: Store, opened: Callable[[], SimpleNamespace]
) -> None:
    case = assigned(store)
    at = opened()
    push(at, Qt.Key.Key_A)
    at.qtbot.waitUntil(lambda: at.window.register.page is None)
    assert find_case(store, case.key).state == "in_work"
    first = at.window.letter_page
    at.keyboard.shortcut(Qt.Key.Key_N)
    assert at.window.letter_page is not first
    at.keyboard.shortcut(Qt.Key.Key_L)
    at.page = at.window.register.page
    settle(at.page, at.qtbot)
    assert column(at.page, "state") == ["办理中"]
    push(at, Qt.Key.Key_O)
    at.qtbot.waitUntil(lambda: at.window.register.page is None)
    assert at.window.letter_page is first, "one case, one letter"
    assert len(at.window.letters.pages()) == 2


def test_a_case_is_in_work_as_soon_as_a_letter_names_it(store: Store, opened: Callable[[], SimpleNamespace]) -> None:
    case = assigned(store, session="朝阳市政协十二届二次会议")
    at = opened()
    at.keyboard.press(Qt.Key.Key_Escape)
    at.keyboard.press(Qt.Key.Key_Escape)
    start = page_shown(at.window, StartPage)
    at.qtbot.waitUntil(lambda: len(start.cases.list.entries()) == 1)
    at.keyboard.type("176")
    assert at.keyboard.field == "案号", "what is typed on the start page begins a letter"
    assert at.window.letter_page.form.letter().proposals == (Proposal("176", ""),)
    at.keyboard.shortcut(Qt.Key.Key_L)
    at.page = at.window.register.page
    settle(at.page, at.qtbot)
    assert column(at.page, "state") == ["办理中"]
    assert find_case(store, case.key).state == "in_work"


def trail(at: SimpleNamespace) -> Trail:
    shown = at.page.ledger.panel
    assert isinstance(shown, Trail)
    return shown


@pytest.mark.full
def test_the_trail_of_a_row_says_who_did_what_when_and_why(store: Store, opened: Callable[[], SimpleNamespace]) -> None:
    case = assigned(store)
    amend_case(store, replace(case, due_override=today()), "")
    amend_case(store, replace(case, due_override=today() + datetime.timedelta(days=9)), "督查室来电延后")
    take(store, DocumentNumber("朝民函", 2023, 7), "办公室用")
    at = opened()
    push(at, Qt.Key.Key_M)
    shown = trail(at).model.rows
    assert [row[1] for row in shown] == ["登记案件", "改案件", "改案件"]
    assert shown[-1][3:] == ("督查室来电延后", store.author.user, store.author.machine)
    assert at.keyboard.focus is trail(at).table
    at.keyboard.press(Qt.Key.Key_Escape)
    assert at.page.ledger.panel is None
    assert at.window.register.page is at.page, "Escape leaves the panel, not the page"
    at.keyboard.press(Qt.Key.Key_Down)
    push(at, Qt.Key.Key_M)
    assert [row[1:4] for row in trail(at).model.rows] == [("登记为占用", "朝民函〔2023〕7号", "办公室用")]


def test_a_reason_that_the_program_wrote_is_shown_in_the_language_of_the_window(store: Store, data: DataFolder) -> None:
    take(store, DocumentNumber("朝民函", 2023, 7), kept(FROM_TABLE.filled(sheet="", line=7)))
    take(store, DocumentNumber("朝民函", 2023, 8), "办公室用")
    registry = Registry(data)
    trails = {row.number: registry.trail(row) for row in registry.search(Query()).rows}
    (of_table,), (of_clerk,) = (trails[DocumentNumber("朝民函", 2023, serial)] for serial in (7, 8))
    assert isinstance(of_table.why, Message)
    assert of_table.why.template == FROM_TABLE.template
    use_language("en")
    try:
        assert trail_line(replace(of_table, why=message("待办")))[3] == _("待办") != "待办"
        assert trail_line(of_clerk)[3] == "办公室用"
    finally:
        use_language(SOURCE)


def test_every_change_of_the_history_has_its_words() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "register").glob("*.py")]
    recorded = {what for source in sources for what in RECORDED.findall(source)}
    assert recorded
    assert recorded <= {*WHAT, "start"}, "what is about a whole series is in no row's trail"
