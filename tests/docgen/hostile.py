"""Files that would harm whoever opens them carelessly, and the words of the sentence with which each is refused."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator

from docgen.docx.writer import write_docx
from tests.docgen.audit_faults import ALL, DOCUMENT, HEADER, edited
from tests.letters import sample


def seed() -> bytes:
    return write_docx(sample("seed_letter"))


def package(**parts: str | bytes) -> bytes:
    """Return our own docx with parts added or replaced, by their names without endings; an empty one is left out."""
    names = {
        "document": DOCUMENT,
        "types": "[Content_Types].xml",
        "relations": "_rels/.rels",
        "styles": "word/styles.xml",
        "header": HEADER,
        "footer": "word/footer3.xml",
    }
    wanted = {names[key]: value for key, value in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed())) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if content := wanted.get(name, source.read(name)):
                target.writestr(name, content)
    return stream.getvalue()


def archive(entries: Iterator[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in entries:
            target.writestr(name, content)
    return stream.getvalue()


def xml(text: str = "", body: str = "", declaration: str = "") -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'{declaration}{text}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'


def lying() -> bytes:
    """Return a docx whose directory says that the text is 10 bytes long."""
    data = bytearray(seed())
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(DOCUMENT.encode()))
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(data)


LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
UTF16 = '<?xml version="1.0" encoding="UTF-16"?>'
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/office"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/office"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "空的"),
    "text": (lambda: "复函".encode(), "不是 docx"),
    "encrypted": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "密码"),
    "truncated": (lambda: seed()[:4000], "不完整"),
    "zip of something else": (lambda: archive(iter([("a.txt", b"x")])), "不是 docx"),
    "2,001 entries": (lambda: archive((f"{n}.xml", b"") for n in range(2001)), "太多"),
    "100,000 entries": (lambda: archive((f"word/{n:06}.xml", b"") for n in range(100_000)), "太多"),
    "zip bomb": (lambda: archive(iter([("[Content_Types].xml", b" " * 120_000_000)])), "大得不正常"),
    "bomb in pieces": (lambda: archive((f"{n}.xml", b" " * 900_000) for n in range(300)), "大得不正常"),
    "lying sizes": (lying, "读不出来"),
    "names that differ in case": (
        lambda: archive(iter([("[Content_Types].xml", b"<a/>"), ("A", b""), ("a", b"")])),
        "重名",
    ),
    "damaged entry": (lambda: seed().replace(b"PK\x03\x04", b"PK\x03\x05", 1), "docx"),
    "document type": (lambda: package(document=xml(LAUGHS, "&b;")), "危险"),
    "external entity": (lambda: package(document=xml(EXTERNAL, "&a;")), "危险"),
    "document type in UTF-16": (lambda: package(document=xml(LAUGHS, "&b;", UTF16).encode("utf-16")), "危险"),
    "document type in the types": (lambda: package(types=LAUGHS + "<Types/>"), "危险"),
    "strange encoding": (lambda: package(document=xml(declaration='<?xml version="1.0" encoding="UTF-7"?>')), "危险"),
    "10,000 nested elements": (lambda: package(document=xml(body="<w:p>" * 10_000 + "</w:p>" * 10_000)), "太深"),
    "10,000 nested tables": (lambda: package(document=xml(body="<w:tbl><w:tr><w:tc>" * 10_000)), "太深"),
    "broken XML": (lambda: package(document="<w:document"), "不合格式"),
    "no body": (lambda: package(document=xml().replace("w:body", "w:other")), "没有正文"),
    "strict": (lambda: edited(seed(), "_rels/.rels", ALL, TRANSITIONAL, STRICT), "严格"),
    "no relations": (lambda: package(relations=""), "没有正文"),
    "no document": (lambda: package(document=""), "缺少“word/document.xml”"),
    "no styles": (lambda: package(styles=""), "缺少“word/styles.xml”"),
    "no header": (lambda: package(header=""), "缺少“word/header1.xml”"),
    "no footer": (lambda: package(footer=""), "缺少“word/footer3.xml”"),
    "a workbook": (
        lambda: edited(seed(), "[Content_Types].xml", ALL, "wordprocessingml.doc", "spreadsheetml.doc"),
        "不是 Word",
    ),
    "50,001 paragraphs": (lambda: package(document=xml(body="<w:p/>" * 50_001)), "50000 多段"),
}
