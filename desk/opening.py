"""Opening a finished docx with the office program of this machine, without waiting for it."""

import os
import shutil
import subprocess
from pathlib import Path

from desk.reasons import reason_of
from letter.messages import message

_OPENERS = ("xdg-open", "wps", "soffice", "libreoffice")


class CannotOpen(Exception):
    """No program opens the file; str() is one Chinese sentence that says what to do."""


def open_file(path: Path) -> None:
    """Open a docx with Word, WPS or whatever this machine has for docx; raises CannotOpen."""
    if not path.is_file():
        raise CannotOpen(message("找不到“{path}”，请重新生成。", path=path))
    try:
        if os.name == "nt":
            os.startfile(path)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
            return
        opener = next((found for name in _OPENERS if (found := shutil.which(name))), None)
        if opener:
            subprocess.Popen(
                [opener, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
            return
    except OSError as error:
        sentence = message("打不开“{path}”（{reason}），请在文件夹里双击它。", path=path, reason=reason_of(error))
        raise CannotOpen(sentence) from error
    raise CannotOpen(message("这台电脑上没有找到 Word 或 WPS，文件在“{path}”。", path=path))


def open_shown_folder(folder: Path) -> None:
    """Open a folder in the file manager of this machine; raises CannotOpen."""
    try:
        if os.name == "nt":
            os.startfile(folder)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
            return
        opener = shutil.which("xdg-open")
        if opener:
            subprocess.Popen(
                [opener, str(folder)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
            return
    except OSError as error:
        sentence = message("打不开文件夹“{path}”（{reason}）。", path=folder, reason=reason_of(error))
        raise CannotOpen(sentence) from error
    raise CannotOpen(message("这台电脑上没有能打开文件夹的程序，文件夹是“{path}”。", path=folder))
