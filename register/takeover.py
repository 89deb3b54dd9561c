"""Taking over earlier rows (以前的登记表) from a table: what was recognised is shown before it is taken in."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from letter.chinese import read_year
from letter.cleaning import clean_line
from letter.messages import message
from letter.model import DocumentNumber
from letter.numbers import SERIAL_LIMIT, number_text, read_number
from register.errors import NumberRefused, SheetRefused
from register.headed import HeadedTable, Row, choose_tables, day_of, refused, remarked, rows_below
from register.numbers import take_in
from register.reasons import AGAIN_IN_TABLE, FROM_TABLE, kept
from register.sheet import GAP
from register.store import Store
from register.values import Details, LineRemark, RefusedLine, Sheet, SheetRow
from register.workbook import read_tables
from resources import read

_VOID = ("作废", "已作废")
_NO_HEAD = message("表格里没有认出“发文字号”（或“编号”）这样的列名，请在一行里写上列名后再试。")
_NO_NUMBER = message("没有发文字号")
_UNREADABLE = message("认不出字号“{text}”")
_BAD_YEAR = message("认不出年份“{text}”")
_NO_SERIES = message("只有序号，还不知道机关代字和年份")
_COUNT = re.compile(r"第?0*([1-9]\d{0,4})号?")
# Fields that a merge does not hand down: two rows of one number would be a number that was given twice.
_OF_ONE_ROW = frozenset({"number", "serial"})


class Taken(msgspec.Struct, frozen=True):
    """What was taken in, and what the register refused because it knew it already."""

    taken: tuple[DocumentNumber, ...]
    refused: tuple[RefusedLine, ...]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return msgspec.json.decode(read("register_columns.json"), type=dict[str, tuple[str, ...]])


def read_sheet(path: Path, code: str = "", year: int | None = None, sheet: str = "") -> Sheet:
    """Return what a table says, changing nothing; code and year are for tables that only count.

    All sheets that are shown are read, or the one that is named. Raises SheetRefused when the file is no table, is
    unsafe or has no column of numbers.
    """
    chosen = choose_tables(
        read_tables(path), _names(), lambda found: "number" in found or "serial" in found, _NO_HEAD, sheet
    )
    reading = _Reading(code, year)
    for headed in chosen.tables:
        reading.read(headed, chosen.sheet_of(headed))
    columns = {field: head for headed in reversed(chosen.tables) for field, head in headed.heads.words.items()}
    ignored = dict.fromkeys(head for headed in chosen.tables for head in headed.heads.ignored)
    return Sheet(
        columns, tuple(reading.found), tuple(reading.refused), tuple(ignored), tuple(reading.remarks),
        chosen.names, chosen.unread,
    )  # fmt: skip


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


class _Reading:
    """The rows of one or more tables, as they are read; a number that stood before is a double."""

    def __init__(self, code: str, year: int | None) -> None:
        self._code, self._year = code, year
        self.found: list[SheetRow] = []
        self.refused: list[RefusedLine] = []
        self.remarks: list[LineRemark] = []
        self._first: dict[DocumentNumber, SheetRow] = {}

    def read(self, headed: HeadedTable, sheet: str) -> None:
        """Read the rows of a table."""
        for row in rows_below(headed):
            if row.texts.get("state") == GAP:
                continue
            try:
                one = _row(row, headed, sheet, self._code, self._year)
            except SheetRefused as error:
                self.refused.append(refused(row, error.args[0], sheet))
                continue
            before = self._first.setdefault(one.number, one)
            if before is not one:
                again = AGAIN_IN_TABLE.filled(
                    line=one.line, first=before.line, sheet=_named(sheet), first_sheet=_named(before.sheet)
                )
                reason = "；".join(filter(None, (one.reason, kept(again))))
                one = msgspec.structs.replace(one, double=before.line, reason=reason)
            self.found.append(one)
            if row.remarks:
                self.remarks += remarked(row, sheet)


def _named(sheet: str) -> str:
    return f"“{sheet}”" if sheet else ""


def _row(row: Row, headed: HeadedTable, sheet: str, code: str, year: int | None) -> SheetRow:
    texts = row.texts
    if row.merged:
        texts = {field: "" if field in _OF_ONE_ROW & row.merged else text for field, text in texts.items()}
    date = day_of(row, headed.heads, "date")
    number = _number(texts, code, year or (date.year if date else None))
    reason = texts.get("reason", "")
    void = texts.get("state", "") in _VOID or reason.startswith(_VOID)
    details = Details(
        date, clean_line(texts.get("title", "")), clean_line(texts.get("addressee", "")), texts.get("proposal", "")
    )
    return SheetRow(
        row.line, number, details, reason or kept(FROM_TABLE.filled(sheet=_named(sheet), line=row.line)), void, 0, sheet
    )


def _number(texts: Mapping[str, str], code: str, year: int | None) -> DocumentNumber:
    text = texts.get("number", "")
    if text and (number := read_number(text)):
        return number
    count = text or texts.get("serial", "")
    if not count:
        raise SheetRefused(_NO_NUMBER)
    digits = _COUNT.fullmatch(count)
    if not digits or int(digits[1]) > SERIAL_LIMIT:
        raise SheetRefused(_UNREADABLE.filled(text=count[:40]))
    code = texts.get("code", "") or code
    if written := texts.get("year", ""):
        year = read_year(written)
        if year is None:
            raise SheetRefused(_BAD_YEAR.filled(text=written[:40]))
    number = DocumentNumber(code, year, int(digits[1])) if code and year else None
    if number is None:
        raise SheetRefused(_NO_SERIES)
    if read_number(number_text(number)) != number:
        raise SheetRefused(_UNREADABLE.filled(text=number_text(number)[:80]))
    return number
