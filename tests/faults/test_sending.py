"""发文 cut at each call to the disk, SQLite's own too: one number, one file, one true sentence, nothing stray."""

from pathlib import Path

import pytest

from tests.faults.laboratory import experiment
from tests.faults.system_calls import ABLE

SENDING = "tests.faults.sending"
# Every so-manieth call; the long run takes each of 发文, and every third of a restore, which makes twice as many.
SAMPLE = 131
full = pytest.mark.full
pytestmark = pytest.mark.skipif(not ABLE, reason="system calls are followed on Linux on x86-64")


@pytest.mark.parametrize("step", [SAMPLE, pytest.param(1, marks=full)])
@pytest.mark.parametrize("fault", ["kill", "full"])
@pytest.mark.parametrize(("way", "least"), [("first", 200), ("corrected", 120), ("command", 80)])
def test_a_letter_that_is_cut_off_at_any_call_goes_out_once(
    quick_folder: Path, way: str, least: int, fault: str, step: int
) -> None:
    _cut_at_each(quick_folder, way, least, fault, step)


@pytest.mark.parametrize("step", [3 * SAMPLE, pytest.param(3, marks=full)])
@pytest.mark.parametrize("fault", ["kill", "full"])
def test_a_restore_that_is_cut_off_at_any_call_is_done_in_the_end(quick_folder: Path, fault: str, step: int) -> None:
    _cut_at_each(quick_folder, "restored", 300, fault, step)


def _cut_at_each(quick_folder: Path, way: str, least: int, fault: str, step: int) -> None:
    found = experiment("cut_at_each", quick_folder, SENDING, way=way, fault=fault, step=step)
    assert found["wrong"] == []
    assert found["calls"] > least
    assert found["cut"] >= found["calls"] // step
    assert found["sentences"] or fault == "kill"


@pytest.mark.full
def test_without_a_key_a_letter_cut_off_takes_another_number(quick_folder: Path) -> None:
    assert experiment("cut_at_each", quick_folder, SENDING, way="naive", fault="kill", step=40, start=170)["wrong"]
