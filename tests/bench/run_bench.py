"""python3 run.py bench: our figures beside plain python-docx, a bare window and the floor, as ratios in one run.

Exit status 1 when an asked figure is missed. --quick takes fewer rounds.
"""

import atexit
import contextlib
import functools
import gc
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import psutil

from docgen.docx.writer import write_docx
from letter.codec import read_letter, write_letter
from services.data_folder import DataFolder
from tests.bench.content import BASELINE, load_baseline, reply_letter, varied
from tests.bench.full_register import full_register
from tests.bench.page_rows import our_pdf, preview_typing
from tests.bench.recognising import recognising
from tests.bench.report import QUICK, ROUNDS, Report, seconds
from tests.bench.table_reading import table_reading
from tests.letters import ROOT, SAMPLES

if TYPE_CHECKING:
    from register.store import Store
    from register.values import Query

STARTS = 7 if QUICK else 21
MANY = 1000
WARM = 3
NPM_DOCX = "docx@9.15.2"
IN_REGISTER = 20_000
# An office draws some in a day; this only tells whether something has gone badly wrong.
LEAST_NUMBERS = 20
# A clerk who pauses after a heading has them before he goes on writing.
PAST_ANSWERS = 0.5
# The page is there and says that the register is being opened; nobody waits longer than for Word.
FIRST_ROWS = 5.0


def one_letter(report: Report) -> None:
    """Time one warm letter, the peers taking turns, every letter different."""
    from py_peers import prep_floor_raw6, prep_naive  # pyright: ignore[reportMissingImports]

    base, folder = load_baseline(), tempfile.mkdtemp()
    naive, floor = prep_naive(folder), prep_floor_raw6(folder)
    times: dict[str, list[float]] = {"naive": [], "floor": [], "ours": [], "ours from JSON": []}
    size = 0
    for number in range(ROUNDS + WARM):
        letter = varied(base, number)
        ours = reply_letter(letter)
        data = write_letter(reply_letter(varied(base, number + 10_000)))
        found = {
            "naive": seconds(lambda letter=letter: naive(letter)),
            "floor": seconds(lambda letter=letter: floor(letter)),
            "ours": seconds(lambda ours=ours: write_docx(ours)),
            "ours from JSON": seconds(lambda data=data: write_docx(read_letter(data))),
        }
        size = max(size, len(write_docx(ours)))
        check_words(write_docx(ours), letter)
        if number >= WARM:
            for name, taken in found.items():
                times[name].append(taken)
    mid = {name: median(taken) * 1e3 for name, taken in times.items()}
    detail = ", ".join(f"{name} {taken:.2f} ms" for name, taken in mid.items())
    report.row(
        "one letter warm, times as fast as plain python-docx", mid["naive"] / mid["ours"], 10, least=True, detail=detail
    )
    report.tell("the same, its JSON read as well", mid["naive"] / mid["ours from JSON"], "x")
    report.row("size of that letter", size / 1000, 15.2, least=False, unit="KB")
    in_turn = [varied(base, number) for number in range(ROUNDS + WARM)]
    peer = npm_docx(in_turn)
    if peer:
        # node makes its letters one after another, with nothing of another peer's between them: so do we here.
        letters = list(map(reply_letter, in_turn))
        taken = [seconds(functools.partial(write_docx, letter)) for letter in letters]
        ours = median(taken[WARM:]) * 1e3
        detail = f"docx (npm) {peer:.2f} ms, ours {ours:.2f} ms, both one letter after another"
        report.row("of docx (npm)", peer / ours, 3.5, least=True, detail=detail)
    else:
        print("     docx (npm) is not measured: node or its package is not here", flush=True)


def npm_docx(letters: list[dict[str, Any]]) -> float:
    """Return the median milliseconds that docx of npm takes for a letter, 0 where it is not to be had."""
    from styles import LINE_PT, PAGE_MM, STYLES  # pyright: ignore[reportMissingImports]

    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return 0
    folder = Path(tempfile.gettempdir(), f"fuhan-bench-{NPM_DOCX}")
    if not (folder / "node_modules" / "docx").exists():
        fetched = [npm, "install", "--prefix", str(folder), "--no-save", "--ignore-scripts", NPM_DOCX]
        if subprocess.run(fetched, capture_output=True).returncode:
            return 0
    look = {"letters": letters, "styles": STYLES, "lines": LINE_PT, "page": PAGE_MM}
    built = subprocess.run(
        [node, str(Path(__file__).with_name("npm_docx.js"))],
        input=json.dumps(look), capture_output=True, text=True, check=True,
        env={**os.environ, "NODE_PATH": str(folder / "node_modules")},
    )  # fmt: skip
    return median(json.loads(built.stdout)["times"][WARM:])


def check_words(data: bytes, letter: dict[str, list[dict[str, str]]]) -> None:
    """Make sure that the docx holds the words of the baseline's paragraphs, so that no work was left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = package.read("word/document.xml").decode()
    for row in letter["paragraphs"]:
        if row["role"] == "body":
            assert row["text"][-13:] in document, row["text"]


def memory(report: Report) -> None:
    """Measure the growth of this process over a thousand letters."""
    base, process = load_baseline(), psutil.Process()

    def make(first: int, count: int) -> None:
        for number in range(first, first + count):
            write_docx(reply_letter(varied(base, number)))

    make(20_000, 200)
    gc.collect()
    before = process.memory_info().rss
    taken = seconds(lambda: make(30_000, MANY))
    growth = (process.memory_info().rss - before) / 2**20
    report.row("growth over 1,000 letters", growth, 2, least=False, unit="MB", detail=f"{MANY / taken:.0f} letters/s")


NAIVE_COLD = """
import sys
sys.path.insert(0, sys.argv[1])
from common import load_letter
from py_peers import prep_naive
open(sys.argv[2], "wb").write(prep_naive(None)(load_letter()))
"""


def command_line(report: Report) -> None:
    """Time main.py make from a cold start beside plain python-docx's, taking turns."""
    folder = Path(tempfile.mkdtemp())
    (folder / "letter.json").write_bytes(write_letter(reply_letter(load_baseline())))
    commands = {
        "naive": [sys.executable, "-c", NAIVE_COLD, str(BASELINE), str(folder / "naive.docx")],
        "ours": [
            sys.executable,
            str(ROOT / "main.py"),
            "make",
            str(folder / "letter.json"),
            "-o",
            str(folder / "ours.docx"),
        ],
        "floor": [sys.executable, "-c", "pass"],
    }
    ratio, detail = starts(commands, "naive")
    report.row("main.py make, cold, of plain python-docx's start", ratio, 1.15, least=False, detail=detail)


def starts(commands: dict[str, list[str]], peer: str, ours: str = "ours") -> tuple[float, str]:
    """Run commands by turns and return the median over the turns of ours to the peer's time, and all medians in words.

    The two times of a turn are taken right after one another, so that a machine that slows down slows both.
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    # An installed program is compiled once; without this each start of ours would compile it anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(STARTS + 1):
        for name, command in commands.items():
            taken = seconds(
                lambda command=command: subprocess.run(
                    command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            )
            if turn:
                times[name].append(taken)
    ratio = median(own / other for own, other in zip(times[ours], times[peer], strict=True))
    return ratio, ", ".join(f"{name} {median(taken) * 1e3:.0f} ms" for name, taken in times.items())


OURS_WINDOW = """
import gc, os, sys
gc.set_threshold(100_000, 20, 50)  # as main.py does
from pathlib import Path
from services.data_folder import DataFolder
from letter.codec import read_letter
from tests.bench.first_paint import paint_letter
window = paint_letter(DataFolder(Path(sys.argv[2])), read_letter(Path(sys.argv[1]).read_bytes()))
os._exit(0)
"""


def window(report: Report) -> None:
    """Time the window with a letter up to its first paint beside a bare window with the same text, taking turns."""
    folder = Path(tempfile.mkdtemp())
    (folder / "letter.json").write_bytes(write_letter(reply_letter(load_baseline())))
    commands = {
        "bare": [sys.executable, str(BASELINE / "gui.py"), "--window", "letter"],
        "ours": [sys.executable, "-c", OURS_WINDOW, str(folder / "letter.json"), str(folder / "data")],
    }
    ratio, detail = starts(commands, "bare")
    report.row("window with a letter, first paint, of a bare one's", ratio, 1.6, least=False, detail=detail)


@functools.cache
def registers() -> dict[str, DataFolder]:
    """Return a data folder whose register is empty and one whose register is full, made once for all benches."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    found = {name: DataFolder(folder / name) for name in ("empty", "full")}
    full_register(found["empty"].register, 0)
    full_register(found["full"].register, IN_REGISTER)
    return found


def window_with_register(report: Report) -> None:
    """Time the first paint of the window with many letters in the register beside one with none, taking turns."""
    folder = Path(tempfile.mkdtemp())
    (folder / "letter.json").write_bytes(write_letter(reply_letter(load_baseline())))
    commands = {
        name: [sys.executable, "-c", OURS_WINDOW, str(folder / "letter.json"), str(data.path)]
        for name, data in registers().items()
    }
    ratio, detail = starts(commands, "empty", ours="full")
    what = f"window's first paint with {IN_REGISTER:,} letters, of none"
    report.row(what, ratio, 1.25, least=False, detail=detail)


REGISTER_PAGE = """
import gc, json, os, sys, time
gc.set_threshold(100_000, 20, 50)  # as main.py does
from pathlib import Path
from PySide6.QtWidgets import QApplication
from services.data_folder import DataFolder
from letter.codec import read_letter
from tests.bench.first_paint import paint_letter
window = paint_letter(DataFolder(Path(sys.argv[2])), read_letter(Path(sys.argv[1]).read_bytes()))
begun = time.perf_counter()
window.register.open()
page = window.register.page
page.repaint()
painted = time.perf_counter() - begun
while page.busy:
    QApplication.processEvents()
    time.sleep(0.001)
page.repaint()
rows = time.perf_counter() - begun
print(json.dumps({"page": painted, "rows": rows, "shown": page.ledger.model.rowCount()}), flush=True)
os._exit(0)
"""


def register_page(report: Report) -> None:
    """Time the register's page from its key to its first paint, and to its rows, with many letters beside none."""
    folder = Path(tempfile.mkdtemp())
    (folder / "letter.json").write_bytes(write_letter(reply_letter(load_baseline())))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    found: dict[str, list[dict[str, float]]] = {"empty": [], "full": []}
    for turn in range(STARTS + 1):
        for name, taken in found.items():
            command = [sys.executable, "-c", REGISTER_PAGE, str(folder / "letter.json"), str(registers()[name].path)]
            done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
            if turn:
                taken.append(json.loads(done.stdout.splitlines()[-1]))
    assert all(row["shown"] for row in found["full"])
    ratio = median(full["page"] / empty["page"] for full, empty in zip(found["full"], found["empty"], strict=True))
    rows = {name: median(row["rows"] for row in taken) for name, taken in found.items()}
    page = {name: median(row["page"] for row in taken) * 1e3 for name, taken in found.items()}
    detail = f"empty {page['empty']:.0f} ms, full {page['full']:.0f} ms"
    what = f"register's first paint with {IN_REGISTER:,} letters, of none"
    report.row(what, ratio, 1.25, least=False, detail=detail)
    # The file is checked row by row before a number of it is trusted, once after each start, beside the window.
    detail = f"with none {rows['empty']:.2f} s; the whole file is checked first"
    report.row(
        "register opened for the first time, rows shown", rows["full"], FIRST_ROWS, least=False, unit="s", detail=detail
    )


TYPING = """
import gc, json, os, sys, time
gc.set_threshold(100_000, 20, 50)  # as main.py does
from pathlib import Path
from statistics import median
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit
from services.data_folder import DataFolder
from services.draft import Draft
from services.settings import Settings
from letter.codec import read_letter
from ui.core.settings_store import SettingsStore
from ui.shell.application import application
from ui.shell.main_window import MainWindow

app = application(dark=False)
letter = read_letter(Path(sys.argv[1]).read_bytes())
data = DataFolder(Path(sys.argv[2]))
window = MainWindow(data, SettingsStore(data, Settings(agency=letter.agency)))
window.show_letter(Draft(letter=letter))
window.show()
ours = window.letter_page.form.answer.answer.editor
deadline = time.perf_counter() + 1
while time.perf_counter() < deadline:
    app.processEvents()
plain = QTextEdit()
plain.setAcceptRichText(False)
plain.setFont(ours.font())
plain.setPlainText(ours.toPlainText())
# As much of it as is seen of ours, which is as high as its text.
plain.resize(ours.width(), window.letter_page.form.sheet.viewport().height())
plain.show()
for edit in (ours, plain):
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().findBlockByNumber(edit.document().blockCount() // 2).position())
    edit.setTextCursor(cursor)
    edit.ensureCursorVisible()
app.processEvents()

def keystroke(edit):
    event = QInputMethodEvent("", [])
    event.setCommitString("字")
    start = time.perf_counter()
    QApplication.sendEvent(edit, event)
    edit.viewport().repaint()
    return time.perf_counter() - start

times = {"ours": [], "plain": []}
for turn in range(int(sys.argv[3])):
    for name, edit in (("ours", ours), ("plain", plain)):
        taken = keystroke(edit)
        if turn > 5:
            times[name].append(taken)
        app.processEvents()
print(json.dumps({name: median(taken) * 1e3 for name, taken in times.items()}))
sys.stdout.flush()
os._exit(0)
"""


def typing(report: Report) -> None:
    """Time a character typed into an answer of twenty pages until it is painted, beside QTextEdit, taking turns."""
    command = [sys.executable, "-c", TYPING, str(SAMPLES["twenty_pages"]), tempfile.mkdtemp(), str(ROUNDS * 5)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    detail = f"QTextEdit {found['plain']:.2f} ms, ours {found['ours']:.2f} ms"
    ratio = found["ours"] / found["plain"]
    report.row("20 pages: keystroke to painted, of QTextEdit's", ratio, 2, least=False, detail=detail)


LOCKED_COUNTER = """
import fcntl, os, sys, time
counter = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
start = time.perf_counter()
for number in range(int(sys.argv[2])):
    fcntl.flock(counter, fcntl.LOCK_EX)
    last = int(os.pread(counter, 20, 0) or 0)
    os.pwrite(counter, b"%d" % (last + 1), 0)
    os.fdatasync(counter)
    fcntl.flock(counter, fcntl.LOCK_UN)
print(int(sys.argv[2]) / (time.perf_counter() - start))
"""
OURS_NUMBERS = """
import sys, time
from pathlib import Path
from register.numbers import reserve
from register.opening import open_store
store = open_store(Path(sys.argv[1]))
reserve(store, "朝民函", 2026, key="first")
start = time.perf_counter()
for number in range(int(sys.argv[2])):
    reserve(store, "朝民函", 2026, key=str(number))
print(int(sys.argv[2]) / (time.perf_counter() - start))
"""


def numbers(report: Report) -> None:
    """Count the numbers drawn in a second by one client, each with its history, beside a locked and synced counter."""
    if os.name != "posix":
        return
    found: dict[str, list[float]] = {"counter": [], "ours": []}
    for _ in range(3):
        folder = Path(tempfile.mkdtemp())
        for name, code in (("counter", LOCKED_COUNTER), ("ours", OURS_NUMBERS)):
            command = [sys.executable, "-c", code, str(folder / name), str(ROUNDS * 5)]
            done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
            found[name].append(float(done.stdout))
    ours, counter = median(found["ours"]), median(found["counter"])
    detail = f"flock + fdatasync {counter:.0f}/s, {ours / counter:.3f} of it"
    report.row("numbers drawn and on the disk", ours, LEAST_NUMBERS, least=True, unit="/s", detail=detail)


SEARCHES = (
    "", "养老", "养老服务", "双塔区养老服务", "的", "社区 赵文清", "〔2019〕32号", "停车难 176", "%",
    "电动自行车充电 凌源",
)  # fmt: skip


def searching(report: Report) -> None:
    """Time searches in a register of many letters beside the same statements run bare in SQLite, taking turns.

    Ours opens the file for each search. SQLite has it open all the while, which is the harder comparison, and opens it
    each time as well, which is the fair one for a single search that takes it a millisecond.
    """
    from register.opening import open_store
    from register.past_answers import past_answers
    from register.search import search
    from register.values import Query

    store = open_store(registers()["full"].register)
    times: dict[str, list[float]] = {"ours": [], "open": [], "opened": []}
    with contextlib.closing(sqlite3.connect(store.path)) as raw:

        def opened(query: Query) -> None:
            with contextlib.closing(sqlite3.connect(store.path)) as fresh:
                bare(fresh, *spelled[query])

        spelled = {query: rendered(store, query) for query in (Query(text=words) for words in SEARCHES)}
        for query in spelled:
            turns = [
                (
                    seconds(lambda query=query: search(store, query)),
                    seconds(lambda query=query: bare(raw, *spelled[query])),
                    seconds(lambda query=query: opened(query)),
                )
                for _ in range(15)
            ]
            for name, taken in zip(times, zip(*turns, strict=True), strict=True):
                times[name].append(median(taken))
    ours = times["ours"]
    slowest = max(range(len(SEARCHES)), key=lambda place: ours[place])
    detail = (
        f"{IN_REGISTER:,} letters, {min(ours) * 1e3:.0f} ms, slowest “{SEARCHES[slowest]}” {ours[slowest] * 1e3:.0f} ms"
    )
    report.row(
        "ten searches, of the same bare in SQLite", sum(ours) / sum(times["open"]), 3, least=False, detail=detail
    )
    ratios = [own / other for own, other in zip(ours, times["opened"], strict=True)]
    worst = max(range(len(SEARCHES)), key=lambda place: ratios[place])
    detail = (
        f"“{SEARCHES[worst]}” {ours[worst] * 1e3:.1f} ms, bare {times['opened'][worst] * 1e3:.1f} ms, "
        f"with the file open already {times['open'][worst] * 1e3:.1f} ms"
    )
    report.row("worst single search, SQLite opening the file too", ratios[worst], 3, least=False, detail=detail)
    taken = median(seconds(lambda: past_answers(store, "关于推进双塔区养老服务的建议")) for _ in range(5))
    report.row("paragraphs of earlier letters found in", taken, PAST_ANSWERS, least=False, unit="s")


def rendered(store: "Store", query: "Query") -> tuple[str, list[object]]:
    """Return the statement of a search and its values, as SQLite takes them."""
    from register.search import statement

    with store.reading() as connection:
        compiled = statement(connection, query).compile(
            dialect=connection.dialect, compile_kwargs={"render_postcompile": True}
        )
    return str(compiled), [compiled.params[name] for name in compiled.positiontup or ()]


def bare(connection: sqlite3.Connection, sql: str, values: list[object]) -> None:
    """Run the statement of a search and fetch the rows that it names."""
    ids = [row[0] for row in connection.execute(sql, values)]
    connection.execute(f"SELECT * FROM listing WHERE id IN ({','.join(map(str, ids))})").fetchall()


def main() -> int:
    """Run all benches and return 0 when every asked figure was reached."""
    from common import machine  # pyright: ignore[reportMissingImports]

    print(json.dumps({"machine": machine()}, ensure_ascii=False))
    # As main.py sets it, for both sides: what refers to itself must not pile up between two collections.
    gc.set_threshold(100_000, 20, 50)
    report = Report()
    for bench in (
        one_letter, memory, command_line, window, window_with_register, register_page, typing, preview_typing, numbers,
        searching, table_reading, recognising, our_pdf,
    ):  # fmt: skip
        bench(report)
    return 1 if report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
