"""What an ods shows beside its values: leading zeros of numbers, and merged cells, which calamine does not tell of."""

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from register.number_forms import ShownValues

_MERGED = re.compile(rb"""number-rows-spanned=["'](?!1["'])""")
_LED_BY_ZERO = re.compile(rb"<text:p[^>]*>[^<0-9]{0,4}0[0-9]")
# A whole number as it is shown: with a few words around it, and zeros before it.
_SHOWN = re.compile(r"\D{0,4}(0\d{1,14})\D{0,4}")
# Of a number that repeats; longer repeats are rows and columns that nobody fills.
_MOST_REPEATS = 1_000


def shown_in_ods(content: bytes) -> dict[str, ShownValues]:
    """Return what the sheets show that their values do not say, by the names of the sheets."""
    if not _MERGED.search(content) and not _LED_BY_ZERO.search(content):
        return {}
    found: dict[str, ShownValues] = {}
    sheet = ShownValues({}, [])
    line = column = 0
    for event, element in _events(content):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            if name == "table":
                sheet, line = ShownValues({}, []), 0
                found.setdefault(_attribute(element, "name"), sheet)
            elif name == "table-row":
                column = 0
        elif name == "table-row":
            line += _count(element, "number-rows-repeated")
            element.clear()
        elif name in ("table-cell", "covered-table-cell"):
            column = _note(sheet, element, line, column)
    return found


def _events(content: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    # No part defines anything: table_file has looked.
    return ElementTree.iterparse(io.BytesIO(content), events=("start", "end"))


def _note(sheet: ShownValues, cell: ElementTree.Element, line: int, column: int) -> int:
    """Note what is to be known of a cell, and return the column after it."""
    repeats = _count(cell, "number-columns-repeated")
    spans = _count(cell, "number-rows-spanned")
    if spans > 1:
        sheet.merges.append((line + 1, line + spans, column))
    value = _attribute(cell, "value").removesuffix(".0")
    if value.isdecimal():
        text = "".join(cell.itertext()).strip()
        shown = _SHOWN.fullmatch(text)
        if shown and int(shown[1]) == int(value):
            for place in range(column, column + min(repeats, _MOST_REPEATS)):
                sheet.cells[line + 1, place] = text
    return column + repeats


def _attribute(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _count(element: ElementTree.Element, name: str) -> int:
    text = _attribute(element, name)
    return int(text) if text.isdecimal() and text else 1
