"""The ledger as lines and as a 发文登记簿 in xlsx, ready to print; no cell can be taken for a formula."""

import datetime
import io
from typing import Any

from letter.numbers import number_text
from register.values import STATE_WORDS, Entry, Gap, Ledger

_ORIGIN_WORDS = {
    "program": "", "office": "手工登记", "import": "取自以前的登记表", "restore": "恢复备份时补登", "letter": "",
}  # fmt: skip
GAP, DOUBLE = "缺号", "重号"
_UNEXPLAINED = "未说明"
HEADERS = ("序号", "发文字号", "成文日期", "标题", "主送", "案号", "状态", "说明", "登记人", "登记时间")
_WIDTHS = (6, 22, 12, 48, 24, 10, 8, 28, 12, 18)
_GRID = "grid"
_TITLE = "发文登记簿"
_CHAIN = "历史的行数和链首：{chain}"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST_CELL = 32_000
_MARGIN = 0.5
_TITLE_SIZE = 16


def ledger_lines(ledger: Ledger) -> list[tuple[str, ...]]:
    """Return a line for each number and each gap: number, state, date, title, what there is to say."""
    return [(row[1], row[6], row[2], row[3], row[7]) for row in _rows(ledger)]


def ledger_sheet(ledger: Ledger, at: datetime.datetime) -> bytes:
    """Return the ledger as xlsx: A4 across, the head on every page, page numbers; the time of printing below."""
    from openpyxl import Workbook  # late: it takes a quarter of a second
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    book = Workbook()
    sheet: Any = book.active
    sheet.title = _TITLE
    sheet.append([_TITLE])
    sheet.append(list(HEADERS))
    for number, row in enumerate(_rows(ledger), start=1):
        sheet.append([str(number), *(defused(value) for value in row[1:])])
    side = Side(style="thin")
    # One style with a name: to give each cell its own takes a millisecond a row.
    grid = NamedStyle(_GRID, border=Border(left=side, right=side, top=side, bottom=side), number_format="@")
    grid.alignment = Alignment(wrap_text=True, vertical="center")
    book.add_named_style(grid)
    for cells in sheet.iter_rows(min_row=2, max_col=len(HEADERS)):
        for cell in cells:
            cell.style = _GRID
            # Whatever the words look like, the cell holds text.
            cell.data_type = "s"
    for column, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + column)].width = width
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEADERS))
    sheet["A1"].font = Font(size=_TITLE_SIZE, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    _set_page(sheet, at, ledger.chain)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, control characters left out."""
    clean = "".join(char for char in text if char in "\t\r\n" or ord(char) >= ord(" "))[:_LONGEST_CELL]
    return f"'{clean}" if clean.lstrip(" \u3000").startswith(_FORMULA) or clean.startswith(_FORMULA) else clean


def _set_page(sheet: Any, at: datetime.datetime, chain: str) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:2"
    sheet.freeze_panes = "A3"
    sheet.page_margins.left = sheet.page_margins.right = _MARGIN
    sheet.oddFooter.left.text = _CHAIN.format(chain=chain)
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.oddFooter.right.text = f"{at:%Y-%m-%d %H:%M} 打印"


def _rows(ledger: Ledger) -> list[tuple[str, ...]]:
    """Return the rows of the sheet without their counts, entries and gaps in the order of the numbers."""
    rows: list[tuple[tuple[str, int, int, int], tuple[str, ...]]] = []
    doubles = set(ledger.doubles)
    for entry in ledger.entries:
        if entry.state != "released":
            rows.append((_order(entry), _entry_row(entry, entry.number in doubles)))
    for gap in ledger.gaps:
        words = gap.reason or _UNEXPLAINED + ("（保留后退回）" if gap.released else "")
        rows.append((_order(gap), ("", number_text(gap.number), "", "", "", "", GAP, words, "", "")))
    return [row for _, row in sorted(rows)]


def _entry_row(entry: Entry, double: bool) -> tuple[str, ...]:
    date = entry.details.date.isoformat() if entry.details.date else ""
    words = "；".join(filter(None, (DOUBLE if double else "", _ORIGIN_WORDS[entry.origin], entry.reason)))
    return (
        "", number_text(entry.number), date, entry.details.title, entry.details.addressee, entry.details.proposal,
        STATE_WORDS[entry.state].printed, words, entry.user, entry.at[:16].replace("T", " "),
    )  # fmt: skip


def _order(item: Entry | Gap) -> tuple[str, int, int, int]:
    number = item.number
    return (number.code, number.year or 0, number.serial or 0, item.occurrence if isinstance(item, Entry) else 0)
