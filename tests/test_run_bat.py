"""run.bat under the command interpreter of wine, with programs that stand for Windows' Pythons."""

import io
import os
import shutil
import subprocess
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import distlib
import pytest

from tests.run_tree import REPOSITORY

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(os.name == "nt" or not shutil.which("wine"), reason="wine is not installed"),
]
# Starters of Windows programs: they run what the line before their archive names.
STARTERS = Path(distlib.__file__).parent
# It answers to one version only, notes how it was called, and ends with 7.
PYTHON = """@echo off
if not "%2"=="{version}" if not "{version}"=="" exit 103
if "%2"=="--version" exit 0
if "%3"=="--version" exit 0
echo %* >> "{called}"
exit 7
"""
# It lives until it is told to end.
WINDOWED = """@echo off
echo %* >> "{called}"
:wait
if not exist "{told}" goto wait
echo ended >> "{called}"
"""


def windows_path(path: Path) -> str:
    """Return how wine names a path."""
    return "Z:" + str(path).replace("/", "\\")


def write_program(path: Path, batch: str, starter: str) -> None:
    """Write a Windows program that runs a batch file."""
    script = path.with_suffix(".cmd")
    script.write_bytes(batch.replace("\n", "\r\n").encode())
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("__main__.py", "")
    line = f"#!C:\\windows\\system32\\cmd.exe /d /c {windows_path(script)}\r\n"
    path.write_bytes((STARTERS / starter).read_bytes() + line.encode() + archive.getvalue())


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return an environment in which wine has a Windows of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    own = {"WINEPREFIX": str(tmp_path_factory.mktemp("wine")), "WINEDEBUG": "-all"}
    environment = {**kept, **own, "WINEDLLOVERRIDES": "mscoree,mshtml=", "LC_ALL": "C.UTF-8"}
    subprocess.run(["wine", "wineboot", "-i"], env=environment, check=True, capture_output=True, timeout=300)
    return environment


class Windows:
    """A machine with run.bat in one folder and some Pythons in another."""

    def __init__(self, folder: Path, wine: Mapping[str, str]) -> None:
        self.program = folder / "复函 程序"
        self.program.mkdir()
        shutil.copy(REPOSITORY / "run.bat", self.program)
        self.pythons = folder / "pythons"
        self.pythons.mkdir()
        self.called, self.told = folder / "called.txt", folder / "told"
        self._wine = {**wine, "WINEPATH": windows_path(self.pythons)}

    def install(self, name: str, windowed: str, version: str = "") -> None:
        """Install a Python that answers to this version, and the one beside it that has no console."""
        named = {"called": windows_path(self.called), "told": windows_path(self.told), "version": version}
        write_program(self.pythons / f"{name}.exe", PYTHON.format(**named), "t64.exe")
        write_program(self.pythons / f"{windowed}.exe", WINDOWED.format(**named), "w64.exe")

    def start(self, *words: str) -> int:
        """Run run.bat and return its exit status."""
        command = ["wine", "cmd", "/d", "/c", windows_path(self.program / "run.bat"), *words]
        with open(os.devnull, "r+b") as none:
            # No pipes: what lives on would hold them.
            return subprocess.call(command, env=self._wine, stdin=none, stdout=none, stderr=none, timeout=120)

    def calls(self) -> list[str]:
        """Return how the Pythons were called, from the version on."""
        if not self.called.exists():
            return []
        lines = self.called.read_bytes().decode("utf-8", "replace").splitlines()
        return [line.partition('.exe" ')[2].strip() or line.strip() for line in lines]


@pytest.fixture
def windows(tmp_path: Path, wine: Mapping[str, str]) -> Windows:
    """Return a machine without any Python."""
    return Windows(tmp_path, wine)


@pytest.mark.parametrize("version", ["-3.14", "-3.12", "-3.11", "-3"])
def test_the_newest_python_that_fits_runs_a_command_and_its_status_is_passed_on(windows: Windows, version: str) -> None:
    windows.install("py", "pyw", version)
    assert windows.start("make", "a.json") == 7
    (call,) = windows.calls()
    assert call.startswith(f"{version} ")
    assert call.endswith('run.py" make a.json')


def test_without_the_launcher_python_is_taken(windows: Windows) -> None:
    windows.install("python", "pythonw")
    assert windows.start("schema") == 7
    assert windows.calls()[0].endswith('run.py" schema')


def test_without_any_python_the_status_says_so(windows: Windows) -> None:
    assert windows.start("schema") == 2


def test_without_words_it_ends_while_the_window_lives(windows: Windows) -> None:
    windows.install("py", "pyw", "-3.13")
    assert windows.start() == 0
    end = time.monotonic() + 60
    while not windows.calls():
        assert time.monotonic() < end, "no window was started"
        time.sleep(0.05)
    (call,) = windows.calls()
    assert call.startswith("-3.13 ")
    assert call.endswith(('run.py"', "run.py"))
    windows.told.touch()
    while "ended" not in windows.calls():
        assert time.monotonic() < end, "the window did not live on"
        time.sleep(0.05)
