"""What was recognised in somebody else's letter, row by row as it is looked through, and a row read anew from words."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from intake.letter_parts import day_of
from intake.lines import tidied
from intake.recognise import Leftover, Piece
from letter import derived
from letter.chinese import chinese_date
from letter.cited_case import other_numbers
from letter.fields import name_of
from letter.messages import Message, message
from letter.model import DocumentNumber, Printing, ReplyLetter
from letter.outline import write_answer
from letter.wording import kinds, wording
from services.answer_numbers import renumbered
from services.reply_corrections import CORRECTABLE, CannotCorrect, corrected, emptied, taken_in, words_of_papers

if TYPE_CHECKING:
    from intake.recognise import Recognised
    from letter.model import Agency

NOTHING_TYPED = message("还没有填写。不改就按 Esc。")
FOLLOWED = message("别的项改了，这里跟着变了，与原文不同")
# Such a correction of one may leave the number in another behind.
_CITING = frozenset(("/proposals", "/title", "/opening"))
_ALONE = "、"
Span = tuple[int, int]


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
    office, date, copies = letter.printing.office, letter.printing.date, letter.printing.copies
    count = wording().copies.format(copies=copies) if copies else ""
    return "　".join(filter(None, (office, chinese_date(date) if date else "", count)))


# In the order in which they stand on paper; what a row's field begins with belongs to it.
_SHOWN: dict[str, Callable[[ReplyLetter], str]] = {
    "/document_number": _number_of,
    "/outcome_class": lambda letter: letter.outcome_class,
    "/signatory": lambda letter: letter.signatory,
    "/title": _words_of("title"),
    "/kind": lambda letter: Message(kinds()[letter.kind].name),
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
# A letter has them although nothing in it may say so.
_ALWAYS = ("/kind", "/session", "/proposals", "/proposers", "/agency")
# What changes with other fields, and is to be looked at then.
_FOLLOWING = ("/document_number", "/title", "/session", "/salutation", "/opening", "/closing", "/note")
# What stands on paper in these very words.
_PRINTED = (
    "/title", "/salutation", "/opening", "/answer", "/closing", "/attachments", "/document_date",
    "/contact/department", "/contact/name", "/contact/phone", "/note", "/report_to", "/copy_to", "/printing",
)  # fmt: skip
# What the row of a field shows besides its words: it stays while the letter holds it.
_BESIDE = re.compile(r"/agency/(?:mark|signer_title)|/printing/copies|/attachments/\d+/answer")
_DATE = re.compile(r"[12〇零○Ｏ一二][^\s年]{3}\s*年[^年月\n]{1,4}月[^月日\n]{1,5}日")
# The pointer by which those who fill a letter in work know a field (services/reply_filling.py).
_POINTERS = {"/agency": "/agency/name"}


class Review(NamedTuple):
    """A recognised letter as the clerk has corrected it.

    pieces tell where its words stand now, former where words stood that a correction has replaced. words are those that
    following fields had in the source, or when the clerk set them.
    """

    found: "Recognised"
    letter: ReplyLetter
    pieces: tuple[Piece, ...]
    words: Mapping[str, str]
    touched: frozenset[str] = frozenset()
    former: tuple[Span, ...] = ()

    def leftovers(self, *, of_page: bool) -> list[str]:
        """Return the words of no field: those of the page around the letter, or the others."""
        return [self.found.text[row.start : row.end] for row in _leftovers(self) if row.of_page is of_page]

    def taken(self) -> "Recognised":
        """Return what was recognised as the clerk made it; nothing is doubtful in that any more."""
        pieces = tuple(sorted((piece._replace(doubt=None) for piece in self.pieces), key=lambda piece: piece.start))
        return self.found._replace(letter=self.letter, pieces=pieces, leftovers=tuple(_leftovers(self)))


def shown_words(letter: ReplyLetter, field: str) -> str:
    """Return the words that the row of a field shows."""
    return _SHOWN[field](letter)


def begun(found: "Recognised") -> Review:
    """Return what was recognised before anything is corrected."""
    words = {field: shown_words(found.letter, field) for field in _FOLLOWING}
    return Review(found, found.letter, found.pieces, MappingProxyType(words))


def with_correction(review: Review, field: str, place: Span, own: "Agency | None") -> Review:
    """Return a review with a field read anew from a part of the source; raises CannotCorrect."""
    words, start = review.found.text[slice(*place)], place[0]
    letter = corrected(review.letter, field, words, own)
    doubt = renumbered(words, letter.answer) if field == "/answer" else None
    pieces = [
        Piece(_POINTERS.get(field, field), start + first, start + last, doubt)
        for first, last in taken_in(field, words, letter)
    ]
    return _changed(review, field, letter, pieces)


def said_twice(review: Review, field: str) -> str:
    """Return another field that prints words of this one too, nothing where none does."""
    own = [piece for piece in review.pieces if _row_of(piece.field) == field]
    others = [piece for piece in review.pieces if _row_of(piece.field) in _PRINTED and _row_of(piece.field) != field]
    shared = (other for other in others for one in own if one.start < other.end and other.start < one.end)
    found = next(shared, None) if field in _PRINTED else None
    return _row_of(found.field) if found else ""


def with_typed(review: Review, field: str, words: str, own: "Agency | None") -> Review:
    """Return a review with a field read anew from what the clerk typed, which has no place; raises CannotCorrect."""
    if not words.strip():
        raise CannotCorrect(NOTHING_TYPED)
    return _changed(review, field, corrected(review.letter, field, words, own), [])


def without(review: Review, field: str) -> Review:
    """Return a review with a field emptied."""
    return _changed(review, field, emptied(review.letter, field), [])


def _changed(review: Review, field: str, letter: ReplyLetter, new: list[Piece]) -> Review:
    own = [piece for piece in review.pieces if _row_of(piece.field) == field]
    gone = [piece for piece in own if not _stays(piece, review.letter, letter)]
    kept = [piece for piece in review.pieces if piece not in gone]
    text = review.found.text
    parts = [
        Piece(field, *span)
        for piece in gone
        for span in _still(text, piece, _values(letter, field, text[piece.start : piece.end]))
    ]
    words = {**review.words, field: shown_words(letter, field)} if field in _FOLLOWING else review.words
    former = (*review.former, *((piece.start, piece.end) for piece in gone if piece.end > piece.start))
    pieces = (*kept, *parts, *new)
    return review._replace(
        letter=letter, pieces=pieces, words=words, touched=review.touched | {field}, former=former
    )  # fmt: skip


def _stays(piece: Piece, before: ReplyLetter, letter: ReplyLetter) -> bool:
    if piece.field == "/printing":
        # Copies alone were given: the line with office and date says what it said.
        return replace(before.printing, copies=letter.printing.copies) == letter.printing != Printing()
    if not _BESIDE.fullmatch(piece.field):
        return False
    name, *parts = piece.field.removeprefix("/").split("/")
    if name == "attachments":
        return before.attachments[int(parts[0])].answer in [one.answer for one in letter.attachments]
    return getattr(getattr(before, name), parts[0]) == getattr(getattr(letter, name), parts[0])


def _values(letter: ReplyLetter, field: str, words: str) -> list[str]:
    """Return the values of a field of several, as words of the source say them; a correction may have left some."""
    if field == "/proposals":
        return words_of_papers(letter)
    if field != "/printing":
        return []
    day = letter.printing.date
    dates = [found[0] for found in _DATE.finditer(words) if day and day_of(tidied(found[0])) == day]
    return [*filter(None, [letter.printing.office]), *dates]


def _still(text: str, piece: Piece, values: list[str]) -> Iterator[Span]:
    """Yield where values stand that were left when the words of a piece were replaced."""
    for value in values:
        for found in re.finditer(rf"(?<!\d){re.escape(value)}(?!\d)", text[piece.start : piece.end]):
            yield piece.start + found.start(), piece.start + found.end()


def rows(review: Review) -> list[Row]:
    """Return the fields that a letter has, or may be given, with where their words stand."""
    made: list[Row] = []
    others = {f"/{one.field}": one.why for one in other_numbers(review.letter)} if review.touched & _CITING else {}
    for field, shown in _SHOWN.items():
        own = [piece for piece in review.pieces if _row_of(piece.field) == field]
        places = tuple((piece.start, piece.end) for piece in own if piece.end > piece.start)
        doubt = next((piece.doubt for piece in own if piece.doubt), None)
        words = shown(review.letter) if own or field in review.touched or field in _ALWAYS else ""
        if words and not doubt and review.words.get(field, words) != words:
            doubt = FOLLOWED
        doubt = others.get(field, doubt)
        if words or field in CORRECTABLE:
            made.append(Row(field, words, places, doubt))
    return made


def named(row: Row) -> Message:
    """Return what the clerk calls the field of a row."""
    return name_of_row(row.field)


def name_of_row(field: str) -> Message:
    """Return what the clerk calls the field of this pointer."""
    return name_of(_NAMED.get(field) or field.removeprefix("/").replace("/", "."))


def _leftovers(review: Review) -> list[Leftover]:
    """Return the words of no field: lines that never were of one, and words that are of one no more."""
    text, lines = review.found.text, review.found.leftovers
    covered = [(piece.start, piece.end) for piece in review.pieces]
    if not review.touched:
        return list(lines)
    spans = [((row.start, row.end), row.of_page) for row in lines]
    known = [*covered, *(span for span, _of_page in spans)]
    former = [(part, False) for span in _merged(review.former) for part in _without(span, known)]
    still = [(part, of_page) for span, of_page in spans for part in _without(span, covered)]
    left = [Leftover(*line, of_page) for part, of_page in (*still, *former) for line in _lines(text, part)]
    told = [row for row in left if row in lines or re.search(r"\w", text[row.start : row.end])]
    return sorted(told, key=lambda row: row.start)


def _without(span: Span, covered: Iterable[Span]) -> Iterator[Span]:
    """Yield the parts of a span that nothing covers."""
    start, last = span
    for begin, end in _merged(covered):
        if end <= start or begin >= last:
            continue
        if begin > start:
            yield start, begin
        start = max(start, end)
    if start < last:
        yield start, last


def _merged(spans: Iterable[Span]) -> list[Span]:
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], end)
        else:
            made.append((start, end))
    return made


def _lines(text: str, span: Span) -> Iterator[Span]:
    """Yield the lines of a part of the text, without the blanks around them."""
    for found in re.finditer(r"\S(?:[^\n]*\S)?", text[slice(*span)]):
        yield span[0] + found.start(), span[0] + found.end()


def _row_of(field: str) -> str:
    found = (row for row in _SHOWN if field == row or field.startswith(f"{row}/"))
    return next(found, field)
