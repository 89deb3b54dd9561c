"""What a letter shows on paper, in the form in which a docx is seen: lines and tables, and the words of each field."""

from docgen.composition import compose
from docgen.docx.marks import marked_field
from docgen.docx.reading.docx_text import Grid, Line, Seen, Span, bare
from docgen.paragraphs import Block, Paragraph, SideBySide, Table, Text
from docgen.parts import letterhead
from letter.effective_texts import effective_texts
from letter.model import ReplyLetter


def shown(letter: ReplyLetter) -> list[Seen]:
    """Return the text of a letter as a reader would see it; raises NotOffered."""
    made = compose(letter)
    return [seen for block in (*made.text, *made.ending) for seen in _seen(block)]


def shown_head(letter: ReplyLetter) -> list[Line]:
    """Return the lines of a letter's head that have words."""
    content = letterhead.measure(letterhead.masthead_of(letter, effective_texts(letter))).content
    return [seen for block in content for seen in _seen(block) if isinstance(seen, Line) and bare(seen.text)]


def _seen(block: Block) -> list[Seen]:
    if isinstance(block, Table):
        rows = tuple(tuple("".join(_text(cell)) for cell in row) for row in block.rows)
        return [Grid(rows, (marked_field(block.field),))]
    if isinstance(block, SideBySide):
        return [line for cell in block.cells for paragraph in cell for line in _seen(paragraph)]
    return [_line(block)]


def _line(paragraph: Paragraph) -> Line:
    text = ""
    spans: list[Span] = []
    for piece in paragraph.content:
        if isinstance(piece, Text):
            if piece.field:
                spans.append(Span(piece.field, len(text), len(text) + len(piece.text)))
            text += piece.text
    if paragraph.field:
        spans.append(Span(marked_field(paragraph.field), 0, len(text)))
    return Line(paragraph.style, text, tuple(spans))


def _text(paragraph: Paragraph) -> list[str]:
    return [piece.text for piece in paragraph.content if isinstance(piece, Text)]
