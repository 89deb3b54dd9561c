"""An X server that nobody sees, and a keyboard on it: keys go through the server as from a real one (XTEST).

Chinese characters get keys of their own before the program starts, as an input method would otherwise commit them:
each spare key bears two, one with and one without Shift.
"""

import ctypes
import os
import shutil
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from bootstrap.system import X11

LIBRARIES = ("libX11.so.6", "libXtst.so.6")
SIZE = "1366x768x24"
PATIENCE_S = 60.0
# Between two keys: a fast typist needs three times as long.
PAUSE_S = 0.012
LOOK_S = 0.05
UNICODE = 0x1000000
LATIN = 0x80
# Keys that no keyboard of a clerk's has; those below mind Control, those above are modifiers.
FIRST_SPARE, LAST_SPARE = 136, 202
NAMES = {"\n": "Return", "\t": "Tab", " ": "space"}
SHIFTED = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZ~!@#$%^&*()_+{}|:"<>?')
# Qt keeps windows of a few pixels that are never shown.
SMALLEST = 200
MODIFIERS = {"ctrl": "Control_L", "alt": "Alt_L", "shift": "Shift_L"}


def missing() -> list[str]:
    """Return what this machine lacks for a display, and for windows on it."""
    lacking = [] if shutil.which("Xvfb") else ["Xvfb"]
    for name in (*LIBRARIES, *X11):
        try:
            ctypes.CDLL(name)
        except OSError:
            lacking.append(name)
    return lacking


class _Attributes(ctypes.Structure):
    """What Xlib tells about a window, XWindowAttributes in its header."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        *((name, ctypes.c_ulong) for name in ("visual", "root")),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing_store")),
        *((name, ctypes.c_ulong) for name in ("backing_planes", "backing_pixel")),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("rest", ctypes.c_ulong * 8),
    )


VIEWABLE = 2
_Handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_IGNORE = _Handler(lambda _display, _error: 0)


class Display:
    """A server with its keyboard; leaving it ends the server."""

    def __init__(self, characters: Iterable[str]) -> None:
        """Start a server whose keyboard has these characters beside those of an English one."""
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"]
        self._server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            self.name = f":{answer.readline().strip()}"
        self._x, self._test = (ctypes.CDLL(name) for name in LIBRARIES)
        self._declare()
        # Xlib's own handler would end the tests over a window that has just gone.
        self._x.XSetErrorHandler(_IGNORE)
        self._display = self._x.XOpenDisplay(self.name.encode())
        assert self._display, "the server does not answer"
        self._keys: dict[str, tuple[int, bool]] = {}
        self._give_keys(sorted({character for character in characters if ord(character) >= LATIN}))

    def __enter__(self) -> "Display":
        """Return the display."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the server."""
        self._x.XCloseDisplay(self._display)
        self._server.terminate()
        self._server.wait()

    def type(self, text: str) -> None:
        """Type a text, line ends with Enter."""
        for character in text:
            code, shifted = self._key_of(character)
            self._strike(code, ["shift"] if shifted else [])

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key with its modifiers, such as ctrl+shift+n or Tab."""
        *modifiers, name = keys.split("+")
        keysym = self._x.XStringToKeysym(name.encode())
        assert keysym, f"no key is called {name}"
        for _time in range(times):
            self._strike(self._x.XKeysymToKeycode(self._display, keysym), modifiers)

    def wait_for_window(self, process: "subprocess.Popen[bytes]") -> None:
        """Wait until a window is shown, and let it have the keys, as a window manager would."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            assert process.poll() is None, "the program has ended"
            if any(self._take_focus(window) for window in reversed(self._shown())):
                return
            time.sleep(LOOK_S)
        raise AssertionError("no window was shown")

    def places(self) -> dict[int, tuple[int, int, int, int]]:
        """Return where the windows are that can be seen: x, y, width and height."""
        found: dict[int, tuple[int, int, int, int]] = {}
        for window in self._windows():
            seen = _Attributes()
            there = self._x.XGetWindowAttributes(self._display, window, ctypes.byref(seen))
            if there and seen.map_state == VIEWABLE:
                found[window] = (seen.x, seen.y, seen.width, seen.height)
        return found

    def _take_focus(self, window: int) -> bool:
        """Give the keys to a window, and tell whether it has them; one that is not on the screen yet refuses them."""
        self._x.XSetInputFocus(self._display, window, 1, 0)
        self._x.XSync(self._display, 0)
        found, revert = ctypes.c_ulong(), ctypes.c_int()
        self._x.XGetInputFocus(self._display, ctypes.byref(found), ctypes.byref(revert))
        return found.value == window

    def environment(self, home: Path) -> dict[str, str]:
        """Return the environment of a program that is to show its windows here."""
        kept = {name: value for name, value in os.environ.items() if name not in ("WAYLAND_DISPLAY", "XAUTHORITY")}
        return {**kept, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "HOME": str(home), "QT_IM_MODULE": "none"}

    def _declare(self) -> None:
        x, pointer, number = self._x, ctypes.c_void_p, ctypes.c_ulong
        x.XOpenDisplay.restype, x.XOpenDisplay.argtypes = pointer, [ctypes.c_char_p]
        x.XStringToKeysym.restype, x.XStringToKeysym.argtypes = number, [ctypes.c_char_p]
        x.XKeysymToKeycode.argtypes = [pointer, number]
        x.XKeysymToKeycode.restype = ctypes.c_ubyte
        x.XDefaultRootWindow.restype, x.XDefaultRootWindow.argtypes = number, [pointer]
        x.XQueryTree.argtypes = [pointer, number, *[pointer] * 4]
        x.XGetGeometry.argtypes = [pointer, number, *[pointer] * 7]
        x.XGetWindowAttributes.argtypes = [pointer, number, pointer]
        x.XGetInputFocus.argtypes = [pointer, pointer, pointer]
        x.XSetInputFocus.argtypes = [pointer, number, ctypes.c_int, number]
        x.XChangeKeyboardMapping.argtypes = [pointer, ctypes.c_int, ctypes.c_int, pointer, ctypes.c_int]
        x.XFree.argtypes = x.XFlush.argtypes = x.XCloseDisplay.argtypes = [pointer]
        x.XSync.argtypes = [pointer, ctypes.c_int]
        self._test.XTestFakeKeyEvent.argtypes = [pointer, ctypes.c_uint, ctypes.c_int, number]

    def _give_keys(self, characters: list[str]) -> None:
        room = 2 * (LAST_SPARE - FIRST_SPARE + 1)
        assert len(characters) <= room, f"{len(characters)} characters, {room} keys"
        padded = [*characters, *["\0"] * (room - len(characters))]
        symbols = [UNICODE + ord(character) if character != "\0" else 0 for character in padded]
        table = (ctypes.c_ulong * room)(*symbols)
        self._x.XChangeKeyboardMapping(self._display, FIRST_SPARE, 2, table, room // 2)
        self._x.XSync(self._display, 0)
        self._keys = {
            character: (FIRST_SPARE + place // 2, place % 2 == 1) for place, character in enumerate(characters)
        }

    def _key_of(self, character: str) -> tuple[int, bool]:
        if character in self._keys:
            return self._keys[character]
        keysym = self._x.XStringToKeysym(NAMES[character].encode()) if character in NAMES else ord(character)
        code = self._x.XKeysymToKeycode(self._display, keysym)
        assert code, f"{character!r} has no key"
        return code, character in SHIFTED

    def _strike(self, code: int, modifiers: list[str]) -> None:
        held = [
            self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(MODIFIERS[name].encode()))
            for name in modifiers
        ]
        for key in [*held, code]:
            self._test.XTestFakeKeyEvent(self._display, key, 1, 0)
        for key in [code, *reversed(held)]:
            self._test.XTestFakeKeyEvent(self._display, key, 0, 0)
        self._x.XFlush(self._display)
        time.sleep(PAUSE_S)

    def _shown(self) -> list[int]:
        """Return the windows that have a size of their own, the topmost last."""
        return [window for window in self._windows() if self._width(window) > SMALLEST]

    def _windows(self) -> list[int]:
        """Return all windows on the screen, the topmost last."""
        root, parent = ctypes.c_ulong(), ctypes.c_ulong()
        children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        self._x.XQueryTree(
            self._display, self._x.XDefaultRootWindow(self._display), ctypes.byref(root), ctypes.byref(parent),
            ctypes.byref(children), ctypes.byref(count),
        )  # fmt: skip
        windows = [children[at] for at in range(count.value)]
        if windows:
            self._x.XFree(children)
        return windows

    def _width(self, window: int) -> int:
        root = ctypes.c_ulong()
        x, y = ctypes.c_int(), ctypes.c_int()
        numbers = [ctypes.c_uint() for _number in range(4)]
        places = map(ctypes.byref, (root, x, y, *numbers))
        return numbers[0].value if self._x.XGetGeometry(self._display, window, *places) else 0
