"""The process in which python-calamine reads a table: what a file does to the reader ends here.

Some damaged files make calamine panic or ask for more memory than there is, which ends the process whatever Python
catches; it runs apart from the program for that (register/workbook.py starts it and reads its answer), and imports
next to nothing, for it is begun anew for each table. The table comes on standard input, the answer leaves on standard
output as marshal writes it: a list of sheets, each its name, whether it is shown, its rows with their lines from 1,
its vertical merges (top line, bottom line, column) or None where the format does not tell, whether it could be read.
A cell is text, a date as 2023-03-21.
"""

import datetime
import gc
import io
import marshal
import os
import sys

# As typing has it, whose import takes longer than to start Python.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import NoReturn

    from python_calamine import CalamineSheet, CalamineWorkbook

# What the process ends with when there is no answer; by a signal or any other number it was ended from outside.
PASSWORD, BROKEN, TOO_LONG, SWOLLEN = 3, 4, 5, 6
LARGEST_MEMORY = 460_000_000
_LARGEST_ANSWER = 64_000_000
_MOST_SHEETS, _MOST_MERGES = 200, 20_000
_DAY = len("2023-03-21")

Row = tuple[int, tuple[str, ...]]
Merges = list[tuple[int, int, int]]
Sheet = tuple[str, bool, list[Row], Merges | None, bool]


def main(most_rows: int) -> "NoReturn":
    """Read the table on standard input and leave with an answer or a reason; never more than so many rows."""
    _limit_memory()
    # The process ends before anything has to be swept up.
    gc.disable()
    data = sys.stdin.buffer.read()
    answer = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        packed = marshal.dumps(_sheets(CalamineWorkbook.from_filelike(io.BytesIO(data)), most_rows))
    except PasswordError:
        os._exit(PASSWORD)
    except _TooLong:
        os._exit(TOO_LONG)
    except MemoryError:
        os._exit(SWOLLEN)
    except (CalamineError, ValueError, OSError):
        os._exit(BROKEN)
    if len(packed) > _LARGEST_ANSWER:
        os._exit(SWOLLEN)
    with os.fdopen(answer, "wb") as stream:
        stream.write(packed)
    # Nothing is left to be put in order, and the memory of a large table takes long to give back piece by piece.
    os._exit(0)


class _TooLong(Exception):
    """The table has more rows than anybody wants."""


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; there time alone ends the process.
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))


def _sheets(book: "CalamineWorkbook", most_rows: int) -> list[Sheet]:
    found: list[Sheet] = []
    for name, visible, sheet in _opened(book):
        if sheet is None:
            found.append((name, visible, [], [], not visible))
            continue
        rows = _rows(sheet, most_rows)
        most_rows -= len(rows)
        found.append((name, visible, rows, _vertical(sheet.merged_cell_ranges), True))
    return found


def _opened(book: "CalamineWorkbook") -> "Iterator[tuple[str, bool, CalamineSheet | None]]":
    """Yield the sheets with cells: name, whether it is shown, what calamine read of a visible one, None for damage."""
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum

    read = 0
    for place, about in enumerate(book.sheets_metadata):
        visible = about.visible == SheetVisibleEnum.Visible
        if about.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
            continue
        sheet: CalamineSheet | None = None
        if visible and read < _MOST_SHEETS:
            read += 1
            try:
                sheet = book.get_sheet_by_index(place)
            except CalamineError:
                # The other sheets are worth reading; that this one was not is said.
                sheet = None
        yield about.name, visible, sheet


def _rows(sheet: "CalamineSheet", most_rows: int) -> list[Row]:
    """Return the rows that say anything, each with its line."""
    start = sheet.start
    if start is None:
        return []
    before = ("",) * start[1]
    rows: list[Row] = []
    values: Sequence[Sequence[object]] = sheet.to_python()
    for line, row in enumerate(values, start=start[0] + 1):
        # Nought is nothing to any, but something to a reader.
        if not any(row) and row.count("") == len(row):
            continue
        cells = tuple([value if isinstance(value, str) else _written(value) for value in row])
        rows.append((line, before + cells if before else cells))
        if len(rows) > most_rows:
            raise _TooLong
    return rows


def _written(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.date):
        return value.isoformat()[:_DAY]
    # A time or a span of time says itself.
    return str(value).upper() if isinstance(value, bool) else str(value)


def _vertical(ranges: "Iterable[tuple[tuple[int, int], tuple[int, int]]] | None") -> Merges | None:
    """Return the merges of more than one row: top line, bottom line, column from 0."""
    if ranges is None:
        return None
    found = [(top + 1, bottom + 1, left) for (top, left), (bottom, _right) in ranges if bottom > top]
    return found[:_MOST_MERGES]
