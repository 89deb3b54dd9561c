"""The page of the register by keyboard: rows are sought, sorted, opened and changed; nothing happens unasked."""

import datetime
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from letter.model import DocumentNumber, Proposal, ReplyLetter
from register.cases import add_case
from register.ledger import read_ledger
from register.numbers import take
from register.store import Store
from register.values import Case, Details
from services.clock import today
from services.data_folder import DataFolder
from services.registering import issue_letter, open_register
from services.settings import load_settings
from tests.letters import ROOT, sample
from tests.ui.conftest import Open, office
from tests.ui.keyboard import Keyboard
from ui.register.columns import COLUMNS
from ui.register.page import RegisterPage
from ui.register.panel import FormPanel
from ui.shell.main_window import MainWindow

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
CODE, YEAR = "朝民函", 2023
SPECIAL = {"100%": "落实率100%的提案", "a_b": "代号a_b的提案", "l'eau": "关于l'eau的提案"}


@pytest.fixture
def store(data: DataFolder) -> Store:
    return open_register(data)


@pytest.fixture
def letter() -> ReplyLetter:
    """A letter that may go out: dated, without a number."""
    return replace(
        sample("seed_letter"), document_date=datetime.date(YEAR, 3, 21), document_number=DocumentNumber(CODE)
    )


@pytest.fixture
def opened(
    open_window: Open, data: DataFolder, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> Callable[[], SimpleNamespace]:
    """Return a function that opens the window, and in it the register by its key."""

    def open_register() -> SimpleNamespace:
        window = open_window(office(sample("seed_letter"), tmp_path, everything=True))
        keyboard.shortcut(Qt.Key.Key_L)
        page = window.register.page
        assert page is not None
        settle(page, qtbot)
        return SimpleNamespace(window=window, page=page, keyboard=keyboard, qtbot=qtbot)

    return open_register


def settle(page: RegisterPage, qtbot: QtBot) -> None:
    """Wait until nothing is read, done or sought any more."""
    qtbot.waitUntil(lambda: not page.busy)


def column(page: RegisterPage, name: str) -> list[str]:
    """Return what a column of the rows shows from above."""
    model, at = page.ledger.model, [column.name for column in COLUMNS].index(name)
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def push(at: SimpleNamespace, key: Qt.Key) -> None:
    """Press the button of this letter by Alt, and wait until it has come up again."""
    buttons = [button for button in at.page.findChildren(QAbstractButton) if button.isVisible()]
    at.keyboard.press(key, ALT)
    at.qtbot.waitUntil(lambda: not any(isValid(button) and button.isDown() for button in buttons))
    if isValid(at.page):
        settle(at.page, at.qtbot)


def seek(at: SimpleNamespace, text: str) -> None:
    """Type what is sought and wait until it is found."""
    at.page.ledger.begin()
    at.keyboard.replace(text)
    settle(at.page, at.qtbot)


def case(proposal: str, subject: str, days: int) -> Case:
    """Return a case of which so many days are left."""
    day = today()
    return Case(
        kind="cppcc_proposal", proposal=proposal, subject=subject, proposers="李文清",
        assigned=day - datetime.timedelta(days=80), due_override=day + datetime.timedelta(days=days),
    )  # fmt: skip


def panel(page: RegisterPage) -> FormPanel:
    assert isinstance(page.ledger.panel, FormPanel)
    return page.ledger.panel


@pytest.mark.full
def test_what_is_typed_is_sought_and_each_sign_means_itself(
    store: Store, opened: Callable[[], SimpleNamespace]
) -> None:
    for number, subject in enumerate([*SPECIAL.values(), "落实率1000的提案", "代号aXb的提案"], 1):
        add_case(store, case(str(number), subject, 30))
    at = opened()
    assert len(column(at.page, "subject")) == 5
    for text, subject in SPECIAL.items():
        seek(at, text)
        assert column(at.page, "subject") == [subject], text
    seek(at, "没有这样的字")
    assert column(at.page, "subject") == []
    assert "没有找到" in at.page.ledger.status()
    at.keyboard.press(Qt.Key.Key_Escape)
    settle(at.page, at.qtbot)
    assert len(column(at.page, "subject")) == 5, "Escape empties the field before it leaves the page"
    at.keyboard.press(Qt.Key.Key_Escape)
    assert at.window.register.page is None
    assert at.window.start.page is not None
    assert at.window.start.page.isVisible()


@pytest.mark.full
def test_the_overdue_come_first_in_words_and_with_a_sign(store: Store, opened: Callable[[], SimpleNamespace]) -> None:
    for proposal, days in (("1", 20), ("2", -3), ("3", 4), ("4", 0)):
        add_case(store, case(proposal, f"第{proposal}号", days))
    at = opened()
    assert column(at.page, "proposal") == ["2", "4", "3", "1"]
    assert column(at.page, "days") == ["！已超期 3 天", "！今天到期", "剩 4 天", "剩 20 天"]
    assert "超期 1 件" in at.page.ledger.status()
    filters = at.page.ledger.filters
    for words, expected in (("已超期", ["2"]), ("一周内到期", ["4", "3"]), ("一月内到期", ["4", "3", "1"])):
        filters.deadline.setFocus()
        at.keyboard.choose(words)
        settle(at.page, at.qtbot)
        assert column(at.page, "proposal") == expected


def test_rows_are_sorted_by_keys_and_by_the_head_and_both_are_remembered(
    store: Store, opened: Callable[[], SimpleNamespace], data: DataFolder
) -> None:
    for proposal, subject in (("7", "甲"), ("12", "丙"), ("3", "乙")):
        add_case(store, case(proposal, subject, 30))
    at = opened()
    at.page.ledger.filters.order.setFocus()
    at.keyboard.choose("案号 ↓")
    settle(at.page, at.qtbot)
    assert column(at.page, "proposal") == ["12", "7", "3"]
    head = at.page.ledger.table.horizontalHeader()
    names = [column.name for column in COLUMNS]
    head.sectionClicked.emit(names.index("proposal"))
    settle(at.page, at.qtbot)
    assert column(at.page, "proposal") == ["3", "7", "12"]
    menu = at.page.ledger.table.columns_menu()
    next(action for action in menu.actions() if action.data() == "role").trigger()
    menu.close()
    assert "role" in at.page.ledger.table.shown_columns()
    at.keyboard.press(Qt.Key.Key_Escape)
    kept = load_settings(data).ledger
    assert (kept.sort, kept.descending) == ("proposal", False)
    assert "role" in kept.columns
    at.keyboard.shortcut(Qt.Key.Key_L)
    page = at.window.register.page
    settle(page, at.qtbot)
    assert page.ledger.table.shown_columns() == kept.columns
    assert column(page, "proposal") == ["3", "7", "12"]


@pytest.mark.full
def test_a_case_entered_by_keys_becomes_a_letter(opened: Callable[[], SimpleNamespace]) -> None:
    at = opened()
    push(at, Qt.Key.Key_N)
    assert at.keyboard.field == "案号"
    at.keyboard.press(Qt.Key.Key_Return)
    assert panel(at.page), "a case without a number is not entered"
    at.keyboard.type("0211")
    at.keyboard.tab_to("案由")
    at.keyboard.type("关于设立社区助餐点的提案")
    at.keyboard.tab_to("提出者")
    at.keyboard.type("赵文涛、王树林")
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    assert at.page.ledger.panel is None
    assert column(at.page, "proposal") == ["0211"]
    push(at, Qt.Key.Key_A)
    at.qtbot.waitUntil(lambda: at.window.register.page is None)
    written = at.window.letter_page.form.letter()
    assert written.proposals == (Proposal("0211", "关于设立社区助餐点的提案"),)
    assert written.proposers.people == ("赵文涛", "王树林")
    assert written.contact == sample("seed_letter").contact


def test_an_issued_letter_opens_only_with_a_reason_and_is_copied_without_its_number(
    store: Store, letter: ReplyLetter, opened: Callable[[], SimpleNamespace], out: Path
) -> None:
    issue_letter(store, letter, out, "key")
    at = opened()
    corrected: list[tuple[ReplyLetter, str]] = []
    at.page.correction_wanted.connect(lambda found, reason: corrected.append((found, reason)))
    at.page.ledger.table.setFocus()
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    at.keyboard.press(Qt.Key.Key_Return)
    assert corrected == []
    at.keyboard.type("日期写错")
    at.keyboard.press(Qt.Key.Key_Return)
    assert [(found.document_number.serial, reason) for found, reason in corrected] == [(1, "日期写错")]
    assert at.window.letter_page.form.letter().document_number.serial == 1
    at.keyboard.shortcut(Qt.Key.Key_L)
    at.page = at.window.register.page
    settle(at.page, at.qtbot)
    push(at, Qt.Key.Key_C)
    at.qtbot.waitUntil(lambda: at.window.register.page is None)
    copied = at.window.letter_page.form.letter()
    assert copied.document_number.serial is None
    assert copied.document_date is None
    assert copied.answer == letter.answer


@pytest.mark.full
def test_a_file_is_opened_only_while_it_is_there(
    store: Store, letter: ReplyLetter, opened: Callable[[], SimpleNamespace], out: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = issue_letter(store, letter, out, "key")
    shown: list[Path] = []
    monkeypatch.setattr("services.opening.open_file", shown.append)
    monkeypatch.setattr("services.opening.open_shown_folder", shown.append)
    at = opened()
    push(at, Qt.Key.Key_W)
    push(at, Qt.Key.Key_J)
    at.qtbot.waitUntil(lambda: len(shown) == 2)
    assert shown == [path, out]
    path.unlink()
    push(at, Qt.Key.Key_W)
    assert len(shown) == 2
    assert str(path) in at.window.messages.sentence("register")


def test_a_number_becomes_void_only_with_a_reason(store: Store, opened: Callable[[], SimpleNamespace]) -> None:
    take(store, DocumentNumber(CODE, YEAR, 1), details=Details(title="关于春节慰问安排的函"))
    at = opened()
    push(at, Qt.Key.Key_Z)
    at.keyboard.press(Qt.Key.Key_Return)
    assert read_ledger(store).entries[0].state == "taken"
    assert panel(at.page).isVisible()
    at.keyboard.type("写错了主送机关")
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    entry = read_ledger(store).entries[0]
    assert (entry.state, entry.reason) == ("void", "写错了主送机关")
    assert column(at.page, "state") == ["作废"]


@pytest.mark.full
def test_a_number_is_entered_as_used_given_back_and_a_gap_explained(
    store: Store, opened: Callable[[], SimpleNamespace]
) -> None:
    take(store, DocumentNumber(CODE, YEAR, 1))
    at = opened()
    push(at, Qt.Key.Key_U)
    at.keyboard.type("朝民函〔2023〕3号")
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    assert {entry.number.serial for entry in read_ledger(store).entries} == {1, 3}
    push(at, Qt.Key.Key_U)
    at.keyboard.type("朝民函〔2023〕3号")
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    assert "3号" in panel(at.page).said(), "a number is not entered twice unless it is said to be double"
    at.keyboard.press(Qt.Key.Key_Escape)
    at.keyboard.press(Qt.Key.Key_Tab, CONTROL)
    settle(at.page, at.qtbot)
    gaps = at.page.panes["gaps"]
    assert [(row.number, row.what, row.reason) for row in gaps.rows] == [("朝民函〔2023〕2号", "gap", "")]
    push(at, Qt.Key.Key_M)
    at.keyboard.press(Qt.Key.Key_Return)
    assert read_ledger(store).gaps[0].reason == ""
    at.keyboard.type("办公室用于其他函件")
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    assert read_ledger(store).gaps[0].reason == "办公室用于其他函件"
    assert gaps.rows[0].reason == "办公室用于其他函件"


def test_the_manual_of_the_register_comes_by_f1(opened: Callable[[], SimpleNamespace]) -> None:
    at = opened()
    at.keyboard.press(Qt.Key.Key_F1)
    shown = at.window.pages.currentWidget()
    assert shown.shown == "register"
    at.keyboard.press(Qt.Key.Key_Escape)
    assert at.window.pages.currentWidget() is at.page


def test_neither_database_nor_register_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from services.data_folder import DataFolder;"
        "from tests.letters import sample; from tests.bench.first_paint import paint_letter;"
        f"window = paint_letter(DataFolder(Path({str(tmp_path)!r})), sample('seed_letter'));"
        "print([name for name in sys.modules if name.startswith(('sqlalchemy', 'ui.register.', 'register'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "['ui.register.controller']"


def test_a_register_that_cannot_be_opened_is_one_sentence(
    open_window: Open, data: DataFolder, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    data.register.parent.mkdir(parents=True)
    data.register.write_bytes(b"not a database at all" * 100)
    window: MainWindow = open_window(office(sample("seed_letter"), tmp_path))
    keyboard.shortcut(Qt.Key.Key_L)
    qtbot.waitUntil(lambda: bool(window.messages.sentence("register")))
    assert "备份" in window.messages.sentence("register")
    QApplication.processEvents()
