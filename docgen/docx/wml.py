"""The words of WordprocessingML that writing, reading and the audit of anybody's docx share.

Properties are kept flat, {"spacing@line": "579"}, so that a nearer level lies over a farther one.
"""

from typing import TypeAlias

from docx.oxml.ns import nsmap
from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
Properties = dict[str, str]

W, OFFICE = nsmap["w"], nsmap["r"]
# The letter within its docx, as data of our own.
DATA_SPACE, DATA_VERSION = "urn:fuhan:reply-letter", 1
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Where pictures, charts and text boxes are drawn.
_DRAWINGS = ("{http://schemas.openxmlformats.org/drawingml/", "{urn:schemas-microsoft-com:vml}")
# The elements around what may be shown in more than one way.
ALTERNATIVES = ("AlternateContent", "Choice", "Fallback")
_SIDES = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}


def w(name: str) -> str:
    """Return a name of WordprocessingML as lxml spells it."""
    return f"{{{W}}}{name}"


def local(element: Element) -> str:
    """Return the name of an element without its namespace; a comment has none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def one_of_alternatives(root: Element) -> Element:
    """Return a story with one of each set of alternatives, so that nothing is read twice.

    That is the first; the fallback where the first holds nothing that is known here, as a newer kind of symbol.
    """
    for pair in list(root.iter(f"{_MARKUP}AlternateContent")):
        choices, fallbacks = pair.findall(f"{_MARKUP}Choice"), pair.findall(f"{_MARKUP}Fallback")
        known = next((row for row in choices if _is_known(row)), None)
        other = next((row for row in fallbacks if len(row)), None)
        kept = known if known is not None else other if other is not None else next(iter(choices), None)
        for row in (*choices, *fallbacks):
            if row is not kept:
                pair.remove(row)
    return root


def _is_known(choice: Element) -> bool:
    return any(isinstance(row.tag, str) and row.tag.startswith((f"{{{W}}}", *_DRAWINGS)) for row in choice.iter())


def words_of(parent: Element) -> str:
    """Return the words of all texts below an element, wherever they stand."""
    return "".join(row.text or "" for row in parent.iter(w("t")))


def flatten(element: Element | None) -> Properties:
    """Return the properties of a pPr or rPr."""
    properties: Properties = {}
    for row in () if element is None else element.iterdescendants():
        parent = row.getparent()
        name = local(row)
        if parent is not None and parent is not element:
            name = f"{local(parent)}/{name}"
        if not row.attrib and not len(row):
            properties[f"{name}@val"] = "1"
        for attribute, value in row.attrib.items():
            side = str(attribute).rpartition("}")[2]
            properties[f"{name}@{_SIDES.get(side, side)}"] = str(value)
    return properties
