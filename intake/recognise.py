"""Somebody else's reply letter recognised back into the fields of a letter; nothing that is not there is guessed.

Each recognised value is told with its place in the text, and what belongs to no field is listed, never dropped.
"""

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from intake.case_facts import case_of
from intake.cleaned_lines import cleaned
from intake.contact import contact_in
from intake.field_words import (
    agency_of,
    copied_in,
    copies_in,
    listed,
    number_of,
    organs_of,
    outcome_in,
    paragraphs_of,
    printed_in,
    salutation_of,
    title_of,
)
from intake.letter_parts import (
    META_LABEL,
    META_NUMBER,
    OUTCOME,
    PUBLISHER,
    SIGNATORY,
    UNFILLED_DATE,
    Parts,
    attachment_pages,
    day_of,
    ends_like_title,
    find_parts,
    is_of_imprint,
)
from intake.line_kinds import (
    COPY,
    LABEL,
    NOTE,
    NUMBER,
    is_chrome,
    is_contact,
    is_office,
    is_organ,
    is_paper_code,
)
from intake.lines import LONGEST_FOOT, Line, lines_of, tidied
from intake.traditional import is_traditional, simplified
from intake.words import words
from letter import derived
from letter.codec import LetterError, read_letter, write_letter
from letter.disclosure import disclosure_named
from letter.messages import Message, message
from letter.model import (
    FORMAT,
    Agency,
    Answer,
    Attachment,
    Contact,
    Disclosure,
    DocumentNumber,
    JointIssuer,
    ReplyLetter,
)
from letter.outline import AnswerTooLong, read_answer

_TOO_LONG = message("认出来的内容太长，一封信放不下，请打开原文，只复制要用的部分粘贴到答复里。")


_WORDS = {"salutation": salutation_of}


class Piece(NamedTuple):
    """A recognised value: a field as a JSON pointer, and where its words begin and end in the text.

    doubt is why it should be looked at, None for what is sure.
    """

    field: str
    start: int
    end: int
    doubt: Message | None = None


class Leftover(NamedTuple):
    """A line of no field; of_page is whether it is of the page around the letter, or says again what is recognised."""

    start: int
    end: int
    of_page: bool


class Recognised(NamedTuple):
    """A letter recognised in a text: the cleaned text, the letter, its pieces, and what is left over."""

    text: str
    letter: ReplyLetter
    pieces: tuple[Piece, ...]
    leftovers: tuple[Leftover, ...]


class NoReplyLetter(Exception):
    """A text that is no reply letter; reason is one Chinese sentence, text what it says."""

    def __init__(self, reason: Message, text: str) -> None:
        """Take why, and the text, which may still be an answer."""
        super().__init__(reason)
        self.reason, self.text = reason, text


def recognise(text: str, agency: Agency | None = None) -> Recognised:
    """Return the letter that a text holds; its agency is the given one where it signs first, else one of its name.

    Raises NoReplyLetter.
    """
    traditional = is_traditional(text)
    text = cleaned(simplified(text) if traditional else text)
    lines = [line for line in lines_of(text) if line.text.strip()]
    parts = find_parts(lines)
    if parts is None:
        raise NoReplyLetter(_reason(text), text)
    try:
        found = _Recognising(text, lines, parts, agency).result()
        read_letter(write_letter(found.letter))
    except (AnswerTooLong, LetterError) as error:
        raise NoReplyLetter(_TOO_LONG, text) from error
    return _doubted(found) if traditional else found


def _doubted(found: Recognised) -> Recognised:
    """Return a letter whose names may have been other characters that are one in Simplified text."""
    why = message("原文是繁体字，已转成简体，请核对人名")
    pieces = [
        piece._replace(doubt=piece.doubt or why) if piece.field in ("/salutation", "/contact/name") else piece
        for piece in found.pieces
    ]
    return found._replace(pieces=tuple(pieces))


def _reason(text: str) -> Message:
    if not tidied(text):
        return message("没有文字，认不出复函；请打开看看，里面只有图片的不能读，选错了就换一个文件。")
    return message("没有认出称呼和“收悉”“现答复如下”这样的开头，不像一封答复函；要用里面的文字，请复制后粘贴到答复里。")


class _Recognising:
    """Takes the parts of one letter."""

    def __init__(self, text: str, lines: Sequence[Line], parts: Parts, agency: Agency | None) -> None:
        self._text, self._lines, self._parts, self._known = text, lines, parts, agency
        self._pieces: list[Piece] = []
        self._around = tuple(line for line in _around(parts) if len(line.text) <= LONGEST_FOOT)
        self._title = title_of(parts.title)

    def result(self) -> Recognised:
        parts = self._parts
        organs = self._organs()
        beside = [line for line in parts.head if parts.title and line.start > parts.title[0].start]
        case = case_of(self._title, parts.salutation, parts.opening, organs[0] if organs else "", beside)
        own = agency_of(organs, self._known)
        self._mark(organs)
        letter = ReplyLetter(
            format=FORMAT, kind=case.kind, agency=own, session=case.session, proposals=case.proposals,
            proposers=case.proposers, document_number=self._number(own),
            joint_issuers=tuple(map(JointIssuer, organs[1:])),
            answer=self._answer(), attachments=self._attachments(), document_date=self._date(),
            outcome_class=self._outcome(), signatory=self._signatory(), contact=self._contact(), copy_to=(),
        )  # fmt: skip
        letter = self._with_role(letter)
        letter = self._with_end(letter)
        letter = self._with_words(letter)
        for field, doubt in case.doubts.items():
            named = (parts.salutation,) if field == "/proposers" and parts.salutation else parts.title or parts.opening
            self._say_all(field, named, doubt)
        pieces = tuple(sorted(self._pieces, key=lambda piece: piece.start))
        return Recognised(self._text, letter, pieces, tuple(self._leftovers(pieces)))

    def _say(
        self, field: str, line: Line, start: int = 0, end: int | None = None, doubt: Message | None = None
    ) -> None:
        part = line.part(start, end)
        if part.text:
            self._pieces.append(Piece(field, part.start, part.end, doubt))

    def _say_all(self, field: str, lines: Sequence[Line], doubt: Message | None = None) -> None:
        start, end = (lines[0].start, lines[-1].end) if lines else (0, 0)
        self._pieces.append(Piece(field, start, end, doubt))

    def _leftovers(self, pieces: Sequence[Piece]) -> Iterator[Leftover]:
        known = {tidied(line.text) for line in self._parts.title} | {self._title}
        last = max((piece.end for piece in pieces), default=0)
        on_a_page = any(is_chrome(line) for line in self._lines if line.start >= last)
        starts, told = [line.start for line in self._lines], set[int]()
        for piece in pieces:
            told.update(range(max(0, bisect_right(starts, piece.start) - 1), bisect_left(starts, piece.end)))
        for at, line in enumerate(self._lines):
            if at in told:
                continue
            words = tidied(line.text)
            above = bool(self._parts.title) and line.start < self._parts.title[0].start
            again = (
                words in known
                or (above and ends_like_title(words))
                or (bool(self._title) and words.endswith(self._title))
            )
            outside = on_a_page and line.start > last
            yield Leftover(line.start, line.end, is_chrome(line) or again or outside)

    def _organs(self) -> list[str]:
        """Return the organs that sign: by the signature, the title, or what the page says who published it."""
        signed: list[str] = []
        for line in self._parts.organs:
            if is_office(line.text):
                self._say("/agency/signer_title", line)
                continue
            signed += organs_of(line)
            self._say("/agency/name", line)
        if signed:
            return list(dict.fromkeys(signed))
        found = re.match(rf"([\u3400-\u9fff（）]{{3,30}}?(?:{words().organ_endings}))(?=关于|对|答复)", self._title)
        if found and is_organ(found[1]):
            return [found[1]]
        for line in self._lines:
            publisher = PUBLISHER.search(line.text)
            if publisher and is_organ(publisher["name"]):
                self._say("/agency/name", line, *publisher.span("name"), doubt=message("署名取自网页的发布机构"))
                return [publisher["name"]]
        return []

    def _mark(self, organs: Sequence[str]) -> None:
        """Tell where the organs stand above the number, as the mark of a head (发文机关标志)."""
        for line in self._parts.head:
            names = [name.removesuffix("文件") for name in re.split(r"[\s\u3000]+", line.text)]
            if all(name in organs for name in names if name) or tidied(line.text).removesuffix("文件") in organs:
                self._say("/agency/mark", line)

    def _number(self, agency: Agency) -> DocumentNumber:
        """Return the letter's own number: above the salutation, or what the page's table names as such."""
        for line in reversed(self._parts.head):
            if is_chrome(line) or not (found := NUMBER.search(line.text)):
                continue
            if re.search(r"根据|按照|《", line.text[: found.start()]) or is_paper_code(found["code"]):
                continue
            self._say("/document_number", line, *found.span())
            return number_of(found, agency)
        for before, line in pairwise([self._lines[0], *self._lines]):
            label = META_LABEL.fullmatch(tidied(before.text))
            if label and (found := NUMBER.match(line.text)):
                self._say("/document_number", line, *found.span())
                return number_of(found, agency)
            named = META_NUMBER.search(line.text)
            if named and (found := NUMBER.search(line.text, named.start("number"))):
                self._say("/document_number", line, *found.span())
                return number_of(found, agency)
        return DocumentNumber()

    def _answer(self) -> Answer:
        lines = self._parts.answer
        if lines:
            self._say_all("/answer", lines)
        return _read(lines)

    def _date(self) -> datetime.date | None:
        line = self._parts.date
        if line is None:
            return None
        day = day_of(line.text)
        if day or UNFILLED_DATE.fullmatch(line.text.strip()):
            self._say("/document_date", line)
        return day

    def _outcome(self) -> str:
        for line in (*self._parts.head, *self._parts.tail[:8]):
            if found := outcome_in(line.text):
                self._say("/outcome_class", line, found.start, found.end)
                return found.code
        return ""

    def _signatory(self) -> str:
        for line in (*self._parts.head, *self._parts.below, *self._parts.tail[:8]):
            if found := SIGNATORY.search(line.text):
                self._say("/signatory", line, *found.span("name"))
                return tidied(found["name"])
        return ""

    def _contact(self) -> Contact:
        told = contact_in(self._around, self._parts.below)
        for one in told:
            self._say(f"/contact/{one.part}", one.line)
        return Contact(**{one.part: one.value for one in told})

    def _attachments(self) -> tuple[Attachment, ...]:
        """Return the attachments that are listed, with what stands on the pages of their own."""
        made = list(self._listed())
        for number, (heading, content) in enumerate(attachment_pages(self._parts.tail)):
            title = tidied(heading[-1].text)
            place = next((at for at, one in enumerate(made) if one.title == title), None)
            if place is None:
                place = min(number, len(made))
                made[place : place + 1] = [Attachment(title)]
            made[place] = replace(made[place], answer=_read(content))
            self._say_all(f"/attachments/{place}/title", heading)
            if content:
                self._say_all(f"/attachments/{place}/answer", content)
        return tuple(made)

    def _listed(self) -> tuple[Attachment, ...]:
        titles = list(listed(self._around))
        for at, title in enumerate(titles):
            self._say(f"/attachments/{at}/title", title)
        return tuple(Attachment(tidied(title.text)) for title in titles)

    def _with_role(self, letter: ReplyLetter) -> ReplyLetter:
        """Return the letter as an opinion of a co-unit where it is one, with whom it goes to."""
        # 委员会办公室 and 人大常委会办理 are something else.
        if not re.search(r"会办(?![公理])|协办意见", self._title):
            return letter
        addressed = self._parts.salutation
        unit = tidied(addressed.text).rstrip("：:") if addressed else ""
        return replace(letter, role="co", lead_unit=unit, proposers=replace(letter.proposers, organizations=()))

    def _with_end(self, letter: ReplyLetter) -> ReplyLetter:
        """Return the letter with note, copy-to list and what the imprint says."""
        printing, copies, reports = letter.printing, list[str](), list[str]()
        for line in self._around:
            if found := printed_in(line.text):
                printing = replace(printing, office=found[0], date=found[1])
                self._say("/printing", line)
            if count := copies_in(line.text):
                printing = replace(printing, copies=count)
                self._say("/printing/copies", line)
        for one in copied_in(self._around):
            (reports if one.reported else copies).extend(one.names)
            for line in one.lines:
                self._say("/report_to" if one.reported else "/copy_to", line)
        letter = replace(letter, printing=printing, copy_to=tuple(copies), report_to=tuple(reports))
        return self._with_note(letter)

    def _with_note(self, letter: ReplyLetter) -> ReplyLetter:
        for line in (*self._around, *(part for above in self._parts.head for part in _apart(above))):
            text = tidied(line.text)
            if (
                not NOTE.match(text)
                or ("公开方式" in text and line in self._parts.head)
                or (is_chrome(line) and not text.startswith(("（此", "此件", "是否同意", "公开方式")))
            ):
                continue
            named: Disclosure | None = disclosure_named(text)
            if named:
                letter = replace(letter, disclosure=named)
                self._say("/disclosure", line)
            if not text.startswith(("（", "此", "该件", "本件")):
                # 同意公开: said of the letter, not to its readers.
                return letter
            own = text.removeprefix("（").removesuffix("）")
            self._say("/note", line)
            if derived.note(letter) != f"（{own}）":
                letter = replace(letter, note=f"（{own}）")
            return letter
        return replace(letter, note="")

    def _with_words(self, letter: ReplyLetter) -> ReplyLetter:
        """Return the letter whose title, salutation, opening and closing are the words that stand there."""
        parts = self._parts
        for field, lines in (
            ("title", parts.title),
            ("salutation", (parts.salutation,) if parts.salutation else ()),
            ("opening", parts.opening),
            ("closing", parts.closing),
        ):
            if not lines:
                if field == "closing":
                    letter = replace(letter, closing="")
                continue
            text = self._title if field == "title" else _WORDS.get(field, paragraphs_of)(lines)
            self._say_all(f"/{field}", lines)
            if tidied(derived.effective_text(letter, field)) != text:
                letter = replace(letter, **{field: text})
        return letter


def _around(parts: Parts) -> Iterator[Line]:
    """Yield the lines between closing and signature and those behind the date, as far as the letter's own go."""
    yield from parts.below
    on_page = False
    for line in parts.tail:
        # Pages of attachments stand before the imprint.
        on_page = (on_page or bool(LABEL.fullmatch(tidied(line.text)))) and not is_of_imprint(line)
        if on_page:
            continue
        own = NOTE.match(tidied(line.text)) or COPY.match(line.text) or is_contact(line.text)
        if (is_chrome(line) and not own) or re.search("版权所有|备案|主办单位", line.text):
            return
        yield line


def _apart(line: Line) -> Iterator[Line]:
    """Yield what stands on one line with the number, the class or who signs: 朝民函〔2023〕5号　A类　同意公开."""
    if not is_chrome(line) and any(known.search(line.text) for known in (NUMBER, OUTCOME, SIGNATORY)):
        yield from (line.part(*found.span()) for found in re.finditer(r"\S+(?: \S+)*", line.text))
    else:
        yield line


def _read(lines: Sequence[Line]) -> Answer:
    return read_answer("\n".join(line.text if "\t" in line.text else tidied(line.text) for line in lines))
