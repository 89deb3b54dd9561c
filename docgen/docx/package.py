"""Anybody's docx opened with bounds: the zip is judged before anything is unpacked, the XML before anything is read.

Pictures and other parts that are never unpacked do not count: a blank one may be a thousand times as small as it is.
"""

import codecs
import io
import posixpath
import re
import struct
import zlib
from typing import NamedTuple
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile, ZipInfo

from docx.opc.constants import NAMESPACE, RELATIONSHIP_TYPE
from docx.oxml.parser import element_class_lookup
from lxml import etree

from docgen.docx.wml import Element, one_of_alternatives
from letter.cleaning import clean_line
from letter.messages import Message, message

MOST_ENTRIES = 2_000
LARGEST_TOTAL = 256_000_000
LARGEST_PART = 64_000_000
HIGHEST_RATIO = 100
# Small parts of blanks pack better than any ratio allows, and harm nobody.
_HARMLESS = 1_000_000

_FROM_HERE = re.compile(r"^(?:\.?/)+")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_LONG_END, _LONG_END_SIZE = b"PK\x06\x06", 56
# In a short field of the end: the number stands in the long end.
_ELSEWHERE_16, _ELSEWHERE_32 = 0xFFFF, 0xFFFF_FFFF
# A directory of this size holds more than the entries allowed, whatever their names.
_LARGEST_DIRECTORY = MOST_ENTRIES * 512
_STRICT = "http://purl.oclc.org/ooxml/"
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = ("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii")
# All that is ever parsed ends like this in what Word, WPS and LibreOffice write; whatever else is read is judged then.
_PARSED = (".xml", ".rels")
_MAIN_TYPE = re.compile(r"wordprocessingml\.|ms-word\.(document|template)", re.IGNORECASE)

_RELATIONSHIP = f"{{{NAMESPACE.OPC_RELATIONSHIPS}}}Relationship"
_TYPES = f"{{{NAMESPACE.OPC_CONTENT_TYPES}}}"

SAVE_AGAIN = message("请用 Word 或 WPS 打开后另存为 docx 再试")
_MISSING = message("文件里缺少“{name}”，已经损坏，{advice}。")
_TOO_LARGE = message("文件里的“{name}”太大，不像公文，{advice}。")
_UNREADABLE = message("文件里的“{name}”读不出来，文件已经损坏或加了密，{advice}。")
_DEFINES = message("文件里的“{name}”带有不该有的定义，可能有危险，不予打开，{advice}。")
_DAMAGED = message("文件已经损坏，请重新拷贝一份再试。")
_BROKEN = message("文件里的“{name}”不合格式或套得太深，文件已经损坏，{advice}。")


class NotADocx(Exception):
    """The bytes are no docx that can be read; str() is one Chinese sentence that says what to do."""


class Relation(NamedTuple):
    """A relationship of a part: what kind, and the part that it leads to."""

    kind: str
    target: str


class Package:
    """The parts of a docx by their names without the leading slash; raises NotADocx on opening and on each part."""

    def __init__(self, data: bytes, largest_part: int = LARGEST_PART) -> None:
        """Judge the zip and find the main document; no part may be larger than so many bytes."""
        self._archive = _open(data)
        self._largest_part = largest_part
        self._unpacked: dict[str, int] = {}
        self._entries = _judged(self._archive.infolist())
        if "[content_types].xml" not in self._entries:
            raise NotADocx(message("这是压缩包，不是 docx 文件，{advice}。", advice=SAVE_AGAIN))
        self.main = self._find_main()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def part(self, name: str) -> Element:
        """Return the root of an XML part."""
        return _parsed(self._bytes(name), name)

    def story(self, name: str) -> Element:
        """Return the root of a part that holds text, prepared to be read."""
        return one_of_alternatives(self.part(name))

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the internal relationships of a part, "" for the package, by their identifiers."""
        folder, base = posixpath.split(name)
        part = posixpath.join(folder, "_rels", f"{base}.rels")
        if part not in self:
            return {}
        found: dict[str, Relation] = {}
        for row in self.part(part).iter(_RELATIONSHIP):
            if row.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, unquote(row.get("Target", ""))))
                found[row.get("Id", "")] = Relation(row.get("Type", ""), target.lstrip("/"))
        return found

    @property
    def has_macros(self) -> bool:
        """Whether programs are in the package (docm)."""
        return "macroenabled" in self._type_of(self.main).lower() or any("vbaproject" in name for name in self._entries)

    def names(self) -> list[str]:
        """Return the names of all parts, in lower case."""
        return list(self._entries)

    def external_relations(self) -> list[Relation]:
        """Return what lies outside the package and belongs to any part of it; nobody follows them."""
        found: list[Relation] = []
        for name in self._entries:
            if name.endswith(".rels"):
                rows = self.part(name).iter(_RELATIONSHIP)
                found += [
                    Relation(row.get("Type", ""), row.get("Target", ""))
                    for row in rows
                    if row.get("TargetMode") == "External"
                ]
        return found

    def _bytes(self, name: str) -> bytes:
        entry = self._entries.get(name.lower())
        if entry is None:
            raise _refusal(_MISSING, name)
        if entry.file_size > self._largest_part:
            raise _refusal(_TOO_LARGE, name)
        self._unpacked[name.lower()] = entry.file_size
        if _is_swollen(entry) or sum(self._unpacked.values()) > LARGEST_TOTAL:
            raise _swollen()
        try:
            return self._archive.read(entry)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise _refusal(_UNREADABLE, name) from None

    def _find_main(self) -> str:
        relations = self.relations("").values()
        if any(row.kind.startswith(_STRICT) for row in relations):
            raise NotADocx(
                message("这是“严格 Open XML”格式的 docx，请在 Word 里另存为普通的 Word 文档（*.docx）再试。")
            )
        for row in relations:
            if row.kind == RELATIONSHIP_TYPE.OFFICE_DOCUMENT:
                if not _MAIN_TYPE.search(self._type_of(row.target)):
                    raise NotADocx(message("这不是 Word 文档（可能是表格或幻灯片），请选一个 docx 文件。"))
                return row.target
        raise NotADocx(message("文件里没有正文，不是 docx 文件或已经损坏，{advice}。", advice=SAVE_AGAIN))

    def _type_of(self, name: str) -> str:
        types = self.part("[Content_Types].xml")
        for row in types.iter(f"{_TYPES}Override"):
            if row.get("PartName", "").lstrip("/").lower() == name.lower():
                return row.get("ContentType", "")
        ending = posixpath.splitext(name)[1].lstrip(".").lower()
        rows = types.iter(f"{_TYPES}Default")
        return next((row.get("ContentType", "") for row in rows if row.get("Extension", "").lower() == ending), "")


def _open(data: bytes) -> ZipFile:
    if not data:
        raise NotADocx(message("文件是空的，请换一个 docx 文件。"))
    if data.startswith(_OLE):
        raise NotADocx(
            message("这是加了密的文件或老式的 Word 文件，请用 Word 或 WPS 打开，去掉密码后另存为 docx 再试。")
        )
    place = data.rfind(_END, max(0, len(data) - _END_SIZE - _LONGEST_COMMENT))
    if place < 0 or len(data) < place + _END_SIZE:
        if data.startswith(b"PK"):
            raise NotADocx(message("文件不完整，请重新拷贝一份再试。"))
        raise NotADocx(message("文件不是 docx 文件，{advice}。", advice=SAVE_AGAIN))
    if data[max(0, place - _LOCATOR_SIZE) : place].startswith(_LOCATOR):
        data, place = _with_short_end(data, place)
    (directory,) = struct.unpack_from("<I", data, place + 12)
    if directory > _LARGEST_DIRECTORY:
        raise NotADocx(message("压缩包里的文件太多，不是正常的 docx 文件，{advice}。", advice=SAVE_AGAIN))
    try:
        return ZipFile(io.BytesIO(data))
    except (BadZipFile, ValueError, struct.error, NotImplementedError):
        raise NotADocx(_DAMAGED) from None


def _with_short_end(data: bytes, place: int) -> tuple[bytes, int]:
    """Return a zip with the end of large ones (zip64) as one with the usual end, and the place of that end.

    Some programs write the long end behind every file; here all numbers fit into the short one.
    """
    start = place - _LOCATOR_SIZE - _LONG_END_SIZE
    (named,) = struct.unpack_from("<Q", data, place - _LOCATOR_SIZE + 8)
    if start < 0 or not data.startswith(_LONG_END, start) or named > start:
        raise NotADocx(_DAMAGED)
    long_count, long_size, long_offset = struct.unpack_from("<QQQ", data, start + 32)
    count, size, offset = struct.unpack_from("<HII", data, place + 10)
    count = long_count if count == _ELSEWHERE_16 else count
    size = long_size if size == _ELSEWHERE_32 else size
    offset = long_offset if offset == _ELSEWHERE_32 else offset
    if count > MOST_ENTRIES or size > _LARGEST_DIRECTORY:
        raise NotADocx(message("压缩包里的文件太多，不是正常的 docx 文件，{advice}。", advice=SAVE_AGAIN))
    if offset + size > start:
        raise NotADocx(_DAMAGED)
    end = struct.pack("<4sHHHHIIH", _END, 0, 0, count, count, size, offset, 0)
    return data[:start] + end, start


def _is_parsed(entry: ZipInfo) -> bool:
    return _name(entry).endswith(_PARSED)


def _name(entry: ZipInfo) -> str:
    """Return the name of a part; some programs write the separators of Windows, or begin with the folder itself."""
    return _FROM_HERE.sub("", entry.filename.replace("\\", "/").lower())


def _is_swollen(entry: ZipInfo) -> bool:
    return entry.file_size > _HARMLESS and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1)


def _swollen() -> NotADocx:
    return NotADocx(message("文件解压后大得不正常，不予打开，{advice}。", advice=SAVE_AGAIN))


def _judged(entries: list[ZipInfo]) -> dict[str, ZipInfo]:
    if len(entries) > MOST_ENTRIES:
        raise NotADocx(
            message(
                "压缩包里的文件太多（{count} 个），不是正常的 docx 文件，{advice}。",
                count=len(entries),
                advice=SAVE_AGAIN,
            )
        )
    parsed = [entry for entry in entries if _is_parsed(entry)]
    if sum(entry.file_size for entry in parsed) > LARGEST_TOTAL or any(map(_is_swollen, parsed)):
        raise _swollen()
    named = {_name(entry): entry for entry in entries}
    if len(named) != len(entries):
        raise NotADocx(message("压缩包里有重名的文件，不是正常的 docx 文件，{advice}。", advice=SAVE_AGAIN))
    return named


def _refusal(sentence: Message, name: str) -> NotADocx:
    """Return the refusal of a file for one of its parts, whose name may be as damaged as the rest."""
    return NotADocx(sentence.filled(name=clean_line(name), advice=SAVE_AGAIN))


def _parsed(data: bytes, name: str) -> Element:
    """Return the root; a document type is refused unread, for nothing in a docx needs one."""
    bare = data[:4096].replace(b"\0", b"")
    declared = _ENCODING.search(bare[:200])
    known = not declared or declared[1].decode("ascii").lower() in _ENCODINGS
    if not known or b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise _refusal(_DEFINES, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    # Whoever reads the tree finds python-docx's own elements in it.
    parser.set_element_class_lookup(element_class_lookup)
    try:
        return etree.fromstring(data.removeprefix(codecs.BOM_UTF8), parser)
    except etree.XMLSyntaxError:
        raise _refusal(_BROKEN, name) from None
