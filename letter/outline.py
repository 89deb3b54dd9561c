"""The answer as clerks type it, one paragraph a line with 一、（一）1.（1） before headings, and back.

Lines that hold tabs are rows of a table; a blank line parts two tables. The numbers themselves are not kept: the
letter carries levels, and number_marks() counts anew.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from letter.chinese import chinese_numeral, read_numeral
from letter.cleaning import clean_text
from letter.headings import BLANKS, join, recognise, split
from letter.model import BLOCK_LIMIT, CELL_LIMIT, PARAGRAPH_LIMIT, ROW_LIMIT, Block
from letter.wording import wording


class AnswerTooLong(ValueError):
    """An answer that no letter could hold; str() is one Chinese sentence that says what to do."""


class WrongNumber(NamedTuple):
    """A heading whose typed number is not the one that will be printed; line counts from 0."""

    line: int
    typed: str
    printed: str


def read_answer(text: str) -> tuple[Block, ...]:
    """Return the blocks of an answer typed or pasted as text; raises AnswerTooLong."""
    lines = [line.strip(BLANKS) for line in clean_text(text).split("\n")]
    blocks: list[Block] = []
    for tabbed, group in groupby(lines, key=lambda line: "\t" in line):
        rows = list(group)
        if tabbed and any("\t" in row.strip(BLANKS + "\t") for row in rows):
            blocks.append(_table(rows))
        else:
            blocks.extend(_line(words) for row in rows if (words := row.strip(BLANKS + "\t")))
    if len(blocks) > BLOCK_LIMIT:
        raise AnswerTooLong(f"答复有 {len(blocks)} 段，最多 {BLOCK_LIMIT} 段，请分作附件。")
    return tuple(blocks)


def _line(words: str) -> Block:
    if len(words) > PARAGRAPH_LIMIT:
        raise AnswerTooLong(f"答复中有一段长达 {len(words)} 字，每段最多 {PARAGRAPH_LIMIT} 字，请分段。")
    level, heading, text = split(words)
    return Block(level=level, heading=heading, text=text)


def _table(rows: list[str]) -> Block:
    cells = [[cell.strip(BLANKS) for cell in row.split("\t")] for row in rows]
    width = max(map(len, cells))
    if len(rows) > ROW_LIMIT or any(len(cell) > CELL_LIMIT for row in cells for cell in row):
        raise AnswerTooLong(f"答复中的表格太大，最多 {ROW_LIMIT} 行，每格最多 {CELL_LIMIT} 字，请分作附件。")
    return Block(table=tuple(tuple(row + [""] * (width - len(row))) for row in cells))


def number_marks(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Yield each block with the mark that is printed before it (一、 or empty), counted within its parent (7.3.3)."""
    forms = wording().heading_marks
    counts = [0] * (len(forms) + 1)
    for block in blocks:
        if block.level is None:
            yield "", block
            continue
        counts[block.level] += 1
        counts[block.level + 1 :] = [0] * (len(forms) - block.level)
        number = counts[block.level]
        yield forms[block.level - 1].format(chinese=chinese_numeral(number), arabic=number), block


def write_answer(blocks: Iterable[Block]) -> str:
    """Return the text of an answer as a clerk would type it; read_answer() gives the same blocks back."""
    lines: list[str] = []
    after_table = False
    for mark, block in number_marks(blocks):
        if block.table:
            if after_table:
                lines.append("")
            lines.extend("\t".join(row) for row in block.table)
        else:
            lines.append(mark + join(block.heading, block.text))
        after_table = bool(block.table)
    return "\n".join(lines)


def wrong_numbers(text: str, limit: int = 5) -> list[WrongNumber]:
    """Return the first headings whose typed number differs from the one that will be printed."""
    wrong: list[WrongNumber] = []
    lines = [line.strip(BLANKS) for line in clean_text(text).split("\n")]
    typed = [(number, line, recognise(line)) for number, line in enumerate(lines) if "\t" not in line]
    headings = [(number, line[: kind.mark], kind.level) for number, line, kind in typed if kind.level]
    marks = number_marks(Block(level=level, heading="甲") for _, _, level in headings)
    for (number, mark, _), (printed, _) in zip(headings, marks, strict=True):
        if _value(mark) != _value(printed):
            wrong.append(WrongNumber(number, mark.strip(BLANKS), printed))
            if len(wrong) == limit:
                break
    return wrong


def _value(mark: str) -> int | None:
    return read_numeral(re.sub(r"[^0-9０-９零一二三四五六七八九十百千]", "", mark))
