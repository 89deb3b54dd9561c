"""What is said of a file that was opened or dropped: of one at a time, and by its name."""

from collections.abc import Callable

from ui.core.i18n import N_, _, translate
from ui.widgets.message_bar import MessageBar

TOPIC = "opened"
OF_FILE = N_("“{name}”：{words}")


def tell_of_file(
    messages: MessageBar,
    name: str,
    sentence: str | Exception,
    button: str = "",
    action: Callable[[], None] | None = None,
) -> None:
    """Say a sentence of a file, or that of an exception, in place of what was said of the file before."""
    words = translate(sentence)
    messages.say(TOPIC, words if name in words else _(OF_FILE).format(name=name, words=words), button, action)
