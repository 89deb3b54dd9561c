"""The answer as clerks type it, one paragraph a line with 一、（一）1.（1） before headings, and back.

Lines that hold tabs are rows of a table; a blank line parts two tables. The numbers themselves are not kept: the
letter carries levels, and number_marks() counts anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby, islice
from typing import NamedTuple

from letter.chinese import HIGHEST, chinese_numeral
from letter.cleaning import clean_text, one_kind_of_line_end
from letter.headings import A_HEADING, BLANKS, DECIDED, NO_HEADING, Typed, join, read_mark, split_as
from letter.messages import counted, message
from letter.model import BLOCK_LIMIT, CELL_LIMIT, PARAGRAPH_LIMIT, ROW_LIMIT, Block
from letter.sequence import recognise_lines, with_decisions
from letter.wording import wording

TITLE_LIMIT = 30
COLUMN_LIMIT, COLUMN_GAP = 28, 3


class AnswerTooLong(ValueError):
    """An answer that no letter could hold; str() is one Chinese sentence that says what to do."""


class Heading(NamedTuple):
    """One line with a mark: which line (from 0), its words without blanks around, what it is, and the mark printed."""

    line: int
    words: str
    kind: Typed
    printed: str

    @property
    def level(self) -> int:
        """The level, 1 to 4."""
        return self.kind.level or 0

    @property
    def typed(self) -> str:
        """The mark as it was typed."""
        return self.words[: self.kind.mark].strip(BLANKS + DECIDED)

    @property
    def wrong(self) -> bool:
        """Whether the typed number is another one than will be printed."""
        return read_mark(self.typed) != read_mark(self.printed)


class Entry(NamedTuple):
    """One line of the outline: a heading, and how many characters stand in it and below it."""

    heading: Heading
    title: str
    characters: int


def read_answer(text: str) -> tuple[Block, ...]:
    """Return the blocks of an answer typed or pasted as text; raises AnswerTooLong."""
    paragraphs = [rows for _, rows in _paragraphs(text)]
    kinds = iter(recognise_lines([rows[0] for rows in paragraphs if not _is_whole_table(rows)]))
    blocks = [_table(rows) if _is_whole_table(rows) else _line(rows[0], next(kinds)) for rows in paragraphs]
    if len(blocks) > BLOCK_LIMIT:
        raise AnswerTooLong(
            counted("答复有 {count} 段，最多 {limit} 段，请分作附件。", count=len(blocks), limit=BLOCK_LIMIT)
        )
    return tuple(blocks)


def block_lines(text: str) -> list[int]:
    """Return the line of a text, from 0, on which each block that it is read as begins."""
    return [line for line, _ in _paragraphs(text)]


# A text is read, its outline made, and it is asked where its blocks begin.
@lru_cache(maxsize=4)
def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text, cleaned."""
    return tuple(clean_answer(text).split("\n"))


def clean_answer(text: str) -> str:
    """Return an answer cleaned, with the clerk's word on a line kept where it stands first in it."""
    if NO_HEADING not in text and A_HEADING not in text:
        return clean_text(text)
    return "\n".join(map(_clean_line, one_kind_of_line_end(text).split("\n")))


def undecided_text(text: str) -> str:
    """Return an answer without the clerk's word on its lines, as it goes elsewhere."""
    return text.replace(NO_HEADING, "").replace(A_HEADING, "")


def _clean_line(line: str) -> str:
    first = line.lstrip(BLANKS)[:1]
    decided = first if first and first in DECIDED and "\t" not in line else ""
    return decided + clean_text(line)


@lru_cache(maxsize=4)
def _paragraphs(text: str) -> tuple[tuple[int, list[str]], ...]:
    """Return the first line and the rows of each table, and each line of words by itself, bare of blanks."""
    return tuple(_parted(text))


def _parted(text: str) -> Iterator[tuple[int, list[str]]]:
    lines = [line.strip(BLANKS) for line in lines_of(text)]
    if "\t" not in text:  # most letters have no table
        yield from ((number, [line]) for number, line in enumerate(lines) if line.strip(BLANKS + DECIDED))
        return
    place = 0
    for tabbed, group in groupby(lines, key=lambda line: "\t" in line):
        rows = list(group)
        if tabbed and _is_table(rows):
            yield place, rows
        else:
            for number, row in enumerate(rows):
                if (words := row.strip(BLANKS + "\t")) and words.strip(BLANKS + DECIDED):
                    yield place + number, [words]
        place += len(rows)


def _is_whole_table(rows: Sequence[str]) -> bool:
    return len(rows) > 1 or "\t" in rows[0]


# While one line is typed the others are read again and again; a letter of 40 pages has some hundred.
@lru_cache(maxsize=2048)
def _line(words: str, kind: Typed) -> Block:
    if len(words) > PARAGRAPH_LIMIT:
        template = counted("答复中有一段长达 {count} 字，每段最多 {limit} 字，请分段。")
        raise AnswerTooLong(template.filled(count=len(words), limit=PARAGRAPH_LIMIT))
    level, heading, text = split_as(words, kind)
    return Block(level=level, heading=heading, text=text)


def _is_table(rows: Sequence[str]) -> bool:
    return any("\t" in row.strip(BLANKS + "\t") for row in rows)


def _table(rows: list[str]) -> Block:
    cells = [[cell.strip(BLANKS) for cell in row.split("\t")] for row in rows]
    width = max(map(len, cells))
    if len(rows) > ROW_LIMIT or any(len(cell) > CELL_LIMIT for row in cells for cell in row):
        rows_allowed = counted("最多 {count} 行", count=ROW_LIMIT)
        cells_allowed = counted("每格最多 {count} 字", count=CELL_LIMIT)
        template = message("答复中的表格太大，{rows}，{cells}，请分作附件。")
        raise AnswerTooLong(template.filled(rows=rows_allowed, cells=cells_allowed))
    return Block(table=tuple(tuple(row + [""] * (width - len(row))) for row in cells))


def column_widths(blocks: Iterable[Block]) -> list[int]:
    """Return how wide the columns of an answer's tables are together, in half Han characters, a gap included."""
    widths: list[int] = []
    for row in (row for block in blocks for row in block.table):
        widths += [0] * (len(row) - len(widths))
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], sum(1 + (character > "\xff") for character in cell[:COLUMN_LIMIT]))
    return [min(width, COLUMN_LIMIT) + COLUMN_GAP for width in widths]


@lru_cache(maxsize=512)
def mark_of(level: int, number: int) -> str:
    """Return the mark that is printed before a heading of this level: 一、（一）1.（1） for the first (7.3.3)."""
    return wording().heading_marks[level - 1].format(chinese=chinese_numeral(min(number, HIGHEST)), arabic=number)


def _counted(levels: Iterable[int | None]) -> Iterator[str]:
    """Yield the mark for each level, counted within its parent; none for None."""
    counts = [0] * (len(wording().heading_marks) + 1)
    for level in levels:
        if level is None:
            yield ""
            continue
        counts[level] += 1
        counts[level + 1 :] = [0] * (len(counts) - level - 1)
        yield mark_of(level, counts[level])


def number_marks(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Yield each block with the mark that is printed before it (一、 or empty), counted within its parent (7.3.3)."""
    known = tuple(blocks)
    return zip(_counted(block.level for block in known), known, strict=True)


def write_answer(blocks: Iterable[Block]) -> str:
    """Return the text of an answer as a clerk would type it; read_answer() gives the same blocks back."""
    known = list(number_marks(blocks))
    plain = [mark + join(block.heading, block.text) for mark, block in known if not block.table]
    written = iter(with_decisions(plain, [block.level for _, block in known if not block.table]))
    lines: list[str] = []
    after_table = False
    for _, block in known:
        if block.table:
            if after_table:
                lines.append("")
            lines.extend("\t".join(row) for row in block.table)
        else:
            lines.append(next(written))
        after_table = bool(block.table)
    return "\n".join(lines)


def headings_of(lines: Iterable[str]) -> list[Heading]:
    """Return the lines that carry a mark, in their order; rows of a table carry none."""
    words = words_by_line(lines)
    kinds = recognise_lines(list(words.values()))
    found = [(line, row, kind) for (line, row), kind in zip(words.items(), kinds, strict=True) if kind.level]
    marks = _counted(kind.level for _, _, kind in found)
    return [Heading(*row, printed) for row, printed in zip(found, marks, strict=True)]


def words_by_line(lines: Iterable[str]) -> dict[int, str]:
    """Return by their numbers the lines that are no rows of tables, without blanks around them."""
    found: dict[int, str] = {}
    number = 0
    for tabbed, group in groupby(lines, key=lambda line: "\t" in line):
        rows = list(group)
        if not (tabbed and _is_table(rows)):
            found |= {line: row.strip(BLANKS + "\t") for line, row in enumerate(rows, number)}
        number += len(rows)
    return found


def outline(lines: Sequence[str]) -> list[Entry]:
    """Return the outline of an answer; a numbered paragraph without a heading stands there with its beginning."""
    headings = headings_of(lines)
    sizes = map(size_of, lines)
    totals = [0, *accumulate(sizes)]
    entries: list[Entry] = []
    ends = _ends(headings, len(lines))
    for heading, end in zip(headings, ends, strict=True):
        rest = heading.words[heading.kind.mark :]
        title = rest[: heading.kind.heading] if heading.kind.heading else rest[:TITLE_LIMIT]
        entries.append(Entry(heading, title, totals[end] - totals[heading.line]))
    return entries


def _ends(headings: Sequence[Heading], total: int) -> list[int]:
    """Return of each heading what section_end() does, for all of them in one pass from the last one."""
    ends: list[int] = []
    # Where the next heading of a level, or of one above it, begins.
    following: dict[int, int] = {}
    for heading in reversed(headings):
        ends.append(min((line for level, line in following.items() if level <= heading.level), default=total))
        following[heading.level] = heading.line
    return ends[::-1]


@lru_cache(maxsize=2048)
def size_of(line: str) -> int:
    """Return how many characters stand in a line; blanks are none."""
    return len("".join(undecided_text(line).split()))


def section_end(headings: Sequence[Heading], at: int, total: int) -> int:
    """Return the line after everything that stands below one of the headings of an answer of so many lines."""
    own = headings[at].level
    return next((later.line for later in islice(headings, at + 1, None) if later.level <= own), total)
