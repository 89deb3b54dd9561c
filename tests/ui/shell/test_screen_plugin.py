"""A plug-in that only the desktop's own Qt has keeps no window from being shown."""

import os
import subprocess
import sys

import pytest

from tests.day.display import Display, missing
from tests.letters import ROOT
from ui.shell.screen_plugin import VARIABLE, add_fallback

LACKING = missing() if sys.platform == "linux" else ["Linux"]
SHOWN = "from ui.shell.application import application; print(application().platformName())"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere desktops name no plug-ins")
@pytest.mark.parametrize(
    ("named", "tried"),
    [
        ("dxcb", "dxcb;xcb"),
        ("ukui:x=1", "ukui:x=1;xcb"),
        ("dxcb;wayland", "dxcb;wayland"),
        ("offscreen:configfile=x.json", "offscreen:configfile=x.json"),
        ("wayland-egl", "wayland-egl"),
        ("xcb", "xcb"),
    ],
)
def test_x11_is_tried_where_no_plug_in_named_is_there(named: str, tried: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, named)
    add_fallback()
    assert os.environ[VARIABLE] == tried


@pytest.mark.skipif(bool(LACKING), reason=f"a screen needs {', '.join(LACKING)}")
@pytest.mark.parametrize("named", ["dxcb", "dxcb;xcb"])
def test_the_window_starts_under_uos(named: str) -> None:
    with Display("") as display:
        environment = {**os.environ, "DISPLAY": display.name, VARIABLE: named}
        done = subprocess.run(
            [sys.executable, "-c", SHOWN], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
    assert (done.returncode, done.stdout) == (0, "xcb\n"), done.stderr
