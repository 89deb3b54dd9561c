"""The form: what it shows it gives back, derived words follow and can be overridden, and everything can be undone."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from letter import derived
from letter.model import Block, JointIssuer, Proposal, ReplyLetter, Session
from tests.letters import SAMPLES, plain_letter, sample
from tests.strategies import letters, some_words, words
from tests.ui.conftest import shown
from tests.ui.looking import beneath, shown_in, words_in
from ui.core.i18n import SOURCE, use_language
from ui.fields.row import AUTOMATIC_TIP, CHANGED
from ui.fields.text import TextField
from ui.form.form import Form
from ui.shell.application import application

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def form() -> Iterator[Form]:
    use_language(SOURCE)
    application(dark=False)
    shown = Form(plain_letter())
    yield shown
    shown.deleteLater()


def bare(letter: ReplyLetter) -> ReplyLetter:
    """Return a letter with nothing in it that the form has fields for."""
    return ReplyLetter(format=letter.format, kind=letter.kind, agency=letter.agency)


def collected(form: Form, letter: ReplyLetter) -> ReplyLetter:
    """Return what the sections give back, each of them amending the one before."""
    result = replace(bare(letter), fitting=letter.fitting)
    for section in form.sections:
        result = section.collect(result)
    return result


def letters_of_every_kind() -> st.SearchStrategy[ReplyLetter]:
    """Return letters with every role, session, joint issuers, conveners and units that lead."""
    issuers = st.lists(st.builds(JointIssuer, some_words, words), max_size=3).map(tuple)
    return st.builds(
        lambda letter, role, unit, issuers, convener, period: replace(
            letter, role=role, lead_unit=unit, joint_issuers=issuers,
            proposers=replace(letter.proposers, convener=convener), session=replace(letter.session, period=period),
        ),
        letters(), st.sampled_from(["lead", "co", "separate"]), words, issuers, words,
        st.sampled_from(["meeting", "recess", "ordinary"]),
    )  # fmt: skip


@pytest.mark.full
@given(letters_of_every_kind())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_loaded_is_collected(form: Form, letter: ReplyLetter) -> None:
    form.load(letter)
    assert collected(form, letter) == letter
    assert form.letter() == letter


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_that_is_loaded_is_collected(form: Form, name: str) -> None:
    form.load(sample(name))
    assert collected(form, sample(name)) == sample(name)


def test_the_form_is_grouped_as_the_paper_is(form: Form) -> None:
    groups = {section.heading.text(): set(section.fields) for section in form.sections}
    assert list(groups) == ["案件", "答复", "版头", "署名与联系", "版记"]
    assert {"document_number.serial", "signatory", "header.secrecy"} <= groups["版头"]
    assert {"title", "salutation", "answer", "attachments"} <= groups["答复"]
    assert {"document_date", "joint_issuers", "note"} <= groups["署名与联系"]
    assert {"copy_to", "printing.office", "printing.copies"} <= groups["版记"]


def test_derived_words_follow_while_one_types(writing: SimpleNamespace) -> None:
    writing.keyboard.type("17")
    assert "第17号提案" in shown(writing.form, "title")
    writing.keyboard.type("6")
    writing.keyboard.tab_to("姓名")
    writing.keyboard.type("李文清、王树林")
    assert "第176号提案" in shown(writing.form, "title")
    assert shown(writing.form, "salutation") == "李文清、王树林委员："
    assert shown(writing.form, "pronoun") == "你们"
    assert shown(writing.form, "opening").startswith("你们提出的第176号提案收悉")


def test_the_kind_changes_every_dependent_word_and_can_be_undone(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    keyboard.tab_to("姓名")
    keyboard.type("李文清")
    before = form.letter()
    keyboard.shortcut(Qt.Key.Key_1, ALT)
    keyboard.press(Qt.Key.Key_Right)
    assert form.letter().kind == "npc_suggestion"
    assert form.letter().session.body == "朝阳市人大"
    assert "十二届人大二次会议" in shown(form, "title")
    assert "建议" in shown(form, "title")
    assert shown(form, "salutation") == "李文清代表："
    assert "人大常委会" in shown(form, "copy_to")
    keyboard.shortcut(Qt.Key.Key_Z)
    assert form.letter() == before
    assert shown(form, "salutation") == "李文清委员："
    assert keyboard.field == "类别 政协提案"


def test_a_body_typed_by_hand_stays_when_the_kind_changes(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    keyboard.tab_to("会议")
    keyboard.replace("辽宁省政协")
    for kind, key in (("npc_suggestion", Qt.Key.Key_Right), ("cppcc_proposal", Qt.Key.Key_Left)):
        keyboard.shortcut(Qt.Key.Key_1, ALT)
        keyboard.press(key)
        assert form.letter().kind == kind
        assert form.letter().session.body == "辽宁省政协"


def test_the_derived_body_follows_the_kind_there_and_back(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    for body, key in (("朝阳市人大", Qt.Key.Key_Right), ("朝阳市政协", Qt.Key.Key_Left)):
        keyboard.shortcut(Qt.Key.Key_1, ALT)
        keyboard.press(key)
        assert form.letter().session.body == body


def test_an_override_is_marked_restored_and_the_restoring_undone(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    row = form.answer.row_of("title")
    keyboard.tab_to("标题")
    keyboard.replace("关于加强社区治理的\n答复")
    assert form.letter().title == "关于加强社区治理的\n答复"
    (mark,) = [mark for mark in shown_in(row, QToolButton) if mark.text() == CHANGED]
    assert derived.title(form.letter()) in mark.toolTip()
    assert keyboard.focus.accessibleDescription() == mark.toolTip()
    keyboard.shortcut(Qt.Key.Key_R)
    assert form.letter().title is None
    assert shown(form, "title") == derived.title(form.letter())
    assert not mark.isVisible(), "derived words need no mark"
    assert keyboard.focus.accessibleDescription() == keyboard.focus.toolTip() == AUTOMATIC_TIP
    keyboard.shortcut(Qt.Key.Key_Z)
    assert form.letter().title == "关于加强社区治理的\n答复"
    assert keyboard.field == "标题"


def test_all_derived_words_are_restored_at_once_and_that_is_undone_at_once(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    form.load(replace(sample("seed_letter"), title="题", closing="此复。", copy_to=()))
    keyboard.tab_to("印发日期" if form.imprint.fields["printing.date"].isVisible() else "文件名")
    keyboard.replace("某日")
    before = form.draft()
    assert len(marks_of(form)) == 4
    keyboard.shortcut(Qt.Key.Key_R, CTRL | Qt.KeyboardModifier.ShiftModifier)
    letter = form.letter()
    assert (letter.title, letter.closing, letter.copy_to, letter.file_name) == (None, None, None, None)
    assert marks_of(form) == []
    keyboard.shortcut(Qt.Key.Key_Z)
    assert form.draft() == before


def marks_of(form: Form) -> list[str]:
    """Return the name of every mark that is shown beside a field whose derived words were typed over."""
    return [mark.accessibleName() for mark in shown_in(form, QToolButton) if mark.text() == CHANGED]


def test_every_derived_field_says_so_in_words(writing: SimpleNamespace) -> None:
    fields = [field for section in writing.form.sections for field in section.fields.values()]
    derives = [field for field in fields if isinstance(field, TextField) and field.content.derives]
    assert len(derives) > 5
    assert all(field.accessibleDescription().startswith("自动文字") for field in derives)
    assert all(field.toolTip() == field.accessibleDescription() for field in derives)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_other_field_and_no_summary_follows_the_answer(form: Form, name: str) -> None:
    """A keystroke in the answer shows nothing else anew."""
    form.load(sample(name))
    before = seen_of(form)
    other = replace(sample(name), answer=(Block(level=1, heading="另一个标题"), Block(text="另一段答复。" * 60)))
    form.load(other)
    assert seen_of(form) == before
    form.load(replace(other, kind="npc_suggestion" if other.kind != "npc_suggestion" else "cppcc_proposal"))
    assert seen_of(form) != before


def seen_of(form: Form) -> list[object]:
    """Return what stands in all fields but the answer, with their tips and hints, and what the cards say."""
    fields = {path: field for section in form.sections for path, field in section.fields.items() if path != "answer"}
    inputs = [widget for field in fields.values() for widget in field.inputs]
    return [
        [(path, field.value(), field.typed(), field.problem()) for path, field in fields.items()],
        [(words_of(widget), widget.toolTip(), widget.isHidden()) for widget in inputs],
        [row.isHidden() for section in form.sections for row in section.rows],
        [(beneath(row), row.isHidden()) for section in form.sections for row in section.rows],
        [card.summary.whole() for card in form.column.cards.values()],
    ]


def words_of(widget: QWidget) -> tuple[object, ...]:
    """Return what an input shows, and what it shows when it is empty."""
    return tuple(widget.property(name) for name in ("plainText", "text", "placeholderText", "checked"))


def test_a_closed_card_has_no_fields_until_somebody_wants_them() -> None:
    application(dark=False)
    form = Form(sample("seed_letter"), {"printing.copies": "很多"})
    built = {name: card.group.is_built for name, card in form.column.cards.items()}
    assert built == {"case": True, "head": False, "signing": False, "imprint": True}, "what cannot be read is shown"
    assert form.column.cards["head"].summary.whole().startswith("朝民函")
    form.column.cards["head"].turn(True)
    assert form.head.fields["document_number.serial"].value() == 32
    form.focus_path("contact.phone")
    assert form.signing.is_built
    assert form.draft().typed["printing.copies"] == "很多"


def test_an_emptied_title_is_derived_again_but_an_empty_closing_is_meant(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    for name in ("标题", "结尾"):
        keyboard.tab_to(name)
        keyboard.replace("")
        keyboard.tab()
    assert form.letter().title is None
    assert shown(form, "title") == derived.title(form.letter())
    assert form.letter().closing == ""


def test_a_removed_proposal_comes_back(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    keyboard.type("176")
    keyboard.shortcut(Qt.Key.Key_Equal)
    assert keyboard.field == "案号 2"
    keyboard.type("177")
    both = (Proposal("176"), Proposal("177"))
    assert form.letter().proposals == both
    keyboard.shortcut(Qt.Key.Key_Minus)
    assert form.letter().proposals == both[:1]
    assert keyboard.field == "案号"
    keyboard.shortcut(Qt.Key.Key_Z)
    assert form.letter().proposals == both
    keyboard.shortcut(Qt.Key.Key_Y)
    assert form.letter().proposals == both[:1]


def test_the_only_proposal_is_emptied_and_its_row_stays(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    keyboard.type("176")
    keyboard.shortcut(Qt.Key.Key_Minus)
    assert form.letter().proposals == ()
    assert keyboard.field == "案号", "there is always a row to type into"
    assert keyboard.words == ""
    keyboard.shortcut(Qt.Key.Key_Z)
    assert form.letter().proposals == (Proposal("176"),)
    keyboard.shortcut(Qt.Key.Key_Minus)
    keyboard.type("177")
    assert form.letter().proposals == (Proposal("177"),)


def test_undo_goes_back_through_fields_and_answer_in_order(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    keyboard.type("176")
    keyboard.tab_to("姓名")
    keyboard.type("李文清")
    keyboard.tab_to("答复内容")
    keyboard.type("答复如下")
    keyboard.tab_to("结尾")
    keyboard.replace("此复。")
    done = form.letter()
    for _ in range(6):
        keyboard.shortcut(Qt.Key.Key_Z)
    undone = form.letter()
    assert (undone.closing, undone.answer, undone.proposers.people, undone.proposals) == (None, (), (), ())
    for _ in range(6):
        keyboard.shortcut(Qt.Key.Key_Y)
    assert form.letter() == done


def test_numbers_of_the_session_may_be_full_width_or_chinese(writing: SimpleNamespace) -> None:
    for text in ("十三", "１３", "13", "第十三"):
        writing.keyboard.tab_to("届")
        writing.keyboard.replace(text)
        assert writing.form.letter().session == Session("朝阳市政协", 13, 2)


def test_an_unreadable_number_is_told_beside_its_field_and_kept(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    keyboard.tab_to("序号")
    keyboard.replace("三十二号")
    assert form.letter().document_number.serial is None
    assert [path for path, _sentence in form.problems()] == ["document_number.serial"]
    assert form.draft().typed == {"document_number.serial": "三十二号"}
    keyboard.tab()
    assert not writing.page.make()
    assert keyboard.field == "序号"


def test_today_by_key(writing: SimpleNamespace) -> None:
    writing.keyboard.shortcut(Qt.Key.Key_Semicolon)
    assert writing.form.letter().document_date is not None
    assert writing.keyboard.field == "成文日期"


def whole(widget: QWidget) -> bool:
    """Tell whether nothing of a widget is scrolled out of sight."""
    QApplication.processEvents()
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_the_field_that_gets_the_focus_is_scrolled_into_view(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    first, date = form.case.fields["kind"], form.signing.fields["document_date"]
    form.window().resize(form.window().width(), 320)
    for key, modifiers in ((Qt.Key.Key_1, ALT), (Qt.Key.Key_Equal, CTRL), (Qt.Key.Key_N, CTRL)):
        keyboard.tab_to("文件名")
        assert not whole(first)
        keyboard.shortcut(key, modifiers)
        assert whole(keyboard.focus), keyboard.field
    keyboard.shortcut(Qt.Key.Key_Semicolon)
    assert keyboard.focus is date
    assert whole(date)


def test_levels_are_recognised_and_wrong_numbers_told(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    keyboard.tab_to("答复内容")
    keyboard.type("一、现状\n三、措施\n（一）培训。每年两次。")
    assert form.letter().answer == (
        Block(level=1, heading="现状"),
        Block(level=1, heading="措施"),
        Block(level=2, heading="培训", text="每年两次。"),
    )
    assert "第 2 段的“三、”将印作“二、”。" in words_in(form.answer.answer)
    formats = form.answer.answer.editor.document().findBlockByNumber(2).layout().formats()
    assert [(part.start, part.length) for part in formats] == [(0, len("（一）培训"))]


def test_a_pasted_table_keeps_its_tabs(writing: SimpleNamespace) -> None:
    writing.keyboard.tab_to("答复内容")
    writing.keyboard.paste("职务\t月补贴\n主任\t4600")
    assert writing.form.letter().answer == (Block(table=(("职务", "月补贴"), ("主任", "4600"))),)


def test_what_is_missing_is_told_beside_the_fields_and_the_first_gets_the_focus(writing: SimpleNamespace) -> None:
    keyboard = writing.keyboard
    keyboard.tab_to("联系人")
    keyboard.shortcut(Qt.Key.Key_Return)
    assert keyboard.field == "案号"
    told = [beneath(row)[0] for section in writing.form.sections for row in section.rows]
    assert "！请填写提案的案号。请填写提案的标题（案由）。" in told
    assert "！请填写答复内容。" in told
    keyboard.type("176")
    keyboard.tab()
    keyboard.type("关于社区治理的提案")
    told = [beneath(row)[0] for section in writing.form.sections for row in section.rows]
    assert "！请填写答复内容。" in told
    assert not any("案号" in sentence for sentence in told)


def test_a_changed_profile_changes_the_letter_in_work(writing: SimpleNamespace) -> None:
    letter = writing.form.letter()
    writing.page.use_profile(replace(letter.agency, code="朝民提函", title_ending="答复函", place="建平县"))
    assert writing.form.letter().document_number.code == "朝民提函"
    assert writing.form.letter().session.body == "建平县政协"
    assert shown(writing.form, "title").endswith("答复函")


def test_only_derived_words_are_calm(form: Form) -> None:
    form.load(replace(plain_letter(), closing="此复。"))
    fields = [field for section in form.sections for field in section.fields.values() if isinstance(field, TextField)]
    assert {field.content.key for field in fields if field.content.derives and field.overridden()} == {"closing"}


@pytest.mark.parametrize("name", ["案号", "标题", "答复内容", "抄送", "公开属性", "保存到"])
def test_the_buttons_keys_work_from_every_kind_of_field(writing: SimpleNamespace, name: str) -> None:
    writing.form.load(sample("seed_letter"))
    writing.keyboard.tab_to(name)
    writing.keyboard.shortcut(Qt.Key.Key_Return)
    assert "朝民函〔2023〕32号" in writing.page.messages.sentence("made")
    assert writing.form.letter() == sample("seed_letter")


def test_a_row_that_is_shown_only_when_needed_stays_while_one_types_in_it(writing: SimpleNamespace) -> None:
    writing.form.load(replace(sample("seed_letter"), signatory="周"))
    writing.keyboard.tab_to("签发人")
    writing.keyboard.replace("")
    assert writing.keyboard.field == "签发人"
    writing.keyboard.type("周")
    assert writing.form.letter().signatory == "周"
