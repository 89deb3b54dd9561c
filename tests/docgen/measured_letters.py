"""The letters that are measured: short ones, each with some of the elements."""

import datetime
from functools import cache
from typing import Any

from msgspec.structs import replace

from docgen.parts.title_text import title_lines
from letter.derived import agency_defaults, effective_text
from letter.model import (
    Attachment,
    Block,
    Contact,
    Fitting,
    Header,
    JointIssuer,
    Preprinted,
    Printing,
    Proposers,
    ReplyLetter,
)
from letter.outline import read_answer
from tests.docgen.wide_tables import on_their_side
from tests.letters import HAN, paragraphs, plain_letter

ORGAN, LONG_ORGAN = "朝阳市民政局", "朝阳市人力资源和社会保障局"
JOINT = ("朝阳市公安局", "朝阳市财政局", "朝阳市教育局", "朝阳市司法局")
LEVELS = "一、甲乙丙\n（一）丁戊己\n1.庚辛壬\n（1）子丑寅\n正文段落。"
NUMBERS = "项目\t数值\n甲\t1.5\n乙\t20\n丙\t300.25"
# As many rows as leave no room for the sum on the first page.
SUM_TABLE = "项目\t数值\n" + "第几项\t1\n" * 11 + "末一项\t1\n合计\t11"
LONG_TABLE = "项目\t内容\n" + "\n".join(f"{HAN}{row}\t{HAN * 8}" for row in range(45))
LONG_NAME = "关于社区工作者职业体系建设中期评估情况的综合报告及下一阶段任务分工安排"
COPIES = ("市政府办公室", "市委督查室", "市人大常委会办公室", "市政协提案委员会办公室", "市社区建设指导中心")


def letter(organ: str = ORGAN, **changes: Any) -> ReplyLetter:
    """Return a plain letter of an organ; what the letter itself has not is a change of the profile."""
    own = set(ReplyLetter.__struct_fields__)
    agency = agency_defaults(organ)
    habits = {name: change for name, change in changes.items() if name not in own}
    fields = {name: change for name, change in changes.items() if name in own}
    base = plain_letter(contact=Contact("周岚", "0421-2810000"), agency=replace(agency, **habits))
    return replace(base, **fields)


def joint(**changes: Any) -> ReplyLetter:
    """Return a letter of five organs."""
    issuers = tuple(JointIssuer(name, f"{name}局长") for name in JOINT)
    return letter(joint_issuers=issuers, title="关于联合办理情况的答复", **changes)


@cache
def letters() -> dict[str, ReplyLetter]:
    """Return the letters by name."""
    long = (Block(text=HAN * 28 * 60), *paragraphs(22))
    made = {
        "plain": letter(outcome_class="A", document_date=datetime.date(2023, 3, 21)),
        "wide_page_rules": letter(rules_centred_on="page"),
        "outcome_at_number": letter(outcome_class="A", outcome_position="number_line"),
        "outcome_at_title": letter(outcome_class="A", outcome_position="title"),
        "signatory_in_corner": letter(show_signatory=True, signatory="赵立"),
        "signatory_at_number": letter(show_signatory=True, signatory="赵立", signatory_position="number_line"),
        "signatory_at_foot": letter(show_signatory=True, signatory="赵立", signatory_position="foot"),
        "long": letter(answer=long, imprint="full", show_copies=True),
        "levels": letter(answer=read_answer(LEVELS)),
        "classified": letter(header=Header("12", "机密★1年", "特急")),
        "long_organ": letter(LONG_ORGAN),
        "unsealed": letter(seal="unsealed"),
        "unsealed_long": letter(LONG_ORGAN, seal="unsealed"),
        "unsealed_even": letter(seal="unsealed", document_date=datetime.date(2024, 6, 5)),
        "stamp": letter(seal="signature_stamp", signer_title="局长"),
        "joint_sealed": joint(),
        "joint_unsealed": joint(seal="unsealed"),
        "joint_stamp": joint(seal="signature_stamp", signer_title="局长"),
        "in_note": letter(contact_position="in_note"),
        "before_signature": letter(contact_position="before_signature"),
        "disclosure_at_number": letter(disclosure_position="number_line"),
        "in_imprint": letter(disclosure_position="imprint", contact_position="imprint", imprint="full"),
        "attached": letter(
            attachments=(
                Attachment("社区工作者配备情况表", (Block(text="附件一内容。"),)),
                Attachment(LONG_NAME, (Block(text="附件二内容。"),)),
            )
        ),
        "imprint": letter(imprint="full", show_copies=True, copy_to=COPIES, report_to=("市委办公室",)),
        "plain_imprint": letter(copy_to=COPIES),
        "even": letter(imprint="full", imprint_even_page=True),
        "many": letter(proposers=Proposers(tuple(f"张{HAN}{HAN}" for _ in range(90))), answer=paragraphs(6, 50)),
        "document": letter(letterhead="document_format", imprint="full", answer=long),
        "document_signed": letter(
            letterhead="document_format", header=Header("12", "机密★1年", "特急"),
            show_signatory=True, signatory="赵立", signatory_position="number_line",
        ),
        "document_signed_by_three": letter(
            letterhead="document_format", show_signatory=True, signatory="赵立、钱明、孙平",
            signatory_position="number_line",
        ),
        "document_joint": letter(letterhead="document_format", joint_issuers=(JointIssuer("朝阳市发展改革委"),)),
        "document_without_word": letter(letterhead="document_format", mark_with_document=False),
        "preprinted": letter(
            letterhead="preprinted", answer=long, paper=Preprinted(head_end=55.0, offset_right=15, offset_down=20)
        ),
        "preprinted_foot": letter(
            letterhead="preprinted", paper=Preprinted(foot_rules=False, number_top=70.0, number_place="centre")
        ),
        "preprinted_page_rules": letter(
            letterhead="preprinted", rules_centred_on="page", paper=Preprinted(foot_rules=False, offset_right=15)
        ),
        "preprinted_left": letter(letterhead="preprinted", paper=Preprinted(number_place="left")),
        "table": letter(answer=read_answer(NUMBERS)),
        "fitted": letter(answer=(Block(text=HAN * (28 * 60 + 10)),), fitting=Fitting(-0.5, -0.3)),
        "sum_table": letter(answer=read_answer(SUM_TABLE)),
        "long_table": letter(answer=read_answer(LONG_TABLE)),
        **on_their_side(),
        "rare": letter(proposers=Proposers(("王喆",)), answer=(Block(text="镕堃𠮷与常见字。"),)),
        "printed_later": letter(imprint="full", printing=Printing("", datetime.date(2023, 4, 8))),
    }  # fmt: skip
    lines = [title_lines(made[name], effective_text(made[name], "title")) for name in ("plain", "unsealed")]
    assert len(lines[0]) == len(lines[1])
    return made
