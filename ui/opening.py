"""Opening a finished file from the window; when nothing opens it, the message bar says where it is."""

from pathlib import Path

from ui.language import told
from ui.message_bar import MessageBar

TOPIC = "open"


def open_and_tell(file: Path, messages: MessageBar) -> None:
    """Open a file in Word or WPS, or say what to do instead."""
    from desk.opening import CannotOpen, open_file  # late: the letter is painted first

    try:
        open_file(file)
    except CannotOpen as error:
        messages.say(TOPIC, told(error))
    else:
        messages.solve(TOPIC)
