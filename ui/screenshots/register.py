"""The register as it looks in the pictures: invented cases and numbers, nothing of the user's read or written."""

import datetime
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct, convert, json
from msgspec.structs import replace
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

import resources
from letter.model import DocumentNumber, Proposal, Proposers, ReplyLetter
from register.values import (
    Backup,
    BackupSpace,
    Case,
    Change,
    Found,
    HistoryRow,
    KindReport,
    PastParagraph,
    Query,
    RestorePreview,
    Row,
    RowState,
    YearReport,
)
from services.assignment_words import ROLE_WORDS
from services.cancellation import Stop
from services.clock import today
from services.data_folder import DataFolder
from services.draft import Draft
from services.incoming import KNOWN, Incoming, IncomingRow
from services.letter_sources import text_in
from services.making import docx_bytes
from services.recent import keep_recent
from services.registry import GapRow, Registry
from services.settings import Settings
from ui.register.backups_view import BackupsPane
from ui.register.import_view import ImportPane
from ui.register.page import RegisterPage
from ui.shell.main_window import MainWindow

_IN_TIME, _AGO = 3, 6
_ROLES: dict[str, str] = {**ROLE_WORDS}
_PATIENCE_S, _SLICE_S = 5.0, 0.01


class _Case(Struct, frozen=True, forbid_unknown_fields=True):
    """An invented case: since and left are the days since it was assigned and to its deadline."""

    subject: str
    state: RowState
    proposal: str = ""
    proposers: str = ""
    kind: str = ""
    role: str = ""
    serial: int = 0
    since: int = 0
    left: int = 0
    outcome: str = ""


class _Past(Struct, frozen=True, forbid_unknown_fields=True):
    """A paragraph of an invented answer, and the serial of its letter."""

    serial: int
    subject: str
    text: str


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    """An invented table that is read in: its file, columns, rows, known lines, columns left out, sheets."""

    name: str
    heads: dict[str, str]
    rows: tuple[IncomingRow, ...]
    known: tuple[str, ...]
    ignored: tuple[str, ...]
    sheets: tuple[str, ...]
    unread: tuple[str, ...]

    def incoming(self) -> Incoming:
        """Return the table as the register reads it."""
        known = tuple((line, KNOWN) for line in self.known)
        rows = tuple(replace(row, texts=tuple(_ROLES.get(text, text) for text in row.texts)) for row in self.rows)
        return Incoming(self.heads, tuple(self.heads), rows, known, None, self.ignored, self.sheets, self.unread)


class _Done(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that was done this year, on the day of a month."""

    day: str
    what: str
    about: str
    why: str = ""


class _History(Struct, frozen=True, forbid_unknown_fields=True):
    """What was done with a number and a case, and by whom."""

    number: str
    case: str
    user: str
    machine: str
    done: tuple[_Done, ...]


class _Backup(Struct, frozen=True, forbid_unknown_fields=True):
    """A backup, so many hours old."""

    hours: int
    why: str


class _Change(Struct, frozen=True, forbid_unknown_fields=True):
    """What a number is now, and in a backup."""

    serial: int
    now: str
    then: str


class _Report(Struct, frozen=True, forbid_unknown_fields=True):
    """The numbers of a year."""

    kinds: tuple[KindReport, ...]
    total: KindReport


class _Invented(Struct, frozen=True, forbid_unknown_fields=True):
    """All that is invented for the pictures of the register."""

    code: str
    session: str
    cases: tuple[_Case, ...]
    gaps: tuple[GapRow, ...]
    past: tuple[_Past, ...]
    incoming: _Table
    report: _Report
    history: _History
    backups: tuple[_Backup, ...]
    changes: tuple[_Change, ...]


_MOST_BYTES = 4_000_000_000
INVENTED = json.decode(resources.read("pictures/register.json"), type=_Invented)


class InventedRegistry(Registry):
    """A register whose rows are invented."""

    @property
    def exists(self) -> bool:
        """Return that there is one."""
        return True

    def search(self, query: Query) -> Found:
        """Return the invented rows, deadlines counted from today; states and what is overdue can be asked for."""
        rows = tuple(_row(number, case) for number, case in enumerate(INVENTED.cases))
        rows = tuple(row for row in rows if not query.states or row.state in query.states)
        if query.deadline == "overdue":
            rows = tuple(row for row in rows if (row.days_left(today()) or 0) < 0)
        return Found(rows[query.offset : query.offset + query.limit], len(rows))

    def years(self) -> tuple[int, ...]:
        """Return this year."""
        return (today().year,)

    def report(self, year: int) -> YearReport:
        """Return invented numbers."""
        return YearReport(year, INVENTED.report.kinds, INVENTED.report.total)

    def gaps(self) -> tuple[GapRow, ...]:
        """Return the invented gaps."""
        return tuple(replace(row, number=_in_words(row.number)) for row in INVENTED.gaps)

    def past_answers(self, subject: str, typed: str, *, but: str) -> tuple[PastParagraph, ...]:
        """Return invented paragraphs, whatever is sought."""
        year = today().year - 1
        return tuple(
            PastParagraph(
                one.text, "", DocumentNumber(INVENTED.code, year, one.serial), today().replace(year, 5, one.serial),
                one.subject, 1.0,
            )
            for one in INVENTED.past
        )  # fmt: skip

    def trail(self, row: Row) -> tuple[HistoryRow, ...]:
        """Return an invented history."""
        history, year = INVENTED.history, today().year
        return tuple(
            HistoryRow(
                f"{year}-{one.day}T09:30:00+08:00", history.user, history.machine, one.what, _in_words(one.about),
                _in_words(one.why), "", "",
            )
            for one in history.done
        )  # fmt: skip

    def find_case(self, key: str) -> Case:
        """Return an invented case."""
        number, case = next((number, case) for number, case in enumerate(INVENTED.cases) if case.proposal == key)
        row = _row(number, case)
        found = {name: getattr(row, name) for name in ("kind", "proposal", "subject", "proposers", "assigned", "due")}
        return convert(found | {"role": case.role, "state": case.state, "key": key, "session": INVENTED.session}, Case)

    def begin_cases(self, letters: Sequence[ReplyLetter]) -> None:
        """Do nothing."""

    def backups(self) -> tuple[Backup, ...]:
        """Return invented backups."""
        now = datetime.datetime.now().astimezone()
        return tuple(
            Backup(
                Path(f"{one.hours}.db"), now - datetime.timedelta(hours=one.hours), one.why, 73_728 + one.hours * 512
            )
            for one in INVENTED.backups
        )  # fmt: skip

    def backup_space(self) -> BackupSpace:
        """Return what the invented backups take of what they may."""
        return BackupSpace(sum(one.size for one in self.backups()), _MOST_BYTES)

    def preview(self, backup: Backup) -> RestorePreview:
        """Return what restoring would change, invented as well."""
        year = today().year
        changes = tuple(
            Change(DocumentNumber(INVENTED.code, year, one.serial), one.now, one.then) for one in INVENTED.changes
        )
        return RestorePreview(backup, True, changes, 2, 5)

    def back_up_if_due(self) -> None:
        """Do nothing."""


def open_register(window: MainWindow, data: DataFolder) -> RegisterPage:
    """Show the page with invented rows and return it."""
    window.register.use(InventedRegistry(data))
    window.show_letter()
    window.register.open()
    page = window.register.page
    if page is None:
        raise RuntimeError
    wait_for(lambda: not page.busy)
    return page


def show_start(window: MainWindow, data: DataFolder, letter: ReplyLetter) -> None:
    """Show the start page with invented cases, and letters of late beside those in work."""
    number = replace(letter.document_number, year=today().year)
    for at, case in enumerate(case for case in INVENTED.cases if case.state == "replied"):
        people = Proposers((case.proposers,))
        sent = replace(
            letter, kind=case.kind, proposers=people, proposals=(Proposal(case.proposal, case.subject),),
            document_number=replace(number, code=INVENTED.code, serial=case.serial),
        )  # fmt: skip
        keep_recent(data, Draft(sent), made=bool(at))
    window.register.use(InventedRegistry(data))
    window.show_start()
    page = window.start.page
    wait_for(lambda: page is None or bool(page.cases.list.entries()))


def show_view(window: MainWindow, data: DataFolder, name: str) -> None:
    """Show one of the views with invented rows."""
    page = open_register(window, data)
    pane = page.show_view(name)
    wait_for(lambda: not page.busy)
    if isinstance(pane, ImportPane):
        pane.show_incoming(INVENTED.incoming.name, INVENTED.incoming.incoming())
    elif isinstance(pane, BackupsPane):
        pane.preview()
        wait_for(lambda: not page.busy)


def show_letters(window: MainWindow, data: DataFolder, settings: Settings, letter: ReplyLetter) -> None:
    """Show a folder of invented earlier replies as it is read."""
    page = open_register(window, data)
    pane = page.show_view("import")
    wait_for(lambda: not page.busy)
    with tempfile.TemporaryDirectory(prefix="fuhan") as place:
        folder = _folder_of_letters(Path(place, "2025年复函"), letter)
        if isinstance(pane, ImportPane):
            pane.show_incoming(folder.name, Registry(data).read_letters(folder, settings, Stop()))


def _folder_of_letters(folder: Path, letter: ReplyLetter) -> Path:
    """Write a docx, a copy of it, two web pages, one with a line of no field, and a scanned page; return the folder."""
    letters = [
        replace(
            letter, document_number=DocumentNumber(INVENTED.code, 2025, 18 + 6 * place),
            session=replace(letter.session, meeting=4), document_date=datetime.date(2025, 5, 12 + place),
            proposals=(Proposal(number, case.subject),),
        )
        for place, (number, case) in enumerate(zip(("176", "203", "41"), INVENTED.cases, strict=False))
    ]  # fmt: skip
    first, *others = map(docx_bytes, letters)
    pages = [text_in(made) for made in others]
    pages[0] += "\n（本页由办公室整理）\n"
    files = {
        "第176号.docx": first, "第176号（打印稿）.docx": first, "扫描件.pdf": b"%PDF-1.4",
        **{f"网页/{place}.txt": page.encode() for place, page in enumerate(pages, start=1)},
    }  # fmt: skip
    for name, held in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(held)
    return folder


def show_past(window: MainWindow, data: DataFolder, letter: ReplyLetter) -> None:
    """Show the panel of earlier answers over a letter that is being written."""
    window.register.use(InventedRegistry(data))
    window.show_letter(Draft(letter))
    window.show()
    page = window.letter_page
    if page:
        page.form.answer.answer.editor.moveCursor(QTextCursor.MoveOperation.End)
        past = window.register.past_answers(page)
        past.open(page.form.answer.answer)
        wait_for(lambda: not past.busy)


def show_panel(window: MainWindow, data: DataFolder, name: str) -> None:
    """Show the ledger with the panel of one act beneath its rows."""
    page = open_register(window, data)
    table = page.ledger.table
    table.selectRow(next(at for at, case in enumerate(INVENTED.cases) if case.state == "replied"))
    page.acts.act(name)
    wait_for(lambda: not page.busy)


def wait_for(ready: Callable[[], bool]) -> None:
    """Let the window work until it is ready."""
    end = time.monotonic() + _PATIENCE_S
    QApplication.processEvents()
    while not ready() and time.monotonic() < end:
        time.sleep(_SLICE_S)
        QApplication.processEvents()


def _in_words(words: str) -> str:
    """Return words with the code, the year, the session, and the number and the case of the history filled in."""
    values = {"code": INVENTED.code, "year": today().year, "session": INVENTED.session}
    history = INVENTED.history
    return words.format(**values, number=history.number.format(**values), case=history.case.format(**values))


def _row(number: int, case: _Case) -> Row:
    day = today()
    sent = case.state in ("issued", "replied", "void", "taken")
    return Row(
        id=number, case_key=case.proposal, letter_key=case.proposal if sent else "",
        number=DocumentNumber(INVENTED.code, day.year, case.serial) if case.serial else None, occurrence=1,
        kind=case.kind, role=case.role, session="", proposal=case.proposal, subject=case.subject, title="",
        proposers=case.proposers,
        state=case.state, assigned=day - datetime.timedelta(days=case.since) if case.since else None,
        due=day + datetime.timedelta(days=case.left) if case.since else None,
        date=day - datetime.timedelta(days=_AGO - case.serial % _IN_TIME) if sent else None, outcome=case.outcome,
        disclosure="active" if sent else "", path="", version=1, at="",
    )  # fmt: skip
