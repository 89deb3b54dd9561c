"""Which of the fields that a reply is known by were not recognised, or only in part: what doubts nothing hides it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from letter import derived
from letter.messages import Message, listed, message
from letter.model import DocumentNumber, ReplyLetter
from services.reply_review import Review, name_of_row, rows

MISSING = message("没有认出{fields}。")
INCOMPLETE = message("{fields}不完整，或者读不出来。")


class Gaps(NamedTuple):
    """The pointers of fields that a letter has nothing of, and of those that its source gives only in part."""

    missing: tuple[str, ...]
    incomplete: tuple[str, ...]


def _number(letter: ReplyLetter) -> tuple[bool, bool]:
    number = derived.whole_number(letter)
    return letter.document_number != DocumentNumber(), all((number.code, number.year, number.serial))


def _date(letter: ReplyLetter) -> tuple[bool, bool]:
    return bool(letter.document_date), bool(letter.document_date)


def _cases(letter: ReplyLetter) -> tuple[bool, bool]:
    numbers = [case.number for case in letter.proposals]
    return bool(numbers), bool(numbers) and all(numbers)


# Whether a letter has anything of the field, and all of it.
_HAS: dict[str, Callable[[ReplyLetter], tuple[bool, bool]]] = {
    "/document_number": _number,
    "/document_date": _date,
    "/proposals": _cases,
}


def gaps(review: Review) -> Gaps:
    """Return what a letter lacks of its number, its date and the numbers of its cases."""
    placed = {row.field for row in rows(review) if row.places}
    missing: list[str] = []
    incomplete: list[str] = []
    for field, has in _HAS.items():
        some, whole = has(review.letter)
        if not whole:
            (incomplete if some or field in placed else missing).append(field)
    return Gaps(tuple(missing), tuple(incomplete))


def gaps_said(found: Gaps) -> tuple[Message, ...]:
    """Return the sentences that say what is missing and what is incomplete."""
    told = ((MISSING, found.missing), (INCOMPLETE, found.incomplete))
    return tuple(form.filled(fields=_names(fields)) for form, fields in told if fields)


def _names(fields: Iterable[str]) -> str:
    return listed(name_of_row(field) for field in fields)
