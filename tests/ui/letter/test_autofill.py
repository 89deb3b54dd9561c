"""What was entered before is offered while one types, taken by key only, and forgotten when the clerk says so."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from letter.model import Contact, JointIssuer
from services.data_folder import DataFolder
from services.draft import Draft
from services.memory import Memory, load_memory, save_memory
from services.phrases import Phrases, load_phrases, save_phrases, use
from services.recent import keep_recent, recent_letters
from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office, shown
from tests.ui.keyboard import Keyboard
from tests.ui.looking import answers, choose, shown_in
from ui.fields.line import LineField
from ui.fields.text import TextField
from ui.letter.completer import NAME, Completer, TypedItem, item_at
from ui.shell.main_window import MainWindow

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
MEMORY = Memory(
    people=("赵文涛", "李文清", "王树林"),
    bodies=("朝阳市政协", "辽宁省政协"),
    organs=("市政府办公室（督查室）", "市财政局", "市教育局"),
    issuers=("朝阳市财政局",),
    contacts=(Contact("周岚", "0421-2810000", "办公室"), Contact("孙梅", "0421-2811111", "提案科")),
)


class Context:
    """The window with a memory, and a keyboard in it."""

    def __init__(self, window: MainWindow, suggestions: Completer, keyboard: Keyboard) -> None:
        self.window, self.suggestions, self.keyboard = window, suggestions, keyboard
        self.form = page(window).form


@pytest.fixture
def desk(open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path) -> Context:
    save_memory(data, MEMORY)
    window = open_window(replace(seed_office(out), contact=Contact()))
    recall = page(window).recall
    assert recall is not None
    return Context(window, recall.suggestions, keyboard)


@pytest.mark.parametrize(
    ("text", "cursor", "between", "item"),
    [
        ("李文", 2, "", TypedItem(0, 2, "李文", [])),
        ("甲、李", 3, "、，", TypedItem(2, 3, "李", ["甲"])),
        ("甲、李、乙", 3, "、，", TypedItem(2, 3, "李", ["甲", "乙"])),
        ("甲、", 2, "、，", TypedItem(2, 2, "", ["甲"])),
        ("市\n省", 1, "\n", TypedItem(0, 1, "市", ["省"])),
    ],
)
def test_the_item_at_the_cursor(text: str, cursor: int, between: str, item: TypedItem) -> None:
    assert item_at(text, cursor, between) == item


def test_a_name_is_offered_by_what_it_contains_and_taken_by_enter(desk: Context) -> None:
    desk.keyboard.tab_to("姓名")
    desk.keyboard.type("文")
    assert desk.suggestions.offered() == ["赵文涛", "李文清"]
    assert desk.form.letter().proposers.people == ("文",), "nothing is replaced before a key is pressed"
    desk.keyboard.press(Qt.Key.Key_Down)
    desk.keyboard.press(Qt.Key.Key_Down)
    desk.keyboard.press(Qt.Key.Key_Return)
    assert desk.form.letter().proposers.people == ("李文清",)
    assert not desk.suggestions.shown
    desk.keyboard.type("、王")
    assert desk.suggestions.offered() == ["王树林"]
    desk.keyboard.press(Qt.Key.Key_Down)
    desk.keyboard.press(Qt.Key.Key_Return)
    desk.keyboard.type("、")
    assert not desk.suggestions.shown
    desk.keyboard.press(Qt.Key.Key_Down)
    assert desk.suggestions.offered() == ["赵文涛"], "who is there already is not offered again"
    desk.keyboard.press(Qt.Key.Key_Escape)
    assert not desk.suggestions.shown
    assert desk.form.letter().proposers.people == ("李文清", "王树林")


@pytest.mark.parametrize(
    ("field", "letters", "words"),
    [
        ("姓名", "lwq", "李文清"), ("姓名", "ws", "王树林"), ("会议", "LNS", "辽宁省政协"), ("联系人", "sm", "孙梅"),
        ("抄送", "czj", "市财政局"), ("报", "sjyj", "市教育局"), ("联合发文单位", "cyscz", "朝阳市财政局"),
    ],
)  # fmt: skip
def test_the_first_letters_of_its_sounds_find_an_entry(field: str, letters: str, words: str, desk: Context) -> None:
    desk.keyboard.tab_to(field)
    desk.keyboard.replace(letters)
    assert desk.suggestions.offered() == [words]
    desk.keyboard.press(Qt.Key.Key_Down)
    desk.keyboard.press(Qt.Key.Key_Return)
    text = desk.keyboard.focus.property("plainText") or desk.keyboard.focus.property("text")
    assert text == words


def test_letters_find_one_more_name_behind_the_others(desk: Context) -> None:
    desk.keyboard.tab_to("姓名")
    desk.keyboard.type("钱进、zwt")
    assert desk.suggestions.offered() == ["赵文涛"]
    desk.keyboard.press(Qt.Key.Key_Down)
    desk.keyboard.press(Qt.Key.Key_Return)
    assert desk.form.letter().proposers.people == ("钱进", "赵文涛")


def test_a_click_into_an_empty_field_opens_the_whole_list_and_a_click_takes(desk: Context) -> None:
    desk.keyboard.tab_to("姓名")
    field = desk.form.case.field("proposers.people", LineField)
    QTest.mouseClick(field, Qt.MouseButton.MiddleButton)
    assert not desk.suggestions.shown
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert desk.suggestions.offered() == list(MEMORY.people)
    (rows,) = shown_in(desk.window, QListWidget, NAME)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(rows.item(1)).center())
    assert desk.form.letter().proposers.people == ("李文清",)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert not desk.suggestions.shown, "where something stands a click only sets the caret"
    report = desk.form.imprint.field("report_to", TextField)
    QTest.mouseClick(report.viewport(), Qt.MouseButton.LeftButton)
    assert desk.suggestions.offered() == list(MEMORY.organs)


def test_it_is_never_in_the_way(desk: Context) -> None:
    desk.keyboard.tab_to("姓名")
    desk.keyboard.type("李")
    assert desk.suggestions.shown
    desk.keyboard.tab()
    assert desk.keyboard.field == "等几名"
    assert not desk.suggestions.shown
    desk.keyboard.back()
    desk.keyboard.press(Qt.Key.Key_End)
    desk.keyboard.type("文清")
    assert not desk.suggestions.shown, "what is whole already needs no list"
    assert desk.form.letter().proposers.people == ("李文清",)


def test_enter_without_a_choice_is_a_line_break_where_there_are_lines(desk: Context) -> None:
    desk.keyboard.tab_to("报")
    desk.keyboard.type("市")
    assert desk.suggestions.offered()[0].startswith("市")
    desk.keyboard.type("\n市教")
    assert desk.suggestions.offered() == ["市教育局"]
    desk.keyboard.press(Qt.Key.Key_Down)
    desk.keyboard.press(Qt.Key.Key_Up)
    desk.keyboard.press(Qt.Key.Key_Down)
    desk.keyboard.press(Qt.Key.Key_Enter)
    assert desk.form.letter().report_to == ("市", "市教育局")
    assert shown(desk.form, "report_to") == "市\n市教育局"


def test_a_joint_organ_keeps_its_title(desk: Context) -> None:
    desk.keyboard.tab_to("联合发文单位")
    desk.keyboard.type("财政")
    desk.keyboard.press(Qt.Key.Key_Down)
    desk.keyboard.press(Qt.Key.Key_Return)
    desk.keyboard.type("／局长")
    assert desk.form.letter().joint_issuers == (JointIssuer("朝阳市财政局", "局长"),)


def choose_contact(desk: Context, name: str) -> None:
    desk.keyboard.tab_to("联系人")
    desk.keyboard.replace(name)
    desk.keyboard.press(Qt.Key.Key_Down)
    desk.keyboard.press(Qt.Key.Key_Return)


def test_a_contact_brings_phone_and_department(desk: Context) -> None:
    choose_contact(desk, "周")
    assert desk.form.letter().contact == MEMORY.contacts[0]
    choose_contact(desk, "孙")
    assert desk.form.letter().contact == MEMORY.contacts[1], "what was another contact's own goes with that one"
    desk.keyboard.shortcut(Qt.Key.Key_Z)
    assert desk.form.letter().contact == MEMORY.contacts[0]


def test_what_was_typed_beside_a_contact_stays(desk: Context) -> None:
    desk.keyboard.tab_to("联系电话")
    desk.keyboard.type("12345")
    desk.keyboard.back()
    choose_contact(desk, "孙")
    assert desk.form.letter().contact == Contact("孙梅", "12345", "提案科")


def test_composing_hides_the_list_and_changes_nothing(desk: Context) -> None:
    desk.keyboard.tab_to("姓名")
    desk.keyboard.type("李")
    before = desk.form.letter()
    QApplication.sendEvent(desk.keyboard.focus, QInputMethodEvent("wen qing", []))
    assert not desk.suggestions.shown
    assert desk.form.letter() == before
    desk.keyboard.type("文")
    assert desk.suggestions.offered() == ["李文清"]


def test_one_is_forgotten_by_key_and_all_by_the_menu(desk: Context, data: DataFolder) -> None:
    desk.keyboard.tab_to("姓名")
    desk.keyboard.type("文")
    desk.keyboard.press(Qt.Key.Key_Down)
    desk.keyboard.press(Qt.Key.Key_Delete, SHIFT)
    assert desk.suggestions.offered() == ["李文清"]
    assert load_memory(data).people == ("李文清", "王树林")
    window = desk.window
    choose(window, "忘掉以前填过的")
    assert not data.memory.exists()
    answers(page(window).messages, "memory")["还是留着"].click()
    assert load_memory(data).people == ("李文清", "王树林")
    assert page(window).messages.sentence("memory") == ""


def test_what_was_forgotten_is_named_and_the_recent_letters_go_too(desk: Context, data: DataFolder) -> None:
    keep_recent(data, Draft(sample("seed_letter")))
    save_phrases(data, use(Phrases(), "一句话"))
    window = desk.window
    choose(window, "忘掉以前填过的")
    said = "忘掉了：以前填过的名字、单位和电话；最近的信 1 封；常用语的使用次序。"
    assert page(window).messages.sentence("memory") == said
    assert recent_letters(data) == []
    answers(page(window).messages, "memory")["还是留着"].click()
    assert [recent.letter for recent in recent_letters(data)] == [sample("seed_letter")]
    assert load_phrases(data).used == ("一句话",)
    save_memory(data, Memory())
    choose(window, "忘掉以前填过的")
    choose(window, "忘掉以前填过的")
    assert "没有记住什么" in page(window).messages.sentence("memory")


def test_a_letter_is_remembered_when_it_is_made(open_window: Open, data: DataFolder, out: Path) -> None:
    letter = sample("seed_letter")
    opened = page(open_window(seed_office(out)))
    opened.form.load(letter)
    assert load_memory(data) == Memory()
    assert opened.make()
    assert load_memory(data).people == letter.proposers.people
    assert load_memory(data).contacts == (letter.contact,)
