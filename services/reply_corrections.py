"""A field of a recognised letter read anew from words that the clerk selected, or emptied.

The words are read by the readers of the form, of the register and of what recognises a whole letter.
"""

import datetime
import re
from collections.abc import Callable
from itertools import zip_longest
from typing import Any

from msgspec.structs import replace

from intake.case_facts import kind_named, proposals_said, proposers_named
from intake.cleaned_lines import full_marks
from intake.field_words import (
    agency_of,
    copied_in,
    copied_said,
    number_of,
    outcome_in,
    paragraphs_of,
    printing_said,
    salutation_of,
    signed_by,
    title_of,
    titles_said,
)
from intake.letter_parts import OUTCOME, SIGNATORY, UNFILLED_DATE, day_of
from intake.line_kinds import NUMBER
from intake.lines import Line, lines_of, tidied
from letter import derived
from letter.cleaning import clean_line, clean_text
from letter.codec import LetterError, read_letter, write_letter
from letter.disclosure import disclosure_named
from letter.messages import Message, message
from letter.model import (
    Agency,
    Attachment,
    DocumentNumber,
    JointIssuer,
    Printing,
    Proposal,
    Proposers,
    ReplyLetter,
    Session,
)
from letter.outline import clean_answer, read_answer
from letter.session import session_named
from letter.wording import kinds
from services.contact_said import contact_said
from services.making import session_body

_NO_NUMBER = message("这里没有发文字号，例如 朝民函〔2026〕1号。")
_NO_DATE = message("这不是日期，例如 2026年3月21日。")
_NO_SESSION = message("这不是届次，例如 市政协十二届二次会议。")
_NO_WORDS = message("请先在左边选中文字。")
_NO_CONTACT = message("选中的文字不止一行，请只选这一项的文字。")
_NO_PHONE = message("这里没有电话号码，例如 0199-2600001。")
_NO_KIND = message("选中的文字没有说是哪一类，或者说了几类，例如 {examples}。")
_NO_PROPOSAL = message("这里没有案号和案由，例如 第176号；案由请连书名号一起。")
_WHOSE_SUBJECT = message("这封信答复几件，只有案由不知道是哪一件的，请连案号一起。")
_NO_PROPOSERS = message("这里没有提出者的姓名或者单位，例如 李文清委员。")
_NO_OUTCOME = message("这里没有办理结果，例如 A类。")
_NO_ORGAN = message("这不是单位名称，例如 朝阳市民政局；几个单位一起署名的都要有。")
_NO_DISCLOSURE = message("选中的文字没有说公开不公开，例如 此件公开发布、不予公开。")
_NO_RECIPIENT = message("选中的文字里没有单位名称，例如 市政协提案委、市政府办公室。")
_NO_PRINTING = message("选中的文字里没有印发机关和印发日期，例如 朝阳市民政局办公室 2026年3月21日印发。")
_NO_ATTACHMENT = message("选中的文字不是附件的标题，例如 附件：1.征询意见表。")
_TOO_LONG = message("文字太长，放不进这一项。")
_NOTHING_BEHIND = message("这里只有项名，没有内容。")
_REFUSED = {"department": _NOTHING_BEHIND, "name": _NOTHING_BEHIND, "phone": _NO_PHONE}
_OR = "、"
# What follows from other fields while nobody has written it.
_FOLLOWING = ("title", "salutation", "opening", "closing", "note")

_FOUND_IN = {"/document_number": NUMBER, "/outcome_class": OUTCOME}
_CLAUSE = re.compile(r"[^，。；！？\n]+[，。；！？]?")
# The lists of the imprint, and whether it is that of whom is reported to.
_COPIED = {"/report_to": True, "/copy_to": False}

# What is said behind a label of its own.
_LABELLED = ("/signatory", "/contact/department", "/contact/name", "/contact/phone")

Reader = Callable[[ReplyLetter, str], Any]


class CannotCorrect(Exception):
    """Words that stand for no value of a field; str() is one Chinese sentence that says what to do."""


def corrected(letter: ReplyLetter, field: str, words: str, own: Agency | None = None) -> ReplyLetter:
    """Return a letter with a field read anew from words; own is the profile in use. Raises CannotCorrect."""
    if not words.strip():
        raise CannotCorrect(_NO_WORDS)
    if field == "/agency":
        made = _signed(letter, words, own)
    elif field == "/kind":
        made = _of_kind(letter, words)
    else:
        made = _with(letter, field, _READ[field](letter, words))
    made = _settled(made)
    try:
        read_letter(write_letter(made))
    except LetterError:
        raise CannotCorrect(_TOO_LONG) from None
    return made


def taken_in(field: str, words: str, letter: ReplyLetter) -> list[tuple[int, int]]:
    """Return which parts of words a field of a letter has taken: what was found among others leaves those alone."""
    if pattern := _FOUND_IN.get(field):
        found = pattern.search(words)
        taken = [found.span()] if found else []
    elif field in _COPIED:
        groups = list(copied_in(lines_of(words)))
        own = [group for group in groups if group.reported is _COPIED[field]] or groups
        taken = [(line.start, line.end) for group in own for line in group.lines]
    elif field == "/disclosure":
        taken = [clause.span() for clause in _CLAUSE.finditer(words) if disclosure_named(tidied(clause[0]))]
    elif field in _LABELLED:
        taken = [_with_label(words, value) for value in _said(letter, field) if value in words]
    else:
        said = [found.span() for value in _said(letter, field) for found in re.finditer(re.escape(value), words)]
        clauses = (clause.span() for clause in _CLAUSE.finditer(words))
        taken = [(start, end) for start, end in clauses if any(first < end and start < last for first, last in said)]
    return taken or [(0, len(words))]


def _with_label(words: str, value: str) -> tuple[int, int]:
    """Return where a value stands in words, with the label before it."""
    start = words.index(value)
    label = re.search(r"[^\s：:，,；;]*\s*[：:]\s*$", words[:start])
    return label.start() if label else start, start + len(value)


def _said(letter: ReplyLetter, field: str) -> list[str]:
    """Return the words by which a fact of the case is said."""
    if field == "/kind":
        kind = kinds()[letter.kind]
        return [kind.noun, kind.body_suffix, kind.person_title]
    if field == "/proposals":
        return words_of_papers(letter)
    if field in _LABELLED:
        name, _, part = field.removeprefix("/").partition("/")
        return list(filter(None, [getattr(getattr(letter, name), part) if part else getattr(letter, name)]))
    return []


def words_of_papers(letter: ReplyLetter) -> list[str]:
    """Return the numbers and subjects of a letter's papers."""
    return [value for one in letter.proposals for value in (one.number, one.subject) if value]


def emptied(letter: ReplyLetter, field: str) -> ReplyLetter:
    """Return a letter without what a field holds, which is one of EMPTIABLE."""
    return _with(letter, field, _NOTHING[field])


def _with(letter: ReplyLetter, field: str, value: Any) -> ReplyLetter:
    name, _, part = field.removeprefix("/").partition("/")
    return replace(letter, **{name: replace(getattr(letter, name), **{part: value}) if part else value})


def _settled(letter: ReplyLetter) -> ReplyLetter:
    """Return a letter whose words are taken as derived where they are the same: they go on following its case."""
    for name in _FOLLOWING:
        by_hand: str | None = getattr(letter, name)
        following = replace(letter, **{name: None})
        if by_hand and tidied(derived.effective_text(following, name)) == by_hand:
            letter = following
    return letter


def _lines(words: str) -> list[str]:
    return [line.strip() for line in clean_text(words).split("\n") if line.strip()]


def _placed(words: str) -> list[Line]:
    """Return the lines of words as the recogniser has them."""
    text = "\n".join(map(full_marks, _lines(words)))
    return [line for line in lines_of(text) if line.text]


def _one_line(_letter: ReplyLetter, words: str) -> str:
    lines = _lines(words)
    if len(lines) != 1:
        raise CannotCorrect(_NO_CONTACT)
    return tidied(clean_line(lines[0]))


def _signatory(letter: ReplyLetter, words: str) -> str:
    """Return who signs the letter out, without the label before the name."""
    line = _one_line(letter, words)
    found = SIGNATORY.search(full_marks(line))
    return tidied(found["name"]) if found else re.sub(r"^签\s*发\s*人\s*[：:]?\s*", "", line)


def _contact(part: str) -> Reader:
    def read(letter: ReplyLetter, words: str) -> str:
        _one_line(letter, words)
        said = contact_said(part, full_marks(_lines(words)[0]))
        return _found(said if part != "phone" or re.search(r"\d", said) else "", _REFUSED[part])

    return read


def _number(letter: ReplyLetter, words: str) -> DocumentNumber:
    return number_of(_found(NUMBER.search(clean_line(words)), _NO_NUMBER), letter.agency)


def _session(letter: ReplyLetter, words: str) -> Session:
    own = session_body(letter.agency, letter.kind)
    return _found(session_named(clean_line(words), kinds()[letter.kind].body_suffix, own), _NO_SESSION)


def _found(value: Any, refusal: Message) -> Any:
    """Return what a reader has found; raises CannotCorrect with what is expected where that is nothing."""
    if not value:
        raise CannotCorrect(refusal)
    return value


def _of_kind(letter: ReplyLetter, words: str) -> ReplyLetter:
    """Return a letter of another kind, its session that of the other body; the numbers are those of the paper."""
    examples = _OR.join(f"{kind.body_suffix}{kind.noun}" for kind in kinds().values())
    kind = _found(kind_named(clean_line(words)), _NO_KIND.filled(examples=examples))
    body, before = letter.session.body, kinds()[letter.kind].body_suffix
    if body.endswith(before):
        body = body.removesuffix(before) + kinds()[kind].body_suffix
    return replace(letter, kind=kind, session=replace(letter.session, body=body))


def _signed(letter: ReplyLetter, words: str, own: Agency | None) -> ReplyLetter:
    """Return a letter that other organs sign, the host first; its number keeps the code that it says."""
    organs: list[str] = _found(signed_by(_placed(words)), _NO_ORGAN)
    agency = agency_of(organs, own)
    number = letter.document_number
    if number != DocumentNumber():
        code = derived.whole_number(letter).code
        number = replace(number, code="" if code == agency.code else code)
    return replace(
        letter, agency=agency, joint_issuers=tuple(map(JointIssuer, organs[1:])), document_number=number
    )  # fmt: skip


def _proposals(letter: ReplyLetter, words: str) -> tuple[Proposal, ...]:
    """Return the papers that words name; numbers alone leave the subjects, subjects alone the numbers."""
    lines = _lines(words)
    # A subject that was broken over lines goes on; papers in lines of their own are a list.
    a_list = all(proposals_said(line) and line.count("《") == line.count("》") for line in lines)
    said: list[Proposal] = list(_found(proposals_said((_OR if a_list else "").join(lines)), _NO_PROPOSAL))
    numbers = [one.number for one in said if one.number]
    if numbers and not any(one.subject for one in said):
        return _numbered(numbers, letter.proposals)
    return tuple(said) if numbers else _with_subjects([one.subject for one in said], letter.proposals)


def _date(_letter: ReplyLetter, words: str) -> datetime.date | None:
    text = clean_line(words)
    day = day_of(text)
    return day if UNFILLED_DATE.fullmatch(text) else _found(day, _NO_DATE)


def _proposers(_letter: ReplyLetter, words: str) -> Proposers:
    text = clean_line(words)
    named = proposers_named(text) if not re.search("[。！？；]", text) else Proposers()
    return _found(named if named != Proposers() else None, _NO_PROPOSERS)


def _with_subjects(subjects: list[str], before: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    """Return papers with subjects in place of those they had, or of the one that is missing."""
    lacking = [at for at, one in enumerate(before) if not one.subject]
    if len(subjects) == 1 and len(lacking) == 1:
        return tuple(replace(one, subject=one.subject or subjects[0]) for one in before)
    if before and len(before) != len(subjects):
        raise CannotCorrect(_WHOSE_SUBJECT)
    numbers = [one.number for one in before] or [""] * len(subjects)
    return tuple(map(Proposal, numbers, subjects))


def _numbered(numbers: list[str], before: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    """Return papers of these numbers with the subjects that were known, of the same number or in the same place."""
    known = {one.number: one.subject for one in before if one.number in numbers}
    others = iter([one.subject for one in before if one.number not in numbers])
    return tuple(Proposal(number, known[number] if number in known else next(others, "")) for number in numbers)


def _copied(field: str) -> Reader:
    def read(_letter: ReplyLetter, words: str) -> tuple[str, ...]:
        return tuple(_found(copied_said(_placed(words), reported=_COPIED[field]), _NO_RECIPIENT))

    return read


def _printing(letter: ReplyLetter, words: str) -> Printing:
    said: Printing = _found(printing_said(_placed(words)), _NO_PRINTING)
    before = letter.printing
    return Printing(said.office or before.office, said.date or before.date, said.copies or before.copies)


def _attachments(letter: ReplyLetter, words: str) -> tuple[Attachment, ...]:
    """Return attachments of these titles; what is known of their content stays with its title, or in its place."""
    titles: list[str] = _found(titles_said(_placed(words)), _NO_ATTACHMENT)
    known = {one.title: one.answer for one in letter.attachments}
    places = letter.attachments if len(titles) == len(letter.attachments) else ()
    return tuple(
        Attachment(title, known.get(title, before.answer if before and before.title not in titles else ()))
        for title, before in zip_longest(titles, places)
    )


_READ: dict[str, Reader] = {
    "/document_number": _number,
    "/outcome_class": lambda _letter, words: _found(outcome_in(clean_line(words)), _NO_OUTCOME).code,
    "/signatory": _signatory,
    "/title": lambda _letter, words: title_of(_placed(words)),
    "/session": _session,
    "/proposals": _proposals,
    "/proposers": _proposers,
    "/salutation": lambda _letter, words: salutation_of(_placed(words)),
    "/opening": lambda _letter, words: paragraphs_of(_placed(words)),
    "/answer": lambda _letter, words: read_answer(clean_answer(words)),
    "/closing": lambda _letter, words: paragraphs_of(_placed(words)),
    "/attachments": _attachments,
    "/document_date": _date,
    "/contact/department": _contact("department"),
    "/contact/name": _contact("name"),
    "/contact/phone": _contact("phone"),
    "/disclosure": lambda _letter, words: _found(disclosure_named(tidied(clean_line(words))), _NO_DISCLOSURE),
    "/note": lambda _letter, words: "\n".join(_lines(words)),
    "/report_to": _copied("/report_to"),
    "/copy_to": _copied("/copy_to"),
    "/printing": _printing,
}
CORRECTABLE = frozenset((*_READ, "/agency", "/kind"))
# A letter has always a kind, an agency, a disclosure; title, salutation and opening follow where nobody writes them.
_NOTHING: dict[str, Any] = {
    "/document_number": DocumentNumber(),
    "/outcome_class": "",
    "/signatory": "",
    "/session": Session(),
    "/proposals": (),
    "/proposers": Proposers(),
    "/answer": (),
    "/closing": "",
    "/attachments": (),
    "/document_date": None,
    "/contact/department": "",
    "/contact/name": "",
    "/contact/phone": "",
    "/note": "",
    "/report_to": (),
    "/copy_to": (),
    "/printing": Printing(),
}
EMPTIABLE = frozenset(_NOTHING)
