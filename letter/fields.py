"""The fields of a letter in one table: what the clerk calls each, and where and under which mark it stands on paper.

A path is that of the model with dots, {} for a number within a list; the JSON pointer of a field (RFC 6901) is made of
it. Everything that has to know all fields reads this table: marks and reading of a docx, preview, comparison, form.
"""

import re
from functools import cache
from typing import Literal, NamedTuple

from letter.messages import Message, message

Part = Literal["", "head", "title", "addressee", "body", "signature", "date", "foot", "imprint"]

_NUMBER = re.compile(r"(?<=/)\d+(?=/|$)")
_ORDINALS = ("first", "second", "third", "fourth")


class Field(NamedTuple):
    """One field: its path in the model and its name for the clerk, {first} and so on being numbers within lists.

    code names its bookmarks in a docx; a field without one is printed within the field above it, or within another, or
    not at all. part is the part of the paper that its bookmark says, empty where the style of the paragraph says it.
    derived is whether None stands for words that follow from other fields. seen is the pointer of the field on paper in
    which it is shown, where that is neither its own nor that of the field above it. on_paper is the name of its words
    on paper, where it differs.
    """

    path: str
    name: Message
    code: str = ""
    part: Part = ""
    derived: bool = False
    seen: str = ""
    on_paper: Message | None = None

    @property
    def pointer(self) -> str:
        """The JSON pointer of the field, {} for a number within a list."""
        return "/" + self.path.replace(".", "/")


# Codes are in files that offices keep: they never change.
FIELDS = (
    # The case, which stands on paper in the words that follow from it.
    Field("kind", message("类别"), seen="/title"),
    Field("role", message("办理身份"), seen="/title"),
    Field("lead_unit", message("主办单位"), seen="/salutation"),
    Field("session", message("届次"), seen="/title"),
    Field("session.body", message("会议")),
    Field("session.term", message("届")),
    Field("session.meeting", message("次会议")),
    Field("session.period", message("大会或闭会")),
    Field("proposals", message("案号和案由"), seen="/opening"),
    Field("proposals.{}.number", message("案号")),
    Field("proposals.{}.subject", message("案由")),
    Field("proposers", message("提出者"), seen="/salutation"),
    Field("proposers.people", message("姓名")),
    Field("proposers.total", message("等几名")),
    Field("proposers.organizations", message("提出单位")),
    Field("proposers.convener", message("召集人")),
    # The head (版头).
    Field("agency", message("单位档案")),
    Field("agency.mark", message("发文机关标志"), "m"),
    Field("header", message("版头")),
    Field("header.copy_number", message("份号"), "hn", "head"),
    Field("header.secrecy", message("密级和保密期限"), "hs", "head", on_paper=message("密级")),
    Field("header.urgency", message("紧急程度"), "hu", "head"),
    Field("document_number", message("发文字号"), "n", "head"),
    Field("document_number.code", message("机关代字")),
    Field("document_number.year", message("年份")),
    Field("document_number.serial", message("序号")),
    Field("outcome_class", message("办理结果"), "r", "head"),
    Field("signatory", message("签发人"), "i"),
    # The text (主体).
    Field("title", message("标题"), "t", "title", derived=True),
    Field("salutation", message("主送"), "s", "addressee", derived=True),
    Field("pronoun", message("称呼"), derived=True, seen="/opening"),
    Field("opening", message("首段"), "o", "body", derived=True),
    Field("answer", message("答复内容"), "a", "body"),
    Field("answer.{}", message("答复第{first}段")),
    Field("answer.{}.table", message("答复第{first}段表格")),
    Field("answer.{}.table.{}.{}", message("答复第{first}段表格第{second}行第{third}格")),
    Field("closing", message("结尾"), "c", "body", derived=True),
    Field("attachments", message("附件")),
    Field("attachments.{}", message("附件{first}")),
    Field("attachments.{}.title", message("附件{first}的标题"), "pt"),
    Field("attachments.{}.answer", message("附件{first}"), "pa"),
    Field("attachments.{}.answer.{}", message("附件{first}第{second}段")),
    Field("attachments.{}.answer.{}.table", message("附件{first}第{second}段表格")),
    Field("attachments.{}.answer.{}.table.{}.{}", message("附件{first}第{second}段表格第{third}行第{fourth}格")),
    # Signature, date and what stands below them.
    Field("agency.name", message("署名"), "g", "signature"),
    Field("agency.signer_title", message("签发人职务"), "gt", "signature"),
    Field("joint_issuers", message("联合发文单位")),
    Field("joint_issuers.{}.name", message("联合发文单位第{first}个"), "j", "signature"),
    Field("joint_issuers.{}.signer_title", message("联合发文单位第{first}个的签发人职务"), "jt", "signature"),
    Field("document_date", message("成文日期"), "e", "date"),
    Field("note", message("附注"), "f", "foot", derived=True),
    Field("disclosure", message("公开属性"), "d", seen="/note"),
    Field("disclosure_reason", message("不公开的理由"), seen="/note"),
    # The parts of the contact stand in this order; their labels are in the wording by the same names.
    Field("contact", message("联系人"), "l", "foot"),
    Field("contact.department", message("联系科室")),
    Field("contact.name", message("联系人")),
    Field("contact.phone", message("联系电话")),
    # The imprint (版记).
    Field("report_to", message("报"), "y", "imprint"),
    Field("copy_to", message("抄送"), "z", "imprint", derived=True),
    Field("printing", message("印发"), "x", "imprint", on_paper=message("印发机关和印发日期")),
    Field("printing.office", message("印发机关")),
    Field("printing.date", message("印发日期"), derived=True),
    Field("printing.copies", message("份数"), "k", "imprint", derived=True),
    # How closely the text is set is seen where it ends.
    Field("fitting", message("收紧"), seen="/closing"),
    Field("fitting.pitch", message("行距"), seen="/closing"),
    Field("fitting.spacing", message("字距"), seen="/closing"),
    Field("fitting.rows", message("署名上面的正文行数"), seen="/closing"),
    Field("file_name", message("文件名"), derived=True),
)  # fmt: skip
_BY_PATH = {row.path: row for row in FIELDS}
_BY_POINTER = {row.pointer: row for row in FIELDS}


def name_of(path: str) -> Message:
    """Return what the clerk calls the field of a path."""
    return _BY_PATH[path].name


def place_of(pointer: str) -> Message:
    """Return where on the paper a field is, in the clerk's words: 发文字号, 答复第3段; raises KeyError."""
    row = _BY_POINTER[general(pointer)]
    words = row.on_paper or row.name
    numbers = [int(number) + 1 for number in _NUMBER.findall(pointer)]
    return words.filled(**dict(zip(_ORDINALS, numbers, strict=False))) if numbers else words


def general(pointer: str) -> str:
    """Return the pointer of a row of the table for a pointer into a letter: /attachments/{}/title."""
    return _NUMBER.sub("{}", pointer)


def shown_at(path: str) -> str:
    """Return the pointer of the field on paper in which the field of a path is shown, nothing when in none."""
    while path:
        row = _BY_PATH.get(path)
        if row and (row.seen or row.code):
            return row.seen or row.pointer
        path = path.rpartition(".")[0]
    return ""


@cache
def members(path: str) -> tuple[str, ...]:
    """Return the names of the fields directly within that of a path, in their order on paper."""
    parted = (row.path.rpartition(".") for row in FIELDS)
    return tuple(name for above, _dot, name in parted if above == path)
