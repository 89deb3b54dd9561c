"""The cards of the case column: opened and closed by key and mouse, remembered, and open wherever the clerk must go."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from letter.model import Header
from services.data_folder import DataFolder
from services.settings import Settings, load_settings
from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import button, overlaps, settle, shown_in
from ui.shell.main_window import WIDTH

ALT = Qt.KeyboardModifier.AltModifier
CLOSED = Settings().cards


@pytest.fixture
def closed(writing: SimpleNamespace) -> SimpleNamespace:
    """A letter of which only the first card is open, as in a new office."""
    writing.form.show_cards(CLOSED)
    writing.form.load(sample("seed_letter"))
    writing.cards = writing.form.column.cards
    settle()
    return writing


def test_a_closed_card_says_in_one_line_what_is_in_it(closed: SimpleNamespace) -> None:
    said = {name: card.summary.whole() for name, card in closed.cards.items()}
    assert said["head"] == "朝民函〔2023〕32号"
    assert said["signing"] == "2023年3月21日 · 周岚 0421-2810000 · 主动公开"
    assert said["imprint"] == "抄送 2 个单位 · 共印 6 份"
    assert [name for name, card in closed.cards.items() if card.summary.isVisible()] == ["head", "signing", "imprint"]
    closed.form.load(replace(sample("seed_letter"), document_date=None))
    assert closed.cards["signing"].summary.whole().startswith("日期未定 · ")


def test_headings_are_reached_by_tab_and_arrows_and_open_by_enter_and_space(closed: SimpleNamespace) -> None:
    keyboard = closed.keyboard
    keyboard.tab_to("版头")
    keyboard.press(Qt.Key.Key_Down)
    assert keyboard.field == "署名与联系"
    keyboard.press(Qt.Key.Key_Return)
    assert closed.cards["signing"].is_open
    keyboard.press(Qt.Key.Key_Up)
    keyboard.press(Qt.Key.Key_Space)
    assert closed.cards["head"].is_open
    keyboard.tab()
    assert keyboard.field == "机关代字"
    closed.cards["head"].turn(False)
    assert keyboard.field == "版头", "who was in the card is at its heading now"


def test_a_click_anywhere_in_the_line_opens_a_card(closed: SimpleNamespace) -> None:
    card = closed.cards["imprint"]
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().center())
    assert card.is_open


@pytest.mark.parametrize(
    ("path", "name"), [("header.secrecy", "密级和保密期限"), ("copy_to", "抄送"), ("note", "附注")]
)
def test_a_field_that_is_wanted_opens_its_card(path: str, name: str, closed: SimpleNamespace) -> None:
    closed.form.focus_path(path)
    settle()
    assert closed.keyboard.field == name
    assert closed.keyboard.focus.isVisible()


def test_what_is_rare_is_put_away_until_it_is_asked_for_or_holds_something(closed: SimpleNamespace) -> None:
    form, head = closed.form, closed.cards["head"]
    head.turn(True)
    fields = [form.head.fields[f"header.{part}"] for part in ("copy_number", "secrecy", "urgency")]
    assert [field.isVisible() for field in fields] == [False, False, False]
    form.load(replace(sample("seed_letter"), header=Header(secrecy="机密★1年")))
    assert [field.isVisible() for field in fields] == [False, True, False]
    button(form, "版头 更多：份号、密级、紧急程度").click()
    assert [field.isVisible() for field in fields] == [True, True, True]
    assert not shown_in(form, QAbstractButton, "版头 更多：份号、密级、紧急程度")
    assert not form.folder.isVisible()


@pytest.mark.parametrize(
    ("card", "words", "first"),
    [("head", "更多：份号、密级、紧急程度", "份号"), ("signing", "更多：联合发文", "联合发文单位")],
)
def test_whoever_asks_for_what_is_rare_goes_on_in_it(
    card: str, words: str, first: str, closed: SimpleNamespace
) -> None:
    closed.cards[card].turn(True)
    more = button(closed.form, f"{closed.cards[card].heading.text()} {words}")
    more.setFocus()
    closed.keyboard.press(Qt.Key.Key_Space)
    settle()
    assert closed.keyboard.field == first
    more.setFocus()
    closed.keyboard.press(Qt.Key.Key_Space)
    assert closed.keyboard.focus is more, "put away again it stays where it is"


@pytest.mark.parametrize("rare", [False, True])
def test_no_card_is_pressed_together_however_high_the_window_is(rare: bool, closed: SimpleNamespace) -> None:
    for card in closed.cards.values():
        card.turn(True)
        card.show_rare(rare)
    for height in range(520, 1600, 24):
        closed.page.window().resize(WIDTH, height)
        settle()
        for name, card in closed.cards.items():
            more = card.more
            assert not more.isVisible() or more.height() >= more.fontMetrics().height(), (name, height)
            assert card.height() >= card.sizeHint().height(), (name, height)
        assert overlaps(closed.form.column) == [], height


def test_a_problem_in_what_was_put_away_is_shown(closed: SimpleNamespace) -> None:
    form = closed.form
    form.load(sample("seed_letter"), {"header.copy_number": "第十二份"})
    closed.cards["head"].turn(True)
    assert form.head.fields["header.copy_number"].isVisible()


def test_which_cards_are_open_is_remembered_at_once(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(replace(seed_office(out), cards=CLOSED))
    keyboard.shortcut(Qt.Key.Key_4, ALT)
    button(page(window).form, "署名与联系 更多：联合发文").click()
    assert set(load_settings(data).cards) == {"case", "signing", "signing.more"}
    window.close()
    again = open_window()
    assert set(page(again).form.open_cards()) == {"case", "signing", "signing.more"}


def test_the_column_folds_to_icons_that_open_it_at_their_card(closed: SimpleNamespace) -> None:
    form, keyboard = closed.form, closed.keyboard
    keyboard.shortcut(Qt.Key.Key_1)
    settle()
    assert form.column.folded
    assert keyboard.field == "答复内容"
    button(form, "打开“版记”").click()
    settle()
    assert not form.column.folded
    assert keyboard.field == "抄送"
    keyboard.shortcut(Qt.Key.Key_1)
    keyboard.shortcut(Qt.Key.Key_1)
    settle()
    assert not form.column.folded
