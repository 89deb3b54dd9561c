"""The last guard of the window: an unexpected error becomes one sentence and an entry in the log."""

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from services.data_folder import DataFolder
from services.report import report_fault, write_log

_SILENT = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
# What Qt's invisible screen says of every window; it means nothing.
_HARMLESS = "This plugin does not support"
_LONGEST_ENTRY = 300
NO_SCREEN = "图形界面不能工作，请在桌面环境里运行；如果仍然不行，请把“{log}”交给技术人员。"


def listen_to_qt(data: DataFolder) -> None:
    """From now on write what Qt warns of into the log in the data folder, not to standard error.

    When Qt gives up, as where there is no screen, the program ends with a sentence and not with Qt's own abort.
    Qt's own words are ASCII; anything else in its message could be somebody's text and is left out.
    """

    def heard(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        message = message or ""
        if kind not in _SILENT and not message.startswith(_HARMLESS):
            words = message[:_LONGEST_ENTRY].encode("ascii", "replace").decode()
            with contextlib.suppress(Exception):
                write_log(f"{kind.name} {words}", data)
        if kind is QtMsgType.QtFatalMsg:
            from services.commands import FAILED  # late: hardly ever needed

            print(NO_SCREEN.format(log=data.log), file=sys.stderr, flush=True)
            os._exit(FAILED)

    qInstallMessageHandler(heard)


def guard(data: DataFolder, show: Callable[[str], None]) -> None:
    """From now on log every unexpected error and Qt's warnings, and show the clerk a sentence about the errors."""

    def caught(error: BaseException) -> None:
        # Showing a fault may fail in its turn; then there is nothing left but to stay alive.
        with contextlib.suppress(Exception):
            show(report_fault(error, data))

    def from_python(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            caught(error)

    def from_thread(arguments: Any) -> None:
        if arguments.exc_value:
            caught(arguments.exc_value)

    sys.excepthook = from_python
    threading.excepthook = from_thread
    sys.unraisablehook = from_thread
    listen_to_qt(data)
