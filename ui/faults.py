"""The last guard of the window: an unexpected error becomes one sentence and an entry in the log."""

import contextlib
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from desk.data_folder import DataFolder
from desk.report import report_fault

_GRAVE = (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class QtFault(RuntimeError):
    """Qt itself has reported something grave."""


def quiet_qt() -> None:
    """Keep what Qt says about itself away from standard error."""
    qInstallMessageHandler(lambda _kind, _context, _message: None)


def guard(data: DataFolder, show: Callable[[str], None]) -> None:
    """From now on log every unexpected error in the data folder and show the clerk its sentence."""

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

    def from_qt(kind: QtMsgType, _context: QMessageLogContext, _message: str) -> None:
        if kind in _GRAVE:
            with contextlib.suppress(Exception):
                report_fault(QtFault(), data)

    sys.excepthook = from_python
    threading.excepthook = from_thread
    sys.unraisablehook = from_thread
    qInstallMessageHandler(from_qt)
