"""Every letterhead: known to the table of the letter and to that of the document, and asked for by its traits."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from docgen.parts.letterhead import letterhead_of
from letter.effective_texts import effective_texts
from letter.letterheads import LETTERHEADS, Letterhead
from tests.letters import ROOT, plain_letter

PRODUCT = ("docgen", "intake", "letter", "register", "services", "ui")


@pytest.mark.parametrize("letterhead", LETTERHEADS)
def test_every_letterhead_can_be_set(letterhead: Letterhead) -> None:
    letter = plain_letter()
    letter = replace(letter, agency=replace(letter.agency, letterhead=letterhead))
    parts, texts = letterhead_of(letter.agency), effective_texts(letter)
    head = parts.head(parts.masthead(letter, texts))
    assert head.content
    assert parts.number_lines(letter, texts, 0)


@pytest.mark.full
def test_no_code_asks_for_a_letterhead_by_its_name() -> None:
    files = [path for name in PRODUCT for path in (ROOT / name).rglob("*.py")]
    assert [str(path.relative_to(ROOT)) for path in files if any(_compared(path))] == []


def _compared(path: Path) -> Iterator[ast.Compare]:
    """Yield the comparisons of an attribute called letterhead with a name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
            asked = any(isinstance(side, ast.Attribute) and side.attr == "letterhead" for side in sides)
            if asked and any(isinstance(side, ast.Constant) for side in sides):
                yield node
