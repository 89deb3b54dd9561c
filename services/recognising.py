"""Somebody else's letter in a file or on the clipboard recognised as a letter, and what is to be looked at in it."""

from typing import TYPE_CHECKING, NamedTuple

from letter.fields import place_of
from letter.messages import Message, counted, message
from letter.model import Agency

if TYPE_CHECKING:
    from intake.recognise import Recognised

_DOUBT = message("{place}：请核对，{why}。")
_LEFT = counted("有 {count} 行没有归到任何一项：{words}")
_LONGEST, _MOST = 30, 5


class NotAReply(Exception):
    """A text that is no reply letter; str() is one Chinese sentence, text what it says."""

    def __init__(self, sentence: Message, text: str) -> None:
        """Take the sentence and the text."""
        super().__init__(sentence)
        self.text = text


class Report(NamedTuple):
    """What is to be looked at in a recognised letter, in sentences."""

    sentences: tuple[Message, ...]

    @property
    def to_look_at(self) -> bool:
        """Whether there is anything."""
        return bool(self.sentences)


def recognised(text: str, agency: Agency | None) -> "Recognised":
    """Return the letter that a text holds; the agency is that of the profile in use. Raises NotAReply."""
    from intake.recognise import NoReplyLetter, recognise  # late: most commands read no foreign text

    try:
        return recognise(text, agency)
    except NoReplyLetter as error:
        raise NotAReply(error.reason, error.text) from error


def report_on(found: "Recognised") -> Report:
    """Return what is doubtful in a recognised letter and what is left over of its text."""
    sentences = [_DOUBT.filled(place=place_of(piece.field), why=piece.doubt) for piece in found.pieces if piece.doubt]
    left = [found.text[row.start : row.end] for row in found.leftovers if not row.of_page]
    if left:
        words = "、".join(f"“{_short(line)}”" for line in left[:_MOST])
        sentences.append(_LEFT.filled(count=len(left), words=words + ("……" if len(left) > _MOST else "")))
    return Report(tuple(sentences))


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "……"
