"""版头: the document number, who has approved the letter, and what stands at the edges of its first page."""

from letter.model import ReplyLetter
from ui.core.i18n import N_, _
from ui.fields.group import FieldGroup
from ui.fields.readers import COPY_NUMBER, SERIAL, WORD, YEAR
from ui.fields.specs import FieldSpec, RowSpec

TITLE = N_("版头")


def _secrecy_hint(_letter: ReplyLetter) -> str:
    return _("不涉密则空着")


def _signatory_shown(letter: ReplyLetter) -> bool:
    return letter.agency.show_signatory or bool(letter.signatory)


ROWS = (
    RowSpec(
        N_("发文字号"),
        (
            FieldSpec("document_number.code", N_("机关代字"), WORD, example=lambda letter: letter.agency.code),
            FieldSpec("document_number.year", N_("年份"), YEAR, width=4, around="〔{}"),
            FieldSpec("document_number.serial", N_("序号"), SERIAL, width=4, around=N_("〕{} 号")),
        ),
    ),
    RowSpec(N_("签发人"), (FieldSpec("signatory", N_("签发人"), recalls="signatories"),), shown=_signatory_shown),
    RowSpec(
        N_("标注"),
        (
            FieldSpec("header.copy_number", N_("份号"), COPY_NUMBER, width=3, around=N_("份号 {}")),
            FieldSpec("header.secrecy", N_("密级和保密期限"), WORD, around=N_("密级 {}"), hint=_secrecy_hint),
            FieldSpec("header.urgency", N_("紧急程度"), WORD, width=3, around=N_("紧急 {}")),
        ),
    ),
)


class HeadSection(FieldGroup):
    """What stands above the text (GB/T 9704-2012 7.2)."""

    def __init__(self) -> None:
        """Build the section from its table."""
        super().__init__(TITLE, ROWS)
