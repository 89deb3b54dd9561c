"""A judged docx as a Document of python-docx, which gets no part but those that are read.

python-docx refuses a whole file for one missing part, makes the parts that it is asked for in vain, and raises where a
typed attribute is damaged. So parts are looked for here before it is asked, and attributes are read as they stand.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar, cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.comments import CT_Comment
from docx.oxml.styles import CT_Style
from docx.package import Package as Parts
from docx.parts.comments import CommentsPart
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import HeaderPart
from docx.parts.numbering import NumberingPart
from docx.parts.styles import StylesPart

from docgen.docx.package import Package
from docgen.docx.wml import OFFICE, Element, w

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

P = TypeVar("P", bound=XmlPart)
E = TypeVar("E", bound=Element)

_READ: dict[str, tuple[type[XmlPart], str]] = {
    RELATIONSHIP_TYPE.COMMENTS: (CommentsPart, CONTENT_TYPE.WML_COMMENTS),
    RELATIONSHIP_TYPE.STYLES: (StylesPart, CONTENT_TYPE.WML_STYLES),
    RELATIONSHIP_TYPE.NUMBERING: (NumberingPart, CONTENT_TYPE.WML_NUMBERING),
}
_HEADER = HeaderPart, CONTENT_TYPE.WML_HEADER


@contextmanager
def opened(package: Package) -> Generator[Document]:
    """Give the document of a package with its comments, styles, numbering and the header of its first page.

    Raises NotADocx where one of them is named and cannot be read; no other part is looked at.
    """
    parts = Parts()
    root = package.story(package.main)
    main = _part(DocumentPart, package.main, CONTENT_TYPE.WML_DOCUMENT_MAIN, root, parts)
    relations = package.relations(package.main)
    by_kind = {row.kind: name for name, row in relations.items()}
    for name in dict.fromkeys([*(by_kind[kind] for kind in _READ if kind in by_kind), header_reference(root)]):
        if name in relations:
            kind, target = relations[name]
            part, content_type = _READ.get(kind, _HEADER)
            read = package.part if kind in _READ else package.story
            main.load_rel(kind, _part(part, target, content_type, read(target), parts), name)
    parts.load_rel(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, main, "rId1")
    try:
        yield main.document
    finally:
        # Package and parts refer to each other, and whole trees would wait for the collector.
        parts.rels.clear()
        parts.rels.related_parts.clear()


def _part(kind: type[P], name: str, content_type: str, root: Element, parts: Parts) -> P:
    return kind(PackURI(f"/{name}"), content_type, cast("BaseOxmlElement", root), parts)


def first_header(document: Document) -> Element | None:
    """Return the header of the first page."""
    part = document.part.related_parts.get(header_reference(document.element))
    return part.element if isinstance(part, XmlPart) else None


def styles(document: Document) -> Iterator[CT_Style]:
    """Yield the styles."""
    return _all(document, RELATIONSHIP_TYPE.STYLES, w("style"), CT_Style)


def numbering(document: Document) -> Element | None:
    """Return the numbering definitions."""
    return _root(document, RELATIONSHIP_TYPE.NUMBERING)


def comments(document: Document) -> Iterator[CT_Comment]:
    """Yield the comments in the order of their part."""
    return _all(document, RELATIONSHIP_TYPE.COMMENTS, w("comment"), CT_Comment)


def _all(document: Document, part: str, tag: str, kind: type[E]) -> Iterator[E]:
    root = _root(document, part)
    return (row for row in (() if root is None else root.iter(tag)) if isinstance(row, kind))


def _root(document: Document, kind: str) -> Element | None:
    """Return the root of a part if it is there; the document's own properties would make it."""
    parts = (row.target_part for row in document.part.rels.values() if row.reltype == kind)
    return next((part.element for part in parts if isinstance(part, XmlPart)), None)


def header_reference(document: Element) -> str:
    """Return the relationship of the first page's header, wherever in the document it is named first."""
    rows = {row.get(w("type"), "default"): row for row in reversed(list(document.iter(w("headerReference"))))}
    row = rows.get("first", rows.get("default"))
    return "" if row is None else row.get(f"{{{OFFICE}}}id", "")
