"""The letter within its docx: its JSON as a custom XML part of our own namespace, with a version."""

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.package import Package
from lxml import etree

from docgen.docx.elements import element
from docgen.docx.wml import DATA_SPACE, DATA_VERSION

DATA = "customXml/item1.xml"
_XML = "application/xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
# By this number Word knows the data; it may be the same in every document. Without the part that says it LibreOffice
# drops the data, with it it keeps them.
_DATA_ID = "{00000000-0000-4000-8000-000000000001}"


def data_part(package: Package) -> Part:
    """Return the part for the data of a letter, empty, with what makes Word and LibreOffice keep it."""
    data = Part(PackURI(f"/{DATA}"), _XML, b"", package)
    properties = element("ds:datastoreItem", {"ds:itemID": _DATA_ID})
    data.relate_to(
        XmlPart(PackURI("/customXml/itemProps1.xml"), _PROPERTIES_TYPE, properties, package), RT.CUSTOM_XML_PROPS
    )
    return data


def data_bytes(data: str) -> bytes:
    """Return a letter's JSON as the content of its part.

    It is UTF-16, which every reader of XML knows, and packs Chinese words a twentieth smaller.
    """
    made = etree.Element(f"{{{DATA_SPACE}}}letter", {"version": str(DATA_VERSION)}, {None: DATA_SPACE})
    made.text = data
    return etree.tostring(made, encoding="utf-16", xml_declaration=False)
