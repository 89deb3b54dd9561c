"""The bench of recognising: whole reply letters recognised beside splitting the same text and looking it over once."""

import re
from collections.abc import Callable, Sequence
from statistics import median

from docgen.docx.writer import write_docx
from intake.recognise import recognise
from services.letter_sources import text_in
from tests.bench.report import ROUNDS, Report, seconds
from tests.intake.judging import CORPUS
from tests.letters import SAMPLES, sample

MILLION = 1_000_000
# What any reader of text does at least: part the lines and look at every character once.
_ONE_PASS = re.compile("[，。：；]")


def recognising(report: Report) -> None:
    """Time the letters of the corpus, which are short, and the samples as text, which are as long as a city's are."""
    short = [(CORPUS / f"{file.stem}.txt").read_text(encoding="utf-8") for file in sorted(CORPUS.glob("*.json"))]
    long = [text_in(write_docx(sample(name))) for name in SAMPLES]
    _row(report, "letters of a county recognised, characters a second", short)
    _row(report, "our samples as text recognised, the same", long)
    _row(report, "the longest of them, the same", [max(long, key=len)])


def _row(report: Report, what: str, texts: Sequence[str]) -> None:
    ours, bare = (_seconds(work, texts) for work in (recognise, _bare))
    characters = sum(map(len, texts))
    detail = f"letters of {characters // len(texts)} characters, {ours / bare:.0f} times splitlines and one regex"
    report.row(what, characters / ours / MILLION, 1, least=True, unit="M/s", detail=detail)


def _seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return how long the texts take one after another, the median of some rounds after one that warms up."""
    rounds = [seconds(lambda: [work(text) for text in texts]) for _round in range(1 + ROUNDS // 4)]
    return median(rounds[1:])


def _bare(text: str) -> int:
    return sum(len(_ONE_PASS.findall(line)) for line in text.splitlines())
