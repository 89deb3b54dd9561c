#!/usr/bin/env python3
"""Set up what is missing on a bare machine, then hand over to main.py, the tests or the bench."""

from __future__ import annotations

import os
import sys
import zlib

from bootstrap.telling import nobody_reads, say, show_box, show_step, watched
from bootstrap.tools import SetUpError, environment_for_children, run_tool

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = os.path.dirname(os.path.abspath(__file__))
MAIN = os.path.join(ROOT, "main.py")
SIDE_BY_SIDE = ["-n", "2", "--dist", "loadfile"]
BENCH = "tests.bench.run_bench"
SAMPLE = os.path.join(ROOT, "resources", "samples", "seed_letter.json")
RUNTIME, TESTS = "requirements.txt", "requirements-test.txt"
STAMP = "fuhan.stamp"
# A folder of wheels that an office without internet lays beside this file.
SUPPLY = os.path.join(ROOT, "wheels")
CANNOT, INTERRUPTED = 2, 130
# Of Windows: a child that outlives the console of its parent.
DETACHED = 0x00000008 | 0x00000200
CRASHED = "复函意外退出了（{:#x}）。写过的字已经存好，请再启动一次；还是这样，请把数据文件夹里的 fuhan.log 交给管理员。"

QT_COMMANDS = ("photo",)
# Qt's own plug-ins, and whose libraries they need; where a desktop names another, such as UOS's dxcb, X11 is tried.
PLUGINS = {
    **dict.fromkeys(("offscreen", "minimal", "minimalegl", "linuxfb", "eglfs", "vnc", "vkkhrdisplay"), "offscreen"),
    **dict.fromkeys(("wayland", "wayland-egl"), "wayland"),
    "xcb": "xcb",
}
LIBRARY_CACHE = "/etc/ld.so.cache"
PIP_SAFETY = ["--require-hashes", "--only-binary", ":all:", "--no-deps"]
OFFLINE, FROM = ["--isolated"], ["--no-index", "--find-links"]
# What pip says when a scanner or an open window holds a file; Windows writes the rest in the language of the machine.
HELD = ("[WinError 5]", "[WinError 32]", "[WinError 33]", "[Errno 13]")
HELD_PAUSES_S = (1, 3)


class Job:
    """What is to be started, and the requirement file, kind of screen and folder that it needs."""

    def __init__(
        self,
        arguments: list[str],
        requirements: str = RUNTIME,
        screen: str = "",
        folder: str = "",
        notice: str = "",
        window: bool = False,
    ) -> None:
        self.arguments = arguments
        self.requirements = requirements
        self.screen = screen
        self.folder = folder
        self.notice = notice
        self.window = window


class Lock:
    """A lock on one environment that the system releases when its last holder ends, however it ends."""

    def __init__(self, venv: str) -> None:
        self.handle = os.open(venv + ".lock", os.O_RDWR | os.O_CREAT)

    def __enter__(self) -> int:
        if not self._take(wait=False):
            say("另一个程序正在准备运行组件，请稍候……")
            while not self._take(wait=True):
                pass
        return self.handle

    def __exit__(self, *_: object) -> None:
        os.close(self.handle)

    def _take(self, wait: bool) -> bool:
        if sys.platform == "win32":
            import msvcrt

            try:
                # Windows waits ten seconds and gives up, hence the loop around it.
                msvcrt.locking(self.handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                return False
            return True
        import fcntl

        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def open_standard_files() -> None:
    """Point closed standard files at nothing, lest a file opened later takes their number; talk UTF-8."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    reconfigure = getattr(sys.stderr, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def screen_of(environment: Mapping[str, str], platform: str) -> str:
    """Name the screen at hand: offscreen, xcb, wayland, none, or empty where Qt needs nothing."""
    if platform != "linux":
        return ""
    named = environment.get("QT_QPA_PLATFORM", "")
    if named:
        known = [PLUGINS[name] for name in (each.partition(":")[0] for each in named.split(";")) if name in PLUGINS]
        return known[0] if known else "xcb"
    if environment.get("DISPLAY"):
        return "xcb"
    return "wayland" if environment.get("WAYLAND_DISPLAY") else "none"


def plan(words: list[str], environment: Mapping[str, str], platform: str) -> Job:
    """Turn the words of the command line into the job to do."""
    screen = screen_of(environment, platform)
    unseen = "offscreen" if screen else ""
    if words[:1] == ["test"]:
        # What goes through all files does so on two processors at once.
        beside = SIDE_BY_SIDE if words[1:] in ([], ["--all"]) else []
        return Job(["-m", "pytest", *beside, *words[1:]], TESTS, unseen, folder=ROOT)
    if words[:1] == ["bench"]:
        return Job(["-m", BENCH, *words[1:]], TESTS, unseen, folder=ROOT)
    at = 0
    while words[at : at + 1] and words[at].startswith("--data"):
        at += 1 if "=" in words[at] else 2
    if at < len(words):
        return Job([MAIN, *words], screen=unseen if words[at] in QT_COMMANDS else "")
    if screen == "none":
        notice = "没有检测到图形界面，打不开窗口，改为生成一份示例复函，完成后显示文件的位置。"
        return Job([MAIN, *words, "make", SAMPLE], notice=notice)
    return Job([MAIN, *words], screen=screen, window=True)


def python_of(venv: str) -> str:
    """Name the interpreter inside an environment."""
    return os.path.join(venv, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))


def console_python(executable: str) -> str:
    """Name the interpreter for tools: what has no console makes environments that have none either."""
    folder, name = os.path.split(executable)
    beside = os.path.join(folder, name.lower().replace("pythonw", "python"))
    return beside if name.lower() == "pythonw.exe" and os.path.exists(beside) else executable


def python_fact() -> str:
    """Say which Python an environment belongs to."""
    return f"python {sys.implementation.cache_tag} {sys.platform}"


def requirement_fact(name: str) -> str:
    """Say which content of a requirement file is installed."""
    with open(os.path.join(ROOT, name), "rb") as file:
        return f"{name} {zlib.crc32(file.read()):08x}"


def screen_facts(screen: str) -> set[str]:
    """Say for which state of the machine the libraries were checked; any installation renews the cache."""
    if not screen:
        return set()
    try:
        changed = os.stat(LIBRARY_CACHE).st_mtime_ns
    except OSError:
        changed = 0
    return {f"{screen} {changed}"}


def has_python(venv: str) -> bool:
    """Tell whether the Python of an environment can start: what stands in it only leads to the one it was made from."""
    with open(os.path.join(venv, "pyvenv.cfg"), encoding="utf-8") as file:
        named = [line.partition("=")[2].strip() for line in file if line.partition("=")[0].strip() == "home"]
    made_from = [os.path.join(home, "python.exe") if os.name == "nt" else home for home in named]
    return all(os.path.exists(path) for path in [*made_from, python_of(venv)])


def read_stamp(venv: str) -> set[str]:
    """Read what is known to be in an environment: nothing if it was never finished or its Python is gone."""
    try:
        with open(os.path.join(venv, STAMP), encoding="utf-8") as file:
            return set(file.read().splitlines()) if has_python(venv) else set()
    except OSError:
        return set()


def write_stamp(venv: str, facts: set[str]) -> None:
    """Note what is in an environment, all at once."""
    path = os.path.join(venv, STAMP)
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write("\n".join(sorted(facts)))
    os.replace(path + ".new", path)


def homes() -> Iterator[str]:
    """Name the folders that may hold our environment: beside the program, else in the user's cache."""
    from bootstrap.disks import is_remote

    # On a shared drive each machine would find the Python of another one missing, and rebuild it under its hands.
    if not is_remote(ROOT):
        yield os.path.join(ROOT, ".venv")
    if os.name == "nt":
        cache = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
        # To Windows "fuhan" is the folder "Fuhan", which keeps the user's letters; older programs put theirs into it.
        names = ["fuhan-components", "fuhan"]
    else:
        cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        names = ["fuhan"]
    for name in names:
        yield os.path.join(cache, name, f"venv-{zlib.crc32(os.fsencode(ROOT)):08x}")


def can_write(venv: str) -> bool:
    """Tell whether an environment can be made or changed here."""
    try:
        os.makedirs(os.path.dirname(venv), exist_ok=True)
        os.close(os.open(venv + ".lock", os.O_RDWR | os.O_CREAT))
    except OSError:
        return False
    return not os.path.exists(venv) or os.access(venv, os.W_OK)


def find_home(facts: set[str]) -> str:
    """Choose the folder whose environment holds these facts, else the first in which one can be made."""
    for venv in homes():
        if facts <= read_stamp(venv):
            return venv
    for venv in homes():
        if can_write(venv):
            return venv
    raise SetUpError("没有可写的文件夹来存放运行组件，请把程序放到有写入权限的文件夹再启动。")


def make_environment(venv: str, lock: int) -> None:
    """Make an environment anew, whatever a broken attempt has left there."""
    from importlib.util import find_spec

    if find_spec("ensurepip") is None:
        from bootstrap.system import provide_system_packages

        provide_system_packages(["python{}.{}-venv".format(*sys.version_info)], ["Python venv"])
    complaint = run_tool([console_python(sys.executable), "-m", "venv", "--clear", venv], (lock,))
    if complaint:
        raise SetUpError(f"运行环境没有建成，请先关闭已打开的复函窗口再启动（{complaint}）")


def supplied_wheels(pip: list[str], wanted: list[str], lock: int) -> str:
    """Name the folder of wheels beside the program, if there is one, after a look whether all are in it."""
    if not os.path.isdir(SUPPLY) or not any(name.endswith(".whl") for name in os.listdir(SUPPLY)):
        return ""
    # A rehearsal: a wheel that is not there must not be missed in the middle of the installation.
    complaint = run_tool(
        [*pip, *OFFLINE, "install", "--dry-run", "--ignore-installed", *FROM, SUPPLY, *wanted], (lock,)
    )
    if complaint:
        raise SetUpError(f"文件夹“{SUPPLY}”里的安装包不齐，请由管理员补齐，或删去该文件夹后联网安装（{complaint}）")
    return SUPPLY


def fetch_wheels(venv: str, pip: list[str], requirements: str, wanted: list[str], lock: int) -> str:
    """Download all wheels that are wanted, unless an earlier start has done so, and name the folder they are in."""
    wheels = os.path.join(venv, "wheels")
    complete = os.path.join(wheels, "complete")
    if os.path.exists(complete):
        with open(complete, encoding="utf-8") as file:
            if file.read() == requirement_fact(requirements):
                return wheels
        os.remove(complete)
    complaint = run_tool([*pip, "download", "--no-input", "--dest", wheels, *wanted], (lock,))
    if complaint:
        raise SetUpError(f"组件没有下载成功，请检查网络（内网请由管理员配置 pip 软件源）后再启动（{complaint}）")
    with open(complete, "w", encoding="utf-8") as file:
        file.write(requirement_fact(requirements))
    return wheels


def drop_half_installed(venv: str) -> None:
    """Remove the notes of packages whose installation broke off, which pip would take for installed ones."""
    import glob
    import shutil

    for notes in glob.glob(os.path.join(glob.escape(venv), "[Ll]ib", "**", "*.dist-info"), recursive=True):
        # pip writes the record last.
        if not os.path.exists(os.path.join(notes, "RECORD")):
            shutil.rmtree(notes, ignore_errors=True)


def install_wheels(venv: str, pip: list[str], wheels: str, wanted: list[str], lock: int) -> None:
    """Install the wheels; where a file is held, try that one again, and leave the rest to the next start."""
    import time

    os.remove(os.path.join(venv, STAMP))
    install = [*pip, *OFFLINE, "install", *FROM, wheels, *wanted]
    complaint = run_tool(install, (lock,))
    for pause in HELD_PAUSES_S:
        if not any(mark in complaint for mark in HELD):
            break
        time.sleep(pause)
        drop_half_installed(venv)
        complaint = run_tool(install, (lock,))
    if any(mark in complaint for mark in HELD):
        drop_half_installed(venv)
        write_stamp(venv, {python_fact()})
        raise SetUpError(
            f"组件的一个文件正被别的程序占用，请关闭已打开的复函窗口，稍候再启动，会从这一个接着装（{complaint}）"
        )
    if complaint:
        raise SetUpError(f"组件没有安装成功，请先关闭已打开的复函窗口再启动（{complaint}）")


def install_packages(venv: str, requirements: str, lock: int) -> None:
    """Fetch the pinned packages first, then install them, so that a missing network breaks nothing."""
    import shutil

    say("正在准备运行所需的组件，第一次约需一分钟，请稍候……")
    # The children hold the lock too: if we are killed, the next start waits until they have ended.
    if python_fact() not in read_stamp(venv):
        show_step("第 1 步，共 3 步：建立运行环境")
        make_environment(venv, lock)
        write_stamp(venv, {python_fact()})
    pip = [python_of(venv), "-m", "pip"]
    wanted = [*PIP_SAFETY, "-r", os.path.join(ROOT, requirements)]
    show_step("第 2 步，共 3 步：取得组件")
    wheels = supplied_wheels(pip, wanted, lock) or fetch_wheels(venv, pip, requirements, wanted, lock)
    show_step("第 3 步，共 3 步：安装组件")
    install_wheels(venv, pip, wheels, wanted, lock)
    # All is installed: a wheel that a scanner still holds is no reason to begin again.
    shutil.rmtree(os.path.join(venv, "wheels"), ignore_errors=True)


def refuse_unfit_machine() -> None:
    """Go on with a Python that the components fit, where they do not fit this one, or say why there is none."""
    from bootstrap.machine import other_python, this_machine, unfit

    machine = this_machine()
    sentence = unfit(machine)
    if not sentence:
        return
    other = other_python(machine) if os.name == "posix" else ""
    if not other:
        raise SetUpError(sentence)
    os.execv(other, [other, *sys.argv])


def prepare(job: Job) -> str:
    """Provide everything that the job needs and return the environment to run it in."""
    packages = {python_fact(), requirement_fact(job.requirements)}
    venv = find_home(packages)
    if packages | screen_facts(job.screen) <= read_stamp(venv):
        return venv
    if not packages <= read_stamp(venv):
        refuse_unfit_machine()
    if not can_write(venv):
        # Somebody else has installed the packages: only this machine's libraries are left to check.
        check_screen(job.screen)
        return venv
    if job.window and nobody_reads():
        watched(lambda: provide(job, venv, packages))
    else:
        provide(job, venv, packages)
    return venv


def check_screen(screen: str) -> None:
    """Provide what Qt needs of this machine for a screen, and nothing where it needs nothing."""
    if screen:
        from bootstrap.system import provide_screen

        provide_screen(screen)


def provide(job: Job, venv: str, packages: set[str]) -> None:
    """Provide what the job needs in an environment that can be written, one start at a time."""
    with Lock(venv) as lock:
        if not screen_facts(job.screen) <= read_stamp(venv):
            check_screen(job.screen)
        if not packages <= read_stamp(venv):
            install_packages(venv, job.requirements, lock)
            packages.add(requirement_fact(RUNTIME))
        write_stamp(venv, read_stamp(venv) | packages | screen_facts(job.screen))


def start(job: Job, venv: str) -> int:
    """Hand over to the job: in our place where the system can do that, else as a child."""
    command = [python_of(venv), *job.arguments]
    if job.folder:
        os.chdir(job.folder)
    if os.name == "posix":
        os.execve(command[0], command, environment_for_children())
    import subprocess

    if job.window:
        return start_window(venv, job.arguments)
    return subprocess.call(command, env=environment_for_children())


def start_window(venv: str, arguments: list[str]) -> int:
    """Run the window on Windows without a console, and show in a box what it could say to nobody."""
    import subprocess
    import tempfile

    python = os.path.join(os.path.dirname(python_of(venv)), "pythonw.exe")
    command = [python if os.path.exists(python) else python_of(venv), *arguments]
    # A file and not a pipe: the window lives on when whoever started it is gone.
    with tempfile.TemporaryFile() as said:
        none = subprocess.DEVNULL
        status = subprocess.call(
            command, stdin=none, stdout=none, stderr=said, creationflags=DETACHED, env=environment_for_children()
        )
        said.seek(0)
        lines = said.read().decode("utf-8", "replace").split("\n")
    told = [line.strip() for line in lines if line.strip()]
    if status:
        show_box(told[-1] if told else CRASHED.format(status & 0xFFFFFFFF))
    return status


def main(words: list[str]) -> int:
    """Do what the words ask for and return the exit status."""
    open_standard_files()
    job = plan(words, os.environ, sys.platform)
    try:
        venv = prepare(job)
        if job.notice:
            say(job.notice)
        return start(job, venv)
    except SetUpError as reason:
        complaint = str(reason)
    except OSError as error:
        complaint = f"准备运行组件时出错，请检查磁盘空间和文件夹权限后再启动（{error}）"
    except KeyboardInterrupt:
        return INTERRUPTED
    say(complaint)
    if job.window and nobody_reads():
        show_box(complaint)
    return CANNOT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
