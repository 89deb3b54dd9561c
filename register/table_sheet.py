"""Any small table as xlsx: a title, a bold head, figures as figures; no cell can be taken for a formula."""

import io
from collections.abc import Sequence
from typing import Any

from register.sheet import defused

_TITLE_SIZE, _FIRST_WIDTH, _WIDTH = 16, 28, 14


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
    sheet.column_dimensions["A"].width = _FIRST_WIDTH
    for column in range(1, len(heads)):
        sheet.column_dimensions[chr(ord("A") + column)].width = _WIDTH
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
