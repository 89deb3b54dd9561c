"""Organs told apart by their names: how they are addressed, and 、 or ， between them in a list (R-03)."""

import re
from collections.abc import Sequence
from itertools import pairwise

from letter.wording import organs, wording


def pronoun_of(organ: str) -> str:
    """Return how a body is called in a letter to it: 贵局, 贵委员会, 贵单位, or 你们 for a delegation (F-04)."""
    return _first(organs().pronouns, organ)


def joined(names: Sequence[str], by_system: bool) -> str:
    """Return a list of organs with 、 within one system and level and ， between them, or with 、 throughout."""
    words = wording()
    if not by_system:
        return words.list_separator.join(names)
    text = "".join(names[:1])
    for before, after in pairwise(names):
        text += (words.list_separator if _alike(before, after) else words.system_separator) + after
    return text


def _alike(one: str, other: str) -> bool:
    return _system(one) == _system(other) and _first(organs().levels, one) == _first(organs().levels, other)


def _system(organ: str) -> str:
    return next((name for name, words in organs().systems.items() if any(word in organ for word in words)), "")


def _first(rows: Sequence[tuple[str, str]], organ: str) -> str:
    return next(word for pattern, word in rows if re.search(pattern, organ))
