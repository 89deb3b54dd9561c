"""How run.py runs other programs, and what it raises when only a person can help."""

from __future__ import annotations

import os

# Of Windows: a child without a console.
NO_CONSOLE = 0x08000000


class SetUpError(Exception):
    """Something is missing that only a person can provide; the text is the sentence that says what."""


def environment_for_children() -> dict[str, str]:
    """Give children UTF-8 everywhere and no other Python's folders."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    return {**kept, "PYTHONUTF8": "1"}


def run_tool(command: list[str], keep: tuple[int, ...] = ()) -> str:
    """Run a tool quietly; an empty answer means that it succeeded, otherwise it is its last complaint."""
    import subprocess

    quiet = {"DEBIAN_FRONTEND": "noninteractive", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**environment_for_children(), **quiet},
        pass_fds=keep if os.name == "posix" else (),
        creationflags=NO_CONSOLE if os.name == "nt" else 0,
    )
    if done.returncode == 0:
        return ""
    lines = [line.strip() for line in done.stdout.decode("utf-8", "replace").splitlines() if line.strip()]
    complaints = [line for line in lines if line.startswith(("ERROR", "Error", "E:"))]
    return (complaints or lines or [f"{command[0]}: {done.returncode}"])[-1]
