"""A second start raises the first window, also after a crash, and never in another data folder."""

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from services.data_folder import DataFolder
from tests.letters import ROOT
from ui.shell.single_instance import LOCK, OPEN_ELSEWHERE, SingleInstance, screen

HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from services.data_folder import DataFolder
from ui.shell.single_instance import SingleInstance
running = QCoreApplication([])
only = SingleInstance(DataFolder(Path(sys.argv[1])))
print(only.is_first(), flush=True)
if sys.argv[2:] == ["ask"]:
    only.raise_first()
elif sys.argv[2:]:
    only.listen(lambda: print("raised", flush=True))
    running.exec()
else:
    import time; time.sleep(600)
"""


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@contextmanager
def holder(data: DataFolder, answer: str, *arguments: str) -> "Iterator[subprocess.Popen[str]]":
    """Run a program that tries to hold the data folder, and is to answer so; it is killed in the end."""
    command = [sys.executable, "-c", HOLD, str(data.path), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as started:
        assert started.stdout
        try:
            assert started.stdout.readline() == f"{answer}\n"
            yield started
        finally:
            started.kill()


def test_the_second_asks_the_first_to_come_to_the_front(qtbot: QtBot, data: DataFolder) -> None:
    with holder(data, "True", "listen") as first:
        second = SingleInstance(data)
        assert not second.is_first()
        qtbot.waitUntil(second.raise_first)
        assert first.stdout
        assert first.stdout.readline() == "raised\n"
        assert SingleInstance(DataFolder(data.path.parent / "other")).is_first()


def test_on_windows_a_folder_is_one_however_its_name_is_written(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "normcase", lambda path: str(path).replace("Fuhan", "fuhan"))
    came: list[bool] = []
    first = SingleInstance(DataFolder(tmp_path / "Fuhan"))
    first.listen(lambda: came.append(True))
    with holder(DataFolder(tmp_path / "fuhan"), "True", "ask"):
        qtbot.waitUntil(lambda: bool(came))


def test_on_windows_the_second_lets_the_first_bring_its_window_forward(
    qtbot: QtBot, data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the program that was started last may: without its leave the task bar flashes and no window comes."""
    allowed: list[int] = []
    windows = SimpleNamespace(user32=SimpleNamespace(AllowSetForegroundWindow=allowed.append))
    here = screen()
    with holder(data, "True", "listen") as first:
        second = SingleInstance(data)
        assert not second.is_first()
        monkeypatch.setattr(ctypes, "windll", windows, raising=False)
        monkeypatch.setattr("ui.shell.single_instance.sys.platform", "win32")
        monkeypatch.setattr("ui.shell.single_instance.screen", lambda: here)
        qtbot.waitUntil(second.raise_first)
        assert allowed[-1] == first.pid


def test_a_first_window_that_does_not_answer_is_noticed(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.shell.single_instance.PATIENCE_MS", 200)
    with holder(data, "True"):
        second = SingleInstance(data)
        assert not second.is_first()
        assert not second.raise_first()


def test_a_killed_first_window_leaves_the_folder_free(qtbot: QtBot, data: DataFolder) -> None:
    with holder(data, "True", "listen") as first:
        first.kill()
        first.wait()
        assert (data.path / LOCK).exists()
        second = SingleInstance(data)
        assert second.is_first()
        came: list[bool] = []
        second.listen(lambda: came.append(True))
        with holder(data, "False", "ask"):
            qtbot.waitUntil(lambda: bool(came))
        second.release()


def test_where_no_lock_can_be_written_the_window_opens(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert SingleInstance(DataFolder(tmp_path / "file" / "data")).is_first()


def test_starting_the_program_twice_opens_one_window(data: DataFolder) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(data.path)]
    first = subprocess.Popen(command, env=environment)
    try:
        deadline = time.monotonic() + 60
        while not (data.path / LOCK).exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert subprocess.run(command, env=environment, timeout=60, check=False).returncode == 0
        assert first.poll() is None, "the second one goes, the first one stays"
    finally:
        first.kill()
        first.wait()


@pytest.mark.full
def test_on_another_screen_the_second_start_says_where_the_window_is(data: DataFolder) -> None:
    here = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":71.0"}
    here.pop("WAYLAND_DISPLAY", None)
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(data.path)]
    first = subprocess.Popen(command, env=here)
    try:
        deadline = time.monotonic() + 60
        while not (data.path / LOCK).exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        for display, status, said in ((":72", 2, OPEN_ELSEWHERE + "\n"), (":71", 0, "")):
            second = subprocess.run(
                command,
                env={**here, "DISPLAY": display},
                timeout=60,
                check=False,
                capture_output=True,
                encoding="utf-8",
            )
            assert (second.returncode, second.stderr) == (status, said)
        assert first.poll() is None
    finally:
        first.kill()
        first.wait()
