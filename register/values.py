"""What goes out of the register: frozen values, never rows."""

import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from letter.model import DocumentNumber, ReplyLetter

NumberState = Literal["reserved", "issued", "released", "void", "taken"]
LetterState = Literal["draft", "in_review", "issued", "void"]
Origin = Literal["program", "office", "import", "restore"]


class Author(Struct, frozen=True):
    """Who changes something: the system's user and the machine."""

    user: str
    machine: str


class Details(Struct, frozen=True):
    """What the ledger says of a number beside it: the letter's date, title, addressee and proposal number."""

    date: datetime.date | None = None
    title: str = ""
    addressee: str = ""
    proposal: str = ""


class Entry(Struct, frozen=True):
    """A number in the ledger; occurrence is above 1 for one that was given twice outside the program."""

    number: DocumentNumber
    state: NumberState
    origin: Origin
    occurrence: int
    details: Details
    reason: str
    at: str
    user: str
    machine: str


class NextNumber(Struct, frozen=True):
    """The number that is proposed, whether it was reserved and released before, and what the clerk should look at."""

    number: DocumentNumber
    released_before: bool
    doubts: tuple[str, ...] = ()


class Gap(Struct, frozen=True):
    """A number that is missing between others (缺号, released ones included), and why; no reason while unexplained."""

    number: DocumentNumber
    reason: str
    released: bool


class Ledger(Struct, frozen=True):
    """All entries in the order of their numbers, with the gaps, doubles and voids among them."""

    entries: tuple[Entry, ...]
    gaps: tuple[Gap, ...]
    doubles: tuple[DocumentNumber, ...]
    voids: tuple[Entry, ...]


class LetterVersion(Struct, frozen=True):
    """One version of a letter; letter is None when only its file is known, path and sha256 are the file's."""

    key: str
    version: int
    number: DocumentNumber | None
    state: LetterState
    reason: str
    letter: ReplyLetter | None
    path: str
    sha256: str
    at: str
    issued_at: str
    user: str


class HistoryRow(Struct, frozen=True):
    """One change: when, by whom, what, about which number or letter, why; before and after as JSON."""

    at: str
    user: str
    machine: str
    what: str
    about: str
    why: str
    before: str
    after: str


class Backup(Struct, frozen=True):
    """A backup: its file, when and why it was made, how many bytes."""

    path: Path
    at: datetime.datetime
    why: str
    size: int


class Change(Struct, frozen=True):
    """What restoring would do to one number: its state now and in the backup, "" where it is not there."""

    number: DocumentNumber
    now: str
    then: str


class RestorePreview(Struct, frozen=True):
    """What restoring a backup would change; readable tells whether the present file can still be read."""

    backup: Backup
    readable: bool
    changes: tuple[Change, ...]
    letters_lost: int
    history_lost: int
