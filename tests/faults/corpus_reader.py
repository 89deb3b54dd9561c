"""A process that reads files as the program does, one after the other, and says on a pipe what came of each."""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from register.errors import SheetRefused
from register.store import Store
from register.takeover import read_sheet
from services.assignment_list import read_assignment_list
from services.auditing import audit_file
from services.data_folder import DataFolder
from services.docx_return import NotALetterOfOurs, read_returned
from services.letter_files import CannotRead
from services.registering import open_register
from services.text_files import read_text_file

# What is expected of a file that cannot be read: a sentence.
EXPECTED = (SheetRefused, CannotRead, NotALetterOfOurs)


def readers(path: Path, store: Store) -> list[Callable[[], object]]:
    """Return what reads a file, by its ending."""
    ending = path.suffix.lower()
    if ending in (".xlsx", ".xls", ".et", ".ods"):
        return [
            lambda: read_sheet(path, "朝民函", 2023),
            lambda: read_assignment_list(store, path, "cppcc_proposal", own="朝阳市民政局"),
        ]
    if ending == ".docx":
        return [lambda: read_returned(str(path), None), lambda: audit_file(str(path))]
    return [lambda: read_text_file(path)]


def _own_peak() -> int:
    """Return how much memory this process has had in kB; getrusage would tell that of who started it, too."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def main() -> None:
    """Read the files named on standard input; the descriptor of the pipe and the data folder are the arguments."""
    store = open_register(DataFolder(Path(sys.argv[2])))
    with open(int(sys.argv[1]), "w", encoding="utf-8") as pipe:
        for line in sys.stdin:
            path = Path(line.rstrip("\n"))
            for read in readers(path, store):
                start = time.perf_counter()
                said = ""
                try:
                    read()
                except EXPECTED as error:
                    said = str(error)
                except BaseException as error:  # noqa: BLE001  what this is all about
                    said = f"UNCAUGHT {type(error).__name__}: {error}"
                peaks = [_own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]
                result = {"file": path.name, "said": said, "seconds": time.perf_counter() - start, "peaks": peaks}
                print(json.dumps(result, ensure_ascii=False), file=pipe, flush=True)


if __name__ == "__main__":
    main()
