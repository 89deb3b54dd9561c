"""What the window drops is destroyed in the window's thread, however much the work beside it makes."""

import gc
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.widgets.background import Outcome, Task

MADE = 20_000


class Dropped:
    """What refers to itself, and is therefore destroyed only where somebody looks for garbage."""

    def __init__(self, threads: list[int]) -> None:
        """Note in which thread it is destroyed."""
        self.itself, self.threads = self, threads

    def __del__(self) -> None:
        """Note it."""
        self.threads.append(threading.get_ident())


@pytest.fixture(autouse=True)
def eager() -> Iterator[None]:
    """Let Python look for garbage after every few objects."""
    kept = gc.get_threshold()
    gc.collect()
    gc.set_threshold(50, 5, 5)
    yield
    gc.set_threshold(*kept)


def begun(work: Callable[[], object], owner: QObject) -> tuple[Task[object], list[object]]:
    """Begin some work; what comes of it is put into the list."""
    came: list[object] = []

    def take(_task: Task[object], outcome: Outcome[object]) -> None:
        came.append(outcome.value())

    return Task(work, take, owner), came


def test_work_that_makes_much_destroys_nothing_of_the_window(qtbot: QtBot) -> None:
    owner, threads = QObject(), list[int]()
    gc.disable()
    for _time in range(3):
        Dropped(threads)
    gc.enable()
    _task, came = begun(lambda: len([[] for _ in range(MADE)]), owner)
    qtbot.waitUntil(lambda: bool(came))
    assert came == [MADE]
    gc.collect()
    assert threads == [threading.get_ident()] * 3
    assert gc.isenabled()


def test_while_work_lasts_the_window_looks_for_garbage_itself(qtbot: QtBot) -> None:
    owner, threads, ended = QObject(), list[int](), threading.Event()
    _task, came = begun(lambda: ended.wait(60), owner)
    assert not gc.isenabled()
    Dropped(threads)
    kept = [[] for _ in range(MADE)]
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]
    assert not came
    ended.set()
    qtbot.waitUntil(lambda: bool(came))
    assert gc.isenabled()
    assert len(kept) == MADE


def test_of_several_the_last_one_lets_go(qtbot: QtBot) -> None:
    owner, first, second = QObject(), threading.Event(), threading.Event()
    _one, came_first = begun(lambda: first.wait(60), owner)
    _two, came_second = begun(lambda: second.wait(60), owner)
    first.set()
    qtbot.waitUntil(lambda: bool(came_first))
    assert not gc.isenabled()
    second.set()
    qtbot.waitUntil(lambda: bool(came_second))
    assert gc.isenabled()
    quick, _came = begun(lambda: 1, owner)
    outcome = quick.outcome_within(60)
    assert outcome
    assert outcome.value() == 1
    assert gc.isenabled()


def test_a_task_that_was_told_is_not_held_by_its_thread(qtbot: QtBot) -> None:
    owner = QObject()
    task, came = begun(lambda: 1, owner)
    thread = task._thread  # noqa: SLF001, what is tested
    qtbot.waitUntil(lambda: bool(came))
    assert not thread.is_alive()
