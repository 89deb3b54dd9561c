"""Any small table as xlsx: a title, a bold head, figures as figures; no cell can be taken for a formula."""

import io
from collections.abc import Sequence
from typing import Any

from register.sheet import defused

_TITLE_SIZE, _NARROWEST, _WIDEST, _ROOM = 16, 14, 60, 2
_LATIN = "\u2e80"


def table_sheet(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a table as xlsx."""
    from openpyxl import Workbook  # late: it takes a quarter of a second
    from openpyxl.styles import Font

    book = Workbook()
    sheet: Any = book.active
    sheet.append([defused(title)])
    sheet.append([defused(head) for head in heads])
    for row in rows:
        sheet.append([int(text) if text.isdecimal() else defused(text) for text in row])
    sheet["A1"].font = Font(size=_TITLE_SIZE, bold=True)
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for column, head in enumerate(heads):
        widest = max(map(_width, [head, *(row[column] for row in rows)]))
        sheet.column_dimensions[chr(ord("A") + column)].width = min(max(_NARROWEST, widest + _ROOM), _WIDEST)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _width(text: str) -> int:
    """Return how wide a text is, in columns of digits."""
    return sum(2 if character > _LATIN else 1 for character in text)
