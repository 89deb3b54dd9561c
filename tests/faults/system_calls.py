"""A process traced by its system calls, cut at one of them: killed after it, or with a full disk from there on.

Linux on x86-64 lets a parent stop its child at each call (ptrace): so SQLite's own calls are cut as Python's are.
"""

import ctypes
import errno
import os
import platform
import signal
import sys
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from tests.faults.children import Say, lines, say_to, work_and_end

ABLE = sys.platform == "linux" and platform.machine() == "x86_64"
Fault = Literal["kill", "full"]

# The calls that change what is on a disk, or who may change it, by their numbers on x86-64.
_WRITING = {
    1: "write", 18: "pwrite64", 20: "writev", 40: "sendfile", 74: "fsync", 75: "fdatasync", 76: "truncate",
    77: "ftruncate", 82: "rename", 83: "mkdir", 85: "creat", 86: "link", 88: "symlink", 258: "mkdirat",
    264: "renameat", 265: "linkat", 266: "symlinkat", 285: "fallocate", 296: "pwritev", 306: "syncfs",
    316: "renameat2", 326: "copy_file_range", 328: "pwritev2",
}  # fmt: skip
_OTHER = {
    73: "flock", 84: "rmdir", 87: "unlink", 90: "chmod", 91: "fchmod", 92: "chown", 93: "fchown",
    235: "utimes", 263: "unlinkat", 268: "fchmodat", 280: "utimensat",
}  # fmt: skip
# Where the flags of the calls that open a file are.
_OPENING = {2: "rsi", 257: "rdx"}
_TRACE_ME, _SYSCALL, _GET, _SET, _OPTIONS = 0, 24, 12, 13, 0x4200
_MARK_CALLS, _KILL_WITH_PARENT = 1, 0x100000
_AT_CALL = signal.SIGTRAP | 0x80
_NO_CALL = 2**64 - 1
_NAMES = (
    "r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss "
    "fs_base gs_base ds es fs gs"
)
_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
_libc.ptrace.restype = ctypes.c_long


class _Registers(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint64) for name in _NAMES.split())


class Cut(NamedTuple):
    """Where a child was cut: the calls that were made to disks, the one that was cut, and what the child said."""

    calls: int
    at: str
    said: list[str]


def traced(work: Callable[[Say], Any], fault: Fault = "kill", at: int = 0) -> Cut:
    """Let a forked child work; at its at-th call to a disk, counted from 1, the fault sets in; 0 means no fault."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reader)
        _libc.ptrace(_TRACE_ME, 0, None, None)
        os.kill(os.getpid(), signal.SIGSTOP)
        work_and_end(work, say_to(writer))
    os.close(writer)
    calls, name = _follow(process, writer, fault, at)
    return Cut(calls, name, lines(reader))


def _follow(process: int, ours: int, fault: Fault, at: int) -> tuple[int, str]:
    """Follow a child to its end; what it writes to the pipe that is ours is no call to a disk."""
    os.waitpid(process, 0)
    _trace(_OPTIONS, process, _MARK_CALLS | _KILL_WITH_PARENT)
    registers, calls, cut, entering, refused, counted = _Registers(), 0, "", True, False, False
    passed = 0
    while True:
        _trace(_SYSCALL, process, passed)
        _, status = os.waitpid(process, 0)
        if not os.WIFSTOPPED(status):
            return calls, cut
        passed = 0
        if os.WSTOPSIG(status) != _AT_CALL:
            passed = os.WSTOPSIG(status)
            continue
        _trace(_GET, process, ctypes.addressof(registers))
        if entering:
            call = registers.orig_rax
            counted = _is_of_disk(call, registers) and not (call == 1 and registers.rdi == ours)
            calls += counted
            refused = bool(counted and fault == "full" and at and calls >= at and _needs_room(call, registers))
            if counted and calls == at:
                cut = _name(call)
            if refused:
                registers.orig_rax = _NO_CALL
                _trace(_SET, process, ctypes.addressof(registers))
        elif refused:
            registers.rax = 2**64 - errno.ENOSPC
            _trace(_SET, process, ctypes.addressof(registers))
        elif counted and fault == "kill" and calls == at:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            return calls, cut
        entering = not entering


def _is_of_disk(call: int, registers: _Registers) -> bool:
    return call in _WRITING or call in _OTHER or call in _OPENING


def _needs_room(call: int, registers: _Registers) -> bool:
    if call in _OPENING:
        return bool(getattr(registers, _OPENING[call]) & os.O_CREAT)
    return call in _WRITING


def _name(call: int) -> str:
    return _WRITING.get(call) or _OTHER.get(call) or "open"


def _trace(request: int, process: int, data: int) -> None:
    if _libc.ptrace(request, process, None, data) == -1:
        raise OSError(ctypes.get_errno(), f"ptrace {request}")
