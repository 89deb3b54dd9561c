"""The benches of the pages: keystrokes in the preview beside QTextDocument, our PDF beside LibreOffice."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import pymupdf
from msgspec.structs import replace

from docgen.docx.writer import write_docx
from docgen.fonts.installed import InstalledFonts
from docgen.pages.blocks import paragraph_slices, table_slices
from docgen.pages.layout import lay_out
from docgen.pages.lines import set_lines
from letter.model import ReplyLetter
from services.paging import PageSetter
from tests import fonts
from tests.bench.report import QUICK, ROUNDS, Report, seconds
from tests.letters import ROOT, sample

SHORT, LONG = 6, 40
# LibreOffice takes a second to start and less than a tenth for a file: so many files tell the one from the other.
FURTHER = 10
TURNS = 2 if QUICK else 4


def environment(folder: Path) -> dict[str, str]:
    """Return an environment with the fonts of official documents, where this machine has their stand-ins."""
    found = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    if not fonts.missing_fonts():
        found["FONTCONFIG_FILE"] = str(fonts.fontconfig_file(folder))
    return found


def ratio(times: dict[str, list[float]], ours: str, peer: str) -> float:
    """Return the median over the turns of one time to another."""
    return median(own / other for own, other in zip(times[ours], times[peer], strict=True))


def preview_typing(report: Report) -> None:
    """Time a keystroke until the preview has painted its page; see typing_pages.py for what is timed."""
    folder = Path(tempfile.mkdtemp())
    command = [sys.executable, str(Path(__file__).parent / "typing_pages.py"), str(folder), str(ROUNDS * 2)]
    done = subprocess.run(command, env=environment(folder), check=True, capture_output=True, text=True)
    times: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    mid = {name: median(taken) for name, taken in times.items()}
    short, long = f"preview {SHORT}", f"preview {LONG}"
    detail = f"QTextDocument {mid[f'document {SHORT}']:.2f} ms, ours with the whole window {mid[short]:.2f} ms"
    found = ratio(times, short, f"document {SHORT}")
    report.row(f"{SHORT} pages: keystroke to preview, of QTextDocument's", found, 2, least=False, detail=detail)
    detail = f"{mid[short]:.2f} ms and {mid[long]:.2f} ms"
    report.row(
        f"{LONG} pages: the same, of what {SHORT} pages cost",
        ratio(times, long, short),
        1.5,
        least=False,
        detail=detail,
    )
    for pages in (SHORT, LONG):
        own, peer = f"pages {pages}", f"document {pages}"
        detail = f"QTextDocument {mid[peer]:.2f} ms, ours {mid[own]:.2f} ms"
        report.tell(f"{pages} pages: laid out and painted without the window", ratio(times, own, peer), "x", detail)
    report.tell(
        f"{LONG} pages: the same, of what {SHORT} pages cost", ratio(times, f"pages {LONG}", f"pages {SHORT}"), "x"
    )


def numbered(serial: int) -> ReplyLetter:
    """Return the seed letter with another number and with other words in each paragraph: nothing kept is of use."""
    letter = sample("seed_letter")
    answer = tuple(replace(block, text=f"{block.text}{serial}") if block.text else block for block in letter.answer)
    return replace(letter, document_number=replace(letter.document_number, serial=serial), answer=answer)


def our_pdf(report: Report) -> None:
    """Time the PDF of the seed letter beside LibreOffice's of our docx, and measure it without its font programs."""
    folder = Path(tempfile.mkdtemp())
    os.environ.update(environment(folder))
    setter = PageSetter(InstalledFonts())
    cold = seconds(lambda: setter.pdf(numbered(1)))
    warm = [seconds(lambda serial=serial: setter.pdf(numbered(serial))) for serial in range(2, ROUNDS + 2)]
    layout(report, setter)
    if shutil.which("soffice"):
        beside_libreoffice(report, setter, folder)
    else:
        print("     LibreOffice is not installed: our PDF is not compared with it", flush=True)
    size = len(without_fonts(setter.pdf(sample("seed_letter"))))
    detail = f"with them {len(setter.pdf(sample('seed_letter'))) / 1000:.0f} KB"
    report.row(
        "PDF of the seed letter without its font programs", size / 1000, 60, least=False, unit="KB", detail=detail
    )
    report.tell("PDF of the seed letter, warm", median(warm) * 1e3, "ms", f"the first one {cold * 1e3:.0f} ms")


def layout(report: Report, setter: PageSetter) -> None:
    """Tell how long the layout of the seed letter takes with nothing kept, and with one paragraph changed."""
    cold: list[float] = []
    warm: list[float] = []
    for serial in range(ROUNDS):
        letter = sample("seed_letter")
        for kept in (set_lines, paragraph_slices, table_slices):
            kept.cache_clear()
        cold.append(seconds(lambda letter=letter: lay_out(letter, setter.book)))
        last = letter.answer[-1]
        typed = replace(letter, answer=(*letter.answer[:-1], replace(last, text=f"{last.text}{serial}")))
        warm.append(seconds(lambda typed=typed: lay_out(typed, setter.book)))
    detail = f"one paragraph changed {median(warm) * 1e3:.2f} ms"
    report.tell("layout of the seed letter, nothing kept", median(cold) * 1e3, "ms", detail)


def beside_libreoffice(report: Report, setter: PageSetter, folder: Path) -> None:
    """Let LibreOffice and our PDF take turns on letters that all differ.

    Warm means that the program, its profile and all files it reads were used just before. LibreOffice as it is run by
    whoever has no server of it starts a process for each letter: that is what is asked for. What a further file costs
    within one process, to which several files are given at once, is told beside it.
    """
    files = [folder / f"{serial}.docx" for serial in range(FURTHER + 1)]
    for serial, file in enumerate(files):
        file.write_bytes(write_docx(numbered(serial)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]

    def convert(some: list[Path]) -> float:
        return seconds(lambda: subprocess.run([*command, *map(str, some)], check=True, capture_output=True))

    convert(files[:1])
    each: list[float] = []
    further: list[float] = []
    for turn in range(TURNS):
        ours = median(seconds(lambda n=n: setter.pdf(numbered(n))) for n in range(turn * 10 + 100, turn * 10 + 110))
        one = convert(files[:1])
        each.append(one / ours)
        further.append((convert(files) - one) / FURTHER / ours)
    assert all(file.with_suffix(".pdf").stat().st_size for file in files)
    report.row("PDF, times as fast as LibreOffice started for each", median(each), 20, least=True)
    report.tell("PDF, times as fast as a further file in LibreOffice", median(further), "x")


def without_fonts(data: bytes) -> bytes:
    """Return what a PDF holds besides its font programs."""
    document = pymupdf.open(stream=data, filetype="pdf")
    for number in range(1, document.xref_length()):
        is_truetype = document.xref_get_key(number, "Length1")[0] != "null"
        if is_truetype or document.xref_get_key(number, "Subtype")[1] == "/CIDFontType0C":
            data = data.replace(document.xref_stream_raw(number) or b"", b"")
    return data
