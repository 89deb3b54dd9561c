"""The folder that keeps settings and the letters in work of one user."""

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

_NAME = "Fuhan"


class DataFolder(NamedTuple):
    """The user's data folder and the files in it."""

    path: Path

    @property
    def settings(self) -> Path:
        """The settings with the agency's profile."""
        return self.path / "settings.json"

    @property
    def settings_lock(self) -> Path:
        """An empty file that is held while the settings are read, changed and saved."""
        return self.path / "settings.lock"

    @property
    def drafts(self) -> Path:
        """The folder of the letters in work (草稿)."""
        return self.path / "drafts"

    @property
    def memory(self) -> Path:
        """What was entered before (names, contacts), to be offered again."""
        return self.path / "memory.json"

    @property
    def phrases(self) -> Path:
        """The office's own phrases (常用语), and which were used last."""
        return self.path / "phrases.json"

    @property
    def recent(self) -> Path:
        """The folder of the letters made or closed lately."""
        return self.path / "recent"

    @property
    def register(self) -> Path:
        """The register (发文登记簿) of this user; its backups lie beside it."""
        return self.path / "register" / "register.db"

    @property
    def register_backups(self) -> Path:
        """The folder of the register's backups."""
        return self.path / "register" / "register-backups"

    @property
    def log(self) -> Path:
        """What went wrong inside the program, never the text of a letter."""
        return self.path / "fuhan.log"


def default_data_folder() -> DataFolder:
    """Return the data folder of this user on this system, not made yet."""
    from platformdirs import user_data_path  # late: the commands that need no data folder start faster

    usual = user_data_path(_NAME, appauthor=False)
    return DataFolder(_outside_package(usual, Path.home()) if is_store_python(sys.base_prefix) else usual)


def is_store_python(base: str) -> bool:
    """Return whether a Python of this base folder is the one of Microsoft's shop.

    What it writes into the usual folders of a user goes into a folder of its own, which goes with it.
    """
    return "windowsapps" in base.casefold().replace("/", "\\").split("\\")


def _outside_package(usual: Path, home: Path) -> Path:
    """Return a folder that outlives the shop's Python; what was kept in the usual one is copied there once."""
    wanted = home / _NAME
    if not wanted.exists() and usual.exists():
        beside = wanted.with_name(f"{_NAME}-{os.getpid()}")
        shutil.copytree(usual, beside)
        try:
            beside.rename(wanted)
        except OSError:  # another program was faster
            shutil.rmtree(beside, ignore_errors=True)
    return wanted
