"""Undo and redo across all fields of a page: steps that hold only what they changed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from msgspec import Struct

PAUSE = 1.0
STEPS = 500
ANSWER = "answer"


class Moment(NamedTuple):
    """What a page shows: a frozen value, and the raw texts of fields that stand for none."""

    value: Struct
    typed: dict[str, str]


class Step(NamedTuple):
    """One change: which field the clerk was in, and the value's fields and the raw texts before and after."""

    key: str
    before: dict[str, Any]
    after: dict[str, Any]
    typed_before: dict[str, str]
    typed_after: dict[str, str]


class AnswerStep(NamedTuple):
    """One change of the answer, which its editor undoes by itself."""

    key: str = ANSWER


class Joined(NamedTuple):
    """Several changes that are one step for the clerk, in the order in which they were made."""

    key: str
    steps: tuple[Step | AnswerStep, ...]


AnyStep = Step | AnswerStep | Joined


class History:
    """The steps done and undone; typing on in one field without a pause is one step."""

    def __init__(self) -> None:
        """Begin with nothing to undo."""
        self._done: list[AnyStep] = []
        self._undone: list[AnyStep] = []
        self._joining: list[Step | AnswerStep] | None = None
        self._last = 0.0

    def clear(self) -> None:
        """Forget everything, because another letter is shown."""
        self._done.clear()
        self._undone.clear()

    def record(self, key: str, before: Moment, after: Moment) -> None:
        """Remember a change made in the field of this key."""
        old, new = _changed(before.value, after.value)
        if not old and before.typed == after.typed:
            return
        now = time.monotonic()
        last = self._done[-1] if self._done else None
        goes_on = isinstance(last, Step) and last.key == key and now - self._last < PAUSE
        joins = goes_on and not self._undone and self._joining is None
        if joins and isinstance(last, Step):
            step = Step(key, {**old, **last.before}, {**last.after, **new}, last.typed_before, after.typed)
            self._done[-1] = step
        else:
            self._push(Step(key, old, new, before.typed, after.typed))
        self._last = now

    def record_answer(self) -> None:
        """Remember that the answer's editor has one more step of its own."""
        self._push(AnswerStep())
        self._last = 0.0

    @contextmanager
    def joined(self, key: str) -> Iterator[None]:
        """Let all that is recorded meanwhile be one step, made in the field of this key."""
        self._last = 0.0
        steps = self._joining = []
        try:
            yield
        finally:
            self._joining = None
            if steps:
                self._push(Joined(key, tuple(steps)))
            self._last = 0.0

    def end_step(self) -> None:
        """Let the next change begin a new step."""
        self._last = 0.0

    def can_undo(self) -> bool:
        """Return whether there is a step to be taken back."""
        return bool(self._done)

    def can_redo(self) -> bool:
        """Return whether there is a step to be made again."""
        return bool(self._undone)

    def undo(self) -> AnyStep | None:
        """Take back the last step and return it."""
        return self._move(self._done, self._undone)

    def redo(self) -> AnyStep | None:
        """Do the step again that was taken back last, and return it."""
        return self._move(self._undone, self._done)

    def _push(self, step: AnyStep) -> None:
        if self._joining is not None and not isinstance(step, Joined):
            self._joining.append(step)
            return
        self._done.append(step)
        del self._done[:-STEPS]
        self._undone.clear()

    def _move(self, source: list[AnyStep], target: list[AnyStep]) -> AnyStep | None:
        self._last = 0.0
        if not source:
            return None
        target.append(source.pop())
        return target[-1]


def _changed(before: Struct, after: Struct) -> tuple[dict[str, Any], dict[str, Any]]:
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for name in before.__struct_fields__:
        was, now = getattr(before, name), getattr(after, name)
        if name != ANSWER and was is not now and was != now:
            old[name], new[name] = was, now
    return old, new
