"""Anybody's xlsx opened with bounds: the zip is judged before anything is unpacked, no part may define a type."""

import io
import zipfile
import zlib
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

from letter.messages import counted, message
from register.errors import SheetRefused

LARGEST_FILE, LARGEST_TOTAL, LARGEST_PART = 32_000_000, 128_000_000, 64_000_000
MOST_ENTRIES, HIGHEST_RATIO, MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 2_000, 100, 50_000, 60, 20
# The last row that a spreadsheet has; blank rows before a full one are made up by the reader.
_LAST_ROW = 1_048_576
# Small parts of blanks pack better than any ratio allows, and harm nobody.
_HARMLESS = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0"
_BROKEN = message("这不是能读的 xlsx 表格，或文件已经损坏，请用 Excel 或 WPS 打开后另存为 xlsx 再试。")
_SWOLLEN = message("表格大得不正常，不予打开，请用 Excel 或 WPS 打开后另存为 xlsx 再试。")
_UNREADABLE = message("读不了“{path}”，请检查文件名和权限。")
_TOO_LONG = counted("表格超过 {count} 行，一行都没有导入，请拆成行数少一些的几份，再逐份导入。")
_OLD = message("这是加了密的或老式的 xls 表格，请用 Excel 或 WPS 打开后另存为 xlsx 再试。")
_ENTITIES = message("表格里带有不该有的定义，可能有危险，不予打开，请用 Excel 或 WPS 打开后另存为 xlsx 再试。")

Cells = tuple[Any, ...]


def read_cells(path: Path) -> Generator[list[Cells], None, None]:
    """Return the rows of each sheet as the values that the cells show; raises SheetRefused."""
    data = _judged(path)
    import openpyxl  # late: it takes a quarter of a second
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets[:MOST_SHEETS]:
            yield _rows(sheet.iter_rows(max_row=_LAST_ROW + 1, max_col=MOST_COLUMNS, values_only=True))
    except (
        InvalidFileException, zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError,
        IndexError, SyntaxError, OSError, EOFError, OverflowError, RecursionError,
    ) as error:  # fmt: skip
        # A damaged workbook shows itself to openpyxl in any of these.
        raise SheetRefused(_BROKEN) from error


def _rows(found: Iterable[Cells]) -> list[Cells]:
    """Return all rows up to the last one that says anything; raises SheetRefused rather than leave some out."""
    kept: list[Cells] = []
    full = last = 0
    for row in found:
        kept.append(row)
        if any(value is not None for value in row):
            full, last = full + 1, len(kept)
        if full > MOST_ROWS or len(kept) > _LAST_ROW:
            raise SheetRefused(_TOO_LONG.filled(count=MOST_ROWS))
    return kept[:last]


def _judged(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SheetRefused(_SWOLLEN)
        data = path.read_bytes()
    except OSError as error:
        raise SheetRefused(_UNREADABLE.filled(path=path)) from error
    if data.startswith(_OLE):
        raise SheetRefused(_OLD)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _judge_entries(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise SheetRefused(_BROKEN) from error
    return data


def _judge_entries(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if len(entries) > MOST_ENTRIES or len({entry.filename.lower() for entry in entries}) != len(entries):
        raise SheetRefused(_BROKEN)
    if sum(entry.file_size for entry in entries) > LARGEST_TOTAL:
        raise SheetRefused(_SWOLLEN)
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > LARGEST_PART or (entry.file_size > _HARMLESS and ratio > HIGHEST_RATIO):
            raise SheetRefused(_SWOLLEN)
        if entry.filename.lower().endswith((".xml", ".rels")):
            part = package.read(entry)
            if b"<!DOCTYPE" in part.replace(b"\0", b"") or b"<!ENTITY" in part.replace(b"\0", b""):
                raise SheetRefused(_ENTITIES)
