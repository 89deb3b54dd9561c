"""The register as the window holds it: opened once, asked and changed beside the window, never by Qt's own thread.

Nothing of the database is imported before it is opened.
"""

import contextlib
import datetime
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from letter.derived import session_text, whole_number
from letter.messages import joined
from letter.model import Agency, DocumentNumber, ReplyLetter
from letter.numbers import number_text
from letter.wording import kinds
from register.deadlines import due_of
from register.errors import NumberRefused, RegisterError
from register.reasons import read_reason
from register.values import (
    AssignmentList,
    Backup,
    BackupSpace,
    Case,
    Found,
    HistoryRow,
    IssuedAnswer,
    LetterVersion,
    PastParagraph,
    Query,
    RestorePreview,
    Row,
    YearReport,
)  # fmt: skip
from services.cancellation import Stop
from services.clock import today
from services.data_folder import DataFolder
from services.draft import Draft
from services.incoming import Incoming, incoming_cases, incoming_letters, incoming_rows
from services.letter_from_case import copy_as_new, letter_of_case
from services.recent import recent_letters
from services.saving import save_bytes
from services.settings import Settings, sessions_of

if TYPE_CHECKING:
    from register.api import Store
    from services.recognising import Recognised

__all__ = ["GapRow", "Incoming", "KnownOfLetter", "RegisterError", "Registry", "due_of"]


class GapRow(Struct, frozen=True):
    """A number that is missing, was given twice or is void: its text, which of the three, and why."""

    number: str
    what: str
    reason: str
    released: bool = False


class KnownOfLetter(Struct, frozen=True):
    """What the register knows of a letter in work: its cases, and the newest version of what went out of it."""

    cases: tuple[Case, ...]
    issued: LetterVersion | None = None


class Registry:
    """The register of a data folder."""

    def __init__(self, data: DataFolder) -> None:
        """Take the folder; nothing is opened yet."""
        self._data = data
        self._store: Store | None = None
        self._in_hand: tuple[Draft, ...] = ()
        self._made: frozenset[str] = frozenset()

    @property
    def is_open(self) -> bool:
        """Return whether the register has been opened."""
        return self._store is not None

    @property
    def exists(self) -> bool:
        """Return whether there is a register; opening it would make one."""
        return self.is_open or self.path.exists()

    @property
    def path(self) -> Path:
        """The file of the register."""
        return self._data.register

    @property
    def _api(self):  # a module has no type that could be named
        """All that the register does; the database is imported here, and not before."""
        from register import api

        return api

    def store(self) -> "Store":
        """Return the open register; raises RegisterError."""
        if self._store is None:
            self._store = self._api.open_store(self._data.register)
        return self._store

    def search(self, query: Query) -> Found:
        """Return the rows that a query asks for, with what was made for the cases; raises RegisterError."""
        found = self._api.search(self.store(), query)
        return replace(found, rows=tuple(replace(row, made=row.case_key in self._made) for row in found.rows))

    def years(self) -> tuple[int, ...]:
        """Return the years that occur, the newest first; raises RegisterError."""
        return self._api.years(self.store())

    def report(self, year: int) -> YearReport:
        """Return the numbers for the year-end report; raises RegisterError."""
        return self._api.year_report(self.store(), year, self.today())

    def gaps(self) -> tuple[GapRow, ...]:
        """Return the numbers that are missing, were given twice or are void; raises RegisterError."""
        ledger = self._api.read_ledger(self.store())
        counts = Counter(entry.number for entry in ledger.entries)
        reasons = {entry.number: entry.reason for entry in ledger.entries}
        return (
            *(GapRow(number_text(gap.number), "gap", gap.reason, gap.released) for gap in ledger.gaps),
            *(
                GapRow(number_text(one), "double", joined([f"{counts[one]} × ", read_reason(reasons[one])]))
                for one in ledger.doubles
            ),
            *(GapRow(number_text(entry.number), "void", read_reason(entry.reason)) for entry in ledger.voids),
        )

    def trail(self, row: Row) -> tuple[HistoryRow, ...]:
        """Return what was done with a row's number, letter and case, the oldest first; raises RegisterError."""
        of_number = self._api.history(self.store(), row.number) if row.number else ()
        if row.letter_key and not row.number:
            of_number = self._api.letter_history(self.store(), row.letter_key)
        of_case = self._api.case_history(self.store(), row.case_key) if row.case_key else ()
        found = sorted((*of_case, *of_number), key=lambda change: change.at)
        return tuple(replace(change, why=read_reason(change.why)) for change in found)

    def letter_of(self, row: Row) -> LetterVersion | None:
        """Return the newest version of a row's letter, None when it has none; raises RegisterError."""
        return self._api.newest_version(self.store(), row.letter_key) if row.letter_key else None

    def copy_as_new(self, letter: ReplyLetter) -> ReplyLetter:
        """Return a letter to write anew from an earlier one, with this year's number."""
        copy = copy_as_new(letter)
        return replace(copy, document_number=replace(copy.document_number, year=self.today().year))

    def reply_to(self, case_key: str, settings: Settings) -> Draft:
        """Return the letter in work, made or closed that answers a case, else one begun for it; raises RegisterError.

        The case is in work then; a letter that is begun has the office's contact and this year's number.
        """
        answers = self._api.cases_of(self.store(), [draft.letter for draft in self._in_hand])
        there = [draft for draft, keys in zip(self._in_hand, answers, strict=True) if case_key in keys]
        if there:
            return there[0]
        case = self._api.find_case(self.store(), case_key)
        # A register that cannot be written keeps nobody from writing.
        with contextlib.suppress(RegisterError):
            case = self._api.begin_case(self.store(), case_key)
        letter = letter_of_case(case, settings.agency or Agency(name=""))
        number = DocumentNumber(letter.agency.code, self.today().year)
        return Draft(replace(letter, contact=settings.contact, document_number=number))

    def add_case(self, case: Case) -> Case:
        """Add a case; raises RegisterError."""
        return self._api.add_case(self.store(), case)

    def find_case(self, key: str) -> Case:
        """Return the case of a key; raises RegisterError."""
        return self._api.find_case(self.store(), key)

    def amend_case(self, case: Case, reason: str) -> Case:
        """Change a case; raises RegisterError, also where a reason is wanted and missing."""
        return self._api.amend_case(self.store(), case, reason)

    def known_of(self, letter: ReplyLetter) -> KnownOfLetter:
        """Return the cases of a letter and what went out under its number; raises RegisterError."""
        (keys,) = self._api.cases_of(self.store(), [letter])
        cases = tuple(self._api.find_case(self.store(), key) for key in sorted(keys))
        versions = self._versions(letter)
        issued = versions[-1] if versions and versions[-1].state == "issued" else None
        return KnownOfLetter(cases, issued)

    def answers_to(self, case: Case) -> tuple[IssuedAnswer, ...]:
        """Return the letters that went out on a case, entered or not; raises RegisterError."""
        return self._api.answers_to(self.store(), case)

    def begin_cases(self, letters: Sequence[ReplyLetter]) -> None:
        """Note that the cases are in work that letters in work, made or closed answer; raises RegisterError."""
        recent = [known for known in recent_letters(self._data) if not self._went_out(known.letter)]
        self._in_hand = (*map(Draft, letters), *(known.draft for known in recent))
        made = self._api.cases_of(self.store(), [known.letter for known in recent if known.made])
        self._made = frozenset().union(*made)
        self._api.begin_cases(self.store(), [draft.letter for draft in self._in_hand])

    def _went_out(self, letter: ReplyLetter) -> bool:
        """Return whether something was issued under the number of a letter, void by now or not."""
        return bool(self._versions(letter))

    def _versions(self, letter: ReplyLetter) -> tuple[LetterVersion, ...]:
        """Return all versions of what was issued under the number of a letter."""
        number = whole_number(letter)
        if number.year is None or number.serial is None:
            return ()
        try:
            return self._api.versions_of(self.store(), number)
        except NumberRefused:
            return ()

    def session_words(self, settings: Settings) -> dict[str, str]:
        """Return the sessions that are remembered, in words, by the kind of a new case."""
        agency = settings.agency
        if agency is None:
            return {}
        return {
            kind: session_text(ReplyLetter(format=1, kind=kind, agency=agency, session=session))
            for kind, session in sessions_of(settings).items()
            if kind in kinds()
        }

    def past_answers(self, subject: str, typed: str, *, but: str) -> tuple[PastParagraph, ...]:
        """Return paragraphs of issued letters on similar subjects, never of the letter but; raises RegisterError."""
        return self._api.past_answers(self.store(), subject, typed, but=but)

    def void(self, row: Row, reason: str) -> None:
        """Make a number void with its letter, or a letter that has none; raises RegisterError."""
        if row.number:
            self._api.void(self.store(), row.number, reason)
        else:
            self._api.void_letter(self.store(), row.letter_key, reason)

    def release(self, number: str, reason: str) -> None:
        """Give a number back; raises RegisterError."""
        self._api.release(self.store(), self._api.need_number(number), reason)

    def take(self, number: str, reason: str, *, double: bool) -> None:
        """Enter a number that is in use already; raises RegisterError."""
        self._api.take(self.store(), self._api.need_number(number), reason, double=double)

    def set_start(self, code: str, year: int, serial: int, reason: str) -> str:
        """Let a series go on where a paper ledger ends; return its next number. Raises RegisterError."""
        self._api.set_start(self.store(), code, year, serial, reason)
        return number_text(self._api.propose(self.store(), code, year).number)

    def explain(self, number: str, reason: str) -> None:
        """Note why a number is missing; raises RegisterError."""
        self._api.explain_gap(self.store(), self._api.need_number(number), reason)

    def read_old(self, file: Path, code: str, sheet: str = "") -> Incoming:
        """Return what a table of earlier rows says, changing nothing; raises SheetRefused."""
        return incoming_rows(self._api.read_sheet(file, code, self.today().year, sheet))

    def read_cases(self, file: Path, kind: str, own: str = "", sheet: str = "") -> Incoming:
        """Return what an assignment list says, changing nothing; own is the office's name. Raises RegisterError."""
        from services.assignment_list import read_assignment_list  # late, as the register is

        return incoming_cases(read_assignment_list(self.store(), file, kind, own=own, sheet=sheet))

    def read_letters(self, folder: Path, settings: Settings, stop: Stop) -> Incoming:
        """Return what the files of a folder say as earlier letters; raises SheetRefused, RegisterError and Stopped."""
        from services.past_letters import own_agencies, read_past_letters  # late, as the register is

        return incoming_letters(read_past_letters(self.store(), folder, own_agencies(settings), stop))

    def looked_through(self, incoming: Incoming, name: str, found: "Recognised", settings: Settings) -> Incoming:
        """Return a folder of letters in which the clerk has looked through that of a file; raises RegisterError."""
        from services.past_letters import checked, looked_through, own_agencies

        files = looked_through(incoming.sheet, name, found)
        return incoming_letters(checked(self.store(), files, own_agencies(settings)))

    def left_out(self, incoming: Incoming, name: str, settings: Settings, *, out: bool) -> Incoming:
        """Return a folder of letters of which one is left out, or taken after all; raises RegisterError."""
        from services.past_letters import checked, left_out, own_agencies

        files = left_out(incoming.sheet, name, out=out)
        return incoming_letters(checked(self.store(), files, own_agencies(settings)))

    def enter_letters(self, incoming: Incoming, stop: Stop) -> Incoming:
        """Enter the letters of a folder; return what became of each file. Raises RegisterError, and Stopped."""
        from services.past_letters import enter_files

        return incoming_letters(enter_files(self.store(), incoming.sheet, stop), done=True)

    def take_in(self, incoming: Incoming) -> tuple[int, tuple[str, ...]]:
        """Take in what was read; return how many rows, and why others were refused. Raises RegisterError."""
        if isinstance(incoming.sheet, AssignmentList):
            from services.assignment_list import take_assignment_list  # late, as the register is

            cases = take_assignment_list(self.store(), incoming.sheet)
            return len(cases.added), tuple(row.reason for row in cases.refused)
        taken = self._api.take_over(self.store(), incoming.sheet)
        return len(taken.taken), tuple(row.reason for row in taken.refused)

    def export_table(self, target: Path, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
        """Write a table as xlsx; raises SaveError."""
        return save_bytes(target, self._api.table_sheet(title, heads, rows))

    def export(self, target: Path) -> Path:
        """Write the ledger as xlsx; raises RegisterError and SaveError."""
        store = self.store()
        return save_bytes(target, self._api.ledger_sheet(self._api.read_ledger(store), store.clock()))

    def lines(self) -> tuple[tuple[str, ...], ...]:
        """Return the ledger as lines for paper, gaps and doubles in them; raises RegisterError."""
        return tuple(self._api.ledger_lines(self._api.read_ledger(self.store())))

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups, the newest first; the register itself need not be readable."""
        return self._api.list_backups(self.path)

    def backup_space(self) -> BackupSpace:
        """Return how many bytes the backups take, and how many they may."""
        return self._api.backup_space(self.path)

    def preview(self, backup: Backup) -> RestorePreview:
        """Return what restoring a backup would change; raises RegisterError."""
        return self._api.preview_restore(self.path, backup)

    def restore(self, backup: Backup) -> None:
        """Put a backup in the register's place; raises RegisterError."""
        self._store = self._api.restore(self.path, backup)

    def back_up(self) -> None:
        """Back up now; raises RegisterError."""
        self._api.back_up(self.store(), "hand")

    def back_up_if_due(self) -> None:
        """Back up unless that has been done lately or nothing has changed; raises RegisterError."""
        if self._store is None and not self.path.exists():
            return
        self._api.back_up_if_due(self.store())

    def copy_backups(self, folder: str) -> None:
        """Copy the backups to a second place, where one is named; raises RegisterError."""
        if folder and self.exists and (mark := self._api.birth_mark(self.store())):
            from services.second_backups import copy_backups

            copy_backups(self.backups(), mark, Path(folder))

    def fetch_backups(self, folder: Path) -> int:
        """Fetch the backups from a folder; return how many lie there. Raises RegisterError."""
        from services.second_backups import fetch_backups

        return fetch_backups(folder, self._data.register_backups)

    def today(self) -> datetime.date:
        """Return the date by the register's clock."""
        return self._store.clock().date() if self._store else today()
