"""Opening a finished docx with the office program of this machine, without waiting for it."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from letter.messages import message
from services.os_errors import reason_of

_OPENERS = ("xdg-open", "wps", "soffice", "libreoffice")


class CannotOpen(Exception):
    """No program opens the file; str() is one Chinese sentence that says what to do."""


def open_file(path: Path) -> None:
    """Open a docx with Word, WPS or whatever this machine has for docx; raises CannotOpen."""
    if not path.is_file():
        raise CannotOpen(message("找不到“{path}”，请重新生成。", path=path))
    try:
        if _hand_over(path, _OPENERS):
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


def _hand_over(path: Path, openers: Sequence[str]) -> bool:
    """Let the system, or the first of these programs that is there, open a path; tell whether one was there."""
    if os.name == "nt":
        os.startfile(path)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        return True
    opener = next((found for name in openers if (found := shutil.which(name))), None)
    if opener:
        subprocess.Popen(
            [opener, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    return opener is not None
