"""What this machine is, and whether the pinned components can be installed on it."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

# From the oldest to the newest Python that every pin of requirements.txt has a wheel for.
PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))
# The oldest glibc that the wheels of PySide6 run on, by processor, for Pythons from this one on.
OLDEST_GLIBC = {
    "x86_64": {(3, 11): (2, 28), (3, 14): (2, 34)},
    "aarch64": {(3, 11): (2, 39)},
}
WINDOWS_PROCESSORS = ("win-amd64", "win-arm64")
RANGE = "3.11 到 3.14"


class Machine(NamedTuple):
    """The Python that runs and the system under it, as far as it decides which wheels fit."""

    python: tuple[int, int] = (3, 11)
    # That of CPython whose modules every other CPython of this version can load, too.
    usual: bool = True
    bits: int = 64
    # linux, or what Windows and macOS call theirs: win-amd64, macosx-11.0-arm64.
    platform: str = "linux"
    processor: str = "x86_64"
    # Empty where the C library is another one.
    glibc: tuple[int, ...] = ()
    system_bits: int = 64


def this_machine() -> Machine:
    """Look at the machine and the Python that run this."""
    import sysconfig

    usual = sys.implementation.name == "cpython" and not sysconfig.get_config_var("Py_GIL_DISABLED")
    bits = 64 if sys.maxsize > 2**32 else 32
    if sys.platform != "linux":
        # A 32-bit program is told by this variable what the system under it is.
        system_bits = 64 if bits == 64 or "PROCESSOR_ARCHITEW6432" in os.environ else 32
        return Machine(sys.version_info[:2], usual, bits, sysconfig.get_platform(), system_bits=system_bits)
    processor = os.uname().machine
    system_bits = 64 if processor.endswith("64") or bits == 64 else 32
    return Machine(sys.version_info[:2], usual, bits, "linux", processor, _glibc(), system_bits)


def _glibc() -> tuple[int, ...]:
    try:
        name, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
        return tuple(int(number) for number in version.split(".")[:2]) if name == "glibc" else ()
    except (OSError, ValueError):
        return ()


def unfit(machine: Machine) -> str:
    """Say in one sentence why the components cannot be installed here and what to do; empty where they can."""
    found = _unfit_python(machine)
    if found or machine.platform.startswith("macosx"):
        return found
    if machine.platform == "linux":
        return _unfit_linux(machine)
    if machine.platform not in WINDOWS_PROCESSORS:
        return f"本程序的组件没有这种系统（{machine.platform}）的版本，请在 64 位的 Windows 或 Linux 上启动。"
    return ""


def _unfit_python(machine: Machine) -> str:
    name = "{}.{}".format(*machine.python)
    if machine.python < PYTHONS[0]:
        return f"这里的 Python 是 {name}，太旧了，请安装 Python {RANGE} 中的一种再启动。"
    if machine.python > PYTHONS[-1]:
        return f"这里的 Python 是 {name}，窗口组件还没有它的版本，请另装 Python {RANGE} 中的一种再启动。"
    if machine.system_bits == 32:
        return "这台电脑的系统是 32 位的，本程序的组件只有 64 位的，请换一台 64 位系统的电脑。"
    if machine.bits == 32:
        return f"这里的 Python 是 32 位的，本程序的组件只有 64 位的，请改装 64 位的 Python {RANGE} 再启动。"
    if not machine.usual:
        return f"这里的 Python 不是通常的那一种（CPython，带全局锁），请另装通常的 Python {RANGE} 再启动。"
    return ""


def _unfit_linux(machine: Machine) -> str:
    rows = OLDEST_GLIBC.get(machine.processor)
    if rows is None:
        return f"本程序的组件没有这种处理器（{machine.processor}）的版本，请换一台 x86_64 或 ARM64 的电脑。"
    if not machine.glibc:
        return "这个系统的 C 库不是 glibc，本程序的组件装不上，请换用统信、麒麟、Debian 一类的系统。"
    here = ".".join(str(number) for number in machine.glibc)
    if machine.glibc >= max(needed for since, needed in rows.items() if since <= machine.python):
        return ""
    if machine.glibc >= min(rows.values()):
        newest = max(python for python in PYTHONS if python < max(rows))
        names = "{}.{} 到 {}.{}".format(*PYTHONS[0], *newest)
        name = "{}.{}".format(*machine.python)
        return f"这个系统（glibc {here}）上没有 Python {name} 用的窗口组件，请另装 Python {names} 中的一种再启动。"
    needed = ".".join(str(number) for number in min(rows.values()))
    return f"这个系统太旧（glibc {here}），窗口组件要 glibc {needed} 或更新的系统，请升级系统或换一台电脑。"


def other_python(machine: Machine) -> str:
    """Find a Python beside this one, by its usual name, that the components fit; empty where there is none."""
    import shutil
    import subprocess

    for version in reversed(PYTHONS):
        path = shutil.which("python{}.{}".format(*version))
        if version == machine.python or not path or unfit(machine._replace(python=version, usual=True)):
            continue
        # A name may be a mere promise, as those of version managers are.
        question = f"import sys; sys.exit(sys.version_info[:2] != {version})"
        quiet = subprocess.DEVNULL
        if subprocess.call([path, "-c", question], stdin=quiet, stdout=quiet, stderr=quiet) == 0:
            return path
    return ""
