"""The process in which python-calamine reads a table: what a file does to the reader ends here.

Some damaged files make calamine panic or ask for more memory than there is, which ends the process whatever Python
catches; it runs apart from the program for that (register/workbook.py starts it and reads its answer). The table comes
on standard input, the answer leaves on standard output as marshal writes it: a list of sheets, each its name, whether
it is shown, its rows with their lines from 1, its vertical merges (top line, bottom line, column), whether it could be
read. A cell is text, a date as 2023-03-21, a formula in error as its mark (#REF!).
"""

import datetime
import gc
import io
import marshal
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from register.shown_values import ShownValues

# What the process ends with when there is no answer; by a signal or any other number it was ended from outside.
PASSWORD, BROKEN, TOO_LONG, SWOLLEN = 3, 4, 5, 6
LARGEST_MEMORY = 460_000_000
_LARGEST_ANSWER = 64_000_000
_DAY = len("2023-03-21")
_OLE = b"\xd0\xcf\x11\xe0"
_MOST_SHEETS, _MOST_MERGES = 200, 20_000

Row = tuple[int, tuple[str, ...]]
Sheet = tuple[str, bool, list[Row], list[tuple[int, int, int]], bool]


def main(most_rows: int) -> NoReturn:
    """Read the table on standard input and leave with an answer or a reason; never more than so many rows."""
    _limit_memory()
    # The process ends before anything has to be swept up.
    gc.disable()
    data = sys.stdin.buffer.read()
    answer = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    from python_calamine import CalamineError, PasswordError

    from register.shown_xls import is_locked

    if data.startswith(_OLE) and is_locked(data):
        os._exit(PASSWORD)
    try:
        packed = marshal.dumps(_sheets(data, most_rows))
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


def _sheets(data: bytes, most_rows: int) -> list[Sheet]:
    from python_calamine import CalamineWorkbook

    # calamine lets other threads run while it reads, and what is looked for beside it takes a fifth of its time.
    looking = _Looking(data)
    looking.start()
    read = list(_opened(CalamineWorkbook.from_filelike(io.BytesIO(data))))
    shown = looking.found()
    found: list[Sheet] = []
    for name, visible, sheet in read:
        if sheet is None:
            found.append((name, visible, [], [], not visible))
            continue
        values = shown.get(name)
        rows = _rows(sheet, values.cells if values else {}, most_rows)
        most_rows -= len(rows)
        ranges = sheet.merged_cell_ranges
        merges = _vertical(ranges) if ranges is not None else values.merges if values else []
        found.append((name, visible, rows, merges[:_MOST_MERGES], True))
    return found


class _Looking(Thread):
    """Looks for what the sheets show beside their values."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data
        self._found: dict[str, ShownValues] | None = None

    def run(self) -> None:
        from register.shown_values import shown_values  # late: its imports take as long as to look

        self._found = shown_values(self._data)

    def found(self) -> "dict[str, ShownValues]":
        """Wait and return it; raises MemoryError."""
        self.join()
        if self._found is None:
            raise MemoryError
        return self._found


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
            # The other sheets are worth reading; that this one was not is said.
            with suppress(CalamineError):
                sheet = book.get_sheet_by_index(place)
        yield about.name, visible, sheet


def _rows(sheet: "CalamineSheet", shown: dict[tuple[int, int], str], most_rows: int) -> list[Row]:
    """Return the rows that say anything, each with its line."""
    start = sheet.start
    if start is None:
        return []
    marked = {line for line, _column in shown}
    before = ("",) * start[1]
    rows: list[Row] = []
    values: Sequence[Sequence[object]] = sheet.to_python()
    for line, row in enumerate(values, start=start[0] + 1):
        if row.count("") == len(row) and line not in marked:
            continue
        cells = tuple([value if isinstance(value, str) else _written(value) for value in row])
        if before:
            cells = before + cells
        if line in marked:
            cells = tuple(shown.get((line, column), value) for column, value in enumerate(cells))
        rows.append((line, cells))
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


def _vertical(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]] | None) -> list[tuple[int, int, int]]:
    """Return the merges of more than one row: top line, bottom line, column from 0."""
    return [(top + 1, bottom + 1, left) for (top, left), (bottom, _right) in ranges or () if bottom > top]
