"""A folder of earlier replies in the window: read with progress, shown, entered, reported; given up at any moment."""

import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QScrollArea

from register.ledger import history
from register.letters import count_letters
from register.store import Store
from register.workbook import read_tables
from services.cancellation import Stop
from tests.services.test_past_letters import NEWS, fill, text
from tests.ui.looking import answers, button, words_in
from tests.ui.looking import settle as take_places
from tests.ui.register.test_register import ALT, CONTROL, column, opened, push, settle, store
from tests.ui.register.test_views import answer_with, view
from ui.core.i18n import _
from ui.review.page import ReviewPage
from ui.widgets.background import AGAIN, CANCEL, CANCELLED, TOPIC

__all__ = ["opened", "store"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of letters, the one that the clerk chooses."""
    files = {f"{serial}.txt": text(serial, numbered=serial != 2) for serial in range(1, 4)}
    made = fill(tmp_path / "2023年复函", {**files, "新闻.txt": NEWS})
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(made))
    return made


@pytest.fixture
def at(opened: Callable[[], SimpleNamespace], store: Store, folder: Path) -> SimpleNamespace:
    at = opened()
    at.pane = view(at, "import")
    at.store, at.folder = store, folder
    return at


def lines(at: SimpleNamespace) -> dict[str, tuple[str, ...]]:
    """Return what stands in the table, by the names of the files."""
    return {row[0]: row[1:] for row in at.pane.table.model().rows}


def test_letters_are_shown_then_entered_then_reported(at: SimpleNamespace, tmp_path: Path, monkeypatch: Any) -> None:
    push(at, Qt.Key.Key_L)
    assert at.pane.said() == "“2023年复函”：可以导入 3 封信。另有 1 个文件不导入，写明了为什么。"
    assert list(lines(at)) == ["新闻.txt", "1.txt", "2.txt", "3.txt"], "what is not taken in comes first"
    assert lines(at)["3.txt"] == (
        "导入", "朝民函〔2023〕3号", "2023-04-04", "朝阳市民政局关于市政协十二届二次会议第3号提案的答复", "3",
        "李文清委员",
    )  # fmt: skip
    assert lines(at)["新闻.txt"][0].startswith("！不导入：没有认出")
    assert count_letters(at.store) == 0
    at.keyboard.press(Qt.Key.Key_Return)  # the button has the focus
    settle(at.page, at.qtbot)
    assert at.pane.said() == "已导入 3 封信。另有 1 个文件没有导入，写明了为什么。"
    assert {name: row[0][:5] for name, row in lines(at).items()} == {
        "新闻.txt": "！没有导入", "1.txt": "已导入", "2.txt": "已导入", "3.txt": "已导入",
    }  # fmt: skip
    assert count_letters(at.store) == 3
    target = tmp_path / "报告.xlsx"
    answer_with(monkeypatch, "getSaveFileName", target)
    at.keyboard.press(Qt.Key.Key_Return)  # and now that of the report
    settle(at.page, at.qtbot)
    (table,) = read_tables(target)
    assert {cells[0] for _line, cells in table.rows} >= {"新闻.txt", "1.txt", "2.txt", "3.txt"}
    at.page.show_view("ledger")
    settle(at.page, at.qtbot)
    assert sorted(column(at.page, "proposal")) == ["1", "2", "3"]


def test_words_and_order_agree_before_and_after(at: SimpleNamespace) -> None:
    (at.folder / "别的代字.txt").write_text(text(6).replace("朝民函", "朝局函"), encoding="utf-8")
    push(at, Qt.Key.Key_L)
    names = list(lines(at))
    assert names[:2] == ["别的代字.txt", "新闻.txt"]
    assert at.pane.said().endswith("其中 1 封要看一看，列在最前面。另有 1 个文件不导入，写明了为什么。")
    at.pane.take_in()
    settle(at.page, at.qtbot)
    assert list(lines(at)) == names
    said = "已导入 4 封信。其中 1 封要看一看，列在最前面。另有 1 个文件没有导入，写明了为什么。"
    assert at.pane.said() == said


@pytest.mark.full
def test_one_without_a_number_is_copied_and_made_void(at: SimpleNamespace) -> None:
    push(at, Qt.Key.Key_L)
    at.pane.take_in()
    settle(at.page, at.qtbot)
    at.page.show_view("ledger")
    settle(at.page, at.qtbot)
    ledger = at.page.ledger
    ledger.table.selectRow(column(at.page, "number").index(""))
    row = ledger.row()
    assert row.proposal == "2"
    at.page.acts.act("trail")
    settle(at.page, at.qtbot)
    assert ledger.panel.model.rows[0][1] == "导入以前的复函"
    at.page.acts.act("void")
    at.keyboard.type("导错了")
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    assert dict(zip(column(at.page, "proposal"), column(at.page, "state"), strict=True))["2"] == "作废"
    ledger.table.selectRow(column(at.page, "proposal").index("2"))
    at.page.acts.act("open")
    settle(at.page, at.qtbot)
    copied = at.window.letter_page.form.letter()
    assert copied.answer[1].text.startswith("第2社区建成了议事厅")
    assert copied.document_date is None


@pytest.mark.full
def test_a_doubtful_letter_is_looked_through_before_it_is_entered(at: SimpleNamespace) -> None:
    doubtful = text(5).replace("您提出的关于", "您提出的第4号关于")
    (at.folder / "可疑.txt").write_text(doubtful, encoding="utf-8")
    push(at, Qt.Key.Key_L)
    assert "其中 1 封要看一看，列在最前面。" in at.pane.said()
    assert "标题和正文里的案号不一致" in lines(at)["可疑.txt"][0]
    at.pane.table.selectRow(list(lines(at)).index("新闻.txt"))
    at.pane.letters.look_through()
    assert at.pane.findChild(ReviewPage) is None, "what is no letter cannot be looked through"
    at.pane.table.selectRow(list(lines(at)).index("可疑.txt"))
    at.pane.table.setFocus()
    at.keyboard.press(Qt.Key.Key_Return)
    assert at.pane.findChild(ReviewPage).isVisible()
    at.keyboard.press(Qt.Key.Key_Escape)
    assert "标题和正文里的案号不一致" in lines(at)["可疑.txt"][0], "left as it was"
    at.keyboard.press(Qt.Key.Key_Return)
    at.keyboard.press(Qt.Key.Key_Return, CONTROL)
    settle(at.page, at.qtbot)
    assert lines(at)["可疑.txt"][0] == "导入"
    assert at.pane.table.hasFocus()
    at.pane.take_in()
    settle(at.page, at.qtbot)
    assert count_letters(at.store) == 4


def test_a_letter_is_left_out_by_a_key_and_taken_back(at: SimpleNamespace) -> None:
    push(at, Qt.Key.Key_L)
    at.pane.table.selectRow(list(lines(at)).index("2.txt"))
    at.pane.table.setFocus()
    at.keyboard.press(Qt.Key.Key_Delete)
    settle(at.page, at.qtbot)
    assert lines(at)["2.txt"][0] == "！不导入：经办人选了不导入"
    assert "可以导入 2 封信" in at.pane.said()
    at.keyboard.press(Qt.Key.Key_Delete)
    settle(at.page, at.qtbot)
    assert lines(at)["2.txt"][0] == "导入"


def test_what_was_read_is_not_lost_by_one_key(at: SimpleNamespace) -> None:
    push(at, Qt.Key.Key_L)
    at.keyboard.press(Qt.Key.Key_Escape)
    assert at.window.register.page is at.page
    assert "还没有导入" in at.window.messages.sentence("register")
    at.keyboard.press(Qt.Key.Key_Escape)
    assert at.window.register.page is None


def test_what_is_corrected_there_is_taken_back_by_keys_and_tools(at: SimpleNamespace) -> None:
    push(at, Qt.Key.Key_L)
    at.pane.table.selectRow(list(lines(at)).index("1.txt"))
    at.pane.letters.look_through()
    review, tools = at.pane.findChild(ReviewPage), at.window.tools.tools
    before = review.letter()
    assert not tools["undo"].isEnabled()
    review.rows["/document_date"].clear.click()
    assert tools["undo"].isEnabled()
    at.keyboard.press(Qt.Key.Key_Z, CONTROL)
    assert review.letter() == before
    assert not tools["undo"].isEnabled()
    at.keyboard.press(Qt.Key.Key_Y, CONTROL)
    assert review.letter().document_date is None
    at.page.show_view("ledger")
    assert not tools["undo"].isEnabled()
    at.page.show_view("import")
    tools["undo"].click()
    assert review.letter() == before


def test_the_way_back_of_the_register_leaves_the_letter_first_and_asks(at: SimpleNamespace) -> None:
    push(at, Qt.Key.Key_L)
    at.pane.table.selectRow(list(lines(at)).index("1.txt"))
    at.pane.letters.look_through()
    review = at.pane.findChild(ReviewPage)
    review.rows["/document_date"].clear.click()
    button(at.page, "返回（Esc）").click()
    assert review.isVisible()
    assert "改过 1 项" in "".join(words_in(review))
    button(review, "不要了").click()
    assert at.pane.table.isVisible()
    button(at.page, "返回（Esc）").click()
    assert "还没有导入" in at.window.messages.sentence("register")
    button(at.page, "返回（Esc）").click()
    assert at.window.register.page is None


@pytest.mark.parametrize("by_key", [True, False])
@pytest.mark.parametrize("step", ["read_past_letters", "enter_files"])
def test_it_can_be_given_up_and_done_again(
    at: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, step: str, *, by_key: bool
) -> None:
    monkeypatch.setattr("ui.widgets.background.PATIENCE_S", 0.01)
    if step == "enter_files":
        push(at, Qt.Key.Key_L)
    go, tell = Waiting(), Stop.tell
    monkeypatch.setattr(Stop, "tell", lambda stop, words: (tell(stop, words), go.wait(words)))
    if step == "enter_files":
        at.pane.take_in()
    else:
        at.keyboard.press(Qt.Key.Key_L, ALT)
    messages = at.page.acting.work.messages
    at.qtbot.waitUntil(lambda: "第 2 " in messages.sentence(TOPIC))
    if by_key:
        at.keyboard.press(Qt.Key.Key_Escape)
    else:
        answers(messages, TOPIC)[_(CANCEL)].click()
    assert messages.sentence(TOPIC) == _(CANCELLED)
    go.over = True
    assert (count_letters(at.store), history(at.store)) == (0, ())
    if step == "enter_files":
        at.qtbot.waitUntil(lambda: "正在导入" not in messages.sentence(TOPIC))
        at.pane.take_in()
        settle(at.page, at.qtbot)
        assert count_letters(at.store) == 3
    else:
        answers(messages, TOPIC)[_(AGAIN)].click()
        settle(at.page, at.qtbot)
        assert len(lines(at)) == 4


class Waiting:
    """Lets the work stand still at the second letter or file until the test goes on."""

    def __init__(self) -> None:
        self.over = False

    def wait(self, words: str) -> None:
        while "第 2 " in words and not self.over:
            time.sleep(0.01)


@pytest.mark.parametrize("height", [600, 700, 900])
def test_a_letter_that_is_looked_through_scrolls_in_itself_only(at: SimpleNamespace, height: int) -> None:
    push(at, Qt.Key.Key_L)
    at.window.resize(1366, height)
    at.pane.table.selectRow(2)
    at.pane.letters.look_through()
    take_places()
    around = at.pane.parentWidget()
    while not isinstance(around, QScrollArea):
        around = around.parentWidget()
    assert isinstance(at.pane.current_page(), ReviewPage)
    assert not around.verticalScrollBar().isVisible()
