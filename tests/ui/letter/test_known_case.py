"""A number that the register knows: its case's words are offered to the letter, a letter's words to the case."""

import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from letter.model import DocumentNumber, Proposal, Proposers, ReplyLetter
from register.cases import add_case, find_case, list_cases
from register.report import year_report
from register.store import Store
from register.values import Case
from services.clock import today
from services.data_folder import DataFolder
from services.registering import issue_letter, open_register
from tests.letters import sample
from tests.ui.conftest import Open, begin_letter, office, page
from tests.ui.keyboard import Keyboard
from tests.ui.looking import words_in
from tests.ui.register.test_register import panel, push, settle

ALT = Qt.KeyboardModifier.AltModifier
SUBJECT, WHO = "关于社区治理的提案", "李文清、赵文涛"
SESSION = "市政协十二届二次会议"


@pytest.fixture
def store(data: DataFolder) -> Store:
    return open_register(data)


@pytest.fixture
def at(
    open_window: Open, store: Store, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> SimpleNamespace:
    """The window with an empty letter beside an open register."""
    monkeypatch.setattr("ui.letter.known_case.WAIT_MS", 50)
    window = open_window(office(sample("seed_letter"), tmp_path, everything=True))
    opened = begin_letter(window)
    window.register.registry().store()
    return SimpleNamespace(window=window, page=opened, keyboard=keyboard, qtbot=qtbot, store=store)


def case(store: Store, **more: str) -> Case:
    """Enter a case and return it."""
    return add_case(
        store,
        replace(
            Case(kind="cppcc_proposal", proposal="176", session=SESSION, subject=SUBJECT, proposers=WHO), **more
        ),
    )  # fmt: skip


def offered(at: SimpleNamespace) -> str:
    """Return what is offered, once the register has answered."""
    at.qtbot.waitUntil(lambda: not at.window.register.known_case(at.page).busy)
    return at.page.messages.sentence("known_case")


@pytest.mark.full
def test_the_case_of_a_typed_number_offers_subject_and_proposers(at: SimpleNamespace) -> None:
    case(at.store)
    assert at.keyboard.field == "案号"
    at.keyboard.type("176")
    assert offered(at) == f"登记簿里有第176号：{SUBJECT}，{WHO}。"
    at.keyboard.press(Qt.Key.Key_M, ALT)
    at.qtbot.waitUntil(lambda: bool(at.page.form.letter().proposals[0].subject))
    letter = at.page.form.letter()
    assert letter.proposals == (Proposal("176", SUBJECT),)
    assert letter.proposers == Proposers(("李文清", "赵文涛"))
    assert at.keyboard.field == "答复内容", "what is still to be written"
    assert offered(at) == ""
    at.keyboard.shortcut(Qt.Key.Key_Z)
    assert at.page.form.letter().proposals == (Proposal("176", ""),), "one step to undo"


@pytest.mark.full
@pytest.mark.parametrize("typed", ["17", "177"], ids=["half a number", "another"])
def test_a_number_that_is_not_known_offers_nothing(at: SimpleNamespace, typed: str) -> None:
    case(at.store)
    at.keyboard.type(typed)
    assert offered(at) == ""


@pytest.mark.full
def test_what_the_clerk_has_typed_is_not_written_over(at: SimpleNamespace) -> None:
    case(at.store)
    at.keyboard.tab_to("案由")
    at.keyboard.type("自己写的案由")
    at.keyboard.tab_to("姓名")
    at.keyboard.type("王芳")
    at.keyboard.back()
    at.keyboard.back()
    at.keyboard.type("176")
    assert offered(at) == ""


@pytest.mark.full
def test_another_session_is_another_case(at: SimpleNamespace) -> None:
    case(at.store, session="市政协十二届三次会议")
    at.keyboard.type("176")
    assert offered(at) == ""


def as_issued(serial: int | None = 1) -> ReplyLetter:
    """Return the seed letter under the number that it gets, or before it has any."""
    number = DocumentNumber("朝民函", 2023, serial) if serial else DocumentNumber("朝民函")
    return replace(sample("seed_letter"), document_date=datetime.date(2023, 3, 21), document_number=number)


def issued(store: Store, out: Path) -> None:
    """Send the seed letter out."""
    issue_letter(store, as_issued(None), out, "key")


@pytest.mark.full
def test_a_letter_that_went_out_offers_its_words_to_a_new_case_and_answers_it(at: SimpleNamespace, out: Path) -> None:
    issued(at.store, out)
    seed = sample("seed_letter")
    at.keyboard.shortcut(Qt.Key.Key_L)
    at.page = at.window.register.page
    settle(at.page, at.qtbot)
    push(at, Qt.Key.Key_N)
    at.keyboard.type("176")
    shown = panel(at.page)
    at.qtbot.waitUntil(lambda: bool(shown.offered()))
    assert "朝民函〔2023〕1号答复过第176号" in shown.offered()
    at.keyboard.press(Qt.Key.Key_M, ALT)
    at.qtbot.waitUntil(lambda: bool(shown.value().subject))
    assert shown.value().subject == seed.proposals[0].subject
    assert shown.value().proposers
    assert shown.offered() == ""
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    (entered,) = list_cases(at.store, today())
    assert (find_case(at.store, entered.key).state, entered.letter_key) == ("replied", "key")
    assert year_report(at.store, today().year, today()).total.completion.counts in ("1/1", "0/0")


def test_a_register_that_nobody_has_opened_is_asked_too(
    open_window: Open, data: DataFolder, out: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.letter.known_case.WAIT_MS", 50)
    window = open_window(office(sample("seed_letter"), tmp_path, everything=True))
    opened = page(window)
    issued(open_register(data), out)
    assert not window.register.registry().is_open
    opened.form.load(as_issued())
    window.register.known_case(opened).look()
    qtbot.waitUntil(lambda: "已发文" in words_in(opened.strip))


@pytest.mark.full
def test_a_letter_that_the_register_knows_as_issued_says_so_as_soon_as_it_is_typed_in(
    at: SimpleNamespace, out: Path
) -> None:
    issued(at.store, out)
    at.page.form.load(as_issued())
    at.window.register.known_case(at.page).look()
    at.qtbot.waitUntil(lambda: at.page.issued.number is not None)
    assert at.page.is_made()
    assert "已发文" in words_in(at.page.strip), "before anything is typed"
    at.page.form.focus_path("answer")
    at.keyboard.type("再补一句。")
    at.qtbot.waitUntil(lambda: "已经发文" in at.page.messages.sentence("issued"))
