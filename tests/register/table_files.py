"""Small table files as offices send them, made byte by byte where no library here writes them: xlsx, xls, ods."""

import datetime
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST_STREAM = 4096
_DAY_ZERO = datetime.date(1899, 12, 30).toordinal()
_DATE_FORMAT, _FIRST_OWN_FORMAT = 14, 164
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


class Shown(NamedTuple):
    """A number with its format: 12 of 0000."""

    value: float
    form: str


Rows = Sequence[Sequence[Any]]
Span = tuple[int, int, int, int]


def write_xlsx(
    path: Path, sheets: Mapping[str, Rows], *, merges: Mapping[str, Sequence[str]] | None = None,
    hidden: Sequence[str] = (),
) -> Path:  # fmt: skip
    """Write sheets of rows; a cell is text, a number, a day, one with a format, None."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell: Any = sheet.cell(line, column)
                cell.value, form = (value.value, value.form) if isinstance(value, Shown) else (value, None)
                if form:
                    cell.number_format = form
        for merge in (merges or {}).get(name, ()):
            sheet.merge_cells(merge)
        if name in hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def edited(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """Change the bytes of a part of an xlsx, which must be there."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts[part], parts[part][:2000]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def write_xls(
    path: Path, sheets: Mapping[str, Rows], *, merges: Mapping[str, Sequence[Span]] | None = None,
    hidden: Sequence[str] = (), locked: bool = False,
) -> Path:  # fmt: skip
    """Write an xls (BIFF8); a merge is its first and last row and first and last column, from 0."""
    forms = sorted({cell.form for rows in sheets.values() for row in rows for cell in row if isinstance(cell, Shown)})
    styles = [0, _DATE_FORMAT, *range(_FIRST_OWN_FORMAT, _FIRST_OWN_FORMAT + len(forms))]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    if locked:
        head += _record(0x002F, struct.pack("<H", 1) + b"\0" * 52)
    head += _record(0x0042, struct.pack("<H", 1200))
    for place, form in enumerate(forms):
        head += _record(0x041E, struct.pack("<H", _FIRST_OWN_FORMAT + place) + _text(form))
    for style in styles:
        head += _record(0x00E0, struct.pack("<HHH", 0, style, 0) + b"\0" * 14)
    bodies = [_xls_sheet(rows, forms, (merges or {}).get(name, ())) for name, rows in sheets.items()]
    tabs = [struct.pack("<BB", name in hidden, 0) + _text(name, short=True) for name in sheets]
    place = len(head) + sum(4 + 4 + len(tab) for tab in tabs) + 4
    for tab, body in zip(tabs, bodies, strict=True):
        head += _record(0x0085, struct.pack("<I", place) + tab)
        place += len(body)
    path.write_bytes(ole("Workbook", head + _record(0x000A, b"") + b"".join(bodies)))
    return path


def _xls_sheet(rows: Rows, forms: Sequence[str], merges: Sequence[Span]) -> bytes:
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            at = struct.pack("<HH", line, column)
            if isinstance(value, Shown):
                body += _record(0x0203, at + struct.pack("<Hd", 2 + forms.index(value.form), value.value))
            elif isinstance(value, datetime.date):
                body += _record(0x0203, at + struct.pack("<Hd", 1, value.toordinal() - _DAY_ZERO))
            elif isinstance(value, (int, float)):
                body += _record(0x0203, at + struct.pack("<Hd", 0, value))
            elif value:
                body += _record(0x0204, at + struct.pack("<H", 0) + _text(value))
    if merges:
        body += _record(0x00E5, struct.pack("<H", len(merges)) + b"".join(struct.pack("<HHHH", *one) for one in merges))
    return body + _record(0x000A, b"")


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str, *, short: bool = False) -> bytes:
    return struct.pack("<BB" if short else "<HB", len(text), 1) + text.encode("utf-16-le")


def ole(name: str, stream: bytes) -> bytes:
    """Return an OLE file of one stream."""
    stream = stream.ljust(_SMALLEST_STREAM, b"\0")
    stream += b"\0" * (-len(stream) % _SECTOR)
    used = len(stream) // _SECTOR + 1
    fats = 1
    while fats * _SECTOR // 4 < used + fats:
        fats += 1
    first = fats + 1
    chain = [_FAT] * fats + [_END] + list(range(first + 1, first + used - 1)) + [_END]
    table = chain + [_FREE] * (fats * _SECTOR // 4 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, fats, fats, 0, _SMALLEST_STREAM, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(fats), *[_FREE] * (109 - fats))
    folder = _entry("Root Entry", 5, _END, 0, child=1) + _entry(name, 2, first, len(stream)) + b"\0" * 256
    return header + struct.pack(f"<{len(table)}I", *table) + folder + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    made = letters.ljust(64, b"\0") + struct.pack("<HBBIII", len(letters), kind, 1, _FREE, _FREE, child)
    return made + b"\0" * 36 + struct.pack("<IQ", start, size)


def write_ods(path: Path, sheets: Mapping[str, str], *, hidden: Sequence[str] = ()) -> Path:
    """Write an ods whose sheets are given as the XML of their rows; see ods_rows."""
    names = " ".join(f'xmlns:{short}="{_OFFICE}{short}:1.0"' for short in ("office", "table", "text", "style"))
    tables = "".join(
        f'<table:table table:name="{name}" table:style-name="{"ta2" if name in hidden else "ta1"}">{rows}</table:table>'
        for name, rows in sheets.items()
    )
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/>'
        "</style:style>"
        for name, shown in (("ta1", "true"), ("ta2", "false"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        f'xmlns:manifest="{_OFFICE}manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", kind, zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return path


def ods_rows(rows: Rows) -> str:
    """Return rows as an ods has them: text, numbers, days, (spanned rows, text) for a merge, ... for what it covers."""
    return "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)


def _ods_cell(value: Any) -> str:
    if value is ...:
        return "<table:covered-table-cell/>"
    if isinstance(value, Shown):
        return _ods_value("float", f' office:value="{value.value}"', f"{int(value.value):0{len(value.form)}d}")
    if isinstance(value, tuple):
        spans, text = value
        return _ods_value("string", f' table:number-rows-spanned="{spans}"', text)
    if isinstance(value, datetime.date):
        return _ods_value("date", f' office:date-value="{value}"', str(value))
    if isinstance(value, (int, float)):
        return _ods_value("float", f' office:value="{value}"', str(value))
    return _ods_value("string", "", value) if value else "<table:table-cell/>"


def _ods_value(kind: str, more: str, text: str) -> str:
    return f'<table:table-cell office:value-type="{kind}"{more}><text:p>{text}</text:p></table:table-cell>'


def repacked(path: Path, name: str, data: bytes) -> Path:
    """Add or replace a part of a zip."""
    with zipfile.ZipFile(path) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for one, old in {**parts, name: data}.items():
            package.writestr(one, old)
    path.write_bytes(target.getvalue())
    return path
