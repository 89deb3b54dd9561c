"""What a field holds, without any widget: the value its text stands for, or why it stands for none."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from letter.cleaning import clean_text
from ui.fields.protocol import FieldWidget
from ui.fields.readers import Reader, Unreadable

if TYPE_CHECKING:
    from PySide6.QtCore import Signal

DERIVED_ONLY = object()


class HasContent(FieldWidget):
    """A field whose value, raw text and problem are those of its content."""

    content: "Content"
    if TYPE_CHECKING:
        left: Signal

    def when_left(self, slot: Callable[[], None]) -> None:
        """Let it be told when the clerk leaves the field."""
        self.left.connect(slot)

    def value(self) -> Any:
        """Return the value that the text stands for."""
        return self.content.value

    def typed(self) -> dict[str, str]:
        """Return the raw text when it stands for no value."""
        return self.content.typed()

    def problem(self) -> str:
        """Return what the clerk should change here, or nothing."""
        return self.content.problem or self.content.notice

    def spoken_problem(self) -> str:
        """Return what is to be said of it now: nothing while it is being typed, unless it has been said before."""
        return self.content.notice if self.content.quiet else self.problem()

    def reading(self) -> str:
        """Return what the words are read as where that is not what was typed."""
        return self.content.reading

    def speak(self) -> None:
        """Let a problem be said, because the clerk has left the field or wants to go on."""
        self.content.quiet = False


class Content:
    """The value, raw text and problem of one field, and whether its words are derived or written by hand.

    unset is the value that means derived; keeps_empty tells whether a field emptied by hand stays empty.
    """

    def __init__(self, key: str, reader: Reader, *, unset: Any = DERIVED_ONLY, keeps_empty: bool = False) -> None:
        """Begin empty, or derived where unset is given."""
        self.key = key
        self.reader = reader
        self.derives = unset is not DERIVED_ONLY
        self.keeps_empty = keeps_empty
        self.unset = unset if self.derives else reader.empty
        self.value: Any = self.unset
        self.problem = ""
        self.notice = ""
        self.derived = ""
        self.raw = ""
        self.quiet = False
        self.reading = ""
        # What was typed here last says of other fields, until it has been passed on.
        self.fresh: dict[str, Any] | None = None
        self._said: dict[str, tuple[Any, Any]] = {}

    @property
    def overridden(self) -> bool:
        """Return whether derived words have been replaced by hand."""
        return self.derives and (self.value != self.unset or bool(self.problem))

    @property
    def text(self) -> str:
        """The text to show."""
        if self.problem:
            return self.raw
        if self.derives and self.value == self.unset:
            return self.derived
        if self.reading and not self._said:
            return self.raw
        return self.reader.write(self.value)

    def typed(self) -> dict[str, str]:
        """Return the raw text by key when it stands for no value, so that a draft keeps it."""
        return {self.key: self.raw} if self.problem else {}

    def take(self, text: str) -> None:
        """Read what the clerk has typed."""
        fine = not self.problem or self.quiet
        self.raw, self.problem, self.notice = clean_text(text), "", ""
        self.quiet = fine
        self.reading, self.fresh = "", None
        if self.derives and text == self.derived:
            self.value = self.unset
            return
        try:
            self.value = self.reader.read(text)
            self.reading, self.fresh = self.reader.tell(text), self.reader.pass_on(text)
        except Unreadable as refusal:
            self.value, self.problem = self.unset, str(refusal)

    def pass_on(self, present: Callable[[str], Any]) -> dict[str, Any]:
        """Return, once, what other fields take from these words; present gives what they hold.

        What a list held before stays in it. What the words no longer say is as it was before they said it, unless it
        has been changed there since.
        """
        fresh, self.fresh = self.fresh, None
        if fresh is None:
            return {}
        taken: dict[str, Any] = {}
        for path in {**self._said, **fresh}:
            held = present(path)
            before, last = self._said.pop(path, (held, held))
            before = before if held == last else held
            new = fresh.get(path, before)
            if path in fresh and isinstance(before, tuple):
                known: tuple[Any, ...] = before
                new = known + tuple(item for item in fresh[path] if item not in known)
            taken[path] = new
            if path in fresh:
                self._said[path] = (before, new)
        return taken

    def leave(self) -> None:
        """Let the words be those of this field alone, once the clerk has left it."""
        if self._said:
            self.reading = ""
            self._said = {}

    def settle(self) -> None:
        """Let an emptied field be derived again, once the clerk has left it."""
        if self.derives and not self.problem and not self.keeps_empty and self.value == self.reader.empty:
            self.value = self.unset

    def restore(self) -> None:
        """Return to the derived words."""
        self.value, self.problem, self.reading = self.unset, "", ""

    def load(self, value: Any, typed: Mapping[str, str]) -> bool:
        """Take the letter's value and what was typed into this field; return whether anything has changed."""
        raw = typed.get(self.key)
        if raw is not None:
            if self.problem and self.raw == raw:
                return False
            self.take(raw)
            self.quiet = False
            return True
        if not self.problem and self.value == value:
            return False
        self.value, self.problem, self.quiet = value, "", False
        self.reading, self.fresh, self._said = "", None, {}
        return True
