"""主体：署名与联系: the date of the document, who signs with us, whom to ask, whether the letter is published."""

from msgspec.structs import replace

from letter import derived
from letter.model import ReplyLetter
from services.clock import today
from ui.core.i18n import N_, _
from ui.fields.choice import Choices
from ui.fields.group import FieldGroup
from ui.fields.line import LineField
from ui.fields.readers import DAY, ISSUERS, SENTENCE, WORD, day_reader, write_day
from ui.fields.specs import make_choice
from ui.form.sections.specs import field, row

TITLE = N_("署名与联系")
DISCLOSURES = {"active": N_("主动公开"), "on_request": N_("依申请公开"), "none": N_("不予公开")}


def _disclosures(_letter: ReplyLetter) -> Choices:
    return [(value, _(words)) for value, words in DISCLOSURES.items()]


def _issuers_hint(letter: ReplyLetter) -> str:
    stamped = letter.agency.seal == "signature_stamp"
    return _("一行一个：单位名称／签发人职务") if stamped else _("一行一个，没有则空着")


def _reason_shown(letter: ReplyLetter) -> bool:
    return letter.disclosure != "active" or bool(letter.disclosure_reason)


def _open_date(letter: ReplyLetter) -> str:
    return derived.document_date_text(replace(letter, document_date=None))


ROWS = (
    row(
        field("document_date", DAY, example=_open_date, reads=lambda letter: day_reader(letter.document_number.year)),
    ),
    row(field("contact.name", WORD, recalls="contacts")),
    row(field("contact.phone", WORD)),
    row(field("contact.department", WORD)),
    row(field("disclosure", choices=_disclosures, make=make_choice)),
    row(field("disclosure_reason"), label=N_("理由"), shown=_reason_shown),
    row(
        field("joint_issuers", ISSUERS, one_line=False, hint=_issuers_hint, recalls="issuers"),
        label=N_("联合发文"), rare=True,
    ),
    row(field("note", SENTENCE, derived.note, None, keeps_empty=True, one_line=False)),
)  # fmt: skip


class SigningSection(FieldGroup):
    """Date, joint issuers, contact, disclosure and note."""

    def __init__(self) -> None:
        """Build the section from its table."""
        super().__init__(TITLE, ROWS, late=True)

    def finish_building(self) -> None:
        """Offer today's date beside that of the letter."""
        self.row_of("document_date").add_button(_("今天"), _("填今天的日期（Ctrl+;）"), self.date_today)

    def date_today(self) -> None:
        """Put today's date into the date field, as if it had been typed."""
        self.focus("document_date")
        field = self.field("document_date", LineField)
        field.selectAll()
        field.insert(write_day(today()))
        field.textEdited.emit(field.text())
