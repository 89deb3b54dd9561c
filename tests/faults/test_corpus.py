"""Hundreds of files are read, or refused with a sentence: nothing is thrown, printed, waited for or filled with."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.faults.corpus import make_corpus
from tests.letters import ROOT

LEAST_FILES = 300
# On a machine of two busy cores; each file takes a fraction of a second.
LONGEST_S = 10
LARGEST_KB = 500_000


@pytest.mark.full
def test_hundreds_of_files_are_read_or_refused_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    files = make_corpus(folder)
    assert len(files) >= LEAST_FILES
    out, err = tmp_path / "out", tmp_path / "err"
    listed = tmp_path / "list"
    listed.write_text("".join(f"{path}\n" for path in files), encoding="utf-8")
    told, results = os.pipe()
    with listed.open() as names, out.open("w") as stdout, err.open("w") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.corpus_reader", str(results), str(tmp_path / "data")],
            cwd=ROOT, pass_fds=[results], stdin=names, encoding="utf-8", stdout=stdout, stderr=stderr,
        )  # fmt: skip
    os.close(results)
    with os.fdopen(told, encoding="utf-8") as pipe:
        found = [json.loads(line) for line in pipe]
    assert process.wait() == 0
    with capsys.disabled():
        print(summary(files, found))
    assert {one["file"] for one in found} == {path.name for path in files}
    assert [one for one in found if one["said"] and not one["said"].endswith("。")] == []
    assert [one for one in found if one["seconds"] > LONGEST_S or max(one["peaks"]) > LARGEST_KB] == []
    assert (out.read_text(), err.read_text()) == ("", "")


def summary(files: list[Path], found: list[dict[str, Any]]) -> str:
    """Return how many files of each kind there were, what came of them, the slowest, the peaks of memory, refusals."""
    outcomes = Counter("refused" if one["said"] else "read" for one in found)
    slowest = max(found, key=lambda one: one["seconds"])
    peaks = [max(one["peaks"][who] for one in found) // 1000 for who in (0, 1)]
    sentences = Counter(one["said"] for one in found if one["said"])
    return "\n".join(
        (
            f"\n{len(files)} files {dict(Counter(path.suffix for path in files))}: {dict(outcomes)}",
            f"slowest {slowest['seconds']:.1f} s ({slowest['file']}), peaks {peaks} MB",
            *(f"{count:4} {words}" for words, count in sentences.most_common()),
        )
    )
