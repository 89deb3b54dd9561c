"""What the styles of a file say about words and paragraphs, each with what it is based on."""

from collections.abc import Iterable

from docx.oxml.styles import CT_Style

from docgen.docx.wml import Element, Properties, flatten, w

_DEEPEST = 20


def is_on(value: str | None) -> bool:
    """Return whether a property that is switched on or off is on."""
    return value not in (None, "0", "false", "off", "none")


class StyleLooks:
    """The styles by their identifiers; of an unknown one nothing is known."""

    def __init__(self, styles: Iterable[CT_Style]) -> None:
        """Take the styles of a file."""
        self._rows: dict[str, Element] = {row.get(w("styleId"), ""): row for row in styles}
        self._found: dict[tuple[str, str], Properties] = {}

    def words(self, identifier: str) -> Properties:
        """Return the properties that a style gives to its words."""
        return self._of(identifier, "rPr")

    def paragraph(self, identifier: str) -> Properties:
        """Return the properties that a style gives to its paragraphs."""
        return self._of(identifier, "pPr")

    def run(self, run: Element, style: str) -> Properties:
        """Return how one run of a paragraph of a style looks."""
        own = flatten(run.find(w("rPr")))
        around, named = (self._of(name, "rPr") if name else {} for name in (style, own.get("rStyle@val", "")))
        return {**around, **named, **own} if around or named else own

    def _of(self, identifier: str, kind: str) -> Properties:
        if (identifier, kind) not in self._found:
            chain: list[Properties] = []
            row = self._rows.get(identifier)
            while row is not None and len(chain) < _DEEPEST:
                chain.append(flatten(row.find(w(kind))))
                based = row.find(w("basedOn"))
                row = None if based is None else self._rows.get(based.get(w("val"), ""))
            self._found[identifier, kind] = {key: value for look in reversed(chain) for key, value in look.items()}
        return self._found[identifier, kind]
