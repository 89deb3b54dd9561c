"""The storm: sixteen processes, killed at random, that also restore, back up and shift their clocks."""

import os
from pathlib import Path

import pytest

from tests.faults.laboratory import experiment, seed

STORM = "tests.faults.storm"
SHORT_S, LONG_S, CONTROL_S = 15, 570, 60
EVERYTHING = {
    "reserve", "issue", "send", "release", "void", "take", "explain", "case", "amend", "list", "backup", "restore",
    "preview", "clock", "open",
}  # fmt: skip
full = pytest.mark.full
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")


@pytest.mark.full
@pytest.mark.parametrize("seconds", [SHORT_S, pytest.param(LONG_S, marks=full)])
def test_a_storm_gives_no_number_twice_and_loses_nothing_acknowledged(quick_folder: Path, seconds: int) -> None:
    found = experiment("storm", quick_folder, STORM, seconds=seconds, seed=seed())
    assert found["wrong"] == []
    assert found["kills"] > seconds / 2
    assert found["pauses"] >= 2
    # A busy machine does little in the short time.
    assert found["done"].keys() >= ({"reserve"} if seconds < LONG_S else EVERYTHING)


@full
@pytest.mark.parametrize("broken", ["carrying", "naive", "early"])
def test_the_same_judge_finds_what_does_not_hold(quick_folder: Path, broken: str) -> None:
    assert experiment("storm", quick_folder, STORM, seconds=CONTROL_S, seed=seed(), broken=broken)["wrong"]
