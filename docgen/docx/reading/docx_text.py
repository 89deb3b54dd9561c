"""What a reader sees of a docx, paragraph by paragraph: words, our style, the fields marked, and tables of words."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from docx.oxml.styles import CT_Style
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.parfmt import CT_TabStop
from docx.oxml.text.run import CT_R, CT_Br, CT_Cr, CT_NoBreakHyphen, CT_PTab, CT_Text

from docgen.docx.marks import field_of
from docgen.docx.numbering import Numbering
from docgen.docx.package import NotADocx
from docgen.docx.wml import Element, flatten, local, w, words_of
from docgen.styles import looks
from letter.cleaning import clean_line, clean_text
from letter.messages import message

MOST_PARAGRAPHS = 20_000
_EDGE = " \t\n\u3000"
_TEXTS = (CT_Text, CT_TabStop, CT_PTab, CT_Cr, CT_NoBreakHyphen)
_INLINE = ("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "ins", "moveTo", "fldSimple", "dir", "bdo")
_BLOCKS = ("sdt", "sdtContent", "customXml", "ins", "moveTo")


class Span(NamedTuple):
    """Where in a line the words of a field stand."""

    field: str
    start: int
    end: int


class Line(NamedTuple):
    """One paragraph; style is the identifier of one of our styles, nothing for somebody else's."""

    style: str
    text: str
    spans: tuple[Span, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields marked in it, in their order."""
        return tuple(dict.fromkeys(span.field for span in self.spans))


class Grid(NamedTuple):
    """A table of words, every row as long as the longest."""

    rows: tuple[tuple[str, ...], ...]
    fields: tuple[str, ...] = ()


Seen: TypeAlias = Line | Grid


def bare(text: str) -> str:
    """Return text as it is compared: cleaned, nothing blank around it."""
    return clean_text(text).strip(_EDGE)


@cache
def _styles_by_name() -> dict[str, str]:
    return {look.name: identifier for identifier, look in looks().items()}


def own_styles(styles: Iterable[CT_Style]) -> dict[str, str]:
    """Return our styles by the identifiers that they have in this file: Word renumbers them, the names stay."""
    found: dict[str, str] = {}
    for row in styles:
        name = row.find(w("name"))
        own = _styles_by_name().get("" if name is None else name.get(w("val"), ""))
        if own:
            found[row.get(w("styleId"), "")] = own
    return found


def _ends_of_marks(root: Element) -> dict[str, str]:
    """Return the number of the end of each mark by that of its beginning.

    LibreOffice writes a mark of several paragraphs as two beginnings of one name, of which the last alone has an end.
    """
    ended = {row.get(w("id"), "") for row in root.iter(w("bookmarkEnd"))}
    starts = [(row.get(w("id"), ""), row.get(w("name"), "")) for row in root.iter(w("bookmarkStart"))]
    by_name = {name: number for number, name in starts if number in ended}
    return {number: number if number in ended else by_name.get(name, "") for number, name in starts}


class Reader:
    """Reads the stories of one document."""

    def __init__(self, styles: dict[str, str], numbering: Element | None) -> None:
        """Take our styles by their identifiers in the file, and its numbering."""
        self._styles = styles
        self._numbering = Numbering(numbering)
        self._count = 0
        self._open: dict[str, str] = {}
        self._ends: dict[str, str] = {}

    def body(self, root: Element) -> list[Seen]:
        """Return what is seen of a story; raises NotADocx for more than any letter has."""
        self._ends = _ends_of_marks(root)
        return list(self._blocks(root))

    def lines(self, root: Element) -> list[Line]:
        """Return the paragraphs of a story wherever they stand."""
        self._ends = _ends_of_marks(root)
        return [line for paragraph in root.iter(w("p")) for line in self._paragraph(paragraph)]

    def _blocks(self, parent: Element) -> Iterator[Seen]:
        for row in parent:
            if isinstance(row, CT_P):
                yield from self._paragraph(row)
            elif isinstance(row, CT_Tbl):
                yield self._table(row)
            elif (name := local(row)) in _BLOCKS:
                yield from self._blocks(row)
            else:
                self.mark(row, name)

    def mark(self, row: Element, name: str) -> str:
        """Follow a mark; return the field that ends with it."""
        number = row.get(w("id"), "")
        if name == "bookmarkStart" and (field := field_of(row.get(w("name"), ""))):
            end = self._ends.get(number, "")
            if end:
                self._open[end] = field
        elif name == "bookmarkEnd":
            return self._open.pop(number, "")
        return ""

    def _paragraph(self, element: Element) -> Iterator[Line]:
        """Yield a paragraph, and those of the text boxes that are anchored in it."""
        self._count += 1
        if self._count > MOST_PARAGRAPHS:
            sentence = message("文件有 {count} 多段，不像公文，请换一个文件。", count=MOST_PARAGRAPHS)
            raise NotADocx(sentence)
        direct = flatten(element.find(w("pPr")))
        words = _Words(self, dict.fromkeys(self._open.values(), 0))
        number = direct.get("numPr/numId@val", "")
        if number:
            words.add(self._numbering.level(number, direct.get("numPr/ilvl@val", "0"))[0])
        words.read(element)
        yield Line(self._styles.get(direct.get("pStyle@val", ""), ""), words.text, words.ended())
        for box in element.iter(w("txbxContent")):
            if next(box.iterancestors(w("p")), None) is element:
                yield from (row for row in self._blocks(box) if isinstance(row, Line))

    def field_opened(self, row: Element) -> str:
        """Return the field of a mark that has just begun, nothing for any other."""
        return self._open.get(self._ends.get(row.get(w("id"), ""), ""), "")

    def _table(self, element: Element) -> Grid:
        rows: list[list[str]] = []
        fields: dict[str, None] = dict.fromkeys(self._open.values())
        for row in element.iter(w("tr")):
            if next(row.iterancestors(w("tbl")), None) is element:
                rows.append(self._row(row, fields))
        width = max(map(len, rows), default=0)
        return Grid(tuple(tuple(row + [""] * (width - len(row))) for row in rows), tuple(fields))

    def _row(self, element: Element, fields: dict[str, None]) -> list[str]:
        cells: list[str] = []
        for cell in element.iter(w("tc")):
            if next(cell.iterancestors(w("tr")), None) is not element:
                continue
            properties = flatten(cell.find(w("tcPr")))
            lines = [line for paragraph in cell.iter(w("p")) for line in self._paragraph(paragraph)]
            fields.update(dict.fromkeys(field for line in lines for field in line.fields))
            merged = "vMerge@val" in properties and properties["vMerge@val"] != "restart"
            cells.append("" if merged else clean_line("\n".join(line.text for line in lines)))
            span = properties.get("gridSpan@val", "1")
            cells += [""] * (min(int(span), _MOST_COLUMNS) - 1 if span.isdecimal() else 0)
        return cells


_MOST_COLUMNS = 60


class _Words:
    """The words of one paragraph and the spans of the fields in it."""

    def __init__(self, reader: Reader, opened: dict[str, int]) -> None:
        self._reader = reader
        self._opened = opened
        self._spans: list[Span] = []
        self._parts: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """All of the words."""
        return "".join(self._parts)

    def add(self, words: str) -> None:
        """Add words behind the others."""
        self._parts.append(words)
        self._length += len(words)

    def read(self, parent: Element) -> None:
        """Add the words below an element."""
        for row in parent:
            if isinstance(row, CT_R):
                self._run(row)
            elif (name := local(row)) in _INLINE:
                self.read(row)
            elif name == "bookmarkStart":
                self._reader.mark(row, name)
                if field := self._reader.field_opened(row):
                    self._opened.setdefault(field, self._length)
            elif name == "bookmarkEnd" and (field := self._reader.mark(row, name)) in self._opened:
                self._spans.append(Span(field, self._opened.pop(field), self._length))

    def ended(self) -> tuple[Span, ...]:
        """Return all spans, those that go on behind the paragraph as well, in their order."""
        running = [Span(field, start, self._length) for field, start in self._opened.items()]
        return tuple(sorted([*self._spans, *running], key=lambda span: span.start))

    def _run(self, run: CT_R) -> None:
        if flatten(run.find(w("rPr"))).get("vanish@val", "0") not in ("0", "false"):
            return
        for row in run:
            if isinstance(row, _TEXTS):
                self.add(str(row))
            elif isinstance(row, CT_Br):
                self.add("" if row.get(w("type")) in ("page", "column") else "\n")
            elif local(row) == "ruby":
                # Of a rare character with its sound above it (拼音指南), the character.
                self.add("".join(map(words_of, row.iter(w("rubyBase")))))
