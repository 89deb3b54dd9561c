"""The words that follow from the case."""

import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from letter import derived
from letter.completeness import gaps
from letter.model import Agency, Contact, DocumentNumber, Printing, Proposal, Proposers, ReplyLetter, Session
from tests.letters import plain_letter

replace = msgspec.structs.replace


def npc(**changes: object) -> ReplyLetter:
    return plain_letter(kind="npc_suggestion", session=Session("朝阳市人大", 16, 3), **changes)


def profile(**changes: object) -> ReplyLetter:
    letter = plain_letter(contact=Contact("周岚", "0421-2810000", "提案科"))
    return replace(letter, agency=replace(letter.agency, **changes))


def test_title_by_kind() -> None:
    assert derived.title(plain_letter()) == "朝阳市民政局关于朝阳市政协十二届二次会议第176号提案的答复"
    assert derived.title(npc()) == "朝阳市民政局关于朝阳市十六届人大三次会议第176号建议的答复"
    assert derived.title(profile(title_with_issuer=False, title_ending="复函")).startswith("关于朝阳市政协")
    assert derived.title(profile(title_ending="复函")).endswith("提案的复函")


def test_several_numbers_keep_zeros_and_letters() -> None:
    letter = plain_letter(proposals=(Proposal("025", "甲"), Proposal("Y072", "乙")))
    assert "第025号、第Y072号提案" in derived.title(letter)
    assert derived.opening(letter).startswith("您提出的《甲》（第025号提案）、《乙》（第Y072号提案）收悉。")


def test_same_subject_is_named_once() -> None:
    letter = plain_letter(proposals=(Proposal("1", "甲"), Proposal("2", "甲")))
    assert "《甲》（第1号、第2号提案）收悉" in derived.opening(letter)


PROPOSERS = [
    (Proposers(("李文清",)), "李文清委员：", "您"),
    (Proposers(("甲", "乙")), "甲、乙委员：", "你们"),
    (Proposers(("甲",), (), 5), "甲等5名委员：", "你们"),
    (Proposers(("甲", "乙"), (), 13), "甲、乙等13名委员：", "你们"),
    (Proposers(("甲",), (), 1), "甲委员：", "您"),
    (Proposers((), ("民盟朝阳市委会",)), "民盟朝阳市委会：", "贵单位"),
    (Proposers((), ("市工商联", "市妇联")), "市工商联、市妇联：", "你们"),
    (Proposers(("甲",), ("市工商联",)), "市工商联、甲委员：", "你们"),
]  # fmt: skip


@pytest.mark.parametrize(("proposers", "salutation", "pronoun"), PROPOSERS, ids=[row[1] for row in PROPOSERS])
def test_salutation_and_pronoun(proposers: Proposers, salutation: str, pronoun: str) -> None:
    letter = plain_letter(proposers=proposers)
    assert derived.salutation(letter) == salutation
    assert derived.pronoun(letter) == pronoun
    assert derived.opening(letter).startswith(f"{pronoun}提出的《")
    assert f"感谢{pronoun}对" in derived.closing(letter)


def test_kind_changes_every_dependent_word() -> None:
    letter = npc()
    assert derived.salutation(letter) == "李文清代表："
    assert "（第176号建议）" in derived.opening(letter)
    assert "人大常委会" in derived.copy_to(letter)[1]
    assert "政协" not in "".join([form(letter) for form in derived.DERIVED.values()])


def test_subject_is_never_doubly_quoted() -> None:
    assert derived.cited_subject("《关于甲的建议》") == "关于甲的建议"
    assert derived.cited_subject("关于落实《乙》的建议") == "关于落实〈乙〉的建议"
    assert derived.cited_subject("《甲》和《乙》") == "〈甲〉和〈乙〉"


def test_overrides_win_and_are_restored_by_removing_them() -> None:
    letter = plain_letter(title="另拟标题", pronoun="你", salutation="", file_name="a:b.docx")
    assert derived.effective_text(letter, "title") == "另拟标题"
    assert derived.effective_text(letter, "salutation") == ""
    assert derived.opening(letter).startswith("你提出的")
    assert derived.effective_text(letter, "file_name") == "a：b.docx"
    assert derived.effective_text(replace(letter, title=None), "title") == derived.title(letter)


def test_note_and_contact() -> None:
    assert derived.note(profile()) == "（此件公开发布）"
    assert derived.note(profile(contact_position="in_note")).split("\n") == [
        "（此件公开发布）",
        "（联系科室：提案科　联系人：周岚　联系电话：0421-2810000）",
    ]
    assert derived.note(replace(profile(), disclosure="none")) == "（此件不予公开）"


def test_copies_count_people_organs_and_files() -> None:
    assert derived.copies(plain_letter()) == 1 + 2 + 3
    assert (
        derived.copies(plain_letter(proposers=Proposers(("甲",), ("市工商联",), 5), report_to=("市委",)))
        == 6 + 2 + 1 + 3
    )
    assert derived.copies(plain_letter(copy_to=())) == 1 + 3


def test_number_and_date_may_be_open() -> None:
    letter = plain_letter(document_number=DocumentNumber("朝民函", 2023), document_date=None)
    assert derived.document_number_text(letter) == "朝民函〔2023〕　　号"
    assert derived.document_date_text(letter) == "2023年　　月　　日"
    assert derived.document_number_text(plain_letter(document_number=DocumentNumber())) == "朝民函〔　　〕　　号"
    assert derived.document_date_text(plain_letter(document_date=datetime.date(2024, 1, 2))) == "2024年1月2日"


def test_session_without_place_or_numbers() -> None:
    assert (
        derived.session_text(plain_letter(session=Session("政协朝阳市委员会", 12, 2)))
        == "政协朝阳市委员会十二届二次会议"
    )
    assert derived.session_text(plain_letter(session=Session("朝阳市政协"))) == "朝阳市政协"


AGENCIES = [
    ("朝阳市民政局", "朝阳市", "我市民政工作", "朝民函"),
    ("沈阳市和平区城市建设局", "沈阳市和平区", "我区城市建设工作", "沈城函"),
    ("朝阳市市场监督管理局", "朝阳市", "我市市场监督管理工作", "朝市函"),
    ("辽宁省民政厅", "辽宁省", "我省民政工作", "辽民函"),
    ("建平县教育局", "建平县", "我县教育工作", "建教函"),
    ("朝阳市卫生健康委员会", "朝阳市", "我市卫生健康工作", "朝卫函"),
    ("内蒙古自治区赤峰市红山区人民政府", "内蒙古自治区赤峰市红山区", "我区人民政府工作", "内人函"),
    ("凉山彝族自治州民政局", "凉山彝族自治州", "我州民政工作", "凉民函"),
    ("民政局", "", "民政工作", "民函"),
]


@pytest.mark.parametrize(("name", "place", "work", "code"), AGENCIES, ids=[row[0] for row in AGENCIES])
def test_profile_follows_from_the_name(name: str, place: str, work: str, code: str) -> None:
    guessed = derived.agency_defaults(name)
    assert (guessed.place, guessed.work, guessed.code) == (place, work, code)


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("朝阳市民政局", "朝阳市民政局办公室"),
        ("朝阳市人民政府办公室", "朝阳市人民政府办公室"),
        ("辽宁省人民政府办公厅", "辽宁省人民政府办公厅"),
        ("中共朝阳市委机构编制委员会办公室", "中共朝阳市委机构编制委员会办公室"),
        ("朝阳市委办", "朝阳市委办"),
        ("朝阳市办事处", "朝阳市办事处办公室"),
    ],
)
def test_an_office_prints_its_letters_itself(name: str, office: str) -> None:
    letter = plain_letter(agency=Agency(name=name))
    assert derived.printing_office(letter) == office


FILE_NAMES = [
    ('一/二\\三:四*五?六"七<八>九|十', "一／二＼三：四＊五？六＂七＜八＞九｜十.docx"),
    ("CON", "_CON.docx"),
    ("lpt1.函", "_lpt1.函.docx"),
    ("末尾有点. ", "末尾有点.docx"),
    ("", "复函.docx"),
    ("已有.DOCX", "已有.docx"),
]


@pytest.mark.parametrize(("words", "name"), FILE_NAMES, ids=[row[1] for row in FILE_NAMES])
def test_file_names_are_legal_on_windows(words: str, name: str) -> None:
    assert derived.safe_file_name(words) == name


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_any_file_name_is_safe_and_stable(words: str) -> None:
    name = derived.safe_file_name(words)
    assert derived.safe_file_name(name) == name
    assert len(name) <= 80
    assert len(name.encode()) <= 240
    assert not set(name) & set('\\/:*?"<>|\n\t')


def test_file_name_holds_number_and_title() -> None:
    assert derived.file_name(plain_letter()).startswith("朝民函〔2023〕32号 朝阳市民政局关于")
    assert derived.file_name(plain_letter(document_number=DocumentNumber("朝民函", 2023))).startswith(
        "朝阳市民政局关于"
    )


def test_gaps_are_told_in_the_order_of_the_form() -> None:
    empty = ReplyLetter(format=1, kind="cppcc_proposal", agency=Agency("朝阳市民政局"))
    fields = [gap.field for gap in gaps(empty)]
    assert fields == ["session.body", "session.term", "proposals.number", "proposals.subject", "proposers", "answer"]
    assert gaps(plain_letter()) == []
    assert gaps(plain_letter(document_number=DocumentNumber(), document_date=None, printing=Printing())) == []
    assert all(gap.sentence.endswith("。") for gap in gaps(empty))


def test_an_outcome_must_be_one_of_the_office() -> None:
    assert [gap.field for gap in gaps(plain_letter(outcome_class="D"))] == ["outcome_class"]
    agency = replace(plain_letter().agency, outcome_scheme="A-B-C-D")
    assert gaps(plain_letter(agency=agency, outcome_class="D")) == []
