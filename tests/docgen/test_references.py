"""The parts of three samples as they were last looked at: whatever else is written into a docx shows here."""

import difflib
from pathlib import Path

import pytest

from docgen.docx.writer import write_docx
from tests.docgen.canonical import readable_parts
from tests.docgen.measured_letters import letters
from tests.letters import sample

# Both heads, all levels, a table, an attachment, the imprint with its lines.
REFERENCED = ("seed_letter", "document_format", "three_levels")


def reference(name: str) -> Path:
    return Path(__file__).parent / "references" / f"{name}.txt"


@pytest.mark.parametrize("name", REFERENCED)
def test_parts_are_those_of_the_reference(name: str) -> None:
    wanted = reference(name).read_text(encoding="utf-8").splitlines()
    found = readable_parts(write_docx(sample(name))).splitlines()
    changed = list(difflib.unified_diff(wanted, found, "reference", "written", lineterm=""))
    assert not changed, "\n".join([*changed[:60], "if it is meant: python -m tests.tools.write_references"])


def test_a_reference_tells_letters_apart() -> None:
    assert readable_parts(write_docx(letters()["plain"])) != readable_parts(write_docx(letters()["wide_page_rules"]))


def test_what_a_choice_requires_is_declared_at_the_root() -> None:
    """Else Word calls the file damaged, while every parser of XML reads it."""
    text = reference("seed_letter").read_text(encoding="utf-8")
    assert text.count('Requires="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"') == 7
