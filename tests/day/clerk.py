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

FIRST = "案号"
# The cards of the case column with their fields in the order of Tab; then come the sheet and the buttons above it.
CARDS = {
    "案件": (
        "类别", "办理身份", "会议", "届", "次会议", "大会或闭会",
        "案号", "案由", "姓名", "等几名", "提出单位", "办理结果",
    ),
    "版头": ("机关代字", "年份", "序号", "份号", "密级和保密期限", "紧急程度"),
    "署名与联系": ("成文日期", "联系人", "联系电话", "联系科室", "公开属性", "联合发文单位", "附注"),
    "版记": ("报", "抄送", "文件名", "保存到"),
}  # fmt: skip
SHEET = ("答复内容", "增加附件", "标题", "主送", "称呼", "首段", "结尾", "生成", "发文")
CARD_KEYS: dict[int, str] = dict(zip((1, 3, 4, 5), CARDS, strict=True))
RARE = frozenset(("份号", "密级和保密期限", "紧急程度", "联合发文单位", "报", "文件名", "保存到"))
MORE = "{card} 更多"
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
        self.display, self._home = display, home
        self.data = DataFolder(home / "data")
        self.program: tuple[str, ...] = (sys.executable, str(ROOT / "main.py"))
        # What her desktop sets for every program, beside what belongs to the display.
        self.environment: Mapping[str, str] = {}
        self._program: subprocess.Popen[bytes] | None = None
        self._at = FIRST
        # As a new office finds the cards.
        self._open, self._seen = {next(iter(CARDS))}, frozenset[str]()

    def start(self) -> None:
        """Start the program, which is usually ours as it is, and wait for its window."""
        command = [*self.program, "--data", str(self.data.path)]
        environment = {**self.display.environment(self._home), **self.environment}
        self._program = subprocess.Popen(command, env=environment, cwd=self._home)
        self.display.wait_for_window(self._program)
        time.sleep(SETTLE_S)
        self._at = FIRST

    def kill(self) -> None:
        """End the program as a power cut would."""
        if self._program and self._program.poll() is None:
            os.kill(self._program.pid, signal.SIGKILL)
            self._program.wait()

    def leave(self, keys: str = "ctrl+q") -> int:
        """Leave the program by its key, and return its exit status."""
        self.display.press(keys)
        assert self._program
        return self._program.wait(PATIENCE_S)

    def see_the_new_window(self) -> None:
        """Let the window that has taken the place of another one have the keys, as a window manager would."""
        time.sleep(SETTLE_S)
        assert self._program
        self.display.wait_for_window(self._program)
        self._at = FIRST

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.display.press(key)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self.display.type(text)

    def begin(self, field: str = FIRST) -> None:
        """Note that the focus is where typing begins, as after a new letter."""
        self._at = field

    def go(self, field: str) -> None:
        """Go to a field by Tab or by Shift+Tab, never round by way of the messages, which come and go."""
        order = self._order()
        steps = order.index(field) - order.index(self._at)
        self.display.press("Tab" if steps > 0 else "shift+Tab", abs(steps))
        self._at = field

    def see_all_of(self, number: int) -> None:
        """Open a card by its key, and show what is rare in it, where one then goes on."""
        card = CARD_KEYS[number]
        self.section(number, next(field for field in CARDS[card] if field not in RARE))
        self.go(MORE.format(card=card))
        self.press("space")
        self._seen |= RARE.intersection(CARDS[card])
        self._at = next(field for field in CARDS[card] if field in RARE)

    def turn(self, card: str) -> None:
        """Close a card at its heading, or open it again; arrow keys lead there from the heading where Tab stops."""
        cards, stop = list(CARDS), self._heading()
        self.go(stop)
        steps = cards.index(card) - cards.index(stop)
        self.display.press("Down" if steps > 0 else "Up", abs(steps))
        self.press("Return")
        self._open ^= {card}
        self._at = card

    def _order(self) -> list[str]:
        """Return where Tab stops: of closed cards only at the heading of the first."""
        stops: list[str] = []
        for card, fields in CARDS.items():
            stops += [card] if card in (self._heading(), self._at) else []
            if card in self._open:
                stops += [field for field in fields if field not in RARE or field in self._seen]
                stops += [MORE.format(card=card)] if RARE.intersection(fields) else []
        return [*stops, *SHEET]

    def _heading(self) -> str:
        """Return the card at whose heading Tab stops: the first closed one, else the last."""
        return next((card for card in CARDS if card not in self._open), tuple(CARDS)[-1])

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
        """Go to the first field of a section by its key, which opens a closed card."""
        self.press(f"alt+{number}")
        if number in CARD_KEYS:
            self._open.add(CARD_KEYS[number])
        self._seen |= RARE & {field}
        self._at = field

    def wait(self, wanted: Callable[[], bool], what: str) -> None:
        """Wait until something lies in a folder."""
        deadline = time.monotonic() + PATIENCE_S
        while not wanted():
            assert time.monotonic() < deadline, what
            assert self._program
            assert self._program.poll() is None, "the program has ended"
            time.sleep(LOOK_S)
