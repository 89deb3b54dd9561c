"""A field of a recognised letter read anew from words that were selected, as a whole letter would be read."""

import datetime
import re
from typing import Any

import pytest
from msgspec.structs import replace

from intake.recognise import Recognised
from letter.derived import agency_defaults, document_number_text, effective_text, issuers, session_text
from letter.model import Attachment, Block, DocumentNumber, Printing, Proposal, Proposers, ReplyLetter, Session
from services.recognising import recognised
from services.reply_corrections import CORRECTABLE, EMPTIABLE, CannotCorrect, corrected, emptied
from tests.intake.judging import CORPUS
from tests.letters import plain_letter

DAY = datetime.date(2023, 3, 21)
OFFICE = "朝阳市民政局办公室"
FIRST, SECOND = "关于加强社区养老服务的建议", "关于改造老旧小区的提案"
RIGHT: list[tuple[str, str, Any]] = [
    ("/kind", "人大", "npc_suggestion"),
    ("/kind", "李文清代表：", "npc_suggestion"),
    ("/kind", "人大代表建议", "npc_suggestion"),
    ("/kind", "委员提案", "cppcc_proposal"),
    ("/kind", f"政协第8号《{FIRST}》", "cppcc_proposal"),
    ("/outcome_class", "A类", "A"),
    ("/outcome_class", "类别：B", "B"),
    ("/outcome_class", "（Ｃ）", "C"),
    ("/disclosure", "此件公开发布", "active"),
    ("/disclosure", "主动公开", "active"),
    ("/disclosure", "（此件 不予公开）", "none"),
    ("/disclosure", "依申请公开", "on_request"),
    ("/copy_to", "抄送：市政协提案委，市政府办公室。", ("市政协提案委", "市政府办公室")),
    ("/copy_to", "市政协提案委、市政府督查室各1份", ("市政协提案委", "市政府督查室")),
    ("/copy_to", "抄送:市政府办公室（督查室），\n市委统战部（2份）。", ("市政府办公室（督查室）", "市委统战部")),
    ("/copy_to", "报：市委办公室。\n抄送：市政协提案委。", ("市政协提案委",)),
    ("/copy_to", "李文清委员", ("李文清委员",)),
    ("/report_to", "报：市委办公室。\n抄送：市政协提案委。", ("市委办公室",)),
    ("/report_to", "市委、市人大常委会", ("市委", "市人大常委会")),
    ("/printing", f"{OFFICE} 2023年3月21日印发", Printing(OFFICE, DAY)),
    ("/printing", f"{OFFICE}　2023年3月21日印发（共印20份）", Printing(OFFICE, DAY, 20)),
    ("/printing", f"{OFFICE}\n二〇二三年三月二十一日", Printing(OFFICE, DAY)),
    ("/attachments", "附件：1.征询意见表", (Attachment("征询意见表"),)),
    ("/attachments", "附件：1.征询意见表\n2.工作台账", (Attachment("征询意见表"), Attachment("工作台账"))),
    ("/attachments", "附件1：征询意见表\n附件2：工作台账", (Attachment("征询意见表"), Attachment("工作台账"))),
    ("/attachments", "附件：1.征询意见表　2.工作台账", (Attachment("征询意见表"), Attachment("工作台账"))),
    ("/attachments", "征询意见表", (Attachment("征询意见表"),)),
]


def value(letter: ReplyLetter, field: str) -> Any:
    return getattr(letter, field.removeprefix("/"))


@pytest.mark.parametrize(("field", "words", "read"), RIGHT)
def test_words_are_read_as_in_a_whole_letter(field: str, words: str, read: Any) -> None:
    letter = plain_letter(printing=Printing(), copy_to=())
    assert value(corrected(letter, field, words), field) == read


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("/kind", "何敏", "没有说是哪一类"),
        ("/kind", "提案和建议", "没有说是哪一类"),
        ("/kind", "市政协、市人大", "没有说是哪一类"),
        ("/proposals", "何敏", "没有案号"),
        ("/proposals", "朝民函〔2023〕32号", "没有案号"),
        ("/proposals", "0199-2600009", "没有案号"),
        ("/proposals", "2023年3月21日", "没有案号"),
        ("/outcome_class", "何敏", "没有办理结果"),
        ("/outcome_class", "甲类", "没有办理结果"),
        ("/agency", "何敏", "不是单位名称"),
        ("/agency", "感谢您的支持。\n朝阳市民政局", "不是单位名称"),
        ("/disclosure", "何敏", "没有说公开不公开"),
        ("/report_to", "何敏", "没有单位名称"),
        ("/copy_to", "感谢您对我们工作的支持", "没有单位名称"),
        ("/contact/phone", "何敏", "没有电话号码"),
        ("/contact/phone", "联系电话：", "没有电话号码"),
        ("/contact/name", "联系人：", "没有内容"),
        ("/printing", "何敏", "没有印发机关"),
        ("/printing", f"{OFFICE} 2023年3月21日印发\n何敏", "没有印发机关"),
        ("/attachments", "感谢您对我们工作的关心和支持。", "不是附件的标题"),
    ],
)
def test_words_that_say_nothing_of_the_field_are_refused_with_what_is_expected(
    field: str, words: str, sentence: str
) -> None:
    with pytest.raises(CannotCorrect, match=sentence):
        corrected(plain_letter(), field, words)


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ((), "第176号", [("176", "")]),
        ((), "176、177号", [("176", ""), ("177", "")]),
        ((), "176\n177", [("176", ""), ("177", "")]),
        ((), "第一百七十六号", [("176", "")]),
        ((), f"第176号《{FIRST}》", [("176", FIRST)]),
        ((), f"第176号《{FIRST}》、第177号《{SECOND}》", [("176", FIRST), ("177", SECOND)]),
        ((), f"《{FIRST}》（第176号）\n《{SECOND}》（第177号）", [("176", FIRST), ("177", SECOND)]),
        ((), f"《{FIRST}》", [("", FIRST)]),
        ((), "《推进加装电梯》", [("", "推进加装电梯")]),
        ((), "《关于“一老一小”服务的建议》（第8号）", [("8", "关于“一老一小”服务的建议")]),
        ([("7", "")], FIRST, [("7", FIRST)]),
        ([("7", SECOND)], f"《{FIRST}》", [("7", FIRST)]),
        ([("7", SECOND), ("8", "")], f"《{FIRST}》", [("7", SECOND), ("8", FIRST)]),
        ([("7", FIRST)], "第176号", [("176", FIRST)]),
        ([("7", FIRST), ("8", SECOND)], "第8、7号", [("8", SECOND), ("7", FIRST)]),
        ([("7", FIRST), ("8", SECOND)], "第8、9号", [("8", SECOND), ("9", FIRST)]),
    ],
)
def test_numbers_leave_the_subjects_and_a_subject_the_number(
    before: list[tuple[str, str]], words: str, after: list[tuple[str, str]]
) -> None:
    letter = plain_letter(proposals=tuple(Proposal(*one) for one in before))
    assert corrected(letter, "/proposals", words).proposals == tuple(Proposal(*one) for one in after)


def test_of_several_papers_a_subject_alone_is_of_none() -> None:
    letter = plain_letter(proposals=(Proposal("7", FIRST), Proposal("8", SECOND)))
    with pytest.raises(CannotCorrect, match="连案号一起"):
        corrected(letter, "/proposals", "《关于加装电梯的提案》")


@pytest.mark.parametrize("words", ["临江市教育局", "临江市教育局（盖章）\n2023年3月21日", "发布机构：临江市教育局"])
def test_another_organ_signs_and_the_number_stays(words: str) -> None:
    letter = plain_letter(document_number=DocumentNumber("", 2023, 32))
    made = corrected(letter, "/agency", words)
    assert made.agency == agency_defaults("临江市教育局")
    assert document_number_text(made) == document_number_text(letter)


def test_several_organs_sign_the_host_first() -> None:
    letter = corrected(plain_letter(), "/agency", "朝阳市教育局　朝阳市民政局\n朝阳市卫生健康委员会")
    assert issuers(letter) == ("朝阳市教育局", "朝阳市民政局", "朝阳市卫生健康委员会")
    assert issuers(corrected(letter, "/agency", "朝阳市民政局")) == ("朝阳市民政局",)


def test_the_profile_in_use_is_taken_where_it_is_the_host() -> None:
    own = replace(agency_defaults("朝阳市民政局"), title_ending="复函")
    letter = plain_letter(agency=agency_defaults("临江市教育局"))
    assert corrected(letter, "/agency", "朝阳市民政局", own).agency == own
    assert issuers(corrected(letter, "/agency", "朝阳市教育局\n朝阳市民政局", own)) == ("朝阳市教育局", "朝阳市民政局")


def test_what_follows_from_the_kind_goes_with_it_and_the_numbers_of_the_session_stay() -> None:
    letter = corrected(plain_letter(), "/kind", "人大代表建议")
    assert letter.session == Session("朝阳市人大", 12, 2)
    assert session_text(letter) == "朝阳市十二届人大二次会议"
    assert effective_text(letter, "salutation") == "李文清代表："
    assert "第176号建议" in effective_text(letter, "title")
    assert corrected(letter, "/kind", "提案") == plain_letter()


def test_words_by_hand_stay_and_follow_again_where_they_are_the_derived_ones() -> None:
    letter = plain_letter(salutation="李文清代表：", title="关于养老的答复")
    made = corrected(letter, "/kind", "人大")
    assert (made.salutation, made.title) == (None, "关于养老的答复")
    assert effective_text(made, "salutation") == "李文清代表："


def test_a_note_that_says_nothing_stays_empty() -> None:
    letter = plain_letter(note="", role="co", lead_unit="市教育局")
    assert corrected(letter, "/outcome_class", "A类").note == ""


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("2024年1月2日", Printing(OFFICE, datetime.date(2024, 1, 2), 6)),
        ("朝阳市民政局", Printing("朝阳市民政局", DAY, 6)),
        ("共印9份", Printing(OFFICE, DAY, 9)),
    ],
)
def test_a_part_of_the_printing_leaves_the_others(words: str, after: Printing) -> None:
    assert corrected(plain_letter(printing=Printing(OFFICE, DAY, 6)), "/printing", words).printing == after


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("附件：1.意见表\n2.台账", (Attachment("意见表"), Attachment("台账", (Block(text="第一行。"),)))),
        ("附件：台账本", (Attachment("台账本", (Block(text="第一行。"),)),)),
        ("附件：1.意见表\n2.名单", (Attachment("意见表"), Attachment("名单"))),
    ],
    ids=["of the same title", "in the same place", "of none"],
)
def test_the_content_of_an_attachment_stays_with_it(words: str, after: tuple[Attachment, ...]) -> None:
    letter = plain_letter(attachments=(Attachment("台账", (Block(text="第一行。"),)),))
    assert corrected(letter, "/attachments", words).attachments == after


@pytest.mark.parametrize("field", sorted(EMPTIABLE))
def test_a_field_that_may_be_empty_is_emptied(field: str) -> None:
    name, _, part = field.removeprefix("/").partition("/")
    plain = ReplyLetter(format=1, kind="cppcc_proposal", agency=agency_defaults("朝阳市民政局"), copy_to=(), note="",
                        closing="")  # fmt: skip
    made = getattr(emptied(plain_letter(), field), name)
    nothing = getattr(plain, name)
    assert (getattr(made, part) if part else made) == (getattr(nothing, part) if part else nothing)


def test_what_a_letter_always_has_is_corrected_but_not_emptied() -> None:
    assert {"/kind", "/agency", "/disclosure", "/title", "/salutation", "/opening"} == CORRECTABLE - EMPTIABLE


def test_more_papers_than_a_letter_answers_are_refused_in_a_sentence() -> None:
    with pytest.raises(CannotCorrect, match="太长"):
        corrected(plain_letter(), "/proposals", "、".join(map(str, range(1, 60))))


@pytest.mark.parametrize(
    ("words", "people", "total"),
    [
        ("尊敬的李文清委员：", ("李文清",), None),
        ("赵国梁等代表", ("赵国梁",), None),
        ("厉文博、阚静两位委员：", ("厉文博", "阚静"), None),
        ("李文清、王强等5名委员", ("李文清", "王强"), 5),
        ("李文清 王强", ("李文清", "王强"), None),
    ],
)
def test_words_around_a_name_are_no_part_of_it(words: str, people: tuple[str, ...], total: int | None) -> None:
    assert corrected(plain_letter(), "/proposers", words).proposers == Proposers(people, total=total)


@pytest.mark.parametrize("words", ["您好！", "感谢您对我们工作的关心和支持。", "："])
def test_what_names_nobody_is_no_proposer(words: str) -> None:
    with pytest.raises(CannotCorrect, match="提出者"):
        corrected(plain_letter(), "/proposers", words)


def test_a_subject_that_was_broken_over_lines_is_one() -> None:
    words = "《关于加快智慧城管建设的建议》（第12号）和《关于增设城\n区公共厕所的建议》（第13号）"
    assert corrected(plain_letter(), "/proposals", words).proposals == (
        Proposal("12", "关于加快智慧城管建设的建议"),
        Proposal("13", "关于增设城区公共厕所的建议"),
    )


def test_as_many_subjects_as_papers_leave_the_numbers() -> None:
    letter = plain_letter(proposals=(Proposal("7", "关于甲"), Proposal("8", "关于乙")))
    made = corrected(letter, "/proposals", f"《{FIRST}》、《{SECOND}》").proposals
    assert made == (Proposal("7", FIRST), Proposal("8", SECOND))


@pytest.mark.parametrize("words", ["标题：关于养老\n第 29 号提案的答复", "关于养老第29号提案的答复"])
def test_a_title_is_told_without_its_label_and_layout(words: str) -> None:
    assert corrected(plain_letter(), "/title", words).title == "关于养老第29号提案的答复"


FIELDS = (
    "/document_number", "/outcome_class", "/agency", "/disclosure", "/report_to", "/copy_to", "/printing",
    "/attachments", "/document_date", "/contact/name", "/contact/phone", "/contact/department", "/title",
    "/salutation", "/opening", "/closing", "/signatory",
)  # fmt: skip
# Beside the words of a field: heads, offices, and what attachments hold.
_BESIDE = re.compile("mark|signer_title|answer")


def own_words(found: Recognised, field: str) -> str:
    """Return the words of the source from which a field was recognised."""
    pieces = [piece for piece in found.pieces if piece.field.startswith(field) and not _BESIDE.search(piece.field)]
    return "\n".join(found.text[piece.start : piece.end] for piece in pieces if piece.end > piece.start)


@pytest.mark.parametrize("name", [file.stem for file in sorted(CORPUS.glob("*.txt"))])
def test_the_words_of_a_recognised_field_are_read_as_they_were_in_the_whole_letter(name: str) -> None:
    found = recognised((CORPUS / f"{name}.txt").read_text(encoding="utf-8"), None)
    letter = found.letter
    for field in FIELDS:
        if words := own_words(found, field):
            made = corrected(letter, field, words)
            assert made == letter, (field, words)
    if (words := own_words(found, "/salutation")) and letter.role != "co":
        assert corrected(letter, "/proposers", words) == letter


@pytest.mark.parametrize(
    ("field", "words", "read"),
    [
        ("/signatory", "签发人：赵建国", "赵建国"),
        ("/signatory", "签发人: 赵 建 国", "赵建国"),
        ("/signatory", "签发人赵建国", "赵建国"),
        ("/signatory", "赵建国", "赵建国"),
        ("/contact/name", "联系人：何敏", "何敏"),
        ("/contact/name", "经办人：何敏　联系电话：0199-2600001", "何敏"),
        ("/contact/name", "联系人及电话：何敏 0199-2600001", "何敏"),
        ("/contact/phone", "经办人：何敏　联系电话：0199-2600001", "0199-2600001"),
        ("/contact/phone", "联系电话：0199-2600001、0199-2600002", "0199-2600001、0199-2600002"),
        ("/contact/phone", "电话：0199-2600001　传真：0199-2600009", "0199-2600001"),
        ("/contact/phone", "电话 0199-2600001", "0199-2600001"),
        ("/contact/phone", "电话：0199-2600001 0199-2600002", "0199-2600001、0199-2600002"),
        ("/contact/phone", "联系电话：（0199）2600001转8012", "（0199）2600001转8012"),
        ("/contact/phone", "12345", "12345"),
        ("/contact/name", "承办负责人：何敏", "何敏"),
        ("/contact/department", "联系科室：养老服务科", "养老服务科"),
    ],
)
def test_a_label_is_no_part_of_its_value(field: str, words: str, read: str) -> None:
    name, _, part = field.removeprefix("/").partition("/")
    value = getattr(corrected(plain_letter(), field, words), name)
    assert (getattr(value, part) if part else value) == read
