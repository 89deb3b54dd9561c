"""The real window killed while a clerk types: what was saved stays, whole, and nothing is there that was not typed.

That a character is saved within two seconds is shown by a clock of the test's own in tests/ui/letter/test_autosave.py.
"""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from letter.outline import write_answer
from services.data_folder import DataFolder
from services.draft import load_drafts
from tests.day.clerk import Clerk, sitting
from tests.faults.laboratory import seed
from tests.letters import ROOT

pytestmark = pytest.mark.full

KILLS, CONTROL_KILLS = 50, 2
# So many characters are typed at most before the first of them is saved, and after that before the kill.
PATIENCE, MORE = 2_000, 30
CONTROL_CHARACTERS = 60
# The pace of a quick typist, or the screen's queue of keys would be all that is measured.
BETWEEN_KEYS_S = 0.06
LETTERS = "abcdefghijklmnopqrstuvwxyz"
AGENCY = "朝阳市民政局"
# The naive way: what is typed is kept when there is time for it.
NAIVE = "import sys; sys.path.insert(0, {root!r}); import ui.letter.autosave as keeper; keeper.DELAY_MS = 600_000\n"
RUN = "sys.argv = ['main.py', *sys.argv[1:]]; import runpy; runpy.run_path({main!r}, run_name='__main__')"


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


def go_on(clerk: Clerk) -> str:
    """Start the program, go to the end of the answer and return what stands there."""
    clerk.start()
    kept = kept_answer(clerk.data)
    if kept:
        clerk.press("space")
    clerk.section(2, "答复内容")
    clerk.press("ctrl+End")
    return kept


def type_letters(clerk: Clerk, count: int, chance: random.Random) -> str:
    typed = "".join(chance.choice(LETTERS) for _letter in range(count))
    for letter in typed:
        clerk.type(letter)
        time.sleep(chance.uniform(0, BETWEEN_KEYS_S))
    return typed


def first_start(clerk: Clerk) -> None:
    """Enter the agency, so that every later start shows a letter."""
    clerk.start()
    clerk.type(AGENCY)
    clerk.press("Return")
    clerk.wait(clerk.data.settings.exists, "the profile is kept")
    assert clerk.leave() == 0


def test_nothing_that_was_saved_is_lost_to_fifty_kills(clerk: Clerk) -> None:
    chance = random.Random(seed())
    first_start(clerk)
    lost: list[int] = []
    typed = ""
    for _kill in range(KILLS):
        before = typed = go_on(clerk)
        while kept_answer(clerk.data) == before:
            typed += type_letters(clerk, 1, chance)
            assert len(typed) - len(before) < PATIENCE, "what is typed is saved while the typing goes on"
        saved = kept_answer(clerk.data)
        typed += type_letters(clerk, chance.randrange(MORE), chance)
        clerk.kill()
        kept = kept_answer(clerk.data)
        assert kept.startswith(saved), "what was saved stays"
        assert typed.startswith(kept), "nothing is kept that was not typed"
        lost.append(len(typed) - len(kept))
    print(f"{KILLS} kills, {len(typed)} characters kept or typed, at most {max(lost)} of them lost to a kill")


def test_the_naive_way_keeps_nothing(clerk: Clerk) -> None:
    chance = random.Random(seed())
    first_start(clerk)
    code = NAIVE.format(root=str(ROOT)) + RUN.format(main=str(ROOT / "main.py"))
    clerk.program = (sys.executable, "-c", code)
    for _kill in range(CONTROL_KILLS):
        go_on(clerk)
        type_letters(clerk, CONTROL_CHARACTERS, chance)
        clerk.kill()
        assert kept_answer(clerk.data) == ""
