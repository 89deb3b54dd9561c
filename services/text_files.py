"""The words of a text file, a stored web page or rich text that is pasted, for the answer; no files of Word's own."""

from pathlib import Path

from letter.cleaning import clean_text
from letter.messages import message
from services.letter_files import CannotRead, read_file_bytes

TEXT, WEB = (".txt",), (".htm", ".html")
LARGEST = 4_000_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_USUAL = ("utf-8", "gb18030")


def holds_text(file: Path) -> bool:
    """Return whether a file is by its name one of those that are read here."""
    return file.suffix.lower() in TEXT + WEB


def read_text_file(file: Path) -> str:
    """Return what a file says, that of a web page with its levels and tables. Raises CannotRead."""
    data = read_file_bytes(str(file), message("文字文件"))
    if len(data) > LARGEST:
        raise CannotRead(message("“{name}”太大，请打开它，只复制要用的部分。", name=file.name))
    text = _decoded(data)
    words = pasted_text(text) if text and file.suffix.lower() in WEB else clean_text(text)
    if not words or not words.strip():
        raise CannotRead(message("“{name}”里没有认得出的文字，请打开它，复制要用的部分再粘贴。", name=file.name))
    return words


def pasted_text(markup: str) -> str | None:
    """Return the text of rich text with its levels and tables, or None when there is none in it."""
    from intake.rich_text import plain_text  # late: most pastes are plain

    return plain_text(markup)


def _decoded(data: bytes) -> str:
    """Return the text in some bytes, nothing when they are none."""
    marked = [code for mark, code in _MARKS if data.startswith(mark)]
    for code in marked or _USUAL:
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        return "" if "\0" in text else text
    return ""
