"""What is done with the register from its page: beside the window, and what is refused is one sentence."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from letter.codec import LetterError
from services.cancellation import Stop
from services.registry import RegisterError, Registry, Row
from services.saving import SaveError
from ui.core.i18n import _, translate
from ui.widgets.background import Background

if TYPE_CHECKING:
    from ui.register.history_panel import Trail
    from ui.register.panel import FormPanel

    Panel = FormPanel | Trail

TOPIC = "register"

_Value = TypeVar("_Value")


class RowsView(Protocol):
    """The view of the rows, as what is done with them knows it."""

    def row(self) -> Row | None:
        """Return the row that is meant."""
        ...

    def load(self, then: Callable[[], None] | None = None) -> None:
        """Read the rows anew, and go on when they are shown."""

    def open_panel(self, panel: "Panel") -> None:
        """Show a panel beneath the rows in place of another one."""

    def close_panel(self) -> None:
        """Take the panel away."""

    def show_columns_menu(self) -> None:
        """Open the menu of the columns."""

    def window(self) -> QWidget:
        """Return the window around it."""
        ...


class RegisterTasks(QObject):
    """Does one thing at a time with the register."""

    def __init__(self, registry: Registry, work: Background, parent: QObject) -> None:
        """Take the register, and what does things beside the window."""
        super().__init__(parent)
        self.registry, self.work = registry, work
        self._waiting: list[Callable[[], None]] = []
        work.idle.connect(self._go_on)

    def do(
        self, words: str, action: Callable[[], _Value], then: Callable[[_Value], None],
        refused: Callable[[str], None] | None = None, *, patient: bool = False, changes: bool = False,
    ) -> None:  # fmt: skip
        """Do something and go on with what comes of it; words say what is being done when it takes long.

        A refusal goes to refused, else to the message bar. While other work is being done, patient work waits for its
        turn, and other work is not begun. What changes something cannot be given up any more once it has begun.
        """
        if patient and self.work.busy:
            self._waiting.append(lambda: self.do(words, action, then, refused, patient=True, changes=changes))
            return

        def work(stop: Stop) -> _Value:
            if changes:
                stop.settle()
            return action()

        self.do_until_settled(words, work, then, refused, again=not changes)

    def do_until_settled(
        self, words: str, work: Callable[[Stop], _Value], then: Callable[[_Value], None],
        refused: Callable[[str], None] | None = None, *, again: bool = False,
    ) -> None:  # fmt: skip
        """Do something that says itself how far it is, and from when on it cannot be given up; again offers it anew."""

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

        def once_more() -> None:
            if isValid(self):
                self.do_until_settled(words, work, then, refused, again=again)

        self.work.run(_(words), work, take, again=once_more if again else None)

    def _go_on(self) -> None:
        waiting, self._waiting = self._waiting, []
        for action in waiting:
            action()

    def warn(self, sentence: str) -> bool:
        """Say there what would be lost; return whether that stands there already."""
        return self.work.messages.warn(TOPIC, sentence, calm=True)

    def say_nothing(self) -> None:
        """Take away what was said there: something else is begun."""
        self.work.messages.dismiss(TOPIC)

    def tell(self, sentence: str, *, calm: bool = False) -> None:
        """Say something in the message bar of the window."""
        self.work.messages.say(TOPIC, sentence, calm=calm)
