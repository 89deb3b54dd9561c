"""The hidden marks of our fields in a story: which are open, and which end where."""

from collections.abc import Iterable

from docgen.docx.marks import field_of
from docgen.docx.wml import Element, w


class FieldMarks:
    """Follows the marks of a story in their order."""

    def __init__(self) -> None:
        """Begin with none open."""
        self._open: dict[str, str] = {}
        self._ends: dict[str, str] = {}

    def begin(self, root: Element) -> None:
        """Learn where the marks of a story end.

        LibreOffice writes a mark of several paragraphs as two beginnings of one name, of which the last has an end.
        """
        ended = {row.get(w("id"), "") for row in root.iter(w("bookmarkEnd"))}
        starts = [(row.get(w("id"), ""), row.get(w("name"), "")) for row in root.iter(w("bookmarkStart"))]
        by_name = {name: number for number, name in starts if number in ended}
        self._ends = {number: number if number in ended else by_name.get(name, "") for number, name in starts}

    def running(self) -> Iterable[str]:
        """Return the fields that are open."""
        return self._open.values()

    def follow(self, row: Element, name: str) -> str:
        """Follow a mark; return the field that ends with it."""
        number = row.get(w("id"), "")
        if name == "bookmarkStart" and (field := field_of(row.get(w("name"), ""))):
            end = self._ends.get(number, "")
            if end:
                self._open[end] = field
        elif name == "bookmarkEnd":
            return self._open.pop(number, "")
        return ""

    def opened(self, row: Element) -> str:
        """Return the field of a mark that has just begun, nothing for any other."""
        return self._open.get(self._ends.get(row.get(w("id"), ""), ""), "")
