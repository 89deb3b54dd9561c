"""Our own docx read back: the letter that was written, what was changed by hand since, and what else is in the file."""

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from docgen.docx.opening import first_header, header_reference, numbering, opened, styles
from docgen.docx.package import SAVE_AGAIN, NotADocx, Package
from docgen.docx.reading.comments import Comment, comments_of
from docgen.docx.reading.docx_text import Line, Reader, Seen, own_styles
from docgen.docx.reading.external import external_things, left_out, things_beside_words
from docgen.docx.reading.infer_letter import recognise
from docgen.docx.reading.margins import words_in_margins
from docgen.docx.reading.marked_words import Marked, marked_words
from docgen.docx.reading.reading import Reading, read_seen
from docgen.docx.reading.style_looks import StyleLooks
from docgen.docx.reading.tracked_changes import Revision, settle
from docgen.docx.wml import DATA_SPACE, DATA_VERSION, Element, w
from docgen.errors import NotOffered
from letter.codec import LetterError, read_letter
from letter.messages import message
from letter.model import Agency, ReplyLetter

LARGEST_PART = 16_000_000
_MOST_DATA = 20


class NotALetter(Exception):
    """A docx that is not one of ours; str() is one Chinese sentence that says what to do."""


class Returned(NamedTuple):
    """A docx that came back.

    with_data is whether the letter was inside; without it the letter is recognised from what is seen. later is whether
    a later version wrote it: it is shown, and cannot be gone on with. external names what the file would fetch or run.
    refused are the numbers of the tracked changes that were not taken; left_out names what no letter can hold, marked
    the words that were struck through or highlighted by hand.
    """

    reading: Reading
    revisions: tuple[Revision, ...]
    comments: tuple[Comment, ...]
    external: tuple[str, ...]
    with_data: bool
    later: bool
    refused: frozenset[int] = frozenset()
    left_out: tuple[str, ...] = ()
    marked: tuple[Marked, ...] = ()


def read_docx(data: bytes, agency: Agency | None = None, refused: Collection[int] = ()) -> Returned:
    """Return what a docx of ours says now; raises NotADocx, and NotALetter for somebody else's.

    refused are the tracked changes that are not taken, by their numbers. The agency says what is not seen on paper
    when the letter is not inside.
    """
    package = Package(data, LARGEST_PART)
    if package.has_macros:
        raise NotADocx(message("这是带宏的 Word 文件，可能有危险，不予打开，请让对方另存为 docx 再发来。"))
    with opened(package) as document:
        return _returned(package, document, agency, frozenset(refused))


def _returned(package: Package, document: Document, agency: Agency | None, refused: frozenset[int]) -> Returned:
    root, header = document.element, first_header(document)
    comments = comments_of(document)
    external = external_things(package, root)
    revisions = settle(root, refused)
    counts = things_beside_words(root)
    margins = words_in_margins(package, root, header_reference(root))
    if header is not None:
        revisions += settle(header, refused, len(revisions))
    looks = StyleLooks(styles(document))
    seen, head, unsaid = _seen(document, header, looks)
    marked = [row for part in (root, header) if part is not None for row in marked_words(part, looks)]
    written, later = _letter_inside(package)
    if written is None and not any(row.fields or (isinstance(row, Line) and row.style == "title") for row in seen):
        raise NotALetter(message("这不是复函写的公文。要用里面的文字，请用 Word、WPS 打开，复制后粘贴到答复里。"))
    try:
        reading = read_seen(written or recognise(seen, head, agency), seen, head)
    except NotOffered as error:
        raise NotADocx(error.args[0]) from error
    return Returned(
        reading,
        tuple(revisions),
        comments,
        external,
        written is not None,
        later,
        refused,
        (*left_out(counts + unsaid), *margins),
        tuple(marked),
    )


def text_of_docx(data: bytes) -> str:
    """Return the text of anybody's docx, a paragraph or a row of a table a line, all tracked changes taken.

    Raises NotADocx.
    """
    with opened(Package(data, LARGEST_PART)) as document:
        header = first_header(document)
        settle(document.element, frozenset())
        if header is not None:
            settle(header, frozenset(), 0)
        seen, head, _unsaid = _seen(document, header, StyleLooks(styles(document)))
    lines = [row.text for row in head]
    for row in seen:
        lines += [row.text] if isinstance(row, Line) else ["\t".join(cells) for cells in row.rows]
    return "\n".join(lines)


def _seen(
    document: Document, header: Element | None, looks: StyleLooks
) -> tuple[list[Seen], list[Line], "Counter[str]"]:
    """Return what is seen of the text, the lines of the first page's header, and what has no words.

    Raises NotADocx.
    """
    body = document.element.find(w("body"))
    if body is None:
        raise NotADocx(message("文件里没有正文，已经损坏，{advice}。", advice=SAVE_AGAIN))
    reader = Reader(own_styles(styles(document)), numbering(document), looks)
    text, head = reader.body(body), [] if header is None else reader.lines(header)
    return text, head, reader.missing


def _letter_inside(package: Package) -> tuple[ReplyLetter | None, bool]:
    """Return the letter that a docx carries, if it can be read, and whether a later version wrote it."""
    rows = [row for row in package.relations(package.main).values() if row.kind == RELATIONSHIP_TYPE.CUSTOM_XML]
    for row in rows[:_MOST_DATA]:
        if row.target not in package:
            continue
        root = package.part(row.target)
        if root.tag != f"{{{DATA_SPACE}}}letter":
            continue
        version = root.get("version", "")
        if version.isdecimal() and int(version) > DATA_VERSION:
            return None, True
        try:
            return read_letter((root.text or "").encode()), False
        except LetterError as error:
            return None, error.field == "format"
    return None, False
