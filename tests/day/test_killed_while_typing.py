"""The real window killed while a clerk types: at most the last two seconds are missing, and the rest comes back."""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from letter.outline import write_answer
from services.data_folder import DataFolder
from services.draft import load_drafts
from tests.day.clerk import Clerk, sitting
from tests.faults.laboratory import seed
from tests.letters import ROOT

pytestmark = pytest.mark.full

KILLS, CONTROL_KILLS = 50, 2
PROMISE_S = 2.0
LEAST_S, MOST_S = 1.4, 3.4
CONTROL_LEAST_S = 2.4
LETTERS = "abcdefghijklmnopqrstuvwxyz"
AGENCY = "朝阳市民政局"
# The naive way: what is typed is kept when there is time for it.
NAIVE = "import sys; sys.path.insert(0, {root!r}); import ui.letter.autosave as keeper; keeper.DELAY_MS = 600_000\n"
RUN = "sys.argv = ['main.py', *sys.argv[1:]]; import runpy; runpy.run_path({main!r}, run_name='__main__')"


class Stroke(NamedTuple):
    """A character that was typed, and when."""

    at: float
    character: str


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Clerk]:
    with sitting(AGENCY, tmp_path) as found:
        yield found


def kept_answer(data: DataFolder) -> str:
    """Return the answer that lies in the draft, nothing without one."""
    drafts, broken = load_drafts(data)
    assert not broken, "a draft is whole or not there"
    if not drafts:
        return ""
    ((draft, _file, _mark),) = drafts
    return draft.typed.get("answer", write_answer(draft.letter.answer))


def lost_seconds(strokes: list[Stroke], kept: str, killed: float) -> float:
    """Return how long before the kill the first character was typed that is not kept."""
    typed = "".join(stroke.character for stroke in strokes)
    assert typed.startswith(kept), "nothing is kept that was not typed"
    return killed - strokes[len(kept)].at if len(kept) < len(typed) else 0.0


def type_and_kill(clerk: Clerk, strokes: list[Stroke], chance: random.Random, least: float = LEAST_S) -> float:
    """Go on with the answer for a while, kill the program between two keys, and return when that was."""
    clerk.start()
    if strokes and kept_answer(clerk.data):
        clerk.press("space")
    clerk.section(2, "答复内容")
    clerk.press("ctrl+End")
    del strokes[len(kept_answer(clerk.data)) :]
    end = time.monotonic() + chance.uniform(least, MOST_S)
    while time.monotonic() < end:
        character = chance.choice(LETTERS)
        clerk.type(character)
        strokes.append(Stroke(time.monotonic(), character))
        time.sleep(chance.uniform(0, 0.08))
    killed = time.monotonic()
    clerk.kill()
    return killed


def first_start(clerk: Clerk) -> None:
    """Enter the agency, so that every later start shows a letter."""
    clerk.start()
    clerk.type(AGENCY)
    clerk.press("Return")
    clerk.wait(clerk.data.settings.exists, "the profile is kept")
    assert clerk.leave() == 0


def test_at_most_two_seconds_are_lost_to_fifty_kills(clerk: Clerk) -> None:
    chance = random.Random(seed())
    strokes: list[Stroke] = []
    first_start(clerk)
    worst = 0.0
    for _kill in range(KILLS):
        killed = type_and_kill(clerk, strokes, chance)
        lost = lost_seconds(strokes, kept_answer(clerk.data), killed)
        worst = max(worst, lost)
        assert lost <= PROMISE_S
    assert kept_answer(clerk.data)
    print(f"{KILLS} kills, {len(strokes)} characters, at most {worst:.2f} s lost")


def test_the_naive_way_loses_more(clerk: Clerk) -> None:
    chance = random.Random(seed())
    first_start(clerk)
    code = NAIVE.format(root=str(ROOT)) + RUN.format(main=str(ROOT / "main.py"))
    clerk.program = (sys.executable, "-c", code)
    for _kill in range(CONTROL_KILLS):
        strokes: list[Stroke] = []
        killed = type_and_kill(clerk, strokes, chance, CONTROL_LEAST_S)
        assert lost_seconds(strokes, kept_answer(clerk.data), killed) > PROMISE_S
