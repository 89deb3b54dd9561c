"""What a sheet shows beside its values, and the number formats that put zeros and words around a number."""

import re
from typing import NamedTuple

_ZEROS = re.compile(r"(?P<before>[^0]*)(?P<zeros>0+)(?P<after>[^0]*)")
# Of a format: its condition or colour, room as wide as a sign, filling; then what is said as it stands.
_UNSAID = re.compile(r"\[[^\]]*\]|_.|\*.")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_NOT_LITERAL = re.compile(r"[#?.,%/@EeGgyYmMdDhHsS]")
# A number as long as this is no 案号, and its last digits are not those that were typed.
_LONGEST_NUMBER = 15

Place = tuple[int, int]


class ShownValues(NamedTuple):
    """Of a sheet: the cells by line from 1 and column from 0; merges of top line, bottom line and column."""

    cells: dict[Place, str]
    merges: list[tuple[int, int, int]]


class NumberForm(NamedTuple):
    """A format of zeros and words, 第0000号 as (第, 4, 号)."""

    before: str
    digits: int
    after: str

    def shown(self, number: str) -> str | None:
        """Return what the format shows of a whole number; None for any other."""
        number = number.removesuffix(".0")
        if not number.isdecimal() or len(number) > _LONGEST_NUMBER:
            return None
        return f"{self.before}{number.zfill(self.digits)}{self.after}"


def number_form(code: str) -> NumberForm | None:
    """Return a format code as a form of zeros and words; None for any other format."""
    said: list[str] = []

    def keep(found: re.Match[str]) -> str:
        said.append(found[1] if found[1] is not None else found[2])
        return "\0"

    plain = _UNSAID.sub("", _LITERAL.sub(keep, code.split(";")[0]))
    found = _ZEROS.fullmatch(plain)
    if not found or _NOT_LITERAL.search(found["before"] + found["after"]):
        return None
    words = iter(said)
    before, after = (re.sub("\0", lambda _: next(words), found[side]) for side in ("before", "after"))
    form = NumberForm(before, len(found["zeros"]), after)
    return form if form.digits > 1 or before or after else None
