"""Reading a table of many rows beside calamine alone, taking turns."""

import tempfile
from pathlib import Path
from statistics import median

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from tests.bench.report import QUICK, Report, seconds

ROWS = 20_000
TURNS = 5 if QUICK else 15
# calamine in a process of its own, with the zeros and errors that it does not tell of.
ASKED = 2


def table_reading(report: Report) -> None:
    """Time the reading of a register of 20,000 rows, and all that is done until it can be shown."""
    from register.takeover import read_sheet
    from register.workbook import read_tables

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "登记表.xlsx")
        _write(path)
        times: dict[str, list[float]] = {"calamine": [], "read": [], "recognised": []}
        for _turn in range(TURNS):
            times["calamine"].append(seconds(lambda: _calamine(path)))
            times["read"].append(seconds(lambda: read_tables(path)))
            times["recognised"].append(seconds(lambda: read_sheet(path)))
    mid = {name: median(taken) for name, taken in times.items()}
    detail = ", ".join(f"{name} {taken * 1e3:.0f} ms" for name, taken in mid.items())
    what = f"a table of {ROWS:,} rows read, of calamine"
    report.row(what, mid["read"] / mid["calamine"], ASKED, least=False, detail=detail)
    report.tell("the same with each row recognised", mid["recognised"] / mid["calamine"], "x")


def _calamine(path: Path) -> None:
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def _write(path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["发文字号", "标题", "成文日期", "主送", "案号", "备注"])
    for serial in range(1, ROWS + 1):
        sheet.append(
            [f"朝民函〔2023〕{serial}号", f"关于第{serial}号提案的答复", "2023-03-01", "李文清委员", serial, "公开"]
        )
    book.save(path)
