"""Whole letters written by keyboard alone, from the first start to the docx."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from letter.derived import agency_defaults
from letter.model import Block, Proposal, Proposers, ReplyLetter
from letter.outline import write_answer
from letter.wording import kinds
from services.clock import today
from services.data_folder import DataFolder
from services.making import make_file, new_letter, target_in
from services.settings import Settings, load_settings
from tests.letters import SAMPLES, sample
from tests.ui.conftest import Open, office, page
from tests.ui.keyboard import Keyboard
from ui.fields.readers import ISSUERS, write_day
from ui.form.sections.case import PERIODS, ROLES
from ui.form.sections.signing import DISCLOSURES

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FEW_STOPS = 5
MOST_INPUTS = 9


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


def test_a_new_office_has_its_first_letter_after_nine_inputs(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    """Whatever must be typed or chosen is logged, and every button."""
    window = open_window()
    keyboard.type("朝阳市民政局")
    keyboard.shortcut(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
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
    assert len(keyboard.log) <= MOST_INPUTS
    letter = page(window).form.letter()
    assert letter.agency == agency_defaults("朝阳市民政局")
    assert (letter.session.term, letter.session.meeting) == (12, 2)
    assert letter.proposals == (Proposal("176", "关于公厕的提案"),)
