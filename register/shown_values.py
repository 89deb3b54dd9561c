"""What a table shows beside its values: zeros that a number format puts before a number, formulas in error, merges.

calamine gives the value of a cell, 12 where the format 0000 shows 0012, and nothing for #REF!. Both are sought in the
bytes of the sheets, and only where the styles of the file have such a format; a file without them costs one search.
"""

import html
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from register.number_forms import NumberForm, Place, ShownValues, number_form
from register.shown_ods import shown_in_ods
from register.shown_xls import shown_in_xls

_SMALL = 4_000_000
_ODS_CONTENT = "content.xml"
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^>]*>")
_CODE = re.compile(rb"""\bformatCode=(["'])(.*?)\1""")
_IDENTIFIER = re.compile(rb"""\bnumFmtId=["'](\d+)["']""")
_FORMATS_OF_CELLS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT_OF_CELL = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^>/])>(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]*)</")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_STYLE = re.compile(rb"""\bs=["'](\d{1,6})["']""")
_IN_ERROR = re.compile(rb"""\bt=["']e["']""")
_OTHER_TYPE = re.compile(rb"""\bt=["'](?!n["'])""")
_RELATION_OF_STYLES, _RELATION_OF_BOOK = "/styles", "/officeDocument"


def shown_values(data: bytes) -> dict[str, ShownValues]:
    """Return what the sheets of a file show that their values do not say, by the names of the sheets."""
    try:
        if not data.startswith(b"PK"):
            return shown_in_xls(data)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in package.infolist()}
            if _ODS_CONTENT in parts:
                return shown_in_ods(package.read(parts[_ODS_CONTENT]))
            return dict(_of_workbook(package, parts))
    except (
        zipfile.BadZipFile, zlib.error, ElementTree.ParseError, struct.error, KeyError, ValueError, IndexError,
        EOFError, NotImplementedError, RuntimeError,
    ):  # fmt: skip
        # calamine has read the file, and knows better than we whether it is damaged.
        return {}


def _of_workbook(package: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> Iterator[tuple[str, ShownValues]]:
    book = next((target for kind, target in _relations(package, parts, "").values()
                 if kind.endswith(_RELATION_OF_BOOK)), "")  # fmt: skip
    if book not in parts:
        return
    relations = _relations(package, parts, book)
    styles = next((target for kind, target in relations.values() if kind.endswith(_RELATION_OF_STYLES)), "")
    formats = _formats(package.read(parts[styles])) if styles in parts else {}
    for sheet in _root(package, parts[book]).iter():
        if _local(sheet.tag) != "sheet":
            continue
        identifier = next((value for name, value in sheet.attrib.items() if _local(name) == "id"), "")
        _kind, part = relations.get(identifier, ("", ""))
        if part in parts:
            content = package.read(parts[part])
            if formats or b't="e"' in content or b"t='e'" in content:
                yield sheet.get("name", ""), ShownValues(dict(_cells(content, formats)), [])


def _relations(package: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], name: str) -> dict[str, tuple[str, str]]:
    """Return the kind and the part that each relationship of a part leads to."""
    folder, _slash, base = name.rpartition("/")
    entry = parts.get(f"{folder}/_rels/{base}.rels".lstrip("/"))
    found: dict[str, tuple[str, str]] = {}
    for row in _root(package, entry).iter() if entry else ():
        target = row.get("Target", "").replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") or not folder else f"{folder}/{target}"
        found[row.get("Id", "")] = (row.get("Type", ""), path.lower())
    return found


def _root(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> ElementTree.Element:
    if entry.file_size > _SMALL:
        raise ValueError(entry.filename)
    # No part defines anything: table_file has looked.
    return ElementTree.fromstring(package.read(entry))


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _formats(styles: bytes) -> dict[int, NumberForm]:
    """Return what the cells of each style show around their number, and how many digits at least."""
    wanted: dict[bytes, NumberForm] = {}
    for found in _FORMAT.finditer(styles):
        code, identifier = _CODE.search(found[0]), _IDENTIFIER.search(found[0])
        if code and identifier and (form := number_form(html.unescape(code[2].decode("utf-8", "replace")))):
            wanted[identifier[1]] = form
    if not wanted or not (cells := _FORMATS_OF_CELLS.search(styles)):
        return {}
    formats: dict[int, NumberForm] = {}
    for number, found in enumerate(_FORMAT_OF_CELL.finditer(cells[0])):
        identifier = _IDENTIFIER.search(found[0])
        if identifier and identifier[1] in wanted:
            formats[number] = wanted[identifier[1]]
    return formats


def _cells(sheet: bytes, formats: dict[int, NumberForm]) -> Iterator[tuple[Place, str]]:
    for found in _CELL.finditer(sheet):
        attributes, value = found.groups()
        place = _PLACE.search(attributes)
        if not place:
            continue
        if _IN_ERROR.search(attributes):
            yield _place(place), value.decode("utf-8", "replace")
        elif (style := _STYLE.search(attributes)) and (form := formats.get(int(style[1]))):
            text = None if _OTHER_TYPE.search(attributes) else form.shown(value.decode("ascii", "replace"))
            if text is not None:
                yield _place(place), text


def _place(found: re.Match[bytes]) -> Place:
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - ord("A") + 1
    return int(found[2]), column - 1
