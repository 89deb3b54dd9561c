"""Rearranging an answer as it is typed: headings promoted, demoted, moved with what stands below them, renumbered.

All functions take the lines of an answer and return new ones; nothing but marks and the order of lines ever changes.
Numbers that were right stay right: whoever had counted correctly before need not count again.
"""

from collections.abc import Container, Iterable, Sequence
from typing import Literal

from letter.headings import (
    A_HEADING,
    BLANKS,
    DECIDED,
    NO_HEADING,
    SAMPLE_MARKS,
    candidate,
    read_mark,
    split_as,
    split_heading,
)
from letter.outline import Heading, headings_of, mark_of, section_end, words_by_line
from letter.sequence import with_decisions

Reason = Literal["nothing", "highest", "lowest", "first", "last", "within", "mark", "heading", "text"]
HIGHEST, LOWEST = 1, len(SAMPLE_MARKS)
HIGHER = -1
_NO_INDENT = str.maketrans(dict.fromkeys("\t" + DECIDED))


class CannotArrange(ValueError):
    """What was asked for is impossible; reason says why."""

    def __init__(self, reason: Reason) -> None:
        """Remember the reason."""
        super().__init__(reason)
        self.reason: Reason = reason


def renumber(lines: Sequence[str], only: Container[int] | None = None) -> list[str]:
    """Return the lines with the marks that will be printed, all of them or those of some lines."""
    result = list(lines)
    for heading in headings_of(lines):
        if only is None or heading.line in only:
            # A heading that would no longer be one under its new mark keeps the old one.
            result[heading.line] = _marked(lines[heading.line], heading, heading.printed) or lines[heading.line]
    return _as_wanted(result, _levels(lines))


def shift_levels(lines: Sequence[str], first: int, last: int, step: int) -> list[str]:
    """Return the lines with the headings from line first to last, and what stands below them, moved by step levels.

    Step -1 promotes, 1 demotes. Where there is no heading, paragraphs become headings: promoted, of the level of the
    heading before them, demoted, of the next one. Raises CannotArrange.
    """
    headings = headings_of(lines)
    result = _without_tabs(lines, headings)
    chosen = [at for at, heading in enumerate(headings) if first <= heading.line <= last]
    if not chosen:
        return _make_headings(result, first, last, step)
    ends = [section_end(headings, at, len(lines)) for at in chosen]
    within = [
        heading
        for heading in headings
        if any(headings[at].line <= heading.line < end for at, end in zip(chosen, ends, strict=True))
    ]
    wanted = _levels(result)
    for heading in within:
        level = heading.level + step
        if not HIGHEST <= level <= LOWEST:
            raise CannotArrange("highest" if step < 0 else "lowest")
        line = _marked(result[heading.line], heading, mark_of(level, read_mark(heading.typed) or 1), level)
        if line is None:
            raise CannotArrange("mark")
        # The clerk's word is put back below where it is still needed: what is moved there and back is as before.
        result[heading.line] = line.lstrip(DECIDED)
        wanted[heading.line] = level
    return _still_right(headings, _as_wanted(result, wanted))


def decide(lines: Sequence[str], first: int, last: int, *, heading: bool) -> list[str]:
    """Return the lines with the clerk's word that those from first to last are headings, or are none.

    A line without a number gets one, as if it was promoted. Raises CannotArrange.
    """
    known = words_by_line(lines)
    wanted = _levels(lines)
    chosen = [line for line in known if first <= line <= last and known[line] and (wanted[line] is None) is heading]
    if not chosen:
        raise CannotArrange("heading" if heading else "text")
    result = list(lines)
    for line in chosen:
        words = known[line].lstrip(DECIDED).lstrip(BLANKS)
        found = candidate(A_HEADING + words)
        wanted[line] = found.typed.level if heading and found else None
        result[line] = _indent(lines[line]) + words
    # What the other lines are in doubt of, they are asked again.
    for _again in range(2):
        levels = _levels(result)
        for line in chosen:
            if levels[line] != wanted[line]:
                result[line] = (NO_HEADING if wanted[line] is None else A_HEADING) + result[line]
    decided = _still_right(headings_of(lines), result)
    numbered = all(wanted[line] for line in chosen)
    return decided if numbered or not heading else _make_headings(decided, first, last, HIGHER)


def move(lines: Sequence[str], line: int, step: int) -> tuple[list[str], int]:
    """Return the lines with the section of a line moved past its sibling, up (-1) or down (1), and its first line now.

    The section is that of the heading in this line or of the last one before it. Raises CannotArrange.
    """
    headings = headings_of(lines)
    at = heading_at(headings, line)
    own = headings[at].level
    others = headings[at + 1 :] if step > 0 else headings[:at][::-1]
    near = next((other for other in others if other.level <= own), None)
    if near is None or near.level < own:
        raise CannotArrange("last" if step > 0 else "first")
    target = near.line if step < 0 else section_end(headings, headings.index(near), len(lines))
    return move_to(lines, headings[at].line, target)


def move_to(lines: Sequence[str], line: int, target: int) -> tuple[list[str], int]:
    """Return the lines with the section of the heading in a line put before the line target, and its first line now.

    target is the line of a heading, or the number of lines for the very end; the section goes on from there to where
    one of its level may begin, so that it never takes over what stands below another heading. Raises CannotArrange.
    """
    headings = headings_of(lines)
    at = heading_at(headings, line)
    start, end = headings[at].line, section_end(headings, at, len(lines))
    ends = (other.line for other in headings if other.line >= target and other.level <= headings[at].level)
    target = next(ends, len(lines))
    if start <= target <= end:
        raise CannotArrange("within")
    whole, levels = _without_tabs(lines, headings), _levels(lines)
    rest = [*range(start), *range(end, len(lines))]
    place = target - (end - start) if target > start else target
    order = [*rest[:place], *range(start, end), *rest[place:]]
    moved = _as_wanted([whole[number] for number in order], [levels[number] for number in order])
    return _still_right(headings, moved), place


def heading_at(headings: Sequence[Heading], line: int) -> int:
    """Return the index of the heading in whose own text a line stands; raises CannotArrange before the first."""
    at = sum(heading.line <= line for heading in headings) - 1
    if at < 0:
        raise CannotArrange("nothing")
    return at


def _make_headings(lines: list[str], first: int, last: int, step: int) -> list[str]:
    before = [heading.level for heading in headings_of(lines[:first])]
    level = min(before[-1] + (step > 0), LOWEST) if before else HIGHEST
    headings = headings_of(lines)
    wanted = _levels(lines)
    made: set[int] = set()
    for number in range(first, min(last + 1, len(lines))):
        words = lines[number].strip(BLANKS).lstrip(DECIDED).lstrip(BLANKS)
        if not words or "\t" in words or wanted[number] is not None:
            continue
        mark = SAMPLE_MARKS[level - 1]
        found = candidate(A_HEADING + mark + words)
        if found is None or found.typed.level != level or found.typed.mark != len(A_HEADING + mark):
            raise CannotArrange("mark")
        lines[number] = _indent(lines[number]) + mark + words
        wanted[number] = level
        made.add(number)
    if not made:
        raise CannotArrange("nothing")
    return _still_right(headings, renumber(_as_wanted(lines, wanted), made))


def _still_right(before: Iterable[Heading], lines: list[str]) -> list[str]:
    """Return the lines with right numbers when those before were right, else as they are."""
    if any(heading.wrong for heading in before):
        return lines
    return renumber(lines, {heading.line for heading in headings_of(lines) if heading.wrong})


def _levels(lines: Sequence[str]) -> list[int | None]:
    """Return the level of each line, None for text and rows of tables."""
    levels: list[int | None] = [None] * len(lines)
    for heading in headings_of(lines):
        levels[heading.line] = heading.level
    return levels


def _as_wanted(lines: Sequence[str], wanted: Sequence[int | None]) -> list[str]:
    """Return the lines, the clerk's word put on those that would be read as of another level than is wanted."""
    words = words_by_line(lines)
    said = with_decisions(list(words.values()), [wanted[number] for number in words])
    result = list(lines)
    for (number, before), now in zip(words.items(), said, strict=True):
        if now != before:
            result[number] = now[: now[:1] in DECIDED] + _indent(lines[number]) + now.lstrip(DECIDED)
    return result


def _without_tabs(lines: Sequence[str], headings: Iterable[Heading]) -> list[str]:
    """Return the lines with no tab left in a heading, which beside a table would become one of its rows."""
    result = list(lines)
    for heading in headings:
        if "\t" in result[heading.line]:
            result[heading.line] = _indent(result[heading.line]) + heading.words
    return result


def _marked(line: str, heading: Heading, mark: str, level: int | None = None) -> str | None:
    """Return a heading's line with another mark, the clerk's word on it kept; None when it would be another heading."""
    _level, title, text = split_as(heading.words, heading.kind)
    words = mark + heading.words[heading.kind.mark :]
    if split_heading(A_HEADING + words) != (level or heading.level, title, text):
        return None
    decided = heading.words[:1] if heading.words[0] in DECIDED else ""
    return decided + _indent(line) + words


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(BLANKS + "\t" + DECIDED))].translate(_NO_INDENT)
