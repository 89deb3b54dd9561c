"""发文 from the window: the register's number is shown first; an issued letter changes only with a reason."""

import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from letter.model import DocumentNumber, Proposal, ReplyLetter
from register.ledger import read_ledger
from register.letters import versions_of
from register.numbers import release, reserve, take
from services.data_folder import DataFolder
from services.draft import load_drafts
from services.making import docx_bytes
from services.registering import open_register
from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import shown_in
from ui.letter.issue_panel import LAST, IssuePanel
from ui.letter.page import LetterPage
from ui.shell.main_window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
YEAR = 2023
CODE = "朝民函"


def letter(**changes: object) -> ReplyLetter:
    """Return the seed letter without a serial number."""
    seed = sample("seed_letter")
    return replace(seed, document_number=replace(seed.document_number, serial=None), **changes)


@pytest.fixture
def window(open_window: Open, out: Path) -> MainWindow:
    opened = open_window(seed_office(out))
    page(opened).form.load(letter())
    return opened


def panel_of(qtbot: QtBot, letter_page: LetterPage) -> IssuePanel:
    """Return the panel that shows what would go out, once the register has answered."""
    qtbot.waitUntil(lambda: not letter_page.work.busy)
    QApplication.processEvents()
    panels = shown_in(letter_page, IssuePanel)
    assert len(panels) == 1, letter_page.messages.sentence("issue")
    return panels[0]


def said(panel: IssuePanel) -> str:
    """Return what a panel says."""
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if not label.isHidden())


def issue(qtbot: QtBot, keyboard: Keyboard, letter_page: LetterPage) -> None:
    """Issue the letter by its keys."""
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    panel_of(qtbot, letter_page)
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not letter_page.work.busy)


def test_a_new_register_asks_for_the_last_number_of_elsewhere(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder
) -> None:
    letter_page = page(window)
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    panel = panel_of(qtbot, letter_page)
    assert "还没有给过" in said(panel)
    assert keyboard.field == "发文", "an office that begins has nothing to type"
    keyboard.back()
    keyboard.back()
    assert keyboard.field == LAST
    keyboard.type("三十几")
    keyboard.press(Qt.Key.Key_Return)
    assert "！" in said(panel_of(qtbot, letter_page)).split("还没有给过")[1]
    keyboard.replace("３２")
    keyboard.press(Qt.Key.Key_Return)
    panel = panel_of(qtbot, letter_page)
    assert "发文字号：朝民函〔2023〕33号" in said(panel)
    assert "还没有给过" not in said(panel)
    assert read_ledger(open_register(data)).entries == (), "nothing is taken yet"
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not letter_page.work.busy)
    ledger = read_ledger(open_register(data))
    assert [entry.number for entry in ledger.entries] == [DocumentNumber(CODE, YEAR, 33)]
    assert ledger.gaps == ()


def test_what_is_typed_there_counts_when_the_clerk_goes_on_to_issue(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard
) -> None:
    letter_page = page(window)
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    panel_of(qtbot, letter_page)
    keyboard.back()
    keyboard.back()
    keyboard.type("7")
    keyboard.tab(2)
    assert keyboard.field == "发文"
    keyboard.press(Qt.Key.Key_Return)
    assert "8号" in said(panel_of(qtbot, letter_page)), "the number is shown before it is taken"


def test_a_new_year_is_no_new_register(window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder) -> None:
    take(open_register(data), DocumentNumber(CODE, YEAR - 1, 40))
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    assert "还没有给过" not in said(panel_of(qtbot, page(window)))


def test_the_number_is_shown_first_and_taken_when_the_clerk_agrees(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    letter_page = page(window)
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    panel = panel_of(qtbot, letter_page)
    assert "发文字号：朝民函〔2023〕1号" in said(panel)
    assert "成文日期：2023年3月21日" in said(panel)
    assert read_ledger(open_register(data)).entries == (), "nothing is taken yet"
    assert keyboard.field == "发文"
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not letter_page.work.busy)
    numbered = replace(letter(), document_number=DocumentNumber(CODE, YEAR, 1))
    assert letter_page.form.letter() == numbered
    (made,) = out.iterdir()
    assert made.read_bytes() == docx_bytes(numbered)
    (entry,) = read_ledger(open_register(data)).entries
    assert (entry.state, entry.number) == ("issued", DocumentNumber(CODE, YEAR, 1))
    (version,) = versions_of(open_register(data), entry.number)
    assert (version.letter, version.path) == (numbered, str(made))
    assert "登记簿已登记" in letter_page.messages.sentence("made")
    assert load_drafts(data) == ([], [])


def test_not_yet_takes_nothing_and_goes_back_to_the_field(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    keyboard.tab_to("答复内容")
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    panel_of(qtbot, page(window))
    keyboard.press(Qt.Key.Key_Escape)
    assert keyboard.field == "答复内容"
    assert read_ledger(open_register(data)).entries == ()
    assert list(out.iterdir()) == []


def test_a_letter_without_a_date_gets_todays_and_is_told_so(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.letter.issue_panel.today", lambda: datetime.date(2026, 11, 23))
    letter_page = page(window)
    letter_page.form.load(letter(document_date=None))
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    assert "2026年11月23日（信里没有填，用今天的）" in said(panel_of(qtbot, letter_page))
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not letter_page.work.busy)
    issued = letter_page.form.letter()
    assert issued.document_date == datetime.date(2026, 11, 23)
    assert issued.document_number == DocumentNumber(CODE, 2026, 1)


def test_an_incomplete_letter_is_led_to_its_gap(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, out: Path
) -> None:
    letter_page = page(window)
    letter_page.form.load(letter(answer=()))
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    qtbot.waitUntil(lambda: not letter_page.work.busy)
    assert keyboard.field == "答复内容"
    assert list(out.iterdir()) == []


def test_a_changed_issued_letter_is_a_correction_with_a_reason(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    letter_page = page(window)
    issue(qtbot, keyboard, letter_page)
    (first,) = out.iterdir()
    before = first.read_bytes()
    letter_page.form.focus_path("closing")
    keyboard.replace("特此函复。")
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    panel = panel_of(qtbot, letter_page)
    assert "已经发出" in said(panel)
    assert keyboard.field == "更正的理由"
    keyboard.press(Qt.Key.Key_Return)
    assert "请写明更正的理由" in said(panel)
    keyboard.type("领导改了结尾")
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not letter_page.work.busy)
    assert first.read_bytes() == before, "what went out stays as it was"
    versions = versions_of(open_register(data), DocumentNumber(CODE, YEAR, 1))
    assert [version.reason for version in versions] == ["", "领导改了结尾"]
    assert versions[-1].path != versions[0].path
    corrected = Path(versions[-1].path)
    assert corrected.read_bytes() == docx_bytes(letter_page.form.letter())
    letter_page.form.focus_path("closing")
    keyboard.replace("此复。")
    assert not letter_page.make()
    assert "已经发出" in said(panel_of(qtbot, letter_page)), "生成 leads to a correction as well"
    assert first.read_bytes() == before
    assert len(list(out.iterdir())) == 2, "nothing lies unregistered under an issued number"


def test_the_number_of_another_letter_is_refused(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder
) -> None:
    letter_page = page(window)
    issue(qtbot, keyboard, letter_page)
    other = replace(letter(proposals=(Proposal("201", "另一件"),)), document_number=DocumentNumber(CODE, YEAR, 1))
    letter_page.turn_to()
    letter_page.form.load(other)
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    qtbot.waitUntil(lambda: not letter_page.work.busy)
    assert "已经用于另一封信" in letter_page.messages.sentence("issue")
    assert len(read_ledger(open_register(data)).entries) == 1


def test_a_number_reserved_before_the_program_died_is_the_letters_own(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder
) -> None:
    letter_page = page(window)
    key = letter_page.keeper.kept().file.stem
    assert reserve(open_register(data), CODE, YEAR, key=key).number.serial == 1
    issue(qtbot, keyboard, letter_page)
    assert letter_page.form.letter().document_number.serial == 1
    assert len(read_ledger(open_register(data)).entries) == 1


def test_a_number_that_was_given_back_is_said_to_be_so_before_it_is_taken_again(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder
) -> None:
    store = open_register(data)
    release(store, reserve(store, CODE, YEAR, key="other").number, "没有发成")
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    assert "〔2023〕1号曾保留后退回" in said(panel_of(qtbot, page(window)))
    keyboard.press(Qt.Key.Key_Escape)
    page(window).form.load(replace(letter(), document_number=DocumentNumber(CODE, YEAR, 1)))
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    assert "〔2023〕1号曾保留后退回" in said(panel_of(qtbot, page(window)))


def test_a_typed_number_that_leaves_others_out_is_questioned_before_it_is_taken(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder
) -> None:
    store = open_register(data)
    reserve(store, CODE, YEAR, key="other")
    page(window).form.load(replace(letter(), document_number=DocumentNumber(CODE, YEAR, 320)))
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    assert "跳过了 2 至 319 号" in said(panel_of(qtbot, page(window)))
    assert len(read_ledger(store).entries) == 1
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page(window).work.busy)
    assert [entry.number.serial for entry in read_ledger(store).entries] == [1, 320], "the clerk decides"


def test_a_typed_year_that_is_not_the_dates_is_questioned(window: MainWindow, qtbot: QtBot, keyboard: Keyboard) -> None:
    page(window).form.load(replace(letter(), document_number=DocumentNumber(CODE, YEAR - 1)))
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    shown = said(panel_of(qtbot, page(window)))
    assert f"朝民函〔{YEAR}〕1号" in shown
    assert f"信里的字号写的是 {YEAR - 1} 年" in shown


def test_a_typed_number_that_is_in_use_is_refused_before_anything_is_written(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    store = open_register(data)
    take(store, DocumentNumber(CODE, YEAR, 5), "办公室用")
    page(window).form.load(replace(letter(), document_number=DocumentNumber(CODE, YEAR, 5)))
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    qtbot.waitUntil(lambda: not page(window).work.busy)
    sentence = page(window).messages.sentence("issue")
    assert "已被占用" in sentence
    assert "先退回" in sentence, "where the office has given it for this very letter"
    assert not list(out.iterdir())


def test_a_file_that_cannot_be_written_gives_the_number_back(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder, tmp_path: Path
) -> None:
    letter_page = page(window)
    letter_page.form.folder.load(str(tmp_path / "没有"))
    issue(qtbot, keyboard, letter_page)
    assert "找不到文件夹" in letter_page.messages.sentence("issue")
    assert [entry.state for entry in read_ledger(open_register(data)).entries] == ["released"]
    assert letter_page.form.letter().document_number.serial is None


def test_a_letter_changed_while_the_panel_was_open_is_shown_anew(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder
) -> None:
    letter_page = page(window)
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    panel = panel_of(qtbot, letter_page)
    letter_page.form.load(letter(document_date=datetime.date(2022, 5, 6)))
    panel.agreed.emit("")
    again = panel_of(qtbot, letter_page)
    assert again is not panel
    assert "朝民函〔2022〕1号" in said(again)
    assert read_ledger(open_register(data)).entries == ()


@pytest.mark.full
def test_the_reason_that_was_given_in_the_register_is_not_asked_for_again(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder
) -> None:
    issue(qtbot, keyboard, page(window))
    went_out = page(window).form.letter()
    window.register.correct(replace(went_out, closing="特此函复。"), "结尾写错了")
    letter_page = page(window)
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    assert panel_of(qtbot, letter_page).reason.text() == "结尾写错了"
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not letter_page.work.busy)
    versions = versions_of(open_register(data), went_out.document_number)
    assert [version.reason for version in versions] == ["", "结尾写错了"]
