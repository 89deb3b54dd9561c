"""The ledger as xlsx, out and in: no formula, hostile files refused, what is recognised shown first."""

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from register.errors import SheetRefused
from register.ledger import read_ledger
from register.numbers import explain_gap, release, reserve, take, void
from register.sheet import HEADERS, defused, ledger_lines, ledger_sheet
from register.takeover import read_sheet, take_over
from register.values import Details
from tests.register.registers import CODE, NOON, YEAR, number, register

FORMULAS = ("=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", " =1", "\n=1")


def workbook(path: Path, *rows: tuple[Any, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # pyright: ignore[reportOptionalMemberAccess]
    book.save(path)
    return path


def cells(data: bytes) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for row in book["发文登记簿"].iter_rows(min_row=2)]


def test_the_export_has_every_number_gap_and_void(tmp_path: Path) -> None:
    store = register(tmp_path)
    for key in "abc":
        reserve(store, CODE, YEAR, key=key)
    release(store, number(1))
    void(store, number(2), "印错")
    take(store, number(5), "会议通知", details=Details(NOON.date(), "关于开会的通知", "各科室", "176"))
    explain_gap(store, number(4), "科室自编")
    rows = cells(ledger_sheet(read_ledger(store), NOON))
    assert tuple(rows[0]) == HEADERS
    assert [(row[0], row[1], row[6], row[7]) for row in rows[1:]] == [
        ("1", "朝民函〔2023〕1号", "缺号", "未说明（保留后退回）"),
        ("2", "朝民函〔2023〕2号", "作废", "印错"),
        ("3", "朝民函〔2023〕3号", "保留", None),
        ("4", "朝民函〔2023〕4号", "缺号", "科室自编"),
        ("5", "朝民函〔2023〕5号", "已占用", "手工登记；会议通知"),
    ]
    assert rows[5][2:6] == ["2023-03-21", "关于开会的通知", "各科室", "176"]
    assert [line[0] for line in ledger_lines(read_ledger(store))] == [row[1] for row in rows[1:]]


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_can_be_taken_for_a_formula(tmp_path: Path, words: str) -> None:
    store = register(tmp_path)
    take(store, number(1), "", details=Details(title=words, addressee=words))
    data = ledger_sheet(read_ledger(store), NOON)
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = [cell for row in book["发文登记簿"].iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in found} == {"s"}
    assert defused(words).startswith("'")
    assert not [cell for cell in found if str(cell.value).startswith(("=", "+", "-", "@", "\t", "\r"))]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_the_sheet_prints_on_a4_across_with_its_head_on_every_page(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(ledger_sheet(read_ledger(register(tmp_path)), NOON)))["发文登记簿"]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize or 0)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.print_title_rows) == (1, "$1:$2")


def test_an_earlier_table_is_recognised_and_taken_in(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "以前.xlsx",
        ("朝阳市民政局2023年发文登记",),
        ("序号", "文 号", "发文日期", "文件标题（全称）", "主送机关", "备注"),
        (1, "朝民函[2023]1号", NOON.replace(month=1, day=5, tzinfo=None), "关于甲的答复", "李文清委员", None),
        (2, "朝民函〔2023〕2号", "2023.1.9", "关于乙的答复", None, "作废"),
        (3, "朝民函〔2023〕2号", "2023年1月10日", "关于丙的答复", None, None),
        (4, None, None, "没有文号", None, None),
        (5, "三号", None, "认不出", None, None),
        (6, "朝民函〔2023〕4号", "明天", "日期不对", None, None),
        (None, None, None, None, None, None),
        (7, "朝民函〔2023〕6号", None, "=1+1", None, None),
    )
    sheet = read_sheet(path)
    assert sheet.columns == {
        "number": "文 号", "date": "发文日期", "title": "文件标题（全称）", "addressee": "主送机关", "reason": "备注",
    }  # fmt: skip
    assert [(row.line, row.number.serial, row.void, row.double) for row in sheet.rows] == [
        (3, 1, False, 0), (4, 2, True, 0), (5, 2, False, 4), (8, 4, False, 0), (10, 6, False, 0),
    ]  # fmt: skip
    assert [(row.line, row.reason) for row in sheet.refused] == [
        (6, "没有发文字号"), (7, "认不出字号“三号”"),
    ]  # fmt: skip
    assert [(row.line, row.words) for row in sheet.remarks] == [(8, "“发文日期”里认不出日期“明天”，这一格没有导入")]
    store = register(tmp_path)
    reserve(store, CODE, YEAR, key="a", serial=6)
    assert read_ledger(store).entries[0].number == number(6), "looking took nothing in"
    taken = take_over(store, sheet)
    assert [found.serial for found in taken.taken] == [1, 2, 2, 4]
    assert [row.line for row in taken.refused] == [10]
    ledger = read_ledger(store)
    assert ledger.doubles == (number(2),)
    assert [entry.details.title for entry in ledger.voids] == ["关于乙的答复"]
    assert ledger.entries[0].details == Details(datetime.date(2023, 1, 5), "关于甲的答复", "李文清委员")


def test_a_table_that_only_counts_needs_code_and_year(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("编号", "标题", "日期"), ("001", "甲", None), (2.0, "乙", "2023-5-1"))
    assert [row.reason for row in read_sheet(path).refused] == ["只有序号，还不知道机关代字和年份"] * 2
    assert [row.number for row in read_sheet(path, CODE, YEAR).rows] == [number(1), number(2)]
    assert [row.number.year for row in read_sheet(path, CODE).rows] == [2023], "the year follows from the date"


def test_our_own_export_comes_back(tmp_path: Path) -> None:
    store = register(tmp_path / "one")
    take(store, number(1), "-说明", details=Details(NOON.date(), "=标题", "各科室", "176"))
    take(store, number(3))
    void(store, number(3), "印错")
    path = tmp_path / "export.xlsx"
    path.write_bytes(ledger_sheet(read_ledger(store), NOON))
    other = register(tmp_path / "two")
    take_over(other, read_sheet(path))
    found = read_ledger(other)
    assert [(entry.number, entry.state, entry.details.title) for entry in found.entries] == [
        (number(1), "taken", "=标题"), (number(3), "void", ""),
    ]  # fmt: skip


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()


def changed(part: str, old: bytes, new: bytes) -> bytes:
    target = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["文号"])  # pyright: ignore[reportOptionalMemberAccess]
    book.save(target)
    with zipfile.ZipFile(target) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    return zipped(parts)


TEXT = b't="inlineStr"><is><t>&#25991;&#21495;</t></is>'
ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
HOSTILE = {
    "empty": b"",
    "no zip": b"hello" * 99,
    "old or encrypted": b"\xd0\xcf\x11\xe0" + b"\0" * 999,
    "truncated": zipped({"[Content_Types].xml": b"<x/>"})[:-9],
    "a zip of something": zipped({"a.txt": b"x"}),
    "bomb": zipped({"xl/workbook.xml": b" " * 60_000_000}),
    "many entries": zipped({f"{count}.xml": b"<x/>" for count in range(3_000)}),
    "entity": changed("xl/worksheets/sheet1.xml", b"<worksheet", ENTITY),
    "broken xml": changed("xl/worksheets/sheet1.xml", b"</sheetData>", b""),
    "bad shared string": changed("xl/worksheets/sheet1.xml", TEXT, b't="s"><v>99</v>'),
    "no sheet": changed("xl/workbook.xml", b'r:id="rId1"', b'r:id="rId7"'),
    "no head": zipped({}) or b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_tables_are_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(HOSTILE[name])
    with pytest.raises(SheetRefused) as raised:
        read_sheet(path)
    assert str(raised.value).endswith("。")


def test_a_sheet_that_claims_to_be_huge_is_read_in_bounds(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(changed("xl/worksheets/sheet1.xml", b'ref="A1"', b'ref="A1:XFD1048576"'))
    assert read_sheet(path).rows == ()


def test_a_missing_table_is_said(tmp_path: Path) -> None:
    with pytest.raises(SheetRefused, match="请检查文件名和权限"):
        read_sheet(tmp_path / "没有.xlsx")


def long_table(path: Path, rows: int, blank: int = 0) -> Path:
    """Write a table of so many numbered rows, some blank ones before the last."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["发文字号", "标题"])
    for serial in range(1, rows):
        sheet.append([f"朝民函〔2023〕{serial}号", "复函"])
    for _ in range(blank):
        sheet.append([])
    sheet.append([f"朝民函〔2023〕{rows}号", "最后一封"])
    book.save(path)
    return path


@pytest.mark.parametrize(("rows", "blank"), [(20_050, 0), (3, 60_000)])
def test_a_long_table_is_read_to_its_last_row(tmp_path: Path, rows: int, blank: int) -> None:
    sheet = read_sheet(long_table(tmp_path / "长.xlsx", rows, blank))
    assert (len(sheet.rows), sheet.refused) == (rows, ())
    assert sheet.rows[-1].number == number(rows)


def test_a_table_that_is_too_long_is_refused_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("register.workbook.MOST_ROWS", 10)
    assert len(read_sheet(long_table(tmp_path / "短.xlsx", 9)).rows) == 9
    with pytest.raises(SheetRefused, match="一行都没有导入，请拆成行数少一些的几份"):
        read_sheet(long_table(tmp_path / "长.xlsx", 10))
