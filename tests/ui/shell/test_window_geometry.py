"""The window remembers its place, takes a letter file, opens letters made lately, and there is always a way back."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QSplitter
from pytestqt.qtbot import QtBot

from letter.codec import write_letter
from letter.model import Block, Proposal
from services.data_folder import DataFolder
from services.draft import Draft, load_drafts
from services.recent import MOST, keep_recent, recent_letters
from services.settings import load_settings
from tests.letters import ROOT, plain_letter, sample
from tests.ui.conftest import Open, page, ready, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import answers, opened_menu
from ui.fields.line import LineField
from ui.fields.text import TextField
from ui.form.outline_place import WIDTH as USUAL_WIDTH
from ui.letter.file_drop import TOPIC
from ui.letter.workspace import CLOSED_TOPIC


def drag(target: object, *files: Path, at: QPoint = QPoint(5, 5)) -> bool:  # noqa: B008, a value
    """Drag files onto a place of a widget and drop them; tell whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, *keys)
    enter.setAccepted(False)
    QApplication.sendEvent(target, enter)  # pyright: ignore[reportArgumentType]
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, *keys))  # pyright: ignore[reportArgumentType]
    return enter.isAccepted()


def test_the_window_comes_back_where_it_was(qtbot: QtBot, open_window: Open, data: DataFolder, out: Path) -> None:
    window = open_window(replace(seed_office(out), cards=("case",)))
    page(window).form.set_widths([page(window).form.column.maximumWidth(), 800])
    QApplication.processEvents()
    widths = page(window).form.widths()
    assert widths[0] > page(window).form.column.minimumWidth() + 4
    window.setGeometry(40, 60, 777, 555)
    window.close()
    again = open_window()
    ready(again, qtbot)
    assert (again.width(), again.height()) == (777, 555)
    assert page(again).form.widths() == pytest.approx(widths, abs=4)
    again.resize(1180, 680)
    QApplication.processEvents()
    assert page(again).form.sizes()[0] == pytest.approx(widths[0], abs=4)
    assert load_settings(data).contact == seed_office(out).contact


def test_a_place_that_means_nothing_is_ignored(open_window: Open, data: DataFolder, out: Path) -> None:
    data.path.mkdir()
    data.settings.write_text('{"window": "00ff", "splitter": [1, 2]}', encoding="utf-8")
    assert open_window().isVisible()


def test_a_letter_file_dragged_here_is_opened_beside_the_one_in_work(
    open_window: Open, keyboard: Keyboard, out: Path, tmp_path: Path
) -> None:
    window = open_window(seed_office(out))
    file = tmp_path / "信.json"
    file.write_bytes(write_letter(sample("npc_suggestion")))
    keyboard.type("201")
    assert drag(window, file)
    assert page(window).form.letter() == sample("npc_suggestion")
    assert page(window).keeper.waiting, "what was opened is kept as a draft"
    keyboard.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page(window).form.letter().proposals == (Proposal("201"),)


def test_of_a_file_that_cannot_be_taken_it_is_said_what_to_do(
    open_window: Open, keyboard: Keyboard, out: Path, tmp_path: Path
) -> None:
    window = open_window(seed_office(out))
    keyboard.type("201")
    assert drag(window, tmp_path / "信.odt")
    assert "“信.odt”不能直接放进来" in window.messages.sentence(TOPIC)
    assert "粘贴" in window.messages.sentence(TOPIC)
    assert drag(window, tmp_path / "甲.json", tmp_path / "乙.json")
    assert "只拖一个" in window.messages.sentence(TOPIC)
    bad = tmp_path / "信.json"
    bad.write_text("{", encoding="utf-8")
    assert drag(window, bad)
    assert "信件文件" in window.messages.sentence(TOPIC)
    broken = tmp_path / "答复.txt"
    broken.write_bytes(b"\xff\xff\xff\x00")
    assert drag(window, broken)
    assert "没有认得出的文字" in window.messages.sentence(TOPIC)
    assert page(window).form.letter().proposals == (Proposal("201"),)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_goes_into_the_answer_where_it_is_dropped(
    code: str, open_window: Open, keyboard: Keyboard, out: Path, tmp_path: Path
) -> None:
    window = open_window(seed_office(out))
    keyboard.tab_to("答复内容")
    keyboard.type("第一段。\n第二段。")
    editor = page(window).form.answer.answer.editor
    file = tmp_path / "答复.txt"
    file.write_bytes("一、加强领导\r\n成立专班。\r\n".encode(code))
    start = editor.cursorRect(QTextCursor(editor.document()))
    place = editor.viewport().mapTo(window, QPoint(start.left(), start.center().y()))
    assert drag(window, file, at=place)
    assert editor.toPlainText() == "一、加强领导\n成立专班。\n第一段。\n第二段。"
    assert "答复.txt" in window.messages.sentence(TOPIC)
    keyboard.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == "第一段。\n第二段。"


def test_a_web_page_dropped_anywhere_else_goes_to_the_caret_with_its_table(
    open_window: Open, keyboard: Keyboard, out: Path, tmp_path: Path
) -> None:
    window = open_window(seed_office(out))
    file = tmp_path / "页.html"
    file.write_text("<h1>一、现状</h1><table><tr><td>甲</td><td>乙</td></tr></table>", encoding="utf-8")
    assert drag(window, file)
    assert page(window).form.answer.answer.editor.toPlainText() == "一、现状\n甲\t乙"


def test_a_web_page_in_another_set_of_characters_is_dropped_as_it_is_read(open_window: Open, out: Path) -> None:
    window = open_window(seed_office(out))
    assert drag(window, ROOT / "tests" / "cases" / "25-big5.html")
    text = page(window).form.answer.answer.editor.toPlainText()
    assert text == "一、加強養老服務。全市共建成養老服務中心。"


def test_the_printed_lines_of_a_text_file_are_joined_in_a_step_of_their_own(
    open_window: Open, keyboard: Keyboard, out: Path, tmp_path: Path
) -> None:
    window = open_window(seed_office(out))
    lines = (
        "按照《中共朝阳市委办公室、朝阳市人民政府办公室关于加强\n"
        "社区工作者队伍建设的实施意见》要求，每个城市社区按照五至\n"
        "九人的标准配备社区工作者，实行总量控制、动态管理。"
    )
    file = tmp_path / "答复.txt"
    file.write_text(lines, encoding="utf-8")
    keyboard.tab_to("答复内容")
    assert drag(window, file)
    editor = page(window).form.answer.answer.editor
    assert editor.toPlainText() == lines.replace("\n", "")
    keyboard.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == lines
    keyboard.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == ""


@pytest.mark.full
def test_a_text_file_dropped_on_an_attachment_goes_there(open_window: Open, out: Path, tmp_path: Path) -> None:
    window = open_window(seed_office(out))
    window.resize(1180, 1000)
    attachments = page(window).form.answer.attachments
    attachments.add()
    QApplication.processEvents()
    editor = attachments.rows[0].content.editor
    file = tmp_path / "表.txt"
    file.write_text("甲\t1", encoding="utf-8")
    assert drag(window, file, at=editor.viewport().mapTo(window, QPoint(20, 20)))
    assert page(window).form.letter().attachments[0].answer == (Block(table=(("甲", "1"),)),)
    assert page(window).form.letter().answer == ()


@pytest.mark.parametrize("path", ["signatory", "title"])
def test_fields_leave_files_to_the_window(path: str, open_window: Open, out: Path, tmp_path: Path) -> None:
    window = open_window(seed_office(out))
    form = page(window).form
    line, text = form.case.field("session.body", LineField), form.answer.field("title", TextField)
    before = form.letter()
    assert drag(line if path == "signatory" else text.viewport(), tmp_path / "信.odt")
    assert form.letter() == before
    assert "不能直接放进来" in window.messages.sentence(TOPIC)


def test_a_file_leaves_no_path_in_the_answer_and_a_letter_file_is_opened(
    open_window: Open, keyboard: Keyboard, out: Path, tmp_path: Path
) -> None:
    window = open_window(seed_office(out))
    editor = page(window).form.answer.answer.editor
    keyboard.tab_to("答复内容")
    assert drag(editor.viewport(), tmp_path / "信.odt")
    assert "不能直接放进来" in window.messages.sentence(TOPIC)
    assert editor.toPlainText() == ""
    file = tmp_path / "信.json"
    file.write_bytes(write_letter(sample("npc_suggestion")))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    QGuiApplication.clipboard().setMimeData(data)
    keyboard.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == ""
    assert "复制的是文件" in page(window).form.answer.answer.problem()
    assert drag(editor.viewport(), file)
    assert page(window).form.letter() == sample("npc_suggestion")


def test_text_is_still_dragged_into_the_answer(open_window: Open, out: Path) -> None:
    editor = page(open_window(seed_office(out))).form.answer.answer.editor
    link = QMimeData()
    link.setText("一个网址")
    link.setUrls([QUrl("https://example.com")])
    assert editor.canInsertFromMimeData(link)


def test_the_outline_comes_back_as_wide_as_it_was(qtbot: QtBot, open_window: Open, data: DataFolder, out: Path) -> None:
    window = open_window(seed_office(out))
    page(window).form.load(sample("seed_letter"))
    view = page(window).form.answer.answer.show_outline()
    assert view is not None
    QApplication.processEvents()
    window.resize(1366, 680)
    QApplication.processEvents()
    beside = view.parentWidget()
    body = beside.parentWidget() if beside else None
    assert isinstance(body, QSplitter)
    body.moveSplitter(body.width() - 230, 1)
    width = body.sizes()[1]
    assert width > USUAL_WIDTH
    window.close()
    assert load_settings(data).outline == width
    again = open_window()
    ready(again, qtbot)
    page(again).form.load(sample("seed_letter"))
    again.resize(1366, 680)
    view = page(again).form.answer.answer.show_outline()
    assert view is not None
    QApplication.processEvents()
    beside = view.parentWidget()
    assert beside
    assert beside.width() == width
    again.close()
    assert load_settings(data).outline == width


def test_letters_made_lately_are_in_a_menu_and_open_again(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(seed_office(out))
    recent = opened_menu(window, "最近的信")
    assert [(action.text(), action.isEnabled()) for action in recent] == [("还没有生成过信", False)]
    for name in ("seed_letter", "npc_suggestion"):
        page(window).form.load(sample(name))
        assert page(window).make()
        keyboard.shortcut(Qt.Key.Key_N)
    recent = opened_menu(window, "最近的信")
    assert [action.data().letter for action in recent] == [sample("npc_suggestion"), sample("seed_letter")]
    assert recent[1].text().startswith("&2 朝民函〔2023〕32号")
    recent[1].trigger()
    assert page(window).form.letter() == sample("seed_letter")
    assert [kept.draft.letter for kept in load_drafts(data)[0]] == [sample("seed_letter")]
    assert keyboard.field == "案号"


def test_all_recent_letters_that_are_kept_are_listed(open_window: Open, data: DataFolder, out: Path) -> None:
    for number in range(MOST + 6):
        letter = replace(plain_letter(), proposals=(Proposal(str(number)),))
        keep_recent(data, Draft(letter), made=number > 2)
    window = open_window(seed_office(out))
    listed = [action.data().letter.proposals[0].number for action in opened_menu(window, "最近的信")]
    assert listed == [str(number) for number in (*range(MOST + 5, 5, -1), 2, 1, 0)]


def test_a_letter_that_is_open_stays_among_the_recent_ones(open_window: Open, data: DataFolder, out: Path) -> None:
    window = open_window(seed_office(out))
    page(window).form.load(sample("seed_letter"))
    assert page(window).make()
    for number in range(MOST - 1):
        keep_recent(data, Draft(replace(plain_letter(), proposals=(Proposal(str(1000 + number)),))))
    for letter in (replace(sample("seed_letter"), answer=(Block(text="改过的答复。"),)), sample("npc_suggestion")):
        window.letters.add(Draft(letter))
    assert page(window).make()
    kept = [recent.letter for recent in recent_letters(data)]
    assert len(kept) == MOST + 1
    assert sample("seed_letter") in kept


def test_a_closed_letter_that_is_no_docx_has_a_way_back(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(seed_office(out))
    keyboard.type("176")
    keyboard.shortcut(Qt.Key.Key_W)
    assert window.letter_page is None
    assert window.start.page is not None
    assert window.start.page.isVisible()
    assert [recent.made for recent in recent_letters(data)] == [False]
    answers(window.messages, CLOSED_TOPIC)["回到那封信"].click()
    assert page(window).form.letter().proposals == (Proposal("176"),)
    assert recent_letters(data) == [], "it is in work again"
    page(window).form.load(sample("seed_letter"))
    assert page(window).make()
    keyboard.shortcut(Qt.Key.Key_W)
    assert window.messages.sentence(CLOSED_TOPIC) == ""


def test_a_letter_that_cannot_be_put_away_stays_open(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(seed_office(out))
    keyboard.type("176")
    data.path.mkdir(exist_ok=True)
    data.recent.touch()
    keyboard.shortcut(Qt.Key.Key_W)
    assert page(window).form.letter().proposals == (Proposal("176"),)
    assert "建不了文件夹" in page(window).messages.sentence("draft")
