"""A folder of earlier replies, read file by file and entered in the register as letters that went out.

Each file is named with what becomes of it; nothing is entered before the clerk has seen that. What he corrects in a
letter, or leaves out, is held against the register and the other files anew.
"""

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from letter.derived import issuers
from letter.field_diff import contradictions
from letter.fields import name_of, place_of
from letter.messages import Message, counted, listed, message
from letter.model import Agency, DocumentNumber, ReplyLetter
from letter.numbers import number_text
from register.api import Store, enter_past_letters, is_same, known_past_letters, whole_number_of
from register.errors import SheetRefused
from register.values import PastLetter
from services.cancellation import Stop
from services.docx_return import report_on
from services.letter_files import CannotRead, read_file_bytes
from services.registering import details_of
from services.reply_file import ReplyFile, reply_in
from services.settings import Settings

if TYPE_CHECKING:
    from intake.recognise import Recognised

MOST_FILES = 5_000
# By their endings; what is in a file decides how it is read.
_LETTERS = frozenset({".txt", ".htm", ".html", ".mht", ".mhtml", ".docx", ".doc", ".wps", ".rtf"})
_TOO_MANY = message("这个文件夹里的文件太多（超过 {most} 个），请分几个文件夹导入。")
_NO_FILES = message("这个文件夹里没有文件，请另选一个。")
_NO_FOLDER = message("“{name}”不是文件夹或打不开，请另选一个。")
_OTHER_KIND = message("不是 txt、网页、docx、doc、wps 文件，没有读")
_PDF = message("PDF 没有读：有文字的，请复制到文本文件（txt）里再导入")
_LEFT_BEHIND = message("是 Word 或 WPS 打开文件时留下的临时文件，没有读")
_NO_ACCESS = message("这个文件夹打不开，里面的文件没有读")
_NO_FILE = message("不是普通的文件，没有读")
_NOT_OURS = message("署名是“{organ}”，不是本单位的信；是以前的名称，请在单位档案里加一份再导入")
_LEFT_OUT = message("经办人选了不导入")
_SAME_IN_FOLDER = message("与“{name}”是同一封信")
_OTHER_VERSION = message("与“{name}”是同一封信，但{fields}不同；只导入“{name}”，请打开两份核对")
_VERSION_LEFT_OUT = message("“{name}”是同一封信，但{fields}不同，没有导入，请打开两份核对")
_SAME_NUMBER = message("字号与“{name}”相同（{number}），请核对")
_SAME_CASE = message("与“{name}”答复的是同一件，请核对")
_DOUBT = message("{place}请核对：{why}")
_LEFT = counted("有 {count} 行没有归到任何一项")
_OTHER_YEAR = message("字号的年份与成文日期不同，请核对")
_OTHER_CODE = message("字号的代字“{code}”不是本单位的，请核对")
_PART_OF_NUMBER, _NO_DATE = message("字号不完整"), message("没有成文日期")
_MORE = counted("Word 里另有 {count} 处改动")
_READING = message("正在读第 {done} 个，共 {count} 个：{name}")
_ENTERING = message("正在导入第 {done} 封，共 {count} 封")
_TEMPORARY = ("~$", ".~", "~WRL")
_SHOWN_CHANGES = 3


class PastFile(Struct, frozen=True):
    """A file of the folder: its name there, its letter, why it is not entered, and what is to be looked at in it.

    found is what was recognised, where the letter was; said are the remarks on the letter itself, looked tells that the
    clerk has been through them, left_out that he does not want it.
    """

    name: str
    letter: PastLetter | None = None
    reason: Message | str = ""
    remarks: tuple[Message | str, ...] = ()
    found: "Recognised | None" = None
    said: tuple[Message | str, ...] = ()
    looked: bool = False
    left_out: bool = False

    @property
    def is_entered(self) -> bool:
        """Whether its letter goes into the register."""
        return self.letter is not None and not self.reason


def own_agencies(settings: Settings) -> tuple[Agency, ...]:
    """Return the agencies of the profiles, the one in use first."""
    return tuple(one for one in (settings.agency, *(profile.agency for profile in settings.profiles)) if one)


def read_past_letters(store: Store, folder: Path, agencies: Sequence[Agency], stop: Stop) -> tuple[PastFile, ...]:
    """Return what becomes of each file of a folder and those within it, entering nothing.

    agencies are the office's, the one in use first; letters of other organs are left out. Raises SheetRefused for a
    folder that cannot be read, and Stopped.
    """
    folder = folder.absolute()
    files, found = _files(folder)
    for done, path in enumerate(files, start=1):
        stop.tell(_READING.filled(done=done, count=len(files), name=path.name))
        found.append(_read(path, str(path.relative_to(folder)), agencies))
    return checked(store, found, agencies)


def looked_through(files: Sequence[PastFile], name: str, found: "Recognised") -> list[PastFile]:
    """Return files of which the clerk has looked through one, with the letter that he made of it."""

    def looked(file: PastFile, past: PastLetter) -> PastFile:
        past = replace(past, letter=found.letter, details=details_of(found.letter))
        return replace(file, letter=past, said=(), looked=True, found=found)

    return [looked(file, file.letter) if file.name == name and file.letter else file for file in files]


def left_out(files: Sequence[PastFile], name: str, *, out: bool) -> list[PastFile]:
    """Return files of which the clerk leaves one out, or wants it after all."""
    return [replace(file, left_out=out) if file.name == name and file.letter else file for file in files]


def checked(store: Store, files: Sequence[PastFile], agencies: Sequence[Agency]) -> tuple[PastFile, ...]:
    """Return the files with what speaks against their letters: the office, the register and the other files."""
    known = iter(known_past_letters(store, [file.letter for file in files if file.letter]))
    known_of = {file.name: next(known) for file in files if file.letter}
    made: dict[str, PastFile] = {}
    entered, wanted = _Beside(), _Beside()
    # Of a letter that is there twice the copy counts that has its number.
    for file in sorted(files, key=lambda file: _number_of(file) is None):
        if file.letter:
            reason = _own_reason(file, file.letter, agencies) or known_of[file.name] or _same_before(file, entered)
            made[file.name] = replace(file, reason=reason or "", remarks=() if reason else file.said)
            entered.add(made[file.name], reason is None)
            wanted.add(made[file.name], not file.left_out)
    return tuple(_with_remarks(made.get(file.name, file), entered, wanted, agencies) for file in files)


def enter_files(store: Store, files: Sequence[PastFile], stop: Stop) -> tuple[PastFile, ...]:
    """Enter the letters of files in one transaction and return what became of each; raises RegisterError and Stopped.

    Until all are entered they can be given up, and the register is as it was.
    """
    letters = [file.letter for file in files if file.letter and file.is_entered]

    def each(done: int) -> None:
        stop.tell(_ENTERING.filled(done=done + 1, count=len(letters)))

    refused = iter(enter_past_letters(store, letters, each, stop.settle))
    return tuple(replace(file, reason=next(refused) or "") if file.is_entered else file for file in files)


def _files(folder: Path) -> tuple[list[Path], list[PastFile]]:
    """Return the files of a folder and of those in it, by their names, and the folders that cannot be looked into.

    Links to folders are not followed.
    """
    if not folder.is_dir():
        raise SheetRefused(_NO_FOLDER.filled(name=folder.name or str(folder)))
    found: list[Path] = []
    closed: list[PastFile] = []

    def note(error: OSError) -> None:
        closed.append(PastFile(os.path.relpath(error.filename or folder, folder), reason=_NO_ACCESS))

    for at, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += (Path(at, name) for name in sorted(names) if not _is_of_the_system(name))
        if len(found) > MOST_FILES:
            raise SheetRefused(_TOO_MANY.filled(most=MOST_FILES))
    if not found and not closed:
        raise SheetRefused(_NO_FILES)
    return found, closed


def _is_of_the_system(name: str) -> bool:
    return name.lower() in ("thumbs.db", "desktop.ini", ".ds_store", ".directory")


def _read(path: Path, name: str, agencies: Sequence[Agency]) -> PastFile:
    if path.name.startswith(_TEMPORARY):
        return PastFile(name, reason=_LEFT_BEHIND)
    if path.suffix.lower() == ".pdf":
        return PastFile(name, reason=_PDF)
    if path.suffix.lower() not in _LETTERS:
        return PastFile(name, reason=_OTHER_KIND)
    if path.exists() and not path.is_file():
        return PastFile(name, reason=_NO_FILE)
    try:
        data = read_file_bytes(str(path), message("文件"))
        reply = reply_in(data, agencies[0] if agencies else None)
    except CannotRead as error:
        return PastFile(name, reason=error.args[0])
    letter = reply.letter
    if letter is None:
        return PastFile(name, reason=reply.reason or "")
    past = PastLetter(letter, details_of(letter), str(path), hashlib.sha256(data).hexdigest())
    return PastFile(name, past, found=reply.found, said=_said(reply))


def _said(reply: ReplyFile) -> tuple[Message | str, ...]:
    """Return what a clerk should look at in a letter before it is entered."""
    said: list[Message | str] = []
    if reply.found:
        doubts = {place_of(piece.field): piece.doubt for piece in reply.found.pieces if piece.doubt}
        said += (_DOUBT.filled(place=place, why=why) for place, why in doubts.items())
        if left := sum(not row.of_page for row in reply.found.leftovers):
            said.append(_LEFT.filled(count=left))
    if reply.returned:
        changes = report_on(reply.returned).sentences
        said += changes[:_SHOWN_CHANGES]
        if len(changes) > _SHOWN_CHANGES:
            said.append(_MORE.filled(count=len(changes) - _SHOWN_CHANGES))
    return tuple(said)


def _own_reason(file: PastFile, past: PastLetter, agencies: Sequence[Agency]) -> Message | None:
    """Return why a letter is none of the office's, or why the clerk does not want it."""
    if file.left_out:
        return _LEFT_OUT
    if agencies and not {agency.name for agency in agencies}.intersection(issuers(past.letter)):
        return _NOT_OURS.filled(organ=past.letter.agency.name)
    return None


class _Beside:
    """Files with letters, found by what two of them may have in common."""

    def __init__(self) -> None:
        self._found: defaultdict[tuple[object, ...], list[PastFile]] = defaultdict(list)

    def add(self, file: PastFile, counts: bool) -> None:
        """Add a file that counts."""
        if counts:
            for key in (_look(file), _number(file), *_cases(file)):
                self._found[key].append(file)

    def others(self, file: PastFile, *keys: tuple[object, ...]) -> list[PastFile]:
        """Return the other files that have one of these in common with a file, each once."""
        found = [other for key in keys if key for other in self._found.get(key, ())]
        return list({other.name: other for other in found if other.name != file.name}.values())


def _look(file: PastFile) -> tuple[object, ...]:
    return ("look", file.letter.details.date, file.letter.details.title) if file.letter else ()


def _number(file: PastFile) -> tuple[object, ...]:
    number = _number_of(file)
    return ("number", number) if number else ()


def _cases(file: PastFile) -> list[tuple[object, ...]]:
    """Return what papers a letter answers, of which session and in which role."""
    if not file.letter:
        return []
    letter = file.letter.letter
    return [
        ("case", letter.kind, letter.role, letter.session, paper.number) for paper in letter.proposals if paper.number
    ]  # fmt: skip


def _same_before(file: PastFile, entered: _Beside) -> Message | None:
    """Return why a letter cannot be entered beside those that come before it in the folder."""
    if same := next((other for other in entered.others(file, _look(file)) if _is_same(file, other)), None):
        fields = _differing(file, same)
        return (_OTHER_VERSION if fields else _SAME_IN_FOLDER).filled(name=same.name, fields=fields)
    return next((_same_number(file, other) for other in entered.others(file, _number(file))), None)


def _same_number(file: PastFile, other: PastFile) -> Message:
    return _SAME_NUMBER.filled(name=other.name, number=number_text(_number_of(file) or DocumentNumber()))


def _with_remarks(file: PastFile, entered: _Beside, wanted: _Beside, agencies: Sequence[Agency]) -> PastFile:
    """Return a file that is entered with what is to be looked at beside the others."""
    if not file.letter or not file.is_entered:
        return file
    remarks: list[Message | str] = list(file.remarks)
    if not file.looked:
        remarks += _of_number_and_date(file.letter.letter, agencies)
    same = [other for other in wanted.others(file, _look(file)) if _is_same(file, other)]
    versions = [other for other in same if not other.is_entered]
    remarks += (
        _VERSION_LEFT_OUT.filled(name=other.name, fields=fields)
        for other in versions
        if (fields := _differing(file, other))
    )
    numbered = [other for other in wanted.others(file, _number(file)) if not _is_same(file, other)]
    remarks += (_same_number(file, other) for other in numbered)
    answering = entered.others(file, *_cases(file))
    remarks += (_SAME_CASE.filled(name=other.name) for other in answering if other not in numbered)
    return replace(file, remarks=tuple(remarks))


def _of_number_and_date(letter: ReplyLetter, agencies: Sequence[Agency]) -> list[Message]:
    number, day = letter.document_number, letter.document_date
    codes = {agency.code for agency in agencies if agency.code}
    asked: tuple[tuple[bool, Callable[[], Message]], ...] = (
        (number != DocumentNumber() and (not number.year or not number.serial), lambda: _PART_OF_NUMBER),
        (bool(codes and number.code and number.code not in codes), lambda: _OTHER_CODE.filled(code=number.code)),
        (day is None, lambda: _NO_DATE),
        (bool(number.year and day and number.year != day.year), lambda: _OTHER_YEAR),
    )
    return [words() for wrong, words in asked if wrong]


def _number_of(file: PastFile) -> DocumentNumber | None:
    return whole_number_of(file.letter.letter) if file.letter else None


def _differing(one: PastFile, other: PastFile) -> str:
    """Return the names of what two files of one letter say differently, nothing for true copies."""
    if not one.letter or not other.letter:
        return ""
    return listed(name_of(field) for field in contradictions(one.letter.letter, other.letter.letter))


def _is_same(one: PastFile, other: PastFile) -> bool:
    if not one.letter or not other.letter:
        return False
    return _look(one) == _look(other) and is_same(one.letter.letter, other.letter.letter)
