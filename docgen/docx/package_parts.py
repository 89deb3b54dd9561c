"""The parts of a docx that hold no text of the paper: content types, relationships, properties, the letter as data."""

import codecs
from collections.abc import Iterable

from docgen.docx.ooxml import OFFICE, text_of

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DATA_SPACE = "urn:fuhan:reply-letter"
DATA_VERSION = 1
DATA = "customXml/item1.xml"
# By this number Word knows the data; it may be the same in every document. Without these two parts LibreOffice drops
# the data, with them it keeps it.
_DATA_ID = "{00000000-0000-4000-8000-000000000001}"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def core_part(title: str) -> str:
    """Return the core properties: title (at most 255 characters) and language, no author, no time."""
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{text_of(title[:255])}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def data_part(data: str) -> bytes:
    """Return the letter's JSON as a custom XML part of our own namespace, with a version.

    It is UTF-16, which every reader of XML knows, and packs Chinese words a twentieth smaller.
    """
    text = f'<letter xmlns="{DATA_SPACE}" version="{DATA_VERSION}">{text_of(data)}</letter>'
    return codecs.BOM_UTF16_LE + text.encode("utf-16-le")


def data_properties() -> tuple[tuple[str, str], tuple[str, str]]:
    """Return what the data needs beside it to be kept by Word and LibreOffice: two parts with their names."""
    space = f"{OFFICE.removesuffix('relationships')}customXml"
    properties = f'<ds:datastoreItem xmlns:ds="{space}" ds:itemID="{_DATA_ID}"/>'
    relations = _relations([("r1", f"{OFFICE}/customXmlProps", "itemProps1.xml")])
    return ("customXml/itemProps1.xml", properties), ("customXml/_rels/item1.xml.rels", relations)


_RELATED = (
    ("rStyles", "styles", "styles.xml", f"{MIME}.styles+xml"),
    ("rSettings", "settings", "settings.xml", f"{MIME}.settings+xml"),
    ("rFonts", "fontTable", "fontTable.xml", f"{MIME}.fontTable+xml"),
    ("rHeader", "header", "header1.xml", f"{MIME}.header+xml"),
    ("rBlank", "footer", "footer1.xml", f"{MIME}.footer+xml"),
    ("rEven", "footer", "footer2.xml", f"{MIME}.footer+xml"),
    ("rOdd", "footer", "footer3.xml", f"{MIME}.footer+xml"),
)


def content_types_part(with_data: bool) -> str:
    """Return [Content_Types].xml."""
    parts = [("/word/document.xml", f"{MIME}.document.main+xml")]
    parts += [(f"/word/{target}", kind) for _, _, target, kind in _RELATED]
    parts.append(("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
    if with_data:
        parts.append(("/customXml/itemProps1.xml", _PROPERTIES))
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def package_relations_part() -> str:
    """Return _rels/.rels."""
    return _relations(
        (
            ("rDocument", f"{OFFICE}/officeDocument", "word/document.xml"),
            ("rCore", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        )
    )


def document_relations_part(with_data: bool) -> str:
    """Return word/_rels/document.xml.rels."""
    rows = [(name, f"{OFFICE}/{kind}", target) for name, kind, target, _ in _RELATED]
    return _relations([*rows, ("rLetter", f"{OFFICE}/customXml", f"../{DATA}")] if with_data else rows)


def _relations(rows: Iterable[tuple[str, str, str]]) -> str:
    written = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in rows)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{written}</Relationships>'
