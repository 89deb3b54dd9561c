"""The numbers of automatic lists, which markup shows without holding them, written out."""

import re
import string

from letter.chinese import chinese_numeral, read_numeral

_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?([a-z-]*(?:ideographic|informal|formal|alpha|latin|none))")
_CHINESE = ("ideographic", "informal", "formal")
_LATIN = ("alpha", "latin")
_HIGHEST = 9_999


def numbered(number: str, words: str) -> str:
    """Return the words of an item after its number; before a digit the point of 2. would make a decimal of it."""
    joined = number.endswith(".") and words[:1].isdecimal()
    return (f"{number[:-1]}、" if joined else number) + words


class Numbering:
    """The lists that are open, the innermost last: how each counts, and how far it has come."""

    def __init__(self) -> None:
        """Begin outside of any list."""
        self._lists: list[tuple[str, int]] = []

    def open(self, tag: str, kind: str | None, style: str, start: str | None) -> None:
        """Enter an ol or ul."""
        found = _STYLE.search(style)
        counted = (found.group(1) if found else "") or {"a": "alpha", "A": "alpha"}.get(kind or "", "")
        form = "none" if tag == "ul" or counted.endswith("none") else counted or "decimal"
        self._lists.append((form, (read_numeral(start or "1") or 1) - 1))

    def close(self) -> None:
        """Leave the innermost list."""
        if self._lists:
            self._lists.pop()

    def item(self, value: str | None) -> str:
        """Return what is written before the next item: 一、1.（1）a. or nothing before a bullet."""
        if not self._lists:
            return ""
        form, number = self._lists[-1]
        number = min((read_numeral(value) if value else None) or number + 1, _HIGHEST)
        self._lists[-1] = form, number
        if form == "none":
            return ""
        depth = sum(other != "none" for other, _number in self._lists)
        if form.endswith(_CHINESE):
            return f"{chinese_numeral(number)}、" if depth == 1 else f"（{chinese_numeral(number)}）"
        if form.endswith(_LATIN) and number <= len(string.ascii_lowercase):
            return f"{string.ascii_lowercase[number - 1]}."
        return f"{number}." if depth == 1 else f"（{number}）"
