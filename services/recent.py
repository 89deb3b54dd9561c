"""The letters made or closed lately (最近的信), kept as JSON in the data folder, to be opened again.

They are bounded in number and bytes, the oldest go first. One that is open or in work stays, and one that is no docx
yet goes only some days after the clerk has been told.
"""

import contextlib
import datetime
import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from letter.cases import Case, case_of, is_same_letter
from letter.messages import counted
from letter.model import ReplyLetter
from letter.outline import AnswerTooLong, read_answer
from services.data_folder import DataFolder
from services.draft import Draft, KeptDraft, drop_draft, of_unknown_kind
from services.json_files import BrokenFile, files_in, read_json, write_json

MOST, MOST_UNMADE = 20, 100
# Some hundred times what a hundred long letters take.
MOST_BYTES = 200_000_000
GRACE_DAYS = 7
_A_DAY = 24 * 3600
_TOO_MANY = counted(
    "没有生成的信留了 {count} 封，超出了“最近的信”能留的；最早的 {going} 封过了 {day} 会清掉，要留的请打开并生成。"
)
_NUMBER_WIDTH = 6
_ANSWER = "answer"
_LONGEST_NUMBER = 18


class _Kept(Draft, frozen=True, omit_defaults=True):
    """How a recent letter lies in its file; one that was closed before it became a docx is not made."""

    made: bool = True


class _Told(msgspec.Struct, frozen=True):
    """Of which files the clerk was told that they will go, and when, in seconds since 1970."""

    files: dict[str, float] = {}


class RecentLetter(NamedTuple):
    """A letter made or closed lately, the file that keeps it, and whether it became a docx as it stands."""

    file: Path
    draft: Draft
    made: bool

    @property
    def letter(self) -> ReplyLetter:
        """The letter itself."""
        return self.draft.letter


def has_recent(folder: DataFolder) -> bool:
    """Return whether letters made or closed lately are kept."""
    return bool(_files(folder))


def recent_letters(folder: DataFolder) -> list[RecentLetter]:
    """Return the letters made or closed lately, the last one first; a file that cannot be read is left out."""
    return recent_and_problems(folder)[0]


def recent_and_problems(folder: DataFolder) -> tuple[list[RecentLetter], list[str]]:
    """Return the letters as recent_letters does, and a sentence for each file that cannot be read.

    Such a file then lies beside under another name.
    """
    found: list[RecentLetter] = []
    sentences: list[str] = []
    for file in _files(folder):
        try:
            kept = read_json(file, _Kept, of_unknown_kind)
        except BrokenFile as error:
            sentences.append(error.args[0])
        else:
            found += [RecentLetter(file, Draft(kept.letter, kept.typed), kept.made)] if kept else []
    return found, sentences


def keep_recent(
    folder: DataFolder, draft: Draft, *, made: bool = True, open_letters: Iterable[ReplyLetter] = ()
) -> None:
    """Keep a letter that was made, in place of earlier versions of it, or one that was closed. Raises SaveError.

    The oldest that were made go, but for those that are open; what was closed before it became a docx stays until it
    is opened again, or for some days after the clerk was told that there are too many.
    """
    before = recent_letters(folder)
    made = made or any(known.made and _says_the_same(known.draft, draft) for known in before)
    # What was put aside keeps its number.
    numbers = [number for file in folder.recent.glob("*") if (number := _number(file)) is not None]
    target = folder.recent / f"{max(numbers, default=0) + 1:0{_NUMBER_WIDTH}}.json"
    write_json(target, _Kept(draft.letter, draft.typed, made))
    outdated = {
        known.file for known in before
        if _says_the_same(known.draft, draft) or (made and known.made and is_same_letter(known.letter, draft.letter))
    }  # fmt: skip
    for file in outdated:
        _drop(file)
    new = RecentLetter(target, draft, made)
    kept = [new, *(known for known in before if known.file not in outdated)]
    open_now = {case_of(letter) for letter in open_letters}
    for file in (*_outgrown(kept, target, open_now), *_told_long_ago(folder, kept, target)):
        _drop(file)


def _outgrown(kept: Sequence[RecentLetter], newest: Path, open_now: set[Case]) -> list[Path]:
    """Return the files that go of letters that were made: there are too many of them, or too many bytes in all."""
    made = [known for known in kept if known.made]
    going = [known for known in made[MOST:] if case_of(known.letter) not in open_now]
    size = sum(_size(known.file) for known in kept if known not in going)
    for known in reversed(made[:MOST]):
        if size > MOST_BYTES and known.file != newest and case_of(known.letter) not in open_now:
            going.append(known)
            size -= _size(known.file)
    return [known.file for known in going]


def _excess(kept: Sequence[RecentLetter]) -> list[Path]:
    """Return the files of the letters that are no docx yet beyond what is kept of them, the newest first."""
    size, staying, unmade = 0, 0, [known.file for known in kept if not known.made]
    for file in unmade:
        size += _size(file)
        if staying == MOST_UNMADE or (staying and size > MOST_BYTES):
            break
        staying += 1
    return unmade[staying:]


def tell_excess(folder: DataFolder) -> str:
    """Return a sentence where letters that are no docx yet will go because there are too many, "" otherwise.

    It is remembered of which letters the clerk was told; raises SaveError where it cannot be, and then none goes.
    """
    kept = recent_letters(folder)
    going, told, now = _excess(kept), _read_told(folder), time.time()
    if not going:
        if told.files:
            _drop(_told_file(folder))
        return ""
    files = {file.name: min(told.files.get(file.name, now), now) for file in going}
    if files != told.files:
        write_json(_told_file(folder), _Told(files))
    day = datetime.datetime.fromtimestamp(max(files.values()) + GRACE_DAYS * _A_DAY).astimezone().date()
    count = sum(not known.made for known in kept)
    return _TOO_MANY.filled(count=count, going=len(going), day=day.isoformat())


def _told_long_ago(folder: DataFolder, kept: Sequence[RecentLetter], newest: Path) -> list[Path]:
    """Return the files that go of letters that are no docx yet, of which the clerk was told some days ago."""
    told, latest = _read_told(folder).files, time.time() - GRACE_DAYS * _A_DAY
    return [file for file in _excess(kept) if file != newest and told.get(file.name, latest + 1) <= latest]


def _told_file(folder: DataFolder) -> Path:
    return folder.recent / "told.json"


def _read_told(folder: DataFolder) -> _Told:
    with contextlib.suppress(BrokenFile):
        return read_json(_told_file(folder), _Told) or _Told()
    return _Told()


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def made_before(folder: DataFolder, letter: ReplyLetter) -> ReplyLetter | None:
    """Return the version of a letter that was made last, None without one."""
    found = (known.letter for known in recent_letters(folder) if known.made and is_same_letter(known.letter, letter))
    return next(found, None)


def set_aside(folder: DataFolder, drafts: Iterable[KeptDraft], open_letters: Sequence[ReplyLetter] = ()) -> None:
    """Put letters in work among the recent ones, because another one is begun; raises SaveError."""
    for kept in drafts:
        keep_recent(folder, kept.draft, made=False, open_letters=open_letters)
        drop_draft(kept.file)


def take_recent(recent: RecentLetter) -> None:
    """Note that a letter is in work again: one that is no docx yet is a draft now, and kept only once."""
    if not recent.made:
        _drop(recent.file)


def take_same(folder: DataFolder, draft: Draft) -> None:
    """Note that what this draft was kept from is in work again, as take_recent does."""
    for recent in recent_letters(folder):
        if recent.draft == draft:
            take_recent(recent)


def forget_recent(folder: DataFolder) -> tuple[Draft, ...]:
    """Forget the letters that became a docx and return them, the last one last.

    The others are kept, for nobody else has them.
    """
    made = [known for known in reversed(recent_letters(folder)) if known.made]
    for known in made:
        _drop(known.file)
    return tuple(known.draft for known in made)


def _says_the_same(one: Draft, other: Draft) -> bool:
    """Return whether two drafts are the same, be it that in one of them the answer still lies as it was typed."""
    return _settled(one) == _settled(other)


def _settled(draft: Draft) -> Draft:
    if _ANSWER not in draft.typed:
        return draft
    try:
        answer = read_answer(draft.typed[_ANSWER])
    except AnswerTooLong:
        return draft
    typed = {path: words for path, words in draft.typed.items() if path != _ANSWER}
    return Draft(replace(draft.letter, answer=answer), typed)


def _drop(file: Path) -> None:
    with contextlib.suppress(OSError):
        file.unlink()


def _files(folder: DataFolder) -> list[Path]:
    """Return the files of recent letters, the last one first."""
    named = [file for file in files_in(folder.recent) if file.stem.isdecimal() and _number(file) is not None]
    return sorted(named, key=lambda file: int(file.stem), reverse=True)


def _number(file: Path) -> int | None:
    """Return the number by which a recent letter lies in its file, or beside it; None where the name has none."""
    digits = re.match(rf"[0-9]{{1,{_LONGEST_NUMBER}}}(?=[-.])", file.name)
    return int(digits.group()) if digits else None
