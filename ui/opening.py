"""Opening a finished file from the window; when nothing opens it, the message bar says where it is."""

from collections.abc import Callable
from pathlib import Path

from ui.language import N_, _, told
from ui.work import Work

TOPIC = "open"
OPENING = N_("正在打开“{name}”……")


def open_and_tell(file: Path, work: Work) -> None:
    """Open a file in Word or WPS, or say what to do instead."""
    from desk import opening  # late: the letter is painted first

    def opened(outcome: Callable[[], None]) -> None:
        try:
            outcome()
        except opening.CannotOpen as error:
            work.messages.say(TOPIC, told(error))
        else:
            work.messages.solve(TOPIC)

    work.run(_(OPENING).format(name=file.name), lambda _stop: opening.open_file(file), opened)
