"""生成: a letter becomes a docx on disk. It never consumes a number and never reads the clock."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from docgen.errors import NotOffered
from letter.completeness import Gap, gaps
from letter.derived import agency_defaults, effective_text, safe_file_name
from letter.messages import joined, message
from letter.model import FORMAT, Agency, DocumentNumber, ReplyLetter
from letter.wording import kinds
from services.cancellation import Stop
from services.saving import SaveError, save_all, sweep_temporaries

if TYPE_CHECKING:
    from services.settings import Settings

DOCX, PDF = ".docx", ".pdf"
TEST_SHEET = "套印试样.docx"
_NOT_ON_WINDOWS = message("文件名“{name}”在 Windows 上不能用，请改为“{allowed}”。")


class CannotMake(Exception):
    """The letter cannot be put on paper as it is; str() is one Chinese sentence, gaps names each field."""

    def __init__(self, missing: list[Gap]) -> None:
        """Take what is missing, in the order of the form."""
        super().__init__(joined(gap.sentence for gap in missing))
        self.gaps = missing


def new_letter(settings: "Settings", today: datetime.date) -> ReplyLetter:
    """Return an empty letter of the office: profile, session, contact and this year's number code are filled in.

    Until a session is remembered, its body follows from the office's place.
    """
    agency = settings.agency or agency_defaults("本单位")
    kind = settings.kind if settings.kind in kinds() else next(iter(kinds()))
    session = settings.session
    if not session.body:
        session = replace(session, body=session_body(agency, kind))
    return ReplyLetter(
        format=FORMAT,
        kind=kind,
        agency=agency,
        session=session,
        document_number=DocumentNumber(code=agency.code, year=today.year),
        contact=settings.contact,
    )


def session_body(agency: Agency, kind: str) -> str:
    """Return the body at whose session papers to this agency are filed, 朝阳市政协; nothing without a place."""
    return agency.place + kinds()[kind].body_suffix if agency.place else ""


def docx_bytes(letter: ReplyLetter, *, published: bool = False) -> bytes:
    """Return the docx of a letter, the same letter giving the same bytes; raises CannotMake.

    The published edition shows the same and carries nothing else: no data, no marks.
    """
    missing = gaps(letter)
    if missing:
        raise CannotMake(missing)
    from docgen.docx.writer import write_docx  # late: the window is painted before it is needed

    try:
        return write_docx(letter, published=published)
    except NotOffered as error:
        raise CannotMake([Gap(error.field, error.args[0])]) from error


def make_file(letter: ReplyLetter, target: Path, stop: Stop | None = None, *, published: bool = False) -> Path:
    """Write the docx of a letter to target, as a whole or not at all, and return target.

    Raises CannotMake when the letter is not complete or asks for a form that cannot be made yet, and SaveError when
    target cannot be written or has a name that Windows would refuse, and Stopped when stop was asked to in time.
    """
    return save_papers([Paper(target, docx_bytes(letter, published=published))], stop)[0]


def make_test_sheet(agency: Agency, target: Path, stop: Stop | None = None) -> Path:
    """Write the test sheet for an agency's pre-printed paper to target and return target; raises SaveError."""
    from docgen.docx.writer import write_alignment_sheet

    return save_papers([Paper(target, write_alignment_sheet(agency))], stop)[0]


class Paper(NamedTuple):
    """A file to be written for the clerk, and how its name must end."""

    target: Path
    data: bytes
    ending: str = DOCX


def save_papers(papers: Sequence[Paper], stop: Stop | None = None) -> list[Path]:
    """Write papers, all of them or none, and return their paths; raises SaveError and Stopped as make_file does."""
    for paper in papers:
        name, allowed = paper.target.name, safe_file_name(paper.target.name, paper.ending)
        if allowed.casefold() != name.casefold():
            raise SaveError(_NOT_ON_WINDOWS.filled(name=name, allowed=allowed))
        sweep_temporaries(paper.target.parent)
    return save_all([(paper.target, paper.data) for paper in papers], stop=stop)


def target_in(folder: Path, letter: ReplyLetter) -> Path:
    """Return where a letter's docx belongs in a folder: its derived or chosen file name."""
    return folder / effective_text(letter, "file_name")
