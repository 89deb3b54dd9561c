"""The lines of a text: each with its place in it, and words without the blanks that only set them apart."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from letter.headings import BLANKS

_LAYOUT = re.compile(r"(?<![\x21-\x7e])[ \u3000\t]+|[ \u3000\t]+(?![\x21-\x7e])")


class Line(NamedTuple):
    """A paragraph of the text and where it begins in it."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    def part(self, start: int, end: int | None = None) -> "Line":
        """Return a part of it without blanks around it."""
        words = self.text[start:end]
        left = len(words) - len(words.lstrip(BLANKS))
        return Line(words.strip(BLANKS), self.start + start + left)


# What stands around the text of a letter takes no longer lines.
LONGEST_FOOT = 1_000


def lines_of(text: str) -> list[Line]:
    """Return the lines of a cleaned text."""
    made: list[Line] = []
    start = 0
    for line in text.split("\n"):
        made.append(Line(line, start))
        start += len(line) + 1
    return made


def tidied(text: str) -> str:
    """Return words without the blanks that only set them apart: those beside Chinese."""
    return _LAYOUT.sub("", text)


def joined(parts: Sequence[str]) -> str:
    """Return words that were broken over lines in one."""
    return tidied("".join(parts))
