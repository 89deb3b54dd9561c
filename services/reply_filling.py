"""A recognised reply put into a letter in work: what it says goes in, what only this letter can have stays."""

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import asdict, replace

from letter.derived import effective_text
from letter.messages import Message, message
from letter.model import Contact, Proposers, ReplyLetter, Session
from letter.wording import kinds
from services.recognising import NotAReply, recognised, report_on

if TYPE_CHECKING:
    from intake.recognise import Recognised
    from letter.model import Agency

# What short text can be is no whole reply; nobody waits for what is looked at at once.
SHORTEST, AT_ONCE = 60, 20_000
_WORDS = ("title", "salutation", "opening", "closing", "note")
# Title and first paragraph name the case: they stay with it where it is another one.
_OF_CASE = ("title", "salutation", "opening")
_SAY_CASE = ("/kind", *(f"/{name}" for name in _OF_CASE))
# What last year's reply has of its own, and the letter in work not of it.
_OWN = ("/document_number", "/document_date", "/printing", "/agency")
_OTHER_CASE = message("这封信是第{own}号的，原文是第{other}号的：案件、标题、主送和首段没有换，请核对。")
_OTHER_ORGAN = message("原文由“{other}”署名，这封信仍由“{own}”发，请核对各项里的单位名。")


class Filled(NamedTuple):
    """A letter that a reply was put into, and what the clerk is to be told of it."""

    letter: ReplyLetter
    remarks: tuple[Message, ...]


def whole_reply(text: str, agency: "Agency") -> "Recognised | None":
    """Return the reply that a text is as a whole, None for any other.

    It has an opening, and title and whom it goes to, or one of them and an end: pages leave out the signature.
    """
    if len(text) < SHORTEST:
        return None
    try:
        found = recognised(text, agency)
    except NotAReply:
        return None
    fields = _fields(found)
    head, end = {"/title", "/salutation"}, {"/document_date", "/agency/name"}
    return found if "/opening" in fields and (head <= fields or (fields & head and fields & end)) else None


def filled_from_reply(letter: ReplyLetter, found: "Recognised") -> Filled:
    """Return a letter with what a recognised reply says; agency, number, date and printing stay as they are.

    Fields of which the reply says nothing stay too, and all that names the case where the letter has another one.
    """
    own, other = letter.agency.name, found.letter.agency.name
    number = _other_number(letter, found.letter)
    kept = frozenset(_OF_CASE if number else ())
    filled = letter if number else _with_case(letter, found)
    filled = _with_rest(filled, found)
    filled = _with_words(filled, found, kept)
    remarks: list[Message] = []
    if number:
        remarks.append(_OTHER_CASE.filled(own=_numbers(letter), other=number))
    if other != own and "/agency/name" in _fields(found):
        remarks.append(_OTHER_ORGAN.filled(own=own, other=other))
    return Filled(filled, (*remarks, *_doubts(found, kept)))


def _fields(found: "Recognised") -> set[str]:
    return {piece.field for piece in found.pieces}


def _numbers(letter: ReplyLetter) -> str:
    return "、".join(proposal.number for proposal in letter.proposals if proposal.number)


def _other_number(letter: ReplyLetter, reply: ReplyLetter) -> str:
    """Return the number of the case that a reply answers where the letter answers another one."""
    own, other = _numbers(letter), _numbers(reply)
    return other if own and other and not {*own.split("、")} & {*other.split("、")} else ""


def _with_case(letter: ReplyLetter, found: "Recognised") -> ReplyLetter:
    reply = found.letter
    given = {name: getattr(reply, name) for name in ("session", "proposals", "proposers") if _given(reply, name)}
    if reply.role == "co":
        given |= {"role": reply.role, "lead_unit": reply.lead_unit or letter.lead_unit}
    if _names_kind(found):
        given["kind"] = reply.kind
    return replace(letter, **given)


def _names_kind(found: "Recognised") -> bool:
    """Return whether the reply says of which kind its case is; one that does not is taken for the first of them."""
    kind = kinds()[found.letter.kind]
    said = [found.text[row.start : row.end] for row in found.pieces if row.field.startswith(_SAY_CASE)]
    return any(word in words for words in said for word in (kind.noun, kind.body_suffix, kind.person_title))


def _with_rest(letter: ReplyLetter, found: "Recognised") -> ReplyLetter:
    reply, fields = found.letter, _fields(found)
    names = ("outcome_class", "signatory", "copy_to", "report_to")
    given = {name: getattr(reply, name) for name in names if _given(reply, name)}
    if "/disclosure" in fields:
        given["disclosure"] = reply.disclosure
    if reply.agency.name == letter.agency.name and reply.joint_issuers:
        given["joint_issuers"] = reply.joint_issuers
    known = {name: value for name, value in asdict(reply.contact).items() if value}
    if known:
        # Whom the reply names is not reached by the telephone of somebody else.
        before = {} if "name" in known and letter.contact.name != known["name"] else asdict(letter.contact)
        given["contact"] = Contact(**(before | known))
    if reply.attachments:
        titles = {one.title for one in reply.attachments}
        typed = tuple(one for one in letter.attachments if (one.title or one.answer) and one.title not in titles)
        given["attachments"] = typed + reply.attachments
    return replace(letter, answer=reply.answer, **given)


def _with_words(letter: ReplyLetter, found: "Recognised", kept: frozenset[str]) -> ReplyLetter:
    """Return the letter with the words of the reply, as derived ones where they are the same."""
    fields = _fields(found)
    for name in _WORDS:
        if f"/{name}" not in fields or name in kept:
            continue
        by_hand: str | None = getattr(found.letter, name)
        words = effective_text(found.letter, name)
        derived = replace(letter, **{name: None})
        if name == "title" and by_hand is None:  # under the name of the agency that sends this letter
            letter = derived
        else:
            letter = derived if effective_text(derived, name) == words else replace(letter, **{name: words})
    return letter


def _given(reply: ReplyLetter, name: str) -> bool:
    value: Any = getattr(reply, name)
    return bool(value) and value not in (Session(), Proposers())


def _doubts(found: "Recognised", kept: frozenset[str]) -> tuple[Message, ...]:
    left_alone = (*_OWN, *(f"/{name}" for name in kept), *(("/session", "/proposals", "/proposers") if kept else ()))
    taken = tuple(piece for piece in found.pieces if not piece.field.startswith(left_alone))
    return report_on(found._replace(pieces=taken)).sentences
