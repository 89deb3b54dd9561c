"""A letter whose last page holds little is fitted to it by the least change that helps, and never without need."""

import os
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from docgen.docx.reader import read_docx
from docgen.docx.writer import write_docx
from docgen.pages.estimate import surely_ends_well
from docgen.pages.fitting import Ending, advice, ending_of, find_fit, fittings
from docgen.pages.layout import lay_out
from docgen.standard import standard
from letter.model import UNFITTED, Fitting, ReplyLetter
from tests.docgen.pages.setting import BOOK, flowing, pages_of
from tests.generated import generated
from tests.letters import paragraphs, plain_letter
from tests.paper import convert, read_pages, soffice

_EVERY_DAY, _ALL = 12, 200
WANTED = standard().fitting


def ending(letter: ReplyLetter) -> Ending:
    return ending_of(letter, lay_out(letter, BOOK))


def poor_letters(count: int) -> dict[int, ReplyLetter]:
    """Return those of so many letters whose signature stands badly."""
    made = {seed: generated(seed) for seed in range(count)}
    return {seed: letter for seed, letter in made.items() if ending(letter).poor}


def test_changes_are_within_the_bounds_and_the_least_comes_first() -> None:
    found = fittings()
    assert len(found) == len(set(found)) == 21 * 12 - 1
    assert UNFITTED not in found
    for fitting in found:
        assert -WANTED.pitch.value <= fitting.pitch <= 0
        assert -WANTED.spacing.value <= fitting.spacing <= 0
    changes = [-fitting.pitch / WANTED.pitch.value - fitting.spacing / WANTED.spacing.value for fitting in found]
    assert changes == sorted(changes)


@pytest.mark.parametrize("fitting", [UNFITTED, Fitting(spacing=-0.55), Fitting(pitch=-1), Fitting(-1, -0.55)])
def test_a_page_keeps_22_lines_of_28_or_29_characters(fitting: Fitting) -> None:
    page = pages_of(plain_letter(answer=paragraphs(1, 28 * 60), fitting=fitting)).pages[1]
    lines = flowing(page)
    assert len(lines) == 22
    assert {len(line.text) for line in lines} <= {28, 29}


def test_a_letter_that_ends_well_is_left_alone() -> None:
    for letter in (generated(seed) for seed in range(_EVERY_DAY)):
        assert ending(letter).poor or find_fit(letter, BOOK) is None
    assert find_fit(plain_letter(), BOOK) is None


@pytest.mark.full
def test_what_is_found_helps_and_nothing_less_does(pytestconfig: pytest.Config) -> None:
    count = _ALL if pytestconfig.getoption("--all") else _EVERY_DAY
    left: list[tuple[int, float]] = []
    rows: list[str] = []
    for seed, letter in poor_letters(count).items():
        before, fit = ending(letter), find_fit(letter, BOOK)
        tried = [(fitting, ending(replace(letter, fitting=fitting))) for fitting in fittings()]
        helping = [fitting for fitting, after in tried if after.page < before.page or not after.poor]
        if helping:
            assert fit
            assert (fit.fitting, fit.before) == (helping[0], before)
            assert fit.ending == ending(replace(letter, fitting=fit.fitting))
            left += [(seed, fit.ending.free)] if fit.ending.free > WANTED.most_free.value else []
        elif fit:
            assert fit.fitting == Fitting(rows=int(WANTED.least_rows.value))
            assert fit.ending.rows >= WANTED.least_rows.value
        after = fit.ending if fit else before
        rows.append(f"{seed}: {before.rows} rows, {before.free:.0f} free -> {after.rows} rows, {after.free:.0f} free")
    print("\n".join(rows))
    assert rows
    # Also of those that have lost their last page none has more free rows than are wanted.
    assert left == []


@pytest.mark.full
def test_the_advice_says_what_is_wrong_and_what_helps() -> None:
    for letter in poor_letters(40).values():
        fit = find_fit(letter, BOOK)
        if fit and fit.fitting.rows:
            assert re.fullmatch(r"署名那一页只有 [12] 行正文。可把前面的正文移过来，凑足 \d+ 行。", advice(fit))
        elif fit:
            wrong, remedy = r"署名那一页只有 \d 行正文|署名前面一页空着 \d+ 行", r"([行字]距收紧 [\d.]+ 磅、?)+"
            shape = rf"({wrong})。{remedy}，署名就在第 \d+ 页。"
            assert re.fullmatch(shape, advice(fit))


@pytest.mark.full
def test_the_docx_has_it_as_the_spacing_of_its_styles_and_carries_it_back(
    test_fonts: dict[str, str], tmp_path: Path
) -> None:
    soffice()
    seed, letter, fit = next(
        (seed, letter, fit)
        for seed, letter in poor_letters(40).items()
        if (fit := find_fit(letter, BOOK)) and not fit.fitting.rows
    )
    fitted = replace(letter, fitting=fit.fitting)
    assert read_docx(write_docx(fitted)).reading.letter == fitted
    assert read_docx(write_docx(fitted)).reading.changes == ()
    files = [tmp_path / "plain.docx", tmp_path / "fitted.docx"]
    for file, written in zip(files, (letter, fitted), strict=True):
        file.write_bytes(write_docx(written))
    pages = [read_pages(pdf) for pdf in convert(files, tmp_path, {**os.environ, **test_fonts})]
    assert len(pages[1]) <= len(pages[0]), seed


@pytest.mark.full
def test_no_letter_that_ends_badly_is_taken_to_end_well_without_its_fonts(pytestconfig: pytest.Config) -> None:
    count = _ALL if pytestconfig.getoption("--all") else 4 * _EVERY_DAY
    made = {seed: generated(seed) for seed in range(count)}
    unsure = {seed for seed, letter in made.items() if not surely_ends_well(letter)}
    poor = set(poor_letters(count))
    print(f"{count} letters: {len(poor)} end badly, {len(unsure)} may")
    assert poor <= unsure
    # Most that end well are known to, or nothing would be saved.
    assert len(unsure - poor) < (count - len(poor)) / 2
