"""What changed between the text as it was written and as it is now, paragraph by paragraph.

Unlike differences.py, which compares fields, this follows single paragraphs: which were edited, added, taken out,
moved, split, merged, or given another level.
"""

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

from letter.headings import join
from letter.model import Block
from letter.outline import number_marks

ChangeKind = Literal["changed", "added", "removed", "moved", "split", "merged", "level", "unread"]

_ALIKE, _SAME = 0.5, 0.9
# More pairs than this are not compared word by word: nobody rewrites so much and expects to be followed.
_MOST_PAIRS = 160_000


Rows = Sequence[Sequence[str]]


class Change(NamedTuple):
    """One change: what happened, to which field (a JSON pointer into the letter), and the words before and after.

    The field of an added paragraph points into the new letter, all others into the old one.
    """

    kind: ChangeKind
    field: str
    old: str
    new: str


class Hunk(NamedTuple):
    """A piece of a text: what stood there and what stands there now; change is the number of its change, if any."""

    old: tuple[Block, ...]
    new: tuple[Block, ...]
    change: int | None = None


class Script(NamedTuple):
    """A text as it was and as it is: its hunks in order, and its changes."""

    hunks: tuple[Hunk, ...]
    changes: tuple[Change, ...]

    def taken(self, chosen: Collection[int]) -> tuple[Block, ...]:
        """Return the text with the chosen changes made and the others left out."""
        return tuple(
            block
            for hunk in self.hunks
            for block in (hunk.new if hunk.change is None or hunk.change in chosen else hunk.old)
        )


def words_of(block: Block) -> str:
    """Return the words of a block without its number; a table's cells with tabs between them."""
    if block.table:
        return "\n".join("\t".join(row) for row in block.table)
    return join(block.heading, block.text)


class _Group:
    """Paragraphs of the old and the new text that belong together; both ends of a move share a twin."""

    def __init__(self, kind: ChangeKind | Literal["same"], olds: list[int], news: list[int]) -> None:
        self.kind: ChangeKind | Literal["same"] = kind
        self.olds, self.news = olds, news
        self.twin: _Group | None = None
        self.number: int | None = None


def compare(old: Sequence[Block], new: Sequence[Block], field: str, first: int = 0) -> Script:
    """Return how a text became another one; field is a JSON pointer, the changes are numbered from first on."""
    before, after = [words_of(block) for block in old], [words_of(block) for block in new]
    groups = [
        _Group(_kind(i, j, old, new), [] if i is None else [i], [] if j is None else [j])
        for i, j in align(before, after)
    ]
    groups = _joined(groups, before, after)
    _pair_moves(groups, before, after)
    shown = _shown(old), _shown(new)
    changes: list[Change] = []
    for group in groups:
        if group.kind == "same":
            continue
        if group.twin and group.twin.number is not None:
            group.number = group.twin.number
            continue
        group.number = first + len(changes)
        changes.append(_change(group, old, new, field, shown))
    hunks = [
        Hunk(tuple(old[at] for at in group.olds), tuple(new[at] for at in group.news), group.number) for group in groups
    ]
    return Script(tuple(hunks), tuple(changes))


def _kind(i: int | None, j: int | None, old: Sequence[Block], new: Sequence[Block]) -> ChangeKind | Literal["same"]:
    if i is None:
        return "added"
    if j is None:
        return "removed"
    if old[i] == new[j]:
        return "same"
    return "level" if words_of(old[i]) == words_of(new[j]) else "changed"


def _change(
    group: _Group, old: Sequence[Block], new: Sequence[Block], field: str, shown: tuple[list[str], list[str]]
) -> Change:
    olds, news = list(group.olds), list(group.news)
    if group.twin:
        olds, news = olds + group.twin.olds, news + group.twin.news
    kind: ChangeKind = "changed" if group.kind == "same" else group.kind
    place = f"{field}/{olds[0] if olds else news[0]}"
    if kind == "changed" and old[olds[0]].table and new[news[0]].table:
        return _table_change(place, old[olds[0]].table, new[news[0]].table)
    return Change(kind, place, "\n".join(shown[0][at] for at in olds), "\n".join(shown[1][at] for at in news))


def _table_change(place: str, old: Rows, new: Rows) -> Change:
    """Return the change of a table: the one cell, or the rows that differ."""
    if [len(row) for row in old] == [len(row) for row in new]:
        cells = [
            (row, column, own, other)
            for row, pair in enumerate(zip(old, new, strict=True))
            for column, (own, other) in enumerate(zip(*pair, strict=True))
            if own != other
        ]
        if len(cells) == 1:
            row, column, own, other = cells[0]
            return Change("changed", f"{place}/table/{row}/{column}", own, other)
    lines = ["\t".join(row) for row in old], ["\t".join(row) for row in new]
    left: list[str] = []
    right: list[str] = []
    for kind, begin, end, start, stop in SequenceMatcher(None, *lines, autojunk=False).get_opcodes():
        if kind != "equal":
            left += lines[0][begin:end]
            right += lines[1][start:stop]
    return Change("changed", f"{place}/table", "\n".join(left), "\n".join(right))


def _shown(blocks: Sequence[Block]) -> list[str]:
    return [mark + words_of(block) for mark, block in number_marks(blocks)]


def align(before: Sequence[str], after: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Return which paragraph became which, in order; None for those without a partner."""
    pairs: list[tuple[int | None, int | None]] = []
    for kind, begin, end, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += zip(range(begin, end), range(start, stop), strict=True)
        else:
            pairs += _gap(before, after, range(begin, end), range(start, stop))
    return pairs


def _gap(before: Sequence[str], after: Sequence[str], olds: range, news: range) -> list[tuple[int | None, int | None]]:
    """Return the partners among paragraphs none of which is the same: those that are most alike, in order."""
    if len(olds) * len(news) > _MOST_PAIRS:
        shared = min(len(olds), len(news))
        rest = [(i, None) for i in olds[shared:]] + [(None, j) for j in news[shared:]]
        return [*zip(olds[:shared], news[:shared], strict=True), *rest]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    alike = [[_likeness(before[i], after[j]) for j in news] for i in olds]
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            both = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(olds) or j < len(news):
        within = i < len(olds) and j < len(news) and alike[i][j] >= _ALIKE
        if within and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((olds[i], news[j]))
            i, j = i + 1, j + 1
        elif j == len(news) or (i < len(olds) and best[i][j] == best[i + 1][j]):
            pairs.append((olds[i], None))
            i += 1
        else:
            pairs.append((None, news[j]))
            j += 1
    return pairs


def _likeness(one: str, other: str) -> float:
    """Return how alike two paragraphs are, from 0 to 1; half of one that was split is half like it.

    It is the share of pairs of neighbouring characters that they have in common (Dice), which is quick enough for
    hundreds of paragraphs that were all changed.
    """
    shorter = min(len(one), len(other))
    if not shorter:
        return 0.0
    ours, theirs = _features(one, shorter < _FEW), _features(other, shorter < _FEW)
    shared = len(ours & theirs)
    alike = 2 * shared / (len(ours) + len(theirs))
    return max(alike, _ALIKE * (shared >= _SAME * min(len(ours), len(theirs))))


@lru_cache(maxsize=4096)
def _features(text: str, short: bool) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text, of a short one the characters too."""
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    return frozenset(pairs | set(text) if short else pairs)


_FEW = 8


def _joined(groups: list[_Group], before: Sequence[str], after: Sequence[str]) -> list[_Group]:
    """Return the groups with the pieces of what was split or merged in one."""
    made: list[_Group] = []
    at = 0
    while at < len(groups):
        found = _split_at(groups, at, before, after)
        made.append(found[0] if found else groups[at])
        at += found[1] if found else 1
    return made


def _split_at(groups: list[_Group], at: int, before: Sequence[str], after: Sequence[str]) -> tuple[_Group, int] | None:
    """Return the group that begins at a place when one paragraph became several or several one, and its length."""
    for length in range(_MOST_PIECES, 1, -1):
        run = groups[at : at + length]
        if len(run) < length:
            continue
        olds = [place for group in run for place in group.olds]
        news = [place for group in run for place in group.news]
        kinds = [group.kind for group in run]
        if kinds.count("changed") > 1 or "same" in kinds or "level" in kinds or {len(olds), len(news)} != {1, length}:
            continue
        whole, pieces = (before[olds[0]], [after[j] for j in news])
        if len(olds) > 1:
            whole, pieces = after[news[0]], [before[i] for i in olds]
        glued = "".join(pieces)
        if _likeness(whole, glued) >= _SAME and all(_is_piece(piece, whole) for piece in pieces):
            return _Group("split" if len(olds) == 1 else "merged", olds, news), length
    return None


_MOST_PIECES = 6


def _is_piece(piece: str, whole: str) -> bool:
    return bool(piece) and (piece in whole or _likeness(piece, whole) >= _ALIKE)


def _pair_moves(groups: list[_Group], before: Sequence[str], after: Sequence[str]) -> None:
    """Make one change of a paragraph that is gone here and has come there."""
    gone = [group for group in groups if group.kind == "removed"]
    come = [group for group in groups if group.kind == "added"]
    if len(gone) * len(come) > _MOST_PAIRS:
        return
    for group in gone:
        words = before[group.olds[0]]
        for other in come:
            if other.twin is None and _moved(words, after[other.news[0]]):
                group.twin, other.twin = other, group
                group.kind = other.kind = "moved"
                break


def _moved(one: str, other: str) -> bool:
    if one == other:
        return True
    longest = max(len(one), len(other))
    return longest > _SHORT and _likeness(one, other) >= _SAME


_SHORT = 12
