"""One window for one data folder: a second start raises the window that is open, and no letter is open twice."""

import contextlib
import hashlib
import os
import re
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QLockFile, QObject

from services.data_folder import DataFolder
from services.json_files import put_aside
from services.regular_files import NotAFile, read_regular
from ui.core.i18n import N_

LOCK, NAME = "window.lock", "fuhan-{digest}"
_DIGEST = 20
PATIENCE_MS, LOOK_MS = 10_000, 100
RAISE, RAISED, ELSEWHERE, END = b"raise ", b"raised\n", b"elsewhere\n", b"\n"
# The program ends before it has its window: it says so as its commands do, and in a window of that sentence alone.
OPEN_ELSEWHERE = N_("复函已在另一个桌面（会话）里打开，请到那里写，或者先关闭那里的窗口再打开。")
_LOOKS, _UNFINISHED_MS, _LARGEST_LOCK = 10, 500, 10_000
_DIGITS = 18


class OpenElsewhere(Exception):
    """The window that holds the folder is on another screen; str() is one Chinese sentence that says what to do."""


class SingleInstance(QObject):
    """Holds the data folder for one program; the others can ask its window to come to the front."""

    def __init__(self, data: DataFolder) -> None:
        """Take the data folder; nothing is held yet."""
        super().__init__()
        self._folder = data.path
        self._lock = QLockFile(str(self._folder / LOCK))
        # A lock is old only when the program that held it is gone, however long it has been held.
        self._lock.setStaleLockTime(0)
        # On Windows a folder has one name, however its letters are written.
        place = os.path.normcase(self._folder.resolve())
        self._name = NAME.format(digest=hashlib.sha256(place.encode()).hexdigest()[:_DIGEST])

    def is_first(self) -> bool:
        """Hold the folder, and return whether that went well; where no lock can be written nobody else holds it."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            return True  # saving says what is wrong
        self._remove_what_names_nobody()
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def _remove_what_names_nobody(self) -> None:
        """Remove a lock that a start left behind which was cut off before it wrote who holds it, or that is none.

        Qt removes no lock that somebody holds.
        """
        lock = self._folder / LOCK
        for _look in range(_LOOKS):
            try:
                unfinished = not _names_somebody(read_regular(lock, _LARGEST_LOCK))
                age = abs(time.time() - lock.stat().st_mtime)
            except (NotAFile, OSError):
                if os.path.lexists(lock):
                    put_aside(lock)
                return
            if not unfinished:
                return
            if age * 1_000 > _UNFINISHED_MS:
                self._lock.removeStaleLockFile()
                return
            time.sleep(LOOK_MS / 1_000)  # another start may be about to write it

    def raise_first(self) -> bool:
        """Ask the window that holds the folder to come to the front, and return whether it answered.

        Raises OpenElsewhere where that window is on another screen.
        """
        from PySide6.QtNetwork import QLocalSocket  # late: most starts are the first

        socket = QLocalSocket()
        for _attempt in range(PATIENCE_MS // LOOK_MS):
            socket.connectToServer(self._name)
            if socket.waitForConnected(LOOK_MS):
                _let_come_forward(self._lock.getLockInfo())
                socket.write(RAISE + screen().encode(errors="replace") + END)
                answer = bytes(socket.readAll().data()) if socket.waitForReadyRead(PATIENCE_MS) else b""
                if answer == ELSEWHERE:
                    raise OpenElsewhere(OPEN_ELSEWHERE)
                return answer == RAISED
            time.sleep(LOOK_MS / 1_000)  # it may be about to open its window
        return False

    def listen(self, come: Callable[[], None]) -> None:
        """From now on let the window come to the front when somebody asks for it."""
        from PySide6.QtNetwork import QLocalServer, QLocalSocket

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # What a killed program left behind would keep the name.
        QLocalServer.removeServer(self._name)

        def answer(socket: QLocalSocket) -> None:
            where = bytes(socket.readAll().data()).removeprefix(RAISE).removesuffix(END).decode(errors="replace")
            here = where == screen()
            if here:
                come()
            socket.write(RAISED if here else ELSEWHERE)
            socket.flush()

        def asked() -> None:
            socket = server.nextPendingConnection()
            socket.readyRead.connect(lambda: answer(socket))
            socket.disconnected.connect(socket.deleteLater)

        server.newConnection.connect(asked)
        server.listen(self._name)

    def release(self) -> None:
        """Let the folder go."""
        self._lock.unlock()


def _let_come_forward(holder: object) -> None:
    """Let the program that holds the folder bring its window forward.

    On Windows only the program that was started last may do so; else the task bar flashes and nothing comes.
    """
    if sys.platform == "win32" and isinstance(holder, tuple) and holder:
        import ctypes  # late: only Windows has such a right

        with contextlib.suppress(OSError, ValueError):
            ctypes.windll.user32.AllowSetForegroundWindow(int(holder[0]))


def screen() -> str:
    """Return the screen on which this program shows its windows, as the system names it; nothing where it has one."""
    if sys.platform == "win32":
        import ctypes  # late: only Windows has sessions

        session = ctypes.c_ulong()
        ctypes.windll.kernel32.ProcessIdToSessionId(os.getpid(), ctypes.byref(session))
        return str(session.value)
    shown = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY", "")
    # The same X screen is named with and without its number on that display.
    return re.sub(r"(:\d+)\.\d+$", r"\1", shown)


def _names_somebody(lock: bytes) -> bool:
    """Return whether a lock begins with the number of a process, as Qt writes it."""
    number = lock.partition(b"\n")[0].strip()
    return number.isdigit() and len(number) <= _DIGITS and int(number) > 0
