"""A docx saved so that the same letter gives the same bytes: fixed times, fixed order, parts as small as can be."""

import io
from collections.abc import Collection, Iterable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from lxml import etree

from docgen.docx.wml import Element

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_SMALLEST = 9
Part = tuple[str, bytes]


def serialized(root: Element) -> bytes:
    """Return a part without the declaration, which says what XML means without it and takes 45 bytes in each part."""
    return etree.tostring(root, encoding="utf-8")


def fixed_parts(document: Document, without: Collection[str]) -> bytes:
    """Return the package of a document without some parts, which are appended for each letter."""
    saved = io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as package:
        parts = [(name, package.read(name)) for name in package.namelist() if name not in without]
    return _packed(b"", ((name, serialized(etree.fromstring(data))) for name, data in parts), _SMALLEST)


def with_parts(package: bytes, parts: Iterable[Part]) -> bytes:
    """Return a package with more parts behind."""
    return _packed(package, parts)


def _packed(package: bytes, parts: Iterable[Part], level: int | None = None) -> bytes:
    stream = io.BytesIO(package)
    with ZipFile(stream, "a" if package else "w") as archive:
        for name, data in parts:
            entry = ZipInfo(name, _FIRST_DAY)
            # Else the zip would say on which system it was made.
            entry.create_system = 0
            archive.writestr(entry, data, ZIP_DEFLATED, level)
    return stream.getvalue()
