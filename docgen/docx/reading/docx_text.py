"""What a reader sees of a docx, paragraph by paragraph: words, our style, the fields marked, and tables of words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from docx.oxml.styles import CT_Style
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P

from docgen.docx.numbering import Numbering
from docgen.docx.package import NotADocx
from docgen.docx.reading.field_marks import FieldMarks
from docgen.docx.reading.paragraph_words import ParagraphWords, Span
from docgen.docx.reading.style_looks import StyleLooks
from docgen.docx.wml import ALTERNATIVES, Element, Properties, flatten, local, w
from docgen.styles import looks
from letter.cells import cell_text
from letter.cleaning import clean_text
from letter.list_marks import numbered
from letter.messages import message

MOST_PARAGRAPHS = 20_000
_EDGE = " \t\n\u3000"
_BLOCKS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", *ALTERNATIVES)
_MOST_COLUMNS = 60


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


class Reader:
    """Reads the stories of one document."""

    def __init__(self, styles: dict[str, str], numbering: Element | None, looks: StyleLooks) -> None:
        """Take our styles by their identifiers in the file, its numbering, and how its styles look."""
        self.missing: Counter[str] = Counter()
        self._styles = styles
        self._looks = looks
        self._numbering = Numbering(numbering)
        self._count = 0
        self._marks = FieldMarks()

    def body(self, root: Element) -> list[Seen]:
        """Return what is seen of a story; raises NotADocx for more than any letter has."""
        self._marks.begin(root)
        return list(self._blocks(root))

    def lines(self, root: Element) -> list[Line]:
        """Return the paragraphs of a story wherever they stand."""
        self._marks.begin(root)
        # Those of a text box come with the paragraph in which it is anchored.
        anchored = {id(row) for box in root.iter(w("txbxContent")) for row in box.iter(w("p"))}
        every = [row for row in root.iter(w("p")) if id(row) not in anchored]
        return [line for paragraph in every for line in self._paragraph(paragraph)]

    def _blocks(self, parent: Element) -> Iterator[Seen]:
        for row in parent:
            if isinstance(row, CT_P):
                yield from self._paragraph(row)
            elif isinstance(row, CT_Tbl):
                yield self._table(row)
            elif (name := local(row)) in _BLOCKS:
                yield from self._blocks(row)
            else:
                self._marks.follow(row, name)

    def _paragraph(self, element: Element) -> Iterator[Line]:
        """Yield a paragraph, and those of the text boxes that are anchored in it."""
        self._count += 1
        if self._count > MOST_PARAGRAPHS:
            sentence = message("文件有 {count} 多段，不像公文，请换一个文件。", count=MOST_PARAGRAPHS)
            raise NotADocx(sentence)
        direct = flatten(element.find(w("pPr")))
        style = direct.get("pStyle@val", "")
        words = ParagraphWords(self._marks, self._looks, style, self.missing)
        number = self._number(direct, style)
        words.read(element)
        words.end()
        yield _numbered(number, Line(self._styles.get(style, ""), words.text, words.ended()))
        for box in element.iter(w("txbxContent")):
            if next(box.iterancestors(w("p")), None) is element:
                yield from _as_lines(self._blocks(box))

    def _number(self, direct: Properties, style: str) -> str:
        """Return what Word shows before a paragraph of a list, by itself or by its style."""
        around = self._looks.paragraph(style)
        number = direct.get("numPr/numId@val", around.get("numPr/numId@val", ""))
        if not number or number == "0":
            return ""
        level = direct.get("numPr/ilvl@val", around.get("numPr/ilvl@val", ""))
        return self._numbering.next(number, level or self._numbering.level_of_style(number, style))

    def _table(self, element: Element) -> Grid:
        rows: list[list[str]] = []
        fields: dict[str, None] = dict.fromkeys(self._marks.running())
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
            lines = list(_as_lines(self._blocks(cell)))
            fields.update(dict.fromkeys(field for line in lines for field in line.fields))
            merged = "vMerge@val" in properties and properties["vMerge@val"] != "restart"
            cells.append("" if merged else cell_text(line.text for line in lines))
            span = properties.get("gridSpan@val", "1")
            cells += [""] * (min(int(span), _MOST_COLUMNS) - 1 if span.isdecimal() else 0)
        return cells


def _numbered(mark: str, line: Line) -> Line:
    """Return a line with the number that Word shows before it; what is marked in it moves along."""
    if not mark:
        return line
    text = numbered(mark, line.text)
    moved = len(text) - len(line.text)
    spans = (
        Span(field, max(0, start + moved) if start else 0, max(0, end + moved)) for field, start, end in line.spans
    )
    return Line(line.style, text, tuple(spans))


def _as_lines(rows: Iterable[Seen]) -> Iterator[Line]:
    """Yield lines, those of a table within a table or a text box row by row."""
    for row in rows:
        if isinstance(row, Line):
            yield row
        else:
            yield from (Line("", " ".join(filter(None, cells)), _whole(row.fields, cells)) for cells in row.rows)


def _whole(fields: Iterable[str], cells: Iterable[str]) -> tuple[Span, ...]:
    length = len(" ".join(filter(None, cells)))
    return tuple(Span(field, 0, length) for field in fields)
