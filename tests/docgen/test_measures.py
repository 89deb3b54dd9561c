"""Every element measured beside the standard, on the docx as LibreOffice prints it and in our own PDF.

Each row has a planted fault that it must catch.
"""

from pathlib import Path

import pytest

from docgen.docx.writer import write_docx
from docgen.fonts.installed import InstalledFonts
from letter.model import ReplyLetter
from services.paging import PageSetter
from tests.docgen.measure_rows import INDENT, ROWS
from tests.docgen.measured_letters import letters
from tests.docgen.measures import CHARACTER, Pages, Row, Value
from tests.paper import convert, read_pages, soffice
from tests.standard_faults import wrong_part, wrong_standard

NAMES = [row.element for row in ROWS]
LETTERS = sorted({row.letter for row in ROWS})
AllPages = dict[str, Pages]
# A font that lacks the character is told by Word to whoever opens the docx; our pages find one that has it.
MENDED = ("生僻字字体", "扩展区字体")
# A piece of Word's XML that is changed by hand is no part of our pages; every other fault is.
IN_PAGES = [row for row in ROWS if not isinstance(row.fault, tuple) and row.element not in MENDED]
# Some rows allow for LibreOffice's gaps beside digits, of which our pages have none.
NO_GAPS = 0.1 * CHARACTER
# A style takes a quarter of a point from each character. Word takes it from the last one of a line too, which then
# stands so far beyond the edge of the type area, and so do our pages; LibreOffice does not.
LAST_SPACING = 0.1


def faulty(row: Row) -> bytes:
    """Return the docx of a row's letter with its fault planted."""
    letter = letters()[row.letter]
    if isinstance(row.fault, str):
        return write_docx(letters()[row.fault])
    if isinstance(row.fault, tuple):
        # Without marks of fields, which would stand between what a fault is planted in; the paper is the same.
        return wrong_part(write_docx(letter, published=True), *row.fault)
    with wrong_standard(row.fault):
        return write_docx(letter)


def faulty_pdf(row: Row, fonts: InstalledFonts) -> Pages:
    """Return the pages of our PDF of a row's letter with its fault planted."""
    if isinstance(row.fault, str):
        return in_pdf(letters()[row.fault], fonts)
    assert isinstance(row.fault, dict)
    with wrong_standard(row.fault):
        return in_pdf(letters()[row.letter], fonts)


def in_pdf(letter: ReplyLetter, fonts: InstalledFonts) -> Pages:
    """Return the pages of our PDF, written with nothing kept of letters before."""
    return read_pages(PageSetter(fonts).pdf(letter))


def rendered(files: dict[str, bytes], folder: Path, environment: dict[str, str]) -> AllPages:
    """Return the pages of docx files, converted in one run of LibreOffice."""
    soffice()
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    pdfs = convert([folder / f"{name}.docx" for name in files], folder, environment)
    return {name: read_pages(pdf) for name, pdf in zip(files, pdfs, strict=True)}


@pytest.fixture(scope="session")
def right_pages(test_fonts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> AllPages:
    """Render the letters as they are."""
    files = {name: write_docx(letters()[name]) for name in LETTERS}
    return rendered(files, tmp_path_factory.mktemp("right"), test_fonts)


@pytest.fixture(scope="session")
def pdf_pages(official_fonts: InstalledFonts) -> AllPages:
    """Write our own PDF of the letters as they are."""
    return {name: in_pdf(letters()[name], official_fonts) for name in LETTERS}


@pytest.fixture(scope="session")
def wrong_pages(test_fonts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> AllPages:
    """Render each row's letter with its fault."""
    files = {f"fault-{number}": faulty(row) for number, row in enumerate(ROWS)}
    pages = rendered(files, tmp_path_factory.mktemp("wrong"), test_fonts)
    return dict(zip(NAMES, pages.values(), strict=True))


def agrees(found: Value, expected: Value, tolerance: float) -> bool:
    """Tell whether a measurement is what the standard wants."""
    if isinstance(found, str) or isinstance(expected, str):
        return found == expected
    return abs(found - expected) <= tolerance


def test_each_element_is_measured_once() -> None:
    assert len(NAMES) == len(set(NAMES))
    assert len(NAMES) > 100


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_measured(right_pages: AllPages, row: Row) -> None:
    found, expected = row.measure(right_pages[row.letter]), row.expected()
    assert agrees(found, expected, row.tolerance), f"{row.element}: {found}, wanted {expected} ± {row.tolerance}"


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_measured_in_our_pdf(pdf_pages: AllPages, row: Row) -> None:
    found, expected = row.measure(pdf_pages[row.letter]), row.expected()
    tolerance = NO_GAPS if row.tolerance == INDENT else row.tolerance
    assert agrees(found, expected, tolerance), f"{row.element}: {found}, wanted {expected} ± {tolerance}"


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_our_pdf_is_as_close_to_the_standard_as_the_docx_in_libreoffice(
    pdf_pages: AllPages, right_pages: AllPages, row: Row
) -> None:
    ours, theirs = row.measure(pdf_pages[row.letter]), row.measure(right_pages[row.letter])
    expected = row.expected()
    if isinstance(expected, str) or isinstance(ours, str) or isinstance(theirs, str):
        assert ours == theirs == expected
    else:
        assert abs(ours - expected) <= abs(theirs - expected) + LAST_SPACING, (ours, theirs, expected)


@pytest.mark.full
@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_a_planted_fault_is_caught(wrong_pages: AllPages, row: Row) -> None:
    try:
        found = row.measure(wrong_pages[row.element])
    except (StopIteration, IndexError, ValueError):
        return  # what is measured is not there any more
    assert not agrees(found, row.expected(), row.tolerance), f"{row.element}: {found} is taken for right"


def test_nearly_all_faults_can_be_planted_in_our_pages() -> None:
    assert len(IN_PAGES) > 0.8 * len(ROWS)


@pytest.mark.full
@pytest.mark.parametrize("row", IN_PAGES, ids=[row.element for row in IN_PAGES])
def test_a_planted_fault_is_caught_in_our_pdf(official_fonts: InstalledFonts, row: Row) -> None:
    try:
        found = row.measure(faulty_pdf(row, official_fonts))
    except (StopIteration, IndexError, ValueError):
        return
    assert not agrees(found, row.expected(), row.tolerance), f"{row.element}: {found} is taken for right"


@pytest.mark.parametrize("element", MENDED)
def test_a_font_without_the_character_is_mended_in_our_pdf(official_fonts: InstalledFonts, element: str) -> None:
    row = next(row for row in ROWS if row.element == element)
    assert row.measure(faulty_pdf(row, official_fonts)) == row.expected()
