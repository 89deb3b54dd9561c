"""Anybody's table as bytes, with bounds: what kind of file it is, and the zip judged before anything is unpacked."""

import io
import re
import zipfile
import zlib
from pathlib import Path

from letter.messages import Message, message
from register.errors import SheetRefused

LARGEST_FILE, LARGEST_TOTAL, LARGEST_PART = 32_000_000, 128_000_000, 64_000_000
MOST_ENTRIES, HIGHEST_RATIO = 2_000, 100
# Small parts of blanks pack better than any ratio allows, and harm nobody.
_HARMLESS = 1_000_000
# Before its root a part says its version and perhaps who wrote it.
_LONGEST_PROLOG = 64_000
_ROOT = re.compile(rb"<[A-Za-z_]")
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0"
# An encrypted xlsx lies as a stream of this name in an OLE file.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# An encrypted ods says so of each of its parts.
_MANIFEST, _ENCRYPTED_PART = "META-INF/manifest.xml", b"encryption-data"
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_DOCUMENTS = ("word/", "ppt/")
_ODF = b"application/vnd.oasis.opendocument."
BROKEN = message("这不是能读的表格（xlsx、xls、ods、et），或文件已经损坏，请用 Excel 或 WPS 打开后另存为 xlsx 再试。")
SWOLLEN = message("表格大得不正常，不予打开，请把要导入的行复制到一个新的 xlsx 表格里再试。")
PASSWORD = message("表格加了密，请用 Excel 或 WPS 打开，去掉密码后另存为 xlsx 再试。")
_UNREADABLE = message("读不了“{path}”，请检查文件名和权限。")
_EMPTY = message("文件是空的，请换一个表格文件。")
_TEXT = message("这个文件其实是网页或文字，不是表格，请用 Excel 或 WPS 打开后另存为 xlsx 再试。")
_DOCUMENT = message("这是文档或演示文稿，不是表格，请把里面的表格复制到 Excel 或 WPS 表格里，另存为 xlsx 再试。")
_ENTITIES = message("表格里带有不该有的定义，可能有危险，不予打开，请用 Excel 或 WPS 打开后另存为 xlsx 再试。")


def judged_bytes(path: Path) -> bytes:
    """Return a table file that may be given to a reader, whatever its ending; raises SheetRefused."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SheetRefused(SWOLLEN)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise SheetRefused(_UNREADABLE.filled(path=path)) from error
    if data.startswith(_ZIP):
        _judge_zip(data)
    elif sentence := _no_table(data):
        raise SheetRefused(sentence)
    return data


def _no_table(data: bytes) -> Message | None:
    """Return why bytes that are no zip are no table either."""
    if not data:
        return _EMPTY
    if not data.startswith(_OLE):
        head = data[:1024]
        return _TEXT if b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")) else BROKEN
    if _ENCRYPTED in data:
        return PASSWORD
    return _DOCUMENT if _WORD_STREAM in data else None


def _judge_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _judge_entries(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise SheetRefused(BROKEN) from error


def _judge_entries(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    if len(entries) > MOST_ENTRIES or len(names) != len(entries):
        raise SheetRefused(BROKEN)
    if sum(entry.file_size for entry in entries) > LARGEST_TOTAL:
        raise SheetRefused(SWOLLEN)
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > LARGEST_PART or (entry.file_size > _HARMLESS and ratio > HIGHEST_RATIO):
            raise SheetRefused(SWOLLEN)
    if any(name.startswith(_DOCUMENTS) for name in names) and "xl/workbook.xml" not in names:
        raise SheetRefused(_DOCUMENT)
    for entry in entries:
        if entry.flag_bits & 1:
            raise SheetRefused(PASSWORD)
        if entry.filename == "mimetype":
            _judge_type(package.read(entry))
        if entry.filename.lower().endswith((".xml", ".rels")):
            with package.open(entry) as part:
                head = part.read(_LONGEST_PROLOG)
            _judge_prolog(head)
            if entry.filename == _MANIFEST and _ENCRYPTED_PART in head:
                raise SheetRefused(PASSWORD)


def _judge_type(written: bytes) -> None:
    if written.startswith(_ODF) and not written.startswith(_ODF + b"spreadsheet"):
        raise SheetRefused(_DOCUMENT)


def _judge_prolog(head: bytes) -> None:
    """Refuse a part that defines something before its root, in whatever encoding."""
    plain = head.replace(b"\0", b"")
    root = _ROOT.search(plain)
    before = plain[: root.start()] if root else plain
    if b"<!DOCTYPE" in before or b"<!ENTITY" in before:
        raise SheetRefused(_ENTITIES)
    if root is None and len(head) == _LONGEST_PROLOG:
        raise SheetRefused(BROKEN)
