"""The text of whatever file somebody's letter is in: text, web page, Word document of any age, stored mail page."""

import email
import email.policy
import re

from letter.messages import message
from services.letter_files import CannotRead, is_empty

LARGEST = 32_000_000
_PDF = message("这是 PDF 文件。请打开它，选中全部文字复制，再粘贴到答复里；扫描件没有文字可以复制。")
_RTF = message("这是 RTF 文件。请用 Word 或 WPS 打开，另存为 docx 再试。")
_PICTURE = message("这是图片，没有文字可以读。请用识别文字的工具转成文字再粘贴。")
_NO_TEXT = message("文件里没有认得出的文字，请打开它，复制要用的部分再粘贴。")
_EMPTY = message("文件是空的，没有文字可以读，请换一个文件。")
_TOO_LARGE = message("文件太大，请打开它，只复制要用的部分。")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_HEAD = 2_000
_HEADS = re.compile(rb"\s*[a-z][a-z-]*:\s")


def text_in(data: bytes) -> str:
    """Return the text in the bytes of a file, known by what is in it; raises CannotRead."""
    from intake.word97 import OLE, NotRead, docx_of

    if len(data) > LARGEST:
        raise CannotRead(_TOO_LARGE)
    if data.startswith(OLE):
        try:
            data = docx_of(data)
        except NotRead as error:
            raise CannotRead(error.args[0]) from error
    if is_zip(data):
        return _of_docx(data)
    for start, sentence in ((b"%PDF", _PDF), (b"{\\rtf", _RTF), *((start, _PICTURE) for start in _PICTURES)):
        if data.startswith(start):
            raise CannotRead(sentence)
    text = _of_page(data)
    if not text.strip():
        raise CannotRead(_EMPTY if is_empty(data, text) else _NO_TEXT)
    return text


def is_zip(data: bytes) -> bool:
    """Return whether a file is, or once was, a zip such as a docx; a text may begin with the same two letters."""
    return data.startswith(b"PK") and data[2:3] < b" "


def _of_docx(data: bytes) -> str:
    from docgen.docx.package import NotADocx
    from docgen.docx.reader import text_of_docx

    try:
        return text_of_docx(data)
    except NotADocx as error:
        raise CannotRead(error.args[0]) from error


def _of_page(data: bytes) -> str:
    """Return the text of a web page, of one stored with its pictures (mht), or of plain text."""
    head = data[:_HEAD].lower()
    # Its heads come first; a page may speak of such.
    if _HEADS.match(head) and (b"mime-version:" in head or b"content-type: multipart/related" in head):
        return _of_stored_page(data)
    web = b"<html" in head or b"<!doctype html" in head or b"<body" in head or b"<div" in head or b"<p>" in head
    return _plain(data, web=web)


def _plain(data: bytes, *, web: bool) -> str:
    """Return the text of a web page or of plain text in any charset."""
    from intake.charsets import decoded
    from intake.rich_text import plain_text

    text = decoded(data, web=web)
    return (plain_text(text) or "") if web and text else text


def _of_stored_page(data: bytes) -> str:
    """Return the text of the first page, or the plain text, in a stored one."""
    try:
        stored = email.message_from_bytes(data, policy=email.policy.default)
        parts = [part for part in stored.walk() if part.get_content_type() in ("text/html", "text/plain")]
    except (RecursionError, LookupError, ValueError, AttributeError):  # parts within parts without end, broken heads
        return ""
    parts.sort(key=lambda part: part.get_content_type())
    for part in parts:
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        web = part.get_content_type() == "text/html"
        label = part.get_content_charset()
        text = _plain((f'<meta charset="{label}">'.encode() if web and label else b"") + payload, web=web)
        if text.strip():
            return text
    return ""
