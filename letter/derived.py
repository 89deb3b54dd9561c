"""Words of a letter that follow from its other fields: shown, overridable by hand, restored by removing the override.

Forms: F-02 title, F-03 session, F-04 opening, F-06 closing, F-09 copy-to; GB/T 9704-2012 7.2.5, 7.3.2, 7.3.6, 10.1.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from letter.chinese import chinese_date, chinese_numeral, open_date
from letter.fields import members
from letter.model import Agency, DisclosurePosition, DocumentNumber, Proposal, ReplyLetter, Session
from letter.numbers import number_text
from letter.organs import pronoun_of
from letter.wording import kinds, wording

FILE_NAME_LIMIT = 80
_ENDING = ".docx"
_ILLEGAL = str.maketrans({**dict(zip('\\/:*?"<>|', "＼／：＊？＂＜＞｜", strict=True)), "\n": "", "\t": " "})
_RESERVED = r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)"
_PLACE = (
    r"^((?:[^省市县区]{2,7}(?:省|自治区))?(?:(?!城|园|市)[^市州盟局委厅]{1,6}?(?:市|自治州|盟|地区))?"
    r"(?:(?!城|园|市|社)[^县区旗市局委厅]{1,6}?(?:自治县|县|区|旗|市))?)"
)
_ARE_OFFICES = ("办公室", "办公厅", "办")
_OFFICES = ("委员会", "办公室", "局", "厅", "委", "办")
_LEVELS = "省市县区旗州盟"


@lru_cache(maxsize=64)
def agency_defaults(name: str) -> Agency:
    """Return a profile for an agency of this name: place, field of work, number code and printing office guessed."""
    found = re.match(_PLACE, name)
    place = found.group(1) if found and len(found.group(1)) < len(name) else ""
    rest = name[len(place) :]
    stem = next((rest[: -len(end)] for end in _OFFICES if rest.endswith(end) and len(rest) > len(end)), rest)
    code = f"{place[:1]}{stem[:1]}函"
    return Agency(name=name, code=code, place=place, work=f"{level_of(place, prefix='我')}{stem}工作")


def level_of(place: str, prefix: str = "") -> str:
    """Return 市 for 朝阳市, 县 for 建平县 and so on, nothing for a place without such an ending."""
    return prefix + place[-1] if place and place[-1] in _LEVELS else ""


def session_text(letter: ReplyLetter) -> str:
    """Return 朝阳市政协十二届二次会议, …闭会期间 or …十二届; the body alone while its numbers are missing (F-03)."""
    return name_session(letter.kind, letter.session)


def name_session(kind_of_case: str, session: Session) -> str:
    """Return what a session is called in a letter of this kind, as session_text does."""
    kind, words = kinds()[kind_of_case], wording()
    if session.term is None or (session.meeting is None and session.period == "meeting"):
        return session.body
    own = session.body.endswith(kind.body_suffix) and session.period in kind.sessions
    place = session.body.removesuffix(kind.body_suffix)
    forms = kind.sessions_of.get(place, kind.sessions) if own else words.sessions_without_place
    return forms[session.period].format(
        place=place,
        body=session.body,
        term=chinese_numeral(session.term),
        meeting=words.meeting.format(meeting=chinese_numeral(session.meeting)) if session.meeting else "",
    )


def _noun(letter: ReplyLetter) -> str:
    return kinds()[letter.kind].noun_of(letter.session.period)


def _numbers(proposals: tuple[Proposal, ...]) -> str:
    words = wording()
    forms = [words.number.format(number=p.number) if p.number else words.blank_number for p in proposals]
    return words.number_separator.join(forms) or words.blank_number


def issuers(letter: ReplyLetter) -> tuple[str, ...]:
    """Return the organs that issue the letter, the host first (联合行文)."""
    return (letter.agency.name, *(issuer.name for issuer in letter.joint_issuers))


def title(letter: ReplyLetter) -> str:
    """Return the title (标题) on one line: issuers, session, numbers, noun, ending (F-02, B-03)."""
    agency, words = letter.agency, wording()
    form = words.title_with_issuer if agency.title_with_issuer else words.title_without_issuer
    return form.format(
        issuer=words.issuer_separator.join(issuers(letter)),
        session=session_text(letter),
        numbers=_numbers(letter.proposals),
        noun=_noun(letter),
        ending=agency.co_title_ending if letter.role == "co" else agency.title_ending,
    )


def proposers_text(letter: ReplyLetter) -> str:
    """Return 李文清委员, 甲、乙等5名代表 or the names of organisations, as they are addressed (spec 3.1)."""
    words, proposers, person_title = wording(), letter.proposers, kinds()[letter.kind].person_title
    people = words.salutation_separator.join(proposers.people)
    named = len(proposers.people)
    form = words.joint if proposers.total and proposers.total > named else words.single
    who = form.format(people=people, total=proposers.total, person_title=person_title)
    organizations = list(proposers.organizations)
    if organizations and proposers.convener:
        organizations[-1] = words.convener.format(
            organization=organizations[-1], convener=proposers.convener, person_title=person_title
        )
    return words.salutation_separator.join([*organizations, *([who] if named else [])])


def salutation(letter: ReplyLetter) -> str:
    """Return the addressee's line (主送) with its full-width colon (7.3.2); an opinion goes to the lead unit."""
    if letter.role == "co":
        return wording().salutation.format(honorific="", proposers=letter.lead_unit)
    return wording().salutation.format(honorific=letter.agency.honorific, proposers=proposers_text(letter))


def pronoun(letter: ReplyLetter) -> str:
    """Return how the addressees are called in the text: 您, 你们, 贵局 or 贵单位 (F-04)."""
    words, proposers = wording(), letter.proposers
    if letter.role == "co":
        return pronoun_of(letter.lead_unit)
    if len(proposers.organizations) == 1 and not proposers.people:
        return pronoun_of(proposers.organizations[0])
    many = len(proposers.people) + len(proposers.organizations) > 1 or (proposers.total or 1) > 1
    return words.pronoun_people if many else words.pronoun_person


def cited_subject(subject: str) -> str:
    """Return a subject as it stands within 《》: its own pair removed or, inside, changed to 〈〉 (GB/T 15834 4.15)."""
    subject = subject.replace("\n", "")
    if subject.startswith("《") and subject.endswith("》") and subject.count("《") == 1:
        subject = subject[1:-1]
    return subject.replace("《", "〈").replace("》", "〉")


def _cited(letter: ReplyLetter) -> str:
    words, noun = wording(), _noun(letter)
    cited: list[str] = []
    for subject, group in groupby(letter.proposals or (Proposal(),), key=lambda proposal: proposal.subject):
        form = words.cited if subject else words.cited_without_subject
        numbers = _numbers(tuple(group))
        cited.append(form.format(subject=cited_subject(subject), numbers=numbers, noun=noun))
    return words.number_separator.join(cited)


def opening(letter: ReplyLetter, pronoun: str | None = None) -> str:
    """Return the first paragraph, with subject and number of what is answered (F-04); the pronoun may be given."""
    form = wording().co_opening if letter.role == "co" else wording().opening
    return form.format(pronoun=_pronoun(letter, pronoun), cited=_cited(letter))


def closing(letter: ReplyLetter, pronoun: str | None = None) -> str:
    """Return the last paragraph: thanks and invitation (F-06); an opinion to the lead unit thanks nobody (C-01)."""
    if letter.role == "co":
        return wording().co_closing.format(pronoun=_pronoun(letter, pronoun))
    work = letter.agency.work or agency_defaults(letter.agency.name).work
    return wording().closing.format(pronoun=_pronoun(letter, pronoun), work=work)


def _pronoun(letter: ReplyLetter, known: str | None) -> str:
    return effective_text(letter, "pronoun") if known is None else known


def disclosure_text(letter: ReplyLetter) -> str:
    """Return the disclosure mark (F-11) in the agency's words; an opinion from one unit to another bears none."""
    agency = letter.agency
    marks = {
        "active": agency.active_wording,
        "on_request": agency.on_request_wording,
        "none": agency.none_wording,
    }
    return "" if letter.role == "co" else marks[letter.disclosure]


def disclosure_position(agency: Agency) -> DisclosurePosition:
    """Return where the disclosure mark stands: it cannot be under a number that a red rule follows."""
    if agency.disclosure_position == "number_line" and not agency.head.lines_below_number:
        return "note"
    return agency.disclosure_position


def note(letter: ReplyLetter) -> str:
    """Return the note (附注, 7.3.6): disclosure mark and contact in full-width brackets, those that belong there."""
    agency, words = letter.agency, wording()
    lines = [disclosure_text(letter)] if disclosure_position(agency) == "note" else []
    if agency.contact_position == "in_note":
        lines.append(words.contact_separator.join(contact_lines(letter)))
    return "\n".join(words.in_note.format(text=line) for line in lines if line)


def contact_lines(letter: ReplyLetter) -> list[str]:
    """Return 联系科室, 联系人 and 联系电话, each with its label, those that are known (F-08)."""
    values = ((name, getattr(letter.contact, name)) for name in members("contact"))
    return [wording().contact[name].format(**{name: value}) for name, value in values if value]


def contact_labels() -> tuple[str, ...]:
    """Return the labels of department, name and telephone, in that order."""
    return tuple(wording().contact[name].format(**{name: ""}) for name in members("contact"))


def copy_to(letter: ReplyLetter) -> tuple[str, ...]:
    """Return the organs that get a copy (抄送) by the kind of case (F-09)."""
    place, kind = letter.agency.place or agency_defaults(letter.agency.name).place, kinds()[letter.kind]
    forms = kind.co_copy_to if letter.role == "co" else kind.copy_to
    return tuple(form.format(level=level_of(place), place=place) for form in forms)


class CopyCounts(NamedTuple):
    """How many copies (份数) are printed for whom (R-06)."""

    addressees: int
    copied: int
    reported: int
    joint: int
    archived: int


def copy_counts(letter: ReplyLetter) -> CopyCounts:
    """Return how many copies are printed for each addressee, organ and joint issuer, and for the files (R-06)."""
    proposers = letter.proposers
    addressees = max(len(proposers.people), proposers.total or 0) + len(proposers.organizations)
    return CopyCounts(
        addressees=1 if letter.role == "co" else max(1, addressees),
        copied=len(copies_to(letter)),
        reported=len(letter.report_to),
        joint=len(letter.joint_issuers),
        archived=letter.agency.archive_copies,
    )


def copies(letter: ReplyLetter) -> int:
    """Return how many copies are printed in all (R-06)."""
    return sum(copy_counts(letter))


def whole_number(letter: ReplyLetter) -> DocumentNumber:
    """Return the document number of a letter with the agency's code where the letter has no code of its own."""
    number = letter.document_number
    return replace(number, code=number.code or letter.agency.code)


def document_number_text(letter: ReplyLetter) -> str:
    """Return 朝民函〔2023〕32号, with a blank for what has not been given yet (7.2.5, F-01)."""
    return number_text(whole_number(letter))


def document_date_text(letter: ReplyLetter) -> str:
    """Return the date of the document (成文日期), month and day open while it is not known (7.3.5.4)."""
    if letter.document_date:
        return chinese_date(letter.document_date)
    blank = wording().blank_serial
    return open_date(letter.document_number.year or blank, blank)


def printing_office(letter: ReplyLetter) -> str:
    """Return who prints the letter (印发机关): usually the agency's office (7.4.3)."""
    return letter.agency.printing_office or office_of(letter.agency.name)


def office_of(name: str) -> str:
    """Return the office of an agency of this name, which is the agency itself where it is an office."""
    return name if name.endswith(_ARE_OFFICES) else f"{name}办公室"


def outcome_text(letter: ReplyLetter) -> str:
    """Return the outcome class (办理结果) in the agency's form; nothing without one or in an opinion (spec 3.2)."""
    form = wording().outcome[letter.agency.outcome_mark]
    return form.format(outcome=letter.outcome_class) if letter.outcome_class and letter.role != "co" else ""


def file_name(letter: ReplyLetter) -> str:
    """Return the name of the docx, legal on Windows and Linux, without the space-holders of an open number."""
    words = effective_text(letter, "title").replace("\n", "")
    if letter.document_number.serial:
        words = wording().file_name.format(document_number=document_number_text(letter), title=words)
    return safe_file_name(words)


def safe_file_name(words: str, ending: str = _ENDING) -> str:
    """Return words as a file name with an ending: illegal characters full-width, at most 80 characters, 240 bytes."""
    stem = re.sub(rf"(?i){re.escape(ending)}$", "", words.translate(_ILLEGAL)).strip(" .\u3000")
    if re.match(_RESERVED, stem):
        stem = "_" + stem
    stem = stem[: FILE_NAME_LIMIT - len(ending)]
    while len((stem + ending).encode()) > 3 * FILE_NAME_LIMIT:
        stem = stem[:-1]
    return (stem.rstrip(" .\u3000") or "复函") + ending


DERIVED: dict[str, Callable[[ReplyLetter], str]] = {
    "title": title,
    "salutation": salutation,
    "pronoun": pronoun,
    "opening": opening,
    "closing": closing,
    "note": note,
    "file_name": file_name,
}


def effective_text(letter: ReplyLetter, field: str) -> str:
    """Return the words of a derivable field: those written by hand, else the derived ones."""
    by_hand: str | None = getattr(letter, field)
    if by_hand is None:
        return DERIVED[field](letter)
    return safe_file_name(by_hand) if field == "file_name" else by_hand


def copies_to(letter: ReplyLetter) -> tuple[str, ...]:
    """Return the copy-to list: the one written by hand, else the derived one."""
    return letter.copy_to if letter.copy_to is not None else copy_to(letter)
