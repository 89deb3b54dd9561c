"""How run.py tells something where no terminal is: a small window while it sets up, and a box with one sentence."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import run
from bootstrap import telling
from bootstrap.tools import NO_CONSOLE
from tests.day.display import Display, missing
from tests.run_tree import Tree


class Shown:
    """Stands for the small window and keeps what it is given."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []
        self.closed = False

    def show(self, sentence: str, step: str) -> None:
        self.lines.append((sentence, step))

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the sentences that boxes show."""
    shown: list[str] = []
    for module in (run, telling):
        monkeypatch.setattr(module, "show_box", shown.append)
    return shown


@pytest.fixture
def unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the standard files away, as Windows does where there is no console."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)


def test_a_small_window_shows_what_the_work_says_and_goes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    window = Shown()
    monkeypatch.setattr(telling, "open_window", lambda: window)

    def work() -> str:
        for sentence, step in (("一", "第 1 步"), ("二", "第 2 步")):
            telling.show_step(step)
            telling.say(sentence)
            while (sentence, step) not in window.lines:
                time.sleep(0.001)
        return "done"

    assert telling.watched(work) == "done"
    assert window.closed


def test_what_goes_wrong_in_the_work_is_raised_after_the_window_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    window = Shown()
    monkeypatch.setattr(telling, "open_window", lambda: window)

    def work() -> None:
        raise run.SetUpError("没有装成。")

    with pytest.raises(run.SetUpError, match="没有装成"):
        telling.watched(work)
    assert window.closed


def test_without_tkinter_a_box_says_that_it_has_begun(monkeypatch: pytest.MonkeyPatch, boxes: list[str]) -> None:
    monkeypatch.setitem(sys.modules, "tkinter", None)
    assert telling.watched(lambda: "done") == "done"
    while not boxes:
        time.sleep(0.001)
    assert boxes == [telling.BEGUN]


def test_windows_shows_its_own_box(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[Any, ...]] = []
    user = SimpleNamespace(user32=SimpleNamespace(MessageBoxW=lambda *words: shown.append(words)))
    monkeypatch.setattr("ctypes.windll", user, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    telling.show_box("请检查网络。")
    assert shown == [(None, "请检查网络。", "复函", telling.BOX_STYLE)]


@pytest.mark.usefixtures("unseen")
def test_without_a_console_a_set_up_is_watched_and_its_fault_is_in_a_box(
    monkeypatch: pytest.MonkeyPatch, boxes: list[str], tmp_path: Path
) -> None:
    watched: list[str] = []

    def watch(work: Any) -> None:
        watched.append("window")
        work()

    def provide(*_: object) -> None:
        raise run.SetUpError("没有装成。")

    monkeypatch.setattr(run, "watched", watch)
    monkeypatch.setattr(run, "provide", provide)
    monkeypatch.setattr(run, "find_home", lambda facts: str(tmp_path / ".venv"))
    monkeypatch.setattr(run, "screen_of", lambda environment, platform: "")
    assert run.main([]) == run.CANNOT
    assert (watched, boxes) == (["window"], ["没有装成。"])
    assert run.main(["make"]) == run.CANNOT
    assert (watched, boxes) == (["window"], ["没有装成。"]), "a command shows nothing on the screen"


def start_on_windows(monkeypatch: pytest.MonkeyPatch, venv: Path, job: run.Job, status: int, said: str) -> list[Any]:
    """Start a job as on Windows, where its program says this and ends so; return what was started, and how."""
    started: list[Any] = []

    def call(command: list[str], **options: Any) -> int:
        started.append((command, options.get("creationflags", 0)))
        if "stderr" in options:
            options["stderr"].write(said.encode())
        return status

    monkeypatch.setattr(subprocess, "call", call)
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        patch.setattr(run, "python_of", lambda venv: os.path.join(venv, "Scripts", "python.exe"))
        assert run.start(job, str(venv)) == status
    return started


@pytest.mark.parametrize(
    ("status", "said", "box"),
    [
        (0, "警告一句\n", []),
        (2, "第一句\n数据文件夹打不开，请检查。\n", ["数据文件夹打不开，请检查。"]),
        (-1073741819, "", [run.CRASHED.format(0xC0000005)]),
    ],
    ids=["well", "refused", "crashed"],
)
def test_on_windows_the_window_has_no_console_and_what_it_could_not_say_is_in_a_box(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, boxes: list[str], status: int, said: str, box: list[str]
) -> None:
    windowed = tmp_path / "Scripts" / "pythonw.exe"
    windowed.parent.mkdir()
    windowed.touch()
    job = run.plan(["--data", "D"], {}, "win32")
    started = start_on_windows(monkeypatch, tmp_path, job, status, said)
    assert started == [([str(windowed), run.MAIN, "--data", "D"], run.DETACHED)]
    assert boxes == box


def test_on_windows_a_command_keeps_its_console(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, boxes: list[str]
) -> None:
    started = start_on_windows(monkeypatch, tmp_path, run.plan(["make", "a.json"], {}, "win32"), 2, "")
    assert started == [([str(tmp_path / "Scripts" / "python.exe"), run.MAIN, "make", "a.json"], 0)]
    assert boxes == []


@pytest.mark.parametrize(("system", "flags"), [("nt", NO_CONSOLE), ("posix", 0)])
def test_the_tools_of_the_set_up_open_no_console(monkeypatch: pytest.MonkeyPatch, system: str, flags: int) -> None:
    given: list[int] = []

    def pretend(command: list[str], **options: Any) -> SimpleNamespace:
        given.append(options["creationflags"])
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", pretend)
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", system)
        assert run.run_tool(["pip"]) == ""
    assert given == [flags]


def test_an_environment_is_made_by_the_python_with_a_console(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    used: list[str] = []
    monkeypatch.setattr(run, "run_tool", lambda command, keep=(): used.append(command[0]) or "")
    for windowed, beside in (("pythonw.exe", "python.exe"), ("PythonW.exe", "python.exe"), ("python3", "python3")):
        (tmp_path / beside).touch()
        monkeypatch.setattr(sys, "executable", str(tmp_path / windowed))
        run.make_environment("venv", 0)
    assert used == [str(tmp_path / name) for name in ("python.exe", "python.exe", "python3")]
    (tmp_path / "python.exe").unlink()
    assert run.console_python(str(tmp_path / "pythonw.exe")) == str(tmp_path / "pythonw.exe")


@pytest.fixture
def display() -> Iterator[Display]:
    """Return a screen that nobody sees."""
    if lacking := missing():
        pytest.skip(f"missing: {', '.join(lacking)}")
    with Display("") as shown:
        yield shown


def begin(tree: Tree, display: Display, **changes: str) -> "subprocess.Popen[bytes]":
    """Start the window as an icon would, and keep what it writes in a file."""
    with (tree.folder / "written").open("wb") as written:
        return subprocess.Popen(
            [sys.executable, "run.py"],
            cwd=tree.folder,
            env=tree.environment(DISPLAY=display.name, **changes),
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
        )


@pytest.mark.full
def test_a_first_start_from_an_icon_shows_a_small_window(tmp_path: Path, display: Display) -> None:
    tree = Tree(tmp_path / "tree")
    process = begin(tree, display)
    display.wait_for_window(process)
    assert process.wait(timeout=120) == 0
    assert "main input 0 复函" in (tree.folder / "written").read_text(encoding="utf-8")


@pytest.mark.full
def test_a_first_start_from_an_icon_that_fails_shows_a_box_until_it_is_read(tmp_path: Path, display: Display) -> None:
    tree = Tree(tmp_path / "tree")
    for wheel in tree.wheels.iterdir():
        wheel.unlink()
    process = begin(tree, display)
    while b"\xe8\xaf\xb7\xe6\xa3\x80\xe6\x9f\xa5" not in (tree.folder / "written").read_bytes():
        assert process.poll() is None
        time.sleep(0.05)
    # The small window may still be there, and takes the first key; the box comes after it.
    with contextlib.suppress(AssertionError):  # it has ended meanwhile
        while process.poll() is None:
            display.wait_for_window(process)
            display.press("space")
            time.sleep(0.2)
    assert process.wait(timeout=120) == run.CANNOT
