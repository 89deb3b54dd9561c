"""A case answered a second time, and a letter touched after 发文: by keys and mouse, and nothing goes out unasked."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from letter.model import Block, DocumentNumber, Proposal, ReplyLetter, Session
from register.cases import add_case, case_history, find_case
from register.errors import NumberRefused
from register.ledger import history, read_ledger
from register.letters import versions_of
from register.values import Case
from services.data_folder import DataFolder
from services.draft import load_drafts
from services.issuing import ready_to_issue, send_out
from services.recent import recent_letters, set_aside
from services.registering import open_register
from tests.ui.conftest import page
from tests.ui.keyboard import Keyboard
from tests.ui.letter.test_issue_panel import CODE, CTRL, SHIFT, YEAR, issue, letter, panel_of, said, window
from tests.ui.looking import shown_in
from ui.letter.issue_panel import IssuePanel
from ui.letter.page import LetterPage
from ui.shell.main_window import MainWindow
from ui.shell.recent_menu import RecentMenu

__all__ = ["window"]
ALT = Qt.KeyboardModifier.AltModifier
FIRST, SECOND = DocumentNumber(CODE, YEAR, 1), DocumentNumber(CODE, YEAR, 2)
OTHER = (Block(text="另写的一封。"),)


def states(data: DataFolder) -> list[tuple[int | None, str]]:
    """Return the serials of the ledger with their states."""
    return [(entry.number.serial, entry.state) for entry in read_ledger(open_register(data)).entries]


def begin_another(window: MainWindow, keyboard: Keyboard, **changes: object) -> LetterPage:
    """Begin another letter on the same papers by its key and return its page."""
    keyboard.shortcut(Qt.Key.Key_N)
    another = page(window)
    another.form.load(letter(**{"answer": OTHER, **changes}))
    return another


def ask(qtbot: QtBot, keyboard: Keyboard, at: LetterPage) -> str:
    """Press the keys of 发文 and return what the panel says."""
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    return said(panel_of(qtbot, at))


def wait(qtbot: QtBot, at: LetterPage) -> None:
    """Wait until the register has been written."""
    qtbot.waitUntil(lambda: not at.work.busy)


def reopen(window: MainWindow) -> None:
    """Open the letter that was made last from the menu of the recent ones."""
    (menu,) = window.findChildren(RecentMenu)
    menu.load()
    menu.actions()[0].trigger()
    QApplication.processEvents()


def click(widget: QWidget) -> None:
    """Click a widget as a mouse does."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def button_of(panel: QWidget, words: str) -> QPushButton:
    """Return the button of a panel that says these words."""
    return next(button for button in panel.findChildren(QPushButton) if words in button.text())


def test_a_second_answer_is_doubted_and_goes_out_only_with_a_reason(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder
) -> None:
    case = add_case(
        open_register(data), Case(kind="cppcc_proposal", proposal="176", session="市政协十二届二次会议")
    )  # fmt: skip
    issue(qtbot, keyboard, page(window))
    another = begin_another(window, keyboard)
    shown = ask(qtbot, keyboard, another)
    assert "第176号已用朝民函〔2023〕1号答复（2023年3月21日）" in shown
    assert keyboard.field == "另发的理由"
    keyboard.press(Qt.Key.Key_Return)
    assert "请写明另发的理由" in said(panel_of(qtbot, another))
    assert states(data) == [(1, "issued")]
    keyboard.type("委员要求重新答复")
    keyboard.press(Qt.Key.Key_Return)
    wait(qtbot, another)
    assert states(data) == [(1, "issued"), (2, "issued")]
    store = open_register(data)
    assert [row.why for row in history(store, SECOND) if row.what == "issue"] == ["委员要求重新答复"]
    assert case_history(store, case.key)[-1].why == "朝民函〔2023〕2号：委员要求重新答复"
    assert find_case(store, case.key).letter_key == versions_of(store, FIRST)[0].key
    third = begin_another(window, keyboard)
    shown = ask(qtbot, keyboard, third)
    assert "朝民函〔2023〕1号" in shown
    assert "已用朝民函〔2023〕2号答复" in shown


def test_a_second_answer_may_become_a_correction_of_the_first(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder
) -> None:
    issue(qtbot, keyboard, page(window))
    another = begin_another(window, keyboard, document_date=None)
    ask(qtbot, keyboard, another)
    keyboard.type("写错了")
    keyboard.press(Qt.Key.Key_C, ALT)
    # A button pressed by its letter comes up a moment later.
    qtbot.waitUntil(lambda: any("已经发出" in said(panel) for panel in shown_in(another, IssuePanel)))
    assert another.form.letter().document_number.serial is None, "nothing is taken over before it has gone out"
    keyboard.press(Qt.Key.Key_Return)
    wait(qtbot, another)
    assert another.form.letter().document_number == FIRST
    assert states(data) == [(1, "issued")], "no number is used up"
    versions = versions_of(open_register(data), FIRST)
    assert [version.reason for version in versions] == ["", "写错了"]
    assert versions[-1].letter is not None
    assert versions[-1].letter.answer == OTHER


@pytest.mark.parametrize(
    "changes",
    [
        {"proposals": (Proposal("17", "别的"),)}, {"session": Session("朝阳市政协", 12, 3)},
        {"role": "co", "lead_unit": "市财政局"}, {"kind": "npc_suggestion", "session": Session("朝阳市人大", 12, 2)},
    ],
)  # fmt: skip
def test_another_case_is_not_doubted(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, changes: dict[str, object]
) -> None:
    issue(qtbot, keyboard, page(window))
    assert "答复" not in ask(qtbot, keyboard, begin_another(window, keyboard, **changes))


def test_below_the_window_a_second_answer_without_a_reason_is_refused(data: DataFolder, out: Path) -> None:
    def ready(one: ReplyLetter, key: str):
        return ready_to_issue(data, one, key, datetime.date(YEAR, 4, 1))

    send_out(data, ready(letter(), "a"), out, "a", lambda wanted: wanted)
    second = ready(letter(answer=OTHER, session=Session("市政协", 12, 2)), "b")
    assert [answer.number for answer in second.answered] == [FIRST]
    with pytest.raises(NumberRefused, match="理由"):
        send_out(data, second, out, "b", lambda wanted: wanted.with_stem("b"))
    assert states(data) == [(1, "issued")]
    same_draft = ready(letter(answer=OTHER), "a")
    sent, _path = send_out(data, same_draft, out, "a", lambda wanted: wanted.with_stem("c"), "重新办理")
    assert sent.document_number == SECOND
    assert ready(sent, "a").answered == (), "a correction is no further answer"


def test_what_was_sent_when_the_program_died_is_no_second_answer(data: DataFolder, out: Path) -> None:
    day = datetime.date(YEAR, 4, 1)
    send_out(data, ready_to_issue(data, letter(), "a", day), out, "a", lambda wanted: wanted)
    again = ready_to_issue(data, letter(), "a", day)
    assert (again.answered, again.letter.document_number) == ((), FIRST)
    send_out(data, again, out, "a", lambda wanted: wanted.with_stem("never"))
    assert states(data) == [(1, "issued")]


def test_a_field_changed_beside_the_open_panel_is_shown_before_anything_goes_out(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder
) -> None:
    letter_page = page(window)
    ask(qtbot, keyboard, letter_page)
    click(letter_page.form.signing.fields["document_date"].inputs[0])
    keyboard.replace("2022-5-6")
    click(button_of(panel_of(qtbot, letter_page), "发文"))
    wait(qtbot, letter_page)
    again = panel_of(qtbot, letter_page)
    assert "信在这期间改过了" in said(again)
    assert "朝民函〔2022〕1号" in said(again)
    assert "2022年5月6日" in said(again)
    assert not data.register.exists() or states(data) == []
    click(button_of(again, "发文"))
    wait(qtbot, letter_page)
    assert states(data) == [(1, "issued")]
    assert letter_page.focusWidget() is not None


def test_a_reason_that_was_typed_stays_when_the_letter_was_changed_meanwhile(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder
) -> None:
    issue(qtbot, keyboard, page(window))
    page(window).form.focus_path("closing")
    keyboard.replace("特此函复。")
    ask(qtbot, keyboard, page(window))
    keyboard.type("领导改了")
    page(window).form.focus_path("closing")
    keyboard.replace("此复。")
    click(button_of(panel_of(qtbot, page(window)), "登记更正"))
    wait(qtbot, page(window))
    assert panel_of(qtbot, page(window)).reason.text() == "领导改了"
    keyboard.press(Qt.Key.Key_Return)
    wait(qtbot, page(window))
    assert [version.reason for version in versions_of(open_register(data), FIRST)] == ["", "领导改了"]


@pytest.mark.full
def test_typing_in_an_issued_letter_leads_to_its_correction(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    letter_page = page(window)
    issue(qtbot, keyboard, letter_page)
    before = [file.read_bytes() for file in out.iterdir()]
    letter_page.form.focus_path("answer")
    assert letter_page.messages.sentence("issued") == ""
    keyboard.type("又想起一句。")
    qtbot.waitUntil(lambda: "已经发文" in letter_page.messages.sentence("issued"))
    keyboard.shortcut(Qt.Key.Key_Return)
    wait(qtbot, letter_page)
    assert "登记为更正" in said(panel_of(qtbot, letter_page)), "生成 leads there too"
    assert [file.read_bytes() for file in out.iterdir()] == before, "and makes no file"
    keyboard.type("补了一句")
    keyboard.press(Qt.Key.Key_Return)
    wait(qtbot, letter_page)
    assert [version.reason for version in versions_of(open_register(data), FIRST)] == ["", "补了一句"]
    assert letter_page.messages.sentence("issued") == ""
    assert {str(file) for file in out.iterdir()} == {one.path for one in versions_of(open_register(data), FIRST)}


def test_a_wrong_number_of_the_case_is_corrected_and_not_taken_for_another_letter(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    issue(qtbot, keyboard, page(window))
    page(window).form.focus_path("proposals.number")
    keyboard.replace("167")
    keyboard.shortcut(Qt.Key.Key_Return)
    wait(qtbot, page(window))
    assert "登记为更正" in said(panel_of(qtbot, page(window)))
    assert len(list(out.iterdir())) == 1


@pytest.mark.full
def test_what_was_typed_is_undone_and_the_sentence_goes(window: MainWindow, qtbot: QtBot, keyboard: Keyboard) -> None:
    letter_page = page(window)
    issue(qtbot, keyboard, letter_page)
    letter_page.form.focus_path("contact.name")
    keyboard.type("某")
    qtbot.waitUntil(lambda: bool(letter_page.messages.sentence("issued")))
    keyboard.shortcut(Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: not letter_page.messages.sentence("issued"))


@pytest.mark.parametrize("touched", [False, True], ids=["as it stands", "changed"])
def test_an_issued_letter_opened_again_is_never_made_a_second_time(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder, out: Path, *, touched: bool
) -> None:
    issue(qtbot, keyboard, page(window))
    keyboard.shortcut(Qt.Key.Key_N)
    assert len(recent_letters(data)) == 1
    reopen(window)
    again = page(window)
    if touched:
        again.form.focus_path("closing")
        keyboard.replace("此复。")
    keyboard.shortcut(Qt.Key.Key_Return)
    wait(qtbot, again)
    assert len(list(out.iterdir())) == 1
    if touched:
        assert "登记为更正" in said(panel_of(qtbot, again))
        assert states(data) == [(1, "issued")]
    else:
        assert "登记簿已登记" in again.messages.sentence("made")


def test_a_file_that_was_lost_is_made_again_as_it_went_out(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, out: Path
) -> None:
    issue(qtbot, keyboard, page(window))
    (sent,) = out.iterdir()
    before = sent.read_bytes()
    sent.unlink()
    keyboard.shortcut(Qt.Key.Key_Return)
    wait(qtbot, page(window))
    assert [file.read_bytes() for file in out.iterdir()] == [before]


def test_a_draft_of_the_issued_letter_that_was_left_is_not_listed_as_unmade(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder
) -> None:
    letter_page = page(window)
    letter_page.form.focus_path("answer")
    keyboard.press(Qt.Key.Key_End, CTRL)
    keyboard.type("\n\n最后一段。\n")
    issue(qtbot, keyboard, letter_page)
    left = letter_page.keeper.kept()
    assert left.draft.typed, "the blank lines are in the editor, not in the letter"
    set_aside(data, [left])
    assert [known.made for known in recent_letters(data)] == [True]


@pytest.mark.parametrize("key", [Qt.Key.Key_W, Qt.Key.Key_N], ids=["closed", "another begun"])
@pytest.mark.parametrize("way", ["from the register", "from the recent ones", "just issued"])
def test_an_issued_letter_is_listed_once_among_the_recent_ones(
    window: MainWindow, qtbot: QtBot, keyboard: Keyboard, data: DataFolder, key: Qt.Key, way: str
) -> None:
    issue(qtbot, keyboard, page(window))
    sent = page(window).form.letter()
    if way != "just issued":
        keyboard.shortcut(Qt.Key.Key_N)
    if way == "from the register":
        window.register.correct(sent, "看一看")
    elif way == "from the recent ones":
        reopen(window)
    keyboard.press(key, CTRL)
    assert [(known.letter, known.made) for known in recent_letters(data)] == [(sent, True)]
    keyboard.shortcut(Qt.Key.Key_Q)
    assert [kept.draft.letter for kept in load_drafts(data)[0]] in ([], [sent]), "a draft is not listed as unmade"
