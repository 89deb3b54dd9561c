"""Tables with a line of heads, as takeover and assignment lists read them: the heads, and cells as text and dates."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from letter.chinese import read_date
from letter.cleaning import clean_text
from letter.messages import message
from register.errors import SheetRefused
from register.workbook import Cells

HEAD_ROWS = 20
_BAD_DATE = message("认不出日期“{text}”")
_SHOWN = 40


def bare_head(cell: Any) -> str:
    """Return a head without blanks, colons and what stands in brackets."""
    return re.sub(r"[\s:：]|[（(].*?[）)]", "", cell_text(cell))


def recognised(row: Cells, names: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return which column each field stands in, by the names that its head may have."""
    heads = [bare_head(cell) for cell in row]
    found = {
        field: next((place for place, head in enumerate(heads) if head in known), -1) for field, known in names.items()
    }
    return {field: place for field, place in found.items() if place >= 0}


def left_out(row: Cells, columns: Mapping[str, int]) -> tuple[str, ...]:
    """Return the heads of the columns that are none of those that were recognised."""
    heads = (cell_text(cell) for place, cell in enumerate(row) if place not in columns.values())
    return tuple(head for head in heads if head)


def cell_text(value: Any) -> str:
    """Return the text of a cell."""
    if value is None:
        return ""
    text = clean_text(str(value)).strip(" \u3000\n\t")
    # Our own export puts this before what a spreadsheet could take for a formula.
    return text.removeprefix("'")


def cell_date(value: Any) -> datetime.date | None:
    """Return the date of a cell, None for an empty one; raises SheetRefused."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = cell_text(value)
    if not text:
        return None
    found = read_date(text)
    if found is None:
        raise SheetRefused(_BAD_DATE.filled(text=text[:_SHOWN]))
    return found
