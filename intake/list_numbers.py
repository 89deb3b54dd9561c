"""The numbers of automatic lists, which markup shows without holding them, written out."""

import re
import string

from letter.chinese import chinese_numeral, read_numeral
from letter.number_forms import in_form

_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?"
    r"([a-z-]*(?:ideographic|informal|formal|alpha|latin|roman|stem|branch|none))"
)
_CHINESE = ("ideographic", "informal", "formal")
_LATIN = ("alpha", "latin")
_OTHERS = {
    "upper-alpha": "upperLetter", "upper-latin": "upperLetter", "upper-roman": "upperRoman",
    "lower-roman": "lowerRoman", "cjk-heavenly-stem": "ideographTraditional", "cjk-earthly-branch": "ideographZodiac",
}  # fmt: skip
_BY_TYPE = {"a": "alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_HIGHEST = 9_999


class Numbering:
    """The lists that are open, the innermost last: how each counts, and how far it has come."""

    def __init__(self) -> None:
        """Begin outside of any list."""
        self._lists: list[tuple[str, int]] = []

    def open(self, tag: str, kind: str | None, style: str, start: str | None) -> None:
        """Enter an ol or ul."""
        found = _STYLE.search(style)
        counted = (found.group(1) if found else "") or _BY_TYPE.get(kind or "", "")
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
        if form in _OTHERS:
            return f"{in_form(number, _OTHERS[form])}{'、' if form.startswith('cjk') else '.'}"
        if form.endswith(_LATIN) and number <= len(string.ascii_lowercase):
            return f"{string.ascii_lowercase[number - 1]}."
        return f"{number}." if depth == 1 else f"（{number}）"
