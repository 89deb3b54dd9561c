"""An editor that takes a text whole or refuses it whole."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

# A piece of an answer with what only this program understands of it.
ANSWER_TEXT = "application/x-fuhan-answer"


class TextTaker(QPlainTextEdit):
    """What pasting needs of the editor that it puts a text into."""

    refused = Signal(str)
    # What is to be known of the text that has just been put in.
    remarked = Signal(str)
    # Where a text that came from elsewhere stands now: its beginning and its end.
    placed = Signal(int, int)
    # What has been put in so far is a step to undo of its own.
    step_wanted = Signal()

    def refusal(self, text: str) -> str:
        """Return why a text cannot be put in place of the selection, nothing when it can."""
        raise NotImplementedError

    def put(self, text: str) -> bool:
        """Put a text in place of the selection as one step to undo; return whether it was put."""
        raise NotImplementedError
