"""Paragraphs, tables and words as values (docgen.paragraphs) become elements, marks of their fields around them."""

import re
from collections.abc import Iterable, Mapping
from copy import copy
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement

from docgen.docx import looks
from docgen.docx.drawing import pinned_line, turned_box
from docgen.docx.elements import add, append, element
from docgen.docx.marks import Mark, Marks
from docgen.paragraphs import Block, Content, Paragraph, Piece, PinnedLine, Section, SideBySide, Table, Text, TurnedBox
from docgen.rare_characters import pieces
from docgen.standard import line_breaks

# A telephone number is never broken at its hyphen; the character that is read back is a plain one.
_BREAKS = re.compile(r"([\n\t]|(?<=[0-9]{3})-(?=[0-9]{4}))")
_BREAK_ELEMENTS = {"\n": "w:br", "\t": "w:tab", "-": "w:noBreakHyphen"}
_SPACE = qn("xml:space")
# Fewer characters fill no line of the text; those of a table may be shorter.
_FULL_LINE = 20


Sections: TypeAlias = Mapping[Section, CT_SectPr]
NO_SECTIONS: Sections = MappingProxyType({})


class _Around(NamedTuple):
    """The marks that begin and end at a block, who gives out those within it, and the sections that end in it."""

    begin: Mark | None = None
    end: Mark | None = None
    marks: Marks | None = None
    sections: Sections = NO_SECTIONS


def add_blocks(
    parent: BaseOxmlElement, blocks: Iterable[Block], marks: Marks | None = None, sections: Sections = NO_SECTIONS
) -> None:
    """Append blocks in their order, with marks of their fields when there is somebody to give them out.

    sections are the properties of those that end within the blocks.
    """
    if marks is None:
        for block in blocks:
            append(parent, _block(block, _Around(sections=sections)))
        return
    for row in marks.around(blocks):
        append(parent, _block(row.block, _Around(row.begin, row.end, marks, sections)))


def _block(block: Block, around: _Around) -> BaseOxmlElement:
    if isinstance(block, Paragraph):
        return _paragraph(block, around)
    return _table(block, around) if isinstance(block, Table) else _side_by_side(block, around.marks)


def _paragraph(written: Paragraph, around: _Around) -> CT_P:
    made = looks.empty_paragraph(written)
    if written.ends:
        made.set_sectPr(copy(around.sections[written.ends]))
    content, hanging = _without_last_mark(written) if around.end else (written.content, None)
    _begin(made, around.begin)
    _add_content(made, content, around.marks)
    _end(made, around.end)
    if hanging:
        _add_text(made, hanging)
    return made


def _without_last_mark(written: Paragraph) -> tuple[Content, Text | None]:
    """Part a punctuation mark from the words that it ends, where it may hang beyond a full line.

    Behind one that hangs LibreOffice gives a bookmark that ends there a row of its own.
    """
    content = written.content
    last = content[-1] if content else None
    if not isinstance(last, Text) or last.field or last.text[-1:] not in line_breaks().hanging:
        return content, None
    if len(last.text) < (_FULL_LINE if written.style != "table" else 2):
        return content, None
    return (*content[:-1], last._replace(text=last.text[:-1])), last._replace(text=last.text[-1])


def _begin(parent: BaseOxmlElement, mark: Mark | None) -> None:
    if mark:
        add(parent, "w:bookmarkStart", {"w:id": mark.number, "w:name": mark.name})


def _end(parent: BaseOxmlElement, mark: Mark | None) -> None:
    if mark:
        add(parent, "w:bookmarkEnd", {"w:id": mark.number})


def _add_content(parent: CT_P, content: Content, marks: Marks | None) -> None:
    """Append the pieces, a mark around neighbours of the same field."""
    for field, group in groupby(content, key=lambda piece: piece.field if isinstance(piece, Text) else ""):
        mark = marks.of(field) if marks and field else None
        _begin(parent, mark)
        for piece in group:
            _add_piece(parent, piece)
        _end(parent, mark)


def _add_piece(parent: CT_P, piece: Piece) -> None:
    if isinstance(piece, Text):
        _add_text(parent, piece)
    elif isinstance(piece, TurnedBox):
        append(parent, turned_box(piece, lambda: _paragraph(piece.paragraph, _Around())))
    else:
        append(parent, pinned_line(piece) if isinstance(piece, PinnedLine) else _page_number())


def _page_number() -> BaseOxmlElement:
    """Return the field that shows the page's number, and 1 until Word has counted."""
    run = looks.empty_run(Text(""))
    _add_words(run, "1")
    return element("w:fldSimple", {"w:instr": "PAGE"}, run)


def _add_text(parent: CT_P, words: Text) -> None:
    """Append the runs of a text; a line feed becomes a line break, a tab a tab."""
    if words.text.isascii():
        append(parent, _run(words.text, looks.empty_run(words)))
        return
    for font, part in pieces(words.text, words.font):
        append(parent, _run(part, looks.empty_run(words, hint=True, font=font)))


def _run(text: str, run: CT_R) -> CT_R:
    if not _BREAKS.search(text):
        _add_words(run, text)
        return run
    for number, piece in enumerate(_BREAKS.split(text)):
        if number % 2:
            add(run, _BREAK_ELEMENTS[piece])
        elif piece:
            _add_words(run, piece)
    return run


def _add_words(run: CT_R, text: str) -> None:
    words = add(run, "w:t")
    words.text = text
    # A full-width blank at an end is no white space of XML, for which add_t() takes it.
    if text[:1] == " " or text[-1:] == " ":
        words.set(_SPACE, "preserve")


def _table(written: Table, around: _Around) -> CT_Tbl:
    """Return a table; its mark begins in its first cell and ends in its last."""
    made = looks.empty_table(written)
    last = len(written.rows) - 1, len(written.widths) - 1
    for row_number, row in enumerate(written.rows):
        made_row = looks.empty_row(repeated=row_number == 0)
        for number, (content, width) in enumerate(zip(row, written.widths, strict=True)):
            place = row_number, number
            begin = around.begin if place == (0, 0) else None
            end = around.end if place == last else None
            cell = looks.empty_cell(width)
            append(cell, _paragraph(content, _Around(begin, end)))
            append(made_row, cell)
        append(made, made_row)
    return made


def _side_by_side(written: SideBySide, marks: Marks | None) -> CT_Tbl:
    made = looks.empty_side_by_side(tuple(written.widths))
    row = looks.empty_row(height=written.height)
    for content, width in zip(written.cells, written.widths, strict=True):
        cell: CT_Tc = looks.empty_cell(width)
        add_blocks(cell, content, marks)
        append(row, cell)
    append(made, row)
    return made
