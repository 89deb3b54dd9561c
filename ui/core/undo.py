"""Undo and redo across all fields of a page: steps that hold only what they changed."""

import time
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


class History:
    """The steps done and undone; typing on in one field without a pause is one step."""

    def __init__(self) -> None:
        """Begin with nothing to undo."""
        self._done: list[Step | AnswerStep] = []
        self._undone: list[Step | AnswerStep] = []
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
        joins = isinstance(last, Step) and last.key == key and now - self._last < PAUSE and not self._undone
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

    def end_step(self) -> None:
        """Let the next change begin a new step."""
        self._last = 0.0

    def undo(self) -> Step | AnswerStep | None:
        """Take back the last step and return it."""
        return self._move(self._done, self._undone)

    def redo(self) -> Step | AnswerStep | None:
        """Do the step again that was taken back last, and return it."""
        return self._move(self._undone, self._done)

    def _push(self, step: Step | AnswerStep) -> None:
        self._done.append(step)
        del self._done[:-STEPS]
        self._undone.clear()

    def _move(self, source: list[Step | AnswerStep], target: list[Step | AnswerStep]) -> Step | AnswerStep | None:
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
