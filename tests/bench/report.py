"""The lines of the report of run_bench.py, and what all benches share."""

import sys
import time
from collections.abc import Callable

QUICK = "--quick" in sys.argv
ROUNDS = 12 if QUICK else 40


class Report:
    """The lines of the report, and whether every asked figure was reached."""

    def __init__(self) -> None:
        """Begin with nothing missed."""
        self.missed = 0

    def row(self, what: str, found: float, asked: float, *, least: bool, unit: str = "x", detail: str = "") -> None:
        """Print one figure beside the asked one."""
        good = found >= asked if least else found <= asked
        self.missed += not good
        sign = ">=" if least else "<="
        print(
            f"{'ok  ' if good else 'MISS'} {what:52} {found:8.2f} {unit:3} asked {sign} {asked:g}  {detail}", flush=True
        )

    def tell(self, what: str, found: float, unit: str, detail: str = "") -> None:
        """Print a figure for information, for which nothing is asked."""
        print(f"     {what:52} {found:8.2f} {unit:3} {'':12}  {detail}", flush=True)


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
