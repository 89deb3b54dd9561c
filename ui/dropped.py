"""A letter file that is dragged onto the window."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from letter.model import ReplyLetter
from ui.language import _, told
from ui.work import READING, Work

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent

TOPIC = "dropped"


def has_files(data: QMimeData) -> bool:
    """Tell whether files of this machine are dragged or pasted, not text."""
    return data.hasUrls() and any(url.isLocalFile() for url in data.urls())


def dropped_file(data: QMimeData) -> Path | None:
    """Return the one letter file that is dragged, None for anything else."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix.lower() == ".json" else None


def read_and_tell(file: Path, work: Work, take: Callable[[ReplyLetter], None]) -> None:
    """Take the letter in a file, or say why it cannot be read."""
    from desk.letter_files import CannotRead, read_letter_file  # late: the letter is painted first
    from letter.codec import LetterError

    def read(outcome: Callable[[], ReplyLetter]) -> None:
        try:
            letter = outcome()
        except (CannotRead, LetterError) as error:
            work.messages.say(TOPIC, told(error))
        else:
            work.messages.solve(TOPIC)
            take(letter)

    work.run(_(READING).format(name=file.name), lambda _stop: read_letter_file(str(file)), read)


def take_dropped(event: "QDropEvent", work: Work, take: Callable[[ReplyLetter], None]) -> None:
    """Take the letter in the file that was dropped."""
    file = dropped_file(event.mimeData())
    if file:
        event.acceptProposedAction()
        read_and_tell(file, work, take)
