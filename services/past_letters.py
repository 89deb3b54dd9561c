"""A folder of earlier replies, read file by file and entered in the register as letters that went out.

Each file is named with what became of it; nothing is entered before the clerk has seen that.
"""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from letter.derived import issuers
from letter.fields import place_of
from letter.messages import Message, counted, message
from letter.model import Agency, DocumentNumber, ReplyLetter
from letter.numbers import number_text
from register.api import Store, enter_past_letters, is_same, known_past_letters, whole_number_of
from register.errors import SheetRefused
from register.values import Details, PastLetter
from services.cancellation import Stop
from services.docx_return import remarks_on
from services.letter_files import CannotRead, read_file_bytes
from services.registering import details_of
from services.reply_file import ReplyFile, reply_in
from services.settings import Settings

if TYPE_CHECKING:
    from intake.recognise import Recognised

MOST_FILES = 5_000
# By their endings; what is in a file decides how it is read.
_LETTERS = frozenset({".txt", ".htm", ".html", ".mht", ".mhtml", ".docx", ".doc", ".wps", ".pdf", ".rtf"})
_TOO_MANY = message("这个文件夹里的文件太多（超过 {most} 个），请分几个文件夹导入。")
_NO_FILES = message("这个文件夹里没有文件，请另选一个。")
_NO_FOLDER = message("“{name}”不是文件夹或打不开，请另选一个。")
_OTHER_KIND = message("不是 txt、网页、docx、doc、wps 文件，没有读")
_LEFT_BEHIND = message("是 Word 或 WPS 打开文件时留下的临时文件，没有读")
_NOT_OURS = message("署名是“{organ}”，不是本单位的信；是以前的名称，请在单位档案里加一份再导入")
_SAME_IN_FOLDER = message("与“{name}”是同一封信")
_SAME_NUMBER = message("字号与“{name}”相同（{number}），请核对")
_DOUBT = message("{place}请核对：{why}")
_LEFT = counted("有 {count} 行没有归到任何一项")
_OTHER_YEAR = message("字号的年份与成文日期不同，请核对")
_CHANGED = counted("在 Word 里改过 {count} 处，照改过的导入")
_READING = message("正在读第 {done} 个，共 {count} 个：{name}")
_ENTERING = message("正在导入第 {done} 封，共 {count} 封")
_TEMPORARY = ("~$", ".~", "~WRL")


class PastFile(Struct, frozen=True):
    """A file of the folder: its name there, its letter or why there is none, and what is to be looked at in it.

    found is what was recognised, where the letter was.
    """

    name: str
    letter: PastLetter | None = None
    reason: Message | str = ""
    remarks: tuple[Message | str, ...] = ()
    found: "Recognised | None" = None


def own_agencies(settings: Settings) -> tuple[Agency, ...]:
    """Return the agencies of the profiles, the one in use first."""
    return tuple(one for one in (settings.agency, *(profile.agency for profile in settings.profiles)) if one)


def read_past_letters(store: Store, folder: Path, agencies: Sequence[Agency], stop: Stop) -> tuple[PastFile, ...]:
    """Return what became of each file of a folder and those within it, entering nothing.

    agencies are the office's, the one in use first; letters of other organs are left out. Raises SheetRefused
    for a folder that cannot be read, and Stopped.
    """
    folder = folder.absolute()
    files = _files(folder)
    found: list[PastFile] = []
    for done, path in enumerate(files, start=1):
        name = str(path.relative_to(folder))
        stop.tell(_READING.filled(done=done, count=len(files), name=path.name))
        found.append(_read(path, name, agencies))
    return _checked(store, found)


def enter_files(store: Store, files: Sequence[PastFile], stop: Stop) -> tuple[PastFile, ...]:
    """Enter the letters of files in one transaction and return what became of each; raises RegisterError and Stopped.

    Until all are entered they can be given up, and the register is as it was.
    """
    letters = [file.letter for file in files if file.letter]

    def each(done: int) -> None:
        stop.tell(_ENTERING.filled(done=done + 1, count=len(letters)))

    refused = iter(enter_past_letters(store, letters, each, stop.settle))
    return tuple(_refused(file, next(refused)) if file.letter else file for file in files)


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder and of those in it, by their names; links to folders are not followed."""
    if not folder.is_dir():
        raise SheetRefused(_NO_FOLDER.filled(name=folder.name or str(folder)))
    found: list[Path] = []
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += (Path(at, name) for name in sorted(names) if not _is_of_the_system(name))
        if len(found) > MOST_FILES:
            raise SheetRefused(_TOO_MANY.filled(most=MOST_FILES))
    if not found:
        raise SheetRefused(_NO_FILES)
    return found


def _is_of_the_system(name: str) -> bool:
    return name.lower() in ("thumbs.db", "desktop.ini", ".ds_store", ".directory")


def _read(path: Path, name: str, agencies: Sequence[Agency]) -> PastFile:
    if path.name.startswith(_TEMPORARY):
        return PastFile(name, reason=_LEFT_BEHIND)
    if path.suffix.lower() not in _LETTERS:
        return PastFile(name, reason=_OTHER_KIND)
    try:
        data = read_file_bytes(str(path), message("文件"))
        reply = reply_in(data, agencies[0] if agencies else None)
    except CannotRead as error:
        return PastFile(name, reason=error.args[0])
    letter = reply.letter
    if letter is None:
        return PastFile(name, reason=reply.reason or "")
    if agencies and not {agency.name for agency in agencies}.intersection(issuers(letter)):
        return PastFile(name, reason=_NOT_OURS.filled(organ=letter.agency.name))
    past = PastLetter(letter, details_of(letter), str(path), hashlib.sha256(data).hexdigest())
    return PastFile(name, past, "", _remarks(reply, letter), reply.found)


def looked_through(file: PastFile, found: "Recognised") -> PastFile:
    """Return a file whose letter the clerk has looked through, with the letter that he made of it."""
    if file.letter is None:
        return file
    past = replace(file.letter, letter=found.letter, details=details_of(found.letter))
    return replace(file, letter=past, remarks=(), found=found)


def _remarks(reply: ReplyFile, letter: ReplyLetter) -> tuple[Message | str, ...]:
    """Return what a clerk should look at in a letter before it is entered."""
    remarks: list[Message | str] = []
    number, day = letter.document_number, letter.document_date
    if reply.found:
        doubts = {place_of(piece.field): piece.doubt for piece in reply.found.pieces if piece.doubt}
        remarks += (_DOUBT.filled(place=place, why=why) for place, why in doubts.items())
        if left := sum(not row.of_page for row in reply.found.leftovers):
            remarks.append(_LEFT.filled(count=left))
    if reply.returned:
        remarks += remarks_on(reply.returned)
        if changes := len(reply.returned.reading.changes):
            remarks.append(_CHANGED.filled(count=changes))
    if number.year and day and number.year != day.year:
        remarks.append(_OTHER_YEAR)
    return tuple(remarks)


def _checked(store: Store, found: Sequence[PastFile]) -> tuple[PastFile, ...]:
    """Return the files, those refused whose letter the register has or another file of the folder has too."""
    known = iter(known_past_letters(store, [file.letter for file in found if file.letter]))
    checked = [_refused(file, next(known)) if file.letter else file for file in found]
    # Of a letter that is there twice the copy counts that has its number.
    places = [place for place, file in enumerate(checked) if file.letter]
    places.sort(key=lambda place: _number_of(checked[place]) is None)
    first_of_number: dict[DocumentNumber, PastFile] = {}
    alike: dict[tuple[str, ...], list[PastFile]] = {}
    for place in places:
        file = checked[place]
        others = alike.setdefault(_look(file), [])
        same = next((other for other in others if _is_same(file, other)), None)
        number = _number_of(file)
        named = first_of_number.get(number) if number else None
        if same:
            checked[place] = _refused(file, _SAME_IN_FOLDER.filled(name=same.name))
        elif number and named:
            checked[place] = _refused(file, _SAME_NUMBER.filled(name=named.name, number=number_text(number)))
        else:
            others.append(file)
            if number:
                first_of_number[number] = file
    return tuple(checked)


def _refused(file: PastFile, reason: Message | None) -> PastFile:
    return PastFile(file.name, reason=reason) if reason else file


def _number_of(file: PastFile) -> DocumentNumber | None:
    return whole_number_of(file.letter.letter) if file.letter else None


def _look(file: PastFile) -> tuple[str, ...]:
    details = file.letter.details if file.letter else Details()
    return str(details.date), details.title


def _is_same(one: PastFile, other: PastFile) -> bool:
    return bool(one.letter and other.letter and is_same(one.letter.letter, other.letter.letter))
