"""What window and commands do with the register: open it, hand out its numbers, issue a file, correct it."""

import contextlib
import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from letter.derived import effective_text
from letter.messages import message
from letter.model import DocumentNumber, ReplyLetter
from letter.numbers import number_text, read_number
from register.backups import list_backups
from register.errors import NumberRefused
from register.errors import RegisterError as RegisterError  # the window asks for it here
from register.letters import correct, issue, versions_of
from register.numbers import release, reserve
from register.store import Store, open_store
from register.values import Backup, Details
from services.data_folder import DataFolder
from services.letter_files import read_letter_file
from services.making import make_file

_SQLITE = "sqlite:///"
_NO_SUCH_STORE = message("这一版只能打开 SQLite 登记簿，请把“--store”写成“sqlite:///文件路径”，或省略它。")
_NO_BACKUP = message("没有“{name}”这份备份，请用“register backups”列出的名字。")
_NO_NUMBER = message("“{text}”不是发文字号，请写成“朝民函〔2023〕32号”这样的形式。")
_NO_FILE = message("读不了“{path}”，请检查文件名和权限；{number}没有登记为已发。")
_OTHER_NUMBER = message("“{name}”里的字号是{inside}，不是{number}，请核对后再登记。")
_OTHER_YEAR = message("成文日期 {date} 与字号的年份 {year} 不一致，请改正日期或另取一个号。")
_INCOMPLETE = message("请先填写成文日期和机关代字，再发文。")
_ISSUED = message("{number}已经发出，发出的信不能改；要更正请另存新的版本并写明理由。")
_NOT_SAVED = "文件没有保存成功"
_JSON = ".json"


def open_register(data: DataFolder, url: str | None = None) -> Store:
    """Open the register of the data folder, or the one that a URL (sqlite:///FILE) names; raises RegisterError."""
    return open_store(register_path(data, url))


def register_path(data: DataFolder, url: str | None = None) -> Path:
    """Return the file of that register, which need not exist or be readable; raises RegisterError for another URL."""
    if url is None:
        return data.register
    if "://" not in url:
        return Path(url).absolute()
    if not url.startswith(_SQLITE) or url == _SQLITE:
        raise RegisterError(_NO_SUCH_STORE)
    return Path(url.removeprefix(_SQLITE)).absolute()


def need_backup(path: Path, name: str) -> Backup:
    """Return the backup of a register's file that has this name; raises RegisterError."""
    found = next((backup for backup in list_backups(path) if backup.path.name == name), None)
    if found is None:
        raise RegisterError(_NO_BACKUP.filled(name=name))
    return found


def need_number(text: str) -> DocumentNumber:
    """Return the document number that a text is; raises NumberRefused."""
    number = read_number(text)
    if number is None:
        raise NumberRefused(_NO_NUMBER.filled(text=text))
    return number


def details_of(letter: ReplyLetter) -> Details:
    """Return what the ledger says of a letter."""
    return Details(
        letter.document_date,
        effective_text(letter, "title"),
        effective_text(letter, "salutation").rstrip("：:"),
        "、".join(proposal.number for proposal in letter.proposals),
    )


def issue_file(store: Store, number: DocumentNumber, path: Path, *, key: str = "") -> None:
    """Register a saved file as issued under a reserved number, a letter file (JSON) with its letter.

    Raises RegisterError, and LetterError for a letter file that cannot be read.
    """
    sha256 = _sha256(path, number)
    letter = read_letter_file(str(path)) if path.suffix.lower() == _JSON else None
    if letter and letter.document_number.serial is not None and _whole_number(letter) != number:
        inside = number_text(_whole_number(letter))
        raise NumberRefused(_OTHER_NUMBER.filled(name=path.name, inside=inside, number=number_text(number)))
    if letter:
        _check_year(letter, number)
    details = details_of(letter) if letter else None
    issue(store, number, str(path.absolute()), sha256, key=key, letter=letter, details=details)


def issue_letter(
    store: Store, letter: ReplyLetter, folder: Path, key: str, *, serial: int | None = None,
    free_name: Callable[[Path], Path] = lambda wanted: wanted,
) -> Path:  # fmt: skip
    """发文: reserve a number, write the docx into a folder, register it as issued and return its path.

    When the file cannot be written the number is released; when the program dies, the same key gets the same number
    again. Raises RegisterError, CannotMake and SaveError.
    """
    code, date = letter.document_number.code or letter.agency.code, letter.document_date
    if not code or date is None:
        raise NumberRefused(_INCOMPLETE)
    details = details_of(letter)
    number = reserve(store, code, date.year, key=key, serial=serial, details=details).number
    numbered = replace(letter, document_number=number)
    if issued := versions_of(store, number):
        if issued[-1].letter == numbered:  # the program died after all was done
            return Path(issued[-1].path)
        raise NumberRefused(_ISSUED.filled(number=number_text(number)))
    try:
        path = make_file(numbered, free_name(folder / effective_text(numbered, "file_name")))
    except Exception:
        with contextlib.suppress(RegisterError):  # then it stays reserved, and the same key gets it again
            release(store, number, _NOT_SAVED)
        raise
    issue(store, number, str(path.absolute()), _sha256(path, number), key=key, letter=numbered, details=details)
    return path


def correct_letter(store: Store, letter: ReplyLetter, path: Path, reason: str) -> int:
    """Write a corrected version of an issued letter to another file, register it and return its version.

    Raises RegisterError, CannotMake and SaveError.
    """
    number = _whole_number(letter)
    make_file(letter, path)
    return correct(store, number, str(path.absolute()), _sha256(path, number), reason, letter=letter)


def _whole_number(letter: ReplyLetter) -> DocumentNumber:
    return replace(letter.document_number, code=letter.document_number.code or letter.agency.code)


def _check_year(letter: ReplyLetter, number: DocumentNumber) -> None:
    date: datetime.date | None = letter.document_date
    if date and date.year != number.year:
        raise NumberRefused(_OTHER_YEAR.filled(date=date, year=number.year))


def _sha256(path: Path, number: DocumentNumber) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise NumberRefused(_NO_FILE.filled(path=path, number=number_text(number))) from error
