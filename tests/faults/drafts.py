"""Experiments with the files of drafts: python -m tests.faults.drafts NAME JSON."""

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from services.data_folder import DataFolder
from services.draft import Draft, load_drafts, save_draft
from tests.faults.children import Say, run_and_kill
from tests.letters import paragraphs, plain_letter


def draft(number: int) -> Draft:
    """Return a draft that knows how often it was kept before."""
    return Draft(plain_letter(signatory=str(number), answer=paragraphs(40, 400)))


def keeping_killed(folder: str, kills: int, seed: int) -> dict[str, Any]:
    """Kill a program while it keeps a draft again and again, as the form does; look each time at what is there."""
    dice, data = random.Random(seed), DataFolder(Path(folder))
    found = {"corrupt": 0, "lost": 0, "saves": 0}
    acknowledged = 0
    for _ in range(kills):
        said = run_and_kill(_keeps(data.drafts / "1.json", acknowledged), dice, 0.08)
        done = [int(line.split()[1]) for line in said if line.endswith(";")]
        found["saves"] += len(done)
        acknowledged = max([acknowledged, *done])
        kept, broken = load_drafts(data)
        found["corrupt"] += len(broken)
        there = int(kept[0].draft.letter.signatory) if kept else 0
        found["lost"] += there < acknowledged
        acknowledged = there
    return found


def _keeps(file: Path, last: int) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        say("begin")
        for number in range(last + 1, last + 100_000):
            save_draft(file, draft(number))
            say(f"ack {number} ;")

    return work


EXPERIMENTS = (keeping_killed,)

if __name__ == "__main__":
    named = {experiment.__name__: experiment for experiment in EXPERIMENTS}
    print(json.dumps(named[sys.argv[1]](**json.loads(sys.argv[2]))))
