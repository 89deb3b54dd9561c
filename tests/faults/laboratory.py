"""Runs an experiment in a Python of its own, so that no thread of the tests is forked, and prints its seed."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.letters import ROOT


def seed() -> int:
    """Return a new seed and print it; pytest shows it when the test fails."""
    chosen = random.SystemRandom().randrange(2**32)
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
