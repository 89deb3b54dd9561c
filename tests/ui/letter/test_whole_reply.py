"""A whole reply in the answer: offered to be split, put where its parts belong as one step, and nothing else is."""

import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from letter.derived import effective_text
from letter.model import Attachment, Block, Contact, DocumentNumber, Printing, Proposal, Proposers, ReplyLetter
from services.reply_filling import filled_from_reply, whole_reply
from tests.intake.judging import CORPUS
from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office
from tests.ui.shell.test_window_geometry import drag
from ui.letter.file_drop import put_text
from ui.letter.whole_reply import TOPIC, WHOLE

ALT = Qt.KeyboardModifier.AltModifier
TITLE = "关于市政协十三届三次会议第52号提案的答复"
OPENING = "您提出的《关于完善老旧小区加装电梯的提案》（第52号）收悉，现答复如下："
ANSWER = "一、基本情况\n全市已加装电梯320部。\n二、下一步打算\n继续简化审批。"
CLOSING = "感谢您对我们工作的关心和支持。"
LETTER = (
    f"朝民函〔2025〕7号\n{TITLE}\n林晓雯委员：\n{OPENING}\n{ANSWER}\n{CLOSING}\n"
    "朝阳市民政局\n2025年6月18日\n联系人：何敏　联系电话：0421-2600001\n（此件依申请公开）"
)
TABLE = "二、明细\n职务\t人数\n主任\t12\n副主任\t30"
ORDINARY = (
    "一、基本情况\n全市共有社区工作者4600名，比上年增加120名。您提出的建议很有价值，已纳入工作方案。\n"
    "二、下一步打算\n按照市委要求，2026年12月底前完成，现将安排列在下面：\n1.加强领导。\n2.加大投入。"
)


@pytest.fixture
def at(writing: SimpleNamespace, qtbot: QtBot) -> SimpleNamespace:
    """An answer that takes keys, with the sentence of the offer."""
    writing.keyboard.tab_to("答复内容")
    writing.qtbot = qtbot
    writing.editor = writing.form.answer.answer.editor
    writing.offered = lambda: writing.page.messages.sentence(TOPIC)
    return writing


def split(at: SimpleNamespace) -> ReplyLetter:
    at.keyboard.press(Qt.Key.Key_U, ALT)
    at.qtbot.waitUntil(lambda: at.offered() != WHOLE)
    return at.form.letter()


def test_a_pasted_reply_is_offered_and_fills_the_form_by_one_key(at: SimpleNamespace) -> None:
    agency = at.form.letter().agency
    at.keyboard.paste(LETTER)
    assert at.offered() == WHOLE
    letter = split(at)
    assert at.editor.toPlainText() == ANSWER
    assert letter.proposals == (Proposal("52", "关于完善老旧小区加装电梯的提案"),)
    assert letter.proposers == Proposers(("林晓雯",))
    assert (letter.session.term, letter.session.meeting) == (13, 3)
    assert [effective_text(letter, name) for name in ("title", "opening", "closing")] == [TITLE, OPENING, CLOSING]
    assert (letter.contact.name, letter.contact.phone) == ("何敏", "0421-2600001")
    assert letter.disclosure == "on_request"
    assert letter.agency == agency


def test_number_date_and_printing_stay_as_the_form_has_them(at: SimpleNamespace) -> None:
    own = replace(
        at.form.letter(), document_number=DocumentNumber("朝民函", 2026, 9), document_date=datetime.date(2026, 5, 6),
        printing=Printing("办公室", datetime.date(2026, 5, 7), 12), signatory="周建国",
    )  # fmt: skip
    at.form.amend(own)
    at.keyboard.paste(LETTER + "\n朝阳市民政局办公室　2025年6月19日印发\n（共印20份）")
    letter = split(at)
    assert letter.document_number == own.document_number
    assert letter.document_date == own.document_date
    assert letter.printing == own.printing
    assert letter.signatory == "周建国", "of which the reply says nothing"
    assert letter.proposals[0].number == "52"


def test_what_was_split_is_one_step_to_undo_and_to_do_again(at: SimpleNamespace) -> None:
    at.keyboard.type("开头。")
    before = at.form.letter()
    at.keyboard.press(Qt.Key.Key_Return)
    at.keyboard.paste(LETTER)
    pasted = at.editor.toPlainText()
    letter = split(at)
    at.form.undo()
    assert at.editor.toPlainText() == pasted
    assert replace(at.form.letter(), answer=before.answer) == before
    at.form.redo()
    assert at.form.letter() == letter
    at.form.undo()
    at.form.undo()
    assert at.editor.toPlainText() == "开头。\n"


def test_what_stands_around_the_pasted_reply_stays(at: SimpleNamespace) -> None:
    at.keyboard.type("前面的话。")
    at.keyboard.press(Qt.Key.Key_Return)
    at.keyboard.paste(LETTER)
    at.keyboard.type("后面的话。")
    split(at)
    assert at.editor.toPlainText() == f"前面的话。\n{ANSWER}后面的话。"


def test_a_table_in_the_reply_stays_a_table(at: SimpleNamespace) -> None:
    at.keyboard.paste(LETTER.replace("二、下一步打算\n继续简化审批。", TABLE))
    letter = split(at)
    assert at.editor.toPlainText() == f"一、基本情况\n全市已加装电梯320部。\n{TABLE}"
    assert letter.answer[-1] == Block(table=(("职务", "人数"), ("主任", "12"), ("副主任", "30")))


def test_a_table_at_the_end_of_the_reply_goes_into_its_attachment(at: SimpleNamespace) -> None:
    table = "职务\t人数\n主任\t12\n副主任\t30"
    at.keyboard.paste(f"{LETTER}\n附件\n人员明细\n{table}")
    letter = split(at)
    assert at.editor.toPlainText() == ANSWER
    assert letter.attachments == (
        Attachment("人员明细", (Block(table=(("职务", "人数"), ("主任", "12"), ("副主任", "30"))),)),
    )


def test_a_web_page_is_offered_too(at: SimpleNamespace) -> None:
    data = QMimeData()
    data.setHtml("".join(f"<p>{line}</p>" for line in LETTER.split("\n")))
    QGuiApplication.clipboard().setMimeData(data)
    at.keyboard.shortcut(Qt.Key.Key_V)
    assert at.offered()
    assert split(at).proposals[0].number == "52"


def test_a_text_file_dropped_on_the_answer_is_offered_too(open_window: Open, out: Path, tmp_path: Path) -> None:
    window = open_window(seed_office(out))
    file = tmp_path / "去年的复函.txt"
    file.write_text(LETTER, encoding="utf-8")
    editor = page(window).form.answer.answer.editor
    assert drag(window, file, at=editor.viewport().mapTo(window, QPoint(20, 20)))
    assert page(window).messages.sentence(TOPIC)


@pytest.mark.parametrize(
    "text",
    [LETTER.partition("朝阳市民政局")[0], LETTER.partition(TITLE)[2], LETTER.replace("林晓雯委员：\n", "")],
    ids=["no signature", "no title", "no salutation"],
)
def test_a_reply_that_a_page_shows_in_part_is_offered(text: str, at: SimpleNamespace) -> None:
    at.keyboard.paste(text)
    assert at.offered() == WHOLE


@pytest.mark.parametrize(
    "text",
    [
        ORDINARY,
        ANSWER * 5,
        "收到您的来信。" * 20,
        f"{TITLE}\n林晓雯委员：\n{ANSWER}",
        f"关于做好老旧小区加装电梯工作的通知\n各区民政局：\n{ANSWER * 3}\n朝阳市民政局\n2025年6月18日",
    ],
    ids=["answer", "longer", "no letter", "no opening", "a notice"],
)
def test_what_is_no_whole_reply_stays_as_it_was_pasted(text: str, at: SimpleNamespace) -> None:
    at.keyboard.paste(text)
    assert at.offered() == ""
    assert at.editor.toPlainText() == text


def test_a_reply_in_an_attachment_is_not_offered(at: SimpleNamespace) -> None:
    at.form.answer.attachments.add()
    at.form.answer.attachments.rows[0].content.editor.setFocus()
    at.keyboard.paste(LETTER)
    assert at.offered() == ""


def test_the_offer_goes_with_the_text(at: SimpleNamespace) -> None:
    at.keyboard.paste(LETTER)
    at.form.undo()
    assert at.editor.toPlainText() == ""
    assert at.offered() == ""


def test_what_became_something_else_is_not_split(at: SimpleNamespace) -> None:
    at.keyboard.paste(LETTER)
    text = at.editor.toPlainText()
    cursor = at.editor.textCursor()
    start = text.index(OPENING)
    cursor.setPosition(start)
    cursor.setPosition(start + len(OPENING), cursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    left = at.editor.toPlainText()
    split(at)
    assert at.editor.toPlainText() == left
    assert "没有拆" in at.offered()


def test_a_long_reply_is_looked_at_beside_the_window(
    at: SimpleNamespace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.letter.whole_reply.AT_ONCE", 100)
    at.keyboard.paste(LETTER)
    assert at.offered() == ""
    qtbot.waitUntil(lambda: bool(at.offered()))
    split(at)
    qtbot.waitUntil(lambda: at.editor.toPlainText() == ANSWER)
    assert at.form.letter().proposals[0].number == "52"


@pytest.mark.full
def test_any_recognised_letter_is_split_undone_and_split_again(at: SimpleNamespace) -> None:
    for name in sorted(file.stem for file in CORPUS.glob("*.txt"))[::4]:
        at.form.load(blank())
        before = at.form.letter()
        put_text((CORPUS / f"{name}.txt").read_text(encoding="utf-8"), at.form.answer.answer)
        pasted, found = at.editor.toPlainText(), whole_reply(at.editor.toPlainText(), before.agency)
        assert found, name
        next(one for one in at.page.messages.findChildren(QPushButton) if one.accessibleName() == "拆到各项").click()
        letter = at.form.letter()
        assert letter.answer == found.letter.answer, name
        assert letter == replace(filled_from_reply(before, found).letter, answer=letter.answer), name
        at.form.undo()
        assert at.editor.toPlainText() == pasted, name
        assert replace(at.form.letter(), answer=()) == before, name
        at.form.redo()
        assert at.form.letter() == letter, name


def filled(letter: ReplyLetter, text: str = LETTER) -> tuple[ReplyLetter, str]:
    found = whole_reply(text, letter.agency)
    assert found
    made = filled_from_reply(letter, found)
    return made.letter, "".join(map(str, made.remarks))


def blank(**more: object) -> ReplyLetter:
    seed = sample("seed_letter")
    return replace(ReplyLetter(format=1, kind="cppcc_proposal", agency=seed.agency), **more)


def test_a_letter_of_another_case_keeps_it_and_says_so() -> None:
    own = blank(proposals=(Proposal("176", "关于社区治理的提案"),), proposers=Proposers(("李文清",)))
    letter, remarks = filled(own)
    assert (letter.proposals, letter.proposers, letter.session) == (own.proposals, own.proposers, own.session)
    assert (letter.title, letter.salutation, letter.opening) == (None, None, None)
    assert letter.answer
    assert "第176号" in remarks
    assert "第52号" in remarks


def test_the_same_case_is_filled() -> None:
    letter, remarks = filled(blank(proposals=(Proposal("52"),)))
    assert letter.proposals[0].subject == "关于完善老旧小区加装电梯的提案"
    assert remarks == ""


def test_a_reply_of_another_organ_leaves_the_own_profile_and_says_so() -> None:
    letter, remarks = filled(blank(), LETTER.replace("朝阳市民政局", "临江市教育局"))
    assert letter.agency == blank().agency
    assert letter.joint_issuers == ()
    assert "临江市教育局" in remarks


def test_what_the_reply_does_not_have_stays() -> None:
    typed = Attachment("附表", (Block(text="甲"),))
    own = blank(attachments=(typed,), contact=Contact("周建国", "0421-2600002", "社区科"), note="（内部）")
    bare = LETTER.partition("联系人")[0]
    letter, _ = filled(own, bare)
    assert (letter.attachments, letter.contact, letter.note) == (own.attachments, own.contact, own.note)
    assert letter.disclosure == own.disclosure


def test_another_contact_does_not_get_the_old_ones_department() -> None:
    letter, _ = filled(blank(contact=Contact("周建国", "0421-2600002", "社区科")))
    assert letter.contact == Contact("何敏", "0421-2600001", "")


def test_lines_of_no_field_are_told() -> None:
    _, remarks = filled(blank(), LETTER + "\n本月起窗口迁到一楼大厅办理")
    assert "本月起窗口迁到一楼大厅办理" in remarks


def test_a_reply_that_names_no_kind_leaves_it() -> None:
    text = (
        "关于加装电梯有关问题的复函\n林晓雯同志：\n您提出的关于加装电梯的议案收悉，现答复如下：\n"
        f"{ANSWER}\n朝阳市民政局\n2025年6月18日"
    )
    letter, _ = filled(blank(kind="npc_suggestion"), text)
    assert letter.kind == "npc_suggestion"
    assert filled(blank(kind="npc_suggestion"))[0].kind == "cppcc_proposal"
