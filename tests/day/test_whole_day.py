"""The whole day by keyboard alone, at the real window on an X server: the folder then holds what was meant."""

import datetime
import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec.structs import replace

from letter.completeness import gaps
from letter.model import Contact, DocumentNumber, JointIssuer, Proposal, Proposers, ReplyLetter, Session
from letter.outline import read_answer
from register.cases import add_case, list_cases
from register.ledger import read_ledger
from register.letters import versions_of
from register.values import Case
from services.clock import today
from services.data_folder import DataFolder
from services.making import make_file, target_in
from services.recent import recent_letters
from services.registering import open_register
from services.settings import load_settings
from tests.day.clerk import SETTLE_S, Clerk, sitting
from tests.day.input_methods import PATIENT_PROGRAM, desktop
from tests.letters import plain_letter
from ui.settings.fields import SIZES

pytestmark = pytest.mark.full
# fcitx or fcitx5: the day is then typed by way of it.
DAEMON_VARIABLE = "FUHAN_TEST_DAEMON"

AGENCY = "朝阳市民政局"
CONTACT = Contact("周岚", "0421-2810000")
CPPCC, NPC = Session("朝阳市政协", 12, 2), Session("朝阳市人大", 17, 3)
NUMBERED = "一、现状\n全市现有社区养老服务站86个。\n二、下一步工作\n（一）新增12个\n2024年前建成。"
SHORT = "您的建议很好，我们将会同财政部门办理。"
LONG = "一、加强领导\n成立专班。"
ADDED = "\n二、经费保障\n每站补助3万元。"
BEGUN, REST = "正在写的答复，", "停电以后接着写完。"


def letter(number: str, subject: str, answer: str, serial: int, **changes: object) -> ReplyLetter:
    """Return a letter of the day."""
    base = plain_letter(
        session=CPPCC, contact=CONTACT, proposals=(Proposal(number, subject),), answer=read_answer(answer)
    )
    return replace(base, document_number=replace(base.document_number, serial=serial), **changes)


FIRST = letter("176", "关于社区治理的建议", LONG, 32)
SECOND = letter("201", "关于养老服务的提案", NUMBERED, 33, proposers=Proposers(("赵文涛",)), closing="此复。")
THIRD = letter(
    "58", "关于规范收费的建议", SHORT, 34, kind="npc_suggestion", session=NPC,
    proposers=Proposers(("王树林", "赵文涛"), total=5), document_date=datetime.date(2023, 4, 6),
)  # fmt: skip
JOINT = letter(
    "9", "关于特殊教育的提案", SHORT, 35, joint_issuers=(JointIssuer("朝阳市教育局"), JointIssuer("朝阳市财政局"))
)
CORRECTED = replace(FIRST, answer=read_answer(LONG + ADDED))
RESTORED = letter("88", "关于儿童福利的提案", BEGUN + REST, 36, proposers=Proposers(("赵文涛",)))
AGAIN = letter("88", "关于儿童福利的提案", SHORT, 37, proposers=Proposers(("赵文涛",)))
AMENDED = replace(AGAIN, answer=read_answer(SHORT + ADDED))
AT_START = letter("102", "关于养老建议的提案", LONG, 38, proposers=Proposers(("王树林",)))
IN_REGISTER = letter("103", "关于社区收费的提案", SHORT, 39, proposers=Proposers(("李文清",)))
REASON = "财政保障已增加"
CASE = ("案号", "案由", "姓名")


def case_of(wanted: ReplyLetter) -> dict[str, str]:
    """Return what is typed for number, subject and proposers."""
    proposal = wanted.proposals[0]
    return dict(zip(CASE, (proposal.number, proposal.subject, "、".join(wanted.proposers.people)), strict=True))


def paper_of(wanted: ReplyLetter, date: str) -> dict[str, str]:
    """Return what is typed for the document number and the date."""
    return {"年份": "2023", "序号": str(wanted.document_number.serial), "成文日期": date}


def characters() -> set[str]:
    """Return every character that is typed."""
    letters = (FIRST, SECOND, THIRD, JOINT, CORRECTED, RESTORED, AGAIN)
    texts = [REASON, AGENCY, NUMBERED, SHORT, LONG, ADDED, BEGUN, REST, "三月二十一四月六日、此复。教育局财政局"]
    texts += [text for each in letters for text in (*case_of(each).values(), each.session.body)]
    return set("".join([*texts, CONTACT.name]))


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Clerk]:
    """A clerk whose keys go to the program, or first to the input method of her desktop, which is in Latin letters."""
    with sitting(characters(), tmp_path) as found, ExitStack() as session:
        if daemon := os.environ.get(DAEMON_VARIABLE):
            found.environment = session.enter_context(desktop(found.display, tmp_path, daemon)).variables
            found.program = PATIENT_PROGRAM
        yield found


def test_a_whole_day(clerk: Clerk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    first_start(clerk, out)
    finish(clerk, out, FIRST)
    larger_letters(clerk)
    the_three_modes(clerk)
    two_letters_side_by_side(clerk, out)
    a_joint_letter(clerk, out)
    a_made_letter_changed(clerk, out)
    a_power_cut(clerk, out)
    issuing(clerk, out)
    a_second_answer(clerk, out)
    a_correction(clerk, out)
    cases_come(clerk)
    a_case_from_the_start_page(clerk, out)
    a_case_from_the_register(clerk, out)
    assert clerk.leave() == 0
    assert list(clerk.data.drafts.glob("*.json")) == [], "everything has become a docx"
    assert not clerk.data.log.exists(), clerk.data.log.read_text(encoding="utf-8")


def first_start(clerk: Clerk, out: Path) -> None:
    """Enter the agency's name at the first start, then the first letter with all that is remembered from it."""
    clerk.start()
    clerk.type(AGENCY)
    clerk.press("Return")
    for number in (3, 4, 5):
        clerk.see_all_of(number)
    clerk.fill({**case_of(FIRST), "答复内容": LONG, **paper_of(FIRST, "2023.3.21")})
    clerk.fill({"联系人": CONTACT.name, "联系电话": CONTACT.phone, "保存到": str(out), "届": "12", "次会议": "2"})


def larger_letters(clerk: Clerk) -> None:
    """Make the letters of the window larger, and go back to the form."""
    clerk.press("ctrl+comma", "Down")
    clerk.see_the_new_window()
    clerk.press("Escape")
    clerk.wait(lambda: load_settings(clerk.data).size == SIZES[1], "the size is kept")


def the_three_modes(clerk: Clerk) -> None:
    """Look at the pages beside the sheet, at the pages alone, and put them away again."""
    for shown in (True, True, False):
        clerk.press("F8")
        clerk.wait(lambda shown=shown: load_settings(clerk.data).preview.shown is shown, f"the preview: {shown}")


def type_in_all_modes(clerk: Clerk, text: str) -> None:
    """Type on while F8 goes through the modes; what is typed where only the pages are seen goes nowhere."""
    third = len(text) // 3
    clerk.type(text[:third])
    clerk.press("F8")
    clerk.type(text[third : 2 * third])
    clerk.press("F8", "x", "F8")
    clerk.type(text[2 * third :])


def two_letters_side_by_side(clerk: Clerk, out: Path) -> None:
    """Begin the second letter, write the third one in between, and go back to the second."""
    clerk.press("ctrl+n")
    clerk.begin()
    clerk.fill(case_of(SECOND))
    clerk.press("ctrl+n")
    clerk.begin()
    clerk.section(1, "类别")
    clerk.press("Right")
    clerk.fill({"会议": NPC.body, "届": "17", "次会议": "3"})
    clerk.fill({**case_of(THIRD), "等几名": "5", "答复内容": ""})
    type_in_all_modes(clerk, SHORT)
    clerk.fill(paper_of(THIRD, "四月六日"))
    finish(clerk, out, THIRD)
    clerk.press("ctrl+Tab")
    clerk.section(1, "类别")
    clerk.fill({"答复内容": NUMBERED, "结尾": "此复。", **paper_of(SECOND, "20230321")})
    finish(clerk, out, SECOND)


def a_joint_letter(clerk: Clerk, out: Path) -> None:
    """Write a letter with two other agencies, the case column folded to its rail, then a card of it closed."""
    clerk.press("ctrl+n")
    clerk.begin()
    number, subject, _names = case_of(JOINT).items()
    clerk.fill(dict([number, subject]))
    clerk.recall("姓名", "lwq")
    clerk.press("ctrl+1")
    clerk.begin("答复内容")
    clerk.type(SHORT)
    clerk.press("ctrl+1")
    clerk.turn("版头")
    clerk.fill({"联合发文单位": "朝阳市教育局\n朝阳市财政局"})
    clerk.turn("版头")
    clerk.fill(paper_of(JOINT, "三月二十一"))
    clerk.fill({"会议": CPPCC.body, "届": "12", "次会议": "2"})
    finish(clerk, out, JOINT)


def a_made_letter_changed(clerk: Clerk, out: Path) -> None:
    """Open the first letter again from the menu of recent ones and add a section; the old file stays."""
    clerk.press("alt+f", "r", "4")
    time.sleep(SETTLE_S)
    clerk.section(2, "答复内容")
    clerk.press("ctrl+End")
    clerk.type(ADDED)
    before = target_in(out, FIRST).read_bytes()
    finish(clerk, out, CORRECTED, f"{target_in(out, FIRST).stem}（2）.docx")
    assert target_in(out, FIRST).read_bytes() == before


def a_power_cut(clerk: Clerk, out: Path) -> None:
    """Lose the program in the middle of an answer, find it again at the next start, and write it to its end."""
    clerk.press("ctrl+n")
    clerk.begin()
    clerk.fill({**case_of(RESTORED), "答复内容": BEGUN})
    clerk.wait(lambda: BEGUN in "".join(map(draft_text, clerk.data.drafts.glob("*.json"))), "the draft is kept")
    clerk.kill()
    clerk.start()
    clerk.press("space")
    clerk.go("答复内容")
    clerk.press("ctrl+End")
    clerk.type(REST)
    clerk.fill(paper_of(RESTORED, "2023-3-21"))
    finish(clerk, out, RESTORED)


def issuing(clerk: Clerk, out: Path) -> None:
    """Send the last letter out; the register has its number, and the file is what it was."""
    clerk.press("ctrl+shift+Return")
    time.sleep(SETTLE_S)
    clerk.press("Return")
    clerk.wait(clerk.data.register.exists, "the register is made")
    clerk.wait(lambda: bool(issued(clerk.data)), "the letter is issued")
    assert issued(clerk.data) == {RESTORED.document_number: str(target_in(out, RESTORED))}


def issue(clerk: Clerk, reason: str = "") -> None:
    """Agree to what the panel shows, with a reason where one is asked for."""
    clerk.press("ctrl+shift+Return")
    agree(clerk, reason)


def agree(clerk: Clerk, reason: str = "") -> None:
    """Agree to what the panel shows once it is there."""
    time.sleep(SETTLE_S)
    clerk.type(reason)
    clerk.press("Return")


def a_second_answer(clerk: Clerk, out: Path) -> None:
    """Answer a case a second time: without a reason it does not go out, with one it has a number of its own."""
    before = issued(clerk.data)
    clerk.press("ctrl+n")
    clerk.begin()
    clerk.fill({**case_of(AGAIN), "答复内容": SHORT, **paper_of(AGAIN, "2023-3-21")})
    issue(clerk)
    time.sleep(SETTLE_S)
    clerk.press("Escape")
    assert issued(clerk.data) == before
    issue(clerk, REASON)
    goes_out(clerk, out, AGAIN)


def a_correction(clerk: Clerk, out: Path) -> None:
    """Write on in the letter that went out; the key that makes a file leads to its correction."""
    clerk.section(2, "答复内容")
    clerk.press("ctrl+End")
    clerk.type(ADDED)
    clerk.press("ctrl+Return")
    agree(clerk, REASON)
    clerk.wait(lambda: len(versions_of(open_register(clerk.data), AGAIN.document_number)) > 1, "there is a correction")
    wait_until_noted(clerk, AMENDED)
    first, second = versions_of(open_register(clerk.data), AGAIN.document_number)
    assert (first.letter, second.letter) == (AGAIN, AMENDED)
    check_file(Path(first.path), out, AGAIN)
    check_file(Path(second.path), out, AMENDED)


def cases_come(clerk: Clerk) -> None:
    """Leave the program for a while, in which two cases come into the register, and start it again."""
    assert clerk.leave() == 0
    sessions = ("朝阳市政协十二届二次会议", "12届2次")
    for days, (wanted, session) in enumerate(zip((AT_START, IN_REGISTER), sessions, strict=True)):
        due = today() + datetime.timedelta(days=days)
        (proposal,), (name,) = wanted.proposals, wanted.proposers.people
        add_case(
            open_register(clerk.data),
            Case(
                kind=wanted.kind, proposal=proposal.number, session=session, subject=proposal.subject,
                proposers=name, due_override=due,
            ),
        )  # fmt: skip
    clerk.start()


def a_case_from_the_start_page(clerk: Clerk, out: Path) -> None:
    """Answer the first case of the start page: only the answer is written, and what the day needs."""
    clerk.press("Return")
    answer_case(clerk, out, AT_START, LONG)


def a_case_from_the_register(clerk: Clerk, out: Path) -> None:
    """Find a case in the register and answer it by its menu."""
    clerk.press("ctrl+l")
    time.sleep(SETTLE_S)
    clerk.type(IN_REGISTER.proposals[0].number)
    time.sleep(SETTLE_S)
    clerk.press("Down", "Menu", "a")
    answer_case(clerk, out, IN_REGISTER, SHORT)
    cases = list_cases(open_register(clerk.data), today())
    assert {case.state for case in cases} == {"replied"}


def answer_case(clerk: Clerk, out: Path, wanted: ReplyLetter, answer: str) -> None:
    """Write the answer of a case, whose letter begins there, and send it out."""
    time.sleep(SETTLE_S)
    clerk.begin("答复内容")
    clerk.type(answer)
    clerk.fill(paper_of(wanted, "2023-3-21"))
    issue(clerk)
    goes_out(clerk, out, wanted)


def goes_out(clerk: Clerk, out: Path, wanted: ReplyLetter) -> None:
    """Wait until a letter is in the register; its file must be what is meant."""
    clerk.wait(lambda: wanted.document_number in issued(clerk.data), f"{wanted.document_number} is issued")
    wait_until_noted(clerk, wanted)
    check_file(Path(issued(clerk.data)[wanted.document_number]), out, wanted)


def issued(data: DataFolder) -> dict[DocumentNumber, str]:
    """Return the letters that went out, by number, and their files."""
    store = open_register(data)
    numbers = [entry.number for entry in read_ledger(store).entries if entry.state == "issued"]
    return {number: versions_of(store, number)[-1].path for number in numbers}


def draft_text(file: Path) -> str:
    """Return the text in a draft."""
    return json.dumps(json.loads(file.read_bytes()), ensure_ascii=False)


def finish(clerk: Clerk, out: Path, wanted: ReplyLetter, name: str = "") -> None:
    """Make the letter by its key; the file must be, byte by byte, what the command makes of the letter meant."""
    assert gaps(wanted) == []
    target = out / name if name else target_in(out, wanted)
    clerk.press("ctrl+Return")
    clerk.wait(target.exists, f"{target.name} is made; there are {[file.name for file in out.iterdir()]}")
    wait_until_noted(clerk, wanted)
    check_file(target, out, wanted)


def wait_until_noted(clerk: Clerk, wanted: ReplyLetter) -> None:
    """Wait until the window knows that a letter was made: its file is there a moment earlier."""

    def noted() -> bool:
        return any(recent.made and recent.letter == wanted for recent in recent_letters(clerk.data)[:1])

    clerk.wait(noted, "the letter that was made is the last of the recent ones")


def check_file(file: Path, out: Path, wanted: ReplyLetter) -> None:
    """Fail unless a file is, byte by byte, what the command makes of a letter."""
    meant = make_file(wanted, out.parent / "meant.docx")
    assert file.read_bytes() == meant.read_bytes(), file.name
