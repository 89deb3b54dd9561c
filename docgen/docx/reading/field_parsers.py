"""The words of a field, as they stand on paper, put back into a letter; the inverse of docgen.parts."""

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from docgen.docx.reading.docx_text import bare
from letter import derived
from letter.chinese import read_date
from letter.codec import LetterError, read_letter, write_letter
from letter.disclosure import disclosure_named
from letter.fields import members
from letter.model import Contact, DocumentNumber, JointIssuer, ReplyLetter
from letter.wording import wording

Words = Sequence[str]
Put = Callable[[ReplyLetter, Words], ReplyLetter | None]


def put(letter: ReplyLetter, field: str, words: Words) -> ReplyLetter | None:
    """Return the letter whose paper says these words in a field; None when no letter could."""
    made = PARSERS[field](letter, words)
    try:
        return None if made is None else read_letter(write_letter(made))
    except LetterError:
        return None


def _by_hand(field: str, between: str = "\n") -> Put:
    """Return what overrides a derived field, or takes the override back when the words are the derived ones."""

    def put_words(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
        text = between.join(words)
        plain = replace(letter, **{field: None})
        return plain if derived.effective_text(plain, field) == text else replace(letter, **{field: text})

    return put_words


def title_of(lines: Sequence[str], known: str) -> str:
    """Return a title on one line; a blank is not seen where a line breaks, and is taken from the title known before."""
    parts = [part.strip() for line in lines for part in line.split("\n")]
    text = parts[0] if parts else ""
    for part in parts[1:]:
        before, after = text[-_CONTEXT:], part[:_CONTEXT]
        text += next((blank for blank in _TITLE_BLANKS if f"{before}{blank}{after}" in known), "") + part
    return text


_CONTEXT = 2
_TITLE_BLANKS = "　 "


def _mark(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
    agency, names = letter.agency, list(words)
    form = wording().document_word
    if agency.head.names_document:
        with_document = bool(names) and names[-1].endswith(form) and agency.mark_with_document
        if with_document:
            names[-1] = names[-1].removesuffix(form)
        agency = replace(agency, mark_with_document=with_document)
    names = [name for name in names if name]
    if not names:
        return None
    agency = replace(agency, mark="" if names[0] == agency.name else names[0])
    return _with_joint(replace(letter, agency=agency), names[1:]) if names[1:] else replace(letter, agency=agency)


def _with_joint(letter: ReplyLetter, names: Words) -> ReplyLetter:
    """Return the letter with joint issuers of these names; who signs for one of the old name stays."""
    old = letter.joint_issuers
    known = {issuer.name: issuer for issuer in old}
    issuers = [
        known.get(name) or (replace(old[at], name=name) if at < len(old) else JointIssuer(name))
        for at, name in enumerate(names)
    ]
    return replace(letter, joint_issuers=tuple(issuers))


def _signature(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
    if not words:
        return None
    agency = letter.agency
    if agency.seal != "signature_stamp":
        return _with_joint(replace(letter, agency=replace(agency, name=words[0])), words[1:])
    old = letter.joint_issuers
    # An office that nobody holds takes no line: only as many as are seen can be told apart.
    if len(words) != 1 + len(old):
        return None
    issuers = [replace(issuer, signer_title=title) for issuer, title in zip(old, words[1:], strict=True)]
    return replace(letter, agency=replace(agency, signer_title=words[0]), joint_issuers=tuple(issuers))


def _document_number(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
    found = re.fullmatch(r"(.*?)[〔\[（(【]([\d\s\u3000]*)[〕\]）)】]第?([\d\s\u3000]*)号", "".join(words).strip(" "))
    if not found:
        return None
    year, serial = bare(found[2]), bare(found[3])
    code = found[1] if found[1] != letter.agency.code or letter.document_number.code else ""
    number = DocumentNumber(code, int(year) if year else None, int(serial) if serial else None)
    return replace(letter, document_number=number)


def _outcome(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
    text = "".join(words)
    before, _, after = wording().outcome[letter.agency.outcome_mark].partition("{outcome}")
    text = text.removeprefix(before).removesuffix(after).strip()
    return replace(letter, outcome_class=re.sub(r"^[（(]|[）)]$|^办理结果[:：]?", "", text).strip())


def _signatory(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
    names = [name for part in words for name in re.split(r"[\u3000\t\n]+", part) if name]
    return replace(letter, signatory="、".join(names))


def _header(name: str) -> Put:
    def put_words(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
        return replace(letter, header=replace(letter.header, **{name: "".join(words)}))

    return put_words


def _date(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
    text = "".join(words)
    if re.fullmatch(r"\d{0,4}[\s\u3000]*年[\s\u3000]*月[\s\u3000]*日", text):
        return replace(letter, document_date=None)
    day = read_date(text)
    return replace(letter, document_date=day) if day else None


def _contact(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
    """Put department, name and telephone by their labels; a longer label may end like a shorter one."""
    text = "\u3000".join(words)
    names = dict(zip(derived.contact_labels(), members("contact"), strict=True))
    found = list(re.finditer("|".join(map(re.escape, sorted(names, key=len, reverse=True))), text))
    if bare(text[: found[0].start()] if found else text):
        return None
    values: dict[str, str] = {}
    ends = [*(label.start() for label in found[1:]), len(text)]
    for label, end in zip(found, ends, strict=False):
        name = names[label[0]]
        if values.get(name):
            return None
        values[name] = bare(text[label.end() : end])
    return replace(letter, contact=Contact(**values))


def _note(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
    """Put the note: a disclosure or a contact that gives just these words, else the words themselves."""
    words = _in_brackets(words)
    text = "\n".join(words)
    plain = replace(letter, note=None)
    for disclosure in (letter.disclosure, "active", "on_request", "none"):
        candidate = replace(plain, disclosure=disclosure)
        if derived.note(candidate) == text:
            return candidate
        inner = [re.sub(r"^（|）$", "", line) for line in words]
        told = [line for line in inner if line.startswith(derived.contact_labels())]
        with_contact = _contact(candidate, told) if told else None
        if with_contact and derived.note(with_contact) == text:
            return with_contact
    return _by_hand("note")(replace(letter, disclosure=disclosure_named(text) or letter.disclosure), words)


def _in_brackets(words: Words) -> list[str]:
    """Return the lines of a note, those in one pair of brackets as one: the parts of a contact may stand on several."""
    lines: list[str] = []
    for line in words:
        opened = bool(lines) and lines[-1].startswith("（") and not lines[-1].endswith("）")
        if opened and not line.startswith("（"):
            lines[-1] += wording().contact_separator + line
        else:
            lines.append(line)
    return lines


def _disclosure(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
    text = "".join(words)
    candidates = (replace(letter, disclosure=disclosure) for disclosure in ("active", "on_request", "none"))
    return next((candidate for candidate in candidates if derived.disclosure_text(candidate) == text), None)


def _organs(words: Words, known: Words) -> tuple[str, ...]:
    """Return the organs of a list; those known are found whole, whatever stands in their names."""
    text = "".join(words).removesuffix(wording().list_end)
    forms = [re.escape(name) for name in sorted(known, key=len, reverse=True) if name]
    # Separators within brackets part nothing.
    forms += [r"(?:[（(][^（()）]*[）)]|[^、，,；;\n])+"]
    return tuple(
        name for match in re.finditer(rf"({'|'.join(forms)})(?=[、，,；;\n]|$)", text) if (name := bare(match[1]))
    )


def _copy_to(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
    organs = _organs(words, derived.copies_to(letter))
    plain = replace(letter, copy_to=None)
    return plain if derived.copy_to(plain) == organs else replace(letter, copy_to=organs)


def _report_to(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
    return replace(letter, report_to=_organs(words, letter.report_to))


def _printing(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
    found = re.fullmatch(r"(.*?)[\t\s\u3000]*(\d{4}年.*日)\s*印发", "".join(words))
    if not found:
        return None
    office, day = bare(found[1]), read_date(found[2])
    plain = replace(letter, printing=replace(letter.printing, office="", date=None))
    own_office = "" if derived.printing_office(plain) == office else office
    if day is None and letter.document_date is not None:
        return None
    own_day = None if day == letter.document_date else day
    return replace(letter, printing=replace(letter.printing, office=own_office, date=own_day))


def _copies(letter: ReplyLetter, words: Words) -> ReplyLetter | None:
    found = re.search(r"\d+", "".join(words))
    if not found:
        return None
    plain = replace(letter, printing=replace(letter.printing, copies=None))
    copies = int(found[0])
    return (
        plain if derived.copies(plain) == copies else replace(letter, printing=replace(letter.printing, copies=copies))
    )


# One for each field of the table that has a bookmark, in the order in which they are put; the texts are compared
# paragraph by paragraph (blocks.py, attachments.py), and the lines of the signature are read together.
PARSERS: dict[str, Put] = {
    "/agency/mark": _mark,
    "signature": _signature,
    "/header/copy_number": _header("copy_number"),
    "/header/secrecy": _header("secrecy"),
    "/header/urgency": _header("urgency"),
    "/document_number": _document_number,
    "/outcome_class": _outcome,
    "/signatory": _signatory,
    "/document_date": _date,
    "/disclosure": _disclosure,
    "/contact": _contact,
    "/title": _by_hand("title", between=""),
    "/salutation": _by_hand("salutation"),
    "/opening": _by_hand("opening"),
    "/closing": _by_hand("closing"),
    "/note": _note,
    "/report_to": _report_to,
    "/copy_to": _copy_to,
    "/printing": _printing,
    "/printing/copies": _copies,
}
ORDER = tuple(PARSERS)
