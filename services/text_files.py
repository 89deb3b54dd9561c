"""The words of a text file, a stored web page or rich text that is pasted, for the answer; no files of Word's own."""

from pathlib import Path

from letter.cleaning import clean_text
from letter.messages import Message, counted, message
from services.letter_files import CannotRead, is_empty, read_file_bytes

TEXT, WEB = (".txt",), (".htm", ".html")
LARGEST = 4_000_000
_MOST_NAMED, _LONGEST_NAMED = 3, 30
_STRUCK = counted("没有放进来：划去的字 {count} 处（{words}）。")
_SYMBOLS = counted("没有放进来：认不出的符号 {count} 个，请看原文补上。")
_NOTES = counted("没有放进来：注的标号 {count} 个（{words}）。")


def holds_text(file: Path) -> bool:
    """Return whether a file is by its name one of those that are read here."""
    return file.suffix.lower() in TEXT + WEB


class Pasted(str):
    """Words for the answer; remarks are sentences for the clerk on what of their source is not among them."""

    remarks: tuple[Message, ...]

    def __new__(cls, text: str, remarks: tuple[Message, ...] = ()) -> "Pasted":
        """Take the words and what is to be said of them."""
        made = super().__new__(cls, text)
        made.remarks = remarks
        return made


def read_text_file(file: Path) -> Pasted:
    """Return what a file says, that of a web page with its levels and tables. Raises CannotRead."""
    from intake.charsets import decoded

    data = read_file_bytes(str(file), message("文字文件"))
    if len(data) > LARGEST:
        raise CannotRead(message("“{name}”太大，请打开它，只复制要用的部分。", name=file.name))
    web = file.suffix.lower() in WEB
    text = decoded(data, web=web)
    if is_empty(data, text):
        raise CannotRead(message("“{name}”是空的，没有文字可以放进来，请换一个文件。", name=file.name))
    words = pasted_text(text) if text and web else Pasted(clean_text(text))
    if not words or not words.strip():
        raise CannotRead(message("“{name}”里没有认得出的文字，请打开它，复制要用的部分再粘贴。", name=file.name))
    return words


def pasted_text(markup: str) -> Pasted | None:
    """Return the text of rich text with its levels and tables, or None when there is none in it."""
    from intake.rich_text import plain_text  # late: most pastes are plain

    read = plain_text(markup)
    if read is None:
        return None
    remarks = [
        form.filled(count=len(found), words="、".join(f"“{_short(words)}”" for words in found[:_MOST_NAMED]))
        for form, found in ((_STRUCK, read.struck), (_NOTES, read.notes))
        if found
    ]
    if read.symbols:
        remarks.append(_SYMBOLS.filled(count=read.symbols))
    return Pasted(read, tuple(remarks))


def printed_text(text: str) -> str:
    """Return a text with the printed lines of each paragraph joined, where it shows that it was copied from a page."""
    from intake.printed_lines import join_printed_lines

    return join_printed_lines(text)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_NAMED else words[:_LONGEST_NAMED] + "……"
