"""Our pages beside LibreOffice's of the same letter: the same lines on the same pages, at the same places."""

import os
import re
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from docgen.docx.writer import write_docx
from docgen.fonts.book import FontBook
from docgen.fonts.installed import InstalledFonts
from docgen.pages.fitting import find_fit
from docgen.pages.layout import lay_out
from docgen.pages.values import Line, Page
from letter.derived import agency_defaults
from letter.model import Contact, ReplyLetter
from tests import paper
from tests.docgen.pages.libreoffice import LIBREOFFICE, cause, groups, plain
from tests.docgen.wide_tables import on_their_side
from tests.generated import generated
from tests.letters import SAMPLES, paragraphs, plain_letter, sample
from tests.paper import convert, read_pages, soffice

_EVERY_DAY, _ALL = 20, 200
_SAME_LINE = 0.6
_TOLERANCE = 0.5
_ENOUGH = 0.995
_MOST = 0.9
# Letters set closer, and one whose text goes along with the signature.
_FITTED = (0, 7, 28)
_EDITIONS = ("normal", "published")
# Characters that leave room for no mark: of a first line, and of a row of the imprint behind its label.
_FULL_LINE, _FULL_ROW = 26, 26
# Lines that fill the first page and the second one down to the imprint.
_FULL_PAGES = 23


class Row(NamedTuple):
    """One line as it is read across the page: text, base line, left and right edges in mm."""

    text: str
    baseline: float
    left: float


class Both(NamedTuple):
    """The pages of one letter, ours and LibreOffice's, as rows."""

    ours: list[list[Row]]
    theirs: list[list[Row]]


def rows_of(page: Page) -> list[Row]:
    """Return our lines, those on one base line joined as a reader does."""
    return [*_rows(page.lines), *_rows(page.upright)]


def _rows(lines: Iterable[Line]) -> list[Row]:
    bands: dict[float, list[tuple[float, str]]] = {}
    for line in lines:
        band = next((y for y in bands if abs(y - line.baseline) < _SAME_LINE), line.baseline)
        bands.setdefault(band, []).extend(
            (x, character) for span in line.spans for x, character in zip(span.xs, span.text, strict=True)
        )
    rows: list[Row] = []
    for band, characters in sorted(bands.items()):
        ordered = sorted(characters)
        visible = [x for x, character in ordered if character.strip()]
        if visible:
            rows.append(Row(plain("".join(character for _, character in ordered)), band, visible[0]))
    return rows


def read(pages: Iterable[paper.Page]) -> list[list[Row]]:
    """Return LibreOffice's lines."""
    return [
        [Row(plain(line.text), line.baseline, line.left) for line in (*page.lines, *page.upright)] for page in pages
    ]


@pytest.fixture(scope="session")
def book(official_fonts: InstalledFonts) -> FontBook:
    """Return the fonts of the tests."""
    return FontBook(official_fonts)


@pytest.fixture(scope="session")
def both(
    book: FontBook, test_fonts: dict[str, str], tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> dict[str, Both]:
    """Lay every letter out and render both of its editions, with and without the marks of fields."""
    soffice()
    folder = tmp_path_factory.mktemp("agreement")
    count = _ALL if pytestconfig.getoption("--all") else _EVERY_DAY
    letters: dict[str, ReplyLetter] = {name: sample(name) for name in SAMPLES}
    letters |= {f"generated-{seed}": generated(seed) for seed in range(count)}
    letters |= {
        "hanging-opening": plain_letter(opening=f"{'甲' * _FULL_LINE}："),
        "hanging-closing": plain_letter(closing=f"{'丁' * _FULL_LINE}。"),
        "hanging-imprint": plain_letter(copy_to=("戊" * _FULL_ROW,)),
        "full-page": plain_letter(contact=Contact("周岚", "0421-2810000"), answer=paragraphs(_FULL_PAGES)),
        "number-in-the-note": plain_letter(
            contact=Contact("周岚", "0199-2810000", "社区建设和养老服务管理科"),
            agency=replace(agency_defaults("朝阳市民政局"), contact_position="in_note"),
        ),
    }
    letters |= on_their_side()
    for seed in _FITTED:
        fit = find_fit(generated(seed), book)
        assert fit
        letters[f"fitted-{seed}"] = replace(generated(seed), fitting=fit.fitting)
    files: dict[tuple[str, str], Path] = {}
    for (name, letter), edition in product(letters.items(), _EDITIONS):
        files[name, edition] = folder / f"{name}-{edition}.docx"
        files[name, edition].write_bytes(write_docx(letter, published=edition == "published"))
    pdfs = convert(list(files.values()), folder, {**os.environ, **test_fonts})
    return {
        f"{name} {edition}": Both(
            [rows_of(page) for page in lay_out(letters[name], book, LIBREOFFICE).pages], read(read_pages(pdf))
        )
        for (name, edition), pdf in zip(files, pdfs, strict=True)
    }


@pytest.mark.full
def test_each_letter_has_as_many_pages(both: dict[str, Both]) -> None:
    # LibreOffice leaves out the page that Word leaves empty before an imprint on an even page.
    counts = {name: (len([page for page in pair.ours if page]), len(pair.theirs)) for name, pair in both.items()}
    assert {name: count for name, count in counts.items() if count[0] != count[1]} == {}


def test_lines_are_the_same_and_each_difference_has_a_cause(both: dict[str, Both]) -> None:
    lines, causes = 0, dict[str, int]()
    unexplained: list[tuple[str, list[str], list[str]]] = []
    for name, pair in both.items():
        ours, theirs = ([row.text for page in pages for row in page if not _is_number(row)] for pages in pair)
        lines += len(theirs)
        for mine, other in groups(ours, theirs):
            why = cause(mine, other)
            causes[why] = causes.get(why, 0) + len(other)
            if not why:
                unexplained.append((name, mine, other))
    different = sum(causes.values())
    print(f"{lines} lines, {different} different ({1 - different / lines:.2%} the same): {causes}")
    assert unexplained == []
    assert different <= (1 - _ENOUGH) * lines


def test_pages_have_the_same_numbers(both: dict[str, Both]) -> None:
    for name, pair in both.items():
        ours, theirs = ([[row.text for row in page if _is_number(row)] for page in pages if page] for pages in pair)
        assert ours == theirs, name


@pytest.mark.full
def test_lines_stand_at_the_same_places(both: dict[str, Both]) -> None:
    far: list[tuple[str, Row, Row]] = []
    compared = 0
    for name, pair in both.items():
        for mine, other in zip((page for page in pair.ours if page), pair.theirs, strict=True):
            if [row.text for row in mine] != [row.text for row in other]:
                continue
            compared += len(mine)
            far += [
                (name, *rows)
                for rows in zip(mine, other, strict=True)
                if max(abs(rows[0].baseline - rows[1].baseline), abs(rows[0].left - rows[1].left)) > _TOLERANCE
            ]
    assert far == []
    assert compared > sum(len(page) for pair in both.values() for page in pair.theirs) * _MOST


def _is_number(row: Row) -> bool:
    return bool(re.fullmatch(r"—[0-9]+—", row.text))
