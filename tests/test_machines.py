"""On which machines the pinned components can be installed, and which sentence the others get before any download.

wheels.json lists the wheels of each pin, from CPython 3.10 on for Windows and Linux, and the Pythons it is for; `--all`
asks pip whether it would take the same.
"""

import itertools
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag, compatible_tags, cpython_tags, parse_tag

import run
from bootstrap import machine
from bootstrap.machine import Machine, unfit
from tests.run_tree import REPOSITORY

WHEELS = json.loads((REPOSITORY / "tests" / "wheels.json").read_text(encoding="utf-8"))
PYTHONS = [(3, minor) for minor in range(9, 17)]
GLIBCS = [(2, minor) for minor in (17, 27, 28, 30, 31, 33, 34, 35, 36, 38, 39, 41)]


class Target(NamedTuple):
    """A machine as run.py sees it, as the markers of a requirement see it, and the platforms of its wheels."""

    machine: Machine
    system: str
    processor: str
    platforms: tuple[str, ...]

    def markers(self) -> dict[str, str]:
        version = "{}.{}".format(*self.machine.python)
        return {
            "sys_platform": self.system,
            "platform_machine": self.processor,
            "python_version": version,
            "python_full_version": f"{version}.2",
        }

    def tags(self) -> frozenset[Tag]:
        python = self.machine.python
        abi = "cp{}{}".format(*python)
        own = cpython_tags(python, [abi], self.platforms)
        return frozenset([*own, *compatible_tags(python, abi, self.platforms)])


def linux(processor: str, glibc: tuple[int, int], python: tuple[int, int], bits: int = 64) -> Target:
    platforms = [f"manylinux_2_{minor}_{processor}" for minor in range(glibc[1], 16, -1)]
    found = Machine(python, True, bits, "linux", processor, glibc, 64 if processor.endswith("64") else 32)
    return Target(found, "linux", processor, (*platforms, f"manylinux2014_{processor}", f"linux_{processor}"))


def windows(platform: str, python: tuple[int, int], system_bits: int = 64) -> Target:
    bits = 32 if platform == "win32" else 64
    processor = {"win32": "x86", "win-amd64": "AMD64", "win-arm64": "ARM64"}[platform]
    found = Machine(python, True, bits, platform, system_bits=system_bits)
    return Target(found, "win32", processor, (platform.replace("-", "_"),))


TARGETS = [
    *(linux(*every) for every in itertools.product(("x86_64", "aarch64", "loongarch64", "i686"), GLIBCS, PYTHONS)),
    *(windows(*every) for every in itertools.product(("win32", "win-amd64", "win-arm64"), PYTHONS)),
    *(windows("win32", python, 32) for python in PYTHONS),
]


def name_of(target: Target) -> str:
    glibc = "-glibc{}.{}".format(*target.machine.glibc) if target.machine.glibc else ""
    return f"{target.platforms[-1]}{glibc}-python{'{}.{}'.format(*target.machine.python)}"


def pins(markers: dict[str, str]) -> Iterator[str]:
    """Yield the pins of the requirement file that a machine installs."""
    for line in (REPOSITORY / run.RUNTIME).read_text(encoding="utf-8").splitlines():
        if re.match(r"[a-z]", line):
            wanted = Requirement(line.rstrip(" \\"))
            if not wanted.marker or wanted.marker.evaluate(markers):
                yield f"{wanted.name}{wanted.specifier}"


def lacking(target: Target) -> list[str]:
    """Return the pins of which pip finds no wheel for a machine."""
    tags, python = target.tags(), target.markers()["python_full_version"]
    return [
        pin
        for pin in pins(target.markers())
        if python not in SpecifierSet(WHEELS[pin]["python"])
        or not any(parse_tag(wheel) & tags for wheel in WHEELS[pin]["wheels"])
    ]


@pytest.mark.parametrize("target", TARGETS, ids=name_of)
def test_a_machine_is_refused_just_where_a_pin_has_no_wheel(target: Target) -> None:
    sentence = unfit(target.machine)
    assert bool(sentence) == bool(lacking(target)), (sentence, lacking(target))
    assert "网络" not in sentence
    assert not sentence or sentence.endswith("。")


def test_the_table_of_wheels_is_that_of_the_pins() -> None:
    every = set[str]().union(*(pins(target.markers()) for target in TARGETS))
    assert every == set(WHEELS)


X86, ARM = Machine(glibc=(2, 36)), Machine(processor="aarch64", glibc=(2, 38))
SENTENCES = [
    (X86._replace(python=(3, 7)), "这里的 Python 是 3.7，太旧了，请安装 Python 3.11 到 3.14 中的一种再启动。"),
    (
        X86._replace(python=(3, 15)),
        "这里的 Python 是 3.15，窗口组件还没有它的版本，请另装 Python 3.11 到 3.14 中的一种再启动。",
    ),
    (
        Machine(bits=32, platform="win32", system_bits=32),
        "这台电脑的系统是 32 位的，本程序的组件只有 64 位的，请换一台 64 位系统的电脑。",
    ),
    (
        Machine(bits=32, platform="win32"),
        "这里的 Python 是 32 位的，本程序的组件只有 64 位的，请改装 64 位的 Python 3.11 到 3.14 再启动。",
    ),
    (
        X86._replace(usual=False),
        "这里的 Python 不是通常的那一种（CPython，带全局锁），请另装通常的 Python 3.11 到 3.14 再启动。",
    ),
    (
        ARM._replace(glibc=(2, 28)),
        "这个系统太旧（glibc 2.28），窗口组件要 glibc 2.39 或更新的系统，请升级系统或换一台电脑。",
    ),
    (
        X86._replace(python=(3, 14), glibc=(2, 28)),
        "这个系统（glibc 2.28）上没有 Python 3.14 用的窗口组件，请另装 Python 3.11 到 3.13 中的一种再启动。",
    ),
    (
        X86._replace(glibc=(2, 27)),
        "这个系统太旧（glibc 2.27），窗口组件要 glibc 2.28 或更新的系统，请升级系统或换一台电脑。",
    ),
    (
        X86._replace(processor="loongarch64"),
        "本程序的组件没有这种处理器（loongarch64）的版本，请换一台 x86_64 或 ARM64 的电脑。",
    ),
    (X86._replace(glibc=()), "这个系统的 C 库不是 glibc，本程序的组件装不上，请换用统信、麒麟、Debian 一类的系统。"),
    (
        Machine(platform="mingw_x86_64"),
        "本程序的组件没有这种系统（mingw_x86_64）的版本，请在 64 位的 Windows 或 Linux 上启动。",
    ),
]


@pytest.mark.parametrize(("found", "sentence"), SENTENCES)
def test_each_machine_that_cannot_install_has_its_own_sentence(found: Machine, sentence: str) -> None:
    assert unfit(found) == sentence


def test_this_machine_and_a_mac_are_fit() -> None:
    assert unfit(machine.this_machine()) == ""
    assert unfit(Machine(platform="macosx-13.0-arm64")) == ""


@pytest.mark.parametrize(
    ("variables", "bits"), [({}, 32), ({"PROCESSOR_ARCHITEW6432": "AMD64"}, 64)], ids=["32-bit", "64-bit"]
)
def test_a_32_bit_python_knows_the_windows_under_it(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], bits: int
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "maxsize", 2**31 - 1)
    monkeypatch.setattr("sysconfig.get_platform", lambda: "win32")
    monkeypatch.setattr("os.environ", variables)
    found = machine.this_machine()
    assert (found.platform, found.bits, found.system_bits) == ("win32", 32, bits)


# Each edge from both its sides.
ASKED = [
    *(linux("x86_64", (2, 28), python) for python in ((3, 10), (3, 11), (3, 13), (3, 14))),
    *(linux("x86_64", (2, 34), python) for python in ((3, 14), (3, 15))),
    *(linux("aarch64", (2, 38), python) for python in ((3, 11), (3, 14))),
    *(linux("aarch64", (2, 39), python) for python in ((3, 11), (3, 14))),
    *(windows("win-amd64", python) for python in ((3, 11), (3, 14))),
    *(windows("win-arm64", python) for python in ((3, 11), (3, 14))),
    windows("win32", (3, 13)),
]


@pytest.mark.full
@pytest.mark.parametrize("target", ASKED, ids=name_of)
def test_pip_takes_what_the_table_says(target: Target, tmp_path: Path) -> None:
    wanted = sorted(pins(target.markers()))
    missing = lacking(target)
    # pip stops at the first that it cannot find: those are asked for one by one.
    for every in [[pin for pin in wanted if pin not in missing], *([pin] for pin in missing)]:
        options = ["--dry-run", "--no-deps", "--ignore-installed", "--only-binary=:all:", f"--target={tmp_path}"]
        platforms = [f"--platform={platform}" for platform in target.platforms]
        python = "--python-version={}.{}".format(*target.machine.python)
        command = [sys.executable, "-m", "pip", "install", "--quiet", *options, *platforms, python, *every]
        done = subprocess.run(command, capture_output=True, encoding="utf-8")
        assert (done.returncode == 0) == (every[0] not in missing), (every, done.stderr)
        assert every[0] not in missing or "No matching distribution" in done.stderr
