"""A small tree of its own to try run.py in: a program, one package as a local wheel, and no network."""

import base64
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import run

REPOSITORY = Path(__file__).resolve().parent.parent
PROGRAM = """
import os, signal, sys
import small
if os.name == "posix":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
print("main", *sys.argv[1:], "input", len(sys.stdin.read()), "复函")
sys.exit(int(os.environ.get("STATUS", "0")))
"""


def _listen_to_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def build_wheel(folder: Path, version: str, package: str = "small") -> str:
    """Write the wheel of a package with one module and return its line for a requirement file."""
    info = f"{package}-{version}.dist-info"
    files = {
        f"{package}.py": f"version = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},"
        f"{len(text)}\n"
        for name, text in files.items()
    )
    path = folder / f"{package}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            wheel.writestr(name, text)
    return f"{package}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class Tree:
    """A folder with run.py, a program that uses one small package, and the wheels of that package."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.venv = folder / ".venv"
        # Outside of the folder, whose name has a space: pip splits its variable there.
        self.wheels = folder.parent / f"wheels-{folder.name.split()[0]}"
        folder.mkdir(parents=True)
        self.wheels.mkdir()
        shutil.copy(REPOSITORY / "run.py", folder)
        shutil.copytree(REPOSITORY / "bootstrap", folder / "bootstrap", ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "main.py").write_text(PROGRAM, encoding="utf-8")
        self.require("1.0")

    def require(self, version: str, *packages: str) -> None:
        """Pin a version of the small package, and of others."""
        line = "".join(build_wheel(self.wheels, version, package) for package in ("small", *packages))
        for name in (run.RUNTIME, run.TESTS):
            (self.folder / name).write_text(line, encoding="utf-8")

    def environment(self, **changes: str) -> dict[str, str]:
        """Return an environment in which pip finds only the wheels of this tree, and with no screen."""
        removed = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PIP_CONFIG_FILE", "PYTHONPATH")
        kept = {name: value for name, value in os.environ.items() if name not in removed}
        offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_CONFIG_FILE": os.devnull}
        return {**kept, **offline, **changes}

    def run(self, *words: str, text: str = "", **changes: str) -> subprocess.CompletedProcess[str]:
        """Run run.py to its end."""
        return subprocess.run(
            [sys.executable, "run.py", *words],
            cwd=self.folder,
            env=self.environment(**changes),
            input=text,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    def start(self, *words: str, **changes: str) -> subprocess.Popen[str]:
        """Start run.py and return while it runs."""
        return subprocess.Popen(
            [sys.executable, "run.py", *words],
            cwd=self.folder,
            env=self.environment(**changes),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            # A shell's background job ignores interrupts, and so would everything that the tests start from there.
            preexec_fn=_listen_to_interrupts if os.name == "posix" else None,
        )
