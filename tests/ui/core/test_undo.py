"""Typing without a pause is one step to undo; a pause ends it."""

import time

import pytest
from msgspec.structs import replace

from letter.model import ReplyLetter
from tests.letters import plain_letter
from ui.core.undo import AnswerStep, History, Joined, Moment, Step


class Clock:
    """The time of the test's own."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(time, "monotonic", made)
    return made


def moment(closing: str) -> Moment:
    letter: ReplyLetter = replace(plain_letter(), closing=closing)
    return Moment(letter, {})


def typed(history: History, clock: Clock, *pauses: float, key: str = "closing") -> None:
    """Type a character, and another after each pause."""
    for number, pause in enumerate((0.0, *pauses)):
        clock.now += pause
        history.record(key, moment("甲" * number), moment("甲" * (number + 1)))


def steps(history: History) -> int:
    """Undo everything and return in how many steps."""
    found = 0
    while history.undo():
        found += 1
    return found


@pytest.mark.parametrize(("pause", "wanted"), [(0.2, 1), (0.9, 1), (1.1, 2), (5.0, 2)])
def test_a_pause_of_a_second_ends_a_step(clock: Clock, pause: float, wanted: int) -> None:
    history = History()
    typed(history, clock, pause)
    assert steps(history) == wanted


def test_a_pause_is_counted_from_the_last_key_not_from_the_first(clock: Clock) -> None:
    history = History()
    typed(history, clock, 0.8, 0.8, 0.8, 0.8)
    assert steps(history) == 1


def test_another_field_begins_another_step(clock: Clock) -> None:
    history = History()
    typed(history, clock, 0.1)
    typed(history, clock, 0.1, key="opening")
    assert steps(history) == 2


def test_one_step_takes_back_all_that_was_typed_in_it(clock: Clock) -> None:
    history = History()
    typed(history, clock, 0.5, 0.5)
    step = history.undo()
    assert isinstance(step, Step)
    assert (step.before, step.after) == ({"closing": ""}, {"closing": "甲甲甲"})
    assert history.redo() == step


def test_what_is_joined_is_one_step_whatever_was_typed_just_before(clock: Clock) -> None:
    history = History()
    typed(history, clock)
    with history.joined("answer"):
        history.record_answer()
        history.record("closing", moment("甲"), moment("乙"))
    typed(history, clock)
    assert isinstance(history.undo(), Step)
    step = history.undo()
    assert isinstance(step, Joined)
    assert [type(part) for part in step.steps] == [AnswerStep, Step]
    assert isinstance(history.undo(), Step)
    assert history.undo() is None


def test_nothing_joined_is_no_step(clock: Clock) -> None:
    history = History()
    with history.joined("answer"):
        clock.now += 1
    assert history.undo() is None
