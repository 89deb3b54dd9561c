"""Finding and replacing words in a text: literally, counted in characters, case and width alike if so wanted."""

import unicodedata
from typing import NamedTuple

_NARROW = {
    chr(wide): narrow
    for wide in (0x3000, *range(0xFF01, 0xFFEF))
    if len(narrow := unicodedata.normalize("NFKC", chr(wide))) == 1
}


class Sought(NamedTuple):
    """What is sought: the words, whether upper and lower case differ, and whether full and half width do."""

    words: str
    case: bool = False
    width: bool = False


def find(text: str, sought: Sought) -> list[int]:
    """Return where the words begin in a text, first to last, none overlapping the one before."""
    if not sought.words:
        return []
    folded, words = _fold(text, sought), _fold(sought.words, sought)
    found: list[int] = []
    at = folded.find(words)
    while at >= 0:
        found.append(at)
        at = folded.find(words, at + len(words))
    return found


def replace_all(text: str, sought: Sought, words: str) -> tuple[str, int]:
    """Return the text with other words in place of those sought, and how often that was done."""
    found, end = find(text, sought), 0
    parts: list[str] = []
    for at in found:
        parts += [text[end:at], words]
        end = at + len(sought.words)
    return "".join([*parts, text[end:]]), len(found)


def _fold(text: str, sought: Sought) -> str:
    """Return a text of the same length in which all that counts as the same is the same."""
    same: dict[int, str] = {}
    for character in set(text):
        folded = character if sought.width else _NARROW.get(character, character)
        if not sought.case and len(folded.lower()) == 1:
            folded = folded.lower()
        if folded != character:
            same[ord(character)] = folded
    return text.translate(same) if same else text
