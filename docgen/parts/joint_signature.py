"""Where several organs with seals stand (GB/T 9704-2012 7.3.5.1): in rows, the last one over the date."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from docgen.lengths import points
from docgen.standard import standard
from docgen.widths import width_in_characters


class Place(NamedTuple):
    """An organ and the middle of its name and seal, in 字 from the left of the type area."""

    name: str
    centre: float


def arrange(names: Sequence[str], last_centre: float) -> list[list[Place]]:
    """Return rows of organs in issuing order, as many in a row as seals and names have room, at most three.

    The last one stands at last_centre, over the date; the columns go left from there, evenly.
    """
    rules = standard().signature
    for most in range(min(int(rules.seals_in_row.value), len(names)), 0, -1):
        in_row = ceil(len(names) / ceil(len(names) / most))
        centres = _centres(names, in_row, last_centre)
        if centres or in_row == 1:
            return _rows(names, in_row, centres or [_alone(names, last_centre)])
    raise AssertionError("one organ in a row always has a place")


def _centres(names: Sequence[str], in_row: int, last_centre: float) -> list[float]:
    """Return the columns' middles from left to right, nothing when they have no room."""
    rules, grid = standard().signature, standard().grid
    unit = points(grid.character)
    seal = rules.seal.points / unit
    widths = [width_in_characters(name) for name in names]
    last = min(last_centre, grid.characters.value - max(widths) / 2)
    rows = [widths[start : start + in_row] for start in _starts(len(names), in_row)]
    neighbours = [(before + after) / 2 for row in rows for before, after in pairwise(row)]
    apart = max([seal + rules.seal_gap.points / unit, *(wide + rules.name_gap.value for wide in neighbours)])
    centres = [last - apart * place for place in reversed(range(in_row))]
    fits = centres[0] >= max(seal / 2, max(row[0] for row in rows) / 2)
    return centres if fits else []


def _alone(names: Sequence[str], last_centre: float) -> float:
    """Return the middle of a single column: over the date, unless a name is too long for that."""
    line = standard().grid.characters.value
    half = max(width_in_characters(name) for name in names) / 2
    return max(min(last_centre, line - half), min(half, line / 2))


def _starts(count: int, in_row: int) -> range:
    return range(0, count, in_row)


def _rows(names: Sequence[str], in_row: int, centres: list[float]) -> list[list[Place]]:
    rows: list[list[Place]] = []
    for start in _starts(len(names), in_row):
        row = names[start : start + in_row]
        # A short last row stands at the right, over the date.
        rows.append([Place(*pair) for pair in zip(row, centres[-len(row) :], strict=True)])
    return rows
