"""A letter recognised from its paper alone, when its data was taken out; what is not seen comes from a profile.

The agency's habits are told from where things stand; case, proposers and session from title, opening and addressee, and
only where the words that follow from them are the very words that stand there.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from msgspec.structs import replace

from docgen.docx.reading.blocks import blocks_of, parts_of
from docgen.docx.reading.docx_text import Line, Seen, bare
from docgen.docx.reading.field_classifier import Placed, place
from docgen.docx.reading.field_parsers import ORDER, put, title_of
from letter import derived
from letter.disclosure import disclosure_named
from letter.letterheads import LETTERHEADS, Letterhead
from letter.model import (
    FORMAT,
    Agency,
    Attachment,
    DocumentNumber,
    JointIssuer,
    Period,
    Proposal,
    Proposers,
    ReplyLetter,
    Role,
    Session,
)
from letter.session import read_session
from letter.wording import kinds, wording

_ORGAN = re.compile(r".{1,60}?(局|委|厅|办|院|会|室|府|署|处|中心|公司|部|行|所|站|校|馆|社|团|联|院)$")
_HONORIFIC = "尊敬的"
_NUMBERS = re.compile(r"第([^第号]{1,60})号")
# What a session is called has 第 in it too: 第十四届全国委员会第三次会议.
_BEFORE_NUMBER = re.compile(r"第[^第号届次会]{1,60}号")
_SUBJECT = re.compile(r"《(.*?)》（((?:第[^第号]*号、?)+)[^（）]*?）")


def recognise(seen: Sequence[Seen], head: Sequence[Line], agency: Agency | None) -> ReplyLetter:
    """Return the letter that a docx shows; its agency is the given one where it signs, else one of its name."""
    blank = ReplyLetter(format=FORMAT, kind=next(iter(kinds())), agency=agency or derived.agency_defaults("本单位"))
    placed = place(seen, head, blank)
    own = _agency(seen, placed, agency)
    letter = replace(blank, agency=own, document_number=DocumentNumber(own.code), copy_to=())
    letter = _with_joint_issuers(letter, placed)
    placed = place(seen, head, letter)
    body = parts_of(placed.body, None)
    words = dict(placed.words)
    words |= {field: lines for field, lines in (("/opening", body.opening), ("/closing", body.closing)) if lines}
    if "/title" in words:
        words["/title"] = (title_of(words["/title"], wording().issuer_separator.join(derived.issuers(letter))),)
    letter = replace(
        letter, answer=blocks_of(body.answer, (), ()), attachments=_attachments(placed), title=None, copy_to=None
    )
    for field in ("/document_number", "/outcome_class", "/signatory", "/document_date", "/contact", "/disclosure",
                  "/header/copy_number", "/header/secrecy", "/header/urgency"):  # fmt: skip
        if field in words:
            letter = put(letter, field, words[field]) or letter
    letter = _with_case(letter, words)
    for field in ORDER:
        if field != "signature":
            letter = put(letter, field, words.get(field, ())) or letter
    return letter


def _agency(seen: Sequence[Seen], placed: Placed, known: Agency | None) -> Agency:
    """Return the profile with the habits that can be seen."""
    signed = placed.words.get("signature", ())
    mark = "".join(placed.words.get("/agency/mark", ())[:1]).removesuffix(wording().document_word)
    if known and known.name in (*signed, mark):
        return known
    name = next((name for name in signed if _ORGAN.fullmatch(name)), mark) or (signed[0] if signed else "本单位")
    number = "".join(placed.words.get("/document_number", ()))
    code = re.split(r"[〔\[（(【]", number)[0] or derived.agency_defaults(name).code
    return replace(derived.agency_defaults(name), code=code, **dict(_habits(seen, placed, name)))


def _habits(seen: Sequence[Seen], placed: Placed, name: str) -> Iterator[tuple[str, Any]]:
    """Yield the habits that can be seen, by the names that a profile has for them."""
    lines = [row for row in seen if isinstance(row, Line) and bare(row.text)]
    mark = placed.words.get("/agency/mark", ())
    letterhead, document_word = _letterhead(mark), wording().document_word
    yield "letterhead", letterhead
    yield (
        "mark_with_document",
        not mark or mark[-1].endswith(document_word) or not LETTERHEADS[letterhead].names_document,
    )
    if mark and mark[0].removesuffix(wording().document_word) != name:
        yield "mark", mark[0].removesuffix(wording().document_word)
    if placed.words.get("signature") and not any(_ORGAN.fullmatch(line) for line in placed.words["signature"]):
        yield "seal", "signature_stamp"
        yield "signer_title", placed.words["signature"][0]
    yield from _outcome_habits(lines, placed)
    labels = derived.contact_labels()
    contact = next((line for line in lines if bare(line.text).startswith(labels)), None)
    positions = {"contact": "before_signature", "imprint": "imprint", "note": "after_date"}
    if contact is not None and contact.style in positions:
        yield "contact_position", positions[contact.style]
    elif any(bare(line.text).startswith(tuple(f"（{label}" for label in labels)) for line in lines):
        yield "contact_position", "in_note"
    note = next((found[1] for line in lines if (found := re.fullmatch(r"（(.*公开.*)）", bare(line.text)))), "")
    if disclosure := disclosure_named(note):
        yield f"{disclosure}_wording", note
    if "".join(placed.words.get("/salutation", ())).startswith(_HONORIFIC):
        yield "honorific", _HONORIFIC
    yield "imprint", "full" if placed.words.get("/printing") else "letter"
    yield "show_copies", bool(placed.words.get("/printing/copies"))
    if placed.words.get("/signatory"):
        row = next((line for line in lines if "签发人" in line.text), None)
        yield "show_signatory", True
        if row is not None:
            place = {"outcome": "upper_right", "note": "foot"}.get(row.style, "number_line")
            yield "signatory_position", place


def _letterhead(mark: Sequence[str]) -> Letterhead:
    """Return the first letterhead that has such a mark; where there is none, the paper bears it."""
    names_document = bool(mark) and (len(mark) > 1 or mark[-1].endswith(wording().document_word))
    wanted = (not mark, names_document)
    return next(name for name, traits in LETTERHEADS.items() if (traits.preprinted, traits.names_document) == wanted)


def _outcome_habits(lines: Sequence[Line], placed: Placed) -> Iterator[tuple[str, Any]]:
    words = "".join(placed.words.get("/outcome_class", ()))
    row = next((at for at, line in enumerate(lines) if words and bare(line.text).startswith(words)), None)
    if row is None:
        return
    yield (
        "outcome_mark",
        next((name for name in ("labelled", "brackets") if _outcome_form(name).search(words)), "plain"),
    )
    number = next((at for at, line in enumerate(lines) if "〔" in line.text), 0)
    yield "outcome_position", "number_line" if row == number else "title" if row > number else "upper_right"


def _outcome_form(name: str) -> re.Pattern[str]:
    return re.compile(re.escape(wording().outcome[name]).replace(r"\{outcome\}", r"[A-Z]\d?"))


def _with_joint_issuers(letter: ReplyLetter, placed: Placed) -> ReplyLetter:
    names = [name for name in placed.words.get("signature", ()) if name != letter.agency.name]
    if letter.agency.seal == "signature_stamp" or not names:
        return letter
    return replace(letter, joint_issuers=tuple(map(JointIssuer, names)))


def _attachments(placed: Placed) -> tuple[Attachment, ...]:
    listed = [title for title, _ in placed.listed]
    pages = placed.pages
    made = [
        Attachment(listed[at] if at < len(listed) else page.title.replace("\n", ""), blocks_of(page.content, (), ()))
        for at, page in enumerate(pages)
    ]
    return (*made, *(Attachment(title) for title in listed[len(pages) :]))


def _with_case(letter: ReplyLetter, words: dict[str, tuple[str, ...]]) -> ReplyLetter:
    """Return the letter with kind, session, proposals and proposers, as far as their words are those on paper."""
    title, opening = "".join(words.get("/title", ())), "".join(words.get("/opening", ()))
    salutation = "".join(words.get("/salutation", ()))
    best, most = letter, 0
    for kind, role in product(kinds(), ("lead", "co")):
        for candidate in _candidates(letter, kind, role, (title, opening, salutation)):
            fitting = sum(
                derived.effective_text(candidate, field) == wanted
                for field, wanted in (("title", title), ("opening", opening), ("salutation", salutation))
            )
            if fitting > most:
                best, most = candidate, fitting
    return best


def _candidates(letter: ReplyLetter, kind: str, role: Role, words: tuple[str, str, str]) -> Iterator[ReplyLetter]:
    title, opening, salutation = words
    proposals = _proposals(title, opening)
    session = _session(title, kind)
    bare_names = bare(salutation).removesuffix("：").removesuffix(":").removeprefix(letter.agency.honorific)
    for proposers, lead_unit in _proposers(bare_names, kind, role):
        yield replace(
            letter, kind=kind, role=role, session=session, proposals=proposals, proposers=proposers, lead_unit=lead_unit
        )


def _proposals(title: str, opening: str) -> tuple[Proposal, ...]:
    found = [
        # Within 《》 a title's own marks were set as 〈〉 (GB/T 15834 4.15).
        Proposal(number.strip("\u3000"), subject[1].replace("〈", "《").replace("〉", "》"))
        for subject in _SUBJECT.finditer(opening)
        for number in _NUMBERS.findall(subject[2])
    ]
    return tuple(found) or tuple(Proposal(number.strip("\u3000")) for number in _NUMBERS.findall(title))


def _session(title: str, kind: str) -> Session:
    inner = _BEFORE_NUMBER.split(re.sub(r"^.*?关于", "", title), maxsplit=1)[0]
    found = read_session(inner)
    if not found:
        return Session(inner)
    period: Period = "recess" if found.recess else "meeting" if found.meeting else "ordinary"
    return Session(found.body(kinds()[kind].body_suffix), found.term, found.meeting, period)


def _proposers(names: str, kind: str, role: str) -> Iterator[tuple[Proposers, str]]:
    if role == "co":
        yield Proposers(), names
        return
    person = kinds()[kind].person_title
    parts = names.split("、")
    people = re.fullmatch(rf"(.*?)(?:等(\d+)名)?{person}", names)
    if people:
        listed = people[1].split("、")
        total = int(people[2]) if people[2] else None
        for count in range(len(listed)):
            yield Proposers(tuple(listed[count:]), tuple(listed[:count]), total), ""
    convener = re.fullmatch(rf"(.*)（召集人：(.*?){person}）", names)
    if convener:
        yield Proposers((), tuple(convener[1].split("、")), None, convener[2]), ""
    yield Proposers((), tuple(parts)), ""
