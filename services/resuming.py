"""发文 taken up again: the file that an earlier try wrote, but did not come to register, is found and used."""

import contextlib
import glob
from collections.abc import Container
from pathlib import Path

from letter.derived import effective_text
from letter.model import ReplyLetter
from letter.numbers import number_text
from services.docx_return import NotALetterOfOurs, returned_of
from services.letter_files import CannotRead
from services.making import DOCX, CannotMake, docx_bytes

_MOST = 64
_LARGEST = 32_000_000


def left_behind(letter: ReplyLetter, folder: Path, registered: Container[str] = ()) -> list[Path]:
    """Return the files in a folder that carry a letter's number, are as the program wrote them, and not registered.

    What somebody has changed since is not among them: it is the clerk's own.
    """
    number, stem = number_text(letter.document_number), Path(effective_text(letter, "file_name")).stem
    with contextlib.suppress(OSError):
        found = {file for start in (number, stem) for file in folder.glob(f"{glob.escape(start)}*{DOCX}")}
        unknown = [file for file in sorted(found) if str(file.absolute()) not in registered]
        return [file for file in unknown[:_MOST] if _is_ours(file, letter)]
    return []


def _is_ours(file: Path, letter: ReplyLetter) -> bool:
    try:
        if not file.is_file() or file.is_symlink() or file.stat().st_size > _LARGEST:
            return False
        data = file.read_bytes()
        inside = returned_of(data, None).reading.written
        return inside.document_number == letter.document_number and docx_bytes(inside) == data
    except (OSError, CannotMake, CannotRead, NotALetterOfOurs):
        return False
