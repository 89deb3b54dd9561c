"""What a letter still needs before it can be put on paper (C-01): one sentence for each gap."""

from typing import NamedTuple

from letter.messages import Message, message
from letter.model import ReplyLetter
from letter.wording import kinds


class Gap(NamedTuple):
    """One thing that is missing: the letter's field and a Chinese sentence that says what to do."""

    field: str
    sentence: str


def gaps(letter: ReplyLetter) -> list[Gap]:
    """Return what is missing, in the order of the form; a number or day not given yet is no gap (草稿)."""
    kind = kinds()[letter.kind]
    paper = Message(kind.noun)
    session, proposers, co = letter.session, letter.proposers, letter.role == "co"
    numbered = all(proposal.number for proposal in letter.proposals) and letter.proposals
    named = letter.proposals and letter.proposals[0].subject
    stamp = letter.agency.seal == "signature_stamp"
    rows = (
        (session.body, "session.body", message("请填写届次中的会议，例如“朝阳市政协”。")),
        (
            session.term and (session.meeting or session.period != "meeting"),
            "session.term",
            message("请填写第几届第几次会议。") if session.period == "meeting" else message("请填写第几届。"),
        ),
        (
            session.period in kind.sessions,
            "session.period",
            message("{kind}没有平时{paper}，请改选大会或闭会期间。", kind=Message(kind.name), paper=paper),
        ),
        (numbered, "proposals.number", message("请填写{paper}的案号。", paper=paper)),
        (named or letter.opening, "proposals.subject", message("请填写{paper}的标题（案由）。", paper=paper)),
        (
            co or proposers.people or proposers.organizations or letter.salutation,
            "proposers",
            message("请填写{person}姓名或提出单位。", person=Message(kind.person_title)),
        ),
        (not co or letter.lead_unit or letter.salutation, "lead_unit", message("请填写会办意见主送哪个主办单位。")),
        (
            not letter.outcome_class or letter.outcome_class in letter.agency.outcome_scheme.split("-"),
            "outcome_class",
            message(
                "办理结果“{outcome}”不在本单位的分类（{scheme}）里，请重新选择。",
                outcome=letter.outcome_class,
                scheme=letter.agency.outcome_scheme,
            ),
        ),
        (letter.answer, "answer", message("请填写答复内容。")),
        (
            not stamp or letter.agency.signer_title,
            "agency.signer_title",
            message("请在单位档案里填写签发人职务，例如“局长”，它印在签名章旁。"),
        ),
        (
            not stamp or all(issuer.signer_title for issuer in letter.joint_issuers),
            "joint_issuers",
            message("请填写每个联合发文单位的签发人职务，它印在签名章旁。"),
        ),
        (
            all(attachment.title or not attachment.answer for attachment in letter.attachments),
            "attachments.title",
            message("请填写附件的标题，附件说明里要列出它。"),
        ),
    )
    return [Gap(field, sentence) for present, field, sentence in rows if not present]
