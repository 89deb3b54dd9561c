"""Reading a docx takes twice as long for twice as much, however its one paragraph is made up."""

from functools import partial

import pytest

from letter.word_diff import Piece, marked
from services.docx_return import report_on, returned_of
from tests.docgen.hostile import package, xml
from tests.timing import work

FEW, MANY = 3_000, 6_000
# Twice as much takes twice as long, and what is done once for each file makes it less; quadratic work takes four times.
MOST_RATIO = 3.0
SAME = "国" * 9_000
RUNS = {
    "runs": "<w:r><w:t>{number}国</w:t></w:r>",
    "marks": '<w:bookmarkStart w:id="{number}" w:name="m{number}"/><w:r><w:t>国{number}</w:t></w:r>'
    '<w:bookmarkEnd w:id="{number}"/>',
    "changes of one author": '<w:ins w:author="周岚" w:id="{number}"><w:r><w:t>国{number}</w:t></w:r></w:ins>'
    '<w:del w:author="周岚" w:id="0{number}"><w:r><w:delText>家{number}</w:delText></w:r></w:del>',
    "changes of several authors": '<w:ins w:author="{number}" w:id="{number}"><w:r><w:t>国{number}</w:t></w:r></w:ins>',
    "formats of several authors": '<w:r><w:rPr><w:b/><w:rPrChange w:author="{number}" w:id="{number}"><w:rPr/>'
    "</w:rPrChange></w:rPr><w:t>国{number}</w:t></w:r>",
    "line breaks": "<w:r><w:t>国{number}</w:t><w:br/></w:r>",
    "tabs": "<w:r><w:t>国{number}</w:t><w:tab/></w:r>",
    "brackets": "<w:r><w:t>〔{number}〕</w:t></w:r>",
    "printed": "<w:r><w:t>{number}日</w:t></w:r>",
    "formats": '<w:r><w:rPr><w:b/><w:rPrChange w:author="周岚" w:id="{number}"><w:rPr/></w:rPrChange></w:rPr>'
    "<w:t>国{number}</w:t></w:r>",
}


def paragraph(shape: str, count: int) -> bytes:
    """Return a docx of one paragraph of so many runs."""
    runs = "".join(RUNS[shape].format(number=number * 7919) for number in range(count))
    return package(document=xml(body=f"<w:p>{runs}<w:r><w:t>印发</w:t></w:r></w:p>"))


def read(data: bytes) -> None:
    """Read a docx and say what was changed in it, as the command does."""
    report_on(returned_of(data, None))


@pytest.mark.full
@pytest.mark.parametrize("shape", RUNS)
def test_twice_as_many_runs_take_twice_as_long(shape: str) -> None:
    few, many = (work(partial(read, paragraph(shape, count))) for count in (FEW, MANY))
    assert many / few < MOST_RATIO


def test_two_texts_of_one_character_are_not_compared_place_by_place() -> None:
    assert marked(SAME, SAME[:-1]) == ([Piece(SAME, True)], [Piece(SAME[:-1], True)])
