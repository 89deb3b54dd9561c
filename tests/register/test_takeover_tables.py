"""Earlier registers as offices keep them: older brackets and zeros, Strict files, many rows, several sheets."""

import datetime
import zipfile
from pathlib import Path

import pytest

from letter.chinese import read_date, read_year
from letter.numbers import read_number
from register.errors import SheetRefused
from register.ledger import read_ledger
from register.takeover import read_sheet, take_over
from register.values import Sheet
from tests.letters import ROOT
from tests.register.registers import number, register
from tests.register.table_files import Shown, edited, repacked, write_xls, write_xlsx

CASES = ROOT / "tests" / "cases"
HEADS = ("发文字号", "标题", "成文日期")


def numbers(sheet: Sheet) -> list[tuple[str, int | None, int | None]]:
    return [(row.number.code, row.number.year, row.number.serial) for row in sheet.rows]


# D13 Strict files.
def test_a_strict_file_is_read() -> None:
    assert numbers(read_sheet(CASES / "66-strict.register.xlsx")) == [("朝民函", 2023, 32)]


TRANSITIONAL = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def strict(path: Path) -> Path:
    """Rewrite an xlsx in the Strict namespaces, the package's own kept."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, data in parts.items():
        for old, new in TRANSITIONAL.items():
            data = data.replace(old, new)
        repacked(path, name, data)
    return path


def test_zeros_days_and_merges_of_a_strict_file_are_read(tmp_path: Path) -> None:
    rows = [("编号", "标题", "成文日期"), (Shown(7, "000"), "甲", datetime.date(2023, 3, 1)), (8, "乙", None)]
    path = strict(write_xlsx(tmp_path / "a.xlsx", {"登记": rows}, merges={"登记": ["C2:C3"]}))
    sheet = read_sheet(path, "朝民函", 2023)
    assert [(row.number.serial, str(row.details.date)) for row in sheet.rows] == [(7, "2023-03-01"), (8, "2023-03-01")]


def test_a_day_as_strict_files_write_it_is_a_day(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"登记": [HEADS, ("朝民函〔2023〕1号", "甲", 45006)]})
    edited(
        path, "xl/worksheets/sheet1.xml", b'<c r="C2" t="n"><v>45006</v>', b'<c r="C2" t="d"><v>2023-03-21T00:00:00</v>'
    )
    assert [str(row.details.date) for row in read_sheet(strict(path)).rows] == ["2023-03-21"]


def test_an_ordinary_file_is_read_as_it_is(tmp_path: Path) -> None:
    rows = [HEADS, ("朝民函〔2023〕1号", "关于甲、乙（丙）的答复", datetime.date(2023, 3, 1))]
    sheet = read_sheet(write_xlsx(tmp_path / "a.xlsx", {"登记": rows}))
    assert [(row.details.title, row.reason) for row in sheet.rows] == [
        ("关于甲、乙（丙）的答复", "以前的登记表第 2 行"),
    ]  # fmt: skip
    assert (sheet.refused, sheet.remarks, sheet.unread, sheet.ignored) == ((), (), (), ())


# D17 brackets and zeros of older registers.
def test_older_brackets_and_zeros_are_read() -> None:
    sheet = read_sheet(CASES / "73-brackets.register.xlsx")
    assert numbers(sheet) == [("朝民函", 2023, 32), ("朝民函", 2009, 12)]
    assert [str(row.details.date) for row in sheet.rows] == ["2023-03-21", "2009-03-21"]
    assert sheet.refused == ()


@pytest.mark.parametrize(
    "text",
    [
        "朝民函﹝2023﹞32号",
        "朝民函［2023］32号",
        "朝民函[2023]第32号",
        "朝民函【2023】32号",
        "朝民函（2023）32号",
        "朝民函〖2023〗032号",
        "朝民函〔二○二三〕32号",
        "朝民函〔二〇二三〕32号",
        "朝民函〔2○23〕32号",
        "朝民函〔２０２３〕３２号",
    ],
)
def test_numbers_in_whatever_brackets(text: str) -> None:
    assert read_number(text) == number(32)


@pytest.mark.parametrize(
    "text", ["朝民函2023-32", "朝民函〔23〕32号", "朝民函〔2023〕", "〔2023〕32号", "朝民函〔2023〕○号"]
)
def test_what_is_no_number_stays_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二○○九年三月二十一日", datetime.date(2009, 3, 21)),
        ("二00九年三月二十一日", datetime.date(2009, 3, 21)),
        ("二OO九年十月一日", datetime.date(2009, 10, 1)),
        ("一九九九年十二月三十一日", datetime.date(1999, 12, 31)),
        ("二〇〇九年", None),
        ("○○○○年一月一日", None),
        ("2009年3月21日", datetime.date(2009, 3, 21)),
    ],
)
def test_years_in_words(text: str, day: datetime.date | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "year"),
    [("2009", 2009), ("二○○九年", 2009), ("2009年度", 2009), ("2009-03-01", 2009), ("零九年", None), ("20091", None)],
)
def test_a_column_of_years(text: str, year: int | None) -> None:
    assert read_year(text) == year


def test_a_year_that_cannot_be_read_is_not_the_present_one(tmp_path: Path) -> None:
    rows = [("顺序号", "年份", "标题"), ("1", "二○○九年", "甲"), ("2", "零九", "乙"), ("3", None, "丙")]
    sheet = read_sheet(write_xlsx(tmp_path / "a.xlsx", {"登记": rows}), "朝民函", 2023)
    assert numbers(sheet) == [("朝民函", 2009, 1), ("朝民函", 2023, 3)]
    assert [(row.line, row.reason) for row in sheet.refused] == [(3, "认不出年份“零九”")]


# D18 more than 20,000 rows.
def test_more_than_twenty_thousand_rows_are_all_read() -> None:
    sheet = read_sheet(CASES / "75-rows.register.xlsx")
    assert (len(sheet.rows), sheet.refused, sheet.unread) == (20_001, (), ())
    assert sheet.rows[-1].number == number(20_001)


def test_rows_of_all_sheets_count_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("register.workbook.MOST_ROWS", 10)
    rows = [HEADS, *((f"朝民函〔2023〕{serial}号", "甲", None) for serial in range(1, 7))]
    path = write_xlsx(tmp_path / "a.xlsx", {"一": rows, "二": rows})
    with pytest.raises(SheetRefused, match="一行都没有导入"):
        read_sheet(path)


# A row keeps what can be read.
def test_a_bad_day_costs_its_cell_and_no_number(tmp_path: Path) -> None:
    rows = [HEADS, ("朝民函〔2023〕1号", "甲", "三月"), ("朝民函〔2023〕2号", "#REF!", datetime.date(2023, 3, 1))]
    sheet = read_sheet(write_xlsx(tmp_path / "a.xlsx", {"登记": rows}))
    assert [(row.details.title, row.details.date) for row in sheet.rows] == [
        ("甲", None),
        ("", datetime.date(2023, 3, 1)),
    ]
    assert [(one.line, one.words) for one in sheet.remarks] == [
        (2, "“成文日期”里认不出日期“三月”，这一格没有导入"), (3, "“标题”里是出错的公式（#REF!），这一格没有导入"),
    ]  # fmt: skip


def test_a_merged_number_is_given_once(tmp_path: Path) -> None:
    rows = [
        HEADS,
        ("朝民函〔2023〕1号", "甲", datetime.date(2023, 3, 1)),
        (None, "附件", None),
        ("朝民函〔2023〕2号", "乙", None),
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"登记": rows}, merges={"登记": ["A2:A3", "C2:C4"]})
    sheet = read_sheet(path)
    assert [(row.number.serial, row.double, str(row.details.date)) for row in sheet.rows] == [
        (1, 0, "2023-03-01"), (2, 0, "2023-03-01"),
    ]  # fmt: skip
    assert [(row.line, row.reason) for row in sheet.refused] == [(3, "没有发文字号")]


def test_a_sheet_for_each_year_is_taken_in_and_a_double_names_its_sheet(tmp_path: Path) -> None:
    sheets = {
        "2022年": [HEADS, ("朝民函〔2022〕1号", "甲", None)],
        "2023年": [HEADS, ("朝民函〔2023〕1号", "乙", None), ("朝民函〔2022〕1号", "丙", None)],
    }
    sheet = read_sheet(write_xlsx(tmp_path / "a.xlsx", sheets))
    assert [(row.sheet, row.line, row.number.year) for row in sheet.rows] == [
        ("2022年", 2, 2022), ("2023年", 2, 2023), ("2023年", 3, 2022),
    ]  # fmt: skip
    assert sheet.rows[2].reason == "以前的登记表“2023年”第 3 行；以前的登记表“2023年”第 3 行，与“2022年”第 2 行重号"
    store = register(tmp_path / "store")
    assert len(take_over(store, sheet).taken) == 3
    assert len(read_ledger(store).doubles) == 1
    assert len(read_sheet(tmp_path / "a.xlsx", sheet="2022年").rows) == 1


def test_zeros_of_a_serial_are_no_other_number(tmp_path: Path) -> None:
    rows = [("编号", "标题"), (Shown(7, "000"), "甲"), (Shown(8, '"第"000"号"'), "乙"), (9, "丙")]
    for path in (write_xlsx(tmp_path / "a.xlsx", {"登记": rows}), write_xls(tmp_path / "a.xls", {"登记": rows})):
        assert [row.number.serial for row in read_sheet(path, "朝民函", 2023).rows] == [7, 8, 9]


def test_the_better_of_two_heads_of_the_number_wins(tmp_path: Path) -> None:
    rows = [("编号", "文件编号", "文号", "标题"), (1, "x", "朝民函〔2023〕32号", "甲")]
    sheet = read_sheet(write_xlsx(tmp_path / "a.xlsx", {"登记": rows}))
    assert (numbers(sheet), sheet.ignored) == ([("朝民函", 2023, 32)], ("文件编号",))
