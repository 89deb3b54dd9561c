"""Qt's own words, those of context menus and buttons, said as ours are."""

from PySide6.QtCore import QTranslator

# Qt's Chinese catalogue writes one word in two ways.
_OURS = {"撤消": "撤销"}


class QtWords(QTranslator):
    """A catalogue of Qt in which the words that we write otherwise are ours."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # type: ignore[override]
        """Return a sentence of Qt in the catalogue's language; None where it has none, and Qt shows the source."""
        found = super().translate(context, source, disambiguation, n)
        for theirs, ours in _OURS.items():
            found = found.replace(theirs, ours)
        return found or None
