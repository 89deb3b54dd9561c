"""Whether title and opening, where they were written by hand, cite the case by the number that it has (案号)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from letter.fields import name_of
from letter.messages import Message, listed, message
from letter.model import Proposal, ReplyLetter
from letter.proposal_numbers import read_proposal_number

_DIFFERS = message("{place}写的是{said}，案号是{own}，请核对。")
_WHY = message("这里写的是{said}，案号是{own}")
_NUMBER = message("第{number}号")
_MOST_NAMED = 3
_CITING = ("title", "opening")

# All of it is looked for in text without blanks, in half width as NFKC has it, with what is quoted left out.
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”|「[^「」]*」")
_WORD = r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*"
_HAN = r"[零〇○一二三四五六七八九十百千]{1,12}"
_AND, _TO = r"[、,和及与]", r"(?:至|到|~|—+|–|-)"
# 第112、113号 and 第112号、第113号, but not the 41号 of a document: 〔2025〕41号.
_RUN = re.compile(
    rf"(?<![〕\]】])(?<!\(\d{{4}}\))(?:"
    rf"第(?:{_WORD}|{_HAN})(?:号?(?:{_AND}|{_TO})第?(?:{_WORD}|{_HAN}))*号"
    rf"|(?<![0-9A-Za-z)第]){_WORD}(?:号?(?:{_AND}|{_TO}){_WORD})*号)"
)
_NOUN = r"(?:提案|建议|议案|意见)"
_KIND_OF_PAPER = r"(?:重点|平时|集体|党派|联名|委员|代表|界别|人大|政协|大会|会议|闭会|期间|督办)*"
# Of a case, not of a dock or a house: 第3号码头.
_BEHIND = re.compile(rf"等|\)|的?{_KIND_OF_PAPER}{_NOUN}|的?(?:答复|复函|函复|会办)|收悉|[,。]?$")
_BEFORE = re.compile(rf"(?:会议|期间|{_NOUN}|编号:?)$")
_CLASS = "类"
_LABELLED = re.compile(rf"(?:编号|案号|提案号|建议号):?第?({_WORD})")
# Of a paper that a year counts: 提案〔2025〕15号.
_OF_YEAR = re.compile(rf"{_NOUN}字?[〔\[(【]\d{{4}}[〕\])】]第?({_WORD})号")
_PARTS = re.compile(rf"号?{_AND}")
_RANGE = re.compile(rf"(\d{{1,9}}){_TO}(\d{{1,9}})")
_LONGEST_RANGE = 200
# Behind it others may be cited: 收悉。与第98号提案并案答复如下.
_RECEIVED = re.compile(r"收悉|敬悉|知悉")
_ENDS = "。;"
_LONGEST_OPENING = 4_000


class OtherNumber(NamedTuple):
    """A field that cites other numbers than the case has: its path, and what it says."""

    field: str
    said: tuple[str, ...]
    own: tuple[str, ...]

    @property
    def sentence(self) -> Message:
        """What the clerk is told."""
        return _DIFFERS.filled(place=name_of(self.field), said=_named(self.said), own=_named(self.own))

    @property
    def why(self) -> Message:
        """Why the field is to be looked at, where it stands beside its name."""
        return _WHY.filled(said=_named(self.said), own=_named(self.own))


def other_numbers(letter: ReplyLetter) -> tuple[OtherNumber, ...]:
    """Return what is wrong in the fields that may cite a case."""
    return tuple(filter(None, (other_number(letter, field) for field in _CITING)))


def other_number(letter: ReplyLetter, field: str) -> OtherNumber | None:
    """Return whether a field cites other numbers than the case has: none is right, as is what is derived.

    A title cites its own case alone. An opening may cite other papers besides; it is wrong where one of its own is not
    among them.
    """
    by_hand = getattr(letter, field)
    own = tuple(number for proposal in letter.proposals for number in _of(proposal)) if by_hand else ()
    if not own or not all(proposal.number for proposal in letter.proposals):
        return None
    known = [_forms(number) for number in own]
    cited = _cited(_until_answer(by_hand) if field == "opening" else by_hand)
    others = [one for one in cited if not any(_forms(one.number) & forms for forms in known)]
    missing = [forms for forms in known if not any(_forms(one.number) & forms for one in cited)]
    said = tuple(one.number for one in others if not one.of_class)
    # A paper that has a number of its class besides may be known by either.
    wrong = missing or (field == "title" and not any(one.of_class for one in cited))
    return OtherNumber(field, said, own) if said and wrong else None


class _Cited(NamedTuple):
    """A number that words cite, and whether it only counts the papers of a class: （农业水利类133号）."""

    number: str
    of_class: bool = False


def _of(proposal: Proposal) -> Iterator[str]:
    """Yield the numbers in the field of a paper, where several may have been typed; none of 第××号."""
    for number in _split(_plain(proposal.number)):
        if re.search(rf"[0-9A-Za-z]|^{_HAN}$", number):
            yield number


def _cited(words: str) -> tuple[_Cited, ...]:
    """Return the numbers by which words cite a case, in their order."""
    text = _plain(words)
    while text != (bare := _QUOTED.sub("", text)):
        text = bare
    found: list[_Cited] = []
    for run in _RUN.finditer(text):
        before = text[: run.start()]
        if _BEHIND.match(text, run.end()) or _BEFORE.search(before):
            found += [_Cited(number, before.endswith(_CLASS)) for number in _split(run[0])]
    for pattern in (_LABELLED, _OF_YEAR):
        found += [_Cited(read_proposal_number(number[1])) for number in pattern.finditer(text)]
    return tuple(dict.fromkeys(found))


def _split(run: str) -> Iterator[str]:
    """Yield each number of several, those between first and last too: 第112至115号."""
    for part in _PARTS.split(run):
        words = part.removeprefix("第").removesuffix("号").replace("号", "").replace("第", "")
        ends = _RANGE.fullmatch(words)
        first, last = (int(ends[1]), int(ends[2])) if ends else (0, 0)
        if first < last <= first + _LONGEST_RANGE:
            yield from map(str, range(first, last + 1))
        else:
            yield read_proposal_number(words)


def _forms(number: str) -> frozenset[str]:
    """Return what one number may be written as: without its zeros, without the year before it."""
    words = number.upper()
    return frozenset((words.lstrip("0"), words.rsplit("-", 1)[-1].lstrip("0"), words.replace("-", "").lstrip("0")))


def _until_answer(opening: str) -> str:
    """Return an opening as far as it says which paper was received."""
    text = _plain(opening[:_LONGEST_OPENING])
    received = _RECEIVED.search(text)
    ends = [at for mark in _ENDS if received and (at := text.find(mark, received.end())) >= 0]
    return text[: min(ends)] if ends else text


def _plain(words: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))


def _named(numbers: tuple[str, ...]) -> str:
    return listed([_NUMBER.filled(number=number) for number in numbers[:_MOST_NAMED]])
