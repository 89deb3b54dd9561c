"""The writer on python-docx writes what the writer of strings wrote, part by part."""

import pytest

from docgen.docx import old_writer, writer
from letter.model import ReplyLetter
from tests.docgen.canonical import canonical_parts
from tests.docgen.test_valid import all_letters
from tests.generated import generated
from tests.letters import sample

GENERATED = 200


def compared() -> dict[str, ReplyLetter]:
    return all_letters() | {f"generated_{seed}": generated(seed) for seed in range(GENERATED)}


@pytest.mark.parametrize("published", [False, True])
def test_letters(published: bool) -> None:
    for name, letter in compared().items():
        before = canonical_parts(old_writer.write_docx(letter, published=published))
        assert canonical_parts(writer.write_docx(letter, published=published)) == before, name


def test_the_test_sheet() -> None:
    for name in ("preprinted", "seed_letter", "document_format"):
        agency = sample(name).agency
        before = canonical_parts(old_writer.write_test_sheet(agency))
        assert canonical_parts(writer.write_test_sheet(agency)) == before, name
