"""Taking over earlier rows (以前的登记表) from xlsx: what was recognised is shown before it is taken in."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from letter.messages import message
from letter.model import DocumentNumber
from letter.numbers import SERIAL_LIMIT, number_text, read_number
from register.errors import NumberRefused, SheetRefused
from register.headed import HEAD_ROWS, cell_date, cell_text, left_out, recognised
from register.numbers import take_in
from register.sheet import GAP
from register.store import Store
from register.values import Details, RefusedLine
from register.workbook import Cells, read_cells
from resources import read

_LONGEST = 2_000
_VOID = ("作废", "已作废")
_NO_HEAD = message("表格里没有认出“发文字号”（或“编号”）这样的列名，请在一行里写上列名后再试。")
_NO_NUMBER = message("没有发文字号")
_UNREADABLE = message("认不出字号“{text}”")
_NO_SERIES = message("只有序号，还不知道机关代字和年份")
_TOO_LONG = message("文字太长")
_AGAIN = "以前的登记表第 {line} 行，与第 {first} 行重号"
_FROM = "以前的登记表第 {line} 行"


class SheetRow(msgspec.Struct, frozen=True):
    """A row that can be taken in; double is the line in which the same number stood before, 0 for the first."""

    line: int
    number: DocumentNumber
    details: Details
    reason: str
    void: bool
    double: int


class Sheet(msgspec.Struct, frozen=True):
    """What was recognised: the column names by what they were taken for, the rows, and what is refused.

    ignored holds the names of the columns that were not recognised.
    """

    columns: dict[str, str]
    rows: tuple[SheetRow, ...]
    refused: tuple[RefusedLine, ...]
    ignored: tuple[str, ...] = ()


class Taken(msgspec.Struct, frozen=True):
    """What was taken in, and what the register refused because it knew it already."""

    taken: tuple[DocumentNumber, ...]
    refused: tuple[RefusedLine, ...]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return msgspec.json.decode(read("register_columns.json"), type=dict[str, tuple[str, ...]])


def read_sheet(path: Path, code: str = "", year: int | None = None) -> Sheet:
    """Return what a table says, changing nothing; code and year are for tables that only count.

    Raises SheetRefused when the file is no table, is unsafe or has no column of numbers.
    """
    for cells in read_cells(path):
        for place, row in enumerate(cells[:HEAD_ROWS]):
            columns = recognised(row, _names())
            if "number" in columns or "serial" in columns:
                heads = {field: cell_text(row[column]) for field, column in columns.items()}
                sheet = _recognised(heads, columns, cells[place + 1 :], place + 2, code, year)
                return msgspec.structs.replace(sheet, ignored=left_out(row, columns))
    raise SheetRefused(_NO_HEAD)


def take_over(store: Store, sheet: Sheet) -> Taken:
    """Take in the rows of a sheet in one transaction, each with its history; raises RegisterError."""
    taken: list[DocumentNumber] = []
    refused: list[RefusedLine] = []
    with store.writing() as writing:
        for row in sheet.rows:
            try:
                take_in(
                    writing, row.number, row.reason, row.details, origin="import", double=bool(row.double),
                    state="void" if row.void else "taken",
                )  # fmt: skip
            except NumberRefused as error:
                refused.append(RefusedLine(row.line, error.args[0]))
            else:
                taken.append(row.number)
    return Taken(tuple(taken), tuple(refused))


def _recognised(
    heads: dict[str, str], columns: Mapping[str, int], cells: Sequence[Cells], first: int, code: str, year: int | None
) -> Sheet:
    found: list[SheetRow] = []
    refused: list[RefusedLine] = []
    lines: dict[DocumentNumber, int] = {}
    for line, row in enumerate(cells, start=first):
        fields: dict[str, Any] = {name: row[place] for name, place in columns.items() if place < len(row)}
        if not any(cell_text(value) for value in fields.values()) or cell_text(fields.get("state")) == GAP:
            continue
        try:
            one = _row(line, fields, code, year)
        except SheetRefused as error:
            refused.append(RefusedLine(line, error.args[0]))
            continue
        before = lines.setdefault(one.number, line)
        if before != line:
            reason = "；".join(filter(None, (one.reason, _AGAIN.format(line=line, first=before))))
            one = msgspec.structs.replace(one, double=before, reason=reason)
        found.append(one)
    return Sheet(heads, tuple(found), tuple(refused))


def _row(line: int, fields: Mapping[str, Any], code: str, year: int | None) -> SheetRow:
    words = {name: cell_text(fields.get(name)) for name in ("title", "addressee", "proposal", "reason", "state")}
    if any(len(text) > _LONGEST for text in words.values()):
        raise SheetRefused(_TOO_LONG)
    date = cell_date(fields.get("date"))
    number = _number(fields, code, year or (date.year if date else None))
    void = words["state"] in _VOID or words["reason"].startswith(_VOID)
    details = Details(date, words["title"], words["addressee"], words["proposal"])
    return SheetRow(line, number, details, words["reason"] or _FROM.format(line=line), void, 0)


def _number(fields: Mapping[str, Any], code: str, year: int | None) -> DocumentNumber:
    text = cell_text(fields.get("number"))
    if text and (number := read_number(text)):
        return number
    count = text or cell_text(fields.get("serial"))
    if not count:
        raise SheetRefused(_NO_NUMBER)
    digits = re.fullmatch(r"第?0*([1-9]\d{0,4})号?(?:\.0)?", count)
    if not digits or int(digits[1]) > SERIAL_LIMIT:
        raise SheetRefused(_UNREADABLE.filled(text=count[:40]))
    years = re.fullmatch(r"((?:19|20)\d{2})年?(?:\.0)?", cell_text(fields.get("year")))
    code = cell_text(fields.get("code")) or code
    year = int(years[1]) if years else year
    number = DocumentNumber(code, year, int(digits[1])) if code and year else None
    if number is None:
        raise SheetRefused(_NO_SERIES)
    if read_number(number_text(number)) != number:
        raise SheetRefused(_UNREADABLE.filled(text=number_text(number)[:80]))
    return number
