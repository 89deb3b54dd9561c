"""版记: who gets a copy, who prints the letter, and what its file is called."""

from letter import derived
from letter.messages import counted
from letter.model import ReplyLetter
from letter.organs import joined
from letter.wording import wording
from ui.core.i18n import N_, _, translate
from ui.fields.group import FieldGroup
from ui.fields.readers import COUNT, DAY, LINE, LINES, day_reader, write_day
from ui.fields.text import TextField
from ui.form.sections.specs import field, row

TITLE = N_("版记")
PRINTED = N_("印作 {text}")
COPIES = counted("共 {count} 份：{parts}")
COPIES_BY_HAND = counted("共 {count} 份（手工填写），按名单应为 {listed} 份：{parts}")
COUNTS = (
    counted("主送 {count}"), counted("抄送 {count}"), counted("报 {count}"), counted("联合发文单位 {count}"),
    counted("留存 {count}"),
)  # fmt: skip


def _copy_to(letter: ReplyLetter) -> str:
    return "\n".join(derived.copy_to(letter))


def _copies(letter: ReplyLetter) -> str:
    return str(derived.copies(letter))


def _printing_day(letter: ReplyLetter) -> str:
    return write_day(letter.document_date)


def _printed_list(label: str, organs: tuple[str, ...], letter: ReplyLetter) -> str:
    if not organs:
        return ""
    words = wording()
    text = label + joined(organs, letter.agency.copy_separators == "by_system") + words.list_end
    return _(PRINTED).format(text=text)


def _copies_remark(letter: ReplyLetter) -> str:
    printed = _printed_list(wording().copy_to_label, derived.copies_to(letter), letter)
    return "\n".join(filter(None, (printed, _count_remark(letter))))


def _report_remark(letter: ReplyLetter) -> str:
    return _printed_list(wording().report_to_label, letter.report_to, letter)


def _count_remark(letter: ReplyLetter) -> str:
    counts = derived.copy_counts(letter)
    parts = [translate(form.filled(count=count)) for form, count in zip(COUNTS, counts, strict=True) if count]
    total = letter.printing.copies or sum(counts)
    form = COPIES if total == sum(counts) else COPIES_BY_HAND
    return translate(form.filled(count=total, listed=sum(counts), parts=_("、").join(parts)))


def _full_imprint(letter: ReplyLetter) -> bool:
    return letter.agency.imprint == "full" or bool(letter.printing.office or letter.printing.date)


def _copies_shown(letter: ReplyLetter) -> bool:
    return letter.agency.show_copies or letter.printing.copies is not None


ROWS = (
    row(
        field("copy_to", LINES, _copy_to, None, keeps_empty=True, one_line=False, recalls="organs"),
        remark=_copies_remark,
    ),
    row(field("report_to", LINES, one_line=False, recalls="organs"), remark=_report_remark, rare=True),
    row(field("printing.office", LINE, derived.printing_office, ""), shown=_full_imprint),
    row(
        field(
            "printing.date", DAY, _printing_day, None, around=N_("{} 印发"),
            reads=lambda letter: day_reader(letter.document_number.year),
        ),
        shown=_full_imprint,
    ),
    row(field("printing.copies", COUNT, _copies, None, width=5, around=N_("共印 {} 份")), shown=_copies_shown),
    row(field("file_name", LINE, derived.file_name, None), rare=True),
)  # fmt: skip


class ImprintSection(FieldGroup):
    """Copy-to list, imprint and file name."""

    def __init__(self) -> None:
        """Build the section from its table."""
        super().__init__(TITLE, ROWS, late=True)

    def finish_building(self) -> None:
        """Say how a list is written where there is none."""
        self.field("report_to", TextField).setPlaceholderText(_("一行一个，没有则空着"))
