"""Where a user's data lie: in the usual folder, and never where they go with the Python of Microsoft's shop."""

import sys
from pathlib import Path

import pytest

from services.data_folder import default_data_folder, is_store_python

STORE = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12_3.12.2032.0_x64__qbz5n2kfra8p0"


@pytest.fixture
def store_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run as the shop's Python does, whose usual folder is a private one; return the user's own folder."""
    home, private = tmp_path / "home", tmp_path / "Packages" / "LocalCache" / "Local"
    home.mkdir()
    monkeypatch.setattr(sys, "base_prefix", STORE)
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, **_given: private / name)
    return home


@pytest.mark.parametrize(("base", "store"), [
    (STORE, True), (r"d:\microsoft\windowsapps\python3.11", True),
    (r"C:\Program Files\Python312", False), (r"D:\WindowsApps2\Python312", False), ("/usr", False),
])  # fmt: skip
def test_the_shops_python_is_known_by_its_folder(base: str, store: bool) -> None:
    assert is_store_python(base) is store


def test_the_data_do_not_go_with_the_shops_python(store_python: Path) -> None:
    assert default_data_folder().path == store_python / "Fuhan"


def test_what_was_kept_in_its_private_folder_is_taken_along_once(store_python: Path, tmp_path: Path) -> None:
    private = tmp_path / "Packages" / "LocalCache" / "Local" / "Fuhan"
    (private / "register").mkdir(parents=True)
    (private / "register" / "register.db").write_bytes(b"numbers")
    register = default_data_folder().register
    assert register.read_bytes() == b"numbers"
    register.write_bytes(b"more numbers")
    assert default_data_folder().register.read_bytes() == b"more numbers", "it is copied once"
    assert [file.name for file in store_python.iterdir()] == ["Fuhan"]


def test_any_other_python_uses_the_usual_folder(store_python: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "base_prefix", r"C:\Program Files\Python312")
    assert default_data_folder().path.parent != store_python
