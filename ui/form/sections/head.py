"""版头: the document number, who has approved the letter, and what stands at the edges of its first page."""

from letter.fields import name_of
from letter.model import ReplyLetter
from ui.core.i18n import N_, _
from ui.fields.group import FieldGroup
from ui.fields.readers import COPY_NUMBER, SERIAL, WORD, YEAR
from ui.form.sections.specs import field, row

TITLE = N_("版头")


def _secrecy_hint(_letter: ReplyLetter) -> str:
    return _("不涉密则空着")


def _signatory_shown(letter: ReplyLetter) -> bool:
    return letter.agency.show_signatory or bool(letter.signatory)


ROWS = (
    row(
        field("document_number.code", WORD, example=lambda letter: letter.agency.code),
        field("document_number.year", YEAR, width=3, around="〔{}"),
        field("document_number.serial", SERIAL, width=3, around=N_("〕{} 号")),
        label=name_of("document_number"),
    ),
    row(field("signatory", recalls="signatories"), shown=_signatory_shown),
    row(field("header.copy_number", COPY_NUMBER), label=N_("份号"), rare=True),
    row(field("header.secrecy", WORD, hint=_secrecy_hint), label=N_("密级"), rare=True),
    row(field("header.urgency", WORD), label=N_("紧急程度"), rare=True),
)


class HeadSection(FieldGroup):
    """What stands above the text (GB/T 9704-2012 7.2)."""

    def __init__(self) -> None:
        """Build the section from its table."""
        super().__init__(TITLE, ROWS, late=True)
