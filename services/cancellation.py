"""Giving up work that takes long: it can be stopped until the moment from which it cannot be taken back."""

import threading


class Stopped(Exception):
    """The clerk has given the work up; nothing was changed."""


class Stop:
    """What the one who waits and the one who works share."""

    def __init__(self) -> None:
        """Begin with work that goes on."""
        self._lock = threading.Lock()
        self._asked = self._settled = False
        self._words: str = ""

    @property
    def settled(self) -> bool:
        """Whether the work cannot be given up any more."""
        with self._lock:
            return self._settled

    @property
    def words(self) -> str:
        """What is being done just now, "" where the work does not say."""
        with self._lock:
            return self._words

    def tell(self, words: str) -> None:
        """Say what is done next; raises Stopped when the clerk has given the work up."""
        with self._lock:
            if self._asked:
                raise Stopped
            self._words = words

    def ask(self) -> bool:
        """Ask the work to stop, and tell whether it will; it goes on when it cannot be taken back any more."""
        with self._lock:
            self._asked = not self._settled
            return self._asked

    def settle(self) -> None:
        """Go on to what cannot be taken back; raises Stopped when the clerk has given it up before."""
        with self._lock:
            if self._asked:
                raise Stopped
            self._settled = True
