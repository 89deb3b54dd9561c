"""How lines are set: which characters may not begin or end one, what hangs, and the gap between Han and Latin."""

from functools import cache
from typing import NamedTuple

import msgspec

import resources
from letter.model import Agency


class Typesetting(NamedTuple):
    """The habits of a program that sets lines (GB/T 15834-2011 5.1; Word's first and last characters for Chinese).

    hanging holds the marks that may stand outside the type area at the end of a line, none where they must not. gap is
    the space between Han and letters or digits, in em of the text before it. spacing_everywhere: what a style adds to
    each character is added to the last one of a line and of a script as well. hangs_after_latin: a mark hangs behind
    letters and digits too. full_marks: “ ” — and the like are always Chinese; else they follow the text before them.
    row_line is how much of a table's hairline a row adds to its height.
    """

    no_start: frozenset[str]
    no_end: frozenset[str]
    hanging: frozenset[str] = frozenset()
    gap: float = 0.0
    spacing_everywhere: bool = True
    hangs_after_latin: bool = True
    full_marks: bool = True
    row_line: float = 1.0


class LineBreaks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The characters that may not begin or end a line, and those that may hang at its end."""

    no_start: str
    no_end: str
    hanging: str


@cache
def line_breaks() -> LineBreaks:
    """Return the characters as the standard has them."""
    return msgspec.json.decode(resources.read("standard/line_breaks.json"), type=LineBreaks)


def typesetting_of(agency: Agency) -> Typesetting:
    """Return how Word and WPS set the letters of an agency: no gap, and marks hang where the profile wants it."""
    return _typesetting(agency.hanging_punctuation)


@cache
def _typesetting(hanging: bool) -> Typesetting:
    known = line_breaks()
    return Typesetting(
        frozenset(known.no_start), frozenset(known.no_end), frozenset(known.hanging) if hanging else frozenset()
    )
