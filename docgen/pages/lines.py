"""Paragraphs broken into lines, each character with its place (GB/T 15834-2011 5.1, GB/T 9704-2012 5.2.3)."""

from functools import lru_cache
from typing import NamedTuple

from docgen.lengths import POINTS_PER_MM, points
from docgen.pages.characters import BREAK, HAN, LATIN, SPACE, TAB, Characters, Face, Metrics, characters_of
from docgen.pages.typesetting import Edges, Typesetting
from docgen.pages.values import Span
from docgen.paragraphs import Align, Paragraph, Tab
from docgen.styles import Look, looks
from letter.model import UNFITTED, Fitting

# Widths are sums of fractions; a line that is full to the last one is not one too full.
_EASE = 0.01
_DEFAULT_TAB = 21.0


class SetLine(NamedTuple):
    """One line of a paragraph: its spans, and whether the paragraph begins and ends with it."""

    spans: tuple[Span, ...]
    begins: bool
    ends: bool


class Extent(NamedTuple):
    """Where a paragraph is set, in points from the paper's left: the edges of its type area."""

    left: float
    right: float


class _LineRange(NamedTuple):
    """The characters of one line from start to end; shown is where trailing spaces and its break begin.

    hung tells whether its last mark hangs in the margin, broken whether it ends by a break.
    """

    start: int
    end: int
    shown: int
    hung: bool
    broken: bool


class _Setting(NamedTuple):
    """What all lines of a paragraph have in common; edges and first line's indent in points."""

    characters: Characters
    typesetting: Typesetting
    left: float
    right: float
    first: float
    origin: float
    align: Align
    tabs: tuple[Tab, ...]


# A letter of 40 pages has some hundred paragraphs: what was set before is not set again while one of them is typed.
@lru_cache(maxsize=2048)
def set_lines(
    paragraph: Paragraph,
    extent: Extent,
    metrics: Metrics,
    typesetting: Typesetting,
    page: int = 0,
    fitting: Fitting = UNFITTED,
) -> tuple[SetLine, ...]:
    """Return the lines of a paragraph; an empty one has one line without spans."""
    look = looks(fitting)[paragraph.style]
    characters = characters_of(paragraph.content, look, paragraph.field, page, metrics, typesetting)
    setting = _setting(paragraph, look, extent, characters, typesetting)
    ranges = _break(setting)
    lines: list[SetLine] = []
    for number, line in enumerate(ranges):
        last = number == len(ranges) - 1
        spans = _place(setting, line, first=number == 0, justify=not last and not line.broken)
        lines.append(SetLine(spans, number == 0, last))
    return tuple(lines)


def _setting(
    paragraph: Paragraph, look: Look, extent: Extent, characters: Characters, typesetting: Typesetting
) -> _Setting:
    indent = paragraph.indent
    first = -indent.hanging if indent.hanging else look.first_line
    return _Setting(
        characters,
        typesetting,
        left=extent.left + points(indent.left),
        right=extent.right - points(indent.right),
        first=points(first),
        origin=extent.left,
        align=paragraph.align or look.align,
        tabs=paragraph.tabs,
    )


def _break(setting: _Setting) -> list[_LineRange]:
    """Break the characters into ranges, each as full as it may be."""
    ranges: list[_LineRange] = []
    start, length = 0, len(setting.characters.text)
    while start < length or not ranges:
        line = _fill(setting, start, setting.left + (0 if ranges else setting.first))
        ranges.append(line)
        start = line.end
    # A break at the very end leaves an empty line, as it does in Word.
    if ranges[-1].broken:
        ranges.append(_LineRange(length, length, length, hung=False, broken=False))
    return ranges


def _fill(setting: _Setting, start: int, x: float) -> _LineRange:
    characters = setting.characters
    kinds, widths, spaces, text = characters.kinds, characters.widths, characters.spaces, characters.text
    limit = setting.right + _EASE - characters.ends
    length, place = len(text), start
    while place < length:
        kind = kinds[place]
        if kind == BREAK:
            return _LineRange(start, place + 1, _trimmed(kinds, start, place), hung=False, broken=True)
        if kind == TAB:
            x = _after_tab(setting, place, x)
            place += 1
            continue
        if spaces and place > start:
            x += spaces[place]
        if kind != SPACE and x + widths[place] > limit:
            return _cut(setting, start, place)
        x += widths[place]
        place += 1
    return _LineRange(start, length, _trimmed(kinds, start, length), hung=False, broken=False)


def _cut(setting: _Setting, start: int, place: int) -> _LineRange:
    """Return the line that ends before the character that is too wide, or earlier where it may not end there."""
    characters, habits = setting.characters, setting.typesetting
    kinds, text = characters.kinds, characters.text
    edges, hanging = habits.edges, habits.hanging
    if habits.latin_edges and _in_latin(characters, place):
        edges, hanging = habits.latin_edges, frozenset[str]()
    end, hung = place, False
    if text[place] in hanging and place > start:
        end, hung = place + 1, True
        if end == len(text) or kinds[end] == BREAK:
            return _LineRange(start, end, end, hung=True, broken=False)
    while end > start and not _may_break(characters, edges, end):
        end, hung = end - 1, False
    if end == start:
        # One word fills the line; it is broken where it must be.
        end = max(place, start + 1)
    after = end
    while after < len(text) and kinds[after] == SPACE:
        after += 1
    return _LineRange(start, after, _trimmed(kinds, start, end), hung=hung, broken=False)


def _may_break(characters: Characters, edges: Edges, place: int) -> bool:
    """Return whether a line may end before a place."""
    text, kinds = characters.text, characters.kinds
    before, after = text[place - 1], text[place]
    if after in edges.no_start or before in edges.no_end or kinds[place] == SPACE:
        return False
    if kinds[place] == LATIN and kinds[place - 1] == LATIN:
        # A word is broken after a hyphen between letters and before a dash; a number never.
        return "—" in (before, after) or (before == "-" and after.isalpha() and place > 1 and text[place - 2].isalnum())
    return not (edges.marks_join and kinds[place] == LATIN and _behind_mark(characters, edges, place))


def _behind_mark(characters: Characters, edges: Edges, place: int) -> bool:
    """Return whether only marks stand between a place and letters or digits before it."""
    first = place
    while first and characters.text[first - 1] in edges.no_start and characters.kinds[first - 1] == HAN:
        first -= 1
    return 0 < first < place and characters.kinds[first - 1] == LATIN


def _in_latin(characters: Characters, place: int) -> bool:
    """Return whether the last letter, digit or Han up to a place is no Han."""
    word = next((n for n in range(place, -1, -1) if characters.text[n].isalnum()), None)
    return word is not None and characters.kinds[word] != HAN


def _trimmed(kinds: list[int], start: int, end: int) -> int:
    while end > start and kinds[end - 1] == SPACE:
        end -= 1
    return end


def _after_tab(setting: _Setting, place: int, x: float) -> float:
    """Return where the text after a tab begins."""
    stop = next((tab for tab in setting.tabs if setting.origin + points(tab.place) > x), None)
    if stop is None:
        return setting.origin + (int((x - setting.origin) / _DEFAULT_TAB) + 1) * _DEFAULT_TAB
    at = setting.origin + points(stop.place)
    if stop.kind == "left":
        return at
    kinds = setting.characters.kinds
    end = next((n for n in range(place + 1, len(kinds)) if kinds[n] >= TAB), len(kinds))
    width = _width(setting, place + 1, end)
    return max(x, at - (width if stop.kind == "right" else width / 2))


def _width(setting: _Setting, start: int, end: int) -> float:
    characters = setting.characters
    return sum(characters.widths[start:end]) + sum(characters.spaces[start + 1 : end]) + characters.ends


def _place(setting: _Setting, line: _LineRange, *, first: bool, justify: bool) -> tuple[Span, ...]:
    """Give each character of a line its place."""
    x = setting.left + (setting.first if first else 0)
    characters = setting.characters
    tabbed = TAB in characters.kinds[line.start : line.shown]
    extra = 0.0
    if not tabbed and line.shown > line.start:
        fixed = line.shown - line.hung
        slack = setting.right - x - _width(setting, line.start, fixed)
        if setting.align == "center":
            x += slack / 2
        elif setting.align == "right":
            x += slack
        elif setting.align == "both" and justify and slack > 0:
            extra = slack / max(1, sum(_opens(characters, n) for n in range(line.start, fixed - 1)))
    return _spans(setting, line, x, extra)


def _opens(characters: Characters, place: int) -> bool:
    """Return whether a line is opened up behind a character when it is justified."""
    kind = characters.kinds[place]
    return kind != LATIN or characters.kinds[place + 1] == HAN


def _spans(setting: _Setting, line: _LineRange, x: float, extra: float) -> tuple[Span, ...]:
    characters = setting.characters
    kinds, widths, faces, text = characters.kinds, characters.widths, characters.faces, characters.text
    spaces = characters.spaces
    spans: list[Span] = []
    first, xs = line.start, list[float]()
    last = line.shown - 1
    for place in range(line.start, line.shown):
        if spaces and place > line.start:
            x += spaces[place]
        if kinds[place] == TAB:
            if xs:
                spans.append(_span(text[first:place], xs, x, faces[first]))
            x, first, xs = _after_tab(setting, place, x), place + 1, []
            continue
        if xs and faces[place] is not faces[first] and faces[place] != faces[first]:
            spans.append(_span(text[first:place], xs, x, faces[first]))
            first, xs = place, []
        xs.append(x / POINTS_PER_MM)
        x += widths[place]
        if extra and place < last and _opens(characters, place):
            x += extra
    if xs:
        spans.append(_span(text[first : line.shown], xs, x, faces[first]))
    return tuple(spans)


def _span(text: str, xs: list[float], right: float, face: Face) -> Span:
    return Span(text, tuple(xs), right / POINTS_PER_MM, face.font, face.size, face.width, face.color, face.field)
