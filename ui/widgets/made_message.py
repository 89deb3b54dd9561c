"""What was made is told in the message bar, with what is done with it next: open it, open its folder, print it."""

from collections.abc import Callable
from pathlib import Path

from ui.core.i18n import N_, _
from ui.widgets.background import Background
from ui.widgets.open_file import open_file_in_background, open_folder_of

OPEN, OPEN_FOLDER, PRINT = N_("打开"), N_("打开文件夹"), N_("打印")


def tell_made(
    work: Background,
    topic: str,
    sentence: str,
    file: Path,
    print_it: Callable[[], None] | None = None,
    *,
    calm: bool = True,
) -> None:
    """Say that a file was made, calmly unless there is something to look at; it can be printed where there is a way."""
    more = [(_(OPEN_FOLDER), lambda: open_folder_of(file, work))]
    if print_it:
        more.append((_(PRINT), print_it))
    work.messages.say(
        topic, sentence, _(OPEN), lambda: open_file_in_background(file, work), more=more, calm=calm
    )  # fmt: skip
