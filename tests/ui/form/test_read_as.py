"""What is read otherwise than typed is told beside the field, and what a text says of other fields goes there."""

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from letter.derived import salutation, title
from letter.model import Proposal, Session
from register.values import Case
from ui.fields.group import FieldGroup
from ui.fields.line import LineField
from ui.register.forms import CASE_ROWS


def field(writing: SimpleNamespace, path: str) -> LineField:
    return writing.form.case.field(path, LineField)


def told(writing: SimpleNamespace, path: str) -> list[str]:
    row = writing.form.case.row_of(path)
    return [
        label.text() for label in row.findChildren(QLabel) if label.text().startswith("读作") and not label.isHidden()
    ]


def test_names_set_apart_are_told_and_what_was_typed_stays(writing: SimpleNamespace) -> None:
    writing.keyboard.tab_to("姓名")
    writing.keyboard.replace("李　娜、张 伟（民盟）")
    assert told(writing, "proposers.people") == ["读作：李娜、张伟"]
    writing.keyboard.tab()
    assert field(writing, "proposers.people").text() == "李　娜、张 伟（民盟）"
    assert writing.form.letter().proposers.people == ("李娜", "张伟")
    assert told(writing, "proposers.people") == ["读作：李娜、张伟"]


@pytest.mark.parametrize("typed", ["李文清、王小明", "李文清，王小明", "李文清"])
def test_ordinary_names_are_told_nothing(writing: SimpleNamespace, typed: str) -> None:
    writing.keyboard.tab_to("姓名")
    writing.keyboard.replace(typed)
    assert told(writing, "proposers.people") == []
    writing.keyboard.tab()
    assert field(writing, "proposers.people").text() == typed.replace("，", "、")


def test_names_pasted_with_their_number_fill_both_fields(writing: SimpleNamespace) -> None:
    writing.keyboard.tab_to("姓名")
    writing.keyboard.replace("王芳、李明等3名委员")
    assert salutation(writing.form.letter()) == "王芳、李明等3名委员："
    assert told(writing, "proposers.people") == ["读作：王芳、李明，等 3 名"]
    writing.keyboard.tab()
    assert (field(writing, "proposers.people").text(), field(writing, "proposers.total").text()) == ("王芳、李明", "3")
    writing.keyboard.replace("5")
    assert writing.form.letter().proposers.total == 5
    writing.form.undo()
    writing.form.undo()
    assert writing.form.letter().proposers.total is None


def test_a_number_that_is_typed_away_again_is_as_it_was(writing: SimpleNamespace) -> None:
    writing.keyboard.tab_to("姓名")
    writing.keyboard.replace("王芳等3名")
    assert writing.form.letter().proposers.total == 3
    writing.keyboard.replace("王芳")
    assert writing.form.letter().proposers.total is None


def test_organizations_among_the_names_go_to_their_own_field(writing: SimpleNamespace) -> None:
    writing.keyboard.tab_to("姓名")
    for typed in ("民盟", "民盟朝阳市委", "民盟朝阳市委、李文清"):
        writing.keyboard.replace(typed)
    proposers = writing.form.letter().proposers
    assert (proposers.people, proposers.organizations) == (("李文清",), ("民盟朝阳市委",))
    writing.keyboard.tab()
    assert field(writing, "proposers.organizations").text() == "民盟朝阳市委"


def test_names_pasted_line_by_line_are_several(writing: SimpleNamespace) -> None:
    writing.keyboard.tab_to("姓名")
    writing.keyboard.replace("")
    writing.keyboard.paste("李文清\n王小明\n古丽•阿不都")
    assert writing.form.letter().proposers.people == ("李文清", "王小明", "古丽·阿不都")


@pytest.mark.parametrize(
    ("typed", "number", "words"),
    [
        ("第55号", "55", ["读作：55"]),
        ("第０５５号", "055", ["读作：055"]),
        ("0176", "0176", []),
        ("平字12", "平字12", []),
    ],
)
def test_a_number_of_a_paper_is_told(writing: SimpleNamespace, typed: str, number: str, words: list[str]) -> None:
    writing.keyboard.tab_to("案号")
    writing.keyboard.replace(typed)
    assert told(writing, "proposals") == words
    writing.keyboard.tab()
    assert writing.form.case.proposals.rows[0].number.text() == typed
    assert writing.form.letter().proposals[0] == Proposal(number, writing.form.letter().proposals[0].subject)


def test_a_session_by_its_full_name_fills_its_fields(writing: SimpleNamespace) -> None:
    writing.keyboard.tab_to("会议")
    writing.keyboard.replace("政协喀左县第十三届委员会第四次会议")
    assert told(writing, "session.body") == ["读作：喀左县政协十三届四次会议"]
    assert writing.form.letter().session == Session("喀左县政协", 13, 4)
    assert "喀左县政协十三届四次会议" in title(writing.form.letter())
    writing.keyboard.tab()
    shown = [field(writing, f"session.{part}").text() for part in ("body", "term", "meeting")]
    assert shown == ["喀左县政协", "13", "4"]
    assert told(writing, "session.body") == []


def test_an_ordinary_body_stays(writing: SimpleNamespace) -> None:
    before = writing.form.letter().session
    writing.keyboard.tab_to("会议")
    writing.keyboard.replace("喀左县政协")
    assert told(writing, "session.body") == []
    assert writing.form.letter().session == Session("喀左县政协", before.term, before.meeting)


@pytest.mark.parametrize(
    ("path", "typed", "words", "kept"),
    [
        ("session", "政协朝阳市第十二届委员会第二次会议", "读作：朝阳市政协十二届二次会议", None),
        ("proposers", "李　娜、古丽•阿不都等五人", "读作：李娜、古丽·阿不都，等 5 名", None),
        ("proposal", "第０５５号", "读作：055", "055"),
        ("session", "朝阳市政协十二届二次会议", "", None),
        ("proposers", "李文清、市工商联", "读作：市工商联、李文清", None),
    ],
)
def test_the_form_of_a_case_tells_the_same(qtbot: QtBot, path: str, typed: str, words: str, kept: str | None) -> None:
    group = FieldGroup("", CASE_ROWS)
    qtbot.addWidget(group)
    case = Case(kind="cppcc_proposal", proposal="")
    group.load(case, {})
    field = group.field(path, LineField)
    field.insert(typed)
    field.textEdited.emit(field.text())
    told = [label.text() for label in group.row_of(path).findChildren(QLabel) if label.text().startswith("读作")]
    assert "".join(told) == words
    assert getattr(group.collect(case), path) == (kept or typed)
