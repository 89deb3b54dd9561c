"""The reply letter in a file that somebody sent: in a docx of ours that came back, else what is recognised in it."""

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from letter.messages import Message, message
from letter.model import Agency, ReplyLetter
from services.docx_return import NotALetterOfOurs, returned_of
from services.letter_files import read_file_bytes
from services.letter_sources import is_zip, text_in
from services.recognising import NotAReply, recognised

if TYPE_CHECKING:
    from docgen.docx.reader import Returned
    from intake.recognise import Recognised

_OTHER_ORGAN = message("署名不是“{own}”，采用以后单位档案也是它的")
_SIGNATURE = "/agency/name"


class ReplyFile(NamedTuple):
    """What is in a file: a docx of ours that came back, else its text, and the reply in it or why none is."""

    returned: "Returned | None" = None
    text: str = ""
    found: "Recognised | None" = None
    reason: Message | None = None

    @property
    def letter(self) -> ReplyLetter | None:
        """The letter, None where there is none."""
        if self.returned:
            return self.returned.reading.letter
        return self.found.letter if self.found else None


def read_reply_file(name: str, agency: Agency | None) -> ReplyFile:
    """Return what is in a file, or on standard input for "-"; raises CannotRead."""
    return reply_in(read_file_bytes(name, message("文件")), agency)


def reply_in(data: bytes, agency: Agency | None, refused: Collection[int] = ()) -> ReplyFile:
    """Return what is in the bytes of a file, which tell what kind it is; raises CannotRead.

    The agency is that of the profile in use; refused are the tracked changes that are not taken.
    """
    if is_zip(data):
        try:
            return ReplyFile(returned_of(data, agency, refused))
        except NotALetterOfOurs:
            pass  # somebody else's, to be recognised like any text
    text = text_in(data)
    try:
        return ReplyFile(None, text, _of_own(recognised(text, agency), agency))
    except NotAReply as error:
        return ReplyFile(None, error.text, None, error.args[0])


def _of_own(found: "Recognised", agency: Agency | None) -> "Recognised":
    """Return what was recognised, its signature to be looked at where another organ signs than the one at work."""
    if agency is None or found.letter.agency.name == agency.name:
        return found
    why = _OTHER_ORGAN.filled(own=agency.name)
    if not any(piece.field == _SIGNATURE for piece in found.pieces):
        return found._replace(pieces=(*found.pieces, type(found.pieces[0])(_SIGNATURE, 0, 0, why)))
    doubted = (p._replace(doubt=p.doubt or why) if p.field == _SIGNATURE else p for p in found.pieces)
    return found._replace(pieces=tuple(doubted))
