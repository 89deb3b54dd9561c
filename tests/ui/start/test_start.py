"""The start page: what waits, what is being written and what was of late, opened by keys and by the mouse."""

import datetime
import threading
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from letter.model import DocumentNumber, Proposal, ReplyLetter
from register.cases import add_case, find_case
from register.store import Store
from register.values import Case, Found, Query, Row
from services.clock import today
from services.data_folder import DataFolder
from services.draft import Draft, load_drafts, new_draft_file, save_draft
from services.recent import keep_recent, recent_letters
from services.registering import issue_letter, open_register
from services.registry import Registry
from tests.letters import sample
from tests.ui.conftest import Open, page, ready, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import button, choose, entry, page_shown
from ui.register.tones import days_tone
from ui.shell.application import Program
from ui.shell.main_window import MainWindow
from ui.start.column import StartColumn
from ui.start.page import StartPage
from ui.widgets.pill import URGENT_DAYS

LONGEST_S = 20
TONES = {-9: "red", -1: "red", 0: "amber", URGENT_DAYS: "amber", URGENT_DAYS + 1: "pill", 40: "pill"}


def case(number: str, subject: str, left: int) -> Case:
    """Return a case with so many days left."""
    due = today() + datetime.timedelta(days=left)
    return Case(kind="cppcc_proposal", proposal=number, subject=subject, proposers="李文清", due_override=due)


def titles(column: StartColumn) -> list[str]:
    return [shown.title for shown in column.list.entries()]


def pills(column: StartColumn) -> list[tuple[str, str]]:
    return [(shown.pill.words, shown.pill.tone) for shown in column.list.entries()]


def cases_shown(window: MainWindow, qtbot: QtBot, count: int) -> StartPage:
    """Return the start page, once it shows so many cases."""
    start = page_shown(window, StartPage)
    qtbot.waitUntil(lambda: len(start.cases.list.entries()) == count)
    return start


@pytest.fixture
def store(data: DataFolder) -> Store:
    return open_register(data)


def test_an_office_that_has_written_nothing_begins_with_its_letter(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(seed_office(out))
    assert keyboard.field == "案号"
    assert page(window).isVisible()
    assert not data.register.exists()
    choose(window, "开始页")
    assert page_shown(window, StartPage).drafts.list.entries() == [], "an empty letter is nobody's work"
    assert not data.register.exists(), "looking makes no register"


def test_cases_come_with_the_overdue_first_in_words_and_in_colour(
    store: Store, open_window: Open, qtbot: QtBot, out: Path
) -> None:
    for number, left in enumerate(reversed(TONES)):
        add_case(store, case(str(number), f"剩{left}", left))
    start = cases_shown(open_window(seed_office(out)), qtbot, len(TONES))
    assert titles(start.cases) == [f"剩{left}" for left in TONES]
    assert [tone for _words, tone in pills(start.cases)] == list(TONES.values())
    assert [words for words, _tone in pills(start.cases)][:3] == ["已超期 9 天", "已超期 1 天", "今天到期"]


@pytest.mark.parametrize("left", TONES)
def test_the_tone_of_days(left: int) -> None:
    row = Row(
        1, "k", "", None, 1, "", "", "", "", "", "", "", "open", None, today() + datetime.timedelta(days=left), None,
        "", "", "", 1, "",
    )  # fmt: skip
    assert days_tone(row, today()) == TONES[left]
    assert days_tone(replace(row, state="replied"), today()) == "pill"


def test_enter_begins_the_answer_of_a_case_and_the_second_time_shows_it_again(
    store: Store, open_window: Open, keyboard: Keyboard, qtbot: QtBot, out: Path
) -> None:
    add_case(store, case("11", "关于公厕的提案", 40))
    first = add_case(store, case("12", "关于路灯的提案", 3))
    window = open_window(seed_office(out))
    start = cases_shown(window, qtbot, 2)
    assert keyboard.focus is start.cases.list, "the first case has the focus when it comes"
    keyboard.press(Qt.Key.Key_Return)
    letter = page(window).form.letter()
    assert letter.proposals == (Proposal("12", "关于路灯的提案"),)
    assert find_case(store, first.key).state == "in_work"
    page(window).form.load(replace(letter, closing="此复。"))
    keyboard.press(Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    start = cases_shown(window, qtbot, 2)
    assert titles(start.drafts) == ["12号 关于路灯的提案"]
    keyboard.tab_to(start.cases.list.accessibleName())
    keyboard.press(Qt.Key.Key_Space)
    assert len(window.letters.kept()) == 1
    assert page(window).form.letter().closing == "此复。"
    assert page(window).isVisible()


def test_a_click_opens_too(store: Store, open_window: Open, qtbot: QtBot, out: Path) -> None:
    add_case(store, case("11", "关于公厕的提案", 4))
    add_case(store, case("12", "关于路灯的提案", 9))
    window = open_window(seed_office(out))
    start = cases_shown(window, qtbot, 2)
    view = start.cases.list
    place = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(place))
    assert page(window).form.letter().proposals == (Proposal("12", "关于路灯的提案"),)


def three_drafts(data: DataFolder) -> list[ReplyLetter]:
    letters = [replace(sample("seed_letter"), proposals=(Proposal(number, "关于公厕的提案"),)) for number in "123"]
    for letter in letters:
        save_draft(new_draft_file(data), Draft(letter))
    return letters


def test_arrow_keys_move_and_what_was_being_written_comes_back_in_its_tabs(
    data: DataFolder, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    letters = three_drafts(data)
    window = open_window(seed_office(out))
    assert titles(page_shown(window, StartPage).drafts) == [f"{number}号 关于公厕的提案" for number in "321"]
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Return)
    assert page(window).form.letter() == letters[1]
    assert [kept.draft.letter for kept in window.letters.kept()] == letters
    assert len(load_drafts(data)[0]) == 3


def test_tab_leads_from_column_to_column_and_each_has_one_button_while_it_is_empty(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    keep_recent(data, Draft(sample("seed_letter")))
    window = open_window(seed_office(out))
    start = page_shown(window, StartPage)
    assert keyboard.focus is start.recent.list
    seen = [keyboard.focus]
    while len(seen) == len(set(seen)):
        keyboard.tab()
        seen.append(keyboard.focus)
    assert start.cases.empty.button in seen
    assert start.drafts.empty.button in seen
    for column in (start.cases, start.drafts):
        sentences = [label.text() for label in column.empty.findChildren(QLabel) if label.isVisible()]
        assert len(sentences) == 1
        assert sentences[0].endswith("。")


def test_a_letter_of_late_is_opened_once_and_said_to_be_made(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    keep_recent(data, Draft(sample("seed_letter")))
    keep_recent(data, Draft(sample("npc_suggestion")), made=False)
    window = open_window(seed_office(out))
    start = page_shown(window, StartPage)
    assert pills(start.recent) == [("未生成", "pill"), ("已生成", "soft")]
    keyboard.press(Qt.Key.Key_Return)
    assert page(window).form.letter() == sample("npc_suggestion")
    assert [recent.made for recent in recent_letters(data)] == [True], "it is in work again"


def test_a_letter_in_work_whose_number_went_out_says_so(
    store: Store, open_window: Open, data: DataFolder, qtbot: QtBot, out: Path
) -> None:
    letter = replace(
        sample("seed_letter"), document_date=datetime.date(2023, 3, 21), document_number=DocumentNumber("朝民函")
    )
    issue_letter(store, letter, out, "key")
    for number, subject in ((DocumentNumber("朝民函", 2023, 1), "关于路灯的提案"), (DocumentNumber("朝民函"), "未发")):
        again = replace(letter, document_number=number, proposals=(Proposal("9", subject),))
        save_draft(new_draft_file(data), Draft(again))
    start = page_shown(open_window(seed_office(out)), StartPage)
    qtbot.waitUntil(lambda: [words for words, _tone in pills(start.drafts)] == ["草稿", "已发文"])


@pytest.mark.parametrize("typed", ["201", "A12"])
@pytest.mark.parametrize("by_keys", [True, False])
def test_what_is_typed_begins_a_letter(
    typed: str, by_keys: bool, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    keep_recent(data, Draft(sample("seed_letter")))
    window = open_window(seed_office(out))
    if by_keys:
        for character in typed:
            QTest.keyClicks(keyboard.focus, character)
    else:
        keyboard.type(typed)
    assert keyboard.field == "案号"
    assert page(window).form.letter().proposals == (Proposal(typed),)


def test_a_second_letter_needs_five_inputs_from_the_start_page_too(
    open_window: Open, keyboard: Keyboard, data: DataFolder, qtbot: QtBot, out: Path
) -> None:
    keep_recent(data, Draft(sample("seed_letter")))
    open_window(seed_office(out))
    keyboard.type("201")
    for field, text in (("案由", "关于公厕的提案"), ("姓名", "赵文涛"), ("答复内容", "同意。")):
        keyboard.tab_to(field)
        keyboard.type(text)
    keyboard.shortcut(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert len(keyboard.log) == 5
    qtbot.waitUntil(lambda: bool(list(out.glob("*.docx"))))


def test_closing_the_last_letter_leads_to_the_start_page_and_every_page_back_to_it(
    open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(seed_office(out))
    keyboard.type("176")
    choose(window, "关闭这封信")
    assert window.letter_page is None
    for words in ("发文登记簿", "单位档案…"):
        page_shown(window, StartPage)
        choose(window, words)
        assert not window.pages.currentWidget().findChildren(StartColumn)
        keyboard.press(Qt.Key.Key_Escape)
    assert [shown.title for shown in page_shown(window, StartPage).recent.list.entries()] == ["176号"]


def test_the_menu_offers_only_what_goes_without_a_letter(open_window: Open, data: DataFolder, out: Path) -> None:
    three_drafts(data)
    window = open_window(seed_office(out))
    words = ("新信", "发文登记簿", "打开…", "生成", "查找", "关闭这封信")
    offered = {each for each in words if entry(window, each).isEnabled()}
    assert offered == {"新信", "发文登记簿", "打开…"}


def test_another_language_shows_the_start_page_again(
    open_window: Open, data: DataFolder, programs: list[Program], qtbot: QtBot, out: Path
) -> None:
    letters = three_drafts(data)
    window = open_window(seed_office(out))
    window.setting.choose("language", "en")
    other = programs[0].window
    assert other is not None
    ready(other, qtbot)
    assert len(page_shown(other, StartPage).drafts.list.entries()) == len(letters)
    assert button(page_shown(other, StartPage), "New letter").isVisible()


def test_a_screen_reader_says_all_of_an_entry(store: Store, open_window: Open, qtbot: QtBot, out: Path) -> None:
    add_case(store, case("11", "关于公厕的提案", 4))
    start = cases_shown(open_window(seed_office(out)), qtbot, 1)
    view = start.cases.list
    said = QAccessible.queryAccessibleInterface(view).child(0).text(QAccessible.Text.Name)
    assert said == "关于公厕的提案，政协提案 11，李文清，剩 4 天"
    assert view.accessibleName().startswith("待办")


def test_a_register_that_cannot_be_read_is_one_sentence_in_its_column(
    open_window: Open, data: DataFolder, qtbot: QtBot, out: Path
) -> None:
    data.register.parent.mkdir(parents=True)
    data.register.write_bytes(b"no register")
    start = page_shown(open_window(seed_office(out)), StartPage)
    qtbot.waitUntil(lambda: "登记簿" in start.cases.empty.sentence() and "正在读" not in start.cases.empty.sentence())
    assert start.cases.empty.button is not None
    assert start.cases.empty.button.isVisible()


def test_the_page_is_there_before_the_register_has_been_read(
    store: Store, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    add_case(store, case("11", "关于公厕的提案", 4))
    may_read, search = threading.Event(), Registry.search

    def late(registry: Registry, query: Query) -> Found:
        assert may_read.wait(LONGEST_S)
        return search(registry, query)

    monkeypatch.setattr(Registry, "search", late)
    window = open_window(seed_office(out))
    start = page_shown(window, StartPage)
    assert not start.cases.list.entries()
    assert "正在读" in start.cases.empty.sentence()
    may_read.set()
    cases_shown(window, qtbot, 1)
