"""Rearranging an answer as it is typed: headings promoted, demoted, moved with what stands below them, renumbered.

All functions take the lines of an answer and return new ones; nothing but marks and the order of lines ever changes.
Numbers that were right stay right: whoever had counted correctly before need not count again.
"""

from collections.abc import Container, Iterable, Sequence
from typing import Literal

from letter.headings import BLANKS, SAMPLE_MARKS, recognise, split
from letter.outline import Heading, headings_of, mark_of, read_mark, section_end

Reason = Literal["nothing", "highest", "lowest", "digits", "first", "last", "within"]
HIGHEST, LOWEST = 1, len(SAMPLE_MARKS)


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
    return result


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
    for heading in within:
        level = heading.level + step
        if not HIGHEST <= level <= LOWEST:
            raise CannotArrange("highest" if step < 0 else "lowest")
        line = _marked(result[heading.line], heading, mark_of(level, read_mark(heading.typed) or 1), level)
        if line is None:
            raise CannotArrange("digits")
        result[heading.line] = line
    return _still_right(headings, result)


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
    whole = _without_tabs(lines, headings)
    section, rest = whole[start:end], whole[:start] + whole[end:]
    place = target - len(section) if target > start else target
    return _still_right(headings, rest[:place] + section + rest[place:]), place


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
    made: set[int] = set()
    for number in range(first, min(last + 1, len(lines))):
        words = lines[number].strip(BLANKS)
        if not words or "\t" in words:
            continue
        mark = SAMPLE_MARKS[level - 1]
        kind = recognise(mark + words)
        if kind.level != level or kind.mark != len(mark):
            raise CannotArrange("digits")
        lines[number] = _indent(lines[number]) + mark + words
        made.add(number)
    if not made:
        raise CannotArrange("nothing")
    return _still_right(headings, renumber(lines, made))


def _still_right(before: Iterable[Heading], lines: list[str]) -> list[str]:
    """Return the lines with right numbers when those before were right, else as they are."""
    if any(heading.wrong for heading in before):
        return lines
    return renumber(lines, {heading.line for heading in headings_of(lines) if heading.wrong})


def _without_tabs(lines: Sequence[str], headings: Iterable[Heading]) -> list[str]:
    """Return the lines with no tab left in a heading, which beside a table would become one of its rows."""
    result = list(lines)
    for heading in headings:
        if "\t" in result[heading.line]:
            result[heading.line] = _indent(result[heading.line]) + heading.words
    return result


def _marked(line: str, heading: Heading, mark: str, level: int | None = None) -> str | None:
    """Return a heading's line with another mark, or None when it would be read as something else then."""
    _level, title, text = split(heading.words)
    words = mark + heading.words[heading.kind.mark :]
    return _indent(line) + words if split(words) == (level or heading.level, title, text) else None


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(BLANKS + "\t"))].replace("\t", "")
