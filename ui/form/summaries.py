"""What a closed card says in one line, read from the letter."""

from collections.abc import Callable

from letter import derived
from letter.messages import counted
from letter.model import ReplyLetter
from letter.numbers import number_text
from letter.wording import kinds
from ui.core.i18n import N_, _, translate
from ui.fields.readers import write_day
from ui.form.sections.signing import DISCLOSURES

BETWEEN = " · "
NO_DATE, NO_NUMBER = N_("日期未定"), "—"
COPIES_TO, PRINTED = counted("抄送 {count} 个单位"), counted("共印 {count} 份")
NUMBERED = N_("{number}号")


def _case(letter: ReplyLetter) -> str:
    first = letter.proposals[0] if letter.proposals else None
    number = _(NUMBERED).format(number=first.number) if first and first.number else ""
    people = derived.salutation(letter).rstrip("：:")
    return _joined(_(kinds()[letter.kind].name), number, first.subject if first else "", people)


def _head(letter: ReplyLetter) -> str:
    number = letter.document_number
    written = number_text(number) if number.serial else f"{number.code}〔{number.year or NO_NUMBER}〕{NO_NUMBER}号"
    return _joined(written, letter.signatory, letter.header.copy_number, letter.header.secrecy, letter.header.urgency)


def _signing(letter: ReplyLetter) -> str:
    date = write_day(letter.document_date) if letter.document_date else _(NO_DATE)
    contact = " ".join(filter(None, (letter.contact.name, letter.contact.phone)))
    others = "、".join(issuer.name for issuer in letter.joint_issuers)
    return _joined(date, contact, _(DISCLOSURES[letter.disclosure]), others)


def _imprint(letter: ReplyLetter) -> str:
    organs = len(derived.copies_to(letter))
    copies = letter.printing.copies or derived.copies(letter)
    return _joined(translate(COPIES_TO.filled(count=organs)), translate(PRINTED.filled(count=copies)))


def _joined(*parts: str) -> str:
    return BETWEEN.join(filter(None, parts))


SUMMARIES: dict[str, Callable[[ReplyLetter], str]] = {
    "case": _case, "head": _head, "signing": _signing, "imprint": _imprint,
}  # fmt: skip
