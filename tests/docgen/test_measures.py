"""Every element measured on the printed page beside the standard, and a planted fault that each row catches."""

from pathlib import Path

import pytest

from docgen.docx.writer import write_docx
from tests.docgen.measure_rows import ROWS
from tests.docgen.measured_letters import letters
from tests.docgen.measures import Pages, Row, Value
from tests.paper import convert, read_pages, soffice
from tests.standard_faults import wrong_part, wrong_standard

NAMES = [row.element for row in ROWS]


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


def rendered(files: dict[str, bytes], folder: Path, environment: dict[str, str]) -> dict[str, Pages]:
    """Return the pages of docx files, converted in one run of LibreOffice."""
    soffice()
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    pdfs = convert([folder / f"{name}.docx" for name in files], folder, environment)
    return {name: read_pages(pdf) for name, pdf in zip(files, pdfs, strict=True)}


@pytest.fixture(scope="session")
def right_pages(test_fonts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pages]:
    """Render the letters as they are."""
    wanted = {row.letter for row in ROWS}
    files = {name: write_docx(letters()[name]) for name in sorted(wanted)}
    return rendered(files, tmp_path_factory.mktemp("right"), test_fonts)


@pytest.fixture(scope="session")
def wrong_pages(test_fonts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pages]:
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
def test_measured(right_pages: dict[str, Pages], row: Row) -> None:
    found, expected = row.measure(right_pages[row.letter]), row.expected()
    assert agrees(found, expected, row.tolerance), f"{row.element}: {found}, wanted {expected} ± {row.tolerance}"


@pytest.mark.full
@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_a_planted_fault_is_caught(wrong_pages: dict[str, Pages], row: Row) -> None:
    try:
        found = row.measure(wrong_pages[row.element])
    except (StopIteration, IndexError, ValueError):
        return  # what is measured is not there any more
    assert not agrees(found, row.expected(), row.tolerance), f"{row.element}: {found} is taken for right"
