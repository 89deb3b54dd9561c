"""Disks that are full, read-only, failing or lying: never a half, never a traceback, always a sentence."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.laboratory import experiment, seed
from tests.letters import ROOT

full = pytest.mark.full
DISKS = "tests.faults.disks"
SMALL_DISK = 'mount -t tmpfs -o size=1m tmpfs "$0" && exec "$@"'
LARGEST_FILE = 1024 * 1024
LIMITED = (
    "import resource, runpy; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); "
    f"runpy.run_module('{DISKS}', run_name='__main__')"
)


def on_small_disk(name: str, folder: Path) -> dict[str, Any]:
    """Run an experiment on a disk of one megabyte; where none may be mounted, with files of one megabyte at most."""
    words = [name, json.dumps({"folder": str(folder)})]
    mounted = [
        "unshare",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        SMALL_DISK,
        str(folder),
        sys.executable,
        "-m",
        DISKS,
    ]
    probe = ["unshare", "--map-root-user", "--mount", "sh", "-c", SMALL_DISK, str(folder), "true"]
    able = shutil.which("unshare") and subprocess.run(probe, capture_output=True, check=False).returncode == 0
    print("a disk of one megabyte" if able else "substitute: files of one megabyte at most (mounting is not permitted)")
    command = mounted if able else [sys.executable, "-c", LIMITED.format(limit=LARGEST_FILE)]
    done = subprocess.run([*command, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    print(done.stdout)
    return json.loads(done.stdout)


@pytest.fixture
def open_folder() -> Generator[Path, None, None]:
    """Return a folder that other users may look into, as pytest's own may not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.full
def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    found = on_small_disk("full_disk", tmp_path)
    assert found["acknowledged"] > 5
    assert found["whole"]
    assert found["sentences"]
    assert all("没有登记任何东西" in sentence or "没有改动" in sentence for sentence in found["sentences"])


def test_a_file_written_over_loses_everything_on_a_full_disk(tmp_path: Path) -> None:
    found = on_small_disk("full_disk_naively", tmp_path)
    assert found["known"] > found["kept"]


@pytest.mark.full
def test_a_read_only_register_can_be_read_and_says_why_nothing_is_written(open_folder: Path) -> None:
    found = experiment("read_only", open_folder, DISKS)
    assert found["proposed"] == 18
    assert "权限" in found["reserve"]
    assert "权限" in found["backup"]
    assert "权限" in found["new"]
    assert "Error" in found["naive"], "the plain way has nothing but an English error"


@pytest.mark.parametrize("most", [12, pytest.param(80, marks=full)])
def test_any_failing_write_leaves_a_number_whole_or_not_at_all(tmp_path: Path, most: int) -> None:
    found = experiment("failing_writes", tmp_path, DISKS, most=most)
    assert not found["wrong"]
    assert found["refused"] >= 12
    assert found["done"] or most < 80


@pytest.mark.full
def test_without_a_journal_a_failing_write_damages_the_file(tmp_path: Path) -> None:
    assert experiment("failing_writes_naively", tmp_path, DISKS, most=3)["wrong"] > 0


@pytest.mark.parametrize("flips", [60, pytest.param(200, marks=full)])
def test_a_flipped_byte_is_noticed_or_harmless(tmp_path: Path, flips: int) -> None:
    found = experiment("flipped_bytes", tmp_path, DISKS, flips=flips, seed=seed())
    assert found["different"] == []
    assert found["same"] + found["damaged"] == flips
    assert found["damaged"]
    assert found["naive different"] or flips < 200, "SQLite's own check sees less than all"
