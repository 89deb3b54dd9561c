"""Anybody's table as text and dates: read in a process of its own, which memory and time bound; see table_process."""

import marshal
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from letter.messages import counted, message
from register import table_process
from register.errors import SheetRefused
from register.number_forms import ShownValues
from register.shown_values import shown_values
from register.shown_xls import is_locked
from register.table_file import BROKEN, PASSWORD, SWOLLEN, judged_bytes

MOST_ROWS = 50_000
LONGEST_S = 10
_ROOT = str(Path(__file__).resolve().parent.parent)
# -I: what stands in the environment or beside the file is not read, and what is imported is ours.
_READ = "import sys; sys.path.insert(0, {root!r}); from register.table_process import main; main({rows})"
_TOO_LONG = counted("表格超过 {count} 行，一行都没有导入，请拆成行数少一些的几份，再逐份导入。")
_SLOW = message("读这个表格用了太久，已经停下，请把要导入的行复制到一个新的 xlsx 表格里再试。")
_FAR = message("表格里有的内容离得太远，读不下，请把要导入的行复制到一个新的 xlsx 表格里再试。")
_NO_PROCESS = message("这台电脑现在开不了读表格用的进程，请关掉一些程序再试。")
# A process that was ended for its memory, by itself or by the system.
_ENDED = frozenset({-6, -9, -11, 134, 137, 0xC0000409, 0xC0000017})


Cells = tuple[str, ...]


class Merge(NamedTuple):
    """Cells merged over more than one row: the lines from and to, the column from 0."""

    top: int
    bottom: int
    column: int


class Table(NamedTuple):
    """A sheet: its rows by their lines from 1, all of one length, those that say nothing left out.

    A sheet that is hidden, or could not be read, has none.
    """

    name: str
    rows: Sequence[tuple[int, Cells]]
    merges: Sequence[Merge] = ()
    hidden: bool = False
    damaged: bool = False


def read_tables(path: Path) -> tuple[Table, ...]:
    """Return the sheets of a table file (xlsx, xls, ods, et; known by what is in it); raises SheetRefused."""
    data = judged_bytes(path)
    if is_locked(data):
        raise SheetRefused(PASSWORD)
    looking = _Looking(data)
    # The other process takes its time, in which this one looks for what is shown beside the values.
    looking.start()
    answer = _answer(data)
    shown = looking.found()
    return tuple(_table(sheet, shown.get(sheet[0])) for sheet in answer)


class _Looking(Thread):
    def __init__(self, data: bytes) -> None:
        super().__init__(name="shown values", daemon=True)
        self._data = data
        self._found: dict[str, ShownValues] | None = None

    def run(self) -> None:
        """Look."""
        with suppress(MemoryError):
            self._found = shown_values(self._data)

    def found(self) -> dict[str, ShownValues]:
        """Wait and return it; raises SheetRefused."""
        self.join()
        if self._found is None:
            raise SheetRefused(SWOLLEN)
        return self._found


def _table(sheet: table_process.Sheet, shown: ShownValues | None) -> Table:
    name, visible, rows, merges, readable = sheet
    if merges is None:
        merges = shown.merges if shown else []
    if shown and shown.cells:
        rows = _with_shown(rows, shown)
    return Table(name, rows, [Merge(*merge) for merge in merges], hidden=not visible, damaged=not readable)


def _with_shown(rows: list[tuple[int, Cells]], shown: ShownValues) -> list[tuple[int, Cells]]:
    """Return rows with what their cells show."""
    marked: dict[int, dict[int, str]] = {}
    for (line, column), text in shown.cells.items():
        marked.setdefault(line, {})[column] = text
    return [
        (line, tuple(marked[line].get(column, cell) for column, cell in enumerate(cells)) if line in marked else cells)
        for line, cells in rows
    ]


def _answer(data: bytes) -> list[table_process.Sheet]:
    command = [sys.executable, "-I", "-c", _READ.format(root=_ROOT, rows=MOST_ROWS)]
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, input=data, stdout=subprocess.PIPE, stderr=quiet, check=False, timeout=LONGEST_S,
            env={**os.environ, "RUST_BACKTRACE": "0"}, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise SheetRefused(_SLOW) from error
    except OSError as error:
        raise SheetRefused(_NO_PROCESS) from error
    if done.returncode:
        known = {
            table_process.PASSWORD: PASSWORD, table_process.SWOLLEN: SWOLLEN,
            table_process.TOO_LONG: _TOO_LONG.filled(count=MOST_ROWS),
        }  # fmt: skip
        raise SheetRefused(known.get(done.returncode, _FAR if done.returncode in _ENDED else BROKEN))
    try:
        return marshal.loads(done.stdout)
    except (EOFError, ValueError, TypeError) as error:
        raise SheetRefused(BROKEN) from error
