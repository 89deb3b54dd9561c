"""The marks of fields in a docx: hidden bookmarks whose names say the field, so that changed words are still known."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from docgen.paragraphs import Block, SideBySide
from letter.fields import FIELDS, general

# Word hides bookmarks that begin with an underscore; it allows letters, digits and underscores, 40 in all. The codes
# are short because each letter of them makes the file larger.
_CODES = {row.pointer: row.code for row in FIELDS if row.code}
_POINTERS = {code: pointer for pointer, code in _CODES.items()}
_NAME = re.compile(r"_fh([a-z]+)(\d*)(?:_\d+)?(?:_Copy_\d+)*")
_NUMBER = re.compile(r"\d+")
# A text of many paragraphs is one field: which paragraph is which is seen by its words.
_TEXT = re.compile(r"(.*/answer)/\d+")


class Mark(NamedTuple):
    """One bookmark: its number in the document and its name."""

    number: int
    name: str


class Marked(NamedTuple):
    """A block with the mark that begins at it and the mark that ends at it."""

    block: Block
    begin: Mark | None
    end: Mark | None


def field_of(name: str) -> str:
    """Return the field, a JSON pointer, that a bookmark of this name marks; nothing for somebody else's bookmark."""
    found = _NAME.fullmatch(name)
    return _POINTERS.get(found[1], "").format(found[2]) if found else ""


def _name_of(field: str) -> str:
    number = _NUMBER.search(field)
    return f"_fh{_CODES[general(field)]}{number[0] if number else ''}"


class Marks:
    """Gives out the marks of one story; the numbers of the stories of a document must differ."""

    def __init__(self, first: int) -> None:
        """Number the marks from first on."""
        self._number = first
        self._times: dict[str, int] = {}

    def of(self, field: str) -> Mark:
        """Return the next mark of a field; one that stands in several places gets a mark in each."""
        times = self._times[field] = self._times.get(field, 0) + 1
        self._number += 1
        name = _name_of(field)
        return Mark(self._number - 1, name if times == 1 else f"{name}_{times}")

    def around(self, blocks: Iterable[Block]) -> Iterator[Marked]:
        """Yield blocks with a mark around all neighbours of the same field."""
        rows = list(blocks)
        fields = ["", *("" if isinstance(row, SideBySide) else marked_field(row.field) for row in rows), ""]
        mark: Mark | None = None
        for place, row in enumerate(rows, 1):
            field = fields[place]
            begins, ends = field != fields[place - 1], field != fields[place + 1]
            if begins:
                mark = self.of(field) if field else None
            yield Marked(row, mark if begins else None, mark if ends else None)


def marked_field(field: str) -> str:
    """Return the field whose mark is around a block of this field: a paragraph of a text has that of the text."""
    found = _TEXT.fullmatch(field)
    return found[1] if found else field
