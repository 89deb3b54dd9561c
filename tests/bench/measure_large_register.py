"""Times and sizes of a large register: python -m tests.bench.measure_large_register 300000 [BACKUPS] [FOLDER].

The register is made first unless the folder has one. Each step is a process of its own, as a command is. At the end
stand the backups of the last weeks of a year, a thousand letters after the first: so many as the second number says,
none of them for 0.
"""

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

CODE, YEAR, LETTERS_IN_YEAR, LETTERS_A_DAY = "朝审函", 2026, 1000, 20
_BACKUPS = 21


class Step(NamedTuple):
    """A step: what is measured, and the statements that do it with the open register `store`."""

    name: str
    code: str


_ISSUE = (
    "from register.numbers import reserve; from register.letters import issue; from tests.letters import plain_letter\n"
    "for turn in range({count}):\n"
    f"    drawn = reserve(store, '{CODE}', {YEAR}, key=f'{{name}} {{{{turn}}}}').number\n"
    "    issue(store, drawn, 'a.docx', '00', key=f'{name} {{turn}}', letter=plain_letter(document_number=drawn))"
)
_SEARCH = "from register.search import search; from register.values import Query; search(store, Query(text='{words}'))"
_BACK_UP = "from register.backups import back_up; back_up(store, 'use')"
STEPS = (
    Step("open, nothing known", "pass"),
    Step("open again", "pass"),
    Step("next", f"from register.numbers import propose; propose(store, '{CODE}', {YEAR})"),
    *(Step(f"search {words}", _SEARCH.format(words=words)) for words in ("养老服务", "北票", "社区治理 物业管理")),
    Step("issue one letter", _ISSUE.format(count=1, name="one")),
    Step("backup, the first", _BACK_UP),
    Step("backup, a day later", f"{_ISSUE.format(count=LETTERS_A_DAY, name='day')}\n{_BACK_UP}"),
)


def run(path: Path, code: str) -> tuple[float, float]:
    """Run statements with the open register in a process of its own and return its seconds, and those of computing."""
    imports = "import time; from pathlib import Path; from register.opening import open_store"
    whole = f"{imports}\nstore = open_store(Path({str(path)!r}))\n{code}\nprint(time.process_time())"
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, check=True)
    return time.perf_counter() - start, float(done.stdout)


def sizes(path: Path) -> dict[str, int]:
    """Return how many bytes the register takes, its newest backup, and all of its backups."""
    backups = [file for file in (path.parent / "register-backups").glob("*") if file.is_file()]
    newest = max(backups, key=lambda file: file.stat().st_mtime_ns, default=None)
    return {
        "register": path.stat().st_size,
        "newest backup": newest.stat().st_size if newest else 0,
        "all backups": sum(file.stat().st_size for file in backups),
        "backups": len(backups),
    }


def measure(path: Path, backups: int) -> dict[str, object]:
    """Return the seconds of each step, then the sizes, and those at the end of a year."""
    found: dict[str, object] = {}
    for step in STEPS:
        seconds, computing = run(path, step.code)
        found[step.name] = f"{seconds:.2f} s, computing {computing:.2f} s"
        print(step.name, found[step.name], file=sys.stderr, flush=True)
    found |= sizes(path)
    if not backups:
        return found
    run(path, _ISSUE.format(count=LETTERS_IN_YEAR, name="year"))
    for turn in range(backups - 2):
        run(path, f"{_ISSUE.format(count=LETTERS_A_DAY, name=f'week {turn}')}\n{_BACK_UP}")
    return found | {f"{name}, a year later": size for name, size in sizes(path).items()}


def main(count: int, backups: int, folder: str) -> None:
    """Measure a register of so many letters and print what was found as JSON."""
    path = Path(folder) / "register" / "register.db"
    if not path.exists():
        from tests.bench.large_register import large_register  # late: a register that is there may be older than it

        start = time.perf_counter()
        large_register(path, count)
        print(f"made in {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
        (path.parent / "register-verified").unlink(missing_ok=True)
    print(json.dumps(measure(path, backups), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    with contextlib.ExitStack() as stack:
        chosen = arguments[2] if len(arguments) > 2 else stack.enter_context(tempfile.TemporaryDirectory())
        main(int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else _BACKUPS, chosen)
