"""The commands that need pages, `pages` and `make --pdf`: what they print, what they write, how they refuse."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pymupdf
import pytest
from msgspec.structs import replace

import main
from docgen.docx.reader import read_docx
from docgen.fonts.book import FontBook
from docgen.fonts.installed import InstalledFonts
from docgen.pages.layout import lay_out
from letter.codec import write_letter
from letter.model import UNFITTED, Fitting
from services import commands, saving
from tests.letters import ROOT, SAMPLES, paragraphs, plain_letter, sample

SEED = SAMPLES["seed_letter"]
LINE = {"text", "x", "baseline", "font", "size", "spans"}
SPAN = {"text", "x", "right", "font", "size", "width", "color", "field"}
RULE = {"x", "y", "length", "thickness", "color", "upright"}


class Done(NamedTuple):
    """What a command gave back."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(
    test_fonts: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Run:
    """Return what runs a command in an empty folder on a machine with the fonts of official documents."""
    monkeypatch.setenv("FONTCONFIG_FILE", test_fonts["FONTCONFIG_FILE"])
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Done:
        try:
            status = main.main(["--data", str(tmp_path / "data"), *map(str, arguments)])
        except SystemExit as left:
            status = int(left.code or 0)
        printed = capsys.readouterr()
        return Done(status, printed.out, printed.err)

    return run


def written(folder: Path) -> set[str]:
    """Return the names of what is in a folder."""
    return {path.name for path in folder.iterdir() if path.is_file()}


def letter_file(folder: Path, **changes: object) -> Path:
    """Write a short letter with some fields changed."""
    path = folder / "letter.json"
    path.write_bytes(write_letter(plain_letter(**changes)))
    return path


def test_pages_as_json_say_where_everything_stands(run: Run, official_fonts: InstalledFonts) -> None:
    done = run("pages", SEED, "--json")
    assert (done.status, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    pages = lay_out(sample("seed_letter"), FontBook(official_fonts))
    assert (found["width"], found["height"]) == (210, 297)
    assert [page["number"] for page in found["pages"]] == [1, 2, 3, 4, 5]
    for page, own in zip(found["pages"], pages.pages, strict=True):
        assert len(page["lines"]) == len(own.lines)
        for line, mine in zip(page["lines"], own.lines, strict=True):
            first = mine.spans[0]
            assert line.keys() == LINE
            assert (line["text"], line["font"], line["size"]) == (mine.text, first.font, first.size)
            assert line["x"] == pytest.approx(first.xs[0], abs=0.001)
            assert line["baseline"] == pytest.approx(mine.baseline, abs=0.001)
            assert "".join(span["text"] for span in line["spans"]) == line["text"]
            for span in line["spans"]:
                assert span.keys() == SPAN
                assert len(span["x"]) == len(span["text"])
                assert span["x"] == sorted(span["x"])
                assert span["x"][-1] < span["right"]
        assert all(rule.keys() == RULE for rule in page["rules"])
    # The double rule of the letter format: 170 mm long in the middle of the paper, 20 mm above its foot.
    red = [rule for rule in found["pages"][0]["rules"] if rule["color"] == "FF0000"]
    assert [rule["length"] for rule in red] == [170.0] * 4
    lowest = red[-1]
    assert lowest["y"] + lowest["thickness"] * 25.4 / 72 / 2 == pytest.approx(277, abs=0.1)


def test_pages_as_text_are_the_lines_page_by_page(run: Run) -> None:
    done = run("pages", SEED)
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert [line for line in lines if line.startswith("——")] == [f"—— {number} ——" for number in range(1, 6)]
    assert "朝民函〔2023〕32号" in lines
    assert "您提出的《关于为社区治理赋能增效的建议》（第176号提" in lines


def test_pages_of_a_letter_that_is_not_complete_yet_are_shown(run: Run, tmp_path: Path) -> None:
    assert run("pages", letter_file(tmp_path, proposals=(), answer=())).status == 0


@pytest.mark.parametrize("arguments", [("pages", "没有.json"), ("pages", "-x"), ("pages",)])
def test_pages_end_in_a_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "。" in done.err


def test_make_writes_and_names_both_files(run: Run, tmp_path: Path) -> None:
    done = run("make", SEED, "-o", tmp_path / "信.docx", "--pdf", tmp_path / "信.pdf")
    assert done == Done(0, f"{tmp_path / '信.docx'}\n{tmp_path / '信.pdf'}\n", "")
    alone = run("make", SEED, "-o", tmp_path / "另.docx")
    assert alone.out == f"{tmp_path / '另.docx'}\n"
    assert (tmp_path / "信.docx").read_bytes() == (tmp_path / "另.docx").read_bytes()
    document: Any = pymupdf.open(tmp_path / "信.pdf")
    assert document.page_count == 5
    assert document.metadata["title"] == "朝阳市民政局关于朝阳市政协十二届二次会议第176号提案的答复"


CODE = """
import sys, main
sys.exit(main.main(["make", sys.argv[1], "-o", "a.docx", "--pdf", "a.pdf"]))
"""


def test_the_same_letter_gives_the_same_pdf(test_fonts: dict[str, str], tmp_path: Path) -> None:
    found: set[str] = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        environment = {**test_fonts, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", CODE, str(SEED)], cwd=tmp_path, env=environment, check=True)
        found.add(hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest())
        (tmp_path / "a.pdf").unlink()
    assert len(found) == 1


REFUSED: list[tuple[dict[str, object], str, str, str]] = [
    ({"proposals": ()}, "a.docx", "a.pdf", "请填写提案的案号。"),
    ({}, "a.docx", "没有/a.pdf", "找不到文件夹"),
    ({}, "没有/a.docx", "a.pdf", "找不到文件夹"),
    ({}, "a.docx", "a?.pdf", "请改为“a？.pdf”"),
    ({}, "a.docx", "folder.pdf", "已是一个文件夹的名字"),
    ({}, "a.docx", "a.docx", "不能写进同一个文件“a.docx”"),
    ({}, "a.docx", "a.doc", "请改为“a.doc.pdf”"),
    ({"copy_to": tuple(f"市第{n}局" * 8 for n in range(60))}, "a.docx", "a.pdf", "抄送"),
]


@pytest.mark.parametrize(("changes", "docx", "pdf", "words"), REFUSED)
def test_both_files_are_written_or_none(
    run: Run, tmp_path: Path, changes: dict[str, object], docx: str, pdf: str, words: str
) -> None:
    path = letter_file(tmp_path, **changes)
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "a.docx").write_bytes(b"old")
    before = written(tmp_path)
    done = run("make", path, "-o", docx, "--pdf", pdf)
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert done.err.count("\n") == 1
    assert written(tmp_path) == before
    assert (tmp_path / "a.docx").read_bytes() == b"old"


def test_a_full_disk_leaves_both_files_as_they_were(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_write = saving._write_beside

    def full(target: Path, *given: Any) -> Path:
        if target.suffix == ".pdf":
            raise OSError(28, "No space left on device")
        return true_write(target, *given)

    monkeypatch.setattr(saving, "_write_beside", full)
    for name in ("a.docx", "a.pdf"):
        (tmp_path / name).write_bytes(b"old")
    done = run("make", SEED, "-o", "a.docx", "--pdf", "a.pdf")
    assert (done.status, done.out) == (2, "")
    assert "磁盘已满" in done.err
    assert written(tmp_path) == {"a.docx", "a.pdf"}
    assert {(tmp_path / name).read_bytes() for name in ("a.docx", "a.pdf")} == {b"old"}


def test_without_any_chinese_font_nothing_is_written(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "fc-list"
    command.write_text("#!/bin/sh\n", encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    done = run("make", SEED, "-o", "a.docx", "--pdf", "a.pdf")
    assert (done.status, done.out) == (2, "")
    assert done.err == "这台电脑没有能放进 PDF 的中文字体。请先装上仿宋、黑体等字体，再生成 PDF。\n"
    assert written(tmp_path) == set()
    # The pages are laid out all the same, with the usual widths.
    assert "朝民函〔2023〕32号" in run("pages", SEED).out


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_whoever_makes_a_letter_in_a_terminal_is_told_how_it_ends(tmp_path: Path) -> None:
    letter = replace(sample("seed_letter"), answer=paragraphs(9, 55), closing="感谢关心。", attachments=())
    (tmp_path / "letter.json").write_bytes(write_letter(letter))
    ours, theirs = os.openpty()
    command = [sys.executable, str(ROOT / "main.py"), "make", "letter.json"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=theirs) as running:
        assert running.wait(60) == 0
    os.close(theirs)
    assert "署名就在第 2 页。" in os.read(ours, 65536).decode()
    os.close(ours)


def test_make_says_what_would_fit_a_letter_to_its_last_page_and_does_nothing_unasked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = replace(sample("seed_letter"), answer=paragraphs(9, 55), closing="感谢关心。", attachments=())
    asked = replace(letter, agency=replace(letter.agency, fit_last_page=True))
    closer = Fitting(spacing=-0.55)
    letters = {"plain": letter, "fitted": replace(letter, fitting=closer), "asked": asked}
    for name, wanted in letters.items():
        (tmp_path / f"{name}.json").write_bytes(write_letter(wanted))
    done = {name: run("make", f"{name}.json", "-o", f"{name}.docx", "--pdf", f"{name}.pdf") for name in letters}
    assert {one.status for one in done.values()} == {0}
    assert done["plain"].err == "署名前面一页空着 8 行。字距收紧 0.55 磅，署名就在第 2 页。\n"
    assert run("make", "plain.json", "-o", "unseen.docx").err == ""
    monkeypatch.setattr(commands, "_is_seen", lambda: True)
    assert run("make", "plain.json", "-o", "seen.docx").err == done["plain"].err
    assert run("make", "fitted.json", "-o", "seen-fitted.docx").err == ""
    assert (done["fitted"].err, done["asked"].err) == ("", "")
    # The profile has it done also where only a docx is made.
    assert run("make", "asked.json", "-o", "alone.docx") == Done(0, "alone.docx\n", "")
    for name, wanted in (("plain", UNFITTED), ("fitted", closer), ("asked", closer), ("alone", closer)):
        assert read_docx((tmp_path / f"{name}.docx").read_bytes()).reading.letter.fitting == wanted
    assert "5.2.3\tV2\t字距收紧 0.55 磅，末页因此排得下。" in run("deviations", "fitted.json").out
    assert "字距收紧" not in run("deviations", "plain.json").out
