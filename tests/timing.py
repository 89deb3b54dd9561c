"""How much work something is, told as a multiple of a fixed piece of work done beside it in the same process.

Seconds say more about a machine and its neighbours than about the code; this ratio stays what it is on a slow or busy
machine, since both take their turns there.
"""

import time
from collections.abc import Callable
from typing import TypeVar

Input = TypeVar("Input")

# Linear work on four times as much takes four times as long, quadratic work sixteen times.
FOURFOLD, LINEAR_AT_MOST = 4, 8.0
_TRIES = 3
# About a millisecond of the machine that the bounds were measured on.
_LOOPS = 3_000


def work(act: Callable[[], object], prepare: Callable[[], object] = lambda: None) -> float:
    """Return the processor time of an act in units of the fixed piece of work, the least of some tries."""
    found: list[float] = []
    for _try in range(_TRIES):
        prepare()
        unit = _processor_time(_fixed_work)
        found.append(_processor_time(act) / min(unit, _processor_time(_fixed_work)))
    return min(found)


def fourfold_growth(act: Callable[[Input], object], few: Input, fourfold: Input) -> float:
    """Return how many times as long an act takes on four times as much, both tried in turns and the least of each."""
    times = [(_processor_time(lambda: act(few)), _processor_time(lambda: act(fourfold))) for _try in range(_TRIES)]
    least_few, least_fourfold = map(min, zip(*times, strict=True))
    return least_fourfold / least_few


def _processor_time(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def _fixed_work() -> None:
    """Do what the product's own code does most: look at texts, cut them, and keep them by their words."""
    words: dict[str, int] = {}
    for number in range(_LOOPS):
        text = f"一、第{number}号提案的答复"
        words[text[2:-3]] = len(text.split("第"))
        text.replace("提案", "建议").isascii()
