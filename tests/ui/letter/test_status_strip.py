"""The strip above a letter and the title of the window: one look tells how the letter stands."""

import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from register.cases import add_case
from register.values import Case
from services.clock import today
from services.data_folder import DataFolder
from services.draft import Draft, load_drafts
from services.registering import open_register
from tests.letters import sample
from tests.ui.conftest import Open, begin_letter, office, page, seed_office
from tests.ui.keyboard import Keyboard
from ui.letter.page import LetterPage
from ui.letter.status_strip import StatusStrip
from ui.preview.controller import BOTH
from ui.widgets.pill import URGENT_DAYS

SESSION = "市政协十二届二次会议"
A_DAY = datetime.timedelta(days=1)


def state(page: LetterPage) -> tuple[str, str]:
    """Return what the strip says of a letter's state, and in which tone."""
    return page.strip.state.text(), page.strip.state.property("tone")


def test_a_letter_is_a_draft_until_it_is_made_and_again_when_it_is_changed(
    open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    letter_page = page(open_window(seed_office(out)))
    letter_page.form.load(replace(sample("seed_letter"), document_date=None))
    assert state(letter_page) == ("草稿", "pill")
    assert letter_page.make()
    assert state(letter_page) == ("已生成", "soft")
    keyboard.tab_to("案由")
    keyboard.type("改")
    assert state(letter_page) == ("草稿", "pill")


def test_an_issued_letter_cannot_be_mistaken_for_a_draft_even_while_it_is_changed(
    open_window: Open, keyboard: Keyboard, qtbot: QtBot, out: Path
) -> None:
    letter_page = page(open_window(seed_office(out)))
    letter = sample("seed_letter")
    number = replace(letter.document_number, year=today().year, serial=None)
    letter_page.form.load(replace(letter, document_date=today(), document_number=number))
    assert letter_page.strip.number.whole() == f"朝民函〔{today().year}〕—号"
    letter_page.issue()
    qtbot.waitUntil(lambda: not letter_page.work.busy)
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not letter_page.work.busy)
    assert state(letter_page) == ("已发文", "green")
    assert letter_page.strip.number.whole() == f"朝民函〔{today().year}〕1号"
    assert letter_page.strip.saved.text().startswith("已存 "), "nothing is unsaved after 发文"
    keyboard.tab_to("案由")
    keyboard.type("改")
    assert state(letter_page) == ("已发文，改动还没有登记", "amber")
    keyboard.shortcut(Qt.Key.Key_Z)
    assert state(letter_page) == ("已发文", "green")
    letter_page.turn_to()
    assert state(letter_page) == ("草稿", "pill")


@pytest.mark.parametrize(
    ("left", "words", "tone"),
    [
        (URGENT_DAYS + 1, "剩 6 天 · ", "pill"), (URGENT_DAYS, "剩 5 天 · ", "amber"), (1, "剩 1 天 · ", "amber"),
        (0, "今天到期", "amber"), (-1, "逾期 1 天 · ", "red"), (-40, "逾期 40 天 · ", "red"),
    ],
)  # fmt: skip
def test_few_days_are_amber_none_are_red_and_always_in_words(qtbot: QtBot, left: int, words: str, tone: str) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.tell_due(today() + left * A_DAY, today())
    assert not strip.days.isHidden()
    assert strip.days.text().startswith(words)
    assert strip.days.property("tone") == tone
    strip.tell_due(None, today())
    assert strip.days.isHidden()


@pytest.fixture
def known(
    open_window: Open, data: DataFolder, keyboard: Keyboard, out: Path, monkeypatch: pytest.MonkeyPatch
) -> SimpleNamespace:
    """A letter beside a register that has a case for it."""
    monkeypatch.setattr("ui.letter.known_case.WAIT_MS", 50)
    case = Case(
        kind="cppcc_proposal", proposal="176", session=SESSION, subject="建议", due_override=today() + 3 * A_DAY
    )
    add_case(open_register(data), case)
    window = open_window(office(sample("seed_letter"), out, everything=True))
    opened = begin_letter(window)
    window.register.registry().store()
    return SimpleNamespace(window=window, page=opened, keyboard=keyboard)


@pytest.mark.full
def test_the_days_come_from_the_register_as_soon_as_the_number_is_known(known: SimpleNamespace, qtbot: QtBot) -> None:
    assert known.page.strip.days.isHidden()
    known.keyboard.tab_to("案号")
    known.keyboard.type("176")
    qtbot.waitUntil(lambda: known.page.strip.days.isVisible())
    assert known.page.strip.days.text().startswith("剩 3 天")
    known.keyboard.replace("177")
    qtbot.waitUntil(lambda: not known.page.strip.days.isVisible())


def test_what_is_amiss_is_counted_and_leads_to_the_preview(open_window: Open, qtbot: QtBot, out: Path) -> None:
    letter_page = page(open_window(seed_office(out)))
    title = "朝阳市民政局关于某某某某某某某\n朝阳市民政局关于某某某某某某某"
    letter_page.form.load(replace(sample("seed_letter"), title=title))
    letter_page.preview.follow()
    count = int(letter_page.strip.amiss.text().split()[1])
    assert count == len(letter_page.strip.amiss.accessibleDescription().split("\n")) > 0
    assert "标题没有排成梯形或菱形" in letter_page.strip.amiss.accessibleDescription()
    QTest.mouseClick(letter_page.strip.amiss, Qt.MouseButton.LeftButton)
    assert letter_page.preview.mode == BOTH


def test_another_letter_on_the_same_page_has_its_own_count(open_window: Open, out: Path) -> None:
    letter_page = page(open_window(seed_office(out)))
    title = "朝阳市民政局关于某某某某某某某\n朝阳市民政局关于某某某某某某某"
    letter_page.form.load(replace(sample("seed_letter"), title=title))
    letter_page.preview.follow()
    before = letter_page.strip.amiss.accessibleDescription()
    letter_page.turn_to(Draft(sample("seed_letter")))
    assert "标题没有排成梯形或菱形" in before
    assert "标题没有排成梯形或菱形" not in letter_page.strip.amiss.accessibleDescription()


def test_what_is_undone_is_saved(open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path) -> None:
    letter_page = page(open_window(seed_office(out)))
    keyboard.tab_to("提出单位")
    keyboard.type("民建市委")
    assert letter_page.keeper.flush()
    keyboard.shortcut(Qt.Key.Key_Z)
    assert letter_page.keeper.waiting
    assert letter_page.keeper.flush()
    (kept,), _ = load_drafts(data)
    assert kept.draft.letter == letter_page.form.letter()
    assert "民建市委" not in str(kept.draft)
    keyboard.shortcut(Qt.Key.Key_Y)
    assert letter_page.keeper.waiting, "what is done again too"


def test_the_title_names_the_letter_and_a_dot_tells_what_is_not_saved(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(seed_office(out))
    assert window.windowTitle() == "新信 — 复函"
    keyboard.tab_to("案号")
    keyboard.type("176")
    assert window.windowTitle() == "● 176号 — 复函"
    assert page(window).strip.saved.text() == "未存"
    keyboard.shortcut(Qt.Key.Key_S)
    assert window.windowTitle() == "176号 — 复函"
    assert page(window).strip.saved.text().startswith("已存 ")
    assert len(list(data.drafts.glob("*.json"))) == 1, "Ctrl+S has saved it at once"
    keyboard.tab_to("案由")
    keyboard.type("关于养老服务的建议")
    assert window.windowTitle() == "● 176号 关于养老服务的建议 — 复函"
    window.show_help()
    assert window.windowTitle() == "复函", "the manual is no letter"
