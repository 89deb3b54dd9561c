"""Words of every kind of letter: opinions to a lead unit, papers without a meeting, bodies, joint issuers."""

import io

import docx
import msgspec
import pytest

from docgen.docx.writer import write_docx
from letter import derived
from letter.completeness import gaps
from letter.model import Attachment, Block, JointIssuer, Proposers, ReplyLetter, Session
from letter.wording import kinds
from services.assignment_words import kind_named, kind_words
from tests.letters import ROOT, plain_letter, sample

PERIODS = [
    (Session("朝阳市政协", 12, 2), "朝阳市政协十二届二次会议第176号提案"),
    (Session("朝阳市政协", 12, None, "recess"), "朝阳市政协十二届闭会期间第176号提案"),
    (Session("朝阳市政协", 12, 2, "recess"), "朝阳市政协十二届二次会议闭会期间第176号提案"),
    (Session("朝阳市政协", 12, None, "ordinary"), "朝阳市政协十二届第176号平时提案"),
    (Session("市政协会议", 12, None, "recess"), "市政协会议十二届闭会期间第176号提案"),
]


@pytest.mark.parametrize(("session", "words"), PERIODS, ids=[row[1] for row in PERIODS])
def test_papers_of_each_period(session: Session, words: str) -> None:
    letter = plain_letter(session=session)
    assert derived.title(letter) == f"朝阳市民政局关于{words}的答复"
    assert gaps(letter) == []


def test_the_opening_calls_the_paper_as_the_title_does() -> None:
    letter = plain_letter(session=Session("朝阳市政协", 12, None, "ordinary"))
    assert "（第176号平时提案）收悉" in derived.opening(letter)


def test_a_suggestion_has_a_recess_but_no_ordinary_time() -> None:
    recess = plain_letter(kind="npc_suggestion", session=Session("朝阳市人大", 16, None, "recess"))
    assert derived.title(recess) == "朝阳市民政局关于朝阳市十六届人大闭会期间第176号建议的答复"
    ordinary = plain_letter(kind="npc_suggestion", session=Session("朝阳市人大", 16, None, "ordinary"))
    assert [gap.field for gap in gaps(ordinary)] == ["session.period"]
    assert derived.title(ordinary)


@pytest.mark.parametrize(("period", "field"), [("meeting", ["session.term"]), ("recess", []), ("ordinary", [])])
def test_only_a_meeting_needs_its_number(period: str, field: list[str]) -> None:
    letter = plain_letter(session=Session("朝阳市政协", 12, None, period))  # pyright: ignore[reportArgumentType]
    assert [gap.field for gap in gaps(letter)] == field


BODIES = [
    (Proposers((), ("民盟朝阳市委会",)), "民盟朝阳市委会：", "贵单位"),
    (Proposers((), ("市工商联",)), "市工商联：", "贵会"),
    (Proposers((), ("农业界别",), convener="王立"), "农业界别（召集人：王立委员）：", "你们"),
    (Proposers((), ("市政协社会法制委员会",)), "市政协社会法制委员会：", "贵委员会"),
    (Proposers((), ("建平县代表团",)), "建平县代表团：", "你们"),
    (Proposers((), ("民盟市委会", "农工党市委会")), "民盟市委会、农工党市委会：", "你们"),
    (Proposers(("王立",), ("农业界别",)), "农业界别、王立委员：", "你们"),
]


@pytest.mark.parametrize(("proposers", "salutation", "pronoun"), BODIES, ids=[row[1] for row in BODIES])
def test_bodies_as_proposers(proposers: Proposers, salutation: str, pronoun: str) -> None:
    letter = plain_letter(proposers=proposers)
    assert derived.salutation(letter) == salutation
    assert derived.opening(letter).startswith(f"{pronoun}提出的")


def co(**changes: object) -> ReplyLetter:
    return plain_letter(**({"role": "co", "lead_unit": "朝阳市教育局", "proposers": Proposers()} | changes))


def test_an_opinion_goes_to_the_lead_unit() -> None:
    letter = co(outcome_class="A")
    assert derived.title(letter) == "朝阳市民政局关于朝阳市政协十二届二次会议第176号提案的会办意见"
    assert derived.salutation(letter) == "朝阳市教育局："
    assert derived.opening(letter) == (
        "贵局主办的《关于为社区治理赋能增效的建议》（第176号提案）收悉。经研究，现提出会办意见如下："
    )
    assert derived.closing(letter) == "以上意见，供贵局答复时参考。"
    assert "感谢" not in derived.closing(letter)
    assert derived.outcome_text(letter) == ""
    assert derived.note(letter) == ""
    assert derived.copies_to(letter) == ("市政府办公室（督查室）",)
    assert derived.copies(letter) == 1 + 1 + letter.agency.archive_copies
    assert gaps(letter) == []


def test_an_opinion_needs_a_lead_unit_and_no_proposer() -> None:
    assert [gap.field for gap in gaps(co(lead_unit=""))] == ["lead_unit"]
    assert [gap.field for gap in gaps(plain_letter(proposers=Proposers()))] == ["proposers"]


def test_an_opinions_own_ending() -> None:
    letter = co()
    agency = msgspec.structs.replace(letter.agency, co_title_ending="协办意见", honorific="尊敬的")
    letter = msgspec.structs.replace(letter, agency=agency)
    assert derived.title(letter).endswith("的协办意见")
    assert derived.salutation(letter) == "朝阳市教育局："


def test_joint_issuers_stand_in_the_title_host_first() -> None:
    letter = plain_letter(joint_issuers=(JointIssuer("朝阳市财政局"), JointIssuer("朝阳市公安局")))
    assert derived.issuers(letter) == ("朝阳市民政局", "朝阳市财政局", "朝阳市公安局")
    assert derived.title(letter).startswith("朝阳市民政局　朝阳市财政局　朝阳市公安局关于")
    assert derived.copies(letter) == derived.copies(plain_letter()) + 2


def test_a_signature_stamp_needs_the_office_of_each_signer() -> None:
    letter = plain_letter(joint_issuers=(JointIssuer("朝阳市财政局"),))
    stamped = msgspec.structs.replace(letter.agency, seal="signature_stamp")
    assert [gap.field for gap in gaps(msgspec.structs.replace(letter, agency=stamped))] == [
        "agency.signer_title",
        "joint_issuers",
    ]


@pytest.mark.parametrize("name", ["co_opinion", "party_proposal", "joint_organs", "rare_characters", "three_levels"])
def test_samples_are_complete(name: str) -> None:
    assert gaps(sample(name)) == []


def test_an_attachment_needs_a_title() -> None:
    content = (Block(text="附件内容。"),)
    assert [gap.field for gap in gaps(plain_letter(attachments=(Attachment("", content),)))] == ["attachments.title"]
    assert gaps(plain_letter(attachments=(Attachment("表", content),))) == []


@pytest.mark.parametrize("position", ["note", "number_line", "imprint"])
@pytest.mark.parametrize("letterhead", ["letter_format", "document_format", "preprinted"])
def test_the_disclosure_mark_is_never_lost(position: str, letterhead: str) -> None:
    letter = plain_letter()
    agency = msgspec.structs.replace(letter.agency, letterhead=letterhead, disclosure_position=position)
    letter = msgspec.structs.replace(letter, agency=agency)
    made = docx.Document(io.BytesIO(write_docx(letter)))
    assert sum("此件公开发布" in paragraph.text for paragraph in made.paragraphs) == 1


def test_no_code_names_a_kind() -> None:
    # The examples of the screenshots are of one kind or another.
    examples = {ROOT / "ui" / "screenshots" / "register.py"}
    packages = ("docgen", "intake", "letter", "register", "services", "ui")
    files = {path for package in packages for path in (ROOT / package).rglob("*.py")} - examples
    assert [path.name for path in sorted(files) if any(kind in path.read_text("utf-8") for kind in kinds())] == []


def test_no_kind_hides_another_in_the_head_of_a_list() -> None:
    for name, kind in kinds().items():
        assert kind_named(f"{kind.name}交办清单") == name
        assert name in {known for known, words in kind_words().items() if kind.name in words}
