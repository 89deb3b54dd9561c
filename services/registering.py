"""What window and commands do with the register: open it, hand out its numbers, issue a file, correct it."""

import contextlib
import datetime
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from letter.derived import effective_text, whole_number
from letter.messages import message
from letter.model import DocumentNumber, ReplyLetter
from letter.numbers import number_text
from register.api import (
    Address,
    Store,
    correct,
    issue,
    list_backups,
    open_store,
    release,
    reserve,
    reserved_for,
    versions_of,
)
from register.errors import NumberRefused, StoreBusy, StoreDamaged, StoreUncertain, StoreUnwritable
from register.errors import RegisterError as RegisterError  # the window asks for it here
from register.values import Backup, Details, LetterVersion
from services.data_folder import DataFolder
from services.letter_files import read_letter_file
from services.making import docx_bytes, make_file
from services.resuming import left_behind

_NO_BACKUP = message("没有“{name}”这份备份，请用“register backups”列出的名字。")
_NO_FILE = message("读不了“{path}”，请检查文件名和权限；{number}没有登记为已发。")
_OTHER_NUMBER = message("“{name}”里的字号是{inside}，不是{number}，请核对后再登记。")
_OTHER_YEAR = message("成文日期 {date} 与字号的年份 {year} 不一致，请改正日期或另取一个号。")
_INCOMPLETE = message("请先填写成文日期和机关代字，再发文。")
_ISSUED = message("{number}已经发出，发出的信不能改；要更正请另存新的版本并写明理由。")
_UNFINISHED = message(
    "{number}已留给这封信，“{name}”也已写好，只是{why}，还没有登记为已发；请处理后再发文一次，仍用这个号和这个文件。"
)
_UNCONFIRMED = message(
    "{number}已留给这封信，“{name}”也已写好，但写登记簿时磁盘出错，是否登记为已发没有确认；请检查磁盘后再发文一次，仍用这个号和这个文件。"
)
_WHY: dict[type[RegisterError], str] = {
    StoreBusy: message("登记簿正被别处占用"),
    StoreUnwritable: message("登记簿写不进去（磁盘已满或没有权限）"),
    StoreDamaged: message("登记簿已停用，要先恢复备份"),
}
_NOT_SAVED = "文件没有保存成功"
_JSON = ".json"


def address_of(data: DataFolder, url: str | None = None) -> Address:
    """Return where the register of the data folder lies, or the one that a URL (sqlite:///FILE) names."""
    return data.register if url is None else url


def open_register(data: DataFolder, url: str | None = None) -> Store:
    """Open that register; raises RegisterError."""
    return open_store(address_of(data, url))


def need_backup(address: Address, name: str) -> Backup:
    """Return the backup of a register that has this name; raises RegisterError."""
    found = next((backup for backup in list_backups(address) if backup.path.name == name), None)
    if found is None:
        raise RegisterError(_NO_BACKUP.filled(name=name))
    return found


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
    if letter and letter.document_number.serial is not None and whole_number(letter) != number:
        inside = number_text(whole_number(letter))
        raise NumberRefused(_OTHER_NUMBER.filled(name=path.name, inside=inside, number=number_text(number)))
    if letter:
        _check_year(letter, number)
    details = details_of(letter) if letter else None
    issue(store, number, str(path.absolute()), sha256, key=key, letter=letter, details=details)


def issue_letter(
    store: Store, letter: ReplyLetter, folder: Path, key: str, *, serial: int | None = None,
    free_name: Callable[[Path], Path] = lambda wanted: wanted, why: str = "",
) -> Path:  # fmt: skip
    """发文: reserve a number, write the docx into a folder, register it as issued and return its path.

    When the file cannot be written a number that was reserved just now is released; when the program dies or the disk
    is full, the same key gets the same number again, and the file that was written already is the one that goes out.
    why is the reason of a letter that answers what was answered before. Raises RegisterError, CannotMake and SaveError.
    """
    code, date = whole_number(letter).code, letter.document_date
    if not code or date is None:
        raise NumberRefused(_INCOMPLETE)
    details = details_of(letter)
    before = reserved_for(store, key)
    number = reserve(store, code, date.year, key=key, serial=serial, details=details).number
    numbered = replace(letter, document_number=number)
    if issued := versions_of(store, number):
        if issued[-1].letter == numbered:  # the program died after all was done
            return Path(issued[-1].path)
        raise NumberRefused(_ISSUED.filled(number=number_text(number)))
    try:
        path = _written(numbered, folder, free_name, resumed=before == number)
    except Exception:
        if before != number:
            with contextlib.suppress(RegisterError):  # then it stays reserved, and the same key gets it again
                release(store, number, _NOT_SAVED)
        raise
    try:
        sha256 = _sha256(path, number)
        issue(store, number, str(path.absolute()), sha256, key=key, letter=numbered, details=details, why=why)
    except (StoreBusy, StoreUnwritable, StoreDamaged) as error:
        raise _unfinished(error, number, path) from error
    return path


def correct_letter(store: Store, letter: ReplyLetter, path: Path, reason: str) -> Path:
    """Write a corrected version of an issued letter to another file, register it and return the path of its file.

    A file that was written for it already, before the program died, is the one that is registered; what was registered
    already is not registered again. When it cannot be registered, no new file stays. Raises RegisterError, CannotMake
    and SaveError.
    """
    number, data = whole_number(letter), docx_bytes(letter)
    versions = versions_of(store, number)
    if done := _registered_already(versions, letter, reason, data):
        return done
    registered = {version.path for version in versions}
    left = (file for file in left_behind(letter, path.parent, registered) if file.read_bytes() == data)
    there = next(left, path if path.exists() else None)
    path = there or path
    if not there or there.read_bytes() != data:
        make_file(letter, path)
    try:
        correct(store, number, str(path.absolute()), _sha256(path, number), reason, letter=letter)
    except StoreUncertain:
        raise  # it may be registered: then the file has to be there
    except RegisterError:
        if not there:
            with contextlib.suppress(OSError):
                path.unlink()
        raise
    return path


def _registered_already(
    versions: Sequence[LetterVersion], letter: ReplyLetter, reason: str, data: bytes
) -> Path | None:
    """Return the file of the newest version, when it is this correction and the program died after all was done."""
    newest = versions[-1] if versions else None
    if newest is None or (newest.letter, newest.reason) != (letter, reason):
        return None
    with contextlib.suppress(OSError):
        path = Path(newest.path)
        return path if path.read_bytes() == data else None
    return None


def _written(letter: ReplyLetter, folder: Path, free_name: Callable[[Path], Path], *, resumed: bool) -> Path:
    """Return the file of a letter, used as an earlier try has left it, or written in its place."""
    wanted = folder / effective_text(letter, "file_name")
    left, data = left_behind(letter, folder) if resumed else [], docx_bytes(letter)
    if same := next((file for file in left if file.read_bytes() == data), None):
        return same
    path = make_file(letter, wanted if wanted in left else free_name(wanted))
    for file in left:
        if file != path:
            with contextlib.suppress(OSError):
                file.unlink()
    return path


def _unfinished(error: RegisterError, number: DocumentNumber, path: Path) -> RegisterError:
    """Return what is true once the file is there and its number reserved, and only the registration is missing."""
    if isinstance(error, StoreUncertain):
        return StoreUncertain(_UNCONFIRMED.filled(number=number_text(number), name=path.name))
    why = next(words for kind, words in _WHY.items() if isinstance(error, kind))
    return type(error)(_UNFINISHED.filled(number=number_text(number), name=path.name, why=why))


def _check_year(letter: ReplyLetter, number: DocumentNumber) -> None:
    date: datetime.date | None = letter.document_date
    if date and date.year != number.year:
        raise NumberRefused(_OTHER_YEAR.filled(date=date, year=number.year))


def _sha256(path: Path, number: DocumentNumber) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise NumberRefused(_NO_FILE.filled(path=path, number=number_text(number))) from error
