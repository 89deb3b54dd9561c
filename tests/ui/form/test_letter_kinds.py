"""Every kind of letter by keyboard: opinions, sessions, conveners, joint organs, the head, attachments."""

import io
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from letter.model import Attachment, Block, Header, JointIssuer
from services.data_folder import DataFolder
from services.draft import load_drafts
from services.settings import Settings
from tests.letters import plain_letter, sample
from tests.ui.conftest import Open, page, ready, seed_office, shown
from tests.ui.keyboard import Keyboard
from tests.ui.looking import beneath
from ui.fields.readers import ISSUERS, LENGTH, OFFSET, Unreadable

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def words_of(file: Path) -> str:
    """Return the text of a docx, a line for each paragraph."""
    document = docx.Document(io.BytesIO(file.read_bytes()))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def row_hidden(writing: SimpleNamespace, path: str) -> bool:
    """Tell whether the row of a field of the case is hidden."""
    return writing.form.case.row_of(path).isHidden()


def test_an_opinion_typed_by_keyboard_says_so_on_paper(writing: SimpleNamespace, tmp_path: Path) -> None:
    keyboard = writing.keyboard
    keyboard.shortcut(Qt.Key.Key_1, ALT)
    keyboard.tab()
    keyboard.switch_to("办理身份 会办")
    assert all(row_hidden(writing, path) for path in ("proposers.people", "proposers.organizations", "outcome_class"))
    keyboard.tab()
    assert keyboard.field == "主办单位"
    keyboard.type("朝阳市教育局")
    keyboard.tab_to("案号")
    keyboard.type("203")
    keyboard.tab_to("案由")
    keyboard.type("关于改善农村办学条件的提案")
    writing.form.show_cards(("case",))
    assert keyboard.tab_to("答复内容") == 2, "between them there is the heading of the first closed card alone"
    keyboard.type("同意教育局的意见。")
    assert shown(writing.form, "salutation") == "朝阳市教育局："
    keyboard.shortcut(Qt.Key.Key_Return)
    (file,) = tmp_path.glob("*.docx")
    words = words_of(file)
    assert "203号提案的会办意见" in words.replace("\n", "")
    assert "朝阳市教育局：" in words
    assert "李文清" not in words


def test_what_an_opinion_does_not_need_stays_while_it_holds_something(writing: SimpleNamespace) -> None:
    keyboard = writing.keyboard
    keyboard.tab_to("姓名")
    keyboard.type("李文清")
    keyboard.shortcut(Qt.Key.Key_1, ALT)
    keyboard.tab()
    keyboard.switch_to("办理身份 会办")
    assert not row_hidden(writing, "proposers.people")
    assert row_hidden(writing, "proposers.organizations")
    keyboard.shortcut(Qt.Key.Key_Z)
    assert writing.form.letter().role == "lead"
    assert not row_hidden(writing, "proposers.organizations")


def test_an_opinion_without_its_lead_unit_is_told_beside_the_field(writing: SimpleNamespace) -> None:
    writing.form.load(plain_letter(role="co"))
    assert not writing.page.make()
    assert writing.keyboard.field == "主办单位"


def test_the_session_asks_for_what_its_period_needs(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    meeting = form.case.fields["session.meeting"]
    keyboard.tab_to("大会或闭会")
    keyboard.choose("闭会期间")
    assert meeting.isVisible()
    assert "闭会期间" in shown(form, "title")
    keyboard.choose("平时")
    assert not meeting.isVisible()
    assert "平时提案" in shown(form, "title")
    keyboard.back()
    assert keyboard.field == "届"
    keyboard.shortcut(Qt.Key.Key_Z)
    keyboard.shortcut(Qt.Key.Key_Z)
    assert form.letter().session.period == "meeting"
    assert meeting.isVisible()


def test_people_s_congresses_have_no_ordinary_suggestions(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    period = form.case.fields["session.period"]
    assert [period.itemText(row) for row in range(period.count())] == ["大会", "闭会期间", "平时"]
    form.load(replace(sample("npc_suggestion"), session=replace(sample("npc_suggestion").session, period="ordinary")))
    assert period.currentText() == "平时"
    assert not writing.page.make()
    assert keyboard.field == "大会或闭会"
    assert "请改选大会或闭会期间" in beneath(form.case.row_of("session.period"))[0]
    keyboard.choose("大会")
    assert [period.itemText(row) for row in range(period.count())] == ["大会", "闭会期间"]


def test_a_convener_is_asked_for_with_an_organisation(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    assert form.case.fields["proposers.convener"].isHidden()
    keyboard.tab_to("提出单位")
    keyboard.type("社会福利和社会保障界")
    keyboard.tab()
    assert keyboard.field == "召集人"
    keyboard.type("李文清")
    assert shown(form, "salutation") == "社会福利和社会保障界（召集人：李文清委员）："


def test_joint_organs_one_a_line(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    keyboard.tab_to("联合发文单位")
    keyboard.type("朝阳市财政局\n朝阳市教育局　局长")
    assert form.letter().joint_issuers == (JointIssuer("朝阳市财政局"), JointIssuer("朝阳市教育局", "局长"))
    assert "朝阳市财政局" in shown(form, "title")
    keyboard.tab()
    assert shown(form, "joint_issuers") == "朝阳市财政局\n朝阳市教育局／局长"
    keyboard.shortcut(Qt.Key.Key_Z)
    assert form.letter().joint_issuers == ()


@pytest.mark.parametrize(
    ("text", "issuer", "written"),
    [
        ("甲局", JointIssuer("甲局"), "甲局"),
        ("甲局\t局长", JointIssuer("甲局", "局长"), "甲局／局长"),
        ("甲局 / 局 长", JointIssuer("甲局", "局 长"), "甲局／局 长"),
        ("甲局　　局长", JointIssuer("甲局", "局长"), "甲局／局长"),
        ("国网 甲公司／", JointIssuer("国网 甲公司"), "国网 甲公司／"),
        ("甲/乙局／局长", JointIssuer("甲／乙局", "局长"), "甲／乙局／局长"),
    ],
)
def test_a_joint_organ_reads_and_writes_the_same(text: str, issuer: JointIssuer, written: str) -> None:
    assert ISSUERS.read(text) == (issuer,)
    assert ISSUERS.write((issuer,)) == written
    assert ISSUERS.read(written) == (issuer,)


@pytest.mark.parametrize("text", ["／局长", "长" * 61, "\n".join(["甲局"] * 21)])
def test_what_is_no_joint_organ_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        ISSUERS.read(text)


def test_lengths_are_read_as_they_are_written() -> None:
    for tenths in range(-99, 100):
        assert OFFSET.read(OFFSET.write(tenths)) == tenths
    for length in (30, 53.5, 180):
        assert LENGTH.read(LENGTH.write(length)) == length


def test_the_head_of_the_paper(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    keyboard.tab_to("份号")
    keyboard.type("0000１2")
    keyboard.tab()
    assert keyboard.field == "密级和保密期限"
    keyboard.type("机密★1年")
    keyboard.tab()
    keyboard.type("特急")
    assert form.letter().header == Header("000012", "机密★1年", "特急")
    keyboard.tab_to("份号")
    keyboard.replace("第十二份")
    assert [path for path, _sentence in form.problems()] == ["header.copy_number"]
    assert form.draft().typed == {"header.copy_number": "第十二份"}


def test_attachments_are_typed_undone_and_removed(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    table = (Block(table=(("职务", "月补贴"), ("主任", "4600"))),)
    keyboard.shortcut(Qt.Key.Key_A, CTRL | SHIFT)
    assert keyboard.field == "附件标题"
    keyboard.type("补贴标准")
    keyboard.tab()
    assert keyboard.field == "附件内容"
    keyboard.paste("职务\t月补贴\n主任\t4600")
    assert form.letter().attachments == (Attachment("补贴标准", table),)
    keyboard.shortcut(Qt.Key.Key_Equal)
    assert keyboard.field == "附件标题 2"
    keyboard.type("名单")
    keyboard.tab()
    keyboard.type("一、甲社区\n三、乙社区")
    second = Attachment("名单", (Block(level=1, heading="甲社区"), Block(level=1, heading="乙社区")))
    assert form.letter().attachments == (Attachment("补贴标准", table), second)
    keyboard.shortcut(Qt.Key.Key_Minus)
    assert form.letter().attachments == (Attachment("补贴标准", table),)
    keyboard.shortcut(Qt.Key.Key_Z)
    assert form.letter().attachments[1] == second
    for _ in range(6):
        keyboard.shortcut(Qt.Key.Key_Z)
    assert form.letter().attachments == ()
    for _ in range(6):
        keyboard.shortcut(Qt.Key.Key_Y)
    assert form.letter().attachments[0] == Attachment("补贴标准", table)


def test_undo_of_an_attachment_gives_back_what_was_typed(writing: SimpleNamespace) -> None:
    form, keyboard = writing.form, writing.keyboard
    keyboard.shortcut(Qt.Key.Key_A, CTRL | SHIFT)
    keyboard.tab()
    keyboard.type("三、甲\n")
    form.letter()
    form.history.end_step()
    keyboard.type("乙")
    form.letter()
    keyboard.shortcut(Qt.Key.Key_Z)
    row = form.answer.attachments.rows[0]
    assert row.content.editor.toPlainText() == "三、甲\n"
    assert form.letter().attachments == (Attachment("", (Block(level=1, heading="甲"),)),)


def test_a_draft_keeps_an_attachment_before_it_has_been_read(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(seed_office(out))
    keyboard.shortcut(Qt.Key.Key_A, CTRL | SHIFT)
    keyboard.type("长" * 201)
    keyboard.tab()
    keyboard.type("五、从第五写起\n")
    assert page(window).keeper.save()
    ((kept, _file, _mark),), _broken = load_drafts(data)
    assert kept.typed == {"attachments.0.title": "长" * 201, "attachments.0.answer": "五、从第五写起\n"}
    window.close()
    again = open_window()
    keyboard.press(Qt.Key.Key_Space)
    ready(again, qtbot)
    row = page(again).form.answer.attachments.rows[0]
    assert row.title.text() == "长" * 201
    assert row.content.editor.toPlainText() == "五、从第五写起\n"
    assert page(again).form.draft().typed == kept.typed
    assert [path for path, _sentence in page(again).form.problems()] == ["attachments"]


def test_attachments_go_to_paper_in_their_order(open_window: Open, out: Path) -> None:
    letter = sample("three_levels")
    window = open_window(Settings(agency=letter.agency, folder=str(out)))
    page(window).form.load(letter)
    assert page(window).make()
    (file,) = out.glob("*.docx")
    words = words_of(file).replace("\n", "")
    assert words.index(letter.attachments[0].title) < words.index(letter.attachments[1].title)
