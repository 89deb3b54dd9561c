"""What title, salutation and opening of somebody else's letter say of its case: kind, session, papers, who filed them.

Names, sessions and numbers are read by the readers that form and register use.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from intake.letter_parts import GREETED
from intake.line_kinds import NUMBER, is_paper_code
from intake.lines import Line, tidied
from intake.words import words
from letter import derived
from letter.chinese import read_numeral
from letter.messages import Message, message
from letter.model import Period, Proposal, Proposers, Session
from letter.proposal_numbers import read_proposal_number
from letter.proposers import read_proposers
from letter.session import find_session, read_session
from letter.wording import Kind, kinds

_NUMBERED = re.compile(
    r"第\s*(?P<numbers>[^第号。，；《》“”届次]{1,60}?)\s*号"
    r"|[〔【\[（(]\d{4}[〕】\]）)]\s*第?\s*(?P<code>\d{1,5})\s*号"
    r"|第\s*(?P<bare>\d{1,12})\s*(?=建议|提案|议案)"
    r"|(?<![\dA-Za-z〕】\]）)])(?P<plain>[A-Za-z]{0,4}\d{1,12}(?:[、和及][A-Za-z]{0,4}\d{1,12})*)\s*号(?=\s*(?:提案|建议|议案|委员|代表|重点|的|$|[（(]))"
)
_MEETING_NUMBER = re.compile(r"(?:建议|提案|议案)\s*第?\s*(?P<number>[0-9]{1,12})(?![0-9年月日])")
_OWN_BRACKET = re.compile(
    r"(?:编\s*号|建议号|提案号|案\s*号)\s*[：:]?\s*第?\s*(?P<number>[A-Za-z]{0,4}\d[\dA-Za-z-]{0,15})\s*号?"
)
_QUOTED = re.compile(r"[《“](?P<subject>(?:[^《》“”]|《[^《》]*》|“[^“”]*”)+)[》”]")
_BARE = re.compile(r"(?:提出的|提出|提交的|所提|反映的|收到)?(?P<subject>关于[^。]{2,80}?的(?:建议|提案|议案|意见))")
_TERM = re.compile(r"[\u3400-\u9fff]*?第?[一二三四五六七八九十\d]{1,4}届(?:人大|政协)?")
# 杭州市, 新乡县 and 景德镇市 are one place each.
_LEVEL_PLACE = re.compile(
    r"^(?P<place>[\u3400-\u9fff]{1,10}?"
    r"(?P<level>自治区|自治州|自治县|省|市|县|区|旗|州(?![市县区])|盟|镇(?![市县区])|乡(?![市县区])|街道))"
)
_PARTY_CONGRESS = re.compile("党代会|党代表|党的.{1,12}代表大会")
_BEFORE_BODY = re.compile(r"^.*?(?:关于办理|关于对|关于|对)")
_LEVELS = ("自治区", "自治州", "自治县", "自治旗", "省", "市", "县", "区", "旗", "州", "盟", "镇", "乡", "街道")
_IS_PAPER = re.compile("建议|提案|议案|^关于")
_BARE_NUMBER = re.compile(r"[A-Za-z]{0,4}\d{1,12}")
# Beyond this nobody names his case any more.
_LONGEST_OPENING = 4_000


class Case(NamedTuple):
    """The facts of a case; doubts are sentences on what does not agree, by the field that they are of."""

    kind: str
    session: Session
    proposals: tuple[Proposal, ...]
    proposers: Proposers
    doubts: dict[str, Message]


def kind_of(title: str, salutation: str, opening: str) -> tuple[str, bool]:
    """Return the kind of a case, and whether everything that tells it agrees.

    Whom it is addressed to says it first, then the body; what a paper calls itself says nothing.
    """
    scores = _scores(title, salutation, opening)
    agree = True
    if _PARTY_CONGRESS.search(title):
        # A paper of a party's congress is of no kind that is known.
        return next(iter(scores)), False
    first, *others = sorted(scores, key=lambda name: -scores[name])
    if others and scores[others[0]] >= 4:
        agree = False
    return first, agree and scores[first] > 0


def kind_named(words: str) -> str:
    """Return the kind of case that a few words name, nothing for none or for words of several."""
    words = re.sub(r"[《“].*?[》”]", "", tidied(words))
    scores = _scores(words, words, words)
    best = max(scores.values())
    named = [name for name, score in scores.items() if score == best]
    agree = kind_of(words, words, words)[1]
    return named[0] if best and agree and len(named) == 1 else ""


def _scores(title: str, salutation: str, opening: str) -> dict[str, int]:
    scores = dict.fromkeys(kinds(), 0)
    for name, kind in kinds().items():
        person = kind.person_title
        scores[name] += 4 * bool(re.search(rf"{person}(?:们)?[：:（(]|{person}$|{person}[：:]?(?:您|你)", salutation))
        scores[name] += 3 * bool(_body(kind).search(title)) + 2 * bool(_body(kind).search(opening))
        scores[name] += 2 * bool(re.search(rf"{person}", title)) + (kind.noun in title) + (kind.noun in opening)
    return scores


def _body(kind: Kind) -> re.Pattern[str]:
    return re.compile(rf"{kind.body_suffix}" + ("|人民代表大会" if kind.body_suffix == "人大" else "|政治协商会议"))


def session_of(title: str, opening: str, kind: Kind, organ: str) -> Session:
    """Return the session that the title names, else the opening; a body without its place gets the organ's."""
    if _PARTY_CONGRESS.search(title):
        return Session()
    for text in (title, opening):
        text = tidied(text)
        named = find_session(_BEFORE_BODY.sub("", text)) or find_session(text)
        found = read_session(named) if named else None
        if found and found.term is not None:
            period: Period = "recess" if "闭会" in text else "meeting" if found.meeting else "ordinary"
            if not found.place and not found.behind:
                place = derived.agency_defaults(organ).place if organ else ""
                return Session(f"{place}{kind.body_suffix}", found.term, found.meeting, period)
            body = re.sub(
                r"^.*?(?:关于办理|关于对|关于|答复|对|在|出席|为|贵[^，]{0,4})(?=[\u3400-\u9fff])",
                "",
                found.body(kind.body_suffix),
            )
            return Session(_placed(body.strip("“《（"), organ), found.term, found.meeting, period)
    # Of papers filed without a session: 区政协八届第3号平时提案.
    term = _TERM.search(_BEFORE_BODY.sub("", tidied(title)))
    found = read_session(term[0]) if term else None
    if found and found.term is not None and found.place:
        period = "recess" if "闭会" in title else "ordinary"
        return Session(_placed(found.body(kind.body_suffix), organ), found.term, None, period)
    # A body alone: 县政协第41号提案.
    alone = re.search(r"第?(?P<number>[一二三四五六七八九十\d]{1,3})次会议", tidied(title))
    meeting = read_numeral(alone["number"]) if alone else None
    named_body = re.search(
        rf"(?:关于对|关于|对|答复)(?P<body>[\u3400-\u9fff]{{1,10}}?{kind.body_suffix})", tidied(title)
    )
    body = named_body["body"].removeprefix("对") if named_body else ""
    return Session(_placed(body, organ), None, meeting)


def _placed(body: str, organ: str) -> str:
    """Return 朝阳市政协 for 市政协, by the place that the organ's name begins with."""
    level = next((level for level in _LEVELS if body.startswith(level)), "")
    if not level:
        return body
    organ = re.sub(rf"^(?:{words().organ_prefixes})", "", organ)
    place = organ
    while found := _LEVEL_PLACE.match(place):
        if found["level"].endswith(level) or found["level"] == level:
            return organ[: len(organ) - len(place)] + found["place"] + body.removeprefix(level)
        place = place[found.end() :]
    return body


def numbers_of(text: str) -> list[str]:
    """Return the numbers of papers that a title or an opening names, in their order."""
    text = tidied(text)
    session = find_session(text)
    if session:
        text = text.replace(session, "")
    found: list[str] = []
    for match in _NUMBERED.finditer(text):
        said = match["numbers"] or match["code"] or match["bare"] or match["plain"]
        for part in re.split(r"[、，,和及]", said):
            number = read_proposal_number(part.strip("第号"))
            if re.search(r"\d", number) and number not in found:
                found.append(number)
    if not found:
        for pattern in (_OWN_BRACKET, _MEETING_NUMBER):
            found += [match["number"] for match in pattern.finditer(text) if match["number"] not in found]
    return found


def subject_of(opening: str, title: str) -> str:
    """Return the 案由 as it is quoted or named in the opening, else in the title."""
    text = tidied(opening)
    text = re.sub(r"关于(?=[《“]关于)", "", text)
    bare = _BARE.search(re.sub(r"[（(][^（）()]*[）)]", "", text))
    for match in _QUOTED.finditer(text):
        subject = match["subject"]
        if bare and match[0] in bare["subject"] and _inner(bare["subject"]) == bare["subject"]:
            continue  # words quoted within the subject: 关于增设“护学岗”的建议
        if re.search("(?:函|通知|办法|方案|规划|意见的函)$", subject):
            continue
        behind = text[match.end() : match.end() + 14]
        if re.search(r"建议|提案|议案|意见|收悉|（第|（编|第.{1,10}号", subject[-6:] + behind):
            return _inner(subject)
    if bare:
        return bare["subject"]
    for match in _QUOTED.finditer(title):
        return _inner(match["subject"])
    return ""


def proposals_said(words: str) -> tuple[Proposal, ...]:
    """Return the papers that a few words name: numbers alone, subjects alone, or both; none where they name none."""
    text = NUMBER.sub(lambda found: found[0] if is_paper_code(found["code"]) else "", tidied(words))
    outside = re.sub(r"[《“].*[》”]" if text.count("《") < 2 else r"《[^》]*》", "", text)
    numbers = _bare_numbers(text) or numbers_of(outside)
    subjects = _quoted("".join(re.findall(r"《[^《》]*》", text)))
    if not numbers and len(subjects) > 1:
        return tuple(Proposal("", subject) for subject in subjects)
    return _papers(numbers, subject_of(text, text), text)


def _bare_numbers(text: str) -> list[str]:
    """Return the numbers of a text that says nothing else: 176, 177."""
    numbers = [read_proposal_number(part) for part in re.split(r"[、，,和及]", text)]
    return list(dict.fromkeys(numbers)) if all(map(_BARE_NUMBER.fullmatch, numbers)) else []


def _papers(numbers: Sequence[str], subject: str, opening: str) -> tuple[Proposal, ...]:
    """Return papers with their numbers, and with their subjects as far as an opening tells whose each is."""
    paired, quoted = _paired(opening), _quoted(opening)
    if len(paired) > 1 and [one.number for one in paired] == list(numbers):
        return paired
    if len(quoted) == len(numbers) > 1:
        return tuple(Proposal(number, one) for number, one in zip(numbers, quoted, strict=True))
    proposals = tuple(Proposal(number, subject if at == 0 else "") for at, number in enumerate(numbers))
    return proposals or ((Proposal("", subject),) if subject else ())


def _same_numbers(numbers: Sequence[str]) -> set[str]:
    """Return numbers without the zeros that one may write and another leave out."""
    return {number.lstrip("0") for number in numbers}


def _quoted(opening: str) -> list[str]:
    """Return the papers that an opening names, one behind the other."""
    found = [_inner(match["subject"]) for match in _QUOTED.finditer(opening)]
    return [subject for subject in found if _IS_PAPER.search(subject)]


def _paired(opening: str) -> tuple[Proposal, ...]:
    """Return papers that are each named with their number: 《甲》（第1号）、《乙》（第2号）."""
    found = re.finditer(r"《(?P<subject>[^《》]+)》[（(](?P<numbers>(?:第[^第号]{1,20}号、?)+)[^（）()]*[）)]", opening)
    return tuple(
        # Within 《》 a title's own marks were set as 〈〉 (GB/T 15834 4.15).
        Proposal(read_proposal_number(number), match["subject"].replace("〈", "《").replace("〉", "》"))
        for match in found
        for number in re.findall(r"第([^第号]{1,20})号", match["numbers"])
    )


def _inner(subject: str) -> str:
    found = re.fullmatch(r"关于[《“](.*)[》”](?P<rest>的(?:建议|提案|议案))?", subject)
    # 关于“一老一小”的建议 is the whole subject: what it quotes is no paper.
    return found[1] if found and (not found["rest"] or _IS_PAPER.search(found[1])) else subject


def proposers_of(salutation: str, opening: str) -> Proposers:
    """Return who is addressed; a number of people that only the opening tells is not taken."""
    # Blanks part the names of people, and set those of organs apart.
    addressed = salutation if is_of_people(salutation) else tidied(salutation)
    if not _addressed(addressed):
        # Without a salutation the opening names them: 邱海峰代表提出的…
        found = re.match(
            r"(.{2,40}?(?:委员|代表))(?:们)?(?:在[^，。]{2,60})?(?:联名|共同)?(?:提出|提交)", tidied(opening)
        )
        addressed = found[1] if found else ""
    return proposers_named(addressed)


def is_of_people(salutation: str) -> bool:
    """Return whether a salutation is to people."""
    return _addressed(tidied(salutation)).endswith(tuple(kind.person_title for kind in kinds().values()))


def proposers_named(addressed: str) -> Proposers:
    """Return who a salutation, or a list of names, is of."""
    addressed = _addressed(addressed)
    for kind in kinds().values():
        addressed = re.sub(r"\s*".join(kind.person_title), kind.person_title, addressed)
    addressed = re.sub(r"(?<!等)(?:[一二两三四五六七八九十]+|\d+)位(?=委员|代表)", "", addressed)
    addressed = re.sub(r"等(?=(?:委员|代表)?$)", "", addressed)
    people = "|".join(kind.person_title for kind in kinds().values())
    # 王××区人大代表: a title of words between name and 代表.
    addressed = re.sub(rf"(?:[省市县区](?:级)?)?(?:人大|政协)(?={people})", "", addressed)
    return read_proposers(addressed)


def parted(salutation: str, people: Sequence[str]) -> str:
    """Return a salutation with 、 between names that only blanks part."""
    titles = "|".join(kind.person_title for kind in kinds().values())
    for one, other in pairwise(people):
        first, second = (r"\s*".join(map(re.escape, "".join(name.split()))) for name in (one, other))
        salutation = re.sub(rf"({first}(?:{titles})?)\s+(?={second})", r"\1、", salutation)
    return salutation


def _addressed(salutation: str) -> str:
    """Return a salutation without what is said besides names: 尊敬的, a colon, a greeting."""
    return re.sub(GREETED, "", re.sub(r"^尊敬的?", "", salutation.strip().rstrip("：:")))


def case_of(
    title: str, salutation: Line | None, opening: Sequence[Line], organ: str, beside: Sequence[Line] = ()
) -> Case:
    """Return the facts of a case with what does not agree in them; beside stands between title and salutation."""
    addressed = salutation.text if salutation else ""
    first = "".join(line.text for line in opening)[:_LONGEST_OPENING]
    kind, agree = kind_of(title, tidied(addressed), tidied(first))
    doubts: dict[str, Message] = {}
    if not agree:
        doubts["/kind"] = message("政协、人大的说法不一致")
    in_title, in_text = numbers_of(title), numbers_of(re.sub(r"[《“].*?[》”]", "", tidied(first)))
    own = [
        number
        for line in beside
        if re.search("编号|提案|建议|议案|第.*号", line.text)
        for number in numbers_of(line.text)
    ]
    numbers = in_title or own or in_text
    if in_title and in_text and not _same_numbers(in_text) & _same_numbers(in_title):
        doubts["/proposals"] = message("标题和正文里的案号不一致")
    proposals = _papers(numbers, subject_of(first, title), tidied(first))
    session = session_of(title, first, kinds()[kind], organ)
    proposers = proposers_of(addressed, first)
    if len(proposers.people) > 1 and parted(addressed, proposers.people) != addressed:
        doubts["/proposers"] = message("姓名之间只有空格，按空格分开")
    return Case(kind, session, proposals, proposers, doubts)
