"""Whole letters written by keyboard alone, from the first start to the docx."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from letter.derived import agency_defaults
from letter.model import ReplyLetter
from letter.outline import write_answer
from letter.wording import kinds
from services.data_folder import DataFolder
from services.making import make_file, target_in
from services.settings import load_settings
from tests.letters import SAMPLES, sample
from tests.ui.conftest import Open, office, page
from tests.ui.keyboard import Keyboard
from ui.fields.readers import ISSUERS, write_day
from ui.form.sections.case import PERIODS, ROLES
from ui.form.sections.signing import DISCLOSURES

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def texts_of(letter: ReplyLetter) -> dict[str, str]:
    """Return what a clerk types for a letter, by the name of the field; fields left as they are do not occur."""
    session, number = letter.session, letter.document_number
    typed: dict[str, object] = {
        "主办单位": letter.lead_unit,
        "会议": session.body,
        "届": session.term,
        "次会议": session.meeting,
        "大会或闭会": dict(PERIODS)[session.period],
        "姓名": "、".join(letter.proposers.people),
        "等几名": letter.proposers.total,
        "提出单位": "、".join(letter.proposers.organizations),
        "召集人": letter.proposers.convener,
        "办理结果": letter.outcome_class,
        "签发人": letter.signatory,
        "答复内容": write_answer(letter.answer),
        "机关代字": number.code,
        "年份": number.year,
        "序号": number.serial,
        "成文日期": letter.document_date and write_day(letter.document_date),
        "联系人": letter.contact.name,
        "联系电话": letter.contact.phone,
        "联系科室": letter.contact.department,
        "公开属性": DISCLOSURES[letter.disclosure],
        "不公开的理由": letter.disclosure_reason,
        "联合发文单位": ISSUERS.write(letter.joint_issuers),
        "份号": letter.header.copy_number,
        "密级和保密期限": letter.header.secrecy,
        "紧急程度": letter.header.urgency,
        "标题": letter.title,
        "附注": letter.note,
        "抄送": letter.copy_to and "\n".join(letter.copy_to),
        "报": "\n".join(letter.report_to),
    }
    return {name: str(text) for name, text in typed.items() if text}


def open_every_card(keyboard: Keyboard) -> None:
    """Open by keys every card that is closed, and what is rare in each."""
    for number in (Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_1):
        keyboard.shortcut(number, ALT)
    while keyboard.field != "答复内容":
        if " 更多：" in keyboard.field:
            keyboard.press(Qt.Key.Key_Space)
        keyboard.tab()


def write(keyboard: Keyboard, letter: ReplyLetter) -> None:
    """Type a whole letter, beginning at its kind."""
    open_every_card(keyboard)
    keyboard.shortcut(Qt.Key.Key_1, ALT)
    keyboard.switch_to(f"类别 {kinds()[letter.kind].name}")
    keyboard.tab()
    keyboard.switch_to(f"办理身份 {dict(ROLES)[letter.role]}")
    keyboard.tab_to("案号")
    for index, proposal in enumerate(letter.proposals):
        if index:
            keyboard.shortcut(Qt.Key.Key_Equal)
        keyboard.replace(proposal.number)
        keyboard.tab()
        keyboard.replace(proposal.subject)
    for attachment in letter.attachments:
        keyboard.shortcut(Qt.Key.Key_A, CTRL | SHIFT)
        keyboard.type(attachment.title)
        keyboard.tab()
        keyboard.paste(write_answer(attachment.answer))
    keyboard.shortcut(Qt.Key.Key_1, ALT)
    keyboard.fill(texts_of(letter), "结尾")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_typed_by_keyboard_gives_the_same_bytes_as_make(
    name: str, open_window: Open, keyboard: Keyboard, out: Path, tmp_path: Path
) -> None:
    letter = sample(name)
    window = open_window(office(letter, out))
    write(keyboard, letter)
    keyboard.shortcut(Qt.Key.Key_Return)
    assert page(window).form.letter() == letter
    expected = make_file(letter, target_in(tmp_path, letter))
    assert (out / expected.name).read_bytes() == expected.read_bytes()


def test_from_the_first_start_to_the_docx(open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path) -> None:
    letter = replace(sample("seed_letter"), agency=agency_defaults("朝阳市民政局"))
    window = open_window()
    assert keyboard.field == "单位全称"
    keyboard.type("朝阳市民政局")
    keyboard.press(Qt.Key.Key_Return)
    assert load_settings(data).agency == letter.agency
    assert keyboard.field == "案号"
    write(keyboard, letter)
    keyboard.tab_to("保存到")
    keyboard.replace(str(out))
    keyboard.tab_to("生成")
    keyboard.press(Qt.Key.Key_Space)
    assert page(window).form.letter() == letter
    assert [path.name for path in out.iterdir()] == [target_in(out, letter).name]
    assert load_settings(data).folder == str(out)


def test_a_new_letter_begins_at_the_number_and_keeps_what_the_office_always_writes(
    open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    letter = sample("seed_letter")
    window = open_window(office(letter, out))
    write(keyboard, letter)
    keyboard.shortcut(Qt.Key.Key_Return)
    keyboard.shortcut(Qt.Key.Key_N)
    assert keyboard.field == "案号"
    fresh = page(window).form.letter()
    assert (fresh.session, fresh.contact, fresh.agency) == (letter.session, letter.contact, letter.agency)
    assert not fresh.proposals
    assert not fresh.answer
