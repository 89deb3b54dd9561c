"""Sentences for the clerk from packages without a window: finished Chinese that the window can say in its language."""

from collections.abc import Iterable
from functools import reduce


class Message(str):
    """A finished Chinese sentence that remembers what it was made of; a value may be a message in its turn."""

    template: str
    values: dict[str, object]
    counted: bool

    def __new__(cls, template: str, values: dict[str, object] | None = None, *, counted: bool = False) -> "Message":
        """Fill the values into the template."""
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template = template
        made.values = values or {}
        made.counted = counted
        return made

    def filled(self, **values: object) -> "Message":
        """Return the message with values in its places, for a template that stands in a table."""
        return Message(self.template, values, counted=self.counted)


def message(template: str, **values: object) -> Message:
    """Return a sentence of interface text; the catalogues of the window hold every template given here."""
    return Message(template, values)


def counted(template: str, **values: object) -> Message:
    """Return a message with a number, its value `count`, for which the catalogues hold plural forms."""
    return Message(template, values, counted=True)


def joined(parts: Iterable[str]) -> str:
    """Return sentences one after the other, as one message."""
    return _reduced(message("{first}{then}"), parts)


def listed(parts: Iterable[str]) -> str:
    """Return the items of a list as one message, a mark between them."""
    return _reduced(message("{first}、{then}"), parts)


def _reduced(form: Message, parts: Iterable[str]) -> str:
    def both(first: str, then: str) -> str:
        return form.filled(first=first, then=then)

    found = list(parts)
    return reduce(both, found) if found else ""
