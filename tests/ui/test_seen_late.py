"""What is done beside the window and seen late: the window is used meanwhile, and what comes of it is the same."""

import re
import threading
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressBar
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from docgen.docx.writer import write_docx
from letter.codec import write_letter
from letter.model import Agency, DocumentNumber
from register.backups import back_up, list_backups
from register.cases import add_case
from register.ledger import read_ledger
from register.numbers import take
from register.search import search
from register.store import Store
from register.values import Query
from services.cancellation import Stop
from services.data_folder import DataFolder
from services.paging import PageSetter
from services.profiles import export_profiles, profile_names
from services.registering import open_register
from services.registry import Registry
from services.settings import Profile, Settings
from tests.letters import sample
from tests.ui.conftest import Open, begin_letter, page, ready, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import answers, button, choose, page_shown, shown_in, words_in
from tests.ui.preview.test_preview import setter
from tests.ui.register.test_register import case, column
from tests.ui.shell.test_window_geometry import drag
from ui.help.page import HelpPage
from ui.letter.issue_panel import IssuePanel
from ui.profile.page import ProfilePage
from ui.register.backup_timer import BackupTimer
from ui.returned.page import ReturnedPage
from ui.shell.main_window import MainWindow
from ui.widgets.background import CANCELLED, TOPIC, Background
from ui.widgets.message_bar import MessageBar

__all__ = ["setter"]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LONGEST_S, LONGEST_MS, NEVER_MS = 60, 20_000, 1_000_000_000
SUBJECT = "案由"
# Opening writes down which cases are in work, and then reads the years; the same is said meanwhile.
# A text that is dropped beside the answer is looked through as a letter first, and then read as text.
TIMES_BEGUN = {"open the register": 2, "read a dropped text": 2}
WRITTEN = "一、加强领导\n成立专班。"
TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")


class Gate:
    """Holds back what is done beside the window until it is let through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Begin open, and before nothing."""
        self.begun: list[str] = []
        self.ended: list[str] = []
        self._monkeypatch = monkeypatch
        self._open = threading.Event()
        self._open.set()

    def put_before_all_work(self) -> None:
        """Stand before whatever is done beside the window and shown to be; from now on nothing is waited for."""
        run = Background.run

        def hold_back(
            work: Background, words: str, act: Callable[[Stop], Any], then: Callable[..., None], **more: Any
        ) -> None:
            run(work, words, lambda stop: self._through(words, lambda: act(stop)), then, **more)

        self._monkeypatch.setattr(Background, "run", hold_back)
        self._monkeypatch.setattr("ui.widgets.background.PATIENCE_S", 0)

    def put_before(self, name: str) -> None:
        """Stand before one of the things that the register does; from now on nothing is waited for."""
        act = getattr(Registry, name)
        self._monkeypatch.setattr(Registry, name, lambda *given: self._through(name, lambda: act(*given)))
        self._monkeypatch.setattr("ui.widgets.background.PATIENCE_S", 0)

    def close(self) -> None:
        """Hold back whatever begins from now on."""
        self._open.clear()
        self.begun.clear()
        self.ended.clear()

    def open(self) -> None:
        """Let everything through."""
        self._open.set()

    def _through(self, words: str, act: Callable[[], Any]) -> Any:
        self.begun.append(words)
        try:
            assert self._open.wait(LONGEST_S)
            return act()
        finally:
            self.ended.append(words)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """A gate before nothing yet; it is open at last, whatever has come of the test."""
    made = Gate(monkeypatch)
    yield made
    made.open()


class Outcome(NamedTuple):
    """All that has come of some work: what its page shows, sentences, files, and the numbers of the register."""

    result: object
    sentences: tuple[str, ...]
    files: dict[str, object]
    numbers: list[tuple[int | None, str]]


class Place:
    """A window with a data folder of its own, and how the clerk acts in it."""

    def __init__(self, folder: Path, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        """Open the window on the seed letter, beside a register with a case and a number."""
        self.folder, self.out = folder, folder / "公文"
        self.out.mkdir(parents=True)
        self.data = DataFolder(folder / "data")
        self.store: Store = open_register(self.data)
        add_case(self.store, case("0301", "关于公厕的提案", 30))
        take(self.store, DocumentNumber("朝民函", 2023, 1), "办公室用")
        self.keyboard, self.qtbot, self._monkeypatch = Keyboard(), qtbot, monkeypatch
        self.opened: list[str] = []
        monkeypatch.setattr("services.opening.open_file", lambda file: self.opened.append(file.name))
        self.window: MainWindow = open_window(_office(self.out), self.data)
        ready(self.window, qtbot)
        seed = sample("seed_letter")
        number = replace(seed.document_number, serial=None)
        begin_letter(self.window).form.load(replace(seed, document_number=number))

    def came_in(self, name: str, content: bytes) -> Path:
        """Return a file that somebody has sent."""
        file = self.folder / name
        file.write_bytes(content)
        return file

    def asked_for(self, file: Path) -> None:
        """Answer every question for a file by this one."""
        for question in ("getOpenFileName", "getSaveFileName"):
            self._monkeypatch.setattr(QFileDialog, question, lambda *_words: (str(file), ""))

    def settle(self) -> None:
        """Wait until nothing is read, done or sought any more."""
        register = self.window.register.page
        self.qtbot.waitUntil(
            lambda: (
                not self.window.work.busy
                and not self.window.letters.busy()
                and not (register and isValid(register) and register.busy)
            ),
            timeout=LONGEST_MS,
        )
        QApplication.processEvents()

    def bar(self) -> MessageBar:
        """Return the bar that shows that something is being done."""
        (found,) = [bar for bar in shown_in(self.window, MessageBar) if shown_in(bar, QProgressBar)]
        return found

    def press(self, name: str) -> None:
        """Press the button of a name on the page that is shown."""
        button(self.window.pages.currentWidget(), name).click()

    def use(self, field: str) -> None:
        """Go to a field by Tab, type there and take it back."""
        self.keyboard.tab_to(field)
        before = self.keyboard.words
        self.keyboard.press(Qt.Key.Key_End)
        self.keyboard.type("甲")
        assert self.keyboard.words == f"{before}甲"
        self.keyboard.press(Qt.Key.Key_Backspace)
        assert self.keyboard.words == before

    def read_the_manual(self) -> None:
        """Open the manual by its key and leave it again."""
        before = self.window.pages.currentWidget()
        self.keyboard.press(Qt.Key.Key_F1)
        page_shown(self.window, HelpPage)
        self.keyboard.press(Qt.Key.Key_Escape)
        assert self.window.pages.currentWidget() is before

    def files(self) -> dict[str, object]:
        """Return what has been written: the cells of a table, of any other file its bytes."""
        return {file.name: _cells(file) if file.suffix == ".xlsx" else file.read_bytes() for file in self.out.iterdir()}

    def outcome(self, result: Callable[["Place"], object]) -> Outcome:
        """Return all that has come of the work; the sentences without the folder, which is the place's own."""
        shown = [text for bar in shown_in(self.window, MessageBar) for text in words_in(bar)]
        sentences = tuple(
            text.replace(str(self.folder), "") for text in (*shown, page(self.window).messages.sentence("made"))
        )
        numbers = [(entry.number.serial, entry.state) for entry in read_ledger(self.store).entries]
        return Outcome(result(self), sentences, self.files(), numbers)


def _office(folder: Path) -> Settings:
    office = seed_office(folder)
    assert office.agency is not None
    return replace(office, profiles=(Profile("信函以外", replace(office.agency, letterhead="document_format")),))


def _cells(file: Path) -> list[list[str]]:
    rows = load_workbook(file).worksheets[0].iter_rows(values_only=True)
    return [[TIME.sub("", str(cell)) for cell in row] for row in rows]


class Scene(NamedTuple):
    """One kind of work: what is said meanwhile, how it is begun and come to, the field that is typed into, its result.

    Where there is no field to type into, the clerk reads the manual meanwhile; again is how the work is begun once
    more where that is not how it was begun.
    """

    words: str
    begin: Callable[[Place], object]
    prepare: Callable[[Place], object] = lambda _place: None
    field: str = SUBJECT
    result: Callable[[Place], object] = lambda place: page(place.window).form.letter()
    again: Callable[[Place], object] | None = None


def _ask_to_issue(place: Place) -> None:
    place.keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    place.settle()


def _panel(place: Place) -> object:
    return [words_in(panel) for panel in shown_in(place.window, IssuePanel)]


def _agree(place: Place, name: str = "发文") -> None:
    (panel,) = shown_in(place.window, IssuePanel)
    button(panel, name).click()


def _correct(place: Place) -> None:
    _ask_to_issue(place)
    _agree(place)
    place.settle()
    page(place.window).form.focus_path("closing")
    place.keyboard.replace("特此函复。")
    _ask_to_issue(place)
    assert place.keyboard.field == "更正的理由"
    place.keyboard.type("领导改了结尾")


def _make(place: Place) -> None:
    place.keyboard.shortcut(Qt.Key.Key_Return)
    place.settle()


def _save_as(place: Place) -> None:
    place.asked_for(place.out / "另存.docx")
    choose(place.window, "另存为…")


def _save_pdf(place: Place) -> None:
    place.asked_for(place.out / "信.pdf")
    choose(place.window, "存为 PDF…")


def _drop_letter(place: Place) -> None:
    drag(place.window, place.came_in("信.json", write_letter(sample("npc_suggestion"))))


def _drop_text(place: Place) -> None:
    drag(place.window, place.came_in("答复.txt", WRITTEN.encode()))


def _come_back(place: Place) -> None:
    place.asked_for(place.came_in("改过的.docx", write_docx(sample("seed_letter"))))
    choose(place.window, "打开…")


def _changes(place: Place) -> object:
    shown = place.window.pages.currentWidget()
    return words_in(shown) if isinstance(shown, ReturnedPage) else None


def _test_sheet(place: Place) -> None:
    choose(place.window, "套印试样")


def _on_printed_paper(place: Place) -> None:
    page(place.window).use_profile(sample("preprinted").agency)
    place.window.enable_actions()


def _profile(place: Place) -> None:
    choose(place.window, "单位档案…")
    ready(place.window, place.qtbot)


def _profiles(place: Place) -> object:
    shown = page_shown(place.window, ProfilePage)
    return profile_names(shown.settings()), shown.bar.said().replace(str(place.folder), "")


def _import_profiles(place: Place) -> None:
    other = Settings(agency=Agency(name="建平县民政局"))
    place.asked_for(export_profiles(other, place.came_in("单位档案.json", b"")))
    place.press("导入…")


def _export_profiles(place: Place) -> None:
    place.asked_for(place.out / "单位档案.json")
    place.press("导出…")


def _open_register(place: Place) -> None:
    place.keyboard.shortcut(Qt.Key.Key_L)


def _open_anew(place: Place) -> None:
    place.keyboard.press(Qt.Key.Key_Escape)
    _open_register(place)


def _register(view: str) -> Callable[[Place], None]:
    def show(place: Place) -> None:
        _open_register(place)
        place.settle()
        assert place.window.register.page is not None
        place.window.register.page.show_view(view)
        place.settle()

    return show


def _rows(place: Place) -> object:
    register = place.window.register.page
    return (column(register, "subject"), register.ledger.status()) if register else None


def _view(place: Place) -> object:
    """Return what is said on the view of the register that is shown, the times of backups aside."""
    return [TIME.sub("", text) for text in words_in(place.window.pages.currentWidget())]


def _export(place: Place) -> None:
    place.asked_for(place.out / "登记簿.xlsx")
    place.press("导出…")


def _save_report(place: Place) -> None:
    place.asked_for(place.out / "统计.xlsx")
    place.press("存为 Excel 表格…")


def _read_table(place: Place) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (("案号", "案由", "提案人"), ("0301", "已有的", "甲"), ("0302", "新来的", "乙")):
        book.active.append(row)
    file = place.came_in("清单.xlsx", b"")
    book.save(file)
    place.asked_for(file)
    place.press("交办清单…")


def _table_read(place: Place) -> None:
    _register("import")(place)
    _read_table(place)
    place.settle()


def _cases(place: Place) -> object:
    return sorted(row.proposal for row in search(place.store, Query()).rows), _view(place)


def _backups(place: Place) -> object:
    return [backup.why for backup in list_backups(place.store.path)], _view(place)


def _looked_at(place: Place) -> None:
    back_up(place.store, "use")
    take(place.store, DocumentNumber("朝民函", 2023, 2), "")
    _register("backups")(place)
    place.press("预览变化")
    place.settle()


SCENES = {
    "make": Scene("正在生成……", lambda place: place.keyboard.shortcut(Qt.Key.Key_Return)),
    "save as": Scene("正在生成……", _save_as),
    "save as PDF": Scene("正在写 PDF……", _save_pdf),
    "open in Word": Scene(
        "正在打开“*.docx”……", lambda place: choose(place.window, "用 Word 打开"), _make,
        result=lambda place: place.opened,
    ),
    "ask to issue": Scene("正在查登记簿……", lambda place: choose(place.window, "发文…"), result=_panel),
    "issue": Scene("正在发文……", _agree, _ask_to_issue),
    "correct": Scene("正在发文……", lambda place: _agree(place, "登记更正"), _correct),
    "open a letter file": Scene("正在读“信.json”……", _drop_letter),
    "read a dropped text": Scene("正在读“答复.txt”……", _drop_text),
    "open what came back": Scene("正在读“改过的.docx”……", _come_back, result=_changes),
    "test sheet": Scene("正在写“套印试样.docx”……", _test_sheet, _on_printed_paper),
    "import profiles": Scene("正在读“单位档案.json”……", _import_profiles, _profile, "单位全称", _profiles),
    "export profiles": Scene("正在写“单位档案.json”……", _export_profiles, _profile, "单位全称", _profiles),
    "open the register": Scene("正在打开登记簿……", _open_register, field="查找", result=_rows, again=_open_anew),
    "export the register": Scene("正在写“登记簿.xlsx”……", _export, _register("ledger"), "查找", _rows),
    "save the report": Scene("正在写“统计.xlsx”……", _save_report, _register("report"), "", _view),
    "read a table": Scene("正在读“清单.xlsx”……", _read_table, _register("import"), "", _view),
    "take a table in": Scene("正在导入……", lambda place: place.press("导入"), _table_read, "", _cases),
    "back up": Scene("正在备份……", lambda place: place.press("现在备份"), _register("backups"), "", _backups),
    "restore": Scene("正在恢复……", lambda place: place.press("恢复这一份"), _looked_at, "", _backups),
}  # fmt: skip
CHANGES = (
    ("export the register", "export"), ("save the report", "export_table"), ("take a table in", "take_in"),
    ("back up", "back_up"), ("restore", "restore"),
)  # fmt: skip
Arrive = Callable[[Scene, str], Place]


@pytest.fixture
def arrive(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, setter: PageSetter
) -> Arrive:
    """Return a function that opens a window in a folder of its own and comes to where some work is begun."""
    # No backup is made unasked while a slow machine tests.
    monkeypatch.setattr("ui.register.backup_timer.FIRST_MS", NEVER_MS)

    def come(scene: Scene, folder: str) -> Place:
        place = Place(tmp_path / folder, open_window, qtbot, monkeypatch)
        scene.prepare(place)
        place.settle()
        return place

    return come


def quick(scene: Scene, arrive: Arrive) -> Outcome:
    """Return what comes of the work when it is done at once."""
    place = arrive(scene, "quick")
    scene.begin(place)
    place.settle()
    found = place.outcome(scene.result)
    place.window.close()
    return found


def held_back(
    scene: Scene, arrive: Arrive, gate: Gate, offered: tuple[str, ...] = ("取消",)
) -> tuple[Place, MessageBar]:
    """Begin the work behind a closed gate; return the place, and the bar that shows that it is being done."""
    place = arrive(scene, "late")
    gate.close()
    scene.begin(place)
    # A line that comes to others in the bar is shown with the next event.
    QApplication.processEvents()
    bar = place.bar()
    assert fnmatch(bar.sentence(TOPIC), scene.words)
    assert tuple(answers(bar, TOPIC)) == offered
    return place, bar


@pytest.mark.full
@pytest.mark.parametrize("name", SCENES)
def test_what_is_seen_late_is_the_same(name: str, arrive: Arrive, gate: Gate) -> None:
    scene = SCENES[name]
    wanted = quick(scene, arrive)
    gate.put_before_all_work()
    place, bar = held_back(scene, arrive, gate)
    if scene.field:
        place.use(scene.field)
    else:
        place.read_the_manual()
    scene.begin(place)
    assert fnmatch(bar.sentence(TOPIC), scene.words), "it is still being done"
    assert place.outcome(scene.result) != wanted
    gate.open()
    place.settle()
    assert bar.sentence(TOPIC) == ""
    begun = [words for words in gate.begun if fnmatch(words, scene.words)]
    assert len(begun) == TIMES_BEGUN.get(name, 1), "nothing is begun twice"
    found = place.outcome(scene.result)
    # What is said of a file that was made before goes when the clerk types.
    assert (found._replace(sentences=()) if name == "open in Word" else found) == (
        wanted._replace(sentences=()) if name == "open in Word" else wanted
    )


# What Word is asked to open comes up whenever it does; no file is changed by it.
@pytest.mark.full
@pytest.mark.parametrize("name", [name for name in SCENES if name != "open in Word"])
def test_what_is_given_up_leaves_nothing_and_can_be_begun_again(name: str, arrive: Arrive, gate: Gate) -> None:
    scene = SCENES[name]
    wanted = quick(scene, arrive)
    gate.put_before_all_work()
    place, bar = held_back(scene, arrive, gate)
    before = place.outcome(scene.result)
    answers(bar, TOPIC)["取消"].click()
    assert bar.sentence(TOPIC) == CANCELLED
    gate.open()
    place.qtbot.waitUntil(lambda: len(gate.ended) == len(gate.begun) > 0)
    QApplication.processEvents()
    assert place.outcome(scene.result)._replace(sentences=()) == before._replace(sentences=())
    (scene.again or scene.begin)(place)
    place.settle()
    assert place.outcome(scene.result) == wanted


@pytest.mark.full
@pytest.mark.parametrize(("name", "act"), CHANGES)
def test_a_change_of_the_register_that_has_begun_is_waited_for(name: str, act: str, arrive: Arrive, gate: Gate) -> None:
    scene = SCENES[name]
    wanted = quick(scene, arrive)
    gate.put_before(act)
    place, bar = held_back(scene, arrive, gate, offered=())
    place.qtbot.waitUntil(lambda: gate.begun == [act])
    place.window.work.cancel()
    assert fnmatch(bar.sentence(TOPIC), scene.words), "it is not said to be given up"
    gate.open()
    place.settle()
    assert place.outcome(scene.result) == wanted


@pytest.mark.full
def test_what_is_sought_is_found_late_and_only_what_was_typed_last(arrive: Arrive, gate: Gate) -> None:
    gate.put_before("search")
    place = arrive(Scene("", _open_register, _register("ledger")), "late")
    register = place.window.register.page
    assert register is not None
    before = _rows(place)
    gate.close()
    place.keyboard.tab_to("查找")
    place.keyboard.type("没有")
    place.qtbot.waitUntil(lambda: gate.begun == ["search"])
    assert _rows(place) == before, "what was found before stays until then"
    place.keyboard.replace("公厕")
    place.qtbot.waitUntil(lambda: gate.begun == ["search", "search"])
    assert (place.keyboard.field, place.keyboard.words) == ("查找", "公厕")
    assert _rows(place) == before
    gate.open()
    place.settle()
    place.qtbot.waitUntil(lambda: len(gate.ended) == len(gate.begun))
    QApplication.processEvents()
    assert column(register, "subject") == ["关于公厕的提案"]


def test_the_register_is_backed_up_late_and_nobody_is_disturbed(arrive: Arrive, gate: Gate) -> None:
    gate.put_before("back_up_if_due")
    place = arrive(Scene("", _open_register), "late")
    timer = BackupTimer(Registry(place.data), place.window.messages, place.window)
    gate.close()
    timer.back_up()
    place.use(SUBJECT)
    assert not shown_in(place.window, QProgressBar), "nobody has asked for it"
    timer.back_up()
    gate.open()
    place.qtbot.waitUntil(lambda: not timer.busy, timeout=LONGEST_MS)
    assert gate.begun == ["back_up_if_due"]
    assert [backup.why for backup in list_backups(place.store.path)] == ["use"]
    assert words_in(place.window.messages) == []
