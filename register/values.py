"""What goes out of the register: frozen values, never rows."""

import datetime
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from letter.messages import Message, message
from letter.model import DocumentNumber, ReplyLetter, Role
from letter.numbers import number_text

NumberState = Literal["reserved", "issued", "released", "void", "taken"]
LetterState = Literal["issued", "void"]
Origin = Literal["program", "office", "import", "restore", "letter"]
# Of a number that is known from a letter of earlier years alone.
OF_LETTER: Origin = "letter"
CaseState = Literal["open", "in_work", "replied", "returned"]
RowState = Literal["open", "in_work", "replied", "returned", "issued", "void", "reserved", "taken"]
Deadline = Literal["all", "overdue", "within"]
Order = Literal[
    "due", "assigned", "date", "number", "proposal", "kind", "session", "subject", "title", "proposers", "state",
    "outcome", "disclosure", "at",
]  # fmt: skip
CASE_STATES: tuple[CaseState, ...] = get_args(CaseState)
UNSETTLED: tuple[CaseState, ...] = ("open", "in_work")


_WITHOUT_NUMBER = message("没有字号的信")
_LINE = message("第 {line} 行")
_LINE_OF_SHEET = message("工作表“{sheet}”第 {line} 行")


class StateWords(Struct, frozen=True):
    """How a state is called: in a list, on the printed ledger, in a sentence after a number; "" where it never is.

    The ledger's words are for paper and for scripts, and so the same in every language. meaning explains a state that
    is listed, in a sentence.
    """

    listed: str = ""
    printed: str = ""
    said: str = ""
    meaning: str = ""


STATE_WORDS: dict[str, StateWords] = {
    "open": StateWords(message("待办"), meaning=message("交办了，还没有开始写答复。")),
    "in_work": StateWords(message("办理中"), meaning=message("答复正在写，还没有发文。")),
    "replied": StateWords(message("已答复"), meaning=message("案件的答复已经发文。")),
    "returned": StateWords(message("已退办"), meaning=message("不归本单位办，已经退给交办机关。")),
    "reserved": StateWords(message("保留"), "保留", message("已保留"), message("号留给了一封信，信还没有发文。")),
    "issued": StateWords(message("已发"), "已发", message("已发"), message("信已经发文；登记簿里没有它答复的案件。")),
    "released": StateWords("", "已退回", message("已退回")),
    "taken": StateWords(message("占用"), "已占用", message("已被占用"), message("号用在别处，登记簿里没有信的内容。")),
    "void": StateWords(message("作废"), "作废", message("已作废"), message("号和信都不再用。")),
}


_SPACE = message("备份共占 {used}，最多占 {most}，再多就先清掉最早的。")
_UNITS = ("KB", "MB", "GB")
_THOUSAND = 1000


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
    """All entries in the order of their numbers, with the gaps, doubles and voids among them.

    chain is the head of the history's chain: how many rows, and the digest of them all.
    """

    entries: tuple[Entry, ...]
    gaps: tuple[Gap, ...]
    doubles: tuple[DocumentNumber, ...]
    voids: tuple[Entry, ...]
    chain: str = ""


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


class IssuedAnswer(Struct, frozen=True):
    """A letter that went out on papers that are asked for, in its newest version; path is that version's file.

    One of earlier years may have no number.
    """

    key: str
    number: DocumentNumber | None
    letter: ReplyLetter
    path: str
    issued_at: str

    @property
    def name(self) -> str:
        """How it is called in a sentence: by its number, where it has one."""
        return number_text(self.number) if self.number else _WITHOUT_NUMBER


class PastLetter(Struct, frozen=True):
    """A letter that went out earlier: what its file says, the file, and what the ledger says of it."""

    letter: ReplyLetter
    details: Details
    path: str
    sha256: str


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
    """A backup: its file, when and why it was made, how many bytes, and its ordinal among all that were made.

    ordinal is kept inside the file, 0 for a backup of an older program. base is the file that it rests on, "" for one
    that holds all by itself.
    """

    path: Path
    at: datetime.datetime
    why: str
    size: int
    ordinal: int = 0
    base: str = ""


class BackupSpace(Struct, frozen=True):
    """How many bytes the backups of a register take, and how many they may."""

    used: int
    most: int

    @property
    def words(self) -> Message:
        """Return what the clerk is told of it."""
        return _SPACE.filled(used=size_text(self.used), most=size_text(self.most))


class Change(Struct, frozen=True):
    """What restoring would do to one number: its state now and in the backup, "" where it is not there."""

    number: DocumentNumber
    now: str
    then: str


class Carried(Struct, frozen=True):
    """What was given since a backup and stays given: a number or a series, and what is said of it."""

    about: str
    words: str


class RestorePreview(Struct, frozen=True):
    """What restoring a backup would change; readable tells whether the present file can still be read.

    carried is what was given since the backup and stays given: numbers, their holders, explanations, first numbers.
    """

    backup: Backup
    readable: bool
    changes: tuple[Change, ...]
    letters_lost: int
    history_lost: int
    carried: tuple[Carried, ...] = ()


class Case(Struct, frozen=True, kw_only=True):
    """A case (交办) as the handing-over office assigned it; it may exist before its letter.

    session is the text of 届次. months is the limit, None for the usual one; due_override is a date that wins over it.
    key, due, letter_key and at are given by the register; due is None while no assigned date is known.
    """

    kind: str
    proposal: str
    role: Role = "lead"
    session: str = ""
    subject: str = ""
    proposers: str = ""
    assigned: datetime.date | None = None
    months: int | None = None
    due_override: datetime.date | None = None
    extended: bool = False
    state: CaseState = "open"
    key: str = ""
    due: datetime.date | None = None
    letter_key: str = ""
    at: str = ""

    def days_left(self, today: datetime.date) -> int | None:
        """Return the remaining days (剩余天数), negative when overdue; None when nothing is due any more."""
        return _days_left(self.due, self.state, today)


class Row(Struct, frozen=True):
    """A row of the register window: a case with or without its letter, a letter without a case, or a bare number.

    Each of case_key, letter_key and number is empty where the row has none. date is the letter's (成文日期); path is
    the newest version's file. made tells of a case that waits whether a letter for it is a docx already; the register
    itself does not know.
    """

    id: int
    case_key: str
    letter_key: str
    number: DocumentNumber | None
    occurrence: int
    kind: str
    role: str
    session: str
    proposal: str
    subject: str
    title: str
    proposers: str
    state: RowState
    assigned: datetime.date | None
    due: datetime.date | None
    date: datetime.date | None
    outcome: str
    disclosure: str
    path: str
    version: int
    at: str
    made: bool = False

    def days_left(self, today: datetime.date) -> int | None:
        """Return the remaining days (剩余天数), negative when overdue; None when nothing is due any more."""
        return _days_left(self.due, self.state, today)


class Query(Struct, frozen=True, kw_only=True):
    """What the list is asked for.

    All words of text must occur somewhere in a row or in its letter's answer, each taken literally. deadline needs
    today; "within" takes those that fall due from today to so many days on. order "due" puts what is overdue first,
    then what is due next, then all that is settled, the newest first.
    """

    text: str = ""
    year: int | None = None
    kind: str = ""
    states: tuple[RowState, ...] = ()
    deadline: Deadline = "all"
    days: int = 7
    today: datetime.date | None = None
    order: Order = "due"
    descending: bool = False
    offset: int = 0
    limit: int = 200


class Found(Struct, frozen=True):
    """The rows of a query from its offset on, at most as many as its limit, and how many there are in all."""

    rows: tuple[Row, ...]
    total: int


class PastParagraph(Struct, frozen=True):
    """A paragraph of an earlier letter on a similar subject, and the letter it is from; a better one scores higher."""

    text: str
    letter_key: str
    number: DocumentNumber | None
    date: datetime.date | None
    subject: str
    score: float


class Rate(Struct, frozen=True):
    """A rate as the two counts it is made of."""

    part: int
    whole: int

    @property
    def text(self) -> str:
        """The rate in per cent with one decimal, "—" when there is nothing to count."""
        return f"{100 * self.part / self.whole:.1f}%" if self.whole else "—"

    @property
    def counts(self) -> str:
        """Numerator and denominator: 12/14."""
        return f"{self.part}/{self.whole}"


class KindReport(Struct, frozen=True):
    """The numbers of one kind ("" for all together) for the year-end report.

    cases are those assigned in the year, returned ones left out; replied ones are in time, late, or without a date to
    tell. letters are those issued in the year, void ones left out; outcomes counts their classes, "" for none given.
    """

    kind: str
    cases: int
    in_time: int
    late: int
    undated: int
    open: int
    overdue: int
    returned: int
    letters: int
    outcomes: tuple[tuple[str, int], ...]
    completion: Rate
    disclosure: Rate


class YearReport(Struct, frozen=True):
    """The numbers for the year-end report: one for each kind that occurs, and all together.

    unlinked is how many letters answer no case that was entered; only cases are counted as assigned and replied.
    """

    year: int
    kinds: tuple[KindReport, ...]
    total: KindReport
    unlinked: int = 0


class RefusedLine(Struct, frozen=True):
    """A line of a table that is not taken in, and why; sheet is named where several are read."""

    line: int
    reason: str
    sheet: str = ""


class LineRemark(Struct, frozen=True):
    """What is to be said of a line that is taken in: a cell that could not be read, something to be looked at."""

    line: int
    words: str
    sheet: str = ""


def line_words(line: int, sheet: str) -> Message:
    """Return where a line stands, as it is said."""
    return _LINE_OF_SHEET.filled(line=line, sheet=sheet) if sheet else _LINE.filled(line=line)


class ListedCase(Struct, frozen=True):
    """A line of an assignment list that can become a case; known tells that the register has it already."""

    line: int
    case: Case
    known: bool = False
    sheet: str = ""


class AssignmentList(Struct, frozen=True):
    """What was recognised of an assignment list (交办清单): the heads by what they were taken for, cases, refusals.

    ignored holds the heads that were not recognised, sheets the names of those that could be read, unread a sentence
    for each that was not, remarks what is to be said of the cases.
    """

    columns: dict[str, str]
    ignored: tuple[str, ...]
    cases: tuple[ListedCase, ...]
    refused: tuple[RefusedLine, ...]
    remarks: tuple[LineRemark, ...] = ()
    sheets: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


class SheetRow(Struct, frozen=True):
    """A row that can be taken in; double is the line in which the same number stood before, 0 for the first."""

    line: int
    number: DocumentNumber
    details: Details
    reason: str
    void: bool
    double: int
    sheet: str = ""


class Sheet(Struct, frozen=True):
    """What was recognised: the column names by what they were taken for, the rows, and what is refused.

    ignored holds the names of the columns that were not recognised, remarks what is to be said of rows, sheets the
    names of those that could be read, unread a sentence for each that was not.
    """

    columns: dict[str, str]
    rows: tuple[SheetRow, ...]
    refused: tuple[RefusedLine, ...]
    ignored: tuple[str, ...] = ()
    remarks: tuple[LineRemark, ...] = ()
    sheets: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


class CasesTaken(Struct, frozen=True):
    """The cases that an assignment list added, and the lines that were known already or refused."""

    added: tuple[Case, ...]
    refused: tuple[RefusedLine, ...]


def _days_left(due: datetime.date | None, state: str, today: datetime.date) -> int | None:
    return (due - today).days if due and state in UNSETTLED else None


def size_text(size: int) -> str:
    """Return a number of bytes as it is read, rounded up: 12 KB, 3.5 MB."""
    thousands, unit = -(-size // _THOUSAND), 0
    while thousands >= _THOUSAND ** (unit + 1) and unit < len(_UNITS) - 1:
        unit += 1
    return f"{thousands / _THOUSAND**unit:.1f}".removesuffix(".0") + f" {_UNITS[unit]}"
