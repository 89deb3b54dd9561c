"""First letters of Chinese words, as clerks type them: xyb for 下一步, cyszx for 朝阳市政协."""

import re
from functools import cache
from typing import NamedTuple

import msgspec

import resources

_TYPED = re.compile("[0-9a-z]+")


class _Table(NamedTuple):
    """The letter of each character from the first one on, and the letters of those with several sounds."""

    first: str
    letters: str
    several: dict[str, str]


@cache
def _table() -> _Table:
    data = msgspec.json.decode(resources.read("lexicon/initials.json"))
    return _Table(**data)


def _letters_of(character: str) -> str:
    """Return the letters with which the sounds of a character begin, nothing for one that is no Chinese character."""
    table = _table()
    place = ord(character) - ord(table.first)
    if not 0 <= place < len(table.letters):
        return ""
    return table.several.get(character) or table.letters[place]


def initials(words: str, most: int) -> str:
    """Return the first letters of the first characters of some words; what is no Chinese character is left out."""
    found: list[str] = []
    for character in words:
        found += _letters_of(character)[:1]
        if len(found) == most:
            break
    return "".join(found)


def begins(fragment: str, words: str) -> bool:
    """Return whether these letters are the first ones of words."""
    typed = fragment.lower()
    return bool(_TYPED.fullmatch(typed)) and _stands_at(0, typed, _sounds(words))


def spells(fragment: str, words: str) -> bool:
    """Return whether these letters are those of characters next to each other in words; one alone of the first."""
    typed = fragment.lower()
    if not _TYPED.fullmatch(typed):
        return False
    sounds = _sounds(words)
    return any(_stands_at(place, typed, sounds) for place in range(len(sounds) if len(typed) > 1 else 1))


def _sounds(words: str) -> list[str]:
    """Return the letters of each character, letters and digits as they are, without the marks between them."""
    sounds = (_letters_of(character) or character for character in words.lower())
    return [letters for letters in sounds if letters.isalnum()]


def _stands_at(place: int, typed: str, sounds: list[str]) -> bool:
    beside = sounds[place : place + len(typed)]
    return len(beside) == len(typed) and all(letter in letters for letter, letters in zip(typed, beside, strict=True))
