"""A disk that fails on purpose: SQLite's own file functions with every k-th write, sync or truncation refused."""

import _sqlite3
import ctypes
import sqlite3
from typing import Any

_FUNCTION = ctypes.CFUNCTYPE
_POINTER = ctypes.c_void_p
_OPEN = _FUNCTION(ctypes.c_int, _POINTER, _POINTER, _POINTER, ctypes.c_int, _POINTER)
_WRITE = _FUNCTION(ctypes.c_int, _POINTER, _POINTER, ctypes.c_int, ctypes.c_int64)
_TRUNCATE = _FUNCTION(ctypes.c_int, _POINTER, ctypes.c_int64)
_SYNC = _FUNCTION(ctypes.c_int, _POINTER, ctypes.c_int)
_IOERR_WRITE, _IOERR_SYNC, _IOERR_TRUNCATE = 778, 1034, 1546


class _Methods(ctypes.Structure):
    """The head of sqlite3_io_methods: version, then functions; 18 functions follow in version 3."""

    _fields_ = (
        ("version", ctypes.c_int), ("close", _POINTER), ("read", _POINTER), ("write", _POINTER),
        ("truncate", _POINTER), ("sync", _POINTER), ("rest", _POINTER * 13),
    )  # fmt: skip


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


class _System(ctypes.Structure):
    """The head of sqlite3_vfs up to the function that opens a file."""

    _fields_ = (
        ("version", ctypes.c_int), ("file_size", ctypes.c_int), ("longest_path", ctypes.c_int), ("next", _POINTER),
        ("name", ctypes.c_char_p), ("data", _POINTER), ("open", _POINTER), ("rest", _POINTER * 15),
    )  # fmt: skip


class FailingDisk:
    """The default way of this process to reach files; it counts writes, syncs and truncations and fails some."""

    def __init__(self) -> None:
        """Put itself before the system's own functions, with nothing failing."""
        self.count, self.every = 0, 0
        self._library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        self._library.sqlite3_vfs_find.restype = ctypes.POINTER(_System)
        system = self._library.sqlite3_vfs_find(None)
        self._kept: list[Any] = []
        self._methods: dict[int, _Methods] = {}
        self._open = ctypes.cast(system.contents.open, _OPEN)
        self._copy = _System()
        ctypes.memmove(ctypes.byref(self._copy), system, ctypes.sizeof(_System))
        self._copy.name = b"failing"
        self._copy.next = None
        self._copy.open = self._function(_OPEN, self._opened)
        assert self._library.sqlite3_vfs_register(ctypes.byref(self._copy), 1) == sqlite3.SQLITE_OK

    def _function(self, kind: Any, function: Any) -> Any:
        made = kind(function)
        self._kept.append(made)
        return ctypes.cast(made, _POINTER)

    def _opened(self, system: int, name: int, file: int, flags: int, out: int) -> int:
        result = self._open(system, name, file, flags, out)
        opened = ctypes.cast(file, ctypes.POINTER(_File)).contents
        if result == sqlite3.SQLITE_OK and opened.methods:
            opened.methods = ctypes.pointer(self._failing(opened.methods))
        return result

    def _failing(self, methods: Any) -> _Methods:
        address = ctypes.addressof(methods.contents)
        if address not in self._methods:
            copy = _Methods()
            ctypes.memmove(ctypes.byref(copy), methods, ctypes.sizeof(_Methods))
            for name, kind, error in (
                ("write", _WRITE, _IOERR_WRITE), ("truncate", _TRUNCATE, _IOERR_TRUNCATE), ("sync", _SYNC, _IOERR_SYNC),
            ):  # fmt: skip
                setattr(copy, name, self._function(kind, self._or_fail(ctypes.cast(getattr(copy, name), kind), error)))
            self._methods[address] = copy
        return self._methods[address]

    def _or_fail(self, real: Any, error: int) -> Any:
        def call(*arguments: Any) -> int:
            self.count += 1
            if self.every and self.count % self.every == 0:
                return error
            return real(*arguments)

        return call
