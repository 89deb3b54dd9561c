"""Python's search for garbage, kept to the window's thread while work is done beside it.

Python looks for garbage in whichever thread makes objects, and destroys there what it finds. A text cursor or a font
that the window has dropped would so be destroyed by one thread while the window changes the same document: a crash
that nobody can trace to its cause.
"""

import gc

from PySide6.QtCore import QTimer

# How often it is looked, while work lasts, whether there is garbage enough.
_LOOK_MS = 500


class WindowCollector:
    """Looks for garbage from the window's thread from beginning to end, and lets Python do so otherwise."""

    def __init__(self) -> None:
        """Leave it to Python."""
        self._timer: QTimer | None = None

    def begin(self) -> None:
        """Keep the search to the window's thread, from which this must be called; twice is no more than once."""
        if gc.isenabled():
            gc.disable()
            # No parent: it lives as long as this, and is made anew where an application is.
            self._timer = QTimer()
            self._timer.timeout.connect(collect_what_is_due)
            self._timer.start(_LOOK_MS)

    def end(self) -> None:
        """Let Python look for garbage wherever it likes."""
        if self._timer:
            self._timer.stop()
            self._timer = None
            gc.enable()


def collect_what_is_due() -> None:
    """Look for garbage as far as Python itself would by now, by its own thresholds."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [at for at, most in enumerate(thresholds) if most and counts[at] > most]
    if due:
        gc.collect(due[-1])


# There is one collector in a process.
collector = WindowCollector()
