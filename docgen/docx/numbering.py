"""The numbers that Word puts before paragraphs by itself: which form they have, and how they are indented."""

import re

from docgen.docx.wml import Element, Properties, flatten, w
from letter.headings import SAMPLE_MARKS

_CHINESE = re.compile(r"chinese|ideograph|japanese|taiwanese", re.IGNORECASE)


class Numbering:
    """The numbering definitions of a document."""

    def __init__(self, numbering: Element | None) -> None:
        """Read numbering.xml, which may be missing."""
        self._levels: dict[tuple[str, str], Element] = {}
        if numbering is None:
            return
        abstract = {row.get(w("abstractNumId"), ""): row for row in numbering.iter(w("abstractNum"))}
        for number in numbering.iter(w("num")):
            identifier = number.get(w("numId"), "")
            link = number.find(w("abstractNumId"))
            base = None if link is None else abstract.get(link.get(w("val"), ""))
            for source in (base, number):
                for level in () if source is None else source.iter(w("lvl")):
                    self._levels[identifier, level.get(w("ilvl"), "0")] = level

    def level(self, number: str, level: str) -> tuple[str, Properties]:
        """Return the form of a level's mark, 一、 for any of its numbers, and its paragraph properties."""
        row = self._levels.get((number, level))
        if row is None:
            return "", {}
        properties = flatten(row)
        form = properties.get("numFmt@val", "decimal")
        if form in ("bullet", "none"):
            return "", flatten(row.find(w("pPr")))
        first = SAMPLE_MARKS[0][0] if _CHINESE.search(form) else "1"
        mark = re.sub(r"%\d", first, properties.get("lvlText@val", ""))
        return mark, flatten(row.find(w("pPr")))
