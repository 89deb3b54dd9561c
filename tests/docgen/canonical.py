"""The parts of a docx in a form in which two of them can be compared, whatever wrote them."""

import io
import zipfile

from docx.oxml.ns import qn
from lxml import etree

Root = etree._Element
_NAMED = qn("r:id")
_REQUIRES = "Requires"


def canonical_parts(docx: bytes, *, indented: bool = False) -> dict[str, str]:
    """Return the parts by their names: canonical XML, rows of content types and relationships sorted.

    Relationships are named by what they lead to, and a prefix that a choice of alternatives requires by its namespace.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        roots = {name: etree.fromstring(package.read(name)) for name in package.namelist()}
    for root in roots.values() if indented else ():
        etree.indent(root)
    return {name: _canonical(name, root, roots) for name, root in roots.items()}


def readable_parts(docx: bytes) -> str:
    """Return all parts as one text, an element a line."""
    parts = canonical_parts(docx, indented=True)
    return "".join(f"=== {name}\n{parts[name]}\n" for name in sorted(parts))


def _canonical(name: str, root: Root, roots: dict[str, Root]) -> str:
    if name == "[Content_Types].xml" or name.endswith(".rels"):
        rows = (sorted(row.items()) for row in root)
        return "\n".join(sorted(" ".join(f"{key}={value}" for key, value in row if key != "Id") for row in rows))
    folder, _, base = name.rpartition("/")
    relations = roots.get(f"{folder}/_rels/{base}.rels")
    targets = {} if relations is None else {row.get("Id"): row.get("Target", "") for row in relations}
    for element in root.iter():
        if _NAMED in element.attrib:
            element.set(_NAMED, targets[element.get(_NAMED)])
        if _REQUIRES in element.attrib:
            element.set(_REQUIRES, root.nsmap[element.get(_REQUIRES)])
    return etree.tostring(root, method="c14n", exclusive=True).decode()
