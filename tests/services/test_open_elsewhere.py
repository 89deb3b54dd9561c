"""A file that is open in Word, WPS or LibreOffice is noticed before anything is written, and who has it is told."""

import builtins
import io
from pathlib import Path
from typing import Any

import pytest

from services import open_elsewhere
from services.open_elsewhere import in_use, owner_of
from services.saving import SaveError, save_bytes

NAMES = {
    "long name in Word": ("关于某提案的答复函.docx", "~$某提案的答复函.docx"),
    "name of seven letters in Word": ("甲乙丙丁戊己庚.docx", "~$乙丙丁戊己庚.docx"),
    "short name in Word": ("信.docx", "~$信.docx"),
    "WPS": ("信.docx", ".~信.docx"),
    "LibreOffice": ("信.docx", ".~lock.信.docx#"),
}


@pytest.mark.parametrize("name", NAMES)
def test_an_open_file_is_not_written(tmp_path: Path, name: str) -> None:
    target, owner = (tmp_path / part for part in NAMES[name])
    target.write_bytes(b"old")
    owner.write_bytes(b"")
    with pytest.raises(SaveError, match="正被 Word 或 WPS 打开"):
        save_bytes(target, b"new")
    assert target.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == sorted([target, owner])
    owner.unlink()
    assert save_bytes(target, b"new").read_bytes() == b"new"


def word_owner(name: str) -> bytes:
    encoded = name.encode("gb18030")
    return bytes([len(encoded)]) + encoded.ljust(53) + bytes(108)


OWNERS = {
    "~$信.docx": word_owner("赵局长"),
    ".~lock.信.docx#": ",赵局长,PC-01,27.11.2026 09:00,file:///C:/Users/x/4;".encode(),
}


@pytest.mark.parametrize("name", OWNERS)
def test_who_has_it_is_told(tmp_path: Path, name: str) -> None:
    target = tmp_path / "信.docx"
    target.write_bytes(b"old")
    (tmp_path / name).write_bytes(OWNERS[name])
    assert owner_of(target) == "赵局长"
    with pytest.raises(SaveError, match="正被“赵局长”打开"):
        save_bytes(target, b"new")


@pytest.mark.parametrize("content", [b"", b"\x00", b"\xff" * 300, b",", b"\x05\x80"])
@pytest.mark.parametrize("name", OWNERS)
def test_an_owner_file_that_says_nothing_is_no_trouble(tmp_path: Path, name: str, content: bytes) -> None:
    target = tmp_path / "信.docx"
    target.write_bytes(b"old")
    (tmp_path / name).write_bytes(content)
    assert isinstance(owner_of(target), str)
    with pytest.raises(SaveError):
        save_bytes(target, b"new")


def test_a_file_that_is_not_there_is_open_nowhere(tmp_path: Path) -> None:
    (tmp_path / "~$信.docx").write_bytes(b"")
    assert not in_use(tmp_path / "信.docx")
    assert save_bytes(tmp_path / "信.docx", b"new")


@pytest.mark.parametrize("number", [32, 33])
def test_on_windows_the_system_is_asked_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    target = tmp_path / "信.docx"
    target.write_bytes(b"old")
    plain = io.open

    def locked(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        if file == target and "+" in mode:
            raise PermissionError(13, "Permission denied")
        return plain(file, mode, *arguments, **options)

    def kept(_path: Path, _other: Path) -> Path:
        error = PermissionError(13, "sharing violation")
        error.winerror = number  # pyright: ignore[reportAttributeAccessIssue]
        raise error

    monkeypatch.setattr(open_elsewhere, "ON_WINDOWS", True)
    monkeypatch.setattr(io, "open", locked)
    monkeypatch.setattr(builtins, "open", locked)
    monkeypatch.setattr(Path, "rename", kept)
    assert in_use(target)
    with pytest.raises(SaveError, match="正被 Word 或 WPS 打开"):
        save_bytes(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["信.docx"]


def test_on_windows_a_stale_owner_file_hinders_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "信.docx"
    target.write_bytes(b"old")
    (tmp_path / "~$信.docx").write_bytes(b"")
    monkeypatch.setattr(open_elsewhere, "ON_WINDOWS", True)
    assert save_bytes(target, b"new").read_bytes() == b"new"
