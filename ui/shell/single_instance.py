"""One window for one data folder: a second start raises the window that is open, and no letter is open twice."""

import hashlib
import time
from collections.abc import Callable

from PySide6.QtCore import QLockFile, QObject

from services.data_folder import DataFolder

LOCK, NAME = "window.lock", "fuhan-{digest}"
_DIGEST = 20
PATIENCE_MS, LOOK_MS = 10_000, 100
RAISE, RAISED = b"raise\n", b"raised\n"


class SingleInstance(QObject):
    """Holds the data folder for one program; the others can ask its window to come to the front."""

    def __init__(self, data: DataFolder) -> None:
        """Take the data folder; nothing is held yet."""
        super().__init__()
        self._folder = data.path
        self._lock = QLockFile(str(self._folder / LOCK))
        # A lock is old only when the program that held it is gone, however long it has been held.
        self._lock.setStaleLockTime(0)
        self._name = NAME.format(digest=hashlib.sha256(str(self._folder.resolve()).encode()).hexdigest()[:_DIGEST])

    def is_first(self) -> bool:
        """Hold the folder, and return whether that went well; where no lock can be written nobody else holds it."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            return True  # saving says what is wrong
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def raise_first(self) -> bool:
        """Ask the window that holds the folder to come to the front, and return whether it answered."""
        from PySide6.QtNetwork import QLocalSocket  # late: most starts are the first

        socket = QLocalSocket()
        for _attempt in range(PATIENCE_MS // LOOK_MS):
            socket.connectToServer(self._name)
            if socket.waitForConnected(LOOK_MS):
                socket.write(RAISE)
                return socket.waitForReadyRead(PATIENCE_MS) and bytes(socket.readAll().data()) == RAISED
            time.sleep(LOOK_MS / 1_000)  # it may be about to open its window
        return False

    def listen(self, come: Callable[[], None]) -> None:
        """From now on let the window come to the front when somebody asks for it."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # What a killed program left behind would keep the name.
        QLocalServer.removeServer(self._name)

        def asked() -> None:
            socket = server.nextPendingConnection()
            socket.readyRead.connect(lambda: (come(), socket.write(RAISED), socket.flush()))
            socket.disconnected.connect(socket.deleteLater)

        server.newConnection.connect(asked)
        server.listen(self._name)

    def release(self) -> None:
        """Let the folder go."""
        self._lock.unlock()
