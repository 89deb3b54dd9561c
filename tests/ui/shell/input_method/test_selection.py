"""Which way Chinese is typed, decided from the environment and the names on the bus."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from tests.letters import ROOT
from ui.shell.input_method import selection
from ui.shell.input_method.libdbus import bus_address
from ui.shell.input_method.selection import IBUS, PORTAL, Way, display_number, loads, names_fcitx, variables, way_by

SCREEN = {"DISPLAY": ":0"}
UOS = {**SCREEN, "QT_IM_MODULE": "fcitx", "GTK_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"}
OWN = ("compose", "ibus", "qtvirtualkeyboard")
MADE = "from ui.shell.application import application; application(); import sys; print([*sys.modules])"


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        (UOS, True),
        ({**UOS, "QT_IM_MODULE": "fcitx5"}, True),
        ({**UOS, "QT_IM_MODULES": "wayland;fcitx"}, True),
        ({**UOS, "DISPLAY": ":1.0"}, True),
        ({**SCREEN, "XMODIFIERS": "@im=fcitx"}, True),
        ({**SCREEN, "GTK_IM_MODULE": "fcitx"}, True),
        ({**UOS, "QT_IM_MODULE": "xim"}, True),
        ({**UOS, "QT_IM_MODULE": ""}, True),
        ({**UOS, "QT_IM_MODULE": "ibus"}, False),
        ({**UOS, "QT_IM_MODULES": "ibus;fcitx"}, False),
        ({**UOS, "QT_IM_MODULE": "none"}, False),
        ({**SCREEN, "XMODIFIERS": "@im=ibus", "GTK_IM_MODULE": "ibus"}, False),
        ({**UOS, "DISPLAY": ""}, False),
        (SCREEN, False),
        ({}, False),
    ],
)
def test_a_session_names_fcitx(environment: Mapping[str, str], named: bool) -> None:
    assert names_fcitx(environment, OWN.__contains__) is named


@pytest.mark.parametrize("module", ["fcitx", "fcitx5"])
def test_a_plug_in_of_the_desktop_that_works_is_left_to_work(module: str) -> None:
    assert not names_fcitx({**UOS, "QT_IM_MODULE": module}, [*OWN, module].__contains__)


def test_a_plug_in_made_for_another_qt_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "platforminputcontexts" / "libfcitxplatforminputcontextplugin.so"
    file.parent.mkdir()
    file.write_bytes(b"\x7fELF")
    monkeypatch.setattr(QCoreApplication, "libraryPaths", lambda: [str(tmp_path)])
    assert not loads("fcitx")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt has other plug-ins")
def test_a_plug_in_of_the_wheel_counts() -> None:
    assert loads("ibus")
    assert not loads("fcitx")


def test_fcitx_5_is_reached_by_its_portal_and_every_other_daemon_by_the_client_of_fcitx_4() -> None:
    own = "org.fcitx.Fcitx-0"
    assert way_by([PORTAL].__contains__, own) is Way.IBUS_PORTAL
    assert way_by([PORTAL, own].__contains__, own) is Way.FCITX4
    assert way_by([own].__contains__, own) is Way.FCITX4
    assert way_by([].__contains__, own) is Way.FCITX4


@pytest.mark.parametrize(
    ("display", "number"), [(":0", "0"), (":10.0", "10"), ("localhost:11.0", "11"), ("", ""), ("wayland-0", "")]
)
def test_the_display_has_a_number(display: str, number: str) -> None:
    assert display_number({"DISPLAY": display}) == number


def test_programs_started_later_see_the_environment_of_the_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in UOS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("IBUS_USE_PORTAL", raising=False)
    before = dict(os.environ)
    with variables(IBUS):
        assert {name: os.environ[name] for name in IBUS} == IBUS
    assert dict(os.environ) == before


def test_a_bus_is_never_started(tmp_path: Path) -> None:
    assert bus_address({}) == ""
    assert bus_address({"XDG_RUNTIME_DIR": str(tmp_path)}) == ""
    assert bus_address({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/bus", "XDG_RUNTIME_DIR": str(tmp_path)}) == (
        "unix:path=/bus"
    )
    (tmp_path / "bus").touch()
    assert bus_address({"XDG_RUNTIME_DIR": str(tmp_path)}) == f"unix:path={tmp_path / 'bus'}"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is never looked for")
@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/bus", "nonsense", "unix:path=/dev/null"])
def test_without_a_bus_the_program_starts_as_ever(address: str) -> None:
    environment = {**os.environ, **UOS, "QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": address}
    environment.pop("XDG_RUNTIME_DIR", None)
    done = subprocess.run([sys.executable, "-c", MADE], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


def test_what_speaks_to_a_daemon_is_not_loaded_where_no_desktop_names_one() -> None:
    names = ("QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS", "GTK_IM_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run([sys.executable, "-c", MADE], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert selection.__name__ in done.stdout
    assert "ui.shell.input_method.libdbus" not in done.stdout
    assert "ui.shell.input_method.fcitx4" not in done.stdout
