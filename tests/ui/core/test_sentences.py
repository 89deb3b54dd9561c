"""What letter/ and services/ say in Chinese the window says in its own language, whole and with the same values."""

import errno
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from letter.codec import LetterError, read_letter
from letter.completeness import gaps
from letter.messages import Message, joined, message
from letter.model import PARAGRAPH_LIMIT, Agency, Attachment, Block, JointIssuer
from letter.outline import AnswerTooLong, read_answer
from services.clock import today
from services.data_folder import DataFolder
from services.installed_fonts import font_sentence
from services.json_files import BrokenFile, read_json
from services.letter_files import CannotRead, read_letter_file
from services.making import CannotMake, docx_bytes, make_file, new_letter
from services.opening import CannotOpen, open_file
from services.os_errors import reason_of
from services.profiles import import_profiles
from services.report import report_fault
from services.saving import SaveError, save_bytes
from services.settings import Settings
from tests.letters import sample
from ui.core.i18n import SOURCE, translate, use_language

HAN = re.compile("[\u4e00-\u9fff]")
EXPECTED = (CannotMake, SaveError, CannotRead, LetterError, BrokenFile, CannotOpen, AnswerTooLong)
CASE = '{"format": 1, "kind": "cppcc_proposal", "agency": {"name": "a"}'
QUOTED = re.compile("“[^”]*”")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language(SOURCE)


def chinese_left(said: str) -> list[str]:
    return HAN.findall(QUOTED.sub("", said))


def test_every_gap_is_told_in_english() -> None:
    empty = new_letter(Settings(), today())
    stamped = replace(
        empty, agency=replace(empty.agency, seal="signature_stamp"), joint_issuers=(JointIssuer("朝阳市财政局"),)
    )
    letters = [
        empty, stamped, replace(empty, kind="npc_suggestion"), replace(empty, role="co"),
        replace(empty, kind="npc_suggestion", session=replace(empty.session, period="ordinary")),
        replace(empty, outcome_class="Q"),
        replace(empty, attachments=(Attachment(title="", answer=(Block(text="文"),)),)),
    ]  # fmt: skip
    sentences = [gap.sentence for letter in letters for gap in gaps(letter)]
    assert len(set(sentences)) > 12
    assert [translate(said) for said in sentences if chinese_left(translate(said))] == []
    assert all(isinstance(said, Message) for said in sentences)
    assert translate(joined(sentences[:2])) == f"{translate(sentences[0])} {translate(sentences[1])}"
    assert translate(CannotMake(gaps(empty))) == " ".join(translate(gap.sentence) for gap in gaps(empty))


def _too_many_copies() -> None:
    docx_bytes(replace(sample("seed_letter"), copy_to=tuple(f"朝阳市第{number}局" for number in range(200))))


def _failing(action: Callable[[], object]) -> str:
    with pytest.raises(EXPECTED) as caught:
        action()
    return translate(caught.value)


def test_every_expected_error_is_told_in_english(tmp_path: Path) -> None:
    broken, huge = tmp_path / "broken.json", tmp_path / "huge.json"
    broken.write_text("{", encoding="utf-8")
    with open(huge, "wb") as file:
        file.truncate(50_000_001)
    letters = (
        "[]", "{}", '{"format": 9}', "{", "[" * 20_000, '{"format": 1, "kind": "x", "agency": {"name": "a"}}',
        '{"format": 1, "kind": 5}', CASE + ', "answer": [{}]}', CASE + ', "wrong": 1}',
        CASE + ', "answer": [{"level": 1, "heading": "a。b"}]}', CASE + ', "document_date": "today"}',
        CASE + ', "role": "wax"}', CASE + ', "lead_unit": 1.5}', CASE + ', "proposals": null}',
    )  # fmt: skip
    actions: list[Callable[[], object]] = [
        lambda: save_bytes(tmp_path / "none" / "a.docx", b""),
        lambda: save_bytes(broken / "a.docx", b""),
        lambda: save_bytes(tmp_path, b""),
        lambda: save_bytes(tmp_path / ("a" * 300), b""),
        lambda: save_bytes(tmp_path / "a\0", b""),
        lambda: make_file(sample("seed_letter"), tmp_path / "CON.docx"),
        lambda: read_letter_file(str(tmp_path / "none")),
        lambda: read_letter_file(str(tmp_path)),
        lambda: read_letter_file("a\0"),
        lambda: read_letter_file(str(huge)),
        lambda: import_profiles(Settings(), tmp_path / "none"),
        lambda: import_profiles(Settings(), broken),
        lambda: import_profiles(Settings(), huge),
        lambda: read_json(broken, Settings),
        lambda: open_file(tmp_path / "none"),
        lambda: read_answer("字" * (PARAGRAPH_LIMIT + 1)),
        lambda: read_answer("字\n" * 20_001),
        lambda: read_answer("字\t字\n" * 20_000),
        _too_many_copies,
        *(lambda data=data: read_letter(data.encode()) for data in letters),
    ]
    sentences = [_failing(action) for action in actions]
    assert [said for said in sentences if chinese_left(said) or not said] == []


def test_faults_fonts_and_reasons_are_told_in_english(tmp_path: Path) -> None:
    sentences = [
        translate(report_fault(KeyError("x"), DataFolder(tmp_path))),
        translate(font_sentence(None, ["Arial"])),
        *(translate(reason_of(OSError(number, os.strerror(number)))) for number in errno.errorcode),
    ]
    assert [said for said in sentences if chinese_left(said)] == []


def test_in_the_chinese_window_no_reason_of_the_system_is_english() -> None:
    use_language(SOURCE)
    reasons = [translate(reason_of(OSError(number, os.strerror(number)))) for number in errno.errorcode]
    assert [said for said in reasons if re.search("[A-Za-z]", said)] == []


def test_letter_text_within_a_sentence_stays_as_it_is() -> None:
    said = message("办理结果“{outcome}”不在本单位的分类（{scheme}）里，请重新选择。", outcome="提案", scheme="A-B")
    assert "“提案”" in translate(said)
    agency = Agency(name="朝阳市民政局")
    assert translate(agency.name) == "朝阳市民政局"
