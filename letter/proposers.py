"""Who filed a paper (提案者, 代表) as text, read once for everybody: 李　娜、王小明等5名委员, 民盟朝阳市委员会.

A name set apart (李　娜) is one name, names with nothing but blanks between them are several; of a name of another
nationality the parts belong together (买买提 吐尔逊). Nothing of a name is corrected but its dot.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

import resources
from letter.chinese import read_numeral
from letter.cleaning import clean_lines
from letter.model import COUNTS, Proposers

DOT = "·"
_HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\ue000-\uf8ff]"
_BETWEEN = re.compile(r"[、，,;；/／|\n\t]")
_BRACKETS = re.compile(r"[（(〔\[【][^（()）〔〕\[\]【】]*[）)〕\]】]")
# A number before a name: 1. （1） ①, or one between blanks.
_NUMBERED = re.compile(
    r"\A(?:[0-9０-９]{1,3}(?:[.．)）]|(?=[ \u3000]|$))|[（(][0-9０-９]{1,3}[）)]|[\u2460-\u249b])[ \u3000]*"
)
_AMONG = re.compile(r"(?<=\s)[0-9０-９]{1,3}[.．)）]\s*")
# Stands for a mark of lists within brackets while the list is taken apart.
_WITHIN = "\ufffe"
_TOTAL = re.compile(
    r"(?P<before>.*?)(?:等|共)\s*共?\s*(?P<number>[0-9０-９零〇一二两三四五六七八九十百千]{1,6})\s*[名位人个]"
    r"(?:政协|人大|市|省|县|区|党外)*(?:委员|代表|同志|成员|人|联名|共同|提出|提案|附议)*[ \u3000。]*"
)
_CONVENER = re.compile(r"(.+?)[（(]召集人[：:]?(.+?)[）)]")
_LEVELS = "省市县区旗州盟乡镇"
_SECTOR = "界"
# A Han name has two or three characters, with a surname of two up to four; a longer one is known by its words.
_HAN_NAME, _COMPOUND_NAME, _LONGEST_NAME, _SHORTEST_ORGANIZATION = (2, 3), (3, 4), 4, 3
# A name of three characters set apart one by one.
_SPREAD = [1, 1, 1]


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By what names are known: what stands for the dot in them, titles behind and labels before them, surnames.

    organizations are words anywhere in the name of an organisation, organization_endings those at its end, sectors
    what stands before 界; transliterated are pieces of names of other nationalities.
    """

    dots: str
    titles: tuple[str, ...]
    openings: tuple[str, ...]
    organizations: tuple[str, ...]
    organization_endings: tuple[str, ...]
    sectors: tuple[str, ...]
    surnames: str
    compound_surnames: tuple[str, ...]
    transliterated: tuple[str, ...]


@cache
def name_words() -> NameWords:
    """Return by what names are known."""
    return msgspec.json.decode(resources.read("wording/names.json"), type=NameWords)


def read_proposers(text: str) -> Proposers:
    """Return who a text names: people, organisations, the convener of the last of them, N of 等N名."""
    people: list[str] = []
    organizations: list[str] = []
    total: int | None = None
    convener = ""
    for piece in _pieces(text):
        words, number = _counted(piece)
        total = number or total
        if called := _CONVENER.fullmatch(words):
            convener, words = _without_title(called[2]), called[1]
        for name in _names(words):
            (organizations if is_organization(name) else people).append(name)
    alone = bool(organizations) and not people
    return Proposers(tuple(people), tuple(organizations), None if alone else total, convener)


def is_organization(name: str) -> bool:
    """Return whether a name is that of an organisation: a party, a sector, an organ, a company."""
    words, known = _without_title(re.sub(r"[（(].*", "", _BRACKETS.sub("", name))), name_words()
    if DOT in words:
        return any(word in words for word in known.organizations)
    if words.endswith(_SECTOR) and (words[:-1] in known.sectors or not _is_han_name(words)):
        return len(words) > 1
    levelled = words[:1] in _LEVELS
    if any(word in words for word in known.organizations):
        return levelled or words.startswith(known.organizations) or not _is_han_name(words)
    if len(words) >= _SHORTEST_ORGANIZATION and words.endswith(known.organization_endings):
        return levelled or not _is_han_name(words)
    return len(words) > _LONGEST_NAME and bool(re.fullmatch(f"{_HAN}+", words)) and not _is_transliterated(words)


def _pieces(text: str) -> Iterator[str]:
    """Yield what stands between the marks of a list, numbers before the names and marks behind them left out."""
    labels = "|".join(name_words().openings)
    text = re.sub(rf"(?m)^(?:(?:{labels})[：:]|尊敬的)\s*", "", clean_lines(_dotted(text)))
    text = _BRACKETS.sub(lambda found: _BETWEEN.sub(_WITHIN, re.sub(r"\s", "", found[0])), text)
    for piece in _BETWEEN.split(_AMONG.sub("、", text)):
        yield _NUMBERED.sub("", piece.strip()).replace(_WITHIN, "、").strip(" \u3000：:。")


def _dotted(text: str) -> str:
    """Return text with the dot of names in whatever form it was typed, a bullet before a name made a mark of lists."""
    dots = f"[{re.escape(name_words().dots + DOT)}]"
    text = re.sub(rf"(?<={_HAN})(?:{dots}[ \u3000]*|[ \u3000]+{dots}[ \u3000]+)(?={_HAN})", DOT, text)
    return re.sub(rf"(?m)(^|[ \u3000]){dots}[ \u3000]*(?={_HAN})", r"\1、", text)


def _counted(piece: str) -> tuple[str, int | None]:
    """Return a piece without 等N名, and N."""
    opened = _BRACKETS.sub(lambda found: found[0][1:-1] if _TOTAL.fullmatch(found[0][1:-1]) else found[0], piece)
    found = _TOTAL.fullmatch(opened) or _TOTAL.fullmatch(_BRACKETS.sub("", piece))
    number = read_numeral(found["number"].replace("两", "二")) if found else None
    if found is None or number is None or not COUNTS[0] <= number <= COUNTS[1]:
        return piece, None
    return found["before"], number


def _names(piece: str) -> list[str]:
    """Return the names in a piece of a list in which nothing but blanks can part them."""
    words = piece.split()
    if all(map(is_organization, words)):
        return words
    if is_organization("".join(words)) and not any(_is_han_name(word) or _is_foreign(word) for word in words):
        return ["".join(words)]
    words = [_without_title(word) for word in _BRACKETS.sub(" ", piece).split()]
    words = [word for word in words if word not in name_words().titles and not word.isdigit()]
    if [len(word) for word in words] == _SPREAD:
        return ["".join(words)]
    return list(_joined(words))


def _without_title(name: str) -> str:
    return next((bare for title in name_words().titles if (bare := name.removesuffix(title)) not in ("", name)), name)


def _joined(words: Sequence[str]) -> Iterator[str]:
    """Yield names of the words between blanks: what was set apart, and the parts of a foreign name, put together."""
    at = 0
    while at < len(words):
        if _is_foreign(words[at]):
            end = next((place for place in range(at, len(words)) if not _is_foreign(words[place])), len(words))
            yield " ".join(words[at:end])
        else:
            end = at + _parts(words[at], words[at + 1 : at + 2], len(words))
            yield "".join(words[at:end])
        at = end


def _parts(first: str, following: Sequence[str], count: int) -> int:
    """Return how many words, of so many in all, are one Han name that begins here: 李　娜, 欧阳 锋, 李 小 明."""
    short = [word for word in following if len(word) <= _HAN_NAME[0] and not _is_foreign(word)]
    if not short or is_organization(first) or is_organization(short[0]):
        return 1
    if len(first) == 1:
        return 1 + len(short)
    alone = count == len((first, *short)) and len(first) == _HAN_NAME[0] and len(short[0]) == 1
    return 1 + (alone or first in name_words().compound_surnames)


def _is_han_name(word: str) -> bool:
    known = name_words()
    if not re.fullmatch(f"{_HAN}+", word) or _is_transliterated(word):
        return False
    if _HAN_NAME[0] <= len(word) <= _HAN_NAME[1] and word[0] in known.surnames:
        return True
    return _COMPOUND_NAME[0] <= len(word) <= _COMPOUND_NAME[1] and word.startswith(known.compound_surnames)


def _is_foreign(word: str) -> bool:
    """Return whether a word is a part of a name of another nationality, or in other letters."""
    latin = any(unicodedata.category(character) in ("Lu", "Ll") for character in word)
    return not is_organization(word) and (latin or _is_transliterated(word) or len(word) > _LONGEST_NAME)


def _is_transliterated(word: str) -> bool:
    return any(piece in word for piece in name_words().transliterated)
