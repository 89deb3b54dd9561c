"""The office programs of this machine that open a docx: found where each system names them, by a table."""

import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

import resources

_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"
# Where desktop files lie unless the system says otherwise.
_DATA_FOLDERS = "/usr/local/share:/usr/share"
_LONGEST = 100_000


class OfficeProgram(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A program by its name, and by what it is found: on Windows its file and usual places, elsewhere desktop files."""

    name: str
    windows: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    desktop: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()


@cache
def office_programs() -> dict[str, OfficeProgram]:
    """Return the programs that we know, by their identifiers."""
    return msgspec.json.decode(resources.read("office_programs.json"), type=dict[str, OfficeProgram])


def installed_programs() -> dict[str, list[str]]:
    """Return the programs that are here, each with the command that opens a file put behind it."""
    found = {name: _command(program) for name, program in office_programs().items()}
    return {name: command for name, command in found.items() if command}


def command_of(name: str) -> list[str]:
    """Return the command of a program, nothing where it is not here."""
    program = office_programs().get(name)
    return _command(program) if program else []


def _command(program: OfficeProgram) -> list[str]:
    if sys.platform == "win32":
        places: list[Path] = [*_registered(program), *_in_places(program)]
        found = next((str(path) for path in places if path.is_file()), "")
        return [found] if found else []
    for file in _desktop_files(program, os.environ):
        if command := _exec_of(file):
            return command
    here = next((found for name in program.commands if (found := shutil.which(name))), "")
    return [here] if here else []


def _in_places(program: OfficeProgram) -> Iterator[Path]:
    folders = {name.upper(): value for name, value in os.environ.items()}
    for place in program.places:
        folder, _mark, rest = place.removeprefix("{").partition("}")
        if folder in folders:
            yield Path(folders[folder] + rest)


def _registered(program: OfficeProgram) -> Iterator[Path]:
    """Yield where Windows says that the program's file lies, for all users and for this one."""
    import winreg

    registry: Any = winreg
    for root in (registry.HKEY_CURRENT_USER, registry.HKEY_LOCAL_MACHINE):
        for file in program.windows:
            try:
                path = registry.QueryValue(root, rf"{_APP_PATHS}\{file}")
            except OSError:
                continue
            if path:
                yield Path(path.strip('"'))


def _desktop_files(program: OfficeProgram, environment: Mapping[str, str]) -> Iterator[Path]:
    own = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    shared = environment.get("XDG_DATA_DIRS") or _DATA_FOLDERS
    for folder in (own, *filter(None, shared.split(":"))):
        for name in program.desktop:
            file = Path(folder) / "applications" / name
            if file.is_file():
                yield file


def _exec_of(file: Path) -> list[str]:
    """Return the command of a desktop file without the places for files, nothing where it cannot be run."""
    try:
        with file.open(encoding="utf-8", errors="replace") as stream:
            lines = stream.read(_LONGEST).splitlines()
    except OSError:
        return []
    written = next((line.partition("=")[2] for line in lines if line.replace(" ", "").startswith("Exec=")), "")
    try:
        words = [word for word in shlex.split(written) if not word.startswith("%")]
    except ValueError:
        return []
    return words if words and shutil.which(words[0]) else []
