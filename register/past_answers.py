"""Paragraphs of earlier letters on a similar subject: found through the index, never by reading all letters.

Letters are weighed by the pairs of characters that their subjects share with the one in hand, the rarer the more;
the paragraphs of the best few are then weighed the same way. The same register gives the same answer.
"""

import math
import re
from collections import defaultdict

from sqlalchemy import Connection, func, select

from letter.codec import LetterError, read_letter
from letter.headings import join
from register.database import database_of
from register.grams import fold, pairs, token
from register.search import row_value
from register.store import Store
from register.tables import LETTERS, LISTING, Row, rows, verified
from register.values import PastParagraph

MOST = 12
# How much is looked at, at most, however many letters there are.
_MOST_PAIRS, _MOST_HITS, _MOST_LETTERS = 24, 1_500, 24
_LONGEST_TYPED = 400
_TYPED_SHARE = 0.3
_SHORTEST = 12
_FRAME = re.compile("^关于|(的?(提案|建议|意见))+$")
_SENTENCE_MARK = re.compile("[，。；：、！？（）《》“”,.;:!?()]")


def past_answers(
    store: Store, subject: str, typed: str = "", *, but: str = "", most: int = MOST
) -> tuple[PastParagraph, ...]:
    """Return at most so many paragraphs of issued letters, the nearest first; never those of the letter but.

    typed are the words written lately; they choose among the paragraphs, and among the letters a little.
    """
    sought = pairs(fold(_FRAME.sub("", subject.strip())))
    said = {pair for part in _SENTENCE_MARK.split(typed[-_LONGEST_TYPED:]) for pair in pairs(fold(part))}
    with store.reading() as connection:
        if not sought | said or not database_of(connection).has_index(connection):
            return ()
        weights, scores = _weighed(connection, sought, said - sought)
        found: list[PastParagraph] = []
        for row, score in _best(connection, scores, but):
            found += _paragraphs(connection, row, score, weights)
    found.sort(key=lambda one: (-one.score, -(one.date.toordinal() if one.date else 0), one.letter_key, one.text))
    return _distinct(found)[:most]


def _weighed(connection: Connection, sought: set[str], said: set[str]) -> tuple[dict[str, float], dict[int, float]]:
    """Return how rare each pair is, and how near each row of the list is that shares some of them."""
    total = connection.execute(select(func.max(LISTING.c.id))).scalar() or 0
    weights: dict[str, float] = {}
    scores: dict[int, float] = defaultdict(float)
    for wanted, of_subject, share in ((sought, True, 1.0), (said, False, _TYPED_SHARE)):
        for pair in sorted(wanted)[:_MOST_PAIRS]:
            hits = database_of(connection).rows_with(connection, token(pair, of_subject=of_subject), _MOST_HITS)
            weights[pair] = math.log(1 + total / (1 + len(hits)))
            for place in hits:
                scores[place] += share * weights[pair]
    return weights, scores


def _best(connection: Connection, scores: dict[int, float], but: str) -> list[tuple[Row, float]]:
    """Return the nearest rows of issued letters, each letter once, the newer of equals first."""
    ordered = sorted(scores, key=lambda place: (-scores[place], -place))
    best: dict[str, tuple[Row, float]] = {}
    for start in range(0, min(len(ordered), _MOST_HITS), _MOST_LETTERS):
        some = ordered[start : start + _MOST_LETTERS]
        query = select(LISTING).where(LISTING.c.id.in_(some), LISTING.c.letter_state == "issued")
        found = {row["id"]: verified(LISTING.name, dict(row)) for row in connection.execute(query).mappings()}
        for place in some:
            row = found.get(place)
            if row and row["letter_key"] != but:
                best.setdefault(row["letter_key"], (row, scores[place]))
        if len(best) >= _MOST_LETTERS:
            break
    return list(best.values())[:_MOST_LETTERS]


def _paragraphs(connection: Connection, row: Row, near: float, weights: dict[str, float]) -> list[PastParagraph]:
    query = (LETTERS.c.key == row["letter_key"], LETTERS.c.version == row["version"])
    (kept,) = rows(connection, LETTERS, *query)
    try:
        answer = read_letter(kept["content"].encode()).answer if kept["content"] else ()
    except LetterError:
        return []
    listed = row_value(row)
    found: list[PastParagraph] = []
    for block in answer:
        text = join(block.heading, block.text)
        if not block.text or len(text) < _SHORTEST:
            continue
        shared = sum(weights.get(pair, 0) for pair in sorted(pairs(fold(text))))
        score = near + shared / math.sqrt(1 + len(text) / 100)
        found.append(
            PastParagraph(text, listed.letter_key, listed.number, listed.date, listed.subject, round(score, 6))
        )
    return found


def _distinct(found: list[PastParagraph]) -> tuple[PastParagraph, ...]:
    """Return the paragraphs without those that say the same as a better one."""
    first: dict[str, PastParagraph] = {}
    for one in found:
        first.setdefault(fold(one.text), one)
    return tuple(first.values())
