"""The text (正文, GB/T 9704-2012 7.3.3): paragraphs, four levels of headings stand-alone or run-in, simple tables."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from docgen.docx import ooxml
from docgen.docx.parts.table import table
from docgen.docx.styles import RUN_IN_STYLES
from docgen.standard import styles
from letter.derived import spoken
from letter.headings import RUN_IN_STOP
from letter.model import Block, ReplyLetter
from letter.outline import number_marks

SHORT = 90


class Piece(NamedTuple):
    """One paragraph before it is written: style, runs and length in characters; a table has no style."""

    style: str
    content: str
    length: int = 0

    def write(self, *, keep: bool = False) -> str:
        """Return its XML; kept, two of its lines or all of a short one stay with what follows."""
        if self.style:
            short = self.length <= SHORT
            return ooxml.paragraph(
                self.style, self.content, keep_next=keep or None, keep_lines=keep and short, widows=keep and not short
            )
        return self.content + (ooxml.paragraph("tail", keep_next=True) if keep else "")


def body(letter: ReplyLetter) -> str:
    """Return opening, answer and closing; the last paragraph stays with the signature (7.3.5.4, no 此页无正文)."""
    pieces = [*_plain(spoken(letter, "opening")), *_pieces(letter.answer), *_plain(spoken(letter, "closing"))]
    return "".join(piece.write(keep=number == len(pieces)) for number, piece in enumerate(pieces, 1))


def blocks(answer: Iterable[Block]) -> str:
    """Return the paragraphs of an answer, or of an attachment."""
    return "".join(piece.write() for piece in _pieces(answer))


def _plain(words: str) -> list[Piece]:
    return [Piece("body", ooxml.run(line), len(line)) for line in words.split("\n") if line]


def _pieces(answer: Iterable[Block]) -> Iterator[Piece]:
    for mark, block in number_marks(answer):
        if block.table:
            yield Piece("", table(block.table))
        elif block.level is None:
            yield Piece("body", ooxml.run(block.text), len(block.text))
        elif not block.text:
            style = f"heading_{block.level}"
            yield Piece(style, ooxml.run(mark + block.heading, font=styles()[style].font), len(block.heading))
        else:
            yield Piece("body", _run_in(mark, block), len(block.heading) + len(block.text))


def _run_in(mark: str, block: Block) -> str:
    words = mark + (block.heading + RUN_IN_STOP if block.heading else "")
    row = RUN_IN_STYLES.get(block.level or 0)
    if row is None:
        return ooxml.run(words + block.text)
    return ooxml.run(words, row[0], font=row[2]) + ooxml.run(block.text)
