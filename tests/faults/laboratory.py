"""Runs an experiment in a Python of its own, so that no thread of the tests is forked, and prints its seed."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.letters import ROOT


def seed() -> int:
    """Return the seed and print it: always the same, so that a run can be had again.

    The environment's FUHAN_SEED chooses another; "new" stands for one that nobody has tried.
    """
    asked = os.environ.get("FUHAN_SEED", "176")
    chosen = random.SystemRandom().randrange(2**32) if asked == "new" else int(asked)
    print(f"seed {chosen}")
    return chosen


def experiment(name: str, folder: Path, module: str = "tests.faults.experiments", **arguments: Any) -> dict[str, Any]:
    """Run an experiment and return its findings."""
    done = subprocess.run(
        [sys.executable, "-m", module, name, json.dumps({"folder": str(folder), **arguments})],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    print(name, arguments, done.stdout)
    return json.loads(done.stdout)
