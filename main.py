"""Start of the program: the window without arguments, a command with some."""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letter.model import ReplyLetter
    from services.data_folder import DataFolder


def main(arguments: list[str] | None = None) -> int:
    """Run one command, or the window, and return the exit status."""
    # Starting makes tens of thousands of objects that last; to look through them again and again takes a tenth of it.
    gc.set_threshold(100_000, 20, 50)
    from services.commands import run

    status = run(sys.argv[1:] if arguments is None else arguments, _window, _photograph)
    # At its end Python looks for garbage in everything there is; leaving it in peace saves a tenth as well.
    gc.freeze()
    return status


def _window(data: "DataFolder") -> int:
    from ui.shell.application import run_window  # late: commands need no Qt

    return run_window(data)


def _photograph(
    letter: "ReplyLetter", folder: Path, data: "DataFolder", *, scale: float, look: str, language: str
) -> list[Path]:
    from ui.screenshots.windows import photograph

    return photograph(letter, folder, data, scale=scale, look=look, language=language)


if __name__ == "__main__":
    sys.exit(main())
