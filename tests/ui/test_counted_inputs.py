"""How much a clerk enters until a letter is there, counted at the real window driven by keys.

An input is a field that is typed into, a choice that is made, a button that is pressed. What only leads there is none:
Tab and arrow keys, and Enter on the case that is answered. `pytest -s` prints the numbers.
"""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from letter.derived import agency_defaults
from letter.model import Block, DocumentNumber, Proposal, Proposers
from register.cases import add_case, find_case
from register.letters import versions_of
from register.store import Store
from register.values import Case
from services.clock import today
from services.data_folder import DataFolder
from services.making import make_file, new_letter, target_in
from services.registering import open_register
from services.settings import Settings
from tests.letters import sample
from tests.ui.conftest import Open, office, page
from tests.ui.keyboard import Keyboard
from tests.ui.looking import page_shown, shown_in
from ui.letter.issue_panel import IssuePanel
from ui.register.page import RegisterPage
from ui.start.page import StartPage

PLAIN, ALT, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FEW_STOPS = 5
MOST_OF_SECOND, MOST_OF_CASE, MOST_OF_FIRST = 5, 3, 9


@pytest.fixture
def store(data: DataFolder) -> Store:
    return open_register(data)


def tell(keyboard: Keyboard, what: str) -> int:
    """Print how many inputs there were and return it."""
    print(f"{what}: {len(keyboard.log)} inputs: {keyboard.log}")
    return len(keyboard.log)


def test_the_second_letter_needs_five_inputs(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, out: Path, tmp_path: Path
) -> None:
    first = sample("seed_letter")
    settings = replace(office(first, out, everything=True), cards=Settings().cards)
    window = open_window(settings)
    keyboard.type("201")
    stops = keyboard.tab_to("案由")
    keyboard.type("关于增设社区养老服务站的提案")
    stops += keyboard.tab_to("姓名")
    keyboard.type("赵文涛")
    stops += keyboard.tab_to("答复内容")
    keyboard.type("一、现状\n全市现有社区养老服务站86个。\n二、下一步工作\n2026年计划新增12个。")
    keyboard.shortcut(Qt.Key.Key_G, ALT)
    assert keyboard.log == ["案号", "案由", "姓名", "答复内容", "AltModifier+Key_G"]
    assert tell(keyboard, "the second letter from a stored profile") <= MOST_OF_SECOND
    assert stops <= 2 + FEW_STOPS
    expected = replace(
        new_letter(settings, today()),
        proposals=(Proposal("201", "关于增设社区养老服务站的提案"),),
        proposers=Proposers(("赵文涛",)),
        answer=(
            Block(level=1, heading="现状"),
            Block(text="全市现有社区养老服务站86个。"),
            Block(level=1, heading="下一步工作"),
            Block(text="2026年计划新增12个。"),
        ),
    )
    assert page(window).form.letter() == expected
    made = make_file(expected, target_in(tmp_path, expected))
    qtbot.waitUntil((out / made.name).exists)
    assert (out / made.name).read_bytes() == made.read_bytes()


@pytest.mark.full
@pytest.mark.parametrize("from_register", [False, True])
def test_a_case_is_answered_after_three_inputs(
    from_register: bool, store: Store, qtbot: QtBot, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    case = add_case(
        store,
        Case(
            kind="cppcc_proposal", proposal="201", session="朝阳市政协十二届二次会议", subject="关于公厕的提案",
            proposers="赵文涛", assigned=today(),
        ),
    )  # fmt: skip
    settings = replace(office(sample("seed_letter"), out, everything=True), cards=Settings().cards)
    window = open_window(settings)
    start = page_shown(window, StartPage)
    qtbot.waitUntil(lambda: len(start.cases.list.entries()) == 1)
    if from_register:
        keyboard.press(Qt.Key.Key_L, CTRL)
        register = page_shown(window, RegisterPage)
        qtbot.waitUntil(lambda: not register.busy and register.ledger.row() is not None)
        keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.letter_page is not None)
    keyboard.type("同意。")
    keyboard.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    qtbot.waitUntil(lambda: bool(shown_in(page(window), IssuePanel)))
    keyboard.shortcut(Qt.Key.Key_Return, PLAIN)
    qtbot.waitUntil(lambda: find_case(store, case.key).state == "replied")
    assert keyboard.log == ["答复内容", "ShiftModifier|ControlModifier+Key_Return", "NoModifier+Key_Return"]
    assert tell(keyboard, f"a case from the {'register' if from_register else 'start page'}") <= MOST_OF_CASE
    (version,) = versions_of(store, DocumentNumber("朝民函", today().year, 1))
    assert version.letter is not None
    assert version.letter.proposals == (Proposal("201", "关于公厕的提案"),)
    assert version.letter.proposers == Proposers(("赵文涛",))
    assert version.letter.answer == (Block(text="同意。"),)
    assert version.letter.contact == settings.contact
    assert Path(version.path).is_file()


def test_a_new_office_has_its_first_letter_after_nine_inputs(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window()
    keyboard.type("朝阳市民政局")
    keyboard.shortcut(Qt.Key.Key_Return, PLAIN)
    page(window).form.folder.load(str(out))
    typed = {
        "届": "12", "次会议": "2", "案号": "176", "案由": "关于公厕的提案", "姓名": "李文清", "答复内容": "同意。",
    }  # fmt: skip
    for field, text in typed.items():
        keyboard.tab_to(field)
        keyboard.type(text)
    keyboard.shortcut(Qt.Key.Key_G)
    qtbot.waitUntil(lambda: bool(list(out.glob("*.docx"))))
    assert keyboard.log == ["单位全称", "NoModifier+Key_Return", *typed, "ControlModifier+Key_G"]
    assert tell(keyboard, "a new office's first letter") <= MOST_OF_FIRST
    letter = page(window).form.letter()
    assert letter.agency == agency_defaults("朝阳市民政局")
    assert (letter.session.term, letter.session.meeting) == (12, 2)
    assert letter.proposals == (Proposal("176", "关于公厕的提案"),)
