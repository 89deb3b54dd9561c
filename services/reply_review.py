"""What was recognised in somebody else's letter, row by row as it is looked through, and a row read anew from words."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from letter import derived
from letter.chinese import chinese_date, read_date
from letter.cleaning import clean_line, clean_text
from letter.codec import LetterError, read_letter, write_letter
from letter.fields import name_of
from letter.messages import Message, message
from letter.model import DocumentNumber, ReplyLetter
from letter.outline import clean_answer, read_answer, write_answer
from letter.proposers import read_proposers
from letter.session import session_named
from letter.wording import kinds
from services.making import session_body

if TYPE_CHECKING:
    from intake.recognise import Leftover, Recognised

_NO_NUMBER = message("选中的文字里没有发文字号，例如 朝民函〔2026〕1号。")
_NO_DATE = message("选中的文字不是日期，例如 2026年3月21日。")
_NO_SESSION = message("选中的文字不是届次，例如 市政协十二届二次会议。")
_NO_WORDS = message("请先在左边选中文字。")
_NO_CONTACT = message("选中的文字不止一行，请只选这一项的文字。")
_TOO_LONG = message("选中的文字太长，放不进这一项，请少选一些。")
_ALONE = "、"


class CannotCorrect(Exception):
    """Words that stand for no value of a field; str() is one Chinese sentence that says what to do."""


class Row(NamedTuple):
    """A field as it is looked through: its pointer, its words, where they stand, and why they are to be looked at."""

    field: str
    words: str
    places: tuple[tuple[int, int], ...]
    doubt: Message | None


def _words_of(name: str) -> Callable[[ReplyLetter], str]:
    return lambda letter: derived.effective_text(letter, name)


def _number_of(letter: ReplyLetter) -> str:
    return derived.document_number_text(letter) if letter.document_number != DocumentNumber() else ""


def _case_of(letter: ReplyLetter) -> str:
    return "\n".join("　".join(filter(None, (case.number, case.subject))) for case in letter.proposals)


def _printing_of(letter: ReplyLetter) -> str:
    office, date = letter.printing.office, letter.printing.date
    return "　".join(filter(None, (office, chinese_date(date) if date else "")))


# In the order in which they stand on paper; what a row's field begins with belongs to it.
_SHOWN: dict[str, Callable[[ReplyLetter], str]] = {
    "/document_number": _number_of,
    "/outcome_class": lambda letter: letter.outcome_class,
    "/signatory": lambda letter: letter.signatory,
    "/title": _words_of("title"),
    "/kind": lambda letter: kinds()[letter.kind].name,
    "/session": derived.session_text,
    "/proposals": _case_of,
    "/proposers": derived.proposers_text,
    "/salutation": _words_of("salutation"),
    "/opening": _words_of("opening"),
    "/answer": lambda letter: write_answer(letter.answer),
    "/closing": _words_of("closing"),
    "/attachments": lambda letter: "\n".join(one.title for one in letter.attachments),
    "/agency": lambda letter: _ALONE.join(derived.issuers(letter)),
    "/document_date": lambda letter: chinese_date(letter.document_date) if letter.document_date else "",
    "/contact/department": lambda letter: letter.contact.department,
    "/contact/name": lambda letter: letter.contact.name,
    "/contact/phone": lambda letter: letter.contact.phone,
    # One that goes to another unit prints none, but may say it.
    "/disclosure": lambda letter: derived.disclosure_text(replace(letter, role="lead")),
    "/note": _words_of("note"),
    "/report_to": lambda letter: _ALONE.join(letter.report_to),
    "/copy_to": lambda letter: _ALONE.join(letter.copy_to or ()),
    "/printing": _printing_of,
}
_NAMED = {"/agency": "agency.name"}


def _lines(words: str) -> list[str]:
    return [line.strip() for line in clean_text(words).split("\n") if line.strip()]


def _title(_letter: ReplyLetter, words: str) -> str:
    return "".join(_lines(words))


def _paragraphs(_letter: ReplyLetter, words: str) -> str:
    return "\n".join(_lines(words))


def _one_line(_letter: ReplyLetter, words: str) -> str:
    lines = _lines(words)
    if len(lines) != 1:
        raise CannotCorrect(_NO_CONTACT)
    return clean_line(lines[0])


def _number(letter: ReplyLetter, words: str) -> DocumentNumber:
    from intake.line_kinds import NUMBER  # late: it is needed by a click only

    found = NUMBER.search(clean_line(words))
    if not found:
        raise CannotCorrect(_NO_NUMBER)
    code = "".join(found["code"].split())
    serial = int(found["serial"]) if found["serial"] else None
    return DocumentNumber("" if code == letter.agency.code else code, int(found["year"]), serial)


def _date(_letter: ReplyLetter, words: str) -> Any:
    day = read_date(clean_line(words))
    if day is None:
        raise CannotCorrect(_NO_DATE)
    return day


def _session(letter: ReplyLetter, words: str) -> Any:
    own = session_body(letter.agency, letter.kind)
    found = session_named(clean_line(words), kinds()[letter.kind].body_suffix, own)
    if found is None:
        raise CannotCorrect(_NO_SESSION)
    return found


_READ: dict[str, Callable[[ReplyLetter, str], Any]] = {
    "/document_number": _number,
    "/signatory": _one_line,
    "/title": _title,
    "/session": _session,
    "/proposers": lambda _letter, words: read_proposers(clean_line(words)),
    "/salutation": _paragraphs,
    "/opening": _paragraphs,
    "/answer": lambda _letter, words: read_answer(clean_answer(words)),
    "/closing": _paragraphs,
    "/document_date": _date,
    "/contact/department": _one_line,
    "/contact/name": _one_line,
    "/contact/phone": _one_line,
    "/note": _paragraphs,
}
CORRECTABLE = frozenset(_READ)


def rows(found: "Recognised", letter: ReplyLetter, corrected: dict[str, tuple[int, int]]) -> list[Row]:
    """Return the fields that a letter has, or may be given, with where they stand; corrected are those of the clerk."""
    made: list[Row] = []
    for field, shown in _SHOWN.items():
        pieces = [piece for piece in found.pieces if _row_of(piece.field) == field and piece.end > piece.start]
        doubts = [piece.doubt for piece in found.pieces if _row_of(piece.field) == field and piece.doubt]
        words = shown(letter) if pieces or doubts or field in corrected or _case(field) else ""
        if field in corrected:
            made.append(Row(field, words, (corrected[field],), None))
        elif words or field in CORRECTABLE:
            places = tuple((piece.start, piece.end) for piece in pieces)
            made.append(Row(field, words, places, doubts[0] if doubts else None))
    return made


def named(row: Row) -> Message:
    """Return what the clerk calls the field of a row."""
    return name_of(_NAMED.get(row.field) or row.field.removeprefix("/").replace("/", "."))


def leftovers(found: "Recognised", *, of_page: bool) -> "list[Leftover]":
    """Return the lines of no field: those of the page around the letter, or the others."""
    return [row for row in found.leftovers if row.of_page is of_page]


def corrected(letter: ReplyLetter, field: str, words: str) -> ReplyLetter:
    """Return a letter with a field read anew from words; raises CannotCorrect."""
    if not words.strip():
        raise CannotCorrect(_NO_WORDS)
    value = _READ[field](letter, words)
    name, _, part = field.removeprefix("/").partition("/")
    if part:
        value = replace(getattr(letter, name), **{part: value})
    made = replace(letter, **{name: value})
    try:
        read_letter(write_letter(made))
    except LetterError:
        raise CannotCorrect(_TOO_LONG) from None
    return made


def as_corrected(found: "Recognised", letter: ReplyLetter, places: dict[str, tuple[int, int]]) -> "Recognised":
    """Return what was recognised with the letter that the clerk made of it; nothing is doubtful in that any more."""
    kept = [piece._replace(doubt=None) for piece in found.pieces if _row_of(piece.field) not in places]
    own = [type(found.pieces[0])(field, *place) for field, place in places.items()]
    return found._replace(letter=letter, pieces=(*kept, *own))


def _case(field: str) -> bool:
    return field in ("/kind", "/session", "/proposals", "/proposers")


def _row_of(field: str) -> str:
    found = (row for row in _SHOWN if field == row or field.startswith(f"{row}/"))
    return next(found, field)
