"""How lines are set: which characters may not begin or end one, what hangs, and the gap between Han and Latin."""

from functools import cache
from typing import NamedTuple

from docgen.standard import line_breaks
from letter.model import Agency


class Edges(NamedTuple):
    """Characters that may not begin a line, and that may not end one.

    marks_join: letters or digits on both sides of a Chinese mark stay on one line.
    """

    no_start: frozenset[str]
    no_end: frozenset[str]
    marks_join: bool = False


class Typesetting(NamedTuple):
    """The habits of a program that sets lines (GB/T 15834-2011 5.1; Word's first and last characters for Chinese).

    hanging holds the marks that may stand outside the type area at the end of a line, none where they must not. gap is
    the space between Han and letters or digits, in em of the text before it. spacing_everywhere: what a style adds to
    each character is added to the last one of a line and of a script as well. latin_edges: what holds instead of edges
    where the line runs over within letters and digits or the marks behind them, where nothing hangs either. full_marks:
    “ ” — and the like are always Chinese; else they follow the text before them. empty_over_frames: an empty paragraph
    may reach into a frame below it. cells_hang: marks hang in the cells of tables too.
    """

    edges: Edges
    hanging: frozenset[str] = frozenset()
    gap: float = 0.0
    spacing_everywhere: bool = True
    latin_edges: Edges | None = None
    full_marks: bool = True
    empty_over_frames: bool = False
    cells_hang: bool = True


def typesetting_of(agency: Agency) -> Typesetting:
    """Return how Word and WPS set the letters of an agency: no gap, and marks hang where the profile wants it."""
    return _typesetting(agency.hanging_punctuation)


@cache
def _typesetting(hanging: bool) -> Typesetting:
    known = line_breaks()
    edges = Edges(frozenset(known.no_start), frozenset(known.no_end))
    return Typesetting(edges, frozenset(known.hanging) if hanging else frozenset())
