"""常用语: sentences that an office writes again and again, ready-made or its own: private, bounded, inserted by key."""

import contextlib
from functools import cache
from typing import Annotated

import msgspec
from msgspec.structs import replace

import resources
from letter.derived import agency_defaults, effective_text
from letter.messages import counted, message
from letter.model import ReplyLetter
from letter.organs import pronoun_of
from letter.wording import kinds
from services.data_folder import DataFolder
from services.initials import initials
from services.json_files import BrokenFile, Unreadable, read_json, write_json
from services.saving import SaveError

MOST, LONGEST, CODE_LENGTH = 300, 2_000, 12
_LETTERS_OF_CODE = 4
_FOLDER = "phrases"
_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST)]
_Texts = Annotated[tuple[_Text, ...], msgspec.Meta(max_length=MOST)]


class Phrase(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One phrase, of one or more lines, and the letters by which it is found."""

    text: _Text
    code: Annotated[str, msgspec.Meta(max_length=CODE_LENGTH, pattern="^[0-9a-z]*$")] = ""


class Phrases(msgspec.Struct, frozen=True, omit_defaults=True):
    """The office's own phrases, the ready-made ones that are hidden, and those used last, the last one first."""

    own: Annotated[tuple[Phrase, ...], msgspec.Meta(max_length=MOST)] = ()
    hidden: _Texts = ()
    used: _Texts = ()


class CannotKeep(Exception):
    """A text that is no phrase; str() is one Chinese sentence that says what to do."""


@cache
def ready_made() -> tuple[Phrase, ...]:
    """Return the phrases that ship with the program, with {pronoun}, {self}, {paper} and {work} in them."""
    files = (resources.read(f"{_FOLDER}/{name}.json") for name in resources.names(_FOLDER, ".json"))
    return tuple(phrase for data in files for phrase in msgspec.json.decode(data, type=list[Phrase]))


def matching(phrases: Phrases, fragment: str) -> list[Phrase]:
    """Return the phrases that contain a fragment or whose code begins with it: those used last first."""
    sought = fragment.casefold()
    known = (*phrases.own, *(phrase for phrase in ready_made() if phrase.text not in phrases.hidden))
    found = [phrase for phrase in known if sought in phrase.text.casefold() or phrase.code.startswith(sought)]
    order = {text: place for place, text in enumerate(phrases.used)}
    found.sort(key=lambda phrase: (phrase.code != sought, order.get(phrase.text, len(order))))
    return found


def is_own(phrases: Phrases, phrase: Phrase) -> bool:
    """Return whether a phrase is the office's own."""
    return phrase in phrases.own


def words_of(phrase: Phrase, letter: ReplyLetter) -> str:
    """Return what a phrase says in a letter; the office's own says what it says."""
    if phrase not in ready_made():
        return phrase.text
    agency = letter.agency
    filled = {
        "{pronoun}": effective_text(letter, "pronoun"),
        "{self}": "我们" if letter.joint_issuers else f"我{pronoun_of(agency.name)[1:]}",
        "{paper}": kinds()[letter.kind].noun,
        "{work}": agency.work or agency_defaults(agency.name).work,
    }
    words = phrase.text
    for name, value in filled.items():
        words = words.replace(name, value)
    return words


def keep(phrases: Phrases, text: str) -> Phrases:
    """Return the phrases with one more of the office's own, or with that one in front. Raises CannotKeep."""
    text = text.strip("\n")
    if not text.strip():
        raise CannotKeep(message("请先在答复里选中要存的文字，再按 Ctrl+Shift+J。"))
    if len(text) > LONGEST:
        raise CannotKeep(
            counted("选中了 {count} 字，常用语最多 {limit} 字，请少选一些。", count=len(text), limit=LONGEST)
        )
    others = tuple(phrase for phrase in phrases.own if phrase.text != text)
    if len(others) == MOST:
        raise CannotKeep(counted("常用语已有 {count} 条，请按 Ctrl+J 打开列表，用 Delete 删去几条再存。", count=MOST))
    return use(replace(phrases, own=(Phrase(text, initials(text, _LETTERS_OF_CODE)), *others)), text)


def drop(phrases: Phrases, phrase: Phrase) -> Phrases:
    """Return the phrases without one: the office's own is deleted, a ready-made one hidden."""
    if phrase in phrases.own:
        return replace(phrases, own=tuple(known for known in phrases.own if known != phrase))
    return replace(phrases, hidden=tuple(dict.fromkeys([*phrases.hidden, phrase.text]))[-MOST:])


def hidden_count(phrases: Phrases) -> int:
    """Return how many ready-made phrases are hidden."""
    return sum(phrase.text in phrases.hidden for phrase in ready_made())


def show_all(phrases: Phrases) -> Phrases:
    """Return the phrases with no ready-made one hidden."""
    return replace(phrases, hidden=())


def use(phrases: Phrases, text: str) -> Phrases:
    """Return the phrases with this one as the one used last."""
    return replace(phrases, used=tuple(dict.fromkeys([text, *phrases.used]))[:MOST])


def load_phrases(folder: DataFolder) -> Phrases:
    """Return what is kept, nothing when the file is missing or broken (a broken one is put aside).

    Raises SaveError when it cannot be read now: nothing may be written over it.
    """
    try:
        return read_json(folder.phrases, Phrases) or Phrases()
    except Unreadable as error:
        raise SaveError(error.args[0]) from error
    except BrokenFile:
        return Phrases()


def save_phrases(folder: DataFolder, phrases: Phrases) -> None:
    """Keep the phrases, readable by their owner only; none leave no file. Raises SaveError."""
    if phrases == Phrases():
        with contextlib.suppress(OSError):
            folder.phrases.unlink()
    else:
        write_json(folder.phrases, phrases)
