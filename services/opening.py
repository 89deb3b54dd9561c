"""Opening a finished docx with the office program of this machine, without waiting for it."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from letter.messages import message
from services.os_errors import reason_of

_OPENERS = ("xdg-open", "wps", "soffice", "libreoffice")


_OFFICE_FILES = (".docx", ".doc")

# The program that the clerk has chosen for letters, empty for the system's own choice.
_chosen = ""


class CannotOpen(Exception):
    """No program opens the file; str() is one Chinese sentence that says what to do."""


def use_program(name: str) -> None:
    """Open letters with this program from now on, where it is here; with the system's own for an empty name."""
    global _chosen
    _chosen = name


def open_file(path: Path) -> None:
    """Open a file with the program chosen for letters, or with whatever this machine has; raises CannotOpen."""
    if not path.is_file():
        raise CannotOpen(message("找不到“{path}”，请重新生成。", path=path))
    try:
        if _hand_to_chosen(path) or _hand_over(path, _OPENERS):
            return
    except OSError as error:
        sentence = message("打不开“{path}”（{reason}），请在文件夹里双击它。", path=path, reason=reason_of(error))
        raise CannotOpen(sentence) from error
    raise CannotOpen(message("这台电脑上没有找到 Word 或 WPS，文件在“{path}”。", path=path))


def open_shown_folder(folder: Path) -> None:
    """Open a folder in the file manager of this machine; raises CannotOpen."""
    try:
        if _hand_over(folder, _OPENERS[:1]):
            return
    except OSError as error:
        sentence = message("打不开文件夹“{path}”（{reason}）。", path=folder, reason=reason_of(error))
        raise CannotOpen(sentence) from error
    raise CannotOpen(message("这台电脑上没有能打开文件夹的程序，文件夹是“{path}”。", path=folder))


def _hand_to_chosen(path: Path) -> bool:
    """Let the chosen program open a letter; tell whether it is here, and the file one for it."""
    if not _chosen or path.suffix.lower() not in _OFFICE_FILES:
        return False
    from services.office_programs import command_of  # late: most offices leave it to the system

    command = command_of(_chosen)
    if command:
        _start([*command, str(path)])
    return bool(command)


def _start(command: Sequence[str]) -> None:
    subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def _hand_over(path: Path, openers: Sequence[str]) -> bool:
    """Let the system, or the first of these programs that is there, open a path; tell whether one was there."""
    if os.name == "nt":
        os.startfile(path)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        return True
    opener = next((found for name in openers if (found := shutil.which(name))), None)
    if opener:
        _start([opener, str(path)])
    return opener is not None
