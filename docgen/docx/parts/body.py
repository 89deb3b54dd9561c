"""The text (正文, GB/T 9704-2012 7.3.3): paragraphs, four levels of headings stand-alone or run-in, simple tables."""

from collections.abc import Iterable, Iterator

from docgen.docx import ooxml
from docgen.docx.styles import RUN_IN_STYLES
from docgen.standard import standard
from letter.derived import spoken
from letter.model import RUN_IN_STOP, Block, ReplyLetter
from letter.outline import number_marks

SHORT = 90


def body(letter: ReplyLetter) -> str:
    """Return opening, answer and closing; the last paragraph stays with the signature (7.3.5.4, no 此页无正文)."""
    answer = list(_blocks(letter.answer))
    parts = [*_plain(spoken(letter, "opening")), *answer, *_plain(spoken(letter, "closing"))]
    *others, (last, length) = parts
    return "".join(xml for xml, _ in others) + _kept(last, length)


def blocks(answer: Iterable[Block]) -> str:
    """Return the paragraphs of an answer, or of an attachment."""
    return "".join(xml for xml, _ in _blocks(answer))


def _kept(last: str, length: int) -> str:
    """Return the last paragraph so that at least two of its lines, or all of a short one, stay with the signature."""
    if not last.startswith("<w:p>"):
        return last + ooxml.paragraph("tail", keep_next=True)
    keeps = "<w:keepNext/><w:keepLines/>" if length <= SHORT else "<w:keepNext/><w:widowControl/>"
    return last.replace('"/>', f'"/>{keeps}', 1)


def _plain(words: str) -> list[tuple[str, int]]:
    return [(ooxml.paragraph("body", ooxml.run(line)), len(line)) for line in words.split("\n") if line]


def _blocks(answer: Iterable[Block]) -> Iterator[tuple[str, int]]:
    for mark, block in number_marks(answer):
        if block.table:
            yield ooxml.table("table", block.table, standard().page.type_width.twips), 0
        elif block.level is None:
            yield ooxml.paragraph("body", ooxml.run(block.text)), len(block.text)
        elif not block.text:
            yield (
                ooxml.paragraph(f"heading_{block.level}", ooxml.run(mark + block.heading)),
                len(block.heading),
            )
        else:
            yield ooxml.paragraph("body", _run_in(mark, block)), len(block.heading) + len(block.text)


def _run_in(mark: str, block: Block) -> str:
    words = mark + (block.heading + RUN_IN_STOP if block.heading else "")
    row = RUN_IN_STYLES.get(block.level or 0)
    if row is None:
        return ooxml.run(words + block.text)
    return ooxml.run(words, row[0]) + ooxml.run(block.text)
