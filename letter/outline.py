"""The answer as clerks type it, one paragraph a line with 一、（一）1.（1） before headings, and back.

Lines that hold tabs are rows of a table; a blank line parts two tables. The numbers themselves are not kept: the
letter carries levels, and number_marks() counts anew.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from letter.chinese import chinese_numeral, read_numeral
from letter.cleaning import clean_text
from letter.model import HEADING_MARK, RUN_IN_LIMIT, RUN_IN_STOP, Block
from letter.wording import wording

_EDGE = " \u3000"


class Typed(NamedTuple):
    """What one typed line is: level (None for text), lengths of its mark and of its heading, in characters."""

    level: int | None
    mark: int
    heading: int


class WrongNumber(NamedTuple):
    """A heading whose typed number is not the one that will be printed; line counts from 0."""

    line: int
    typed: str
    printed: str


def recognise(line: str) -> Typed:
    """Return what one line of an answer is; a heading ends with its line or at a full stop that text follows."""
    found = HEADING_MARK.match(line)
    if not found or found.end() == len(line.rstrip(_EDGE)):
        return Typed(None, 0, 0)
    level = next(number for number, group in enumerate(found.groups(), 1) if group)
    start = found.end()
    start += len(line) - start - len(line[start:].lstrip(_EDGE))
    stop = line.find(RUN_IN_STOP, start)
    if stop < 0:
        return Typed(level, start, len(line.rstrip(_EDGE)) - start)
    if stop - start > RUN_IN_LIMIT or stop == start:
        return Typed(level, start, 0)
    alone = not line[stop + 1 :].strip(_EDGE)
    return Typed(level, start, stop - start + alone)


def _block(line: str) -> Block:
    typed = recognise(line)
    if typed.level is None:
        return Block(text=line)
    end = typed.mark + typed.heading
    heading, text = line[typed.mark : end], line[end:]
    if heading:
        text = text.removeprefix(RUN_IN_STOP)
    return Block(level=typed.level, heading=heading, text=text.strip(_EDGE))


def _table(rows: list[str]) -> Block:
    cells = [[cell.strip(_EDGE) for cell in row.split("\t")] for row in rows]
    width = max(map(len, cells))
    return Block(table=tuple(tuple(row + [""] * (width - len(row))) for row in cells))


def read_answer(text: str) -> tuple[Block, ...]:
    """Return the blocks of an answer typed or pasted as text.

    Raises ValueError (msgspec's ValidationError is one) when a paragraph is longer than a letter allows.
    """
    blocks: list[Block] = []
    rows: list[str] = []
    for raw in [*clean_text(text).split("\n"), ""]:
        line = raw.strip(_EDGE)
        if "\t" in line and (rows or line.strip(_EDGE + "\t")):
            rows.append(line)
            continue
        if rows:
            blocks.append(_table(rows))
            rows = []
        line = line.strip(_EDGE + "\t")
        if line:
            blocks.append(_block(line))
    return tuple(blocks)


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
            lines.append(mark + join_heading(block))
        after_table = bool(block.table)
    return "\n".join(lines)


def join_heading(block: Block) -> str:
    """Return heading and text of a block as one paragraph, a full stop between them."""
    return block.heading + (RUN_IN_STOP if block.heading and block.text else "") + block.text


def wrong_numbers(text: str, limit: int = 5) -> list[WrongNumber]:
    """Return the first headings whose typed number differs from the one that will be printed."""
    wrong: list[WrongNumber] = []
    lines = [(number, line.strip(_EDGE)) for number, line in enumerate(clean_text(text).split("\n"))]
    typed = [(number, line, recognise(line)) for number, line in lines]
    headings = [(number, line[: kind.mark], kind.level) for number, line, kind in typed if kind.level]
    marks = number_marks(Block(level=level, heading="甲") for _, _, level in headings)
    for (number, mark, _), (printed, _) in zip(headings, marks, strict=True):
        if _value(mark) != _value(printed):
            wrong.append(WrongNumber(number, mark.strip(_EDGE), printed))
            if len(wrong) == limit:
                break
    return wrong


def _value(mark: str) -> int | None:
    return read_numeral(re.sub(r"[^0-9零一二三四五六七八九十百千]", "", mark))
