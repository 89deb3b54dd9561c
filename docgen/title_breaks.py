"""Where a title may be broken by sense and how much each break hurts, by the words of resources/wording."""

import re
from collections.abc import Iterator
from functools import cache
from math import inf

import msgspec

import resources
from docgen.widths import width_in_characters

# Breaks by sense cost less than the first; dearer ones are inside a pair of 书名号, a word, what must stay whole.
BROKEN_PAIR = 50.0
BROKEN_WORD = 100.0
BROKEN_WHOLE = 1000.0
_INSIDE_WORD = BROKEN_WORD + 1.0
_KNOWN, _LINK, _ALONE = 1.0, 1.1, 1.7
_CLAUSE_ENDS = ("、", "，")
_PART = re.compile("<([A-Z]+)>")


class LineCosts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the lines themselves cost: their number, their fullness, the steps between them.

    script_gap is what some programs leave where Han and digits meet, in 字: lines keep room for it.
    """

    line: float
    full_from: float
    full: float
    short_below: float
    short: float
    step_least: float
    step_clear: float
    alike: float
    step_free: float
    uneven: float
    falling: float
    unshaped: float
    orphan: float
    orphan_width: float
    shaped_lines: int
    script_gap: float


class _Costs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    word: float
    before_tail: float
    before_verb: float
    after_verb: float
    before_link: float
    after_link: float
    stranded: float
    unknown: float
    in_name: float


class _Breaks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lines: LineCosts
    costs: _Costs
    short_pair: int
    parts: dict[str, str]
    whole: tuple[tuple[str, str], ...]
    breaks: tuple[tuple[float, str, str], ...]
    issuers: str
    name_parts: str
    no_start: str
    no_end: str
    joined_left: str
    joined_right: str
    tails: str
    links: str
    organ_stems: tuple[str, ...]
    organ_ends: str
    organs: tuple[str, ...]
    organ_last: str
    verbs: tuple[str, ...]
    adverbs: tuple[str, ...]
    words: tuple[str, ...]


class _Words(msgspec.Struct, frozen=True):
    all: frozenset[str]
    tails: frozenset[str]
    verbs: frozenset[str]
    adverbs: frozenset[str]
    longest: int


@cache
def _table() -> _Breaks:
    return msgspec.json.decode(resources.read("wording/title_breaks.json"), type=_Breaks)


@cache
def _words() -> _Words:
    table = _table()
    verbs, adverbs, words = (
        frozenset(word for row in rows for word in row.split())
        for rows in (table.verbs, table.adverbs, (*table.words, *table.verbs, *table.adverbs))
    )
    return _Words(
        all=words,
        verbs=verbs,
        adverbs=adverbs,
        tails=frozenset(table.tails.split()),
        longest=max(map(len, words)),
    )


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Return a pattern of the table, its <PARTS> filled in."""
    while _PART.search(form):
        form = _PART.sub(lambda found: _table().parts[found[1]], form)
    return re.compile(form)


@cache
def _organs() -> re.Pattern[str]:
    table = _table()
    stems, organs = "|".join(table.organ_stems), "|".join(table.organs)
    return _pattern(f"<PLACE>(?:(?:{stems}){table.organ_ends}|{organs})")


def _may_be_in(title: str, needs: str) -> bool:
    """Return whether a title has one of the words that a pattern needs; to make a pattern takes longer than to look."""
    return not needs or any(word in title for word in needs.split())


def line_costs() -> LineCosts:
    """Return what lines and the steps between them cost."""
    return _table().lines


def break_places(title: str, width: float, names: tuple[str, ...]) -> list[float]:
    """Return for each place of a title, its beginning and end included, what it costs to begin a line there."""
    table = _table()
    wholes = [
        (start, end)
        for start, end in (*_wholes(title), *_names(title, names))
        if width_in_characters(title[start:end]) <= width
    ]
    costs = _word_costs(title, wholes)
    marked: set[int] = set()
    for cost, form, needs in table.breaks:
        for found in _pattern(form).finditer(title) if _may_be_in(title, needs) else ():
            # The first row of the table that knows a place decides; inside a known word none does.
            if found.end() not in marked and costs[found.end()] < _INSIDE_WORD:
                marked.add(found.end())
                costs[found.end()] = cost
    issuers = _pattern(table.issuers).match(title)
    if issuers:
        costs[issuers.end()] = 0.0
    for start, end in _names(title, names):
        if width_in_characters(title[start:end]) > width:
            _open_name(costs, title, start, end)
    for start, end in wholes:
        costs[start + 1 : end] = [BROKEN_WHOLE] * (end - start - 1)
    for start, end in _pairs(title):
        _keep_pair(costs, title, start, end, width)
    for place in range(1, len(title)):
        if title[place] in table.no_start or title[place - 1] in table.no_end:
            costs[place] = BROKEN_WHOLE
        elif place > 2 and title[place - 3] in _CLAUSE_ENDS:
            costs[place] += table.costs.stranded
    return costs


def _word_costs(title: str, wholes: list[tuple[int, int]]) -> list[float]:
    """Return the costs between and inside words, the title taken apart into as few words as can be."""
    table, words = _table(), _words()
    best, before = [0.0] + [inf] * len(title), [0] * (len(title) + 1)
    ends_of_wholes: dict[int, set[int]] = {}
    for start, end in wholes:
        ends_of_wholes.setdefault(start, set()).add(end)
    for start in range(len(title)):
        ends = set(range(start + 1, min(start + words.longest, len(title)) + 1)) | ends_of_wholes.get(start, set())
        for end in sorted(ends):
            word = title[start:end]
            if word in words.all or end in ends_of_wholes.get(start, ()):
                cost = _KNOWN
            elif end == start + 1:
                cost = _LINK if word in table.links or word in table.joined_left else _ALONE
            else:
                continue
            if best[start] + cost < best[end]:
                best[end], before[end] = best[start] + cost, start
    parts: list[str] = []
    end = len(title)
    while end:
        parts.append(title[before[end] : end])
        end = before[end]
    return _between(parts[::-1])


def _between(words: list[str]) -> list[float]:
    """Return the cost of each place between and inside the words."""
    table, costs = _table(), [0.0]
    unknown = 0
    for word, following in zip(words, [*words[1:], ""], strict=True):
        costs += [_INSIDE_WORD] * (len(word) - 1)
        unknown = unknown + 1 if _is_unknown(word) else 0
        if (following and following in table.joined_left) or word in table.joined_right:
            costs.append(_INSIDE_WORD)
        elif unknown and _is_unknown(following):
            # Most Chinese words have two characters, so an unknown stretch is divided in twos only.
            costs.append(BROKEN_WORD if unknown % 2 else table.costs.unknown)
        else:
            costs.append(_between_two(word, following))
    return costs


def _between_two(word: str, following: str) -> float:
    costs, words, links = _table().costs, _words(), _table().links
    choices = (
        (word in links or word in words.adverbs, costs.after_link),
        (word in words.verbs, costs.after_verb),
        (following in links, costs.before_link),
        (following in words.verbs or following in words.adverbs, costs.before_verb),
        (following in words.tails, costs.before_tail),
    )
    return next((cost for applies, cost in choices if applies), costs.word)


def _is_unknown(word: str) -> bool:
    table = _table()
    return len(word) == 1 and word.isalnum() and word not in table.links + table.joined_left + table.joined_right


def _wholes(title: str) -> Iterator[tuple[int, int]]:
    for form, needs in _table().whole:
        if _may_be_in(title, needs):
            for found in _pattern(form).finditer(title):
                yield found.span()


def _names(title: str, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Return the names that are given, the organs that are recognised, and the issuers before 关于."""
    given = [found.span() for name in names if len(name) > 1 for found in re.finditer(re.escape(name), title)]
    yield from given
    if _may_name_more(title, given):
        for found in _organs().finditer(title):
            yield found.span()
    issuers = _pattern(_table().issuers).match(title)
    if issuers:
        for found in re.finditer("[^、 　]+", issuers[0]):
            yield found.span()


def _may_name_more(title: str, given: list[tuple[int, int]]) -> bool:
    """Return whether an organ may end outside the names that are given, sessions and numbers left aside."""
    known = {place for start, end in (*given, *_wholes(title)) for place in range(start, end)}
    return any(title[place] in _table().organ_last for place in range(len(title)) if place not in known)


def _open_name(costs: list[float], title: str, start: int, end: int) -> None:
    """Let a name wider than a line be broken after the place or the parent organ in it, if it has any."""
    parts = [found.end() for found in _pattern(_table().name_parts).finditer(title, start, end) if found.end() < end]
    if parts:
        costs[start + 1 : end] = [BROKEN_WORD] * (end - start - 1)
        for place in parts:
            costs[place] = _table().costs.in_name


def _pairs(title: str) -> Iterator[tuple[int, int]]:
    """Return each outermost pair of 书名号."""
    open_at: list[int] = []
    for place, character in enumerate(title):
        if character == "《":
            open_at.append(place)
        elif character == "》" and open_at:
            start = open_at.pop()
            if not open_at:
                yield start, place + 1


def _keep_pair(costs: list[float], title: str, start: int, end: int, width: float) -> None:
    table, tail = _table(), end
    while tail < len(title) and title[tail] in table.no_start:
        tail += 1
    # What may not begin a line stands on the line of the pair, so both together have to fit.
    if width_in_characters(title[start:tail]) <= width:
        dearer = BROKEN_WHOLE if end - start <= table.short_pair else BROKEN_PAIR
        costs[start + 1 : end] = [cost + dearer for cost in costs[start + 1 : end]]
    for place in (start + 1, start + 2, end - 2, end - 1):
        costs[place] = BROKEN_WHOLE
