"""The other views of the register: tables are shown before they are taken in, backups before they are restored."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pymupdf
import pytest
from msgspec.structs import replace
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from letter.derived import session_text
from letter.model import DocumentNumber, ReplyLetter
from register.backups import back_up, list_backups
from register.cases import add_case
from register.ledger import history, read_ledger
from register.numbers import propose, take
from register.store import Store
from register.values import Found, Query, Row, size_text
from services.clock import today
from services.data_folder import DataFolder
from services.registering import issue_letter
from services.registry import Registry
from services.settings import load_settings
from tests.letters import sample
from tests.register.table_files import write_xls, write_xlsx
from tests.ui.conftest import Open, office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import answers, shown_in, words_in
from tests.ui.register.test_register import CODE, YEAR, case, column, letter, opened, push, settle, store
from ui.core.i18n import without_mnemonic
from ui.register.backup_timer import TOPIC, BackupTimer
from ui.register.backups_view import NOW
from ui.register.controller import SECOND_TOPIC
from ui.register.page import RegisterPage
from ui.register.search_task import PAGE
from ui.screenshots.register import INVENTED
from ui.shell.main_window import MainWindow
from ui.widgets.empty_state import EmptyState

__all__ = ["letter", "opened", "store"]
MANY = 20_000
LONG_LEDGER = 60
FEW_PAGES = 4


def write_table(path: Path, *rows: tuple[str, ...]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def answer_with(monkeypatch: pytest.MonkeyPatch, question: str, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, question, lambda *_args: (str(path), ""))


def view(at: SimpleNamespace, name: str) -> SimpleNamespace:
    """Go to a view by Ctrl+Tab and return it."""
    names = ["ledger", "gaps", "report", "import", "backups"]
    for _step in range(names.index(name)):
        at.keyboard.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        settle(at.page, at.qtbot)
    return at.page.panes[name]


def test_an_earlier_register_is_shown_before_it_is_taken_in(
    store: Store, opened: Callable[[], SimpleNamespace], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = (("发文字号", "标题"), ("朝民函〔2023〕1号", "甲"), ("看不懂", "乙"), ("朝民函〔2023〕2号", "丙"))
    answer_with(monkeypatch, "getOpenFileName", write_table(tmp_path / "旧.xlsx", *rows))
    at = opened()
    pane = view(at, "import")
    push(at, Qt.Key.Key_S)
    settle(at.page, at.qtbot)
    assert "可以导入 2 行，不导入 1 行" in pane.said()
    assert "“发文字号”是发文字号" in pane.said()
    shown = [pane.table.model().index(row, 1).data() for row in range(pane.table.model().rowCount())]
    assert shown == ["！不导入：认不出字号“看不懂”", "导入", "导入"]
    assert read_ledger(store).entries == ()
    assert at.keyboard.field == "导入"
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    assert [entry.number.serial for entry in read_ledger(store).entries] == [1, 2]
    assert "已导入 2 行" in pane.said()


def test_of_several_sheets_all_or_one_are_taken_in(
    store: Store, opened: Callable[[], SimpleNamespace], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sheets = {
        "2022年": [("发文字号", "标题", "日期"), ("朝民函〔2022〕1号", "甲", "三月")],
        "2023年": [("发文字号", "标题"), ("朝民函〔2023〕1号", "乙")],
        "说明": [("请按时填报",)],
    }
    answer_with(monkeypatch, "getOpenFileName", write_xlsx(tmp_path / "旧.xlsx", sheets))
    at = opened()
    pane = view(at, "import")
    assert not pane.sheets.isVisible()
    push(at, Qt.Key.Key_S)
    settle(at.page, at.qtbot)
    assert "可以导入 2 行，不导入 0 行。其中 1 行要看一看" in pane.said()
    assert "工作表“说明”里没有认出要的列名，没有读。" in pane.said()
    shown = [pane.table.model().index(row, column).data() for row in range(2) for column in (0, 1)]
    assert shown == ["2022年 2", "▲导入：“日期”里认不出日期“三月”，这一格没有导入", "2023年 2", "导入"]
    assert pane.sheets.isVisible()
    pane.sheets.setFocus()
    at.keyboard.press(Qt.Key.Key_End)
    settle(at.page, at.qtbot)
    assert "可以导入 1 行" in pane.said()
    assert "工作表“2022年”没有选，没有读。" in pane.said()
    assert at.keyboard.field == "工作表", "who goes through the list goes on there"
    at.keyboard.tab_to("导入")
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    assert [entry.number.year for entry in read_ledger(store).entries] == [2023]
    assert not pane.sheets.isVisible()


def test_a_table_of_one_sheet_asks_for_none(
    opened: Callable[[], SimpleNamespace], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = [("发文字号", "标题"), ("朝民函〔2023〕1号", "乙")]
    answer_with(monkeypatch, "getOpenFileName", write_xls(tmp_path / "旧.et", {"登记": rows}))
    at = opened()
    pane = view(at, "import")
    push(at, Qt.Key.Key_S)
    settle(at.page, at.qtbot)
    assert ("可以导入 1 行" in pane.said(), pane.sheets.isVisible()) == (True, False)


def test_a_paper_ledger_is_gone_on_with_at_a_starting_number(
    store: Store, opened: Callable[[], SimpleNamespace]
) -> None:
    at = opened()
    pane = view(at, "import")
    push(at, Qt.Key.Key_N)
    assert at.keyboard.field == "从哪个号开始"
    at.keyboard.press(Qt.Key.Key_Return)
    assert "起始号" in pane.panel.said()
    at.keyboard.type("33")
    at.keyboard.tab_to("理由")
    at.keyboard.type("纸质登记簿用到32号")
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    year = today().year
    assert pane.panel is None
    assert f"朝民函〔{year}〕33号" in pane.said()
    assert propose(store, "朝民函", year).number == DocumentNumber("朝民函", year, 33)
    assert history(store)[-1].why == "纸质登记簿用到32号"
    push(at, Qt.Key.Key_N)
    at.keyboard.press(Qt.Key.Key_Escape)
    assert pane.panel is None
    assert at.window.register.page is at.page, "Escape leaves the panel, not the page"


def test_an_assignment_list_is_shown_before_it_is_taken_in(
    store: Store, opened: Callable[[], SimpleNamespace], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add_case(store, case("0301", "已有的", 30))
    rows = (("案号", "案由", "提案人"), ("0301", "已有的", "甲"), ("0302", "新来的", "乙"))
    answer_with(monkeypatch, "getOpenFileName", write_table(tmp_path / "清单.xlsx", *rows))
    at = opened()
    pane = view(at, "import")
    push(at, Qt.Key.Key_I)
    settle(at.page, at.qtbot)
    assert "可以导入 1 行，不导入 1 行" in pane.said()
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    at.page.show_view("ledger")
    settle(at.page, at.qtbot)
    assert sorted(column(at.page, "proposal")) == ["0301", "0302"]


def test_a_table_that_cannot_be_read_is_one_sentence(
    opened: Callable[[], SimpleNamespace], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "不是表.xlsx"
    file.write_bytes(b"nothing")
    answer_with(monkeypatch, "getOpenFileName", file)
    at = opened()
    pane = view(at, "import")
    push(at, Qt.Key.Key_S)
    settle(at.page, at.qtbot)
    assert pane.said().startswith("！")
    assert pane.incoming is None


def test_without_a_backup_there_is_a_button_that_makes_one(store: Store, opened: Callable[[], SimpleNamespace]) -> None:
    at = opened()
    for backup in list_backups(store.path):
        backup.path.unlink()
    pane = view(at, "backups")
    (empty,) = shown_in(at.page, EmptyState)
    assert at.keyboard.field == without_mnemonic(NOW)
    at.keyboard.press(Qt.Key.Key_Return)
    settle(at.page, at.qtbot)
    assert len(list_backups(store.path)) == 1
    assert not empty.isVisible()
    assert pane.table.isVisible()


def test_a_second_place_is_asked_for_once_and_backups_go_there_and_come_back(
    store: Store,
    opened: Callable[[], SimpleNamespace],
    data: DataFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    take(store, DocumentNumber(CODE, YEAR, 1))
    back_up(store, "use")
    second = tmp_path / "U盘"
    second.mkdir()
    asked = {"ui.widgets.file_dialog.ask_for_folder": second, "ui.register.backups_view.ask_for_folder": second}
    for place, folder in asked.items():
        monkeypatch.setattr(place, lambda *_asked, folder=folder: folder)
    at = opened()
    answers(at.window.messages, SECOND_TOPIC)["选择文件夹…"].click()
    assert at.window.settings.value.second_backups == str(second)
    assert at.window.messages.sentence(SECOND_TOPIC) == ""
    timer = BackupTimer(Registry(data), at.window.messages, at.window, lambda: str(second))
    timer.back_up()
    # To its end: a copy is there before its thread is done with the folder.
    at.qtbot.waitUntil(lambda: not timer.busy and bool(list(second.rglob("*.pack"))))
    for backup in list_backups(store.path):
        backup.path.unlink()
    pane = view(at, "backups")
    push(at, Qt.Key.Key_G)
    settle(at.page, at.qtbot)
    assert len(list_backups(store.path)) == 1
    assert "1 份备份" in pane.said()


def test_who_wants_no_second_place_is_not_asked_again(
    store: Store, opened: Callable[[], SimpleNamespace], data: DataFolder
) -> None:
    take(store, DocumentNumber(CODE, YEAR, 1))
    back_up(store, "use")
    at = opened()
    answers(at.window.messages, SECOND_TOPIC)["不用了"].click()
    assert load_settings(data).second_asked
    at.window.register.open()
    assert at.window.messages.sentence(SECOND_TOPIC) == ""


@pytest.mark.full
def test_a_restore_is_shown_before_it_happens(store: Store, opened: Callable[[], SimpleNamespace]) -> None:
    take(store, DocumentNumber(CODE, YEAR, 1))
    back_up(store, "use")
    take(store, DocumentNumber(CODE, YEAR, 2))
    at = opened()
    pane = view(at, "backups")
    size = sum(file.stat().st_size for file in store.backups.iterdir())
    assert pane.space() == f"备份共占 {size_text(size)}，最多占 4 GB，再多就先清掉最早的。"
    push(at, Qt.Key.Key_R)
    assert len(list_backups(store.path)) == 1, "nothing is restored that was not looked at"
    push(at, Qt.Key.Key_L)
    settle(at.page, at.qtbot)
    model = pane.changes.model()
    assert [model.index(0, at_column).data() for at_column in range(3)] == ["朝民函〔2023〕2号", "已被占用", "没有"]
    assert model.index(0, 3).data() == "已被占用", "what is carried over stands beside it"
    assert len(list_backups(store.path)) == 1
    push(at, Qt.Key.Key_R)
    settle(at.page, at.qtbot)
    assert "已恢复" in pane.said()
    assert any(backup.why == "restore" for backup in list_backups(store.path))
    states = {entry.number.serial: entry.origin for entry in read_ledger(store).entries}
    assert states == {1: "office", 2: "restore"}, "a number given since the backup is not given again"


@pytest.mark.full
def test_the_report_is_copied_and_saved_as_a_picture_and_a_table(
    store: Store, opened: Callable[[], SimpleNamespace], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number, days in (("1", 10), ("2", -5)):
        add_case(store, case(number, f"第{number}号", days))
    at = opened()
    pane = view(at, "report")
    lines = {line[0]: line[1:] for line in pane.lines()}
    assert lines["应办"][-1] == "2"
    assert lines["已超期没有答复"][-1] == "1"
    push(at, Qt.Key.Key_C)
    assert "应办\t2\t2" in QApplication.clipboard().text()
    picture, table = tmp_path / "图.png", tmp_path / "表.xlsx"
    answer_with(monkeypatch, "getSaveFileName", picture)
    push(at, Qt.Key.Key_P)
    assert QImage(str(picture)).width() > 0
    assert "应办 2" in pane.chart.accessibleDescription()
    answer_with(monkeypatch, "getSaveFileName", table)
    push(at, Qt.Key.Key_X)
    settle(at.page, at.qtbot)
    assert table.exists()


def test_letters_whose_cases_were_not_entered_are_told_beside_the_figures(
    store: Store, letter: ReplyLetter, opened: Callable[[], SimpleNamespace], out: Path
) -> None:
    issue_letter(store, letter, out, "one")
    at = opened()
    pane = view(at, "report")
    lines = {line[0]: line[1:] for line in pane.lines()}
    assert (lines["应办"][-1], lines["发出的答复"][-1]) == ("0", "1")
    (told,) = [words for words in words_in(at.page) if "案件没有登记" in words]
    assert "有 1 封" in told
    add_case(store, replace(case("176", "关于社区治理的提案", 30), session=session_text(letter)))
    pane.load()
    settle(at.page, at.qtbot)
    assert not [words for words in words_in(at.page) if "案件没有登记" in words]


@pytest.mark.full
def test_the_ledger_is_printed_with_its_head_on_every_page(
    store: Store, opened: Callable[[], SimpleNamespace], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for serial in range(1, LONG_LEDGER + 1):
        take(store, DocumentNumber(CODE, YEAR, serial))
    paper = tmp_path / "登记簿.pdf"

    def accept(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        dialog.printer().setOutputFileName(str(paper))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    at = opened()
    push(at, Qt.Key.Key_P)
    with pymupdf.open(paper) as printed:
        pages = [unicodedata.normalize("NFKC", str(page.get_text())) for page in printed]
        assert printed[0].rect.width > printed[0].rect.height
    assert len(pages) > 1
    assert all("发文字号" in page for page in pages)
    assert f"{LONG_LEDGER}号" in pages[-1]


class ManyRows(Registry):
    """A register of many rows that counts how many it was asked for."""

    fetched = 0

    def search(self, query: Query) -> Found:
        rows = tuple(made(number) for number in range(query.offset, min(query.offset + query.limit, MANY)))
        self.fetched += len(rows)
        return Found(rows, MANY)

    def years(self) -> tuple[int, ...]:
        return (YEAR,)


def made(number: int) -> Row:
    return Row(
        id=number, case_key="", letter_key="", number=DocumentNumber(INVENTED.code, YEAR, number + 1), occurrence=1,
        kind="", role="", session="", proposal=str(number), subject="", title="", proposers="", state="taken",
        assigned=None, due=None, date=None, outcome="", disclosure="", path="", version=1, at="",
    )  # fmt: skip


def test_of_twenty_thousand_rows_only_those_in_view_are_fetched_and_painted(
    open_window: Open, data: DataFolder, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window: MainWindow = open_window(office(sample("seed_letter"), tmp_path))
    registry = ManyRows(data)
    window.register.use(registry)
    keyboard.shortcut(Qt.Key.Key_L)
    page = window.register.page
    assert isinstance(page, RegisterPage)
    settle(page, qtbot)
    model = page.ledger.model
    asked: set[int] = set()
    ask = type(model).data

    def counted(self: object, index: object, role: int = 0) -> object:
        asked.add(index.row())  # pyright: ignore[reportAttributeAccessIssue]
        return ask(self, index, role)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(type(model), "data", counted)
    assert model.rowCount() == MANY
    page.ledger.table.setFocus()
    page.ledger.table.repaint()
    keyboard.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: model.row(MANY - 1) is not None)
    row = page.ledger.row()
    assert row is not None
    assert row.proposal == str(MANY - 1)
    assert registry.fetched <= FEW_PAGES * PAGE
    assert len(asked) < PAGE


def test_backups_are_made_while_the_window_is_used_and_a_failure_is_one_sentence(
    open_window: Open, data: DataFolder, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    window: MainWindow = open_window(office(sample("seed_letter"), tmp_path))
    take(store, DocumentNumber(CODE, YEAR, 1))
    timer = BackupTimer(window.register.registry(), window.messages, window)
    timer.back_up()
    qtbot.waitUntil(lambda: not timer.busy)
    assert len(list_backups(store.path)) == 1
    timer.back_up()
    qtbot.waitUntil(lambda: not timer.busy)
    assert len(list_backups(store.path)) == 1, "nothing has changed since"
    other = DataFolder(tmp_path / "other")
    other.register.parent.mkdir(parents=True)
    other.register.write_bytes(b"not a database at all" * 100)
    broken = BackupTimer(Registry(other), window.messages, window)
    broken.back_up()
    qtbot.waitUntil(lambda: not broken.busy)
    assert "备份" in window.messages.sentence(TOPIC)
