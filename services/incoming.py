"""What was read and is not taken in yet, as the window shows it: columns, rows, what is said of them.

That is a table, or a folder of earlier letters.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from letter.derived import proposers_text, whole_number
from letter.messages import message
from letter.numbers import number_text
from register.deadlines import due_of
from register.reasons import read_reason
from register.values import AssignmentList, LineRemark, RefusedLine, Sheet
from services.assignment_words import ROLE_WORDS

if TYPE_CHECKING:
    from register.values import PastLetter
    from services.past_letters import PastFile

KNOWN = message("登记簿里已经有这件案件")
_CASE_FIELDS = ("proposal", "role", "subject", "proposers", "assigned", "due")
_OLD_FIELDS = ("number", "date", "title", "reason")
_LETTER_FIELDS = ("number", "date", "title", "proposal", "proposers")


class IncomingRow(Struct, frozen=True):
    """A row that would be taken in: its line, its texts, what is to be looked at in it."""

    line: str
    texts: tuple[str, ...]
    remarks: tuple[str, ...] = ()


class Incoming(Struct, frozen=True):
    """A table that was read and is not taken in yet: its columns by what they were taken for, and its rows.

    fields names the texts of each row; a refused row is its line and why. ignored are the heads of the columns that are
    left out, sheets the names of the sheets that could be read, unread a sentence for each that was not. Of a folder
    of letters a row is a file, and its line the file's name. done tells that the rows have been taken in.
    """

    columns: dict[str, str]
    fields: tuple[str, ...]
    rows: tuple[IncomingRow, ...]
    refused: tuple[tuple[str, str], ...]
    sheet: Any
    ignored: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    of_letters: bool = False
    done: bool = False


def incoming_rows(read: Sheet) -> Incoming:
    """Return a table of earlier rows as it is shown."""
    said = _said(read.remarks)
    rows = tuple(
        IncomingRow(
            _line(row.line, row.sheet),
            (number_text(row.number), day_text(row.details.date), row.details.title, read_reason(row.reason)),
            said.get((row.sheet, row.line), ()),
        )
        for row in read.rows
    )
    refused = _refused(read.refused)
    return Incoming(read.columns, _OLD_FIELDS, rows, refused, read, read.ignored, read.sheets, read.unread)


def incoming_cases(listed: AssignmentList) -> Incoming:
    """Return an assignment list as it is shown; the cases that the register knows already are not taken in."""
    said = _said(listed.remarks)
    anew = tuple(one for one in listed.cases if not one.known)
    rows = tuple(
        IncomingRow(
            _line(one.line, one.sheet),
            (
                one.case.proposal, ROLE_WORDS[one.case.role], one.case.subject, one.case.proposers,
                day_text(one.case.assigned), day_text(due_of(one.case)),
            ),
            said.get((one.sheet, one.line), ()),
        )
        for one in anew
    )  # fmt: skip
    known = [RefusedLine(one.line, KNOWN, one.sheet) for one in listed.cases if one.known]
    refused = _refused([*listed.refused, *known])
    taken = replace(listed, cases=anew)
    return Incoming(listed.columns, _CASE_FIELDS, rows, refused, taken, listed.ignored, listed.sheets, listed.unread)


def incoming_letters(files: "tuple[PastFile, ...]", *, done: bool = False) -> Incoming:
    """Return a folder of earlier letters as it is shown, before they are entered or when they have been."""
    rows = tuple(
        IncomingRow(file.name, _letter_texts(file.letter), file.remarks)
        for file in files
        if file.letter and file.is_entered
    )
    # Letters that could be entered after all come before what is no letter.
    left = sorted((file for file in files if not file.is_entered), key=lambda file: file.letter is None)
    refused = tuple((file.name, file.reason) for file in left)
    return Incoming({}, _LETTER_FIELDS, rows, refused, files, of_letters=True, done=done)


def _letter_texts(past: "PastLetter") -> tuple[str, ...]:
    letter, details = past.letter, past.details
    number = number_text(whole_number(letter)) if letter.document_number.serial else ""
    return number, day_text(details.date), details.title, details.proposal, proposers_text(letter)


def day_text(day: date | None) -> str:
    """Return a day as it stands in a table."""
    return day.isoformat() if day else ""


def _refused(lines: Sequence[RefusedLine]) -> tuple[tuple[str, str], ...]:
    return tuple((_line(row.line, row.sheet), row.reason) for row in lines)


def _line(line: int, sheet: str) -> str:
    return f"{sheet} {line}".lstrip()


def _said(remarks: Sequence[LineRemark]) -> dict[tuple[str, int], tuple[str, ...]]:
    said: dict[tuple[str, int], tuple[str, ...]] = {}
    for one in remarks:
        said[one.sheet, one.line] = (*said.get((one.sheet, one.line), ()), one.words)
    return said
