"""What the processes of a storm wrote down of their operations, and what is wrong with a register that they used.

Each line is one try, written and synced before the process goes on: what it asked, when it began, and how it ended.
Whoever kills a process writes down when it was gone. Nothing here is the product's code.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults.oracle import Rows, contents, faults_in

FOREVER = float("inf")
# The operations that give a number to somebody.
_GRANTS = ("reserve", "take", "send")
_ISSUES = ("issue", "send")


class Deed(NamedTuple):
    """One operation: what was asked of which number, case or backup, under which key or with which reason, and when.

    end is when its answer was written down, or when its process was known to be gone; answer is "" without one.
    """

    what: str
    about: str
    token: str
    begin: float
    end: float
    answer: str
    number: str

    @property
    def acknowledged(self) -> bool:
        """Whether the process was told that it is done."""
        return self.answer == "done"


class Witness:
    """Writes down what one process does, each line on the disk before it goes on."""

    def __init__(self, file: Path) -> None:
        """Open a file of one's own, which is only added to."""
        self._handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def write(self, **said: object) -> None:
        """Write a line and sync it."""
        os.write(self._handle, json.dumps(said, ensure_ascii=False).encode() + b"\n")
        os.fsync(self._handle)

    def close(self) -> None:
        """Write nothing more."""
        os.close(self._handle)


def deeds_in(folder: Path) -> list[Deed]:
    """Return all operations that were written down and ended, the earliest first; a kill is an end without answer."""
    found: list[Deed] = []
    for file in folder.glob("*.log"):
        begun: dict[str, Any] | None = None
        for line in file.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            if said["line"] == "try":
                begun = said
            elif begun is not None:
                found.append(_deed(begun, said["at"], said["answer"], said.get("number", "")))
                begun = None
    return sorted(found, key=lambda deed: deed.begin)


def _deed(begun: dict[str, Any], end: float, answer: str, number: str) -> Deed:
    return Deed(begun["what"], begun["about"], begun["token"], begun["at"], end, answer, number or begun["about"])


def wrong_with(path: Path, deeds: Iterable[Deed]) -> list[str]:
    """Return what is wrong with a register's file by itself, and beside what was acknowledged."""
    by_number: dict[str, list[Deed]] = defaultdict(list)
    everything = list(deeds)
    for deed in everything:
        if deed.what in (*_GRANTS, *_ISSUES, "release", "void", "explain"):
            by_number[deed.number].append(deed)
    rows = contents(path)
    wrong = [f"{deed.what} {deed.about}: {deed.answer}" for deed in everything if deed.answer.startswith("fault")]
    wrong += [fault for number, found in by_number.items() if number for fault in _of_number(number, found, rows)]
    return [*faults_in(path), *wrong, *_keys_with_two_numbers(everything, by_number), *_lost(everything, rows)]


def _of_number(number: str, deeds: list[Deed], rows: Rows) -> list[str]:
    """Return what is wrong with one number: given twice, gone, given up by nobody, or void no longer."""
    done = [deed for deed in deeds if deed.acknowledged]
    grants = [deed for deed in done if deed.what in _GRANTS]
    releases = _releases(deeds)
    wrong = [
        f"{number} was given to {first.token} and to {second.token}"
        for first, second in pairwise(grants)
        if first.token != second.token and not _between(releases, first, second)
    ]
    state = {row["text"]: row["state"] for row in rows["numbers"]}.get(number)
    kept = [deed for deed in done if deed.what != "explain"]
    if kept and state is None:
        return [*wrong, f"{number} is gone"]
    if any(deed.what == "void" for deed in done) and state != "void":
        wrong.append(f"{number} was void and is {state}")
    given = [deed for deed in done if deed.what in (*_GRANTS, *_ISSUES)]
    given_up = given and any(release.end > given[-1].begin for release in releases)
    if given and state == "released" and not given_up:
        wrong.append(f"{number} is released, but nobody released it")
    if given and given[-1].what in _ISSUES and not given_up and state not in ("issued", "taken", "void"):
        wrong.append(f"{number} was issued and is {state}")
    explained = {_place(row, rows) for row in rows["gaps"]}
    if any(deed.what == "explain" for deed in done) and number not in explained:
        wrong.append(f"{number} is no longer explained")
    return wrong


def _releases(deeds: list[Deed]) -> list[Deed]:
    """Return the releases that took place, or may have before their process was killed."""
    return [deed for deed in deeds if deed.what == "release" and deed.answer in ("done", "")]


def _between(releases: list[Deed], first: Deed, second: Deed) -> bool:
    """Return whether a number may have been released after it was given first and before it was given again."""
    return any(release.end > first.begin and release.begin < second.end for release in releases)


def _place(gap: dict[str, Any], rows: Rows) -> str:
    series = next(row for row in rows["series"] if row["id"] == gap["series"])
    return f"{series['code']}〔{series['year']}〕{gap['serial']}号"


def _keys_with_two_numbers(deeds: list[Deed], by_number: dict[str, list[Deed]]) -> list[str]:
    """Return each key that got a second number while its first one was never released."""
    held: dict[str, Deed] = {}
    wrong: list[str] = []
    for deed in deeds:
        if deed.what != "reserve" or not deed.acknowledged:
            continue
        first = held.get(deed.token)
        if first and first.number != deed.number and not _between(_releases(by_number[first.number]), first, deed):
            wrong.append(f"key {deed.token} got {first.number} and {deed.number}")
        held[deed.token] = deed
    return wrong


def _lost(deeds: list[Deed], rows: Rows) -> list[str]:
    """Return what was acknowledged after the last restore and is not in the history; a restore brings words back."""
    restored = max((deed.end for deed in deeds if deed.what == "restore"), default=-FOREVER)
    said = {(row["what"], row["why"]) for row in rows["history"]} | {
        (row["what"], row["about"]) for row in rows["history"]
    }
    cases = {row["proposal"] for row in rows["cases"]}
    late = [deed for deed in deeds if deed.acknowledged and deed.begin > restored]
    return [
        f"{deed.what} {deed.number} {deed.token} was acknowledged and is not there"
        for deed in late
        if (deed.what in ("release", "void", "take", "explain", "amend") and (deed.what, deed.token) not in said)
        or (deed.what in ("reserve", "issue") and (deed.what, deed.number) not in said)
        or (deed.what == "send" and ("issue", deed.number) not in said)
        or (deed.what == "case" and deed.about not in cases)
    ]
