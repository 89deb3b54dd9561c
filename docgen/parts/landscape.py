"""Tables on their side (横排表格, GB/T 9704-2012 9): wide ones get pages of their own, with what stands over them."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from docgen.paragraphs import Block, Paragraph, Section, SideBySide, Table, Text
from docgen.standard import standard, styles
from docgen.widths import width_in_characters

# A line that ends with a colon leads to the table; these end what is said in the text.
_SENTENCE_ENDS = "。！？；，、"
_OF_TEXT = "/answer/"
_TEXT = ("/opening", _OF_TEXT)


class Sections(NamedTuple):
    """Blocks whose paragraphs say where sections end, and the section of the last of them."""

    blocks: list[Block]
    last: Section


def sections(text: Sequence[Block]) -> Sections:
    """Return a text with sections of their own around its landscape tables."""
    if not any(isinstance(block, Table) and block.landscape for block in text):
        return Sections(list(text), "first")
    made: list[Block] = []
    now: Section = "first"
    for landscape, group in groupby(_told(text), key=lambda row: row[1]):
        blocks = [block for block, _ in group]
        if made:
            made, now = _ended(made, now), "landscape" if landscape else "following"
            blocks = [_begun(blocks[0]), *blocks[1:]]
        made += map(_kept, blocks) if landscape else blocks
    if now == "landscape":
        # Behind a table a paragraph has to stand.
        made = [*made, _tail(made[-1])]
    return Sections(made, now)


def upright_again(blocks: list[Block]) -> list[Block]:
    """Return a text that ends on its side with its section ended, for what stands upright again."""
    return _ended(blocks, "landscape")


def _told(text: Sequence[Block]) -> list[tuple[Block, bool]]:
    """Tell of each block whether it lies on its side: the tables, and what stands over them without a sentence."""
    told: list[tuple[Block, bool]] = []
    landscape = False
    # No first page is without text.
    first = next((place for place, block in enumerate(text) if _is_text(block)), 0)
    for place, block in reversed(list(enumerate(text))):
        wide = isinstance(block, Table) and block.landscape
        over = landscape and place > first and isinstance(block, Paragraph) and _stands_over(block)
        landscape = wide or over
        told.append((block, landscape))
        # What begins a page begins that of its table.
        landscape = landscape and not (isinstance(block, Paragraph) and block.new_page)
    return told[::-1]


def _is_text(block: Block) -> bool:
    return not isinstance(block, SideBySide) and block.field.startswith(_TEXT)


def _stands_over(block: Paragraph) -> bool:
    """Return whether a paragraph belongs to the table below it.

    It is a heading, a name without a stop or a line that leads to it, each of one line on the landscape page, or blank.
    Left behind it would often stand on a page alone; whether it does is known only where its pages are laid out.
    """
    if block.style.startswith("attachment_") and block.style != "attachment_list":
        return True
    words = "".join(run.text for run in block.content if isinstance(run, Text))
    if not words:
        return block.style == "body"
    if _OF_TEXT not in f"{block.field}" or words[-1] in _SENTENCE_ENDS:
        return False
    grid = standard().grid
    room = standard().page.type_height.twips // grid.character - styles()[block.style].first_line
    return width_in_characters(words) <= room


def _begun(block: Block) -> Block:
    """Return the first block of a section, which begins a page by that."""
    return block._replace(new_page=False) if isinstance(block, Paragraph) else block


def _kept(block: Block) -> Block:
    """Return what lies on its side kept with what follows: what stands over a table, or the last row of one."""
    if isinstance(block, Paragraph):
        return block._replace(keep_next=True)
    if not isinstance(block, Table):
        return block
    *rows, last = block.rows
    return block._replace(rows=(*rows, tuple(cell._replace(keep_next=True) for cell in last)))


def _ended(blocks: list[Block], section: Section) -> list[Block]:
    """Return blocks with the section that ends with their last paragraph."""
    last = blocks[-1]
    if not isinstance(last, Paragraph):
        return [*blocks, _tail(last)._replace(ends=section)]
    return [*blocks[:-1], last._replace(ends=section)]


def _tail(block: Block) -> Paragraph:
    """Return the smallest paragraph, in the field of the table that it follows."""
    return Paragraph("tail", field=block.field if isinstance(block, Table) else "")
