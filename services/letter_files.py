"""Reading a letter, or another file, from disk or from standard input."""

import sys

from letter.codec import read_letter
from letter.messages import Message, message
from letter.model import ReplyLetter
from services.os_errors import reason_of

LARGEST = 50_000_000
# Marks before a text, and blanks.
_NOTHING = b"\xef\xbb\xbf\xff\xfe \t\r\n"


class CannotRead(Exception):
    """A file cannot be read; str() is one Chinese sentence that says what to do."""


def is_empty(data: bytes, text: str) -> bool:
    """Return whether nothing is written in a file, known by its bytes and what they say; others may hold no text."""
    return not text.strip() and bool(text or not data.strip(_NOTHING))


def read_letter_file(name: str) -> ReplyLetter:
    """Return the letter in a JSON file, or on standard input for "-"; raises CannotRead and LetterError."""
    return read_letter(read_file_bytes(name, message("复函写的信件文件")))


def read_file_bytes(name: str, kind: Message) -> bytes:
    """Return what is in a file of this kind, or on standard input for "-"; raises CannotRead."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(name, "rb") as file:
                data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise CannotRead(message("找不到“{name}”，请检查文件名。", name=name)) from None
    except IsADirectoryError:
        raise CannotRead(message("“{name}”是文件夹，请指明其中的{kind}。", name=name, kind=kind)) from None
    except (OSError, ValueError) as error:
        sentence = message("“{name}”读不出来（{reason}），请检查它的权限。", name=name, reason=reason_of(error))
        raise CannotRead(sentence) from None
    if len(data) > LARGEST:
        raise CannotRead(message("“{name}”太大，这不是{kind}。", name=name, kind=kind))
    return data
