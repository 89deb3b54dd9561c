"""Checks speak beside a field as one leaves it; dates as clerks write them; lists in the order in which they print."""

import datetime
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from letter.model import Proposers
from services.clock import today
from tests.letters import sample
from tests.ui.conftest import shown
from tests.ui.looking import beneath
from ui.fields.readers import day_reader

ALT = Qt.KeyboardModifier.AltModifier


def message(writing: SimpleNamespace, section: str, path: str) -> str:
    """Return what is said beneath a field."""
    return beneath(getattr(writing.form, section).row_of(path))[0]


def remark(writing: SimpleNamespace, path: str) -> str:
    """Return the calm sentence beneath a field of the imprint."""
    return beneath(writing.form.imprint.row_of(path))[1]


def test_a_check_waits_until_the_field_is_left_and_then_stays_until_it_is_right(writing: SimpleNamespace) -> None:
    keyboard, field = writing.keyboard, ("signing", "document_date")
    keyboard.tab_to("成文日期")
    keyboard.type("三月下旬")
    assert message(writing, *field) == ""
    assert writing.form.letter().document_date is None
    keyboard.tab()
    assert "请写成" in message(writing, *field)
    keyboard.back()
    keyboard.replace("三月")
    assert "请写成" in message(writing, *field), "a message is not taken away before it is heeded"
    keyboard.type("二十一")
    assert message(writing, *field) == ""


def test_a_check_of_a_number_among_several_and_of_a_name_too_long(writing: SimpleNamespace) -> None:
    keyboard = writing.keyboard
    keyboard.type("长" * 61)
    assert message(writing, "case", "proposals") == ""
    keyboard.tab()
    assert "最多 60 字" in message(writing, "case", "proposals")
    keyboard.tab_to("附注")
    keyboard.replace("长" * 2_001)
    assert message(writing, "signing", "note") == ""
    keyboard.tab()
    assert "最多 2000 字" in message(writing, "signing", "note")


def test_making_says_what_is_wrong_where_the_clerk_still_is(writing: SimpleNamespace) -> None:
    writing.keyboard.tab_to("序号")
    writing.keyboard.type("三十二号")
    assert message(writing, "head", "document_number.serial") == ""
    writing.keyboard.shortcut(Qt.Key.Key_Return)
    assert "请填写" in message(writing, "head", "document_number.serial")


def test_composing_breaks_no_check(writing: SimpleNamespace) -> None:
    keyboard = writing.keyboard
    keyboard.tab_to("成文日期")
    keyboard.type("3-21")
    before = writing.form.letter()
    QApplication.sendEvent(keyboard.focus, QInputMethodEvent("ri", []))
    assert writing.form.letter() == before
    assert message(writing, "signing", "document_date") == ""


@pytest.mark.parametrize("typed", ["3-21", "三月二十一", "3月21日", "2024.3.21", "二〇二四年三月二十一日", "20240321"])
def test_a_date_without_its_year_is_of_the_numbers_year(typed: str, writing: SimpleNamespace) -> None:
    keyboard = writing.keyboard
    keyboard.tab_to("年份")
    keyboard.replace("2024")
    keyboard.tab_to("成文日期")
    keyboard.type(typed)
    keyboard.tab()
    assert writing.form.letter().document_date == datetime.date(2024, 3, 21)
    assert writing.form.signing.fields["document_date"].text() == "2024年3月21日"


def test_today_is_today() -> None:
    assert day_reader(2001).read("今天") == today()
    assert day_reader(None).read("1-1") == datetime.date(today().year, 1, 1)


def test_a_line_of_the_list_moves_with_its_cursor_and_the_list_prints_in_that_order(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    keyboard.tab_to("抄送")
    keyboard.press(Qt.Key.Key_Up, ALT)
    assert form.letter().copy_to is None, "the first line cannot go up"
    keyboard.press(Qt.Key.Key_Down, ALT)
    assert form.letter().copy_to == ("市政协提案委", "市政府办公室（督查室）")
    assert "抄送：市政协提案委，市政府办公室（督查室）。" in remark(writing, "copy_to")
    keyboard.press(Qt.Key.Key_Home)
    keyboard.type("原")
    assert shown(form, "copy_to") == "市政协提案委\n原市政府办公室（督查室）"
    for _ in range(3):
        keyboard.shortcut(Qt.Key.Key_Z)
    assert form.letter().copy_to is None
    keyboard.press(Qt.Key.Key_Down, ALT)
    keyboard.press(Qt.Key.Key_Up, ALT)
    assert form.letter().copy_to is None, "the derived order is the derived list again"


def test_how_the_number_of_copies_comes_about(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    letter = sample("seed_letter")
    form.load(replace(letter, proposers=Proposers(("李文清",), total=5)))
    assert "共 10 份：主送 5、抄送 2、留存 3" in remark(writing, "copy_to")
    keyboard.tab_to("报")
    keyboard.type("省政协提案委")
    assert "共 11 份：主送 5、抄送 2、报 1、留存 3" in remark(writing, "copy_to")
    assert "报：省政协提案委。" in remark(writing, "report_to")
    form.load(replace(letter, printing=replace(letter.printing, copies=20)))
    assert "共 20 份（手工填写），按名单应为 6 份" in remark(writing, "copy_to")
    form.load(replace(letter, agency=replace(letter.agency, copy_separators="enumeration")))
    assert "抄送：市政府办公室（督查室）、市政协提案委。" in remark(writing, "copy_to")
