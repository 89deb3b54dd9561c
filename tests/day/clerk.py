"""A clerk at the real window: starts the program, knows where Tab leads, and looks only at what lies in the folders."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from services.data_folder import DataFolder
from tests.day.display import PATIENCE_S, Display, missing
from tests.letters import ROOT

# The fields in the order of Tab where every card is open.
ORDER = (
    "类别", "办理身份", "会议", "届", "次会议", "大会或闭会", "案号", "案由", "姓名", "等几名", "提出单位",
    "办理结果", "机关代字", "年份", "序号", "份号", "密级和保密期限", "紧急程度", "版头 收起不常用的",
    "成文日期", "联系人", "联系电话", "联系科室", "公开属性", "联合发文单位", "附注", "署名与联系 收起不常用的",
    "版记", "报", "抄送", "文件名", "保存到", "版记 收起不常用的", "答复内容", "增加附件", "标题", "主送",
    "称呼", "首段", "结尾", "生成", "发文…",
)  # fmt: skip
# Where typing begins.
BEGIN = "案号"
# Which key opens a card, and how far its line “更多” is from the field that has the focus then.
CARDS = (("alt+3", 3), ("alt+4", 6), ("alt+5", 1))
# The window has its menus by then.
SETTLE_S = 1.0
LOOK_S = 0.1


@contextmanager
def sitting(characters: Iterable[str], home: Path) -> "Iterator[Clerk]":
    """Let a clerk sit at a display of her own, and end her program with it; skips the test where there is none."""
    lacking = missing()
    if lacking:
        pytest.skip(f"missing: {', '.join(lacking)}")
    with Display(characters) as display:
        clerk = Clerk(display, home)
        try:
            yield clerk
        finally:
            clerk.kill()


class Clerk:
    """Sits at a display; every act is keys."""

    def __init__(self, display: Display, home: Path) -> None:
        """Take the display and the folder in which everything of this clerk lies."""
        self._display, self._home = display, home
        self.data = DataFolder(home / "data")
        self.program: tuple[str, ...] = (sys.executable, str(ROOT / "main.py"))
        self._program: subprocess.Popen[bytes] | None = None
        self._at = BEGIN

    def start(self) -> None:
        """Start the program, which is usually ours as it is, and wait for its window."""
        command = [*self.program, "--data", str(self.data.path)]
        self._program = subprocess.Popen(command, env=self._display.environment(self._home), cwd=self._home)
        self._display.wait_for_window(self._program)
        time.sleep(SETTLE_S)
        self._at = BEGIN

    def kill(self) -> None:
        """End the program as a power cut would."""
        if self._program and self._program.poll() is None:
            os.kill(self._program.pid, signal.SIGKILL)
            self._program.wait()

    def leave(self, keys: str = "ctrl+q") -> int:
        """Leave the program by its key, and return its exit status."""
        self._display.press(keys)
        assert self._program
        return self._program.wait(PATIENCE_S)

    def see_the_new_window(self) -> None:
        """Let the window that has taken the place of another one have the keys, as a window manager would."""
        time.sleep(SETTLE_S)
        assert self._program
        self._display.wait_for_window(self._program)
        self._at = BEGIN

    def open_cards(self) -> None:
        """Open every card with all that is rare in it, and go back to where typing begins."""
        for key, steps in CARDS:
            self._display.press(key)
            self._display.press("Tab", steps)
            self._display.press("space")
        self.section(1, "类别")

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self._display.press(key)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self._display.type(text)

    def begin(self) -> None:
        """Note that the focus is where typing begins, as after a new letter."""
        self._at = BEGIN

    def go(self, field: str) -> None:
        """Go to a field by Tab, never round the end: what stands there changes with what is told."""
        steps = ORDER.index(field) - ORDER.index(self._at)
        self._display.press("Tab" if steps > 0 else "shift+Tab", abs(steps))
        self._at = field

    def fill(self, texts: Mapping[str, str]) -> None:
        """Type over the content of fields."""
        for field, text in texts.items():
            self.go(field)
            self.press("ctrl+a")
            self.type(text)

    def recall(self, field: str, letters: str) -> None:
        """Take what was entered before into a field, by the first letters of its sounds."""
        self.go(field)
        self.press("ctrl+a")
        self.type(letters)
        self.press("Down", "Return")

    def section(self, number: int, field: str) -> None:
        """Go to the first field of a section by its key."""
        self.press(f"alt+{number}")
        self._at = field

    def wait(self, wanted: Callable[[], bool], what: str) -> None:
        """Wait until something lies in a folder."""
        deadline = time.monotonic() + PATIENCE_S
        while not wanted():
            assert time.monotonic() < deadline, what
            assert self._program
            assert self._program.poll() is None, "the program has ended"
            time.sleep(LOOK_S)
