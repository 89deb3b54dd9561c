"""A file is replaced as a whole or not at all, and each failure is one sentence to act on."""

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from services import saving
from services.json_files import write_json
from services.saving import SaveError, save_all, save_bytes, sweep_temporaries
from services.settings import Settings
from tests.letters import ROOT

OLD = b"old"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "信.docx"
    path.write_bytes(OLD)
    return path


def temporaries(folder: Path) -> list[Path]:
    return list(folder.glob(".fuhan-*"))


def refused(path: Path, data: bytes = b"new") -> str:
    with pytest.raises(SaveError) as caught:
        save_bytes(path, data)
    sentence = str(caught.value)
    assert sentence.endswith("。")
    assert "Errno" not in sentence
    return sentence


def test_new_and_replaced(target: Path) -> None:
    assert save_bytes(target, b"new").read_bytes() == b"new"
    other = target.with_name("另一封.docx")
    assert save_bytes(other, b"x").read_bytes() == b"x"
    assert not temporaries(target.parent)


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("there", [True, False])
def test_of_two_files_both_give_way_or_none(
    there: bool, linked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The docx has given way, and the PDF is held by the program that shows it."""
    docx, pdf = tmp_path / "信.docx", tmp_path / "信.pdf"
    pdf.write_bytes(OLD)
    if there:
        docx.write_bytes(OLD)
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target == pdf:
            error = PermissionError(errno.EACCES, "held")
            error.winerror = 32  # pyright: ignore[reportAttributeAccessIssue]
            raise error
        return replace(self, target)

    def no_links(*_names: object) -> None:
        raise OSError(errno.EPERM, "a disk without links")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(saving, "_PAUSE", 0)
    if not linked:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(SaveError, match="原文件没有改动"):
        save_all([(docx, b"new"), (pdf, b"new")])
    assert (docx.read_bytes() if docx.exists() else None) == (OLD if there else None)
    assert pdf.read_bytes() == OLD
    assert not temporaries(tmp_path)
    monkeypatch.setattr(Path, "replace", replace)
    save_all([(docx, b"new"), (pdf, b"new")])
    assert [docx.read_bytes(), pdf.read_bytes()] == [b"new", b"new"]
    assert not temporaries(tmp_path)


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "已满"), (errno.EROFS, "只读"), (errno.EACCES, "不允许写入"), (errno.EIO, "没有保存成功")],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_failures_leave_the_old_file_whole(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, call: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*((os, "fsync", fail) if call == "fsync" else (Path, "replace", fail)))
    assert words in refused(target)
    assert target.read_bytes() == OLD
    assert not temporaries(target.parent)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 256 KB, which only root may."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_disk_really_full(small_disk: Path) -> None:
    target = small_disk / "信.docx"
    save_bytes(target, OLD * 20_000)
    assert "已满" in refused(target, b"new" * 100_000)
    assert target.read_bytes() == OLD * 20_000
    assert not temporaries(small_disk)
    save_bytes(target, b"small enough")


def test_open_in_an_office_program(target: Path) -> None:
    for name in (f".~{target.name}", f".~lock.{target.name}#", f"~${target.name}"):
        owner = target.with_name(name)
        owner.touch()
        assert "关闭" in refused(target)
        assert target.read_bytes() == OLD
        owner.unlink()


def test_folder_missing_or_no_folder(target: Path) -> None:
    assert "找不到文件夹" in refused(target.parent / "没有" / "信.docx")
    assert "不是文件夹" in refused(target / "信.docx")
    (target.parent / "夹.docx").mkdir()
    assert "文件夹的名字" in refused(target.parent / "夹.docx")


def test_names_that_the_system_refuses(target: Path) -> None:
    assert "太长" in refused(target.with_name("长" * 300 + ".docx"))
    assert "不允许的字符" in refused(target.with_name("空\0字符.docx"))


READ_ONLY = """
import os, sys
from pathlib import Path
from services.saving import SaveError, save_bytes
os.setuid(65534)
for name in sys.argv[1:]:
    try:
        save_bytes(Path(name), b"new")
    except SaveError as error:
        print(error)
"""


def test_read_only_folder_and_file_as_an_ordinary_user(target: Path) -> None:
    """Root ignores permissions, so the test becomes somebody else first."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can become another user")
    for folder in (target.parent, *target.parent.parents):
        if folder.owner() == "root" and folder != Path("/") and folder != Path("/tmp"):
            folder.chmod(0o755)
    target.chmod(0o444)
    run = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(target), str(target.with_name("新.docx"))],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    read_only, folder = run.stdout.splitlines()
    assert "只读文件" in read_only
    assert "不允许写入" in folder
    assert target.read_bytes() == OLD


def test_a_letter_can_be_read_by_colleagues_and_a_draft_cannot(target: Path) -> None:
    if os.name != "posix":
        pytest.skip("Windows inherits the folder's rights")
    mask = os.umask(0o022)
    try:
        new = save_bytes(target.with_name("新.docx"), b"x")
        draft = save_bytes(target.with_name("draft.json"), b"x", private=True)
    finally:
        os.umask(mask)
    assert new.stat().st_mode & 0o777 == 0o644
    assert draft.stat().st_mode & 0o777 == 0o600


def test_windows_scanner_is_waited_for(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []
    replace = Path.replace

    def busy_twice(self: Path, other: Path) -> Path:
        tries.append(1)
        if len(tries) < 3:
            error = PermissionError(errno.EACCES, "busy")
            error.winerror = 32  # pyright: ignore[reportAttributeAccessIssue]
            raise error
        return replace(self, other)

    monkeypatch.setattr("services.saving._PAUSE", 0)
    monkeypatch.setattr(Path, "replace", busy_twice)
    save_bytes(target, b"new")
    assert target.read_bytes() == b"new"
    assert len(tries) == 3


KILLED = """
import sys
from pathlib import Path
from services.saving import save_bytes
target = Path(sys.argv[1])
number = 0
while True:
    save_bytes(target, (b"%06d" % number) * 50_000)
    number += 1
    print(number, flush=True)
"""


@pytest.mark.parametrize("kill", range(8))
def test_killed_while_saving(target: Path, kill: int) -> None:
    run = subprocess.Popen([sys.executable, "-c", KILLED, str(target)], stdout=subprocess.PIPE, cwd=ROOT)
    assert run.stdout
    run.stdout.readline()
    time.sleep(0.003 * kill)
    run.kill()
    run.wait()
    run.stdout.close()
    data = target.read_bytes()
    assert len(data) == 300_000
    assert data == data[:6] * 50_000


LEFT = """
import os, sys
from pathlib import Path
from services import saving
saving._replace = lambda temporary, target: os.kill(os.getpid(), 9)
saving.save_bytes(Path(sys.argv[1]), b"new")
"""


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be renamed on Windows")
def test_what_a_killed_save_left_is_swept_at_once_and_a_save_in_work_stays(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run([sys.executable, "-c", LEFT, str(target)], cwd=ROOT, check=False)
    (left,) = temporaries(target.parent)
    swept: list[list[Path]] = []

    def replace(temporary: Path, target: Path) -> None:
        sweep_temporaries(target.parent)
        swept.append(temporaries(target.parent))
        temporary.replace(target)

    monkeypatch.setattr(saving, "_replace", replace)
    save_bytes(target, b"new")
    ((in_work,),) = swept
    assert in_work != left
    assert (target.read_bytes(), temporaries(target.parent)) == (b"new", [])


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be renamed on Windows")
def test_what_a_killed_program_left_of_a_draft_or_of_settings_is_swept_too(target: Path) -> None:
    subprocess.run([sys.executable, "-c", LEFT, str(target)], cwd=ROOT, check=False)
    assert temporaries(target.parent)
    write_json(target.with_name("settings.json"), Settings())
    assert not temporaries(target.parent)


def test_stale_temporaries_are_swept_and_fresh_ones_stay(target: Path) -> None:
    stale, fresh = target.with_name(".fuhan-old"), target.with_name(".fuhan-new")
    stale.touch()
    fresh.touch()
    os.utime(stale, (0, 0))
    sweep_temporaries(target.parent)
    assert (stale.exists(), fresh.exists(), target.exists()) == (False, True, True)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o600])
def test_a_file_that_is_replaced_keeps_who_may_read_it(target: Path, mode: int) -> None:
    target.chmod(mode)
    save_bytes(target, b"new")
    assert target.stat().st_mode & 0o777 == mode
