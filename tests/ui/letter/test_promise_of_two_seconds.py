"""Every keystroke is on disk two seconds later, by a clock of the test's own."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject

from services.data_folder import DataFolder
from services.draft import Draft, load_drafts
from tests.letters import sample
from ui.letter import autosave
from ui.letter.autosave import Autosave

PROMISE_MS, TYPED_MS = 2_000, 20_000


class Timer:
    """A timer of the test's own clock, in place of Qt's."""

    now = 0
    all: ClassVar[list["Timer"]] = []

    def __init__(self, _parent: QObject) -> None:
        self._due: int | None = None
        self._act: Callable[[], object] | None = None
        self.timeout = self
        Timer.all.append(self)

    @classmethod
    def replace_those_of(cls, module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take the place of the timers of a module, at the beginning of time."""
        monkeypatch.setattr(module, "QTimer", cls)
        monkeypatch.setattr(cls, "now", 0)
        monkeypatch.setattr(cls, "all", [])

    @classmethod
    def pass_by(cls, milliseconds: int) -> None:
        """Let time go on, and do what is due by then."""
        cls.now += milliseconds
        for timer in cls.all:
            timer.look()

    def connect(self, act: Callable[[], object]) -> None:
        self._act = act

    def setSingleShot(self, _single: bool) -> None:  # noqa: N802, Qt's name
        """Take note of nothing: it is."""

    def isActive(self) -> bool:  # noqa: N802, Qt's name
        return self._due is not None

    def start(self, milliseconds: int) -> None:
        self._due = Timer.now + milliseconds

    def stop(self) -> None:
        self._due = None

    def look(self) -> None:
        """Do what is due."""
        if self._due is not None and Timer.now >= self._due and self._act:
            self._due = None
            self._act()


@pytest.mark.parametrize("every", [10, 90, 700, 1_150, 1_250, 1_900, 4_000])
def test_however_fast_or_slow_one_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int) -> None:
    Timer.replace_those_of(autosave, monkeypatch)
    data = DataFolder(tmp_path)
    letter, typed = sample("seed_letter"), [""]
    window = QObject()
    keeper = Autosave(data.drafts / "1.json", "", lambda: Draft(letter=replace(letter, closing=typed[0])), window)
    typed_at: list[int] = []
    waits: list[int] = []

    def note() -> None:
        ((kept, _file, _mark),) = load_drafts(data)[0]
        assert kept.letter.closing == typed[0], "all of it is on disk"
        waits.extend(Timer.now - at for at in typed_at)
        typed_at.clear()

    keeper.saved.connect(note)
    while Timer.now < TYPED_MS or typed_at:
        if Timer.now < TYPED_MS and Timer.now % every == 0:
            typed[0] += "甲"
            typed_at.append(Timer.now)
            keeper.touch()
        Timer.pass_by(0)
        Timer.now += 10
        assert Timer.now < 2 * TYPED_MS, "what was typed last is saved, too"
    assert len(waits) == len(typed[0])
    assert max(waits) <= PROMISE_MS
