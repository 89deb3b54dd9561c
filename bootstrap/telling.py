"""How the person is told something before there is Qt: on standard error, in a small window, in a box."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Result = TypeVar("Result")

TITLE = "复函"
CLOSING = "关掉这个小窗口也不影响，装好以后复函会自己打开。"
BEGUN = "正在准备运行所需的组件，第一次约需一分钟，装好以后复函会自己打开。"
REFRESH_S = 0.05
WIDTH_PX, MARGIN_PX = 460, 24
# Windows: a warning sign, and in front of all windows.
BOX_STYLE = 0x30 | 0x10000


class Progress:
    """What the work says of itself, for a window that shows it."""

    sentence = ""
    step = ""


PROGRESS = Progress()


def say(sentence: str) -> None:
    """Tell the person something on standard error, which may be closed or a broken pipe, and in the small window."""
    PROGRESS.sentence = sentence
    try:
        if sys.stderr:
            print(sentence, file=sys.stderr, flush=True)
    except OSError:
        pass


def show_step(words: str) -> None:
    """Tell, where a small window is shown, which step of the work has begun."""
    PROGRESS.step = words


def nobody_reads() -> bool:
    """Tell whether no terminal is at hand, as where an icon has started us."""
    return not any(stream and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


class SmallWindow:
    """A window of tkinter that shows what the work says; closing it hides it."""

    def __init__(self) -> None:
        import tkinter
        from tkinter import ttk

        self._root = tkinter.Tk(className="Fuhan")
        self._root.title(TITLE)
        self._root.resizable(False, False)
        self._root.protocol("WM_DELETE_WINDOW", self._root.withdraw)
        frame = ttk.Frame(self._root, padding=MARGIN_PX)
        frame.pack()
        self._lines = [ttk.Label(frame, wraplength=WIDTH_PX, text=text) for text in ("", "", CLOSING)]
        bar = ttk.Progressbar(frame, mode="indeterminate", length=WIDTH_PX)
        for part in (*self._lines[:2], bar, self._lines[2]):
            part.pack(anchor="w", pady=MARGIN_PX // 4)
        bar.start()

    def show(self, sentence: str, step: str) -> None:
        """Show what is being done, and let the window live for a moment."""
        for line, text in zip(self._lines, (sentence, step)):
            line.configure(text=text)
        self._root.update()

    def close(self) -> None:
        """Take the window away."""
        self._root.destroy()


def open_window() -> SmallWindow | None:
    """Return a small window, or nothing where this Python has no tkinter or the machine no screen."""
    try:
        import tkinter
    except ImportError:
        return None
    try:
        return SmallWindow()
    except tkinter.TclError:
        return None


def watched(work: Callable[[], Result]) -> Result:
    """Do the work while a small window shows its progress; where there can be none, a box says that it has begun."""
    import threading
    from concurrent.futures import ThreadPoolExecutor, wait

    window = open_window()
    if window is None:
        # The box waits to be read; the work does not wait for it.
        threading.Thread(target=show_box, args=(BEGUN,), daemon=True).start()
        return work()
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
        while not done.done():
            window.show(PROGRESS.sentence, PROGRESS.step)
            wait([done], timeout=REFRESH_S)
    window.close()
    return done.result()


def show_box(sentence: str) -> None:
    """Show one sentence in a box of its own until it is read, where the system or tkinter has such a box."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, sentence, TITLE, BOX_STYLE)
        return
    try:
        import tkinter
        from tkinter import messagebox
    except ImportError:
        return
    try:
        root = tkinter.Tk(className="Fuhan")
    except tkinter.TclError:
        return
    root.withdraw()
    messagebox.showwarning(TITLE, sentence)
    root.destroy()
