"""Files that hurt their reader: each ends in one sentence, within its bounds, and nothing of a library is seen."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from register import workbook as tables
from register.errors import SheetRefused
from register.table_process import LARGEST_MEMORY
from register.workbook import read_tables
from tests.letters import ROOT
from tests.register.table_files import edited, ods_rows, ole, repacked, write_ods, write_xls, write_xlsx

ROWS = [("发文字号", "标题"), ("朝民函〔2023〕1号", "甲")]
FAR = b'<c r="XFD1048576"><v>1</v></c>'


def plain(path: Path) -> Path:
    return write_xlsx(path, {"登记": ROWS})


def far(path: Path) -> Path:
    """Two cells of which the reader makes a sheet of 17 thousand million."""
    return edited(
        plain(path), "xl/worksheets/sheet1.xml", b"</sheetData>", b'<row r="1048576">' + FAR + b"</row></sheetData>"
    )


def repeated(path: Path) -> Path:
    """A cell that is said to be there a million times a thousand times."""
    cell = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    return write_ods(path, {"登记": cell})


def wide_strings(path: Path) -> Path:
    """One long text in very many cells."""
    cells = "".join(f'<row r="{row}">' + '<c t="s"><v>0</v></c>' * 200 + "</row>" for row in range(1, 2_000))
    text = "<si><t>" + "长" * 30_000 + "</t></si>"
    path = plain(path)
    repacked(
        path,
        "xl/sharedStrings.xml",
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{text}</sst>'.encode(),
    )
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    start, end = sheet.index(b"<sheetData>"), sheet.index(b"</sheetData>")
    return repacked(path, "xl/worksheets/sheet1.xml", sheet[: start + 11] + cells.encode() + sheet[end:])


def written(data: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return write


def document(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<document/>")
    return path


def other_odf(path: Path) -> Path:
    write_ods(path, {"登记": ods_rows(ROWS)})
    return repacked(path, "mimetype", b"application/vnd.oasis.opendocument.text")


def cut_short(path: Path) -> Path:
    path.write_bytes(write_xls(path, {"登记": ROWS}).read_bytes()[:2_000])
    return path


def locked_ods(path: Path) -> Path:
    kind = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{kind}"><manifest:file-entry manifest:full-path="content.xml">'
        "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    write_ods(path, {"登记": ods_rows(ROWS)})
    return repacked(repacked(path, "META-INF/manifest.xml", manifest.encode()), "content.xml", os.urandom(3_000))


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a cell too far away": (far, "离得太远"),
    "a cell repeated": (repeated, "不是能读的表格"),
    "texts without end": (wide_strings, "大得不正常"),
    "nothing": (written(b""), "文件是空的"),
    "a web page": (written("<html><table><tr><td>案号</td></tr></table></html>".encode()), "其实是网页或文字"),
    "text": (written("案号,案由\n1,甲\n".encode("gbk")), "其实是网页或文字"),
    "text in UTF-16": (written("案号\t案由".encode("utf-16")), "其实是网页或文字"),
    "a picture": (written(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "不是能读的表格"),
    "a document": (document, "这是文档或演示文稿"),
    "a text of another office": (other_odf, "这是文档或演示文稿"),
    "a document of old": (written(ole("WordDocument", b"\xec\xa5" * 3_000)), "这是文档或演示文稿"),
    "an xlsx with a password": (written(ole("EncryptedPackage", b"\x01" * 5_000)), "去掉密码"),
    "an xls with a password": (lambda path: write_xls(path, {"登记": ROWS}, locked=True), "去掉密码"),
    "an ods with a password": (locked_ods, "去掉密码"),
    "an xls cut short": (cut_short, "不是能读的表格"),
    "an OLE file of nothing": (written(ole("Other", b"x")), "不是能读的表格"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_ends_in_a_sentence(tmp_path: Path, name: str) -> None:
    write, words = REFUSED[name]
    with pytest.raises(SheetRefused, match=words) as raised:
        read_tables(write(tmp_path / "表.xlsx"))
    assert str(raised.value).endswith("。")


@pytest.mark.parametrize("name", ["表.xlsx", "表.xls", "表.et", "表.ods", "表", "表.doc"])
def test_what_is_in_a_file_decides_and_not_its_ending(tmp_path: Path, name: str) -> None:
    for write in (
        plain, lambda path: write_xls(path, {"登记": ROWS}), lambda path: write_ods(path, {"登记": ods_rows(ROWS)}),
    ):  # fmt: skip
        (table,) = read_tables(write(tmp_path / name))
        assert [cells for _line, cells in table.rows] == ROWS


def test_the_blank_rows_and_columns_that_every_ods_ends_with_are_none(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
    rows = ods_rows(ROWS).replace("</table:table-row>", blank)
    rest = f'<table:table-row table:number-rows-repeated="1048574">{blank}'
    (table,) = read_tables(write_ods(tmp_path / "表.ods", {"登记": rows + rest}))
    assert [cells[:2] for _line, cells in table.rows] == ROWS


def test_backslashes_in_the_names_of_parts_are_no_damage(tmp_path: Path) -> None:
    path = plain(tmp_path / "表.xlsx")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in parts.items():
            package.writestr(name.replace("/", "\\"), data)
    path.write_bytes(target.getvalue())
    assert [cells for _line, cells in read_tables(path)[0].rows] == ROWS


@pytest.mark.full
def test_a_process_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST_S", 0.5)
    monkeypatch.setattr(tables, "_READ", "import time; time.sleep(600)")
    before = {child.pid for child in psutil.Process().children()}
    with pytest.raises(SheetRefused, match="用了太久"):
        read_tables(plain(tmp_path / "表.xlsx"))
    assert {child.pid for child in psutil.Process().children()} <= before


@pytest.mark.parametrize(
    "ending",
    ["import os; os.abort()", "raise BaseException('panicked')", "print('x' * 99)", "import sys; sys.exit(77)"],
)
def test_a_process_that_panics_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    monkeypatch.setattr(tables, "_READ", ending)
    with pytest.raises(SheetRefused) as raised:
        read_tables(plain(tmp_path / "表.xlsx"))
    assert str(raised.value).endswith("。")


def test_a_process_that_cannot_be_begun_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables.sys, "executable", str(tmp_path / "没有"))
    with pytest.raises(SheetRefused, match="请关掉一些程序"):
        read_tables(plain(tmp_path / "表.xlsx"))


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_of_a_library_is_seen(tmp_path: Path, name: str) -> None:
    path = REFUSED[name][0](tmp_path / "表.xlsx")
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(tmp_path / "data"), "register", "import", str(path)],
        capture_output=True, check=False, encoding="utf-8", env={**os.environ, "RUST_BACKTRACE": "full"},
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.strip().endswith("。")


def test_the_memory_of_a_reader_is_bound(tmp_path: Path) -> None:
    """A long thin sheet is read, and what the reader takes for it is below the bound."""
    path = edited(
        plain(tmp_path / "表.xlsx"), "xl/worksheets/sheet1.xml", b"</sheetData>",
        b'<row r="1048576"><c r="B1048576"><v>1</v></c></row></sheetData>',
    )  # fmt: skip
    (table,) = read_tables(path)
    assert [line for line, _cells in table.rows] == [1, 2, 1_048_576]
    assert LARGEST_MEMORY < 500_000_000
