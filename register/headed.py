"""Tables with a line of heads, as takeover and assignment lists read them: the heads, and the rows as texts and dates.

A cell that cannot be read costs its row that one cell: the others are kept, and a remark says so.
"""

import datetime
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import NamedTuple

from letter.chinese import read_date
from letter.cleaning import clean_line, clean_text
from letter.messages import Message, joined, message
from register.errors import SheetRefused
from register.values import LineRemark, RefusedLine
from register.workbook import Cells, Table

HEAD_ROWS = 20
# A head stands over at most so many lines: 承办单位 above 主办 and 会办.
_DEEPEST_HEAD = 3
_LONGEST = 2_000
_SHOWN = 40
_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
_IN_ERROR = message("“{head}”里是出错的公式（{mark}），这一格没有导入")
_TOO_LONG = message("“{head}”里的文字太长，这一格没有导入")
_BAD_DATE = message("“{head}”里认不出日期“{text}”，这一格没有导入")
_SERIAL_DATE = message("“{head}”里的{text}按表格软件的日期序号读作 {day}，请核对")
_HIDDEN = message("工作表“{name}”是隐藏的，没有读。")
_DAMAGED = message("工作表“{name}”读不出来，没有读。")
_WITHOUT_HEADS = message("工作表“{name}”里没有认出要的列名，没有读。")
_NOT_CHOSEN = message("工作表“{name}”没有选，没有读。")
_UNKNOWN = message("表格里没有叫“{name}”的工作表，请看一看名字再试。")
_STAYS_HIDDEN = message("工作表“{name}”是隐藏的，请在 Excel 或 WPS 里取消隐藏、保存后再试。")

_CLOCK = re.compile(
    r"(?<=\d|日)[T\s]*(?:上午|下午|凌晨|中午|晚上|AM|PM)?\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:AM|PM|Z)?$"
)
_WEEKDAY = re.compile(r"[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?$")
_LIMIT = re.compile(r"(?<=\d|日|号)(?:(?:之前|以前|前)(?:完成|办结|办理完毕|办复|答复|报送|反馈|回复)?|截止|止)$")
_ISO_LENGTH = len("2023-03-21")
_SERIAL = re.compile(r"([2-5]\d{4})(?:\.\d+)?")
_SERIAL_EPOCH = datetime.date(1899, 12, 30).toordinal()


class Heads(NamedTuple):
    """The line of heads of a table: the columns of the fields, what stands there, the last line, the other heads."""

    columns: dict[str, int]
    words: dict[str, str]
    below: int
    ignored: tuple[str, ...]


class Row(NamedTuple):
    """A row below the heads: the texts of its fields, those that a merge hands down, what could not be read."""

    line: int
    texts: dict[str, str]
    merged: frozenset[str]
    remarks: list[Message]


class HeadedTable(NamedTuple):
    """A table whose heads are known: what stands above them, and all that the heads say."""

    table: Table
    heads: Heads
    titles: tuple[str, ...]
    words: tuple[str, ...]


class Chosen(NamedTuple):
    """Of a file: the tables to be read, the names of all that could be, and a sentence for each that is not read."""

    tables: tuple[HeadedTable, ...]
    names: tuple[str, ...]
    unread: tuple[str, ...]

    def sheet_of(self, table: HeadedTable) -> str:
        """Return the name by which the rows of a table are told from those of others; nothing where it is alone."""
        return table.table.name if len(self.tables) > 1 else ""


def choose_tables(
    tables: Sequence[Table],
    names: Mapping[str, tuple[str, ...]],
    enough: Callable[[Collection[str]], bool],
    no_heads: Message,
    sheet: str = "",
) -> Chosen:
    """Return the tables that have the heads that are enough, all or the one that is named; raises SheetRefused."""
    if sheet and sheet not in {table.name for table in tables}:
        raise SheetRefused(_UNKNOWN.filled(name=sheet[:_SHOWN]))
    found: list[HeadedTable] = []
    readable: list[str] = []
    unread: list[str] = []
    for table in tables:
        headed = _headed(table, names, enough)
        if headed:
            readable.append(table.name)
        if sheet == table.name and table.hidden:
            raise SheetRefused(_STAYS_HIDDEN.filled(name=table.name))
        if headed and sheet in ("", table.name):
            found.append(headed)
        elif headed or table.rows or table.hidden or table.damaged:
            unread.append(_why_unread(table, headed).filled(name=table.name))
    if not found:
        raise SheetRefused(joined((no_heads, *unread)) if len(tables) > 1 else no_heads)
    return Chosen(tuple(found), tuple(readable), tuple(unread))


def rows_below(headed: HeadedTable) -> Iterator[Row]:
    """Yield the rows below the heads that say anything, each cell cleaned; merged cells say it in all their rows."""
    heads, table = headed.heads, headed.table
    handed = _handed_down(table, heads)
    fields, places = list(heads.columns), list(heads.columns.values())
    # What no cell needs is looked for in all of them at once: it takes as long as the reading itself, cell by cell.
    whole = "".join(chain.from_iterable(cells for _line, cells in table.rows))
    clean = _bare if clean_text(whole) == whole else cell_text
    wary = (
        "#" in whole or max(map(len, chain.from_iterable(cells for _line, cells in table.rows)), default=0) > _LONGEST
    )
    for line, cells in table.rows:
        if line <= heads.below:
            continue
        texts = dict(zip(fields, [clean(cells[place]) for place in places], strict=True))
        if not any(texts.values()):
            continue
        remarks = _unreadable(texts, heads) if wary else []
        given = {field: text for field, text in handed[line].items() if not texts[field]} if line in handed else {}
        yield Row(line, texts | given if given else texts, frozenset(given), remarks)


def _unreadable(texts: dict[str, str], heads: Heads) -> list[Message]:
    """Empty the texts that are none, and return what is to be said of each."""
    remarks: list[Message] = []
    for field, text in texts.items():
        if text in _ERRORS:
            remarks.append(_IN_ERROR.filled(head=heads.words[field], mark=text))
            texts[field] = ""
        elif len(text) > _LONGEST:
            remarks.append(_TOO_LONG.filled(head=heads.words[field]))
            texts[field] = ""
    return remarks


def day_of(row: Row, heads: Heads, field: str, *, limit: bool = False) -> datetime.date | None:
    """Return the day of a field, None for none or one that cannot be read, which is remarked.

    A limit may be written with 前: 2023年6月30日前.
    """
    text = row.texts.get(field, "")
    if not text:
        return None
    day = _iso_day(text) or _day(text, limit=limit)
    if day is None and (serial := _SERIAL.fullmatch(text)):
        day = datetime.date.fromordinal(_SERIAL_EPOCH + int(serial[1]))
        row.remarks.append(_SERIAL_DATE.filled(head=heads.words[field], text=text[:_SHOWN], day=day))
    elif day is None:
        row.remarks.append(_BAD_DATE.filled(head=heads.words[field], text=text[:_SHOWN]))
    return day


def refused(row: Row, reason: str, sheet: str) -> RefusedLine:
    """Return that a row is not taken in, and why."""
    return RefusedLine(row.line, reason, sheet)


def remarked(row: Row, sheet: str) -> list[LineRemark]:
    """Return what is to be said of a row that is taken in."""
    return [LineRemark(row.line, words, sheet) for words in row.remarks]


def bare_head(cell: str) -> str:
    """Return a head without blanks, colons and what stands in brackets."""
    return re.sub(r"[\s:：*＊]|[（(].*?[）)]", "", cell_text(cell))


def cell_text(value: str) -> str:
    """Return the text of a cell."""
    return _bare(clean_text(value)) if value else ""


def _bare(value: str) -> str:
    # Our own export puts the mark before what a spreadsheet could take for a formula.
    return value.strip(" \u3000\n\t").removeprefix("'")


def _iso_day(text: str) -> datetime.date | None:
    """Return the day that a cell with a date says; read_date knows many forms, and takes twenty times as long."""
    if len(text) != _ISO_LENGTH or text[4] != "-":
        return None
    with suppress(ValueError):
        return datetime.date.fromisoformat(text)
    return None


def _day(text: str, *, limit: bool) -> datetime.date | None:
    if day := read_date(text):
        return day
    plain = unicodedata.normalize("NFKC", text).strip(" 。.;；")
    plain = _WEEKDAY.sub("", re.sub(r"\s", "", _CLOCK.sub("", plain)))
    return read_date(_LIMIT.sub("", plain) if limit else plain)


def _headed(
    table: Table, names: Mapping[str, tuple[str, ...]], enough: Callable[[Collection[str]], bool]
) -> HeadedTable | None:
    for place, (line, cells) in enumerate(table.rows[:HEAD_ROWS]):
        columns = _columns(cells, names)
        if not enough(columns):
            continue
        under = _lines_under(table, place, columns, names)
        columns, words = _combined([cells, *under], names)
        taken = set(columns.values())
        ignored = tuple(head for column, head in enumerate(_heads_of([cells, *under])) if head and column not in taken)
        titles = tuple(clean_line(cell) for _line, row in table.rows[:place] for cell in row if cell)
        said = tuple(clean_line(cell) for row in (cells, *under) for cell in row if cell)
        return HeadedTable(table, Heads(columns, words, line + len(under), ignored), titles, said)
    return None


def _columns(cells: Cells, names: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return which column each field stands in: of several likely heads the one that the list names first."""
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        if cell:
            places.setdefault(bare_head(cell), place)
    found = {field: next((places[head] for head in heads if head in places), -1) for field, heads in names.items()}
    return {field: place for field, place in found.items() if place >= 0}


def _lines_under(
    table: Table, place: int, columns: Mapping[str, int], names: Mapping[str, tuple[str, ...]]
) -> list[Cells]:
    """Return the further lines of the heads: those of cells merged with it, or that have heads and nothing else."""
    line = table.rows[place][0]
    known = set(columns.values())
    bottom = max((merge.bottom for merge in table.merges if merge.top == line and merge.column in known), default=line)
    words = {word for heads in names.values() for word in heads}
    under: list[Cells] = []
    for next_line, cells in table.rows[place + 1 : place + _DEEPEST_HEAD]:
        heads_alone = {bare_head(cell) for cell in cells if cell} <= words
        if next_line != line + len(under) + 1 or not (next_line <= bottom or heads_alone):
            break
        under.append(cells)
    return under


def _heads_of(lines: Sequence[Cells]) -> list[str]:
    """Return the head of each column, the lowest that says anything."""
    heads: list[str] = [""] * max(map(len, lines))
    for cells in lines:
        heads = [clean_line(cells[column]) if column < len(cells) and cells[column] else head
                 for column, head in enumerate(heads)]  # fmt: skip
    return heads


def _combined(lines: Sequence[Cells], names: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, int], dict[str, str]]:
    """Return the columns of heads that stand over several lines, and their words; a lower line wins."""
    columns: dict[str, int] = {}
    for cells in lines:
        lower = _columns(cells, names)
        columns = {field: place for field, place in columns.items() if place not in lower.values()} | lower
    heads = _heads_of(lines)
    return columns, {field: heads[column] for field, column in columns.items()}


def _handed_down(table: Table, heads: Heads) -> dict[int, dict[str, str]]:
    """Return by lines what the merged cells of the fields say below their first row."""
    fields = {place: field for field, place in heads.columns.items()}
    lines = [line for line, _cells in table.rows]
    reached = dict.fromkeys(fields, heads.below)
    handed: dict[int, dict[str, str]] = {}
    for merge in sorted(table.merges):
        # Merges that overlap are damage, and could be as many as the rows, each as long as the table.
        if merge.column not in fields or merge.top <= reached[merge.column]:
            continue
        reached[merge.column] = merge.bottom
        first = bisect_left(lines, merge.top)
        if first == len(lines) or lines[first] != merge.top:
            continue
        cells = table.rows[first][1]
        text = cell_text(cells[merge.column]) if merge.column < len(cells) else ""
        if text and text not in _ERRORS and len(text) <= _LONGEST:
            for line in lines[first + 1 : bisect_right(lines, merge.bottom)]:
                handed.setdefault(line, {})[fields[merge.column]] = text
    return handed


def _why_unread(table: Table, headed: HeadedTable | None) -> Message:
    if table.hidden:
        return _HIDDEN
    if table.damaged:
        return _DAMAGED
    return _NOT_CHOSEN if headed else _WITHOUT_HEADS
