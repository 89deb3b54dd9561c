"""Opening a finished file from the window; when nothing opens it, the message bar says where it is."""

from collections.abc import Callable
from pathlib import Path

from ui.core.i18n import N_, _, translate
from ui.widgets.background import Background

TOPIC = "open"
OPENING = N_("正在打开“{name}”……")


def open_file_in_background(file: Path, work: Background) -> None:
    """Open a file in Word or WPS, or say what to do instead."""
    from services import opening  # late: the letter is painted first

    def opened(outcome: Callable[[], None]) -> None:
        try:
            outcome()
        except opening.CannotOpen as error:
            work.messages.say(TOPIC, translate(error))
        else:
            work.messages.dismiss(TOPIC)

    work.run(_(OPENING).format(name=file.name), lambda _stop: opening.open_file(file), opened)


def open_folder_of(file: Path, work: Background) -> None:
    """Open the folder of a file in the file manager of this machine, or say where it is."""
    from services import opening

    try:
        opening.open_shown_folder(file.parent)
    except opening.CannotOpen as error:
        work.messages.say(TOPIC, translate(error))
    else:
        work.messages.dismiss(TOPIC)
