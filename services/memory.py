"""What clerks have entered before, by kind of field, so that it can be offered again: private, bounded, forgettable."""

import contextlib
from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec.structs import replace

from letter.derived import copies_to
from letter.model import Contact, ReplyLetter
from services.data_folder import DataFolder
from services.initials import begins, spells
from services.json_files import BrokenFile, Unreadable, read_json, write_json
from services.saving import SaveError

MOST = 200
OFFERED = 8
_NOTHING, _CONTAINS, _BEGINS = range(3)
_Words = Annotated[tuple[str, ...], msgspec.Meta(max_length=MOST)]


class Memory(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was entered before, the most recent first: each field of the form draws on one of these lists.

    organs are those of 抄送 and 报; contacts hold name, phone and department together.
    """

    bodies: _Words = ()
    lead_units: _Words = ()
    people: _Words = ()
    organizations: _Words = ()
    signatories: _Words = ()
    organs: _Words = ()
    issuers: _Words = ()
    contacts: Annotated[tuple[Contact, ...], msgspec.Meta(max_length=MOST)] = ()


def remember(memory: Memory, letter: ReplyLetter) -> Memory:
    """Return the memory with what this letter holds in front."""
    proposers, contact = letter.proposers, letter.contact
    same_person = [known for known in memory.contacts if known.name == contact.name]
    others = tuple(known for known in memory.contacts if known not in same_person)
    return Memory(
        bodies=_in_front([letter.session.body], memory.bodies),
        lead_units=_in_front([letter.lead_unit], memory.lead_units),
        people=_in_front([*proposers.people, proposers.convener], memory.people),
        organizations=_in_front(proposers.organizations, memory.organizations),
        signatories=_in_front([letter.signatory], memory.signatories),
        organs=_in_front([*copies_to(letter), *letter.report_to], memory.organs),
        issuers=_in_front([issuer.name for issuer in letter.joint_issuers], memory.issuers),
        contacts=(contact, *others)[:MOST] if contact.name else memory.contacts,
    )


def forget(memory: Memory, name: str, words: str) -> Memory:
    """Return the memory without these words in the list of this name; of contacts, without the person."""
    kept = tuple(item for item in getattr(memory, name) if words_of(item) != words)
    return replace(memory, **{name: kept})


def words_of(item: str | Contact) -> str:
    """Return what a remembered item puts into its field: itself, or a contact's name."""
    return item.name if isinstance(item, Contact) else item


def load_memory(folder: DataFolder) -> Memory:
    """Return what is remembered, nothing when the file is missing or broken (a broken one is put aside).

    Raises Unreadable when it cannot be read now.
    """
    try:
        return read_json(folder.memory, Memory) or Memory()
    except Unreadable:
        raise
    except BrokenFile:
        return Memory()


def save_memory(folder: DataFolder, memory: Memory) -> None:
    """Keep what is remembered, readable by its owner only; an empty memory leaves no file. Raises SaveError."""
    if memory == Memory():
        with contextlib.suppress(OSError):
            folder.memory.unlink()
    else:
        write_json(folder.memory, memory)


class SharedMemory:
    """The memory of a data folder, read when it is first asked for and shared by all letters in work."""

    def __init__(self, folder: DataFolder) -> None:
        """Take where it lies; nothing is read yet."""
        self.folder = folder
        self._memory: Memory | None = None
        # What lies in the file is not known yet: it could not be read.
        self._unread = False

    def value(self) -> Memory:
        """Return what is remembered now."""
        if self._memory is None:
            try:
                self._memory = load_memory(self.folder)
            except Unreadable:
                self._memory, self._unread = Memory(), True
        return self._memory

    def read_again(self) -> None:
        """Add what lies in a file that could not be read before; raises SaveError where it still cannot."""
        own = self.value()
        if self._unread:
            try:
                self._memory = _joined(own, load_memory(self.folder))
            except Unreadable as error:
                raise SaveError(error.args[0]) from error
            self._unread = False

    def keep(self, memory: Memory) -> None:
        """Remember this from now on; raises SaveError, it is remembered until the program ends all the same."""
        if memory != self.value():
            self._memory = memory
            self.read_again()
            save_memory(self.folder, self.value())


def _joined(own: Memory, found: Memory) -> Memory:
    fields = own.__struct_fields__
    return Memory(
        **{name: tuple(dict.fromkeys([*getattr(own, name), *getattr(found, name)]))[:MOST] for name in fields}
    )


def _in_front(items: Iterable[str], known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*filter(None, items), *known]))[:MOST]


def matching(memory: Memory, name: str, fragment: str, but: Iterable[str] = ()) -> list[str | Contact]:
    """Return at most OFFERED items of a list that contain a fragment, those that begin with it first.

    A fragment in letters also finds the items whose characters' sounds begin with these letters. Words in but are left
    out, and so is an only match that says no more than the fragment.
    """
    sought, left_out = fragment.casefold(), set(but)
    known: tuple[str | Contact, ...] = getattr(memory, name)
    ranks = [(_rank(words_of(item), sought), item) for item in known if words_of(item) not in left_out]
    found = [item for wanted in (_BEGINS, _CONTAINS) for rank, item in ranks if rank == wanted]
    if [words_of(item) for item in found] == [fragment]:
        return []
    return found[:OFFERED]


def _rank(words: str, sought: str) -> int:
    """Return how words match: they begin with what is sought, contain it, or neither."""
    own = words.casefold()
    if own.startswith(sought) or begins(sought, words):
        return _BEGINS
    return _CONTAINS if sought in own or spells(sought, words) else _NOTHING
