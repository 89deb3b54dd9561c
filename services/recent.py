"""The letters made or closed lately (最近的信), kept as JSON in the data folder, to be opened again."""

import contextlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from letter.cases import is_same_letter
from letter.model import ReplyLetter
from letter.outline import AnswerTooLong, read_answer
from services.data_folder import DataFolder
from services.draft import Draft, KeptDraft, drop_draft, of_unknown_kind
from services.json_files import BrokenFile, files_in, read_json, write_json

MOST = 20
_NUMBER_WIDTH = 6
_ANSWER = "answer"
_LONGEST_NUMBER = 18


class _Kept(Draft, frozen=True, omit_defaults=True):
    """How a recent letter lies in its file; one that was closed before it became a docx is not made."""

    made: bool = True


class RecentLetter(NamedTuple):
    """A letter made or closed lately, the file that keeps it, and whether it became a docx as it stands."""

    file: Path
    draft: Draft
    made: bool

    @property
    def letter(self) -> ReplyLetter:
        """The letter itself."""
        return self.draft.letter


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


def keep_recent(folder: DataFolder, draft: Draft, *, made: bool = True) -> None:
    """Keep a letter that was made, in place of earlier versions of it, or one that was closed. Raises SaveError.

    The oldest that were made go; what was closed before it became a docx stays until it is opened again.
    """
    before = recent_letters(folder)
    made = made or any(known.made and _says_the_same(known.draft, draft) for known in before)
    # What was put aside keeps its number.
    numbers = [number for file in folder.recent.glob("*") if (number := _number(file)) is not None]
    target = folder.recent / f"{max(numbers, default=0) + 1:0{_NUMBER_WIDTH}}.json"
    write_json(target, _Kept(draft.letter, draft.typed, made))
    outdated = [
        known.file for known in before
        if _says_the_same(known.draft, draft) or (made and known.made and is_same_letter(known.letter, draft.letter))
    ]  # fmt: skip
    oldest = [known.file for known in recent_letters(folder) if known.made and known.file not in outdated][MOST:]
    for file in (*outdated, *oldest):
        _drop(file)


def made_before(folder: DataFolder, letter: ReplyLetter) -> ReplyLetter | None:
    """Return the version of a letter that was made last, None without one."""
    found = (known.letter for known in recent_letters(folder) if known.made and is_same_letter(known.letter, letter))
    return next(found, None)


def set_aside(folder: DataFolder, drafts: Iterable[KeptDraft]) -> None:
    """Put letters in work among the recent ones, because another one is begun; raises SaveError."""
    for kept in drafts:
        keep_recent(folder, kept.draft, made=False)
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
