"""Headings that markup shows -> marks before them: those of an answer, never the title of a letter or of its page."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from intake.cleaned_lines import full_marks
from intake.letter_parts import attachment_pages, find_parts
from intake.lines import Line as Place
from intake.lines import lines_of
from intake.traditional import is_traditional, simplified
from letter.arranging import renumber
from letter.cleaning import clean_text
from letter.headings import SAMPLE_MARKS
from letter.sequence import recognise


class Line(NamedTuple):
    """One line of the result: its words, and the level that the markup gave it (1 to 9) or None."""

    words: str
    level: int | None = None


def with_marks(lines: Sequence[Line]) -> list[str]:
    """Return the words with a mark before each heading that has none of its own, counted as will be printed.

    Of a whole letter only its answer and the pages of its attachments hold such headings: what markup makes large
    besides is the title, the name of the site, a signature.
    """
    result = [line.words for line in lines]
    if not any(line.level for line in lines):
        return result
    answers = _answers([line.words for line in lines])
    if answers is None:
        return _marked(lines, _levels(lines, titled=True))
    for answer in answers:
        own = lines[answer.start : answer.stop]
        result[answer.start : answer.stop] = _marked(own, _levels(own, titled=False))
    return result


def _answers(words: Sequence[str]) -> list[range] | None:
    """Return where the answer of a letter and those of its attachments are among lines, None where is no letter."""
    text = "\n".join(full_marks(clean_text(line).replace("\n", " ")) for line in words)
    known = lines_of(simplified(text) if is_traditional(text) else text)
    parts = find_parts([line for line in known if line.text.strip()])
    if parts is None:
        return None
    starts = [line.start for line in known]
    contents = [parts.answer, *(page.content for page in attachment_pages(parts.tail))]
    return [_range(starts, content) for content in contents if content]


def _range(starts: Sequence[int], content: Sequence[Place]) -> range:
    """Return the numbers of the lines in which a content is; one that begins with the opening is none of them."""
    first = bisect_right(starts, content[0].start) - 1
    last = bisect_right(starts, content[-1].start) - 1
    return range(first + (starts[first] < content[0].start), last + 1)


def _marked(lines: Sequence[Line], levels: dict[int, int]) -> list[str]:
    """Return the words with a mark before each heading that has none of its own, counted as will be printed."""
    result: list[str] = []
    marked: set[int] = set()
    for number, line in enumerate(lines):
        level = levels.get(line.level or 0)
        if level and recognise(line.words).level is None and "\t" not in line.words:
            candidate = SAMPLE_MARKS[level - 1] + line.words
            if recognise(candidate).level == level:
                marked.add(number)
                result.append(candidate)
                continue
        result.append(line.words)
    return renumber(result, marked)


def _levels(lines: Sequence[Line], *, titled: bool) -> dict[int, int]:
    """Return which level of ours each level of the markup is: that of its own marks, else by its rank.

    Where there may be a title, one that stands only once, at the top and above others, is it and no level.
    """
    used = sorted({line.level for line in lines if line.level})
    headings = [line for line in lines if line.level]
    alone = len(used) > 1 and [line.level for line in headings].count(used[0]) == 1 and headings[0] is lines[0]
    if titled and alone and recognise(lines[0].words).level is None:
        del used[0]
    ranks = {level: rank for rank, level in enumerate(used, 1) if rank <= len(SAMPLE_MARKS)}
    for line in headings:
        own = recognise(line.words).level
        if own and line.level in ranks and ranks[line.level] < own:
            # A text whose own marks begin deeper moves every level with them.
            shift = own - ranks[line.level]
            return {level: min(rank + shift, len(SAMPLE_MARKS)) for level, rank in ranks.items()}
    return ranks
