"""Reading a docx takes as much longer as it holds more, however its one paragraph is made up."""

import pytest

from letter.word_diff import Piece, marked
from services.docx_return import report_on, returned_of
from tests.docgen.hostile import package, xml
from tests.timing import FOURFOLD, LINEAR_AT_MOST, fourfold_growth

FEW = 2_000
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
def test_the_time_grows_with_the_runs_only(shape: str) -> None:
    few, fourfold = (paragraph(shape, count) for count in (FEW, FOURFOLD * FEW))
    assert fourfold_growth(read, few, fourfold) < LINEAR_AT_MOST


def test_two_texts_of_one_character_are_not_compared_place_by_place() -> None:
    assert marked(SAME, SAME[:-1]) == ([Piece(SAME, True)], [Piece(SAME[:-1], True)])
