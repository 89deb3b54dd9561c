"""The text of a docx as blocks of a letter: opening, answer and closing told apart, levels by mark and by style."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.docx.package import NotADocx
from docgen.docx.reading.docx_text import Grid, Line, Seen, bare
from letter.cleaning import clean_text
from letter.headings import A_HEADING, BLANKS, NO_HEADING, SAMPLE_MARKS, split_heading
from letter.model import Block
from letter.outline import AnswerTooLong, read_answer
from letter.paragraph_diff import align, words_of
from letter.sequence import in_doubt, recognise_lines

_STOPS = "。！？；：，、.!?;:,"
_HEADINGS = {"heading_1": 1, "heading_2": 2, "heading_3": 3, "heading_4": 4}
_OPENED = ("收悉", "答复如下", "意见如下")
_MOST_PIECES = 6
_CLOSED = ("感谢", "以上意见", "特此")


class Body(NamedTuple):
    """The three parts of the text."""

    opening: tuple[str, ...]
    answer: tuple[Seen, ...]
    closing: tuple[str, ...]


def parts_of(seen: Sequence[Seen], old: Body | None) -> Body:
    """Tell opening, answer and closing apart, by marks, else by the words that they had, else by what they say."""
    rows = [row for piece in seen for row in _single(piece)]
    kinds = [_kind(row, old) for row in rows]
    start = _opening_end(rows, kinds, old)
    end = _closing_start(rows, kinds, old, start)
    return Body(_texts(rows[:start]), tuple(rows[start:end]), _texts(rows[end:]))


def _single(row: Seen) -> list[Seen]:
    """Return the lines of a paragraph with line breaks as paragraphs of their own, blank ones left out."""
    if isinstance(row, Grid):
        return [row]
    return [row._replace(text=text) for text in row.text.split("\n") if bare(text)]


def _texts(rows: Sequence[Seen]) -> tuple[str, ...]:
    return tuple(bare(row.text) for row in rows if isinstance(row, Line))


def _kind(row: Seen, old: Body | None) -> str:
    """Return to which part a paragraph is known to belong, nothing when that is not known."""
    if isinstance(row, Grid):
        return "answer"
    for part in ("opening", "closing"):
        if f"/{part}" in row.fields:
            return part
    if "/answer" in row.fields:
        return "answer"
    words = bare(row.text)
    if old is not None:
        for part, lines in (("opening", old.opening), ("closing", old.closing), ("answer", _texts(old.answer))):
            if words in lines:
                return part
    return "answer" if row.style in _HEADINGS else ""


def _opening_end(rows: Sequence[Seen], kinds: list[str], old: Body | None) -> int:
    first_answer = next((at for at, kind in enumerate(kinds) if kind == "answer"), len(rows))
    found = [at for at, kind in enumerate(kinds[:first_answer]) if kind == "opening"]
    if found:
        return found[-1] + 1
    begins = bool(rows) and isinstance(rows[0], Line) and kinds[0] == ""
    if old is None:
        return int(begins and any(word in _first_words(rows) for word in _OPENED))
    pieces = _pieces([_text(row) for row, kind in zip(rows, kinds, strict=True) if kind == ""], old.opening)
    if begins and pieces:
        return pieces
    # The opening was written anew, mark and all, unless what stands first was in the answer.
    return int(begins and bool(old.opening) and "opening" not in kinds and not _like_any(rows[0], old.answer))


def _closing_start(rows: Sequence[Seen], kinds: list[str], old: Body | None, start: int) -> int:
    last_answer = max((at for at, kind in enumerate(kinds) if kind == "answer"), default=start - 1)
    found = [at for at, kind in enumerate(kinds) if kind == "closing" and at > last_answer and at >= start]
    if found:
        return found[0]
    last = len(rows) - 1
    ends = last >= start and isinstance(rows[last], Line) and kinds[last] == ""
    if old is None:
        return last if ends and bare(_text(rows[last])).startswith(_CLOSED) else len(rows)
    unknown = [_text(row) for row, kind in zip(rows[start:], kinds[start:], strict=True) if kind == ""]
    pieces = _pieces(unknown[::-1], old.closing[::-1], backwards=True)
    if ends and pieces:
        return len(rows) - pieces
    anew = ends and bool(old.closing) and "closing" not in kinds and not _like_any(rows[last], old.answer)
    return last if anew else len(rows)


def _pieces(lines: Sequence[str], old: Sequence[str], *, backwards: bool = False) -> int:
    """Return how many of the first lines together say what the old ones said: a paragraph that was split."""
    whole = "".join(old[::-1] if backwards else old)
    for count in range(2, min(len(lines), _MOST_PIECES) + 1):
        found = [bare(line) for line in lines[:count]]
        if whole and "".join(found[::-1] if backwards else found) == whole:
            return count
    return 0


def _first_words(rows: Sequence[Seen]) -> str:
    return _text(rows[0])


def _text(row: Seen) -> str:
    return row.text if isinstance(row, Line) else ""


def _like_any(row: Seen, others: Sequence[Seen]) -> bool:
    lines = _texts(others)
    return any(i is not None and j is not None for i, j in align(lines, [bare(_text(row))]))


class _Read(NamedTuple):
    """A block with what its paragraph says of its level: by the number typed, and by its style; line is its words."""

    block: Block
    typed: int | None
    styled: int | None
    line: str = ""


def blocks_of(seen: Sequence[Seen], old_seen: Sequence[Seen], old: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of an answer; what is as it was stays the block that it was.

    old_seen is how the old blocks were seen, one for each. Raises NotADocx for more than a letter holds.
    """
    read = [block for row in _read_all(seen) for block in row]
    was = _read_all(old_seen)
    before = [words_of(block) for block in old]
    made: list[Block] = [row.block for row in read]
    for i, j in align(before, [words_of(row.block) for row in read]):
        if i is not None and j is not None:
            made[j] = _as_before(old[i], was[i][0] if isinstance(old_seen[i], Line) else None, read[j])
    return tuple(made)


def _as_before(old: Block, was: _Read | None, now: _Read) -> Block:
    """Return a paragraph's block, known what it was: a style that alone was changed says the level."""
    if was is not None and now.block == was.block and now.styled == was.styled:
        return old
    if was is not None and now.styled == was.styled and (said := _as_said(old, was, now)):
        return said
    restyled = was is not None and now.typed == was.typed and now.styled not in (None, was.styled)
    if restyled and now.typed is not None and now.styled is not None:
        return _heading(now.styled, words_of(now.block)) or now.block
    return old if now.block == old else now.block


def _as_said(old: Block, was: _Read, now: _Read) -> Block | None:
    """Return the block of other words in a paragraph of which the clerk had said what it is, its number regardless."""
    if old.level is None and was.typed is not None and now.typed == was.typed:
        return Block(text=now.line)
    if old.level is not None and was.typed is None and now.typed is None:
        found = split_heading(A_HEADING + now.line)
        return Block(*found) if found[0] == old.level else None
    return None


def _read_all(seen: Sequence[Seen]) -> list[list[_Read]]:
    """Return the blocks of each paragraph and table; a number that may be words is judged by those around it."""
    lines = [line for row in seen if isinstance(row, Line) for line in _words(row)]
    levels = iter([kind.level for kind in recognise_lines(lines)])
    read: list[list[_Read]] = []
    try:
        for row in seen:
            if isinstance(row, Grid):
                blocks = read_answer("\n".join("\t".join(cells) for cells in row.rows))
                read.append([_Read(block, block.level, None) for block in blocks])
                continue
            read.append([block for line in _words(row) for block in _line(line, next(levels), row.style)])
    except AnswerTooLong as error:
        raise NotADocx(error.args[0]) from error
    return read


def _line(line: str, level: int | None, named: str) -> Iterator[_Read]:
    is_heading = level is not None or named in _HEADINGS
    decided = (A_HEADING if is_heading else NO_HEADING) if in_doubt(line) else ""
    for block in read_answer(decided + line):
        yield _styled(block, _HEADINGS.get(named))._replace(line=line)


def _words(row: Line) -> list[str]:
    """Return the lines of a paragraph, which somebody may have parted within it."""
    lines = (clean_text(line).replace("\n", "").strip(BLANKS) for line in row.text.replace("\t", " ").split("\n"))
    return [line for line in lines if line]


def _styled(block: Block, level: int | None) -> _Read:
    """Return a block; a short line without a number that is set as a heading is one."""
    if block.level is not None or level is None:
        return _Read(block, block.level, level)
    heading = None if block.text.endswith(tuple(_STOPS)) else _heading(level, block.text)
    return _Read(heading or block, None, level)


def _heading(level: int, words: str) -> Block | None:
    """Return words as a heading of a level; None when they could not stand as one."""
    found = split_heading(A_HEADING + SAMPLE_MARKS[level - 1] + words)
    return Block(*found) if found[0] == level and found[1] else None
