"""What the experiments share: a quick folder."""

import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest


@pytest.fixture
def quick_folder() -> Generator[Path, None, None]:
    """Return a folder in memory where there is one: a kill finds the same there, and more is done in the same time."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name)
