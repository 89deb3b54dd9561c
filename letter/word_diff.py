"""Which words differ between two versions of a text, for showing them side by side with the difference marked."""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

# Shorter stretches that two versions share by chance do not part what was changed in one go.
_LEAST_SHARED = 2
_AROUND = 8
_LEFT_OUT = "……"
_LONGEST, _MOST_WORK = 20_000, 4_000_000


class Piece(NamedTuple):
    """Words that are in both versions, or in this one only."""

    text: str
    changed: bool


def marked(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Return both versions in pieces, those that differ marked."""
    if len(old) + len(new) > _LONGEST or _work(old, new) > _MOST_WORK:
        return [Piece(old, old != new)], [Piece(new, old != new)]
    left: list[Piece] = []
    right: list[Piece] = []
    for same, begin, end, start, stop in _stretches(old, new):
        if end > begin:
            left.append(Piece(old[begin:end], not same))
        if stop > start:
            right.append(Piece(new[start:stop], not same))
    return left, right


def _work(old: str, new: str) -> int:
    """Return in how many pairs of places two texts have the same character: each is looked at."""
    counts = Counter(new)
    return sum(count * counts[character] for character, count in Counter(old).items())


def _stretches(old: str, new: str) -> Iterator[tuple[bool, int, int, int, int]]:
    """Yield what is shared and what is not in turn: whether it is shared, and its place in both."""
    at, to = 0, 0
    for begin, start, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        ends = begin == 0 == start or (begin + size == len(old) and start + size == len(new))
        if size and size < _LEAST_SHARED and not ends:
            continue
        if begin > at or start > to:
            yield False, at, begin, to, start
        if size:
            yield True, begin, begin + size, start, start + size
        at, to = begin + size, start + size


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Return both versions around what differs: of what they share a few characters, and …… for the rest."""
    left, right = marked(old, new)
    return _excerpt(left), _excerpt(right)


def _excerpt(pieces: list[Piece]) -> str:
    words = ""
    for place, piece in enumerate(pieces):
        head = _AROUND if place > 0 else 0
        tail = _AROUND if place < len(pieces) - 1 else 0
        if piece.changed or len(piece.text) <= head + tail + len(_LEFT_OUT):
            words += piece.text
        else:
            words += piece.text[:head] + _LEFT_OUT + piece.text[len(piece.text) - tail :]
    return words
