"""A desktop session with an input method: a bus of its own, and fcitx 4 or fcitx 5 with pinyin, as installed."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.day.display import PATIENCE_S, Display
from tests.letters import ROOT
from ui.shell.input_method.fcitx4 import NAME
from ui.shell.input_method.libdbus import Connection
from ui.shell.input_method.selection import PORTAL

# Where tests/tools/fetch_fcitx4.sh unpacks it.
FOLDER_VARIABLE = "FUHAN_TEST_FCITX4"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
FCITX4 = Path(os.environ.get(FOLDER_VARIABLE) or CACHE / "fuhan" / "test-fcitx4") / "usr"
# As the desktops set it.
VARIABLES = {"XMODIFIERS": "@im=fcitx", "GTK_IM_MODULE": "fcitx", "QT_IM_MODULE": "fcitx"}
# Latin first, then pinyin: the clerk changes by Ctrl+Space.
PROFILES = {
    "fcitx": "[Profile]\nIMName=\nEnabledIMList=fcitx-keyboard-us:True,pinyin:True\n",
    "fcitx5": (
        "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n"
        "[Groups/0/Items/0]\nName=keyboard-us\nLayout=\n[Groups/0/Items/1]\nName=pinyin\nLayout=\n"
        "[GroupOrder]\n0=Default\n"
    ),
}
# Our client speaks to fcitx 5 too; one without the interface of fcitx 4 is reached by its portal.
DAEMONS = FCITX, FCITX5, PORTAL_ALONE = "fcitx", "fcitx5", "fcitx5 --disable=fcitx4frontend"
# The keys stay as the tests have them: some bear a Chinese character each. No window is shown but the candidates.
KEEPS_KEYS = ("--disable", "fcitx-xkb")
SETTINGS = {
    "fcitx": {"conf/fcitx-classic-ui.config": "[ClassicUI]\nUseTray=False\nMainWindowHideMode=Hide\n"},
    "fcitx5": {
        "conf/xcb.conf": "Allow Overriding System XKB Settings=False\n",
        "config": "[Behavior]\nShowInputMethodInformation=False\n",
    },
}
LOOK_S = 0.05
_PATIENT = """
import runpy, sys
sys.path.insert(0, {root!r})
from ui.shell.input_method import libdbus
libdbus.PATIENCE_MS = 30_000
runpy.run_path({main!r}, run_name="__main__")
"""
# The program as it is, but that it waits for a daemon for as long as a busy machine may need.
PATIENT_PROGRAM = (sys.executable, "-c", _PATIENT.format(root=str(ROOT), main=str(ROOT / "main.py")))


class Desktop:
    """A session with its bus and its daemon, which can be ended and started again."""

    def __init__(self, display: Display, home: Path, daemon: str) -> None:
        """Start the bus and one of the daemons."""
        self._daemon, self._home, self._display = daemon, home, display
        program = daemon.split()[0]
        profile = home / ".config" / program / "profile"
        profile.parent.mkdir(parents=True)
        profile.write_text(PROFILES[program], encoding="utf-8")
        for name, text in SETTINGS[program].items():
            settings = profile.parent / name
            settings.parent.mkdir(exist_ok=True)
            settings.write_text(text, encoding="utf-8")
        runtime = home / "runtime"
        runtime.mkdir(mode=0o700)
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--print-address", "--nofork"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self._bus.stdout
        self.address = self._bus.stdout.readline().strip()
        self.variables: Mapping[str, str] = {
            **VARIABLES, "DBUS_SESSION_BUS_ADDRESS": self.address, "XDG_RUNTIME_DIR": str(runtime),
        }  # fmt: skip
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start the daemon and wait until programs can reach it."""
        environment = {**self._display.environment(self._home), **self.variables, "LC_ALL": "C.UTF-8"}
        if self._daemon == FCITX:
            libraries = os.pathsep.join(str(folder) for folder in sorted((FCITX4 / "lib").iterdir()))
            environment |= {"FCITXDIR": str(FCITX4), "LD_LIBRARY_PATH": libraries}
            command = [str(FCITX4 / "bin" / "fcitx"), "-D", *KEEPS_KEYS]
        else:
            command = self._daemon.split()
        name = PORTAL if self._daemon == PORTAL_ALONE else NAME.format(display=self._display.name.removeprefix(":"))
        nowhere = subprocess.DEVNULL
        self.process = subprocess.Popen(command, env=environment, stdout=nowhere, stderr=nowhere)
        connection = Connection(self.address)
        deadline = time.monotonic() + PATIENCE_S
        while not connection.answers(name):
            assert time.monotonic() < deadline, "the daemon does not answer"
            assert self.process.poll() is None, "the daemon has ended"
            time.sleep(LOOK_S)
        connection.close()

    def kill(self) -> None:
        """End the daemon as a crash would."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def end(self) -> None:
        """End the daemon and the bus."""
        self.kill()
        self._bus.terminate()
        self._bus.communicate()


@contextmanager
def desktop(display: Display, home: Path, daemon: str) -> Iterator[Desktop]:
    """Give a display such a session; skips the test where the daemon is not installed."""
    lacking = [] if shutil.which("dbus-daemon") else ["dbus-daemon"]
    if not ((FCITX4 / "bin" / FCITX).exists() if daemon == FCITX else shutil.which(FCITX5)):
        lacking.append(daemon)
    if lacking:
        pytest.skip(f"missing: {', '.join(lacking)}")
    session = Desktop(display, home, daemon)
    try:
        yield session
    finally:
        session.end()
