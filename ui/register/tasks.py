"""What is done with the register from its page: beside the window, and what is refused is one sentence."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from letter.codec import LetterError
from services.registry import RegisterError, Registry
from services.saving import SaveError
from ui.core.i18n import _, translate
from ui.widgets.background import Background

TOPIC = "register"

_Value = TypeVar("_Value")


class Acting(QObject):
    """Does one thing at a time with the register."""

    def __init__(self, registry: Registry, work: Background, parent: QObject) -> None:
        """Take the register, and what does things beside the window."""
        super().__init__(parent)
        self.registry, self.work = registry, work
        self._waiting: list[Callable[[], None]] = []
        work.idle.connect(self._go_on)

    def do(
        self, words: str, action: Callable[[], _Value], then: Callable[[_Value], None],
        refused: Callable[[str], None] | None = None, *, patient: bool = False,
    ) -> None:  # fmt: skip
        """Do something and go on with what comes of it; words say what is being done when it takes long.

        A refusal goes to refused, else to the message bar. While other work is being done, patient work waits for its
        turn, and other work is not begun.
        """
        if patient and self.work.busy:
            self._waiting.append(lambda: self.do(words, action, then, refused, patient=True))
            return

        def take(outcome: Callable[[], _Value]) -> None:
            if not isValid(self):  # the page has been left meanwhile
                return
            try:
                value = outcome()
            except (RegisterError, SaveError, LetterError) as error:
                (refused or self.tell)(translate(error))
            else:
                self.work.messages.dismiss(TOPIC)
                then(value)

        self.work.run(_(words), lambda _stop: action(), take)

    def _go_on(self) -> None:
        waiting, self._waiting = self._waiting, []
        for action in waiting:
            action()

    def tell(self, sentence: str, *, calm: bool = False) -> None:
        """Say something in the message bar of the window."""
        self.work.messages.say(TOPIC, sentence, calm=calm)
