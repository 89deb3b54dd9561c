"""The text (正文, GB/T 9704-2012 7.3.3): paragraphs, four levels of headings stand-alone or run-in, simple tables."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from docgen.paragraphs import Block, Content, Paragraph, Text
from docgen.parts.table import apart, table
from docgen.standard import standard, styles
from docgen.styles import RUN_IN_STYLES
from docgen.widths import width_in_characters
from letter import model
from letter.effective_texts import EffectiveTexts
from letter.headings import RUN_IN_STOP
from letter.outline import number_marks

_SHORT = 90
_LEAST_ROWS = 2


def body(letter: model.ReplyLetter, texts: EffectiveTexts) -> list[Block]:
    """Return opening, answer and closing; their last lines stay with the signature (7.3.5.4, no 此页无正文)."""
    written = [
        *_plain(texts.opening, "/opening"),
        *blocks(letter.answer, "/answer"),
        *_plain(texts.closing, "/closing"),
    ]
    return _kept_at_end(apart(written), letter.fitting.rows or _LEAST_ROWS)


def blocks(answer: Iterable[model.Block], field: str) -> Iterator[Block]:
    """Yield the paragraphs of an answer, or of an attachment, which stands at a field of the letter."""
    for place, (mark, block) in enumerate(number_marks(answer)):
        own = f"{field}/{place}"
        yield table(block.table, own) if block.table else _paragraph(mark, block, own)


# While one paragraph is typed the others are asked for again and again.
@lru_cache(maxsize=2048)
def _paragraph(mark: str, block: model.Block, field: str) -> Paragraph:
    if block.level is None:
        return Paragraph("body", (Text(block.text),), field=field)
    if block.text:
        return Paragraph("body", _run_in(mark, block), field=field)
    style = f"heading_{block.level}"
    return Paragraph(style, (Text(mark + block.heading, font=styles()[style].font),), field=field)


def _kept_at_end(written: list[Block], least: int) -> list[Block]:
    """Return the text with at least so many lines of it kept with what follows.

    Of a longer paragraph two lines are kept, a short one is kept whole, one of a single line with what is before it.
    """
    if written and not isinstance(written[-1], Paragraph):
        return [*written, Paragraph("tail", keep_next=True)]
    kept, rows = list(written), 0
    for place in range(len(kept) - 1, -1, -1):
        block = kept[place]
        if rows >= least or not isinstance(block, Paragraph):
            break
        words = "".join(run.text for run in block.content if isinstance(run, Text))
        short = len(words) <= _SHORT
        kept[place] = block._replace(keep_next=True, keep_lines=short, widows=not short)
        room = standard().grid.characters.value - styles()[block.style].first_line
        rows += 1 if width_in_characters(words) <= room else 2
    return kept


def _plain(words: str, field: str) -> Iterator[Paragraph]:
    return (Paragraph("body", (Text(line),), field=field) for line in words.split("\n") if line)


def _run_in(mark: str, block: model.Block) -> Content:
    words = mark + (block.heading + RUN_IN_STOP if block.heading else "")
    row = RUN_IN_STYLES.get(block.level or 0)
    if row is None:
        return (Text(words + block.text),)
    return Text(words, row[0], font=row[2]), Text(block.text)
