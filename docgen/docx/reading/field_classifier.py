"""To which field each line of a docx belongs: by its mark, by the name of its style, else by what it says and where."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from docgen.docx.reading.docx_text import Grid, Line, Seen, bare
from letter.chinese import read_date
from letter.derived import contact_labels, disclosure_text
from letter.fields import FIELDS, general
from letter.model import ReplyLetter
from letter.wording import wording

# Sought where words begin: from any place within them the same would be found again.
_NUMBER = re.compile(r"(?<![^\t\u3000\s])[^\t\u3000\s]*[〔\[（(【][^〕\]）)】]{0,8}[〕\]）)】][\u3000 \d]*号")
_GAP = "\u3000\u3000"
_NOTED = re.compile(r"[（(].*[）)]")
_LABEL = re.compile(r"附件[\s\u3000]*\d*[:：]?")
_LIST = re.compile(r"附件[:：]")
_PRINTED = re.compile(r"(.*?)[\t \u3000]*(\S+日|\S+年[\s\u3000]*月[\s\u3000]*日)\s*印发")
_LONGEST_IMPRINT = 500
_TOKENS = (
    ("/header/secrecy", re.compile(r"(绝密|机密|秘密).{0,12}")),
    ("/header/urgency", re.compile(r"特急|加急|平急|急件|特提")),
    ("/header/copy_number", re.compile(r"\d{1,6}")),
)
_PART_OF_STYLE = {
    "title": "title", "addressee": "addressee", "body": "body", "heading_1": "body", "heading_2": "body",
    "heading_3": "body", "heading_4": "body", "attachment_list": "attachment_list", "signature": "signature",
    "date": "date", "attachment_label": "attachment_label", "attachment_title": "attachment_title",
    "outcome": "head", "number_line": "head", "contact": "foot", "note": "foot", "imprint": "imprint",
}  # fmt: skip
_PART_OF_FIELD = {row.pointer: row.part for row in FIELDS if row.part}


class Page(NamedTuple):
    """An attachment as it is seen on its own page: its title, its text, and the number that its marks say."""

    title: str
    content: tuple[Seen, ...]
    mark: int | None


class Placed(NamedTuple):
    """A docx sorted by field: words of the simple fields, the text, the attachments, and what belongs nowhere."""

    words: dict[str, tuple[str, ...]]
    body: tuple[Seen, ...]
    listed: tuple[tuple[str, int | None], ...]
    pages: tuple[Page, ...]
    unread: tuple[str, ...]


def place(seen: Iterable[Seen], head: Iterable[Line], letter: ReplyLetter) -> Placed:
    """Sort what is seen of a docx by field; the letter tells how its agency writes."""
    placing = _Placing(letter)
    for row in seen:
        placing.add(row)
    placing.add_head(head)
    return placing.placed()


class _Placing:
    """Takes lines in their order."""

    def __init__(self, letter: ReplyLetter) -> None:
        self._letter = letter
        self._words: dict[str, list[str]] = {}
        self._body: list[Seen] = []
        self._listed: list[tuple[str, int | None]] = []
        self._pages: list[tuple[list[str], list[Seen], list[int]]] = []
        self._unread: list[str] = []
        self._at = "head"
        self._in_signatories = False
        self._takers: dict[str, Callable[[Line, str], None]] = {
            "head": self._take_head,
            "title": self._take_title,
            "addressee": self._take_addressee,
            "body": self._take_body,
            "attachment_list": self._take_attachment_list,
            "signature": self._take_signature,
            "date": self._take_date,
            "foot": self._take_foot,
            "attachment_label": self._take_attachment_label,
            "attachment_title": self._take_attachment_title,
            "attachment_body": self._take_attachment_body,
            "imprint": self._take_imprint,
            "unread": self._take_unread,
        }

    def placed(self) -> Placed:
        """Return everything sorted."""
        pages = tuple(
            Page("".join(titles), tuple(content), marks[0] if marks else None) for titles, content, marks in self._pages
        )
        words = {field: tuple(lines) for field, lines in self._words.items()}
        return Placed(words, tuple(self._body), tuple(self._titles()), pages, tuple(self._unread))

    def _titles(self) -> Iterator[tuple[str, int | None]]:
        """Yield the listed titles without their numbers, which a single attachment has none of.

        A title may begin like a number itself (2.5万户改造情况): only what numbers the line is taken off.
        """
        several = len(self._listed) > 1 or len(self._letter.attachments) > 1
        for place, (words, identity) in enumerate(self._listed):
            found = re.match(r"(\d+)[.．、]", words) if several else None
            numbers = (place + 1, place + 1 if identity is None else identity + 1)
            numbered = found is not None and int(found[1]) in numbers
            yield words[found.end() if found and numbered else 0 :].strip(" \u3000"), identity

    def add_head(self, lines: Iterable[Line]) -> None:
        """Take the lines of the head (版头)."""
        for line in lines:
            if words := re.sub(r"[\s\u3000]", "", line.text):
                self._put("/agency/mark", words)

    def add(self, row: Seen) -> None:
        """Take one line or table."""
        if isinstance(row, Grid):
            self._add_table(row)
        elif words := bare(row.text):
            role = self._role(row, words)
            self._take(role, row, words)

    def _put(self, field: str, words: str) -> None:
        self._words.setdefault(field, []).append(words)

    def _add_table(self, row: Grid) -> None:
        if self._pages:
            self._pages[-1][1].append(row)
        elif self._at in ("title", "addressee", "body"):
            self._body.append(row)
        else:
            self._unread += [" ".join(filter(None, cells)) for cells in row.rows]

    def _role(self, line: Line, words: str) -> str:
        """Return what part of the paper a line is, by marks, then style, then words and place."""
        style = _PART_OF_STYLE.get(line.style, "")
        if self._pages and style in ("body", "attachment_title", ""):
            return self._role_in_attachment(line, style, words)
        for field in line.fields:
            if found := _part_of(field):
                return "imprint" if line.style == "imprint" else found
        if style == "addressee" and self._words.get("/salutation") and not words.endswith(("：", ":")):
            # Return pressed behind the addressee gives a paragraph of the same style.
            return "body"
        if style == "date" and self._words.get("/document_date") and not read_date(words):
            return "foot" if _NOTED.fullmatch(words) else "unread"
        return style or self._guessed(words)

    def _role_in_attachment(self, line: Line, style: str, words: str) -> str:
        if _marked_in(line, "imprint"):
            return "imprint"
        if not style and _LABEL.fullmatch(words):
            return "attachment_label"
        if style == "attachment_title" or (not self._pages[-1][0] and not self._pages[-1][1]):
            return "attachment_title"
        return "attachment_body"

    def _guessed(self, words: str) -> str:
        """Return the part of a line that has neither mark nor style of ours."""
        form = wording()
        if self._at in ("date", "foot") and _LABEL.fullmatch(words):
            return "attachment_label"
        if self._at == "body" and _LIST.match(words):
            return "attachment_list"
        if words.startswith((form.copy_to_label, form.report_to_label)) or _is_printed(words):
            return "imprint"
        if self._at in ("date", "foot") and _NOTED.fullmatch(words):
            return "foot"
        if self._at in ("title", "addressee", "body"):
            return "body"
        return "head" if self._at == "head" else "unread"

    def _take(self, role: str, line: Line, words: str) -> None:
        if role == "body" and self._at not in ("title", "addressee", "body") and self._body_is_over(line):
            role = "unread"
        self._takers[role](line, words)
        if role in ("title", "addressee", "body", "attachment_list", "signature", "date", "foot"):
            self._at = role

    def _body_is_over(self, line: Line) -> bool:
        """Return whether a line of text stands where no text of the letter can be."""
        return self._at in ("date", "foot") or (self._at == "head" and not line.fields)

    def _take_unread(self, line: Line, words: str) -> None:
        self._unread.append(words)

    def _take_title(self, line: Line, words: str) -> None:
        self._put("/title", words)

    def _take_addressee(self, line: Line, words: str) -> None:
        self._put("/salutation", words)

    def _take_body(self, line: Line, words: str) -> None:
        self._body.append(line)

    def _take_attachment_list(self, line: Line, words: str) -> None:
        numbers = _attachment_numbers(line.fields)
        self._listed.append((words.removeprefix(wording().attachment_label), next(iter(numbers), None)))

    def _take_signature(self, line: Line, words: str) -> None:
        names = [name for name in re.split(r"[\t\n]+", words) if bare(name)]
        for name in names:
            self._put("signature", bare(name))

    def _take_date(self, line: Line, words: str) -> None:
        self._put("/document_date", words)

    def _take_foot(self, line: Line, words: str) -> None:
        label = wording().signatory.format(signatory="")
        rows = (
            ("/note", False, words),
            ("/signatory", words.startswith(label), words.removeprefix(label)),
            ("/contact", words.startswith(contact_labels()), words),
        )
        if not self._put_first(line, rows):
            self._put(_marked_in(line, "foot") or ("/contact" if line.style == "contact" else "/note"), words)

    def _take_attachment_label(self, line: Line, words: str) -> None:
        self._pages.append(([], [], []))

    def _take_attachment_title(self, line: Line, words: str) -> None:
        if not self._pages:
            self._pages.append(([], [], []))
        titles, _, marks = self._pages[-1]
        titles.append(words)
        marks += _attachment_numbers(line.fields)

    def _take_attachment_body(self, line: Line, words: str) -> None:
        _, content, marks = self._pages[-1]
        content.append(line)
        marks += _attachment_numbers(line.fields)

    def _take_imprint(self, line: Line, words: str) -> None:
        form = wording()
        addressees = words.removeprefix(form.addressee_label).removesuffix(form.list_end) + "："
        rows = (
            ("/copy_to", words.startswith(form.copy_to_label), words.removeprefix(form.copy_to_label)),
            ("/report_to", words.startswith(form.report_to_label), words.removeprefix(form.report_to_label)),
            ("/salutation", words.startswith(form.addressee_label), addressees),
            ("/printing/copies", bool(re.fullmatch(r"共印.*份", words)), words),
            ("/printing", _is_printed(words), words),
            ("/contact", words.startswith(contact_labels()), words),
            ("/disclosure", words == disclosure_text(self._letter), words),
        )
        if self._put_first(line, rows):
            return
        if field := _marked_in(line, "imprint"):
            self._put(field, words)
        else:
            self._unread.append(words)

    def _put_first(self, line: Line, rows: Iterable[tuple[str, bool, str]]) -> bool:
        """Put the words of the first field that is marked or known by its words; return whether there is one."""
        for field, known, words in rows:
            if known or field in line.fields:
                self._put(field, words)
                return True
        return False

    def _take_head(self, line: Line, words: str) -> None:
        text, place = line.text, _number_place(line)
        if place:
            self._put("/document_number", text[slice(*place)])
            # What stands beside the number keeps its place in the line.
            text = text[: place[0]] + "\t" * (place[1] - place[0]) + text[place[1] :]
        for match in re.finditer(rf"(?:(?!\t|{_GAP}).)+", text, re.DOTALL):
            if words := bare(match[0]):
                self._take_token(line, match.start(), words)

    def _take_token(self, line: Line, start: int, token: str) -> None:
        """Take one piece of the lines under the head."""
        label = wording().signatory.format(signatory="")
        end = start + len(token)
        marked = next((span.field for span in line.spans if span.start < end and span.end > start), "")
        if token.startswith(label) or marked == "/signatory":
            self._in_signatories = True
            names = token.removeprefix(label)
            if names:
                self._put("/signatory", names)
        elif marked == "/document_number":
            self._put("/document_number", token)
        elif marked:
            self._put(marked, token)
        elif field := self._guessed_token(token):
            self._put(field, token)
        elif self._in_signatories and line.text.startswith("\t"):
            self._put("/signatory", token)
        else:
            self._unread.append(token)

    def _guessed_token(self, token: str) -> str:
        if token == disclosure_text(self._letter):
            return "/disclosure"
        if re.fullmatch(r"(办理结果|[（(])[:：]?\s*[A-Z]\d?[）)]?|[A-Z]\d?", token):
            return "/outcome_class"
        return next((field for field, form in _TOKENS if form.fullmatch(token)), "")


def _is_printed(words: str) -> bool:
    """Return whether a line says by whom and when the letter was printed; no such line is long."""
    return len(words) <= _LONGEST_IMPRINT and bool(_PRINTED.fullmatch(words))


def _number_place(line: Line) -> tuple[int, int] | None:
    """Return where the document number stands in a line: by its form, as far as its mark reaches."""
    found = _NUMBER.search(line.text)
    if not found:
        return None
    start, end = found.span()
    for span in line.spans:
        if span.field == "/document_number" and span.start < end and span.end > start:
            start, end = min(start, span.start), max(end, span.end)
    return start, end


def _part_of(field: str) -> str:
    """Return the part of the paper in which a marked field stands, nothing when the style of its line says it."""
    return _PART_OF_FIELD.get(general(field), "")


def _marked_in(line: Line, part: str) -> str:
    """Return the first field marked in a line that belongs to a part of the paper."""
    return next((field for field in line.fields if _part_of(field) == part), "")


def _attachment_numbers(fields: Sequence[str]) -> list[int]:
    """Return the numbers of the attachments that the marks of a line name."""
    return [int(found[1]) for field in fields if (found := re.match(r"/attachments/(\d+)/", field))]
