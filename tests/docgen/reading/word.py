"""What somebody does to a docx in Word, done to its XML: typing, splitting, merging, moving, tracking changes."""

import copy
import io
import zipfile
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

# lxml's elements, whose every part may be missing; in a file of ours none is.
Element: TypeAlias = Any
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOCUMENT, HEADER = "word/document.xml", "word/header1.xml"
AUTHOR, DAY = "赵局长", "2024-01-02T03:04:05Z"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def xml(text: str) -> Element:
    """Return an element of WordprocessingML."""
    return next(iter(etree.fromstring(f'<w:x xmlns:w="{W}">{text}</w:x>')))


class Word:
    """An opened docx."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.document: Element = etree.fromstring(self.parts[DOCUMENT])
        self.header: Element = etree.fromstring(self.parts[HEADER])

    def saved(self) -> bytes:
        """Return the docx."""
        self.parts[DOCUMENT], self.parts[HEADER] = etree.tostring(self.document), etree.tostring(self.header)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self.parts.items():
                package.writestr(name, data)
        return stream.getvalue()

    def paragraphs(self) -> Iterator[Element]:
        """Yield all paragraphs, those of the head first."""
        yield from self.header.iter(w("p"))
        yield from self.document.iter(w("p"))

    def find(self, words: str, nth: int = 0) -> Element:
        """Return the nth paragraph that holds words."""
        return [row for row in self.paragraphs() if words in text_of(row)][nth]

    def replace(self, old: str, new: str, nth: int = 0) -> None:
        """Type over words within a paragraph; the first run that they touch takes the new ones."""
        paragraph = self.find(old, nth)
        place = text_of(paragraph).index(old)
        _splice(paragraph, place, place + len(old), new)

    def retype(self, words: str, new: str, nth: int = 0) -> None:
        """Mark a whole paragraph and type it anew, which takes its marks away."""
        paragraph = self.find(words, nth)
        _splice(paragraph, 0, len(text_of(paragraph)), new)
        for mark in [*paragraph.iter(w("bookmarkStart")), *paragraph.iter(w("bookmarkEnd"))]:
            mark.getparent().remove(mark)

    def type_after(self, words: str, new: str, style: str | None = None, nth: int = 0) -> Element:
        """Press Return behind a paragraph and type another of the same style, or of a named one."""
        paragraph = self.find(words, nth)
        made = blank_like(paragraph, new, style)
        paragraph.addnext(made)
        return made

    def type_before(self, words: str, new: str, style: str | None = None) -> Element:
        """Type a paragraph above another one."""
        paragraph = self.find(words)
        made = blank_like(paragraph, new, style)
        paragraph.addprevious(made)
        return made

    def delete(self, words: str, nth: int = 0) -> None:
        """Take out a whole paragraph; a mark that reaches beyond it shrinks."""
        paragraph = self.find(words, nth)
        _keep_outer_marks(paragraph)
        paragraph.getparent().remove(paragraph)

    def split(self, words: str) -> None:
        """Press Return behind words."""
        paragraph = self.find(words)
        place = text_of(paragraph).index(words) + len(words)
        second = copy.deepcopy(paragraph)
        _splice(paragraph, place, len(text_of(paragraph)), "")
        _splice(second, 0, place, "")
        for mark in second.findall(w("bookmarkStart")):
            second.remove(mark)
        for mark in paragraph.findall(w("bookmarkEnd")):
            paragraph.remove(mark)
        paragraph.addnext(second)

    def merge(self, words: str) -> None:
        """Delete the end of a paragraph, so that the next one goes on in it."""
        paragraph = self.find(words)
        following = paragraph.getnext()
        for row in list(following):
            if row.tag != w("pPr"):
                paragraph.append(row)
        following.getparent().remove(following)

    def move(self, words: str, before: str) -> None:
        """Cut a paragraph and paste it above another one."""
        paragraph, target = self.find(words), self.find(before)
        _keep_outer_marks(paragraph)
        target.addprevious(paragraph)

    def style(self, words: str, style: str) -> None:
        """Give a paragraph another style."""
        self.find(words).find(f"{w('pPr')}/{w('pStyle')}").set(w("val"), style)

    def cell(self, words: str, new: str) -> None:
        """Type over what is in a cell."""
        _splice(self.find(words), 0, len(words), new)

    def add_row(self, after: str, cells: tuple[str, ...]) -> None:
        """Add a row to a table below the one that holds words."""
        row = next(self.find(after).iterancestors(w("tr")))
        made = copy.deepcopy(row)
        for mark in [*made.iter(w("bookmarkStart")), *made.iter(w("bookmarkEnd"))]:
            mark.getparent().remove(mark)
        for paragraph, words in zip(list(made.iter(w("p"))), cells, strict=True):
            _splice(paragraph, 0, len(text_of(paragraph)), words)
        row.addnext(made)

    def drop_row(self, words: str) -> None:
        """Delete the row that holds words."""
        row = next(self.find(words).iterancestors(w("tr")))
        row.getparent().remove(row)

    def drop_column(self, number: int) -> None:
        """Delete a column of the first table."""
        table = next(self.document.iter(w("tbl")))
        for row in table.iter(w("tr")):
            row.remove(row.findall(w("tc"))[number])

    def drop_table(self) -> None:
        """Delete the first table."""
        table = next(self.document.iter(w("tbl")))
        table.getparent().remove(table)

    def add_table(self, after: str, rows: tuple[tuple[str, ...], ...]) -> None:
        """Insert a table behind a paragraph."""
        cells = "".join(
            "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
            for row in rows
        )
        self.find(after).addnext(xml(f"<w:tbl>{cells}</w:tbl>"))

    def track_insert(self, after: str, words: str) -> None:
        """Type words behind others with changes tracked."""
        paragraph = self.find(after)
        place = text_of(paragraph).index(after) + len(after)
        run = _run_at(paragraph, place)
        run.addnext(xml(f'<w:ins w:id="900" {_by()}><w:r><w:t>{words}</w:t></w:r></w:ins>'))

    def track_delete(self, words: str) -> None:
        """Delete words with changes tracked."""
        paragraph = self.find(words)
        place = text_of(paragraph).index(words)
        first = _run_at(paragraph, place)
        last = _run_at(paragraph, place + len(words))
        assert first is not None
        deleted = first.getnext() if first is not last else first
        _wrap_deleted(deleted)

    def track_replace(self, old: str, new: str) -> None:
        """Type over words with changes tracked."""
        self.track_delete(old)
        deletion = next(row for row in self.document.iter(w("del")) if old in deleted_text(row))
        deletion.addnext(xml(f'<w:ins w:id="901" {_by()}><w:r><w:t>{new}</w:t></w:r></w:ins>'))

    def track_paragraph(self, after: str, words: str) -> None:
        """Type a whole paragraph behind another one with changes tracked."""
        made = self.type_after(after, "")
        for run in made.findall(w("r")):
            made.remove(run)
        made.append(xml(f'<w:ins w:id="902" {_by()}><w:r><w:t>{words}</w:t></w:r></w:ins>'))
        made.find(w("pPr")).append(xml(f'<w:rPr><w:ins w:id="903" {_by()}/></w:rPr>'))

    def track_delete_paragraph(self, words: str) -> None:
        """Delete a whole paragraph with changes tracked."""
        paragraph = self.find(words)
        for run in paragraph.findall(w("r")):
            _wrap_deleted(run)
        paragraph.find(w("pPr")).append(xml(f'<w:rPr><w:del w:id="905" {_by()}/></w:rPr>'))

    def track_move(self, words: str, before: str) -> None:
        """Move a whole paragraph above another one with changes tracked."""
        paragraph, target = self.find(words), self.find(before)
        made = blank_like(paragraph, text_of(paragraph), None)
        target.addprevious(made)
        for row, name in ((paragraph, "moveFrom"), (made, "moveTo")):
            for mark in [*row.findall(w("bookmarkStart")), *row.findall(w("bookmarkEnd"))]:
                row.remove(mark)
            for run in row.findall(w("r")):
                moved = xml(f'<w:{name} w:id="910" {_by()}/>')
                run.addprevious(moved)
                moved.append(run)
            row.find(w("pPr")).append(xml(f'<w:rPr><w:{name} w:id="911" {_by()}/></w:rPr>'))
            row.addprevious(xml(f'<w:{name}RangeStart w:id="912" w:name="move1" {_by()}/>'))
            row.addnext(xml(f'<w:{name}RangeEnd w:id="912"/>'))

    def track_style(self, words: str, style: str) -> None:
        """Give a paragraph another style with changes tracked."""
        properties = self.find(words).find(w("pPr"))
        old = copy.deepcopy(properties)
        properties.find(w("pStyle")).set(w("val"), style)
        change = xml(f'<w:pPrChange w:id="920" {_by()}/>')
        change.append(old)
        properties.append(change)

    def comment(self, words: str, text: str) -> None:
        """Write a comment about words."""
        paragraph = self.find(words)
        place = text_of(paragraph).index(words)
        before, last = _run_at(paragraph, place), _run_at(paragraph, place + len(words))
        first = paragraph.find(w("r")) if before is None or place == 0 else before.getnext()
        first.addprevious(xml('<w:commentRangeStart w:id="0"/>'))
        last.addnext(xml('<w:r><w:commentReference w:id="0"/></w:r>'))
        last.addnext(xml('<w:commentRangeEnd w:id="0"/>'))
        self.parts["word/comments.xml"] = (
            f'<w:comments xmlns:w="{W}"><w:comment w:id="0" {_by()} w:initials="赵"><w:p><w:r><w:t>{text}</w:t></w:r>'
            "</w:p></w:comment></w:comments>"
        ).encode()
        self.relate("comments", "comments.xml")
        self.parts["[Content_Types].xml"] = self.parts["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'wordprocessingml.comments+xml"/></Types>',
        )

    def relate(self, kind: str, target: str, external: bool = False) -> None:
        """Add a relationship of the document."""
        name = "word/_rels/document.xml.rels"
        mode = ' TargetMode="External"' if external else ""
        row = (
            f'<Relationship Id="x{len(self.parts[name])}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships/{kind}" Target="{target}"{mode}/></Relationships>'
        )
        self.parts[name] = self.parts[name].replace(b"</Relationships>", row.encode())

    def without_data(self) -> None:
        """Take the letter's data out, as a program for privacy does."""
        for name in [name for name in self.parts if name.startswith("customXml")]:
            del self.parts[name]
        relations: Element = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        for row in [row for row in relations if row.get("Type", "").endswith("/customXml")]:
            relations.remove(row)
        self.parts["word/_rels/document.xml.rels"] = etree.tostring(relations)

    def replace_in_data(self, old: str, new: str) -> None:
        """Change words of the letter's data, which are UTF-16."""
        name = "customXml/item1.xml"
        text = self.parts[name].decode("utf-16")
        assert old in text
        self.parts[name] = text.replace(old, new).encode("utf-16")

    def without_marks(self) -> None:
        """Take every bookmark out."""
        for root in (self.document, self.header):
            for mark in [*root.iter(w("bookmarkStart")), *root.iter(w("bookmarkEnd"))]:
                mark.getparent().remove(mark)

    def renumber_styles(self) -> None:
        """Give all styles other identifiers, as a Chinese Word does: a1, a2, the names stay."""
        styles: Element = etree.fromstring(self.parts["word/styles.xml"])
        names: dict[str, str] = {}
        for number, row in enumerate(styles.iter(w("style"))):
            names[row.get(w("styleId"))] = f"a{number}"
            row.set(w("styleId"), f"a{number}")
        for root in (styles, self.document, self.header):
            for row in root.iter(w("pStyle"), w("rStyle"), w("basedOn")):
                row.set(w("val"), names[row.get(w("val"))])
        self.parts["word/styles.xml"] = etree.tostring(styles)


def text_of(paragraph: Element) -> str:
    """Return the words of a paragraph; a line break is none."""
    return "".join(_piece(row) for row in paragraph.iter(w("t"), w("noBreakHyphen")))


def deleted_text(element: Element) -> str:
    return "".join(row.text or "" for row in element.iter(w("delText")))


def _piece(row: Element) -> str:
    return "-" if row.tag == w("noBreakHyphen") else row.text or ""


def _by() -> str:
    return f'w:author="{AUTHOR}" w:date="{DAY}"'


def _wrap_deleted(run: Element) -> None:
    deletion = xml(f'<w:del w:id="904" {_by()}/>')
    run.addprevious(deletion)
    deletion.append(run)
    for row in run.iter(w("t")):
        row.tag = w("delText")


def blank_like(paragraph: Element, words: str, style: str | None) -> Element:
    """Return a paragraph of the same properties with other words and no marks."""
    made: Element = etree.Element(w("p"))
    properties = copy.deepcopy(paragraph.find(w("pPr")))
    for row in properties.findall(w("pageBreakBefore")):
        properties.remove(row)
    made.append(properties)
    if style:
        properties.find(w("pStyle")).set(w("val"), style)
    if words:
        run = etree.SubElement(made, w("r"))
        etree.SubElement(run, w("t")).text = words
    return made


def _keep_outer_marks(paragraph: Element) -> None:
    """Leave marks that begin or end here and reach beyond with the neighbours."""
    starts = {row.get(w("id")): row for row in paragraph.iter(w("bookmarkStart"))}
    ends = {row.get(w("id")): row for row in paragraph.iter(w("bookmarkEnd"))}
    for number, row in starts.items():
        if number not in ends:
            paragraph.addnext(row)
    for number, row in ends.items():
        if number not in starts:
            paragraph.addprevious(row)


def _run_at(paragraph: Element, place: int) -> Element:
    """Return the run that ends at a place of the text, the runs split there if need be."""
    at = 0
    runs = list(paragraph.iter(w("r")))
    for run in runs:
        length = len(text_of(run))
        if at + length >= place and length:
            if at + length > place > at:
                second = copy.deepcopy(run)
                _splice(run, place - at, length, "")
                _splice(second, 0, place - at, "")
                run.addnext(second)
            elif place == at:
                # The place lies before the first run.
                empty = etree.Element(w("r"))
                run.addprevious(empty)
                return empty
            return run
        at += length
    return runs[-1]


def _splice(element: Element, start: int, end: int, new: str) -> None:
    """Put words in the place of others, whatever pieces they stand in; a fixed hyphen that goes is taken out."""
    at = 0
    typed = False
    for row in list(element.iter(w("t"), w("noBreakHyphen"))):
        words = _piece(row)
        begin, stop = max(start, at), min(end, at + len(words))
        touches = begin < stop or (start == end and at <= start <= at + len(words))
        if touches and row.tag == w("noBreakHyphen"):
            row.getparent().remove(row)
        elif touches:
            row.text = words[: begin - at] + ("" if typed else new) + words[stop - at :]
            row.set(XML_SPACE, "preserve")
            typed = True
        at += len(words)
