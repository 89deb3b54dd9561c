"""run.py sets up a bare machine: in a small tree of its own, from a local wheel, without network."""

import ast
import ntpath
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from platformdirs import user_data_path

import run
from bootstrap import disks, machine, system
from tests.run_tree import REPOSITORY, Tree, build_wheel


@pytest.fixture
def bare(tmp_path: Path) -> Tree:
    """Return a tree in which nothing is set up yet."""
    return Tree(tmp_path / "a folder 文件夹")


@pytest.fixture
def changed(ready: Tree, tmp_path: Path) -> Tree:
    """Return a copy of the tree that is set up, to be changed."""
    tree = Tree(tmp_path / "changed")
    shutil.copytree(ready.folder, tree.folder, symlinks=True, dirs_exist_ok=True)
    shutil.copytree(ready.wheels, tree.wheels, dirs_exist_ok=True)
    return tree


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """Return a tree that is set up; its tests leave it so."""
    tree = Tree(tmp_path_factory.mktemp("run") / "ready")
    assert tree.run("make").returncode == 0
    return tree


def wait_for(path: Path) -> None:
    """Wait until a file appears."""
    end = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < end, f"{path} did not appear"
        time.sleep(0.01)


def test_first_start_sets_up_and_passes_everything_on(bare: Tree) -> None:
    done = bare.run("make", "信.json", text="abc", STATUS="3")
    assert done.stdout == "main make 信.json input 3 复函\n"
    assert done.returncode == 3
    assert done.stderr.splitlines() == ["正在准备运行所需的组件，第一次约需一分钟，请稍候……"]
    assert not (bare.venv / "wheels").exists()


@pytest.mark.full
def test_second_start_is_silent_and_touches_nothing(ready: Tree) -> None:
    before = (ready.venv / run.STAMP).stat().st_mtime_ns
    assert ready.run("make").stderr == ""
    assert (ready.venv / run.STAMP).stat().st_mtime_ns == before


@pytest.mark.full
def test_two_at_once_both_work_and_one_says_that_it_waits(bare: Tree) -> None:
    first, second = bare.start("make", "1"), bare.start("make", "2")
    outputs = [process.communicate(timeout=120) for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0]
    assert [out for out, _ in outputs] == ["main make 1 input 0 复函\n", "main make 2 input 0 复函\n"]
    assert sorted(err.splitlines() for _, err in outputs) == [
        ["另一个程序正在准备运行组件，请稍候……"],
        ["正在准备运行所需的组件，第一次约需一分钟，请稍候……"],
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such kill")
@pytest.mark.full
def test_killed_in_the_middle_is_repaired(bare: Tree) -> None:
    process = bare.start("make")
    wait_for(bare.venv / "pyvenv.cfg")
    process.kill()
    process.communicate()
    assert not (bare.venv / run.STAMP).exists()
    assert bare.run("make").stdout == "main make input 0 复函\n"


@pytest.mark.full
def test_an_environment_without_its_python_is_repaired(changed: Tree) -> None:
    Path(run.python_of(str(changed.venv))).unlink()
    assert changed.run("make").stdout == "main make input 0 复函\n"


@pytest.mark.full
def test_an_environment_whose_python_has_moved_is_rebuilt(changed: Tree) -> None:
    told = changed.venv / "pyvenv.cfg"
    there = told.read_text(encoding="utf-8")
    told.write_text(re.sub(r"(?m)^home = .*$", "home = /gone/python", there), encoding="utf-8")
    assert changed.run("make").stdout == "main make input 0 复函\n"
    assert told.read_text(encoding="utf-8").splitlines()[0] == there.splitlines()[0]


def test_on_windows_the_python_of_an_environment_is_where_its_home_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home, venv = tmp_path / "Python313", tmp_path / "venv"
    for path in (home / "python.exe", venv / "Scripts" / "python.exe"):
        path.parent.mkdir(parents=True)
        path.touch()
    (venv / "pyvenv.cfg").write_text(f"home = {home}\nversion = 3.13.1\n", encoding="utf-8")
    found: list[bool] = []
    for _ in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(os, "name", "nt")
            patch.setattr(run, "python_of", lambda venv: os.path.join(venv, "Scripts", "python.exe"))
            found.append(run.has_python(str(venv)))
        # An update of Python takes the program away and may leave its folder.
        (home / "python.exe").unlink(missing_ok=True)
    assert found == [True, False]


def test_on_a_remote_drive_the_environment_is_in_the_users_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(disks, "is_remote", lambda folder: folder == run.ROOT)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert all(home.startswith(str(tmp_path)) for home in run.homes())
    assert run.find_home({"never installed"}).startswith(str(tmp_path))


@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        (r"\\server\share\复函", True),
        (r"\\?\UNC\server\share\复函", True),
        (r"Z:\复函", True),
        (r"C:\复函", False),
    ],
)
def test_windows_is_asked_which_drives_are_remote(monkeypatch: pytest.MonkeyPatch, folder: str, remote: bool) -> None:
    def drive_type(drive: str) -> int:
        return {"Z:\\": 4, "C:\\": 3}[drive]

    kernel = SimpleNamespace(kernel32=SimpleNamespace(GetDriveTypeW=drive_type))
    monkeypatch.setattr("ctypes.windll", kernel, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(disks.os, "path", ntpath)
    assert disks.is_remote(folder) is remote


@pytest.mark.skipif(sys.platform != "linux", reason="Linux lists what is mounted where")
@pytest.mark.parametrize(
    ("folder", "remote"),
    [("共享 盘/复函", True), ("共享 盘", True), ("共享", False), ("disk/复函", False), ("", False)],
)
def test_linux_lists_which_folders_are_remote(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: str, remote: bool
) -> None:
    listed = tmp_path / "mounts"
    shared = str(tmp_path / "共享 盘").replace(" ", "\\040")
    lines = ("/dev/sda1 / ext4 rw 0 0", f"//server/x {shared} cifs rw 0 0", f"/dev/sdb1 {tmp_path}/disk xfs rw 0 0")
    listed.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(disks, "MOUNTS", str(listed))
    assert disks.is_remote(str(tmp_path / folder)) is remote
    monkeypatch.setattr(disks, "MOUNTS", str(tmp_path / "none"))
    assert not disks.is_remote(str(tmp_path / folder))


@pytest.mark.full
def test_changed_requirements_are_installed(changed: Tree) -> None:
    changed.require("2.0")
    (changed.folder / "main.py").write_text("import small\nprint(small.version)\n", encoding="utf-8")
    assert changed.run("make").stdout == "2.0\n"


@pytest.mark.full
@pytest.mark.parametrize(
    ("found", "wanted", "complaint"),
    [("==1.0", "==9.9", "small==9.9"), ("sha256:.*", "sha256:" + "0" * 64, "")],
    ids=["version", "hash"],
)
def test_packages_that_cannot_be_had_are_one_sentence_and_break_nothing(
    changed: Tree, found: str, wanted: str, complaint: str
) -> None:
    pinned = (changed.folder / run.TESTS).read_text(encoding="utf-8")
    (changed.folder / run.TESTS).write_text(re.sub(found, wanted, pinned), encoding="utf-8")
    done = changed.run("test")
    assert done.returncode == run.CANNOT
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 2
    assert "请检查网络" in done.stderr.splitlines()[-1]
    assert complaint in done.stderr.splitlines()[-1]
    assert changed.run("make").stdout == "main make input 0 复函\n"


# Stands in the environment and lets nobody write one module, as a scanner does on Windows while it reads a file.
SCANNER = """
import builtins, os
really_open = builtins.open
def held_open(path, mode="r", *rest, **named):
    if str(path).endswith("other.py") and "w" in mode and os.path.exists({flag!r}):
        raise PermissionError(13, "Permission denied", str(path))
    return really_open(path, mode, *rest, **named)
builtins.open = held_open
"""


@pytest.mark.full
def test_one_held_file_is_said_and_the_next_start_goes_on_from_there(changed: Tree, tmp_path: Path) -> None:
    packages = next(changed.venv.glob("**/small.py")).parent
    (tmp_path / "held").touch()
    (packages / "sitecustomize.py").write_text(SCANNER.format(flag=str(tmp_path / "held")), encoding="utf-8")
    changed.require("2.0", "other")
    done = changed.run("make")
    assert done.returncode == run.CANNOT
    assert "占用" in done.stderr.splitlines()[-1]
    assert "other.py" in done.stderr.splitlines()[-1]
    (tmp_path / "held").unlink()
    kept = [path for path in packages.parent.rglob("*") if path.name in ("pyvenv.cfg", "small.py", "pip")]
    before = [path.stat().st_mtime_ns for path in kept]
    for wheel in changed.wheels.iterdir():
        wheel.unlink()
    assert changed.run("make").stdout == "main make input 0 复函\n", "the wheels are there from the first time"
    assert [path.stat().st_mtime_ns for path in kept] == before
    assert (packages / "other.py").read_text(encoding="utf-8") == "version = '2.0'\n"
    assert not (changed.venv / "wheels").exists()


@pytest.fixture
def installing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Path, list[str]]:
    """Return an environment that wants its packages, and the answers that pip will give; nobody waits."""
    answers: list[str] = []
    venv = tmp_path / "venv"
    venv.mkdir()
    monkeypatch.setattr(run, "run_tool", lambda command, keep=(): answers.pop(0))
    monkeypatch.setattr(run, "make_environment", lambda venv, lock: None)
    monkeypatch.setattr(time, "sleep", lambda pause: None)
    return venv, answers


# As Windows says it, and as pip passes it on.
HELD = "ERROR: Could not install packages due to an OSError: [WinError 32] 另一个程序正在使用此文件，进程无法访问。"


def test_a_file_held_for_a_moment_is_tried_again(installing: tuple[Path, list[str]]) -> None:
    venv, answers = installing
    answers += ["", HELD, HELD.replace("32", "5"), ""]
    (venv / "wheels").mkdir()
    run.install_packages(str(venv), run.RUNTIME, 0)
    assert answers == []


def test_a_package_that_broke_off_is_not_taken_for_an_installed_one(installing: tuple[Path, list[str]]) -> None:
    venv, answers = installing
    folder = venv / "lib" / "python3.11" / "site-packages"
    for name, record in (("whole-1.0.dist-info", True), ("half-1.0.dist-info", False)):
        (folder / name).mkdir(parents=True)
        (folder / name / ("RECORD" if record else "METADATA")).touch()
    answers += ["", *[HELD] * 3]
    (venv / "wheels").mkdir()
    with pytest.raises(run.SetUpError, match="占用"):
        run.install_packages(str(venv), run.RUNTIME, 0)
    assert [path.name for path in folder.iterdir()] == ["whole-1.0.dist-info"]
    assert (venv / run.STAMP).read_text(encoding="utf-8") == run.python_fact()


def test_another_fault_of_the_installation_is_not_tried_again(installing: tuple[Path, list[str]]) -> None:
    venv, answers = installing
    answers += ["", "ERROR: No space left on device"]
    (venv / "wheels").mkdir()
    with pytest.raises(run.SetUpError, match="没有安装成功"):
        run.install_packages(str(venv), run.RUNTIME, 0)
    assert not (venv / run.STAMP).exists(), "nobody knows what is in it"


def test_a_wheel_that_is_still_held_at_the_end_is_left_there(
    installing: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    venv, answers = installing
    answers += ["", ""]
    (venv / "wheels").mkdir()
    (venv / "wheels" / "held.whl").touch()

    def held(path: str, *_: object, **__: object) -> None:
        raise PermissionError(13, "[WinError 32]", path)

    monkeypatch.setattr(os, "unlink", held)
    run.install_packages(str(venv), run.RUNTIME, 0)
    assert (venv / "wheels" / "held.whl").exists()


@pytest.mark.full
@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_the_sample_is_made(ready: Tree) -> None:
    done = ready.run()
    sample = os.path.join(ready.folder, "resources", "samples", "seed_letter.json")
    assert done.stdout == f"main make {sample} input 0 复函\n"
    assert done.stderr.splitlines() == ["没有检测到图形界面，打不开窗口，改为生成一份示例复函，完成后显示文件的位置。"]


@pytest.mark.full
@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    "line",
    [
        "{} run.py make | cat",
        "{} run.py make | true",
        "{} run.py make 2>&1 | true",
        "{} run.py make <&-",
        "{} run.py make >&- || true",
        "{} run.py make 2>&-",
        "{} run.py 2>&-",
        "LC_ALL=C {} run.py make 复函",
        "LC_ALL=POSIX {} run.py",
    ],
)
def test_pipes_closed_files_and_plain_locales_leave_no_traceback(ready: Tree, line: str) -> None:
    environment = ready.environment()
    environment.pop("PYTHONUTF8")
    done = subprocess.run(
        ["sh", "-c", line.format(sys.executable)],
        cwd=ready.folder,
        env=environment,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_interrupt_ends_quietly(bare: Tree) -> None:
    process = bare.start("make")
    wait_for(bare.venv / "pyvenv.cfg")
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == run.INTERRUPTED
    assert "Traceback" not in complaint


@pytest.mark.full
def test_unwritable_folder_keeps_the_environment_in_the_users_cache(bare: Tree, tmp_path: Path) -> None:
    # Not even root can open a folder as a lock file.
    (bare.folder / ".venv.lock").mkdir()
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "LOCALAPPDATA": str(tmp_path / "cache")}
    for _ in range(2):
        assert bare.run("make", **cache).stdout == "main make input 0 复函\n"
    assert not bare.venv.exists()
    assert len(list((tmp_path / "cache" / "fuhan").glob(f"venv-*/{run.STAMP}"))) == 1


def test_packages_installed_by_somebody_else_are_used_and_the_machine_is_still_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checked: list[str] = []
    job = run.plan(["photo"], {}, "linux")
    packages = {run.python_fact(), run.requirement_fact(run.RUNTIME)}
    monkeypatch.setattr(run, "read_stamp", lambda venv: packages)
    monkeypatch.setattr(run, "can_write", lambda venv: False)
    monkeypatch.setattr(system, "provide_screen", checked.append)
    assert run.prepare(job) == os.path.join(run.ROOT, ".venv")
    assert checked == ["offscreen"]


def test_on_windows_components_are_not_made_among_the_users_letters(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    letters = ntpath.normcase(user_data_path("Fuhan", appauthor=False).name)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        homes = list(run.homes())
    places = [ntpath.normcase(os.path.basename(os.path.dirname(home))) for home in homes[1:]]
    assert letters not in places[:1]
    assert places[1:] == [letters], "what older programs installed is still found"
    writable = homes[1:]
    monkeypatch.setattr(run, "homes", lambda: iter(writable))
    assert run.find_home({"never installed"}) == writable[0]
    python = Path(run.python_of(writable[1]))
    python.parent.mkdir(parents=True)
    python.touch()
    Path(writable[1], "pyvenv.cfg").write_text(f"home = {python.parent}\n", encoding="utf-8")
    run.write_stamp(writable[1], {"installed"})
    assert run.find_home({"installed"}) == writable[1]


def test_no_writable_folder_at_all_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "read_stamp", lambda venv: set())
    monkeypatch.setattr(run, "can_write", lambda venv: False)
    with pytest.raises(run.SetUpError, match="没有可写的文件夹"):
        run.prepare(run.plan(["make"], {}, "linux"))


@pytest.mark.parametrize("path", [REPOSITORY / "run.py", *(REPOSITORY / "bootstrap").glob("*.py")], ids=str)
def test_an_old_python_can_read_what_tells_it_that_it_is_too_old(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 7))


def pretend_to_be(monkeypatch: pytest.MonkeyPatch, version: tuple[int, int]) -> None:
    """Let run.py believe that an unused environment is to be filled by another Python."""
    found = machine.this_machine()._replace(python=version)
    monkeypatch.setattr(machine, "this_machine", lambda: found)
    monkeypatch.setattr(run, "read_stamp", lambda venv: set())
    monkeypatch.setattr(run, "install_packages", lambda *_: pytest.fail("began to install"))


@pytest.mark.parametrize("version", [(3, 10), (3, 15)])
def test_a_machine_that_cannot_install_is_told_before_anything_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], version: tuple[int, int]
) -> None:
    pretend_to_be(monkeypatch, version)
    monkeypatch.setenv("PATH", "")
    assert run.main(["make"]) == run.CANNOT
    assert capsys.readouterr().err == f"{machine.unfit(machine.this_machine())}\n"


@pytest.mark.skipif(os.name == "nt", reason="on Windows run.bat looks for the others")
def test_a_fitting_python_beside_an_unfit_one_takes_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend_to_be(monkeypatch, (3, 10))
    name = "python{}.{}".format(*sys.version_info)
    for promised in ("python3.14", "python3.13", "python3.12", "python3.11"):
        (tmp_path / promised).write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
        (tmp_path / promised).chmod(0o755)
    (tmp_path / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["run.py", "make", "信.json"])
    taken: list[list[str]] = []

    class Replaced(Exception):
        """This process is another program now."""

    def become(path: str, words: list[str]) -> None:
        taken.append([path, *words])
        raise Replaced

    monkeypatch.setattr(os, "execv", become)
    with pytest.raises(Replaced):
        run.main(["make", "信.json"])
    assert taken == [[str(tmp_path / name), str(tmp_path / name), "run.py", "make", "信.json"]]


def supply(tree: Tree, *versions: str) -> None:
    """Lay wheels beside run.py, and let pip find none elsewhere."""
    (tree.folder / "wheels").mkdir()
    for wheel in list(tree.wheels.iterdir()):
        wheel.unlink()
    for version in versions:
        build_wheel(tree.folder / "wheels", version)


@pytest.mark.full
def test_wheels_beside_the_program_are_taken_without_an_index(bare: Tree) -> None:
    supply(bare, "1.0")
    done = bare.run("make", PIP_NO_INDEX="", PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="0")
    assert done.stdout == "main make input 0 复函\n"
    assert [wheel.name for wheel in (bare.folder / "wheels").iterdir()] == ["small-1.0-py3-none-any.whl"]


@pytest.mark.full
def test_wheels_beside_the_program_that_are_incomplete_are_one_sentence(changed: Tree) -> None:
    changed.require("2.0")
    supply(changed, "1.0")
    done = changed.run("make")
    assert done.returncode == run.CANNOT
    assert "安装包不齐" in done.stderr.splitlines()[-1]
    assert "small==2.0" in done.stderr.splitlines()[-1]
    assert (changed.venv / run.STAMP).exists(), "what was installed is whole"


def test_plan_of_the_window_follows_the_screen() -> None:
    assert run.plan([], {"DISPLAY": ":0"}, "linux").screen == "xcb"
    assert run.plan([], {"WAYLAND_DISPLAY": "wayland-0"}, "linux").screen == "wayland"
    assert run.plan([], {"QT_QPA_PLATFORM": "offscreen"}, "linux").screen == "offscreen"
    assert run.plan([], {"QT_QPA_PLATFORM": "xcb"}, "linux").screen == "xcb"
    assert run.plan([], {"QT_QPA_PLATFORM": "dxcb"}, "linux").screen == "xcb"
    assert run.plan([], {"QT_QPA_PLATFORM": "dxcb;xcb"}, "linux").screen == "xcb"
    assert run.plan([], {"QT_QPA_PLATFORM": "wayland-egl;xcb"}, "linux").screen == "wayland"
    assert run.plan([], {"QT_QPA_PLATFORM": "offscreen:configfile=x.json"}, "linux").screen == "offscreen"
    assert run.plan([], {}, "win32").screen == ""
    assert run.plan(["--data", "D"], {"DISPLAY": ":0"}, "linux").arguments == [run.MAIN, "--data", "D"]


def test_plan_without_a_screen_keeps_the_data_folder() -> None:
    job = run.plan(["--data", "D"], {}, "linux")
    assert job.arguments == [run.MAIN, "--data", "D", "make", run.SAMPLE]
    assert job.screen == ""
    assert job.notice


@pytest.mark.parametrize(
    ("words", "screen"),
    [
        (["make", "a.json"], ""),
        (["--data", "photo", "schema"], ""),
        (["--help"], ""),
        (["photo", "a.json"], "offscreen"),
        (["--data=D", "photo"], "offscreen"),
        (["--data", "D", "photo"], "offscreen"),
    ],
)
def test_plan_of_a_command_needs_the_screen_only_to_paint(words: list[str], screen: str) -> None:
    job = run.plan(words, {}, "linux")
    assert (job.arguments, job.requirements, job.screen) == ([run.MAIN, *words], run.RUNTIME, screen)


def test_plan_of_tests_and_bench() -> None:
    tests = run.plan(["test", "--all", "-k", "x"], {"DISPLAY": ":0"}, "linux")
    assert (tests.arguments, tests.folder) == (["-m", "pytest", "--all", "-k", "x"], run.ROOT)
    for every in (["test"], ["test", "--all"]):
        beside = run.plan(every, {}, "linux").arguments
        assert beside == ["-m", "pytest", *run.SIDE_BY_SIDE, *every[1:]], "on two processors"
    bench = run.plan(["bench", "--quick"], {}, "linux")
    assert bench.arguments == ["-m", run.BENCH, "--quick"]
    assert {tests.requirements, bench.requirements} == {run.TESTS}
    assert {tests.screen, bench.screen} == {"offscreen"}


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Pretend that one library is missing and record what would be installed."""
    installed: list[list[str]] = []
    monkeypatch.setattr(system, "LIBRARIES", {"xcb": {"libfuhan-none.so.1": "libfuhan-none1"}})
    monkeypatch.setattr(system, "install_with_apt", installed.append)
    monkeypatch.setattr(system, "is_root", lambda: True)
    monkeypatch.setattr(system, "is_debian", lambda: True)
    return installed


def test_missing_library_is_installed_by_root_on_debian(lacking: list[list[str]]) -> None:
    system.provide_libraries("xcb")
    assert lacking == [["libfuhan-none1"]]


def test_missing_library_is_a_line_to_type_for_others(
    lacking: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "is_root", lambda: False)
    with pytest.raises(run.SetUpError, match=r"sudo apt-get install -y --no-install-recommends libfuhan-none1$"):
        system.provide_libraries("xcb")
    monkeypatch.setattr(system, "is_debian", lambda: False)
    with pytest.raises(run.SetUpError, match=r"libfuhan-none\.so\.1$"):
        system.provide_libraries("xcb")
    assert lacking == []


def test_missing_venv_module_is_a_line_to_type(lacking: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "is_root", lambda: False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    package = "python{}.{}-venv".format(*sys.version_info)
    with pytest.raises(run.SetUpError, match=rf"{package}$"):
        run.make_environment("never made", 0)
    assert lacking == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks a Chinese font")
def test_missing_font_is_installed_or_only_mentioned(
    lacking: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "provide_libraries", lambda screen: None)
    monkeypatch.setattr(system, "has_chinese_font", lambda: False)
    system.provide_screen("xcb")
    assert lacking == [[system.FONT_PACKAGE]]
    monkeypatch.setattr(system, "is_root", lambda: False)
    system.provide_screen("xcb")
    assert system.FONT_PACKAGE in capsys.readouterr().err
    assert len(lacking) == 1


def test_apt_renews_lists_that_are_missing_or_stale(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answers = iter(["404", "", ""])
    commands: list[str] = []

    def pretend(command: list[str], keep: tuple[int, ...] = ()) -> str:
        commands.append(next(word for word in command if word in ("update", "install")))
        return next(answers)

    (tmp_path / "debian_Packages.lz4").touch()
    monkeypatch.setattr(system, "APT_LISTS", str(tmp_path))
    monkeypatch.setattr(system, "run_tool", pretend)
    system.install_with_apt(["one"])
    assert commands == ["install", "update", "install"]
    monkeypatch.setattr(system, "APT_LISTS", str(tmp_path / "none"))
    answers = iter(["", "E: Unable to locate package one"])
    commands.clear()
    with pytest.raises(run.SetUpError, match="Unable to locate"):
        system.install_with_apt(["one"])
    assert commands == ["update", "install"]


@pytest.mark.skipif(sys.platform != "linux", reason="the native libraries matter on Linux only")
def test_libraries_that_a_screen_needs_are_listed_with_a_package_each() -> None:
    for libraries in system.LIBRARIES.values():
        assert all(".so." in library and package.startswith("lib") for library, package in libraries.items())
        assert set(system.OFFSCREEN) <= set(libraries)


def test_test_requirements_hold_the_runtime_ones() -> None:
    runtime, tests = (
        set((REPOSITORY / name).read_text(encoding="utf-8").splitlines()) for name in (run.RUNTIME, run.TESTS)
    )
    pins = {line for line in runtime if "==" in line}
    assert pins
    assert pins <= tests


def test_windows_starter_is_short_and_has_windows_line_ends() -> None:
    content = (REPOSITORY / "run.bat").read_bytes()
    # The command interpreter misreads UTF-8 across its blocks of 512 bytes.
    assert len(content) < 512
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.index(b"chcp 65001") < min(i for i, byte in enumerate(content) if byte > 127)
