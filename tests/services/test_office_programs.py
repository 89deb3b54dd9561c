"""The programs that open a letter are found where each system names them, and the chosen one opens it."""

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from services import office_programs, opening
from services.office_programs import command_of, installed_programs
from services.opening import CannotOpen, open_file, use_program

DESKTOP = """[Desktop Entry]
Name=WPS
Exec={command} -w %U
[Desktop Action new]
Exec=other
"""


@pytest.fixture(autouse=True)
def chosen() -> Any:
    yield
    use_program("")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were started."""
    commands: list[list[str]] = []
    monkeypatch.setattr("subprocess.Popen", lambda command, **_how: commands.append(list(command)))
    return commands


def runnable(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    path.chmod(0o755)
    return path


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing but what lies in this folder; returns where desktop files lie."""
    shared = tmp_path / "share" / "applications"
    shared.mkdir(parents=True)
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return shared


def test_a_program_is_found_by_its_desktop_file_and_opens_the_letter(
    desktop: Path, tmp_path: Path, started: list[list[str]]
) -> None:
    assert installed_programs() == {}
    program = runnable(tmp_path / "opt" / "wps office")
    (desktop / "wps-office-wps.desktop").write_text(DESKTOP.format(command=f'"{program}"'))
    assert installed_programs() == {"wps": [str(program), "-w"]}
    letter = tmp_path / "信.docx"
    letter.touch()
    use_program("wps")
    open_file(letter)
    assert started == [[str(program), "-w", str(letter)]]


def test_a_program_is_found_by_its_command_where_it_has_no_desktop_file(desktop: Path, tmp_path: Path) -> None:
    runnable(tmp_path / "bin" / "soffice")
    assert command_of("libreoffice") == [str(tmp_path / "bin" / "soffice")]


@pytest.mark.parametrize("text", ["", "Exec=", "Exec=gone %U", 'Exec="unclosed', "Name=x", "Exec=%U"])
def test_a_desktop_file_that_says_nothing_is_no_program(desktop: Path, text: str) -> None:
    (desktop / "wps-office-wps.desktop").write_text(f"[Desktop Entry]\n{text}\n")
    assert installed_programs() == {}


def test_without_the_chosen_program_the_system_opens_the_letter(
    desktop: Path, tmp_path: Path, started: list[list[str]]
) -> None:
    letter = tmp_path / "信.docx"
    letter.touch()
    use_program("wps")
    with pytest.raises(CannotOpen):
        open_file(letter)
    opener = runnable(tmp_path / "bin" / "xdg-open")
    open_file(letter)
    assert started == [[str(opener), str(letter)]]


def test_what_is_no_letter_is_left_to_the_system(desktop: Path, tmp_path: Path, started: list[list[str]]) -> None:
    runnable(tmp_path / "bin" / "wps")
    opener = runnable(tmp_path / "bin" / "xdg-open")
    picture = tmp_path / "图.png"
    picture.touch()
    use_program("wps")
    open_file(picture)
    assert started == [[str(opener), str(picture)]]


def test_on_windows_the_registry_says_where_a_program_is_else_its_usual_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[list[str]]
) -> None:
    word = runnable(tmp_path / "Office" / "WINWORD.EXE")
    wps = runnable(tmp_path / "local" / "Kingsoft" / "WPS Office" / "ksolaunch.exe")
    runnable(tmp_path / "gone" / "x")

    def query(root: str, key: str) -> str:
        if root == "machine" and key.endswith("winword.exe"):
            return f'"{word}"'
        raise OSError

    registry = SimpleNamespace(HKEY_CURRENT_USER="user", HKEY_LOCAL_MACHINE="machine", QueryValue=query)
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(office_programs.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert installed_programs() == {"wps": [str(wps)], "word": [str(word)]}
    letter = tmp_path / "信.docx"
    letter.touch()
    use_program("word")
    opening.open_file(letter)
    assert started == [[str(word), str(letter)]]
