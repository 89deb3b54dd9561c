"""Earlier answers while one writes: noticed beneath the text, shown by a key, put in as one step, never unasked."""

import datetime
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from letter.model import Block, DocumentNumber, Proposal
from services.data_folder import DataFolder
from services.registering import issue_letter, open_register
from tests.letters import sample
from tests.ui.conftest import Open, begin_letter, office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import shown_in
from ui.answer.past_panel import SEARCHING, PastPanel
from ui.widgets.empty_state import EmptyState

SUBJECT = "关于加强社区养老服务的提案"
CENTRES = "我们新建社区养老服务中心十二所，覆盖全部街道。"
LAND = "社区养老服务用地纳入国土空间规划统筹安排。"
PIPES = "我们改造农村饮水管网三百公里，受益两万人。"


@pytest.fixture
def begun(
    open_window: Open, data: DataFolder, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path, out: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[], SimpleNamespace]:  # fmt: skip
    """Return a function that opens the window beside a register of two letters, a subject typed."""
    monkeypatch.setattr("ui.letter.past_answers.QUIET_MS", 50)
    store = open_register(data)
    letter = replace(
        sample("seed_letter"), document_date=datetime.date(2023, 3, 21), document_number=DocumentNumber("朝民函")
    )
    for number, subject, paragraphs in (
        ("11", "关于社区养老服务的提案", (CENTRES, LAND)), ("12", "关于农村饮水安全的提案", (PIPES,)),
    ):  # fmt: skip
        blocks = tuple(Block(text=text) for text in paragraphs)
        issue_letter(store, replace(letter, proposals=(Proposal(number, subject),), answer=blocks), out, number)

    def begin(subject: str = SUBJECT) -> SimpleNamespace:
        window = open_window(office(letter, tmp_path, everything=True))
        page = begin_letter(window)
        at = SimpleNamespace(window=window, page=page, keyboard=keyboard, qtbot=qtbot)
        at.editor = page.form.answer.answer.editor
        if subject:
            keyboard.tab_to("案由")
            keyboard.type(subject)
        keyboard.tab_to("答复内容")
        return at

    return begin


def opened(at: SimpleNamespace) -> PastPanel:
    """Open the panel by its key, and wait until it shows what was found."""
    at.keyboard.shortcut(Qt.Key.Key_K)
    return settled(at)


def settled(at: SimpleNamespace) -> PastPanel:
    """Return the panel, once it shows what was found."""
    (panel,) = shown_in(at.window, PastPanel)
    at.qtbot.waitUntil(lambda: panel.said() != SEARCHING)
    return panel


def texts(panel: PastPanel) -> list[str]:
    """Return the paragraphs that are shown."""
    return [panel.rows.item(row).text().split("\n", 1)[1] for row in range(panel.rows.count())]


def test_paragraphs_on_the_subject_are_put_in_one_after_the_other_by_keys(
    begun: Callable[[], SimpleNamespace],
) -> None:
    at = begun()
    at.keyboard.type("一、总的情况")
    panel = opened(at)
    assert panel.isVisible()
    assert set(texts(panel)) == {CENTRES, LAND}
    first, second = texts(panel)
    assert panel.rows.item(0).text().startswith("朝民函〔2023〕1号　2023-03-21　关于社区养老服务的提案\n")
    assert "2 段" in panel.said()
    at.keyboard.press(Qt.Key.Key_Return)
    assert at.editor.toPlainText() == f"一、总的情况\n{first}"
    assert panel.isVisible(), "the next one can be put in as well"
    at.keyboard.press(Qt.Key.Key_Return)
    assert at.editor.toPlainText() == f"一、总的情况\n{first}\n{second}"
    at.keyboard.press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert at.keyboard.focus is at.editor
    at.keyboard.shortcut(Qt.Key.Key_Z)
    assert at.editor.toPlainText() == f"一、总的情况\n{first}"
    at.keyboard.shortcut(Qt.Key.Key_Z)
    assert at.editor.toPlainText() == "一、总的情况"


def test_a_paragraph_goes_where_the_caret_is_and_never_into_a_sentence(begun: Callable[[], SimpleNamespace]) -> None:
    at = begun()
    at.keyboard.type("第一段。\n第二段。")
    at.keyboard.press(Qt.Key.Key_Home)
    at.keyboard.press(Qt.Key.Key_Up)
    at.keyboard.press(Qt.Key.Key_Right)
    panel = opened(at)
    found = texts(panel)[0]
    at.keyboard.press(Qt.Key.Key_Return)
    assert at.editor.toPlainText() == f"第一段。\n{found}\n第二段。"
    at.keyboard.press(Qt.Key.Key_Escape)
    at.keyboard.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    panel = opened(at)
    found_first = texts(panel)[0]
    at.keyboard.press(Qt.Key.Key_Return)
    assert at.editor.toPlainText() == f"{found_first}\n第一段。\n{found}\n第二段。"
    at.keyboard.press(Qt.Key.Key_Escape)
    at.keyboard.type("接着写。")
    assert at.editor.toPlainText().split("\n")[0] == f"{found_first}接着写。"


@pytest.mark.full
def test_other_words_typed_in_the_panel_find_other_paragraphs(begun: Callable[[], SimpleNamespace]) -> None:
    at = begun()
    panel = opened(at)
    assert PIPES not in texts(panel)
    at.keyboard.type("饮水管网")
    settled(at)
    assert texts(panel) == [PIPES]
    at.keyboard.replace("没有这样的词语")
    settled(at)
    assert texts(panel) == []
    assert "没有找到" in panel.said()
    at.keyboard.press(Qt.Key.Key_Return)
    assert at.editor.toPlainText() == "", "nothing to take, nothing is put in"
    (empty,) = shown_in(panel, EmptyState)
    assert empty.sentence() == panel.said()
    assert empty.button
    QTest.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    settled(at)
    assert texts(panel), "one way on: by the subject again"
    assert at.keyboard.focus is panel.words
    assert not empty.isVisible()


def test_what_is_being_written_finds_too_and_without_words_nothing_is_sought(
    begun: Callable[..., SimpleNamespace],
) -> None:
    at = begun("")
    panel = opened(at)
    assert texts(panel) == []
    assert "案由" in panel.said()
    (empty,) = shown_in(panel, EmptyState)
    assert empty.button
    assert not empty.button.isVisible(), "there is no subject to look by"
    at.keyboard.press(Qt.Key.Key_Escape)
    at.keyboard.type("关于农村饮水管网")
    assert texts(opened(at))[0] == PIPES


def test_a_pause_shows_beneath_the_text_that_there_are_some(begun: Callable[[], SimpleNamespace], qtbot: QtBot) -> None:
    at = begun()
    at.window.register.registry().store()
    button = at.page.form.answer.answer.findChild(QToolButton, "past_answers")
    qtbot.waitUntil(lambda: button.isVisible())
    assert button.text() == "以前的答复 2 段"
    assert at.keyboard.focus is at.editor, "nobody is interrupted"
    button.click()
    settled(at)
    at.keyboard.press(Qt.Key.Key_Escape)
    at.keyboard.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    at.keyboard.tab_to("案由")
    at.keyboard.replace("完全不同")
    qtbot.waitUntil(lambda: not button.isVisible())


def test_a_letter_that_is_corrected_is_not_offered_its_own_words(begun: Callable[[], SimpleNamespace]) -> None:
    at = begun()
    at.keyboard.tab_to("序号")
    at.keyboard.type("1")
    at.keyboard.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    letter = at.page.form.letter()
    at.page.form.amend(replace(letter, document_number=DocumentNumber("朝民函", 2023, 1)))
    at.editor.setFocus()
    assert texts(opened(at)) == []


def test_the_panel_goes_with_the_focus_and_by_tab(begun: Callable[[], SimpleNamespace]) -> None:
    at = begun()
    panel = opened(at)
    at.keyboard.press(Qt.Key.Key_Tab)
    assert not panel.isVisible()
    assert at.keyboard.focus is at.editor
    panel = opened(at)
    at.page.form.focus_path("closing")
    QApplication.processEvents()
    assert not panel.isVisible()


def test_a_register_that_cannot_be_read_is_one_sentence_in_the_panel(
    begun: Callable[[], SimpleNamespace], data: DataFolder
) -> None:
    at = begun()
    data.register.write_bytes(b"no database" * 1_000)
    panel = opened(at)
    assert "恢复" in panel.said()
    assert texts(panel) == []
